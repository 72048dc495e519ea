"""The sheets of any workbook as comma-separated text, a line a row, with what cells cannot say."""

from __future__ import annotations

import csv
import io
import zlib
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import etree

from summitry.exchange.tables import archives
from summitry.exchange.tables.faults import Wrong
from summitry.exchange.tables.sheet_rows import MergedCells, SheetRows
from summitry.exchange.tables.sheet_values import DateCell, ErrorCell, FormulaCell
from summitry.exchange.tables.spilled import SpilledTexts
from summitry.exchange.tables.workbook_parts import Parts

if TYPE_CHECKING:
    from pathlib import Path

    from summitry.exchange.tables.workbook_parts import SheetPart

_DAMAGED = (*archives.BROKEN, zlib.error, etree.LxmlError, KeyError, IndexError)
_OWN = ("legend", "lists")


@dataclass(slots=True)
class SheetText:
    """One sheet: its name, its rows as CSV on the lines of their numbers, and its faults.

    A fault names row and column and what to do; its cell is empty in the text.
    """

    name: str
    text: str = ""
    faults: list[str] = field(default_factory=list)


def sheets_of(path: Path) -> list[SheetText]:
    """Return the sheets that hold something; Wrong says what keeps a file from being read."""
    with ExitStack() as stack:
        try:
            parts = Parts(stack.enter_context(closing(archives.opened(path))))
            shared = stack.enter_context(SpilledTexts())
            parts.load_shared(shared)
            rows = SheetRows(parts, shared)
            found = [_sheet(one, rows) for one in parts.sheets if one.name.casefold() not in _OWN]
        except _DAMAGED as error:
            reason = (str(error) or type(error).__name__).splitlines()[0][:200]
            raise Wrong(f"is damaged ({reason})", "Save it again as .xlsx.") from error
        return [one for one in found if one.text.strip(",\n") or one.faults]


def _sheet(part: SheetPart, rows: SheetRows) -> SheetText:
    sheet = SheetText(part.name)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    line = 1
    heads: list[str] = []
    for found in rows.read(part.part):
        if isinstance(found, MergedCells):
            what = f"cells {found.range[:40]} are merged. Unmerge them and write into each."
            sheet.faults.append(what)
            continue
        number, cells = found
        buffer.write("\n" * (number - line))
        if not heads:
            heads = [str(cell or "") for cell in cells]
        shown = []
        for place, cell in enumerate(cells):
            text, fault = _shown(cell)
            shown.append(text)
            if fault:
                column = heads[place] if place < len(heads) else str(place + 1)
                sheet.faults.append(f"row {number}, column {column}: {fault}")
        shown += [""] * (len(heads) - len(shown))
        writer.writerow(shown)
        line = number + 1
    sheet.text = buffer.getvalue()
    return sheet


def _shown(cell: Any) -> tuple[str, str]:
    """Return a cell as it is typed, and what keeps it from being read."""
    if isinstance(cell, FormulaCell):
        return "", f"{cell} is a formula. Paste its value in its place."
    if isinstance(cell, ErrorCell):
        return "", f"{cell} is no value. Correct it, or empty the cell."
    if isinstance(cell, DateCell):
        return _date(cell)
    if isinstance(cell, float):
        return repr(cell), ""
    # A line of the text is a row of the sheet, so that faults can name it.
    return "" if cell is None else " ".join(str(cell).split()), ""


def _date(cell: DateCell) -> tuple[str, str]:
    moment = cell.moment()
    if moment is None:
        return "", f"{cell} is no date. Correct it, or empty the cell."
    form = "%Y-%m" if "d" not in cell.shows else "%Y-%m-%d"
    return moment.strftime("%Y" if cell.shows == "y" else form), ""
