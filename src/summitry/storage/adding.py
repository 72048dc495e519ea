"""Taking documents into the register, many at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from summitry.errors import UsageError
from summitry.model import COMMITMENT, Act, Added, Commitment, Status, content_key
from summitry.storage import kinds
from summitry.storage.adding_again import add_again
from summitry.storage.connections import many
from summitry.storage.documents import HERE
from summitry.storage.encoding import (
    compact,
    written_blocks,
    written_record,
    written_text,
)
from summitry.storage.entries import id_of
from summitry.storage.indexing import amount_rows, due_of, standing_tokens
from summitry.storage.naming import NO_DIALOGUE, new_entries
from summitry.storage.numbering import MOST_PLACES, record_number, series_code
from summitry.storage.schema import (
    AMOUNT,
    DIALOGUE,
    DOCUMENT,
    ENTRY,
    EXTRACTION,
    RECORD,
)
from summitry.storage.tokenising import entry_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Document, Reading, Statement
    from summitry.storage.register import Change

SCOPE_ALL = "all"
SCOPE_COMMITMENTS = "commitments"


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A reading to be kept; ``dialogue`` and ``meeting`` are numbers.

    ``all_statements`` tells that the reading kept other statements than commitments too.
    """

    reading: Reading
    dialogue: int | None = None
    meeting: int | None = None
    all_statements: bool = False

    @property
    def key(self) -> str:
        """Return the content key of the document: its text, whatever it is called."""
        return content_key("document", self.reading.document.text)

    @property
    def scope(self) -> str:
        """Return which statements the reading kept."""
        return SCOPE_ALL if self.all_statements else SCOPE_COMMITMENTS

    @property
    def records(self) -> tuple[Commitment | Statement, ...]:
        """Return the records that were kept, in order."""
        reading = self.reading
        return (*reading.commitments, *(reading.statements if self.all_statements else ()))


@dataclass(slots=True)
class _Rows:
    """Rows waiting to be written together."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    extractions: list[dict[str, Any]] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    amounts: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[tuple[int, list[str]]] = field(default_factory=list)


def add_documents(change: Change, new: Sequence[NewDocument]) -> list[Added]:
    """Keep documents that are not there yet; look again at those that are.

    Returns what was done with each, in order.
    """
    keys = [one.key for one in new]
    query = select(DOCUMENT.c.key).where(DOCUMENT.c.key.in_(keys))
    there = set(change.connection.execute(query).scalars())
    fresh = len(set(keys) - there)
    first = {
        "document": change.next_number("document", fresh) if fresh else 0,
        "extraction": change.next_number("extraction", fresh) if fresh else 0,
    }
    rows, outcomes, again = _Rows(), [], []
    for place, (one, key) in enumerate(zip(new, keys, strict=True)):
        if key in there:
            again.append(place)
            outcomes.append(Added("", key, "unchanged"))
            continue
        there.add(key)
        outcomes.append(_take(change, rows, one, (first["document"], first["extraction"])))
        first = {noun: number + 1 for noun, number in first.items()}
    _write(change, rows)
    for place in again:
        outcomes[place] = add_again(change, new[place])
    return outcomes


def _write(change: Change, rows: _Rows) -> None:
    connection = change.connection
    many(connection, insert(DOCUMENT), rows.documents)
    many(connection, insert(EXTRACTION), rows.extractions)
    many(connection, insert(RECORD), rows.records)
    many(connection, insert(ENTRY), rows.entries)
    many(connection, insert(AMOUNT), rows.amounts)
    change.index.add(connection, rows.tokens)
    change.head.save()


def _take(change: Change, rows: _Rows, new: NewDocument, numbers: tuple[int, int]) -> Added:
    """Make the rows of one document and tell the journal of it."""
    document, extraction = numbers
    read = new.reading.document
    row = {
        "id": document,
        "key": new.key,
        "dialogue_id": new.dialogue,
        "meeting_id": new.meeting,
        "extraction_id": extraction,
        "status": HERE,
        "details": written_details(read),
        "blocks": written_blocks(read.blocks),
        "text": written_text(read.text),
    }
    rows.documents.append(row)
    reading = extraction_row(new, extraction, document, "current")
    rows.extractions.append(reading)
    records = new.records
    first = None
    if records:
        code = series_code(_series(change, new.dialogue), read.date)
        first = new_entries(change, code, len(records))
        if change.pending:
            change.write(Act.NAME, code)
        rows.records += record_rows(new, extraction)
        _take_entries(rows, new, (document, extraction, first))
    body = {
        "source": read.source,
        "title": read.title,
        "engine": new.reading.engine,
        "entries": [first, len(records)],
        "extraction": extraction,
        "digests": {
            kinds.DOCUMENT.named(document): _digest(kinds.DOCUMENT, row),
            kinds.EXTRACTION.named(extraction): _digest(kinds.EXTRACTION, reading),
        },
    }
    change.head.append(change.at, change.who, (Act.ADD.value, new.key), body)
    if first is None:
        return Added(read.source, new.key, "new")
    last = first + len(records) - 1
    ids = (id_of(change, first), id_of(change, last))
    return Added(read.source, new.key, "new", len(records), *ids)


def _take_entries(rows: _Rows, new: NewDocument, numbers: tuple[int, int, int]) -> None:
    document, extraction, first = numbers
    for place, record in enumerate(new.records):
        number = first + place
        kind = kind_of(record)
        rows.entries.append(
            {
                "id": number,
                "document_id": document,
                "record_id": record_number(extraction, place),
                "kind": kind,
                "status": Status.PROPOSED.value,
                "version": 1,
                "due": due_of(record),
                "changes": None,
                "fate": None,
            }
        )
        rows.amounts += amount_rows(number, record)
        standing = standing_tokens(kind, Status.PROPOSED.value, None, new.dialogue)
        rows.tokens.append((number, entry_tokens(record, standing=standing)))


def kind_of(record: Commitment | Statement) -> str:
    """Return the kind an entry of a record has."""
    return COMMITMENT if isinstance(record, Commitment) else record.kind.value


def record_rows(new: NewDocument, extraction: int) -> list[dict[str, Any]]:
    """Return the rows of the machine records of a reading."""
    records = new.records
    if len(records) > MOST_PLACES:
        raise UsageError(f"more than {MOST_PLACES} statements", where=new.reading.document.source)
    return [
        {
            "id": record_number(extraction, place),
            "kind": kind_of(record),
            "body": written_record(record),
        }
        for place, record in enumerate(records)
    ]


def extraction_row(new: NewDocument, extraction: int, document: int, status: str) -> dict[str, Any]:
    """Return the row of a reading."""
    return {
        "id": extraction,
        "document_id": document,
        "engine": new.reading.engine,
        "lexicon": new.reading.lexicon,
        "scope": new.scope,
        "status": status,
        "digest": records_digest(written_record(one) for one in new.records),
    }


def records_digest(bodies: Any) -> str:
    """Return the SHA-256 over machine records in order."""
    digest = hashlib.sha256()
    for body in bodies:
        encoded = body.encode()
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()


def written_details(document: Document) -> str:
    """Return what is known of a document beside its text and blocks."""
    return compact(
        {
            "source": document.source,
            "language": document.language,
            "title": document.title,
            "date": document.date,
            "dialogue": document.dialogue,
            "parties": list(document.parties),
            "kind": document.kind,
            "media_type": document.media_type,
            "encoding": document.encoding,
            "provenance": [
                [one.detail, one.origin.value, one.place] for one in document.provenance
            ],
        }
    )


def _digest(kind: kinds.Kind, row: dict[str, Any]) -> str:
    return kind.digest(SimpleNamespace(**row))


def _series(change: Change, dialogue: int | None) -> str:
    if dialogue is None:
        return NO_DIALOGUE
    query = select(DIALOGUE.c.series).where(DIALOGUE.c.id == dialogue)
    series: str = change.connection.execute(query).scalar_one()
    return series
