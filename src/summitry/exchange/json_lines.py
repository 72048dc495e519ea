"""JSON lines: one commitment or other statement a line, with what is known of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from summitry.exchange.json_document import compact
from summitry.exchange.rows import commitment_record, document_details, statement_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.exchange.formats import Results
    from summitry.model import Reading

KIND_OF_COMMITMENT = "commitment"


def encode(results: Results) -> bytes:
    """Return one line of JSON for every commitment, then for every statement asked for."""
    lines = [
        compact(line)
        for reading in results.readings
        for line in lines_of(reading, with_statements=results.with_statements)
    ]
    return b"".join(line + b"\n" for line in lines)


def lines_of(reading: Reading, *, with_statements: bool) -> Iterator[dict[str, Any]]:
    """Yield the flat mapping of every line of a document."""
    document = reading.document
    details = msgspec.to_builtins(document_details(document))
    shared = {
        "document": details["document"],
        "date": details["date"],
        "language": details["language"],
        "title": details["title"],
        "dialogue": details["dialogue"],
        "document_parties": details["parties"],
        "document_kind": details["kind"],
        "source": details["source"],
        "engine": reading.engine,
        "lexicon": reading.lexicon,
    }
    for commitment in reading.commitments:
        own = msgspec.to_builtins(commitment_record(commitment, document))
        yield {**shared, "kind": KIND_OF_COMMITMENT, **own}
    if with_statements:
        for statement in reading.statements:
            yield {**shared, **msgspec.to_builtins(statement_record(statement, document))}
