"""Rows of entries that came back: what a person changed in them becomes decisions."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from summitry.errors import SummitryError, UsageError
from summitry.model import COMMITMENT, Entry, Fate, Status, effective, plain_values
from summitry.storage import decisions
from summitry.storage.documents import DocumentsAhead, document_text
from summitry.storage.entries import entries_by_id, entry, number_of
from summitry.storage.finding import document_key_of
from summitry.workflow import register_tables as tables
from summitry.workflow.amounts import typed_amount
from summitry.workflow.exporting import Document, entry_row
from summitry.workflow.reviewing import TAG, found_words
from summitry.workflow.same_cells import same
from summitry.workflow.values import Checker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from summitry.exchange.tables import TableRow
    from summitry.model import Table
    from summitry.storage import Change

    Tell = Callable[[TableRow, str, tuple[str, str]], None]

_OPEN = {Status.PROPOSED.value, Status.ACCEPTED.value, Status.REJECTED.value}
_PAGE = 200
# Says how the deadline was worded; who sets another may well take it out.
_FOLLOWS = {"deadline_text": {"deadline_start", "deadline_end"}}
_COLUMNS = {"quantities": "amounts", "deadline": "deadline_end"}
_ENDS = ("start", "end")


class RowEdits:
    """One table of entries that a person may have edited.

    ``tell`` is called for every fault with the row, the column (empty where none is meant), what
    is wrong and what to do.
    """

    def __init__(self, change: Change, table: Table, tell: Tell) -> None:
        self.changed: list[str] = []
        self.added: list[str] = []
        self.unchanged = 0
        self._change = change
        self._table = table
        self._tell = tell
        self._checker = Checker.of(change)
        self._known: dict[str, tuple[int, Entry]] = {}
        self._documents = DocumentsAhead(change, Document)
        self._columns = frozenset(column.name for column in table.columns)
        self._decided: set[str] = set()

    def take_all(self, rows: Iterable[TableRow]) -> None:
        """Check every row, and set what was changed in it when nothing is wrong."""
        waiting = iter(rows)
        while page := list(islice(waiting, _PAGE)):
            ids = [row.values["id"] for row in page if isinstance(row.values.get("id"), str)]
            self._known = entries_by_id(self._change, ids)
            self._documents.expect(known.document for _, known in self._known.values())
            for row in page:
                self._take(row)

    def _take(self, row: TableRow) -> None:
        try:
            if row.values.get("id"):
                self._change_entry(row.values)
            else:
                self._add(row.values)
        except ExceptionGroup as group:
            for fault in group.exceptions:
                self._fault(row, cast("SummitryError", fault))
        except SummitryError as fault:
            self._fault(row, fault)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self._tell(row, "", (f"cannot be read ({error})", "Put back what was exported."))

    def _fault(self, row: TableRow, fault: SummitryError) -> None:
        column = _COLUMNS.get(fault.where, fault.where)
        known = self._table.column(column) is not None
        self._tell(row, column if known else "", (fault.what, fault.remedy))

    def _change_entry(self, row: Mapping[str, Any]) -> None:
        number, known = self._known.get(row["id"]) or self._looked_up(str(row["id"]))
        if known.id in self._decided:
            raise UsageError(
                f"{known.id} stands in more than one row", where="id", remedy="Delete one of them."
            )
        if (known.kind == COMMITMENT) is not (self._table is tables.COMMITMENTS):
            raise UsageError(
                f"{known.id} belongs into the other table", where="id", remedy="Move the row there."
            )
        own = entry_row(known, effective(known), self._documents.of(known.document))
        differs = self._different(row, own)
        if not differs:
            self.unchanged += 1
            return
        if row.get("version") is None:
            raise UsageError("is empty", where="version", remedy="Put back what was exported.")
        if row["version"] != known.version:
            raise decisions.changed_since(self._change, number, known.version, row["version"])
        self._check_editable(row, own, differs)
        revision = self._revision(known, {**own, **row}, differs)
        self._decided.add(known.id)
        if decisions.revise(self._change, known.id, revision) is not None:
            self.changed.append(known.id)

    def _looked_up(self, entry_id: str) -> tuple[int, Entry]:
        number = number_of(self._change, entry_id)
        return number, entry(self._change, number)

    def _different(self, row: Mapping[str, Any], own: Mapping[str, Any]) -> set[str]:
        """Return the columns in which a row does not say what the entry says."""
        unknown = next((name for name in row if name not in self._columns), None)
        if unknown is not None:
            raise UsageError(f"there is no column {unknown!r}")
        return {
            name
            for name, value in row.items()
            if name != "version"
            and name in own
            and value != own[name]
            and same(value) != same(own[name])
        }

    def _check_editable(
        self, row: Mapping[str, Any], own: Mapping[str, Any], differs: set[str]
    ) -> None:
        """Raise a fault for each column that nobody may change."""
        moved = any(name in differs for name in _ENDS)
        faults = []
        for name in sorted(differs):
            column = self._table.column(name)
            follows = _FOLLOWS.get(name, set()) & differs
            if column is None or column.editable or follows or (name == "quote" and moved):
                continue
            remedy = f"Put back {_shortly(own[name])}."
            if name == "quote":
                remedy = "Set start and end to move it, or put back what was exported."
            faults.append(UsageError("cannot be changed here", where=name, remedy=remedy))
        if faults:
            raise ExceptionGroup("a row is wrong", faults)

    def _revision(
        self, known: Entry, row: Mapping[str, Any], changed: set[str]
    ) -> decisions.Revision:
        """Return what the columns that were changed set on an entry."""
        if "status" in changed and row["status"] not in _OPEN:
            raise UsageError(
                f"{row['status'] or 'nothing'} cannot be set here",
                where="status",
                remedy=f"Use one of {', '.join(sorted(_OPEN))}.",
            )
        values = self._values(row, changed)
        if set(_ENDS) & set(values):
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
            column, value = self._table.column(name), row.get(name)
            if column is None or not column.editable:
                continue
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

    def _add(self, row: Mapping[str, Any]) -> None:
        """Add the row of a person who found what the machine did not."""
        if all(same(value) is None for value in row.values()):
            return
        if not row.get("document_key"):
            remedy = "Copy it from a row of the same document."
            raise UsageError("is empty in a row to be added", where="document_key", remedy=remedy)
        key = document_key_of(self._change, str(row["document_key"]))
        text = document_text(self._change, key).text
        told = {
            column.name
            for column in self._table.columns
            if column.editable and same(row.get(column.name)) is not None
        }
        words = {"quote": row["quote"]} if row.get("quote") and "start" not in told else {}
        values = found_words(text, {**self._values(row, told), **words}, (0, len(text)))
        kind = COMMITMENT if self._table is tables.COMMITMENTS else str(row["kind"])
        checked = self._checker.checked(kind, text, values)
        if "quote" not in checked:
            remedy = "Copy the words from the document."
            raise UsageError("no words are named", where="quote", remedy=remedy)
        tags = _tags(row["tags"]) if "tags" in told else None
        added = decisions.add_by_hand(self._change, key, kind, checked)
        if tags:
            decisions.revise(self._change, added, decisions.Revision(tags=tags))
        self.added.append(added)


def _shortly(value: Any) -> str:
    if value in (None, (), ""):
        return "the empty cell"
    text = "; ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return text if len(text) <= 60 else "what was exported"


def _tags(names: Iterable[str] | None) -> tuple[str, ...]:
    for name in names or ():
        if not TAG.match(name):
            remedy = "Use letters and digits, with - or _ between."
            raise UsageError(f"{name!r} is no tag", where="tags", remedy=remedy)
    return tuple(sorted(set(names or ())))


def _amounts(told: Iterable[str]) -> list[dict[str, Any]]:
    try:
        return [typed_amount(one) for one in told]
    except UsageError as fault:
        raise UsageError(fault.what, where="amounts", remedy=fault.remedy) from None
