"""The journal: what was done, by whom and when, each entry chained to the one before it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from summitry.errors import EntryMissing
from summitry.model import Act, JournalEntry
from summitry.storage.encoding import compact, parsed
from summitry.storage.schema import ENTRY, JOURNAL, SETTING, TOUCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

BEGINNING = "0" * 64
"""What the first entry is chained to."""

_HEAD = "head"
_PAGE = 500


def moment_now() -> str:
    """Return this moment in UTC, in the one form in which tables write moments."""
    return datetime.now(UTC).replace(tzinfo=None).isoformat() + "Z"


def chained(previous: str, entry: tuple[int, str, str, str, str, str]) -> str:
    """Return the SHA-256 of the previous hash and an entry: number, at, who, act, subject, body.

    Each part is preceded by its length in bytes, so that no two entries are encoded alike.
    """
    digest = hashlib.sha256(previous.encode("ascii"))
    for part in entry:
        encoded = str(part).encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()


class Head:
    """The end of the journal; whoever holds it is the only one who writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[dict[str, Any]] = []
        # On a server this row is what writers wait for; SQLite has one writer anyway.
        kept = connection.execute(
            select(SETTING.c.value).where(SETTING.c.name == _HEAD).with_for_update()
        ).scalar_one()
        number, _, self.hash = kept.partition(" ")
        self.number = int(number)

    def append(
        self, at: str, who: str, told: tuple[str, str], body: dict[str, Any]
    ) -> JournalEntry:
        """Take one more entry, ``told`` being its act and subject; :meth:`save` writes it."""
        act, subject = told
        self.number += 1
        text = compact(body)
        self.hash = chained(self.hash, (self.number, at, who, act, subject, text))
        self._rows.append(
            {
                "id": self.number,
                "at": at,
                "who": who,
                "act": act,
                "subject": subject,
                "body": text,
                "hash": self.hash,
            }
        )
        return JournalEntry(self.number, at, who, act, subject, body, self.hash)

    def save(self) -> None:
        """Write the entries that were taken."""
        if not self._rows:
            return
        self._connection.execute(insert(JOURNAL), self._rows)
        self._rows = []
        self._connection.execute(
            update(SETTING)
            .where(SETTING.c.name == _HEAD)
            .values(value=f"{self.number} {self.hash}")
        )


def begin(connection: Connection) -> None:
    """Lay the foundation of an empty journal."""
    connection.execute(insert(SETTING).values(name=_HEAD, value=f"0 {BEGINNING}"))


def head_of(connection: Connection) -> tuple[int, str]:
    """Return the number and hash of the last entry, as the register remembers them."""
    kept = connection.execute(select(SETTING.c.value).where(SETTING.c.name == _HEAD)).scalar()
    number, _, digest = (kept or f"0 {BEGINNING}").partition(" ")
    return int(number), digest


def entries(connection: Connection, *, newest_first: bool = False) -> Iterator[JournalEntry]:
    """Yield the journal entry by entry, without holding all of it."""
    for row in rows(connection, newest_first=newest_first):
        yield entry_of(row)


def rows(
    connection: Connection, *, newest_first: bool = False, act: str | None = None
) -> Iterator[Row[Any]]:
    """Yield the rows of the journal, or those of one act, a page at a time."""
    at: int | None = None
    number = JOURNAL.c.id
    while True:
        query = select(JOURNAL).order_by(number.desc() if newest_first else number).limit(_PAGE)
        if act is not None:
            query = query.where(JOURNAL.c.act == act)
        if at is not None:
            query = query.where(number < at if newest_first else number > at)
        page = connection.execute(query).all()
        yield from page
        if len(page) < _PAGE:
            return
        at = page[-1].id


def page(
    connection: Connection, *, below: int | None, limit: int, who: str | None = None
) -> list[JournalEntry]:
    """Return the newest entries below a number, of one person or of all."""
    query = select(JOURNAL).order_by(JOURNAL.c.id.desc()).limit(limit)
    if below is not None:
        query = query.where(JOURNAL.c.id < below)
    if who is not None:
        query = query.where(JOURNAL.c.who == who)
    return [entry_of(row) for row in connection.execute(query)]


def undos(connection: Connection, since: int) -> Iterator[Row[Any]]:
    """Yield the rows that tell of something taken back, since a number, the newest first."""
    query = select(JOURNAL).where(JOURNAL.c.act == Act.UNDO.value, JOURNAL.c.id >= since)
    yield from connection.execute(query.order_by(JOURNAL.c.id.desc()))


def entry(connection: Connection, number: int) -> JournalEntry:
    """Return one entry; EntryMissing when there is none of that number."""
    row = connection.execute(select(JOURNAL).where(JOURNAL.c.id == number)).first()
    if row is None:
        raise EntryMissing(
            f"the journal has no entry {number}",
            remedy="Look at the numbers with summitry log.",
        )
    return entry_of(row)


def touching(connection: Connection, entry_number: int) -> list[JournalEntry]:
    """Return what the journal tells of an entry beyond its coming, oldest first."""
    query = (
        select(JOURNAL)
        .join(TOUCH, TOUCH.c.journal_id == JOURNAL.c.id)
        .where(TOUCH.c.entry_id == entry_number)
        .order_by(JOURNAL.c.id)
    )
    return [entry_of(row) for row in connection.execute(query)]


def touching_document(connection: Connection, document: int) -> Iterator[JournalEntry]:
    """Yield what the journal tells of the entries of a document beyond their coming."""
    touched_there = (
        select(TOUCH.c.journal_id)
        .join(ENTRY, ENTRY.c.id == TOUCH.c.entry_id)
        .where(ENTRY.c.document_id == document)
        .distinct()
    )
    query = select(JOURNAL).where(JOURNAL.c.id.in_(touched_there)).order_by(JOURNAL.c.id)
    for row in connection.execute(query, execution_options={"yield_per": _PAGE}):
        yield entry_of(row)


def deciding_on(connection: Connection, document: int, acts: Sequence[str]) -> list[str]:
    """Return who has done one of some acts to entries of a document."""
    query = (
        select(JOURNAL.c.who)
        .join(TOUCH, TOUCH.c.journal_id == JOURNAL.c.id)
        .join(ENTRY, ENTRY.c.id == TOUCH.c.entry_id)
        .where(ENTRY.c.document_id == document, JOURNAL.c.act.in_(acts))
        .distinct()
    )
    return list(connection.execute(query).scalars())


def entry_of(row: Any) -> JournalEntry:
    """Return the journal entry of a row, or of what has its columns."""
    return JournalEntry(row.id, row.at, row.who, row.act, row.subject, parsed(row.body), row.hash)


def touched(entry: JournalEntry) -> list[int]:
    """Return the numbers of the entries whose state or remarks a journal entry tells of."""
    found = set()
    for name, (before, after) in entry.states.items():
        kind, _, key = name.partition(":")
        if kind in ("entry", "tag"):
            found.add(int(key.partition(":")[0]))
        elif kind in ("note", "evidence", "binding", "assessment", "outcome"):
            told = ((state or {}).get("entry_id") for state in (before, after))
            found |= {int(number) for number in told if number is not None}
        elif kind == "link":
            found |= {int(key.partition(":")[0]), int(key.rpartition(":")[2])}
    return sorted(found)


def touch(connection: Connection, number: int, entry_numbers: Iterable[int]) -> None:
    """Note which entries a journal entry tells of."""
    told = [{"entry_id": one, "journal_id": number} for one in entry_numbers]
    if told:
        connection.execute(insert(TOUCH), told)
