"""An open register: looking at it, and changing it so that the journal tells of every change."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from threading import Lock
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from summitry.storage import journal
from summitry.storage.connections import WRITING, many
from summitry.storage.faults import told
from summitry.storage.indexing import Indexing
from summitry.storage.kinds import kind_of
from summitry.storage.schema import COUNTER, SERIES, SETTING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Engine

    from summitry.model import Act, JournalEntry
    from summitry.storage.address import Address
    from summitry.storage.index import SearchIndex
    from summitry.storage.kinds import Kind, State


@dataclass(slots=True)
class View:
    """One look at a register: all that is read through it belongs to one moment."""

    connection: Connection
    index: SearchIndex
    address: Address
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    """The numbers of entries that were looked up, by the code of their series and their running
    number; no entry ever goes."""
    _series: dict[int, str] = field(default_factory=dict)

    def series(self, number: int) -> str:
        """Return the code of a series of ids."""
        if number not in self._series:
            query = select(SERIES.c.code).where(SERIES.c.id == number)
            self._series[number] = self.connection.execute(query).scalar_one()
        return self._series[number]

    def know_series(self, number: int, code: str) -> None:
        """Remember the code of a series of ids."""
        self._series[number] = code

    def setting(self, name: str) -> str | None:
        """Return what is set for the whole register under a name."""
        query = select(SETTING.c.value).where(SETTING.c.name == name)
        return self.connection.execute(query).scalar()


@dataclass(slots=True)
class Change(View):
    """A change that is all there when its block ends, or not at all.

    Every state given to a thing with :meth:`put` is told by the next :meth:`write` to the
    journal, which has to follow.
    """

    who: str = ""
    at: str = ""
    head: journal.Head = field(kw_only=True)
    _states: dict[str, list[Any]] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    def next_number(self, noun: str, count: int = 1) -> int:
        """Return the first of as many new numbers for a noun as are asked for."""
        query = select(COUNTER.c.last).where(COUNTER.c.name == noun)
        last: int | None = self.connection.execute(query).scalar()
        if last is None:
            self.connection.execute(insert(COUNTER).values(name=noun, last=count))
            return 1
        self.connection.execute(
            update(COUNTER).where(COUNTER.c.name == noun).values(last=last + count)
        )
        return last + 1

    def put(self, name: str, state: Mapping[str, Any] | None, before: State | None = None) -> None:
        """Make the thing of a name, give it another state, or remove it (None).

        ``before`` is its state where this change has read it already.
        """
        kind = kind_of(name)
        if before is None:
            before = kind.read(self.connection, name)
        if before is None and state is None:
            return
        with Indexing(self.connection, self.index, name, new=before is None):
            kind.write(self.connection, name, state, new=before is None)
        self.made(name, before)

    def bring(self, kind: Kind, rows: Sequence[Mapping[str, Any]]) -> None:
        """Make many new things of one kind that no index holds, of whole rows, at once."""
        many(self.connection, insert(kind.table), [dict(row) for row in rows])
        for row in rows:
            whole = SimpleNamespace(**row)
            name = kind.name_of(whole)
            self._states[name] = [None, {one: row[one] for one in kind.state}]
            self._digests[name] = kind.digest(whole)

    def made(self, name: str, before: State | None = None) -> None:
        """Take note of a thing that was made or changed elsewhere."""
        after = kind_of(name).read(self.connection, name)
        known = self._states.setdefault(name, [before, None])
        known[1] = after
        self._digests.pop(name, None)

    def write(self, act: Act, subject: str, body: Mapping[str, Any] | None = None) -> JournalEntry:
        """Tell the journal what was done since the last entry, and to what."""
        digests = {}
        for name in self._states:
            known = self._digests.get(name)
            digests[name] = known or kind_of(name).digest_now(self.connection, name)
        told_of = dict(body or {})
        if self._states:
            told_of["states"] = self._states
            told_of["digests"] = {**digests, **told_of.get("digests", {})}
        entry = self.head.append(self.at, self.who, (act.value, subject), told_of)
        self.head.save()
        journal.touch(self.connection, entry.number, journal.touched(entry))
        self._states, self._digests = {}, {}
        return entry

    def follow(self) -> None:
        """Go on behind the journal as it is now, after it was put in place as a whole."""
        self.head = journal.Head(self.connection)
        self._series = {}
        self.numbers = {}

    @property
    def pending(self) -> bool:
        """Tell whether something was changed that the journal has not been told."""
        return bool(self._states)


class Register:
    """An open register; :func:`summitry.storage.opening.open_register` opens one."""

    def __init__(self, address: Address, engine: Engine, index: SearchIndex) -> None:
        self.address = address
        self._engine = engine
        self._index = index
        # Threads of one program wait here for each other, in the order they came; at the lock of
        # a file they would ask again and again, and some of them in vain.
        self._turn = Lock() if address.path is not None else nullcontext()

    @contextmanager
    def looking(self) -> Iterator[View]:
        """Give a look at the register as it is at this moment."""
        with told(self.address), self._engine.connect() as connection, connection.begin():
            yield View(connection, self._index, self.address)

    @contextmanager
    def changing(self, who: str) -> Iterator[Change]:
        """Give a change in the name of a person; any error in the block undoes all of it."""
        with self._turn, told(self.address), self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITING: True})
            with connection.begin():
                at = journal.moment_now()
                change = Change(
                    connection,
                    self._index,
                    self.address,
                    who=who,
                    at=at,
                    head=journal.Head(connection),
                )
                yield change
                assert not change.pending, "the journal was not told of a change"
                change.head.save()

    def settle(self) -> None:
        """Get ready to be searched after much was added."""
        with told(self.address), self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITING: True})
            with connection.begin():
                self._index.settle(connection)

    @contextmanager
    def beside(self) -> Iterator[Connection]:
        """Give a change to what stands beside the register, of which no journal tells."""
        with self._turn, told(self.address), self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITING: True})
            with connection.begin():
                # Numbers are given out by counting on, which only one at a time can do.
                journal.Head(connection)
                yield connection

    def close(self) -> None:
        """Let go of the register."""
        self._engine.dispose()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
