"""Keeping the index in step with what it is made of, whatever is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from summitry.model import Entry, Status, effective
from summitry.storage.encoding import parsed, read_record
from summitry.storage.schema import AMOUNT, DOCUMENT, ENTRY, RECORD, TAG
from summitry.storage.tallying import tally
from summitry.storage.tokenising import all_tokens, entry_tokens, filter_token

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from summitry.model import Commitment, Period, Statement
    from summitry.storage.index import SearchIndex

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Indexing:
    """A block in which the thing of a name changes; the index follows at its end."""

    def __init__(self, connection: Connection, index: SearchIndex, name: str, *, new: bool) -> None:
        self._connection = connection
        self._index = index
        self._affected = affected(connection, name)
        self._new = new and name.startswith("entry:")
        self._before: dict[int, _Found] = {}

    def __enter__(self) -> None:
        if not self._new:
            self._before = {one: _found_now(self._connection, one) for one in self._affected}

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            return
        for number in self._affected:
            now = _found_now(self._connection, number)
            if self._new:
                write_derived(self._connection, number, now.record)
                self._index.add(self._connection, [(number, now.tokens)])
                tally(self._connection, [now.tokens])
                continue
            before = self._before[number]
            if _derived(before.record) != _derived(now.record):
                write_derived(self._connection, number, now.record)
            if now.tokens != before.tokens:
                self._index.replace(self._connection, number, before.tokens, now.tokens)
                tally(self._connection, [now.tokens], [before.tokens])


def affected(connection: Connection, name: str) -> list[int]:
    """Return the entries whose tokens may change with the thing of a name."""
    kind, _, key = name.partition(":")
    if kind in ("entry", "tag"):
        return [int(key.partition(":")[0])]
    if kind == "document":
        query = select(ENTRY.c.id).where(ENTRY.c.document_id == int(key)).order_by(ENTRY.c.id)
        return list(connection.execute(query).scalars())
    return []


def tokens_now(connection: Connection, number: int) -> list[str]:
    """Return the tokens an entry has as it stands."""
    return _found_now(connection, number).tokens


class _Found(NamedTuple):
    record: Commitment | Statement
    tokens: list[str]


def _found_now(connection: Connection, number: int) -> _Found:
    row, record = _effective_now(connection, number)
    tags = connection.execute(select(TAG.c.name).where(TAG.c.entry_id == number)).scalars()
    standing = standing_tokens(row.kind, row.status, row.fate, row.dialogue_id)
    standing += all_tokens(record, parsed(row.details)["parties"])
    return _Found(record, entry_tokens(record, standing=standing, tags=sorted(tags)))


def _derived(record: Commitment | Statement) -> tuple[int | None, list[dict[str, Any]]]:
    return due_of(record), amount_rows(0, record)


def standing_tokens(kind: str, status: str, fate: str | None, dialogue: int | None) -> list[str]:
    """Return the tokens of what is known of an entry beside its record."""
    found = [filter_token("kind", kind), filter_token("status", status)]
    if fate is not None:
        found.append(filter_token("fate", fate))
    if dialogue is not None:
        found.append(filter_token("dialogue", dialogue))
    return found


def write_derived(connection: Connection, number: int, record: Commitment | Statement) -> None:
    """Write what is kept beside an entry for range filters."""
    connection.execute(update(ENTRY).where(ENTRY.c.id == number).values(due=due_of(record)))
    connection.execute(delete(AMOUNT).where(AMOUNT.c.entry_id == number))
    amounts = amount_rows(number, record)
    if amounts:
        connection.execute(insert(AMOUNT), amounts)


def amount_rows(number: int, record: Commitment | Statement) -> list[dict[str, Any]]:
    """Return the rows of the amounts of an entry."""
    return [
        {"entry_id": number, "position": place, "unit": one.unit, "value": one.value}
        for place, one in enumerate(record.quantities)
    ]


def due_of(record: Commitment | Statement) -> int | None:
    """Return the last day of the deadline of a record as the number yyyymmdd."""
    period: Period | None = getattr(record, "deadline", None) or getattr(record, "period", None)
    return last_day(period.end) if period is not None and period.end else None


def last_day(date: str) -> int:
    """Return the last day of a date of reduced precision as the number yyyymmdd.

    >>> last_day("2030"), last_day("2024-02"), last_day("2025-06-17")
    (20301231, 20240229, 20250617)
    """
    year, month, day = _parts(date)
    month = month or 12
    leap = month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return year * 10000 + month * 100 + (day or _DAYS[month - 1] + leap)


def first_day(date: str) -> int:
    """Return the first day of a date of reduced precision as the number yyyymmdd.

    >>> first_day("2030")
    20300101
    """
    year, month, day = _parts(date)
    return year * 10000 + (month or 1) * 100 + (day or 1)


def _parts(date: str) -> tuple[int, int, int]:
    year, month, day = (int(part) for part in f"{date}-0-0".split("-")[:3])
    return year, month, day


def told_of_entries() -> Select[Any]:
    """Return the statement on entries that gives all the index is made of."""
    return (
        select(
            ENTRY.c.id,
            ENTRY.c.kind,
            ENTRY.c.status,
            ENTRY.c.fate,
            ENTRY.c.changes,
            DOCUMENT.c.key,
            DOCUMENT.c.dialogue_id,
            DOCUMENT.c.details,
            RECORD.c.kind.label("record_kind"),
            RECORD.c.body,
        )
        .join(DOCUMENT, DOCUMENT.c.id == ENTRY.c.document_id)
        .outerjoin(RECORD, RECORD.c.id == ENTRY.c.record_id)
    )


# Made once: every change of an entry asks for it twice.
_TOLD_OF_ONE = told_of_entries().where(ENTRY.c.id == bindparam("number"))


def _effective_now(connection: Connection, number: int) -> tuple[Any, Commitment | Statement]:
    row = connection.execute(_TOLD_OF_ONE, {"number": number}).one()
    machine = read_record(row.record_kind, row.body) if row.body is not None else None
    changes = parsed(row.changes) if row.changes else {}
    # The id stands in for the short one, which no token comes from.
    entry = Entry(str(number), row.key, row.kind, Status(row.status), 1, machine, changes)
    return row, effective(entry)
