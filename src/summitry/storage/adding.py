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
from summitry.storage.tallying import tally
from summitry.storage.tokenising import all_tokens, entry_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    def scope(self) -> str:
        """Return which statements the reading kept."""
        return SCOPE_ALL if self.all_statements else SCOPE_COMMITMENTS

    @property
    def records(self) -> tuple[Commitment | Statement, ...]:
        """Return the records that were kept, in order."""
        reading = self.reading
        return (*reading.commitments, *(reading.statements if self.all_statements else ()))


def document_key(document: Document) -> str:
    """Return the content key of a document: its text, whatever it is called."""
    return content_key("document", document.text)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A document to be kept, with the numbers it is given and its records as they are written."""

    new: NewDocument
    key: str
    document: int
    extraction: int
    first: int
    bodies: list[str]


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
    keys = [document_key(one.reading.document) for one in new]
    query = select(DOCUMENT.c.key).where(DOCUMENT.c.key.in_(keys))
    there = set(change.connection.execute(query).scalars())
    fresh = []
    for place, key in enumerate(keys):
        if key not in there:
            there.add(key)
            fresh.append(place)
    outcomes: dict[int, Added] = {}
    rows = _Rows()
    for place, taken in zip(
        fresh, _numbered(change, [(new[one], keys[one]) for one in fresh]), strict=True
    ):
        outcomes[place] = _take(change, rows, taken)
    _write(change, rows)
    return [
        outcomes[place] if place in outcomes else add_again(change, one)
        for place, one in enumerate(new)
    ]


def _numbered(change: Change, fresh: Sequence[tuple[NewDocument, str]]) -> list[_Taken]:
    """Give out the numbers of new documents and their entries, each series asked once."""
    if not fresh:
        return []
    document = change.next_number("document", len(fresh))
    extraction = change.next_number("extraction", len(fresh))
    letters = _letters(change)
    codes = [series_code(letters[one.dialogue], one.reading.document.date) for one, _ in fresh]
    counts = [len(one.records) for one, _ in fresh]
    free: dict[str, int] = {}
    for code in dict.fromkeys(codes):
        wanted = sum(count for one, count in zip(codes, counts, strict=True) if one == code)
        if wanted:
            free[code] = new_entries(change, code, wanted)
            if change.pending:
                change.write(Act.NAME, code)
    taken = []
    for place, (one, key) in enumerate(fresh):
        code, count = codes[place], counts[place]
        first = free[code] if count else 0
        if count:
            free[code] += count
        bodies = [written_record(record) for record in one.records]
        taken.append(_Taken(one, key, document + place, extraction + place, first, bodies))
    return taken


def _letters(change: Change) -> dict[int | None, str]:
    rows = change.connection.execute(select(DIALOGUE.c.id, DIALOGUE.c.series))
    return {None: NO_DIALOGUE, **{row.id: row.series for row in rows}}


def _write(change: Change, rows: _Rows) -> None:
    connection = change.connection
    many(connection, insert(DOCUMENT), rows.documents)
    many(connection, insert(EXTRACTION), rows.extractions)
    many(connection, insert(RECORD), rows.records)
    many(connection, insert(ENTRY), rows.entries)
    many(connection, insert(AMOUNT), rows.amounts)
    change.index.add(connection, rows.tokens)
    tally(connection, (tokens for _, tokens in rows.tokens))
    change.head.save()


def _take(change: Change, rows: _Rows, taken: _Taken) -> Added:
    """Make the rows of one document and tell the journal of it."""
    new, read = taken.new, taken.new.reading.document
    row = {
        "id": taken.document,
        "key": taken.key,
        "dialogue_id": new.dialogue,
        "meeting_id": new.meeting,
        "extraction_id": taken.extraction,
        "status": HERE,
        "details": written_details(read),
        "blocks": written_blocks(read.blocks),
        "text": written_text(read.text),
    }
    rows.documents.append(row)
    numbers = (taken.extraction, taken.document)
    reading = extraction_row(new, numbers, "current", taken.bodies)
    rows.extractions.append(reading)
    rows.records += record_rows(new, taken.extraction, taken.bodies)
    _take_entries(rows, taken)
    count = len(taken.bodies)
    body = {
        "source": read.source,
        "title": read.title,
        "engine": new.reading.engine,
        "entries": [taken.first, count],
        "extraction": taken.extraction,
        "digests": {
            kinds.DOCUMENT.named(taken.document): kinds.DOCUMENT.digest(SimpleNamespace(**row)),
            kinds.EXTRACTION.named(taken.extraction): kinds.EXTRACTION.digest(
                SimpleNamespace(**reading)
            ),
        },
    }
    change.head.append(change.at, change.who, (Act.ADD.value, taken.key), body)
    if not count:
        return Added(read.source, taken.key, "new")
    ids = id_of(change, taken.first), id_of(change, taken.first + count - 1)
    return Added(read.source, taken.key, "new", count, *ids)


def _take_entries(rows: _Rows, taken: _Taken) -> None:
    status = Status.PROPOSED.value
    for place, record in enumerate(taken.new.records):
        number = taken.first + place
        kind = kind_of(record)
        rows.entries.append(
            {
                "id": number,
                "document_id": taken.document,
                "record_id": record_number(taken.extraction, place),
                "kind": kind,
                "status": status,
                "version": 1,
                "due": due_of(record),
                "changes": None,
                "fate": None,
            }
        )
        rows.amounts += amount_rows(number, record)
        standing = standing_tokens(kind, status, None, taken.new.dialogue)
        standing += all_tokens(record, taken.new.reading.document.parties)
        rows.tokens.append((number, entry_tokens(record, standing=standing)))


def kind_of(record: Commitment | Statement) -> str:
    """Return the kind an entry of a record has."""
    return COMMITMENT if isinstance(record, Commitment) else record.kind.value


def record_rows(new: NewDocument, extraction: int, bodies: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of the machine records of a reading."""
    if len(bodies) > MOST_PLACES:
        raise UsageError(f"more than {MOST_PLACES} statements", where=new.reading.document.source)
    return [
        {"id": record_number(extraction, place), "kind": kind_of(record), "body": body}
        for place, (record, body) in enumerate(zip(new.records, bodies, strict=True))
    ]


def extraction_row(
    new: NewDocument, numbers: tuple[int, int], status: str, bodies: Sequence[str]
) -> dict[str, Any]:
    """Return the row of a reading; ``numbers`` are its own and that of its document."""
    return {
        "id": numbers[0],
        "document_id": numbers[1],
        "engine": new.reading.engine,
        "lexicon": new.reading.lexicon,
        "scope": new.scope,
        "status": status,
        "digest": records_digest(bodies),
    }


def records_digest(bodies: Iterable[str]) -> str:
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
