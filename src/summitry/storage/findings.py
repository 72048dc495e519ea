"""What comparing a whole register has found, in a file of its own that anybody can make again.

It is no part of the register: nothing in it was decided by people, and no journal tells of it. It
is written once, read by any number of threads, and thrown away when another takes its place.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import func, select

from summitry.model import LIVE, Act
from summitry.storage.schema import JOURNAL, TALLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from summitry.storage.register import View

_TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE finding (id INTEGER PRIMARY KEY, part TEXT NOT NULL, shelf TEXT NOT NULL,
    body BLOB NOT NULL);
CREATE TABLE ending (entry TEXT NOT NULL, finding INTEGER NOT NULL, PRIMARY KEY (entry, finding))
    WITHOUT ROWID;
CREATE TABLE said (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
"""
_INDEX = "CREATE INDEX finding_part ON finding (part, shelf, id)"
_MANY = 500
# What else people do changes nothing of what there is to compare.
_CHANGING = (
    Act.ADD, Act.ADD_AGAIN, Act.READ_AGAIN, Act.ACCEPT_DIFFERENCES, Act.REJECT, Act.EDIT, Act.SPLIT,
    Act.MERGE, Act.ADD_BY_HAND, Act.NAME, Act.UNDO, Act.IMPORT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: its part, a shelf within it, its body, the entries it ends at."""

    part: str
    shelf: str
    body: bytes
    entries: tuple[str, ...] = ()


def state_of(view: View) -> tuple[str, int]:
    """Return what tells apart states that differ in what is compared, and how many entries count.

    Decisions that change no record leave it as it is.
    """
    latest = 0
    for act in _CHANGING:
        query = select(func.max(JOURNAL.c.id)).where(JOURNAL.c.act == act.value)
        latest = max(latest, view.connection.execute(query).scalar() or 0)
    statuses = [one.value for one in LIVE]
    counted = select(func.sum(TALLY.c.count)).where(
        TALLY.c.token == "", TALLY.c.status.in_(statuses)
    )
    live = int(view.connection.execute(counted).scalar() or 0)
    return f"{latest}.{live}", live


def write_findings(
    path: Path,
    state: dict[str, str],
    findings: Iterable[Finding],
    said: Iterable[tuple[str, bytes]],
) -> None:
    """Write what was found to a new file; ``said`` are the records that findings end at."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
        connection.executemany("INSERT INTO state VALUES (?, ?)", state.items())
        endings: list[tuple[str, int]] = []

        def rows() -> Iterator[tuple[int, str, str, bytes]]:
            for number, one in enumerate(findings, start=1):
                endings.extend((entry, number) for entry in one.entries if entry)
                yield number, one.part, one.shelf, one.body

        connection.executemany("INSERT INTO finding VALUES (?, ?, ?, ?)", rows())
        connection.executemany("INSERT OR IGNORE INTO ending VALUES (?, ?)", endings)
        connection.executemany("INSERT OR IGNORE INTO said VALUES (?, ?)", said)
        connection.execute(_INDEX)


class FindingsFile:
    """Reads what was found; ``state`` is what was told when it was written."""

    def __init__(self, path: Path) -> None:
        self._address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        self.state = {str(name): str(value) for name, value in self._rows("SELECT * FROM state")}

    def page(self, part: str, shelf: str | None, start: int, size: int) -> list[bytes]:
        """Return some of a part, or of one shelf of it, in the order it was written."""
        where, told = _of(part, shelf)
        rows = self._rows(
            f"SELECT body FROM finding WHERE {where} ORDER BY id LIMIT ? OFFSET ?",
            (*told, size, start),
        )
        return [bytes(row[0]) for row in rows]

    def count(self, part: str, shelf: str | None = None) -> int:
        """Return how many there are of a part, or of one shelf of it."""
        where, told = _of(part, shelf)
        return int(self._rows(f"SELECT count(*) FROM finding WHERE {where}", told)[0][0])

    def shelves(self, part: str) -> list[tuple[str, int]]:
        """Return the shelves of a part, each with how many stand on it."""
        query = "SELECT shelf, count(*) FROM finding WHERE part = ? GROUP BY shelf ORDER BY shelf"
        return [(str(shelf), int(count)) for shelf, count in self._rows(query, (part,))]

    def ending_at(self, part: str, entries: Iterable[str]) -> list[bytes]:
        """Return what of a part ends at any of some entries, each once."""
        found: dict[int, bytes] = {}
        ids = sorted(set(entries))
        for begin in range(0, len(ids), _MANY):
            chosen = ids[begin : begin + _MANY]
            marks = ", ".join("?" * len(chosen))
            query = (
                f"SELECT DISTINCT f.id, f.body FROM ending e JOIN finding f ON f.id = e.finding "
                f"WHERE e.entry IN ({marks}) AND f.part = ?"
            )
            found |= {int(row[0]): bytes(row[1]) for row in self._rows(query, (*chosen, part))}
        return [found[number] for number in sorted(found)]

    def said(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Return records by their ids, of those that there are."""
        found: dict[str, bytes] = {}
        wanted = sorted(set(ids))
        for begin in range(0, len(wanted), _MANY):
            chosen = wanted[begin : begin + _MANY]
            marks = ", ".join("?" * len(chosen))
            rows = self._rows(f"SELECT id, body FROM said WHERE id IN ({marks})", tuple(chosen))
            found |= {str(row[0]): bytes(row[1]) for row in rows}
        return found

    def _rows(self, query: str, told: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._address, uri=True)) as connection:
            return connection.execute(query, told).fetchall()


def _of(part: str, shelf: str | None) -> tuple[str, tuple[str, ...]]:
    return ("part = ?", (part,)) if shelf is None else ("part = ? AND shelf = ?", (part, shelf))
