"""Reading workbooks as they come back from people and their spreadsheets.

The XML of a sheet is read as a stream with lxml, because the libraries at hand either hold a
whole sheet in memory or do not tell which cells are formulas and which are merged.
"""

from __future__ import annotations

import zlib
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

from lxml import etree

from summitry.exchange.tables import archives, continued
from summitry.exchange.tables.checking import (
    Found,
    Keys,
    RowReader,
    by_name,
    columns_of,
    present,
    stray_cells,
    table_of,
)
from summitry.exchange.tables.continued import Continuations
from summitry.exchange.tables.faults import Fault, Wrong
from summitry.exchange.tables.schemas import titles
from summitry.exchange.tables.sheet_rows import MergedCells, SheetRows
from summitry.exchange.tables.sheet_values import sheet_decoder
from summitry.exchange.tables.spilled import SpilledTexts
from summitry.exchange.tables.workbook_parts import Parts, SheetPart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from summitry.model import Column, Table

_OWN = ("legend", "lists")
_REMEDY = "Save it again as .xlsx, or export it again."
_DAMAGED = (*archives.BROKEN, zlib.error, etree.LxmlError, KeyError, IndexError)


def read(path: Path, tables: Sequence[Table]) -> Iterator[tuple[Table | None, Found]]:
    """Yield every row and every fault of a workbook."""
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(closing(archives.opened(path)))
            parts = Parts(archive)
            shared = stack.enter_context(SpilledTexts())
            parts.load_shared(shared)
        except Wrong as wrong:
            yield None, Fault(path.name, wrong.what, wrong.remedy)
            return
        except _DAMAGED as error:
            yield None, _damaged(path.name, error)
            return
        long = stack.enter_context(Continuations())
        yield from _Workbook(path.name, SheetRows(parts, shared), long, tables).read(parts.sheets)


class _Workbook:
    def __init__(
        self, where: str, rows: SheetRows, long: Continuations, tables: Sequence[Table]
    ) -> None:
        self._where = where
        self._rows = rows
        self._long = long
        self._tables = tables
        self._keys = {table.name: Keys(table) for table in tables}

    def read(self, sheets: Sequence[SheetPart]) -> Iterator[tuple[Table | None, Found]]:
        of_tables = []
        # Whatever is continued must be known before the rows that it belongs to.
        for sheet in sheets:
            header = self._header(sheet)
            if list(header[: len(continued.HEADER)]) == list(continued.HEADER):
                for fault in self._guarded(sheet, self._read_long(sheet)):
                    yield None, fault
            elif sheet.name.strip().casefold() not in _OWN:
                of_tables.append((sheet, header))
        known = False
        for sheet, header in of_tables:
            table = self._table(sheet, header)
            if table is not None:
                known = True
                for found in self._guarded(sheet, self._read_sheet(sheet, table)):
                    yield table, found
            elif header:
                titles = ", ".join(f"“{one.title}”" for one in self._tables)
                remedy = f"Name it as the table it holds ({titles}), or delete the sheet."
                yield None, Fault(sheet.name, "is the sheet of no table", remedy)
        if not known:
            yield None, Fault(self._where, "has no sheet of a table", "Export it again.")

    def _header(self, sheet: SheetPart) -> list[Any]:
        try:
            for found in self._rows.read(sheet.part):
                return found[1] if isinstance(found, tuple) else []
        except (Wrong, *_DAMAGED):
            # Told when the sheet is read; until then it is taken for one that is.
            return ["?"]
        return []

    def _table(self, sheet: SheetPart, header: Sequence[Any]) -> Table | None:
        name = sheet.name.strip().casefold()
        for table in self._tables:
            if name in (table.title.strip().casefold()[:31], table.name.casefold()):
                return table
        return table_of(header, self._tables)

    def _guarded(self, sheet: SheetPart, found: Iterator[Found]) -> Iterator[Found]:
        try:
            yield from found
        except Wrong as wrong:
            yield Fault(sheet.name, wrong.what, wrong.remedy)
        except _DAMAGED as error:
            yield _damaged(sheet.name, error)

    def _read_sheet(self, sheet: SheetPart, table: Table) -> Iterator[Found]:
        rows = self._rows.read(sheet.part)
        places: list[str | None] = []
        faults: list[Fault] = []
        reader: RowReader | None = None
        for found in rows:
            if isinstance(found, MergedCells):
                yield _merged(sheet, found)
                continue
            number, cells = found
            if reader is None:
                places, faults = columns_of(cells, table, sheet.name, number)
                if number > 1:
                    what = "is the first row that holds something, but must be row 1"
                    faults.append(Fault(sheet.name, what, "Delete the rows above it.", number))
                yield from faults
                reader = self._reader(sheet, table, places)
                continue
            strays = stray_cells(cells, places, sheet.name, number)
            yield from strays
            named = by_name(places, cells)
            for one in reader.read(number, named):
                if isinstance(one, Fault) or not (faults or strays):
                    yield one
        if reader is None:
            yield Fault(sheet.name, "is empty", "Put back its header, or delete the sheet.")

    def _reader(self, sheet: SheetPart, table: Table, places: list[str | None]) -> RowReader:
        known = present(table, places)
        keys = self._keys[table.name] if known.key == table.key else Keys(known)
        labels = dict(zip((one.name for one in table.columns), titles(table), strict=True))
        return RowReader(known, sheet.name, self._take, keys, labels=labels)

    def _take(self, column: Column) -> Callable[[Any], Any]:
        decode = sheet_decoder(column)

        def take(cell: Any) -> Any:
            if isinstance(cell, str) and cell.endswith("]"):
                cell = self._long.whole(cell)
            return decode(cell)

        return take

    def _read_long(self, sheet: SheetPart) -> Iterator[Found]:
        for found in self._rows.read(sheet.part):
            if isinstance(found, MergedCells):
                yield _merged(sheet, found)
                continue
            row, cells = found
            if row == 1:
                continue
            try:
                number, part, text = ([*cells, *[None] * 6][place] for place in (0, 4, 5))
                if not (isinstance(number, int) and isinstance(part, int) and number and part):
                    raise Wrong("has no number or part", "Put the row back as it was exported.")
                if text is not None and not isinstance(text, str):
                    raise Wrong("is no text", "Format the cell as text and type it again.")
                self._long.add(number, part, text or "")
            except Wrong as wrong:
                yield Fault(sheet.name, wrong.what, wrong.remedy, row)


def _merged(sheet: SheetPart, merged: MergedCells) -> Fault:
    remedy = "Unmerge them and write the value into each."
    row = "".join(sign for sign in merged.range.partition(":")[0] if sign.isdecimal())
    number = int(row) if row and len(row) < 9 else None
    return Fault(sheet.name, "are merged cells", remedy, number, "", merged.range[:40])


def _damaged(where: str, error: Exception) -> Fault:
    reason = (str(error) or type(error).__name__).splitlines()[0][:200]
    return Fault(where, f"is damaged ({reason})", _REMEDY)
