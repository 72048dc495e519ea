"""Rows that come back: a register made again, or edits; all are checked before any counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from summitry.errors import ImportRefused, SummitryError, UsageError
from summitry.model import COMMITMENT, Entry, Fate, Status, effective, plain_values
from summitry.storage import decisions, journal
from summitry.storage.documents import document_text
from summitry.storage.entries import entries_by_id, entry, number_of
from summitry.storage.finding import document_key_of
from summitry.workflow import register_tables as tables
from summitry.workflow.amounts import typed_amount
from summitry.workflow.exporting import Document, entry_row, rows_of
from summitry.workflow.register import person
from summitry.workflow.restoring import restore_rows
from summitry.workflow.reviewing import TAG, found_words
from summitry.workflow.values import Checker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summitry.model import Column, Table
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
)
_OPEN = {Status.PROPOSED.value, Status.ACCEPTED.value, Status.REJECTED.value}
_FIRST_ROW = 2
_PAGE = 200
# Follow from others, or only tell where something came from.
_DERIVED = {"edited", "changes", "record", "deadline_text", "conditions", "page"}


@dataclass(slots=True)
class Imported:
    """What came of rows: entries changed and added by id, rows as they were, faults passed over."""

    changed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    unchanged: int = 0
    restored: bool = False
    faults: list[tuple[str, str]] = field(default_factory=list)


def import_tables(
    register: Register,
    given: Iterable[tuple[Table, Iterable[Mapping[str, Any]]]],
    who: str,
    *,
    partial: bool = False,
) -> Imported:
    """Take back rows: into an untouched register all of it, into any other a person's edits.

    Cells hold the values of their column's type, None where empty. ImportRefused lists every
    fault with table, row (the first below the header is 2) and column, and nothing is changed;
    with ``partial`` the rows without a fault are taken all the same.
    """
    rows = {table.name: found for table, found in given}
    with register.changing(person(who)) as change:
        if journal.head_of(change.connection)[0] <= 1:
            restore_rows(change, rows)
            return Imported(restored=True)
        done = Imported()
        for table in _COMPARED:
            _compare(change, table, rows.get(table.name, ()), done)
        for table in _REVIEWED:
            review = _Review(change, table, done)
            review.take_all(rows.get(table.name, ()))
        if done.faults and not partial:
            raise ImportRefused(
                tuple(done.faults),
                remedy="Nothing was changed. Mend the rows, or take the others with --partial.",
            )
        return done


def _compare(
    change: Change, table: Table, rows: Iterable[Mapping[str, Any]], done: Imported
) -> None:
    """Find what was changed in a table that is only for reading."""
    waiting = list(enumerate(rows, start=_FIRST_ROW))
    if not waiting:
        return
    known = {tuple(row[one] for one in table.key): row for row in rows_of(change, table)}
    for number, row in waiting:
        own = known.get(tuple(row.get(one) for one in table.key))
        if own is None:
            done.faults.append((f"{table.name}, row {number}", "is not in the register"))
            continue
        for name, value in row.items():
            if name in own and _cell(value) != _cell(own[name]):
                where = f"{table.name}, row {number}, column {name}"
                done.faults.append((where, "cannot be changed here"))


class _Review:
    """One table of entries that a person may have edited."""

    def __init__(self, change: Change, table: Table, done: Imported) -> None:
        self._change = change
        self._table = table
        self._done = done
        self._checker = Checker.of(change)
        self._seen: set[str] = set()
        self._known: dict[str, tuple[int, Entry]] = {}
        self._document: Document | None = None

    def take_all(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Check every row, and set what was changed in it when nothing is wrong."""
        numbered = enumerate(rows, start=_FIRST_ROW)
        while page := list(islice(numbered, _PAGE)):
            ids = [row["id"] for _, row in page if isinstance(row.get("id"), str)]
            self._known = entries_by_id(self._change, ids)
            for number, row in page:
                self._take(number, row)

    def _take(self, number: int, row: Mapping[str, Any]) -> None:
        where = f"{self._table.name}, row {number}"
        faults = len(self._done.faults)
        try:
            if row.get("id"):
                self._change_entry(where, row)
            else:
                self._add(where, row)
        except ExceptionGroup as group:
            for fault in group.exceptions:
                self._fault(where, fault)
        except SummitryError as fault:
            self._fault(where, fault)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if len(self._done.faults) == faults:
                self._done.faults.append((where, f"cannot be read ({error})"))

    def _fault(self, where: str, fault: Exception) -> None:
        what = fault.what if isinstance(fault, SummitryError) else str(fault)
        column = getattr(fault, "where", "")
        known = self._table.column(column) is not None
        self._done.faults.append((f"{where}, column {column}" if known else where, what))

    def _change_entry(self, where: str, row: Mapping[str, Any]) -> None:
        number, known = self._known.get(row["id"]) or self._looked_up(str(row["id"]))
        if known.id in self._seen:
            raise UsageError(f"{known.id} stands in more than one row", where="id")
        self._seen.add(known.id)
        if (known.kind == COMMITMENT) is not (self._table is tables.COMMITMENTS):
            raise UsageError(f"{known.id} belongs into the other table", where="id")
        own = entry_row(known, effective(known), self._of(known.document))
        changed = self._changed(row, own)
        if not changed:
            self._done.unchanged += 1
            return
        if row.get("version") is not None and row["version"] != known.version:
            raise decisions.changed_since(self._change, number, known.version, row["version"])
        revision = self._revision(known, row, changed)
        if decisions.revise(self._change, known.id, revision) is not None:
            self._done.changed.append(known.id)

    def _looked_up(self, entry_id: str) -> tuple[int, Entry]:
        number = number_of(self._change, entry_id)
        return number, entry(self._change, number)

    def _of(self, key: str) -> Document:
        if self._document is None or self._document.key != key:
            self._document = Document(self._change, key)
        return self._document

    def _changed(self, row: Mapping[str, Any], own: Mapping[str, Any]) -> set[str]:
        """Return the columns a person has changed; faults for those that nobody may change."""
        changed: set[str] = set()
        faults = []
        for name in row:
            column = self._table.column(name)
            if column is None:
                faults.append(UsageError(f"there is no column {name!r}"))
            elif name not in _DERIVED and name != "version" and _differs(column, row, own):
                if column.editable:
                    changed.add(name)
                elif name != "quote" or not {"start", "end"} & set(row):
                    faults.append(UsageError("cannot be changed here", where=name))
                elif _cell(row["start"]) == own["start"] and _cell(row["end"]) == own["end"]:
                    faults.append(UsageError("changes with start and end only", where=name))
        if faults:
            raise ExceptionGroup("a row is wrong", faults)
        return changed

    def _revision(
        self, known: Entry, row: Mapping[str, Any], changed: set[str]
    ) -> decisions.Revision:
        if "status" in changed and row["status"] not in _OPEN:
            raise UsageError(f"{row['status']!r} cannot be set here", where="status")
        values = self._values(row, changed)
        if {"start", "end"} & set(values):
            plain = plain_values(effective(known))
            values = {"start": plain["start"], "end": plain["end"], **values}
        text = document_text(self._change, known.document).text if "start" in values else ""
        return decisions.Revision(
            status=Status(row["status"]) if "status" in changed else None,
            changes=self._checker.checked(known.kind, text, values) if values else {},
            fate=(Fate(row["fate"]) if row["fate"] else None,) if "fate" in changed else None,
            tags=_tags(row["tags"]) if "tags" in changed else None,
        )

    def _values(self, row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
        """Return what the named columns of a row set on an entry."""
        values: dict[str, Any] = {}
        for name in sorted(names):
            value = row.get(name)
            if name == "amounts":
                values["quantities"] = _amounts(value or ())
            elif name in ("deadline_start", "deadline_end"):
                ends = {"start": row.get("deadline_start"), "end": row.get("deadline_end")}
                values["deadline"] = ends
            elif name in ("actors", "recipients", "parties"):
                values[name] = list(value or ())
            elif name not in ("status", "tags", "fate"):
                values[name] = value
        return values

    def _add(self, where: str, row: Mapping[str, Any]) -> None:
        """Add the row of a person who found what the machine did not."""
        if all(_cell(value) in (None, ()) for value in row.values()):
            return
        key = document_key_of(self._change, str(row.get("document_key") or ""))
        text = document_text(self._change, key).text
        told = {
            column.name
            for column in self._table.columns
            if column.editable and _cell(row.get(column.name)) not in (None, ())
        }
        words = {"quote": row["quote"]} if row.get("quote") and "start" not in told else {}
        values = found_words(text, {**self._values(row, told), **words}, (0, len(text)))
        kind = COMMITMENT if self._table is tables.COMMITMENTS else str(row["kind"])
        checked = self._checker.checked(kind, text, values)
        if "quote" not in checked:
            raise UsageError("no words are named", where="quote")
        tags = _tags(row["tags"]) if "tags" in told else None
        added = decisions.add_by_hand(self._change, key, kind, checked)
        if tags:
            decisions.revise(self._change, added, decisions.Revision(tags=tags))
        self._done.added.append(added)


def _differs(column: Column, row: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    same: bool = _cell(row[column.name]) == _cell(own[column.name])
    return not same


def _cell(value: Any) -> Any:
    """Return a cell so that what means the same is the same."""
    if isinstance(value, list):
        value = tuple(value)
    if isinstance(value, str):
        value = value.strip() or None
    return value


def _tags(names: Iterable[str] | None) -> tuple[str, ...]:
    for name in names or ():
        if not TAG.match(name):
            raise UsageError(f"{name!r} is no tag", where="tags")
    return tuple(sorted(set(names or ())))


def _amounts(told: Iterable[str]) -> list[dict[str, Any]]:
    try:
        return [typed_amount(one) for one in told]
    except UsageError as fault:
        raise UsageError(fault.what, where="amounts", remedy=fault.remedy) from None
