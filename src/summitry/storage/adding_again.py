"""A document that is there already, read again: the same, or with differences to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from summitry.model import Act, Added, Origin, Status
from summitry.storage import kinds
from summitry.storage.documents import HERE, WITHDRAWN
from summitry.storage.encoding import compact, parsed, written_record
from summitry.storage.schema import DOCUMENT, ENTRY, EXTRACTION, RECORD

if TYPE_CHECKING:
    from summitry.storage.adding import NewDocument
    from summitry.storage.register import Change

PENDING = "pending"
CURRENT = "current"
PAST = "past"
DECLINED = "declined"


def add_again(change: Change, new: NewDocument) -> Added:
    """Look again at a document that is there; nothing a person decided is touched.

    Details a person now gives are taken. A reading that differs waits as pending until a person
    accepts or declines the differences.
    """
    from summitry.storage.adding import document_key

    key = document_key(new.reading.document)
    row = change.connection.execute(select(DOCUMENT).where(DOCUMENT.c.key == key)).one()
    source = new.reading.document.source
    _take_details(change, row, new)
    if row.status == WITHDRAWN:
        count = _restore(change, row)
        return Added(source, key, "restored", count)
    count = _keep_reading(change, row, new)
    outcome = "differs" if count else "unchanged"
    return Added(source, key, outcome, differences=count)


def _keep_reading(change: Change, row: Any, new: NewDocument) -> int:
    """Keep a reading that differs; return how many differences wait for a person."""
    from summitry.storage.adding import extraction_row, record_rows
    from summitry.storage.differences import differences_between, pending_count

    connection = change.connection
    known = connection.execute(select(EXTRACTION).where(EXTRACTION.c.document_id == row.id)).all()
    bodies = [written_record(one) for one in new.records]
    told = extraction_row(new, (0, row.id), PENDING, bodies)
    same = ("engine", "lexicon", "scope", "digest")
    for one in known:
        if all(getattr(one, name) == told[name] for name in same) and one.status != PAST:
            return pending_count(change, row.key) if one.status == PENDING else 0
    if not differences_between(change, row.id, new.records, new.scope):
        return 0
    for one in known:
        if one.status == PENDING:
            change.put(kinds.EXTRACTION.named(one.id), {"status": PAST})
    number = change.next_number("extraction")
    connection.execute(insert(EXTRACTION).values(**{**told, "id": number}))
    rows = record_rows(new, number, bodies)
    if rows:
        connection.execute(insert(RECORD), rows)
    change.made(kinds.EXTRACTION.named(number))
    change.write(Act.READ_AGAIN, row.key, {"engine": told["engine"], "lexicon": told["lexicon"]})
    return pending_count(change, row.key)


def _take_details(change: Change, row: Any, new: NewDocument) -> None:
    """Take what is newly told of a document: what a person gives, and what was not known."""
    document = new.reading.document
    known = parsed(row.details)
    taken = dict(known)
    for detail in ("title", "date", "dialogue", "parties", "kind"):
        value = getattr(document, detail)
        value = list(value) if isinstance(value, tuple) else value
        given = document.origin(detail).origin is Origin.GIVEN
        if value and value != known[detail] and (given or not known[detail]):
            taken[detail] = value
            origin = document.origin(detail)
            others = [one for one in taken["provenance"] if one[0] != detail]
            taken["provenance"] = [*others, [detail, origin.origin.value, origin.place]]
    state = {
        "dialogue_id": row.dialogue_id if new.dialogue is None else new.dialogue,
        "meeting_id": row.meeting_id if new.meeting is None else new.meeting,
        "extraction_id": row.extraction_id,
        "status": row.status,
        "details": compact(taken),
    }
    if any(state[name] != getattr(row, name) for name in state):
        change.put(kinds.DOCUMENT.named(row.id), state)
        change.write(Act.NAME, row.key)


def _restore(change: Change, row: Any) -> int:
    """Bring back a document whose adding had been undone, and its entries."""
    name = kinds.DOCUMENT.named(row.id)
    state = kinds.DOCUMENT.read(change.connection, name) or {}
    change.put(name, {**state, "status": HERE})
    query = select(ENTRY.c.id).where(
        ENTRY.c.document_id == row.id, ENTRY.c.status == Status.WITHDRAWN.value
    )
    numbers = change.connection.execute(query.order_by(ENTRY.c.id)).scalars().all()
    for number in numbers:
        entry = kinds.ENTRY.named(number)
        known = kinds.ENTRY.read(change.connection, entry) or {}
        back = {"status": Status.PROPOSED.value, "version": known["version"] + 1}
        change.put(entry, {**known, **back})
    change.write(Act.ADD_AGAIN, row.key)
    return len(numbers)
