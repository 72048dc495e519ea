"""Title, date, dialogue, parties and language of a document, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import Notice, Origin, Provenance, Severity
from summitry.reading import language as languages
from summitry.reading.dates import find_date, is_likely

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.reading.extract import Extract
    from summitry.reading.options import ReadOptions

_TITLE_MAX = 200
_TITLE_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Details:
    """What is known about a document, with a provenance for each and notices on the way."""

    title: str | None
    date: str | None
    dialogue: str | None
    parties: tuple[str, ...]
    language: str
    provenance: tuple[Provenance, ...]
    notices: tuple[Notice, ...] = ()


def gather_details(extract: Extract, options: ReadOptions, source: str) -> Details:
    """Return the details of a document: given ones first, then stated, embedded, found ones.

    Raises LanguageError for a language that no lexicon covers and nobody overrode.
    """
    notices: list[Notice] = []
    stated, embedded = extract.stated, extract.embedded
    language, language_from = _language(extract, options, source, notices)
    title, title_from = _first(
        "title",
        (
            (stated.title, stated.place),
            (embedded.title, embedded.place),
            (_heading(extract), "first lines"),
        ),
    )
    date, date_from = _date(extract, options, notices)
    dialogue, dialogue_from = _given("dialogue", options.dialogue, stated.dialogue, stated.place)
    parties = options.parties or stated.parties
    _, parties_from = _given(
        "parties", ", ".join(options.parties), ", ".join(stated.parties), stated.place
    )
    provenance = (title_from, date_from, dialogue_from, parties_from, language_from)
    return Details(title, date, dialogue, parties, language, provenance, tuple(notices))


def _first(
    detail: str, candidates: Iterable[tuple[str | None, str]]
) -> tuple[str | None, Provenance]:
    for value, place in candidates:
        if value:
            return value, Provenance(detail, Origin.FOUND, place)
    return None, Provenance(detail, Origin.UNKNOWN)


def _given(
    detail: str, given: str | None, stated: str | None, place: str
) -> tuple[str | None, Provenance]:
    if given:
        return given, Provenance(detail, Origin.GIVEN, f"option --{detail}")
    return _first(detail, ((stated, place),))


def _heading(extract: Extract) -> str | None:
    """Return the first line where it can be a title: short, and not a sentence."""
    if not extract.blocks:
        return None
    wording = " ".join(extract.blocks[0].span.of(extract.text).split()).strip("*_ ")
    if sum(map(str.isalpha, wording)) < _TITLE_LETTERS:
        return None
    if not wording or len(wording) > _TITLE_MAX or wording[-1] in ".;:,":
        return None
    return wording


def _date(
    extract: Extract, options: ReadOptions, notices: list[Notice]
) -> tuple[str | None, Provenance]:
    stated, embedded = extract.stated, extract.embedded
    date, provenance = _given("date", options.date, stated.date, stated.place)
    if date:
        if not is_likely(date):
            notices.append(_unlikely(date))
        return date, provenance
    if embedded.date:
        return embedded.date, Provenance("date", Origin.FOUND, embedded.place)
    found = find_date(extract.text, extract.blocks)
    if found is not None:
        return found.date, Provenance("date", Origin.FOUND, found.place)
    if embedded.file_date is None:
        return None, Provenance("date", Origin.UNKNOWN)
    notices.append(
        Notice(
            Severity.WARNING,
            "date-of-file",
            f"the document does not tell its date; {embedded.file_date} is when its file was made",
            remedy="Give the date of the document with --date.",
        )
    )
    return embedded.file_date, Provenance("date", Origin.FOUND, f"{embedded.place} (of the file)")


def _language(
    extract: Extract, options: ReadOptions, source: str, notices: list[Notice]
) -> tuple[str, Provenance]:
    supported = options.supported_languages
    stated, embedded = extract.stated, extract.embedded
    written = options.language or stated.language
    if written:
        code, provenance = (
            languages.primary(written),
            _given("language", options.language, stated.language, stated.place)[1],
        )
        languages.require_supported(code, supported, source)
        other = languages.clearly_other(extract.text, extract.blocks, code)
        if other is not None:
            notices.append(_mistaken_language(code, other, provenance.place))
        return code, provenance
    detected = languages.detect(extract.text, extract.blocks)
    declared = languages.primary(embedded.language) if embedded.language else ""
    if detected.code is not None:
        if declared in languages.languages() and declared != detected.code:
            notices.append(_contradiction(declared, detected.code))
        languages.require_supported(detected.code, supported, source)
        return detected.code, Provenance("language", Origin.FOUND, "wording")
    if declared in languages.languages() and (declared == languages.DEFAULT) <= (
        detected.script == "LATIN"
    ):
        languages.require_supported(declared, supported, source)
        return declared, Provenance("language", Origin.FOUND, embedded.place)
    if detected.script != "LATIN":
        raise languages.refuse_script(detected, supported, source)
    languages.require_supported(languages.DEFAULT, supported, source)
    notices.append(languages.assumed_notice())
    return languages.DEFAULT, Provenance("language", Origin.UNKNOWN, "assumed")


def _unlikely(date: str) -> Notice:
    return Notice(
        Severity.WARNING,
        "date-unlikely",
        f"the date of the document, {date}, is far from any summit of our time",
        remedy="Check the year; deadlines such as 'in three years' are counted from it.",
    )


def _mistaken_language(given: str, detected: str, place: str) -> Notice:
    return Notice(
        Severity.WARNING,
        "language-given",
        f"it was read as {languages.language_name(given)}, as asked for, "
        f"but its wording is {languages.language_name(detected)}",
        where=place,
        remedy="What is found in it, or not found, says nothing then.",
    )


def _contradiction(declared: str, detected: str) -> Notice:
    return Notice(
        Severity.WARNING,
        "language-declared",
        f"the page says it is in {languages.language_name(declared)}, "
        f"but its wording is {languages.language_name(detected)}",
        remedy="Say the language with --language if that is wrong.",
    )
