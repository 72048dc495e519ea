"""Looking things up in a register: entries with all that belongs to them, journal, differences."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from summitry.exchange.rows import commitment_record, short_name, statement_record
from summitry.model import Statement, effective, plain_quantity
from summitry.storage import differences, finding, journal, remarks, undoing, verifying
from summitry.storage import documents as stored
from summitry.storage.entries import entry, number_of
from summitry.workflow.amounts import shown_amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summitry.model import (
        Commitment,
        Dialogue,
        Difference,
        Document,
        Entry,
        Fault,
        JournalEntry,
        Meeting,
        OwnParty,
        OwnTheme,
        Query,
        StoredDocument,
    )
    from summitry.storage import Register, View
    from summitry.storage.remarks import Remarks

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry, what counts of it, its document, and all that was said and done."""

    entry: Entry
    record: Commitment | Statement
    document: Document
    remarks: Remarks


@dataclass(frozen=True, slots=True)
class Names:
    """What a register's users have named: dialogues, meetings, own themes and parties."""

    dialogues: list[Dialogue]
    meetings: list[Meeting]
    themes: list[OwnTheme]
    parties: list[OwnParty]


def find(register: Register, query: Query) -> Iterator[tuple[Entry, Commitment | Statement]]:
    """Yield the entries that meet a query with what counts of them, in the order of their ids."""
    with register.looking() as view:
        for found in finding.find(view, query):
            yield found, effective(found)


def show(register: Register, entry_id: str) -> Shown:
    """Return an entry with all that belongs to it; EntryMissing when there is none."""
    with register.looking() as view:
        number = number_of(view, entry_id)
        found = entry(view, number)
        document = stored.document_text(view, found.document)
        return Shown(found, effective(found), document, remarks.remarks_on(view, number))


def records(register: Register, query: Query) -> Iterator[dict[str, Any]]:
    """Yield the entries that meet a query as records, with the fields that reading a text gives.

    ``id`` is that of the register; ``status``, ``version``, ``document`` and more are added.
    """
    with register.looking() as view:
        yield from _records(view, finding.find(view, query))


def _records(view: View, found: Iterator[Entry]) -> Iterator[dict[str, Any]]:
    documents = stored.DocumentsAhead(view, stored.whole)
    while page := list(islice(found, _PAGE)):
        documents.expect(one.document for one in page)
        for one in page:
            yield record_of(one, effective(one), documents.of(one.document))


def records_of(register: Register, found: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return entries as records, in the order they are given."""
    with register.looking() as view:
        return list(_records(view, iter(found)))


def record_of(entry: Entry, record: Commitment | Statement, document: Document) -> dict[str, Any]:
    """Return an entry as a record: the fields of a reading, and where it stands in the register."""
    own = (
        statement_record(record, document)
        if isinstance(record, Statement)
        else commitment_record(record, document)
    )
    fields: dict[str, Any] = msgspec.to_builtins(own)
    number = fields.pop("id")
    return {
        "id": entry.id,
        "status": entry.status.value,
        **fields,
        "kind": entry.kind,
        "amounts": [shown_amount(plain_quantity(one)) for one in record.quantities],
        "fate": entry.fate.value if entry.fate else None,
        "tags": list(entry.tags),
        "version": entry.version,
        "edited": sorted(entry.changes),
        "by_hand": entry.machine is None,
        "number": number,
        "document": short_name(document.source),
        "document_key": entry.document,
        "date": document.date,
        "dialogue": document.dialogue,
    }


def documents(register: Register) -> Iterator[StoredDocument]:
    """Yield the documents in the order they came, without their texts."""
    with register.looking() as view:
        yield from stored.documents(view)


def names(register: Register) -> Names:
    """Return the dialogues and meetings, and the themes and parties of the register's users."""
    with register.looking() as view:
        return Names(
            stored.dialogues(view),
            stored.meetings(view),
            stored.own_themes(view),
            stored.own_parties(view),
        )


def log(register: Register, entry_id: str | None = None) -> Iterator[JournalEntry]:
    """Yield the journal, the newest first; of one entry, all that was done to it."""
    with register.looking() as view:
        if entry_id is None:
            yield from journal.entries(view.connection, newest_first=True)
        else:
            yield from reversed(journal.touching(view.connection, number_of(view, entry_id)))


def undone(register: Register) -> set[int]:
    """Return the numbers of the journal entries that were taken back."""
    with register.looking() as view:
        return undoing.undone(view)


def verify(register: Register, head: str | None = None) -> Iterator[Fault]:
    """Yield everything in which a register is not as its journal tells; nothing if all is well.

    ``head`` is the hash of an entry noted earlier, which the journal must still hold.
    """
    with register.looking() as view:
        yield from verifying.verify(view, head)


def head(register: Register) -> tuple[int, str]:
    """Return the number and the hash of the last entry of the journal."""
    with register.looking() as view:
        return journal.head_of(view.connection)


def pending_differences(register: Register, document: str | None = None) -> Iterator[Difference]:
    """Yield how newer readings differ, of one document (the start of its key) or of all."""
    with register.looking() as view:
        key = finding.document_key_of(view, document) if document else None
        yield from differences.pending(view, key)
