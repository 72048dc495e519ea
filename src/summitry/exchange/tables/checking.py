"""What holds for every format that is read: known columns, required cells, unique keys."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summitry.exchange.tables.faults import Fault, TableRow, Wrong, shown
from summitry.exchange.tables.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from summitry.model import Column, Table

Found = TableRow | Fault
"""What reading yields."""


_PLACE_BITS = 16


class Keys:
    """The keys of the rows of one table, seen so far."""

    def __init__(self, table: Table) -> None:
        self.names = table.key
        self._seen = Seen()
        self._places: list[str] = []

    def earlier(self, values: Mapping[str, Any], where: str, row: int) -> str:
        """Return where an earlier row with the same key is, else "" and remember this one.

        A row whose key is empty is one that is new, and there may be many.
        """
        if not self.names or all(values.get(name) is None for name in self.names):
            return ""
        if where not in self._places:
            self._places.append(where)
        # One number for both, since there may be a million of them.
        place = row << _PLACE_BITS | self._places.index(where)
        seen = self._seen.first(repr([values.get(name) for name in self.names]), place)
        if seen is None:
            return ""
        known = self._places[seen & (1 << _PLACE_BITS) - 1]
        return f"row {seen >> _PLACE_BITS}" + ("" if known == where else f" of {known}")


class RowReader:
    """Reads the rows of one table at one place.

    ``take`` returns for a column the function that makes a value of what stands in the file and
    raises Wrong; ``keys`` is shared by the places that hold parts of one table; ``labels``
    are what people see above columns, where it is not their names.
    """

    def __init__(
        self,
        table: Table,
        where: str,
        take: Callable[[Column], Callable[[Any], Any]],
        keys: Keys,
        *,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self._where = where
        self._keys = keys
        self._labels = labels or {}
        self._key = ", ".join(self._labels.get(name, name) for name in keys.names)
        self._columns = [
            (column, take(column), frozenset(column.allowed)) for column in table.columns
        ]
        self._takes = [(column.name, take) for column, take, _ in self._columns]
        self._required = [column.name for column in table.columns if column.required]
        self._allowed = [(one.name, allowed) for one, _, allowed in self._columns if allowed]

    def read(self, row: int, cells: Mapping[str, Any]) -> Iterator[Found]:
        """Yield the row, or every fault that is in it."""
        values = self._values(cells)
        faults = [] if values is not None else self._faults(row, cells)
        if values is not None:
            first = self._keys.earlier(values, self._where, row)
            if not first:
                yield TableRow(values, self._where, row)
                return
            value = "; ".join(shown(values.get(name)) for name in self._keys.names)
            what = f"is the key of {first} already"
            remedy = "Delete one of the two rows, or give it another key."
            faults.append(Fault(self._where, what, remedy, row, self._key, value))
        yield from faults

    def _values(self, cells: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the values of a row, None where something is wrong with any."""
        get = cells.get
        values: dict[str, Any] = {}
        try:
            for name, take in self._takes:
                cell = get(name)
                values[name] = None if cell is None else take(cell)
            for name in self._required:
                if values[name] is None or values[name] == ():
                    return None
            for name, allowed in self._allowed:
                if values[name] is not None and _beyond(values[name], allowed) is not None:
                    return None
        except Wrong:
            return None
        return values

    def _faults(self, row: int, cells: Mapping[str, Any]) -> list[Fault]:
        """Return everything that is wrong with the values of a row."""
        faults = []
        for column, take, allowed in self._columns:
            name = column.name
            cell = cells.get(name)
            try:
                value = None if cell is None else take(cell)
                if column.required and (value is None or value == ()):
                    raise Wrong("is empty", f"It needs a value: {column.meaning or column.title}")
                if allowed and value is not None:
                    _check_allowed(value, column, allowed)
            except Wrong as wrong:
                label = self._labels.get(name, name)
                faults.append(Fault(self._where, wrong.what, wrong.remedy, row, label, shown(cell)))
        return faults


def columns_of(
    header: Sequence[Any], table: Table, where: str, row: int = 1
) -> tuple[list[str | None], list[Fault]]:
    """Return the column that each cell of a header names, and the faults of the header.

    A column is known by its name or its title, in capitals or not. Cells without text name none.
    """
    known = _known(table)
    places: list[str | None] = []
    faults = []
    for cell in header:
        text = " ".join(str(cell if cell is not None else "").split())
        name = known.get(text.casefold()) if text else None
        if name is not None and name in places:
            what = "stands twice in the header"
            faults.append(Fault(where, what, "Delete or rename one.", row, name, shown(cell)))
            name = None
        elif text and name is None:
            guess = difflib.get_close_matches(text.casefold(), known, 1)
            hint = f"Is {known[guess[0]]} meant? " if guess else ""
            remedy = f"{hint}The columns are {', '.join(_names(table))}."
            faults.append(Fault(where, "is no column", remedy, row, "", shown(cell)))
        places.append(name)
    faults += missing_columns(places, table, where, row)
    return places, faults


def missing_columns(
    names: Iterable[str | None], table: Table, where: str, row: int | None
) -> list[Fault]:
    """Return a fault for every column that a table needs and that is not among the names."""
    present = set(names)
    remedy = "Put it back, with its values, from the file that was exported."
    return [
        Fault(where, "is missing", remedy, row, name)
        for name in (_names(table) if table.needed is None else table.needed)
        if name not in present
    ]


def present(table: Table, names: Iterable[str | None]) -> Table:
    """Return a table of those columns only that are named."""
    kept = set(names)
    columns = tuple(column for column in table.columns if column.name in kept)
    return replace(table, columns=columns, key=table.key if kept.issuperset(table.key) else ())


def likeness(header: Sequence[Any], table: Table) -> int:
    """Return how many columns of a table a header names."""
    known = _known(table)
    texts = (" ".join(str(cell).split()).casefold() for cell in header if cell is not None)
    return len({known[text] for text in texts if text in known})


def table_of(header: Sequence[Any], tables: Iterable[Table]) -> Table | None:
    """Return the one table that a header names more columns of than of any other, or None."""
    ranked = sorted(
        ((likeness(header, table), table) for table in tables), key=lambda pair: -pair[0]
    )
    if not ranked or ranked[0][0] == 0 or ranked[0][0] * 2 <= len(ranked[0][1].columns):
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return None
    return ranked[0][1]


def by_name(places: Sequence[str | None], cells: Sequence[Any]) -> dict[str, Any]:
    """Return the cells of a row by the columns of its header; what is not there is empty."""
    named: dict[str, Any] = dict.fromkeys((name for name in places if name), "")
    for name, cell in zip(places, cells, strict=False):
        if name and cell is not None:
            named[name] = cell
    return named


def stray_cells(
    cells: Sequence[Any], places: Sequence[str | None], where: str, row: int
) -> list[Fault]:
    """Return a fault where a row has cells that no column of the header stands above."""
    beyond = [
        cell
        for number, cell in enumerate(cells)
        if cell not in (None, "") and (number >= len(places) or places[number] is None)
    ]
    if not beyond:
        return []
    remedy = "Move it below a column of the header, or delete it; quote texts that hold commas."
    return [Fault(where, "stands below no column", remedy, row, "", shown(beyond[0]))]


def _check_allowed(value: Any, column: Column, allowed: frozenset[str]) -> None:
    one = _beyond(value, allowed)
    if one is not None:
        guess = difflib.get_close_matches(one[:40].lower(), column.allowed, 1)
        hint = f"Is {guess[0]} meant? " if guess else ""
        one_of = ", ".join(column.allowed)
        raise Wrong("is not allowed", f"{hint}Write one of {one_of}.")


def _beyond(value: Any, allowed: frozenset[str]) -> str | None:
    """Return the first of a cell's values that is not allowed, None where all are."""
    values = value if isinstance(value, tuple) else (value,)
    return next((str(one) for one in values if str(one) not in allowed), None)


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _known(table: Table) -> dict[str, str]:
    known = {" ".join(one.title.split()).casefold(): one.name for one in table.columns}
    return {**known, **{one.name.casefold(): one.name for one in table.columns}}
