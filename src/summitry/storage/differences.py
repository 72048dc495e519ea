"""How a newer reading of a document differs, and taking the differences over.

Two records are the same statement when their keys agree, or else when their words overlap by
half. Every decision of a person stays: it hangs on the entry, not on the machine's record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, select

from summitry.errors import EntryMissing
from summitry.model import COMMITMENT, Act, Commitment, Difference, Status
from summitry.storage import kinds
from summitry.storage.adding_again import CURRENT, DECLINED, PAST, PENDING
from summitry.storage.encoding import parsed, read_record
from summitry.storage.entries import id_of
from summitry.storage.naming import NO_DIALOGUE, new_entries
from summitry.storage.numbering import record_number, series_code
from summitry.storage.schema import (
    DIALOGUE,
    DOCUMENT,
    ENTRY,
    EVIDENCE,
    EXTRACTION,
    NOTE,
    RECORD,
    TAG,
)
from summitry.storage.schema_monitoring import ASSESSMENT, BINDING, OUTCOME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from summitry.model import JournalEntry, Statement
    from summitry.storage.register import Change, View

    Record = Commitment | Statement

_LEAST_OVERLAP = 0.5
_PAGE = 200
# Follow from the rest, or tell how it was found and not what was found.
_PASSED_OVER = {"number", "key", "why", "repeats", "quote", "page"}
_GIVEN_UP = (Status.SPLIT.value, Status.MERGED.value)

_REMARKS = (NOTE, TAG, EVIDENCE, BINDING, OUTCOME, ASSESSMENT)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An entry's machine record and the new one for it; either may be missing."""

    entry: int | None
    before: Record | None
    after: Record | None
    place: int | None

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields that differ where both are there."""
        if self.before is None or self.after is None:
            return ()
        old, new = msgspec.to_builtins(self.before), msgspec.to_builtins(self.after)
        return tuple(
            name for name in old if name not in _PASSED_OVER and old[name] != new.get(name)
        )

    @property
    def change(self) -> str:
        """Return ``new``, ``gone``, ``different``, or nothing where all is the same."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "different" if self.fields else ""


def pending(view: View, document: str | None = None) -> Iterator[Difference]:
    """Yield the differences that wait for a person, in one document (its key) or in all."""
    for reading, key in _pending_readings(view, document):
        for pair in _pairs_of(view, reading):
            if pair.change:
                yield Difference(
                    key,
                    pair.change,
                    None if pair.entry is None else id_of(view, pair.entry),
                    pair.before,
                    pair.after,
                    pair.fields,
                )


def pending_count(view: View, document: str) -> int:
    """Return how many differences of a document wait for a person."""
    return sum(1 for _ in pending(view, document))


def waiting(view: View) -> int:
    """Return how many documents read differently and wait for a person."""
    query = select(func.count()).where(EXTRACTION.c.status == PENDING)
    return int(view.connection.execute(query).scalar_one())


def differences_between(view: View, document: int, records: Sequence[Record], scope: str) -> bool:
    """Tell whether records differ from those the entries of a document have."""
    return any(pair.change for pair in _pairs(_old(view, document, scope), records))


def accept(change: Change, document: str) -> JournalEntry:
    """Take over the differences of a document; what a person has decided stays decided.

    A statement no longer found is withdrawn, unless a person has decided or said something of it.
    """
    found = next(_pending_readings(change, document), None)
    if found is None:
        raise _nothing(change, document)
    reading, key = found
    added = []
    for pair in list(_pairs_of(change, reading)):
        if pair.entry is None:
            added.append(pair)
        elif pair.after is None:
            _withdraw(change, pair.entry)
        else:
            _relink(change, pair.entry, record_number(reading.id, pair.place or 0))
    _add_new(change, reading, added)
    row = change.connection.execute(select(DOCUMENT).where(DOCUMENT.c.key == key)).one()
    change.put(kinds.EXTRACTION.named(row.extraction_id), {"status": PAST})
    change.put(kinds.EXTRACTION.named(reading.id), {"status": CURRENT})
    name = kinds.DOCUMENT.named(row.id)
    state = kinds.DOCUMENT.read(change.connection, name) or {}
    change.put(name, {**state, "extraction_id": reading.id})
    return change.write(Act.ACCEPT_DIFFERENCES, key, {"engine": reading.engine})


def decline(change: Change, document: str) -> JournalEntry:
    """Leave a document as it is, and do not ask again for the same reading."""
    found = next(_pending_readings(change, document), None)
    if found is None:
        raise _nothing(change, document)
    reading, key = found
    change.put(kinds.EXTRACTION.named(reading.id), {"status": DECLINED})
    return change.write(Act.DECLINE_DIFFERENCES, key, {"engine": reading.engine})


def _nothing(view: View, document: str) -> EntryMissing:
    return EntryMissing(
        f"no differences of the document {document[:12]} wait for a decision",
        where=str(view.address),
        remedy="summitry diff shows those there are.",
    )


def _pending_readings(view: View, document: str | None) -> Iterator[tuple[Any, str]]:
    query = (
        select(EXTRACTION, DOCUMENT.c.key)
        .join(DOCUMENT, DOCUMENT.c.id == EXTRACTION.c.document_id)
        .where(EXTRACTION.c.status == PENDING)
        .order_by(EXTRACTION.c.id)
        .limit(_PAGE)
    )
    if document is not None:
        query = query.where(DOCUMENT.c.key == document)
    after = 0
    while True:
        page = view.connection.execute(query.where(EXTRACTION.c.id > after)).all()
        yield from ((row, row.key) for row in page)
        if len(page) < _PAGE:
            return
        after = page[-1].id


def _pairs_of(view: View, reading: Any) -> list[_Pair]:
    start, end = record_number(reading.id, 0), record_number(reading.id + 1, 0)
    query = select(RECORD).where(RECORD.c.id >= start, RECORD.c.id < end).order_by(RECORD.c.id)
    records = [read_record(row.kind, row.body) for row in view.connection.execute(query)]
    return _pairs(_old(view, reading.document_id, reading.scope), records)


def _old(view: View, document: int, scope: str) -> list[tuple[int, Record]]:
    """Return the machine records of the entries of a document that a reading can tell of."""
    query = (
        select(ENTRY.c.id, ENTRY.c.kind, ENTRY.c.status, RECORD.c.kind.label("read"), RECORD.c.body)
        .join(RECORD, RECORD.c.id == ENTRY.c.record_id)
        .where(ENTRY.c.document_id == document, ENTRY.c.status != Status.WITHDRAWN.value)
        .order_by(ENTRY.c.id)
    )
    seen: set[str] = set()
    old = []
    for row in view.connection.execute(query):
        if scope != "all" and row.kind != COMMITMENT:
            continue
        # Parts of a split entry share its record, which is told of once.
        if row.body not in seen:
            old.append((row.id, read_record(row.read, row.body)))
        seen.add(row.body)
    return old


def _pairs(old: Sequence[tuple[int, Record]], new: Sequence[Record]) -> list[_Pair]:
    by_key = {record.key: place for place, record in enumerate(new)}
    taken: dict[int, int] = {}
    for at, (_, record) in enumerate(old):
        place = by_key.pop(record.key, None)
        if place is not None:
            taken[at] = place
    known = set(taken.values())
    left = [place for place in range(len(new)) if place not in known]
    close = sorted(
        (-_overlap(old[at][1], new[place]), at, place)
        for at in range(len(old))
        if at not in taken
        for place in left
        if type(old[at][1]) is type(new[place])
    )
    free = set(left)
    for overlap, at, place in close:
        if -overlap >= _LEAST_OVERLAP and at not in taken and place in free:
            taken[at] = place
            free.discard(place)
    pairs = [
        _Pair(entry, record, new[taken[at]] if at in taken else None, taken.get(at))
        for at, (entry, record) in enumerate(old)
    ]
    return pairs + [_Pair(None, None, new[place], place) for place in sorted(free)]


def _overlap(first: Record, second: Record) -> float:
    shared = min(first.span.end, second.span.end) - max(first.span.start, second.span.start)
    whole = max(first.span.end, second.span.end) - min(first.span.start, second.span.start)
    return shared / whole if shared > 0 else 0.0


def _withdraw(change: Change, number: int) -> None:
    name = kinds.ENTRY.named(number)
    state = kinds.ENTRY.read(change.connection, name) or {}
    told = (
        change.connection.execute(
            select(table.c.entry_id).where(table.c.entry_id == number)
        ).first()
        for table in _REMARKS
    )
    decided = state["status"] != Status.PROPOSED.value or state["changes"] or state["fate"]
    if not decided and not any(told):
        change.put(
            name,
            {**state, "status": Status.WITHDRAWN.value, "version": state["version"] + 1},
        )


def remarked(connection: Connection, number: int) -> bool:
    """Tell whether a person has said something of an entry: a note, a tag, evidence, a verdict."""
    queries = (select(one.c.entry_id).where(one.c.entry_id == number) for one in _REMARKS)
    return any(connection.execute(query).first() for query in queries)


def _relink(change: Change, number: int, record: int) -> None:
    name = kinds.ENTRY.named(number)
    state = kinds.ENTRY.read(change.connection, name) or {}
    kind = change.connection.execute(select(RECORD.c.kind).where(RECORD.c.id == record)).scalar()
    change.put(name, {**state, "record_id": record, "kind": kind, "version": state["version"] + 1})


def _add_new(change: Change, reading: Any, pairs: list[_Pair]) -> None:
    if not pairs:
        return
    code = series_for(change, reading.document_id)
    first = new_entries(change, code, len(pairs))
    for number, pair in enumerate(pairs, start=first):
        record = pair.after
        kind = COMMITMENT if isinstance(record, Commitment) else record.kind.value  # type: ignore[union-attr]
        state = {
            "document_id": reading.document_id,
            "record_id": record_number(reading.id, pair.place or 0),
            "kind": kind,
            "status": Status.PROPOSED.value,
            "version": 1,
            "changes": None,
            "fate": None,
        }
        change.put(kinds.ENTRY.named(number), state)


def series_for(change: Change, document: int) -> str:
    """Return the code of the series that the next entry of a document belongs to."""
    query = (
        select(DOCUMENT.c.details, DIALOGUE.c.series)
        .outerjoin(DIALOGUE, DIALOGUE.c.id == DOCUMENT.c.dialogue_id)
        .where(DOCUMENT.c.id == document)
    )
    row = change.connection.execute(query).one()
    return series_code(row.series or NO_DIALOGUE, parsed(row.details)["date"])
