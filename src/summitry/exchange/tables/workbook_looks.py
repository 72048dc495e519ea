"""How the sheets of a workbook look: colours, widths, and the lists to choose from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from summitry.model import Column, ColumnType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

FONT = {"font_name": "Calibri", "font_size": 11}
DARK, LIGHT, LINE = "#1F3864", "#F2F5FA", "#D0D7E5"
EDIT_DARK, EDIT_LIGHT = "#8A5A00", "#FFF6DD"

DATE, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
# Some spreadsheets show 1 and 0 unless they are told the words.
_NUMBERS = {
    ColumnType.INTEGER: "0",
    ColumnType.NUMBER: "General",
    ColumnType.BOOLEAN: '"TRUE";"TRUE";"FALSE"',
}
_WIDTHS = {
    ColumnType.INTEGER: 10,
    ColumnType.NUMBER: 14,
    ColumnType.BOOLEAN: 10,
    ColumnType.DATE: 12,
    ColumnType.MOMENT: 20,
    ColumnType.LIST: 12,
    ColumnType.JSON: 20,
    ColumnType.TEXT: 10,
}
_WIDEST = {ColumnType.TEXT: 60, ColumnType.LIST: 28, ColumnType.JSON: 40}
_FILTER_ARROW = 4
_LINE = 15.0
_MOST_LINES = 10


class Looks:
    """The formats of one workbook, made once each."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """Return the format of these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**FONT, **properties})
        return self._made[key]

    def header(self, column: Column | None) -> Format:
        """Return the look of the cell above a column."""
        color = EDIT_DARK if column is not None and column.editable else DARK
        return self.of(
            bold=True,
            font_color="#FFFFFF",
            bg_color=color,
            border=1,
            border_color=LINE,
            text_wrap=True,
            valign="vcenter",
        )

    def text(self, column: Column) -> Format:
        """Return the look of the cells of a column that hold text, or nothing."""
        return self._cell(column, _NUMBERS.get(column.type, "@"))

    def number(self, column: Column) -> Format:
        """Return the look of the cells of a column that hold numbers, dates, true or false."""
        formats = {**_NUMBERS, ColumnType.DATE: DATE, ColumnType.MOMENT: MOMENT}
        return self._cell(column, formats.get(column.type, "@"))

    def whole(self, column: Column) -> Format:
        """Return the look of the cells of a column of numbers that have no decimals."""
        return self._cell(column, "#,##0" if column.type is ColumnType.NUMBER else "0")

    def _cell(self, column: Column, number_format: str) -> Format:
        properties: dict[str, Any] = {
            "num_format": number_format,
            "valign": "top",
            "border": 1,
            "border_color": LINE,
            "text_wrap": column.type in _WIDEST,
        }
        if column.editable:
            properties["bg_color"] = EDIT_LIGHT
        if column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
            properties.update(align="right", indent=1)
        elif column.type not in _WIDEST:
            properties["align"] = "left"
        return self.of(**properties)


def width(column: Column, title: str, samples: Sequence[Any]) -> float:
    """Return the width of a column, in characters, for its title and some of its cells."""
    # A title may go over two lines; the arrow of the filter stands beside it.
    words = max((len(word) for word in title.split()), default=0)
    needed = max(words, len(title) // 2) + _FILTER_ARROW
    least = _WIDTHS[column.type]
    if column.type in _WIDEST:
        lengths = sorted(len(cell) for cell in samples if isinstance(cell, str))
        usual = lengths[len(lengths) * 9 // 10] if lengths else 0
        least = max(least, min(usual + 2, _WIDEST[column.type]))
    return float(max(needed, least))


def height(texts: Sequence[tuple[str, float]]) -> float | None:
    """Return the height of a row, in points, for texts in columns so wide; None for one line."""
    lines = 1
    for text, room in texts:
        if len(text) > room or "\n" in text:
            lines = max(lines, math.ceil(len(text) / room) + text.count("\n"))
    return None if lines == 1 else min(lines, _MOST_LINES) * _LINE
