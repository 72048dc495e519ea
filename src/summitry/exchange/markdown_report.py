"""A report for people, in Markdown: facts, a table, then every quote with its reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.exchange.rows import plain_number, short_name, shown_source
from summitry.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summitry.exchange.formats import Results
    from summitry.model import Commitment, Document, Failure, Period, Quantity, Reading, Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_BLANKS = re.compile(r"\s+")
_DETAILS = ("date", "dialogue", "parties", "language", "kind")


def encode(results: Results) -> bytes:
    """Return the report of every document, and of the sources that could not be read."""
    parts = [
        _document(reading, with_statements=results.with_statements) for reading in results.readings
    ]
    if results.failures:
        parts.append(_failures(results.failures))
    lines = "\n\n".join("\n".join(part) for part in parts)
    return f"{lines}\n".encode("utf-8", "backslashreplace")


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it stands, in a table too.

    >>> escaped("a|b\\nc")
    'a\\\\|b c'
    """
    return _SPECIAL.sub(r"\\\1", _BLANKS.sub(" ", text).strip())


def amount_words(quantity: Quantity) -> str:
    """Return an amount as number and unit, with separators for thousands."""
    value = plain_number(quantity.value)
    number = f"{value:,}"
    return f"{number}%" if quantity.unit == "percent" else f"{number} {quantity.unit}"


def deadline_words(period: Period | None) -> str:
    """Return the dates of a deadline, or its wording where no date could be worked out.

    An open end is left out: ``by 2030``, ``from 2026``, ``2022 to 2025``.
    """
    if period is None:
        return ""
    if period.start and period.end:
        return period.end if period.start == period.end else f"{period.start} to {period.end}"
    if period.end:
        return f"by {period.end}"
    if period.start:
        return f"from {period.start}"
    return f"“{period.text}” (no date to count from)" if not period.resolved else period.text


def _document(reading: Reading, *, with_statements: bool) -> Iterator[str]:
    document = reading.document
    yield f"# {escaped(document.title or short_name(document.source))}"
    yield ""
    yield from _facts(reading)
    yield ""
    if reading.commitments:
        yield from _table(reading.commitments)
        for found in reading.commitments:
            yield ""
            yield from _commitment(found, document)
    else:
        yield "No commitment was found."
    if with_statements and reading.statements:
        yield ""
        yield "## Other statements"
        yield ""
        yield from (_statement(found) for found in reading.statements)
    if reading.notices:
        yield ""
        yield "## Notices"
        yield ""
        for notice in reading.notices:
            place = f" ({notice.where})" if notice.where else ""
            remedy = f" {notice.remedy}" if notice.remedy else ""
            yield f"- {escaped(f'{notice.severity.value}: {notice.what}{place}.{remedy}')}"


def _facts(reading: Reading) -> Iterator[str]:
    document = reading.document
    yield f"- source: {escaped(shown_source(document.source))}"
    for detail in _DETAILS:
        value = getattr(document, detail)
        shown = ", ".join(value) if isinstance(value, tuple) else value
        if not shown and detail == "kind":
            continue
        yield f"- {detail}: {escaped(shown) if shown else 'not known'}{_origin(document, detail)}"
    checkable = sum(found.verifiable for found in reading.commitments)
    yield f"- commitments: {len(reading.commitments)}, of which {checkable} can be verified"
    if reading.engine:
        yield f"- read by: {escaped(reading.engine)}, lexicon {escaped(reading.lexicon)}"


def _origin(document: Document, detail: str) -> str:
    known = document.origin(detail)
    if known.origin is Origin.UNKNOWN:
        return ""
    verb = "found in" if known.origin is Origin.FOUND else "given by"
    return f" ({verb} {escaped(known.place)})" if known.place else f" ({known.origin.value})"


def _table(commitments: tuple[Commitment, ...]) -> Iterator[str]:
    yield "| № | who | for whom | what | amount | deadline | force | verifiable | theme |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for found in commitments:
        cells = (
            str(found.number),
            ", ".join(mention.code for mention in found.actors),
            ", ".join(mention.code for mention in found.recipients),
            found.quote,
            ", ".join(amount_words(quantity) for quantity in found.quantities),
            deadline_words(found.deadline),
            found.force.value,
            "yes" if found.verifiable else "no",
            str(found.theme),
        )
        yield f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _commitment(found: Commitment, document: Document) -> Iterator[str]:
    page = f", page {found.page}" if found.page else ""
    yield f"## {found.number}"
    yield ""
    yield f"> {escaped(found.quote)}"
    yield ""
    yield f"- place: characters {found.span.start} to {found.span.end}{page}"
    if found.repeats:
        yield f"- repeats: {found.repeats}"
    for condition in found.conditions:
        yield f"- condition: {escaped(condition.of(document.text))}"
    if found.reporter:
        yield f"- reported by: {escaped(found.reporter.code)}"
    for role, mentions in (("actor", found.actors), ("recipient", found.recipients)):
        for mention in mentions:
            words = f"“{mention.span.of(document.text)}”, " if mention.span else ""
            yield f"- {role} {escaped(f'{mention.code}: {words}{mention.basis.value}')}"
    for reason in found.why:
        words = f": “{reason.span.of(document.text)}”" if reason.span else ""
        yield f"- {escaped(f'{reason.decides} by rule {reason.rule}{words}')}"


def _statement(found: Statement) -> str:
    codes = ", ".join(mention.code for mention in found.parties)
    return f"- {found.kind.value}{f' ({codes})' if codes else ''}: {escaped(found.quote)}"


def _failures(failures: Iterable[Failure]) -> Iterator[str]:
    yield "# Sources that could not be read"
    yield ""
    for failure in failures:
        yield f"- {escaped(f'{shown_source(failure.source)}: {failure.what}. {failure.remedy}')}"
