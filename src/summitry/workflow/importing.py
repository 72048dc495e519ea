"""Rows that come back: a register made again, or edits; all are checked before any counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from summitry.errors import ImportRefused
from summitry.exchange.tables import Fault
from summitry.storage import journal
from summitry.workflow import register_tables as tables
from summitry.workflow import register_tables_monitoring as monitoring
from summitry.workflow.exporting import rows_of
from summitry.workflow.plan_tables import PLAN_ACTIONS, PLAN_VERSIONS, PLANS
from summitry.workflow.register import person
from summitry.workflow.restoring import restore_rows
from summitry.workflow.row_edits import RowEdits
from summitry.workflow.same_cells import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summitry.exchange.tables import TableRow
    from summitry.model import Table
    from summitry.storage import Change, Register

_REVIEWED = (tables.COMMITMENTS, tables.STATEMENTS)
_COMPARED = (
    tables.DIALOGUES,
    tables.MEETINGS,
    tables.DOCUMENTS,
    tables.NOTES,
    tables.EVIDENCE,
    tables.LINKS,
    tables.THEMES,
    tables.PARTIES,
    *monitoring.SHOWN,
    PLANS,
    PLAN_ACTIONS,
    PLAN_VERSIONS,
)
MOST_FAULTS = 10_000
"""Faults that are told one by one; a file with more is no file that anybody edited."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came: rows by the name of their table, each with its place, and faults of the file.

    ``heads`` has for each table what people see above its columns, where that is not their names.
    """

    rows: Mapping[str, Iterable[TableRow]]
    faults: Sequence[Fault] = ()
    heads: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Imported:
    """What came of rows: entries changed and added by id, rows as they were, faults passed over.

    ``restored`` tells that a register was made of them; ``dry_run`` that none of it was kept.
    """

    changed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    unchanged: int = 0
    restored: bool = False
    dry_run: bool = False
    faults: list[Fault] = field(default_factory=list)


class _DryRun(Exception):
    """Ends a change that was made to see what would come of it."""


def import_tables(
    register: Register,
    arrived: Arrived,
    who: str,
    *,
    partial: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Take back rows: into an untouched register all of it, into any other a person's edits.

    Cells hold the values of their column's type, None where empty; a row without some columns
    leaves them as they are. ImportRefused lists every fault of the file and of the rows, each
    with its place, and nothing is changed; with ``partial`` the rows without a fault are taken
    all the same. ``dry_run`` tells what would come of it and changes nothing.
    """
    done = Imported(dry_run=dry_run)
    try:
        with register.changing(person(who)) as change:
            if journal.head_of(change.connection)[0] <= 1:
                _restore(change, arrived)
                done.restored = True
            else:
                _edit(change, arrived, done)
                if done.faults and not partial:
                    raise _refused(done.faults)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return done


def _restore(change: Change, arrived: Arrived) -> None:
    if arrived.faults:
        raise _refused(arrived.faults)
    restore_rows(change, arrived.rows)


def _edit(change: Change, arrived: Arrived, done: Imported) -> None:
    found = _Faults(arrived)
    for table in _COMPARED:
        _compare(change, table, arrived.rows.get(table.name, ()), found)
    for table in _REVIEWED:
        edits = RowEdits(change, table, lambda *told, table=table: found.add(table, *told))
        edits.take_all(arrived.rows.get(table.name, ()))
        done.changed += edits.changed
        done.added += edits.added
        done.unchanged += edits.unchanged
    done.faults = found.in_order()


class _Faults:
    """The faults of the file and of the rows, together in the order of their places."""

    def __init__(self, arrived: Arrived) -> None:
        self._faults = list(arrived.faults)
        self._heads = arrived.heads
        self._more = 0

    def add(self, table: Table, row: TableRow, column: str, told: tuple[str, str]) -> None:
        """Take a fault of a row: ``told`` is what is wrong and what to do."""
        if len(self._faults) >= MOST_FAULTS:
            self._more += 1
            return
        head = self._heads.get(table.name, {}).get(column, column)
        self._faults.append(Fault(row.where, told[0], told[1], row.row, head))

    def in_order(self) -> list[Fault]:
        """Return the faults sheet by sheet, from the first row to the last."""
        sheets = {one: place for place, one in enumerate(dict.fromkeys(map(_where, self._faults)))}
        self._faults.sort(key=lambda one: (sheets[one.where], one.row or 0))
        if self._more:
            what = f"has {self._more} faults more"
            self._faults.append(Fault(self._faults[-1].where, what, "Mend these first."))
        return self._faults


def _where(fault: Fault) -> str:
    return fault.where


def _refused(faults: Sequence[Fault]) -> ImportRefused:
    return ImportRefused(
        tuple(faults),
        remedy="Nothing was changed. Mend the rows, or take the others with --partial.",
    )


def _compare(change: Change, table: Table, rows: Iterable[TableRow], found: _Faults) -> None:
    """Find what was changed in a table that is only for reading."""
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    names = [column.name for column in table.columns]
    # Their hashes only, because there may be a hundred thousand documents.
    known = {
        _key(table, own): b"".join(digest_of(own[name]) for name in names)
        for own in rows_of(change, table)
    }
    for row in chain([first], waiting):
        own = known.get(_key(table, row.values))
        if own is None:
            remedy = "Delete the row; these are added with commands only."
            found.add(table, row, "", ("is not in the register", remedy))
            continue
        for name, value in row.values.items():
            place = 8 * names.index(name)
            if digest_of(value) != own[place : place + 8]:
                remedy = "Put back what was exported; commands can change it."
                found.add(table, row, name, ("cannot be changed here", remedy))


def _key(table: Table, values: Mapping[str, Any]) -> bytes:
    return digest_of([values.get(name) for name in table.key])
