"""YAML between two lines of dashes at the top of a text: what its keeper says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summitry.model import Notice, Severity
from summitry.reading.dates import parse_date
from summitry.reading.extract import Hints
from summitry.reading.parties import NamedParties, resolve_parties

PLACE = "front matter"

# A header is short; what is longer is text between two rules.
_LONGEST = 20_000
_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#.*\s+)*[A-Za-z_][\w -]*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The details of a header and the offset at which the text proper begins."""

    hints: Hints
    end: int
    notices: tuple[Notice, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Return the header of a text; a header that is not valid YAML is left out with a notice."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), _LONGEST) if opening else None
    if opening is None or closing is None:
        return FrontMatter(Hints(), 0)
    header = text[opening.end() : closing.start()]
    if not _KEY.match(header):
        return FrontMatter(Hints(), 0)
    fields = _parse(header)
    if fields is None:
        return FrontMatter(Hints(), closing.end(), (_unusable(),))
    date: str | None = None
    notices: tuple[Notice, ...] = ()
    if written := _word(fields, "date"):
        date = parse_date(written)
        notices = () if date else (_bad_date(written),)
    named = resolve_parties(_words(fields, "parties"))
    if named.unknown:
        notices += (_unknown_parties(named),)
    hints = Hints(
        PLACE,
        title=_word(fields, "title"),
        date=date,
        dialogue=_word(fields, "dialogue"),
        parties=named.codes,
        language=_word(fields, "language"),
        kind=_word(fields, "kind"),
    )
    return FrontMatter(hints, closing.end(), notices)


def _parse(header: str) -> dict[str, object] | None:
    import yaml

    try:
        # BaseLoader leaves every scalar a string: "no" stays Norwegian, a date as written.
        fields = yaml.load(header, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(fields, dict):
        return None
    return {str(key).strip().lower(): value for key, value in fields.items()}


def _word(fields: dict[str, object], key: str) -> str | None:
    value = fields.get(key)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _words(fields: dict[str, object], key: str) -> tuple[str, ...]:
    value = fields.get(key)
    pieces = value.split(",") if isinstance(value, str) else value
    if not isinstance(pieces, list):
        return ()
    words = (" ".join(piece.split()) for piece in pieces if isinstance(piece, str))
    return tuple(dict.fromkeys(word for word in words if word))


def _unusable() -> Notice:
    return Notice(
        Severity.WARNING,
        "front-matter",
        "the front matter is not valid YAML and was left out",
        where=PLACE,
        remedy="Put quotation marks around values that hold a colon.",
    )


def _bad_date(written: str) -> Notice:
    return Notice(
        Severity.WARNING,
        "front-matter",
        f"the date in the front matter, {written[:40]!r}, is not one",
        where=PLACE,
        remedy="Write it as YYYY, YYYY-MM or YYYY-MM-DD.",
    )


def _unknown_parties(named: NamedParties) -> Notice:
    return Notice(
        Severity.WARNING,
        "party-unknown",
        f"{named.fault}, so that was left out",
        where=PLACE,
        remedy=named.remedy,
    )
