"""The first sheet of a workbook: what every sheet and every column holds, and how to edit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.exchange.formulas import neutralised
from summitry.exchange.tables.characters import signed
from summitry.exchange.tables.schemas import titles
from summitry.exchange.tables.workbook_looks import (
    DARK,
    EDIT_DARK,
    EDIT_LIGHT,
    LIGHT,
    LINE,
    Looks,
    height,
)
from summitry.model import Column, ColumnType, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.worksheet import Worksheet

SHEET = "Legend"
_WIDTHS = (24, 22, 22, 56, 26, 12, 40)
_HEADER = ("Sheet", "Column", "Name in files", "What it holds", "Written as", "Editable", "Values")
_KINDS = {
    ColumnType.TEXT: "text",
    ColumnType.INTEGER: "whole number",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "TRUE or FALSE",
    ColumnType.DATE: "2022, 2022-06 or 2022-06-30",
    ColumnType.MOMENT: "date and time in UTC",
    ColumnType.LIST: "texts, joined with “; ”",
    ColumnType.JSON: "JSON",
}
_ADVICE = (
    """Columns with an amber header and pale cells may be edited; the file can then be read back.
    All other columns say what is being edited and must stay as they are.""",
    """Every row is checked before anything is changed. What is wrong is listed with its sheet,
    row and column.""",
    """Leave a cell empty where there is no value. Write values, not formulas, and do not merge
    cells. Rows may be sorted, filtered or left out; columns and sheets may be moved.""",
    """Signs in texts: an apostrophe before = + - @ only keeps the text from being run as a
    formula; an apostrophe alone is an empty text; {U+0000} is the character of that number;
    \\; is a semicolon inside an item of a list, \\N a list that is not known.""",
)


def write_legend(
    sheet: Worksheet, looks: Looks, title: str, tables: Iterable[tuple[Table, str, int]]
) -> None:
    """Write the legend of tables, each with the name of its sheet and the number of its rows."""
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, title, looks.of(bold=True, font_size=18, font_color=DARK))
    row = 1
    words = looks.of(text_wrap=True, valign="vcenter")
    for advice in _ADVICE:
        sheet.set_row(row, 33)
        sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, " ".join(advice.split()), words)
        row += 1
    row += 1
    for number, name in enumerate(_HEADER):
        sheet.write_string(row, number, name, looks.header(None))
    sheet.repeat_rows(row)
    for table, name, rows in tables:
        row = _table(sheet, looks, row + 1, (table, name, rows))
    _print_setup(sheet)


def _table(sheet: Worksheet, looks: Looks, row: int, what: tuple[Table, str, int]) -> int:
    table, name, rows = what
    band = looks.of(bold=True, bg_color=LIGHT, border=1, border_color=LINE, valign="top")
    words = looks.of(text_wrap=True, bg_color=LIGHT, border=1, border_color=LINE, valign="top")
    link = looks.of(
        bold=True, font_color=DARK, underline=1, bg_color=LIGHT, border=1, border_color=LINE
    )
    tall = height([(_safe(table.meaning), _WIDTHS[3])])
    if tall is not None:
        sheet.set_row(row, tall)
    quoted = name.replace("'", "''")
    sheet.write_url(row, 0, f"internal:'{quoted}'!A1", link, _safe(name))
    count = f"{rows:,} row" + ("" if rows == 1 else "s")
    key = "key: " + ", ".join(_title(table, one) for one in table.key) if table.key else ""
    for number, text in enumerate((count, _safe(table.name), _safe(table.meaning), key, "", "")):
        sheet.write_string(row, number + 1, text, words if number >= 2 else band)
    for column, title in zip(table.columns, titles(table), strict=True):
        row += 1
        _column(sheet, looks, row, (column, title))
    return row


def _column(sheet: Worksheet, looks: Looks, row: int, told: tuple[Column, str]) -> None:
    column, title = told
    properties = {"text_wrap": True, "border": 1, "border_color": LINE, "valign": "top"}
    plain = looks.of(**properties)
    edit = looks.of(**properties, bg_color=EDIT_LIGHT, bold=True, font_color=EDIT_DARK)
    choices = _safe(", ".join(column.allowed))
    tall = height([(_safe(column.meaning), _WIDTHS[3]), (choices, _WIDTHS[6])])
    if tall is not None:
        sheet.set_row(row, tall)
    kind = _KINDS[column.type] + (", never empty" if column.required else "")
    sheet.write_string(row, 0, "", plain)
    sheet.write_string(row, 1, _safe(title), edit if column.editable else plain)
    sheet.write_string(row, 2, _safe(column.name), plain)
    sheet.write_string(row, 3, _safe(column.meaning), plain)
    sheet.write_string(row, 4, kind, plain)
    sheet.write_string(
        row, 5, "yes" if column.editable else "no", edit if column.editable else plain
    )
    sheet.write_string(row, 6, choices, plain)


def _print_setup(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _title(table: Table, name: str) -> str:
    column = table.column(name)
    return column.title if column else name


def _safe(text: str) -> str:
    return neutralised(signed(text))[:32_000]
