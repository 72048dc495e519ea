"""A report for people, in Markdown: facts, a table, then every quote with its reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.exchange.reasons import (
    explain_commitment,
    explain_statement,
    is_near_miss,
    statements_shown,
)
from summitry.exchange.rows import short_name, shown_source
from summitry.exchange.wording import (
    amount_words,
    codes,
    deadline_words,
    inferences,
    one_line,
    remarks,
)
from summitry.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summitry.exchange.formats import Results
    from summitry.model import Commitment, Document, Failure, Reading

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_DETAILS = ("date", "dialogue", "parties", "language", "kind")


def encode(results: Results) -> bytes:
    """Return the report of every document, and of the sources that could not be read."""
    parts = [_document(reading, results) for reading in results.readings]
    if results.failures:
        parts.append(_failures(results.failures))
    lines = "\n\n".join("\n".join(part) for part in parts)
    return f"{lines}\n".encode("utf-8", "backslashreplace")


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it stands, in a table too.

    >>> escaped("a|b\\nc")
    'a\\\\|b c'
    """
    return _SPECIAL.sub(r"\\\1", one_line(text))


def _document(reading: Reading, results: Results) -> Iterator[str]:
    document = reading.document
    yield f"# {escaped(document.title or short_name(document.source))}"
    yield ""
    yield from _facts(reading)
    yield ""
    if reading.commitments:
        yield from _table(reading)
        for found in reading.commitments:
            yield ""
            yield from _commitment(found, document)
    else:
        yield "No commitment was found."
    yield from _statements(reading, results)
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


def _table(reading: Reading) -> Iterator[str]:
    yield "| № | who | for whom | what | amount | deadline | force | verifiable | theme | remarks |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for found in reading.commitments:
        cells = (
            str(found.number),
            codes(found.actors),
            codes(found.recipients),
            found.quote,
            ", ".join(amount_words(quantity) for quantity in found.quantities),
            deadline_words(found.deadline),
            found.force.value,
            "yes" if found.verifiable else "no",
            str(found.theme),
            "; ".join((*remarks(found, reading.document), *inferences(found))),
        )
        yield f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _commitment(found: Commitment, document: Document) -> Iterator[str]:
    page = f", page {found.page}" if found.page else ""
    yield f"## {found.number}"
    yield ""
    yield f"> {escaped(found.quote)}"
    yield ""
    yield f"- place: characters {found.span.start} to {found.span.end}{page}"
    for line in explain_commitment(found, document):
        yield _item(f"{line.field}: {line}")


def _statements(reading: Reading, results: Results) -> Iterator[str]:
    """The other statements, and apart from them those looked at as commitments and refused."""
    wanted = statements_shown(results, reading)
    for title, near in (("Other statements", False), ("Looked at and not taken", True)):
        chosen = [found for found in wanted if (results.explained and is_near_miss(found)) is near]
        if chosen:
            yield from ("", f"## {title}", "")
        for found in chosen:
            who = codes(found.parties)
            yield _item(f"{found.kind.value}{f' ({who})' if who else ''}: {found.quote}")
            if results.explained:
                for line in explain_statement(found, reading.document):
                    yield "  " + _item(f"{line.field}: {line}")


def _item(text: str) -> str:
    return f"- {escaped(text)}"


def _failures(failures: Iterable[Failure]) -> Iterator[str]:
    yield "# Sources that could not be read"
    yield ""
    for failure in failures:
        yield f"- {escaped(f'{shown_source(failure.source)}: {failure.what}. {failure.remedy}')}"
