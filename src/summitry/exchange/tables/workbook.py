"""A workbook (xlsx): a legend, then a sheet per table with typed cells."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError, FileSizeError

from summitry.errors import SummitryError
from summitry.exchange.tables import continued
from summitry.exchange.tables.characters import sign_of
from summitry.exchange.tables.encoding import encoded
from summitry.exchange.tables.schemas import titles
from summitry.exchange.tables.sheet_values import sheet_encoder
from summitry.exchange.tables.whole import whole_file
from summitry.exchange.tables.workbook_legend import SHEET as LEGEND
from summitry.exchange.tables.workbook_legend import write_legend
from summitry.exchange.tables.workbook_looks import Looks, height, width
from summitry.exchange.tables.workbook_reading import read
from summitry.exchange.tables.workbook_rows import RowSheet
from summitry.model import Column, ColumnType, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from summitry.exchange.tables.workbook_rows import Cell

__all__ = ["MOST_ROWS", "read", "write"]

MOST_ROWS = 1_048_575
"""Rows below the header that one sheet can hold; more go on in a further sheet."""

_TITLE = "Summitry register"
# A fixed date, so that the same rows make the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_SAMPLES = 200
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_CHOICE = 255
_LISTS = "Lists"


def write(
    path: Path,
    contents: Iterable[tuple[Table, Iterable[Mapping[str, Any]]]],
    most_rows: int = MOST_ROWS,
) -> None:
    """Write tables to one file; a table of more than ``most_rows`` goes on in a further sheet."""
    pairs = list(contents)
    with whole_file(path) as temporary:
        book = Workbook(str(temporary), {"constant_memory": True})
        try:
            _Book(book, most_rows).write(pairs)
        except BaseException:
            # Closing deletes the temporary files of the sheets.
            with suppress(Exception):
                book.close()
            raise
        _close(book, path)


def _close(book: Workbook, path: Path) -> None:
    try:
        book.close()
    except FileSizeError:
        raise SummitryError(
            "is more than a workbook can hold", where=str(path), remedy="Use csv or parquet."
        ) from None
    except FileCreateError as error:
        # It wraps what the disk said.
        cause = error.args[0] if error.args else error
        raise (cause if isinstance(cause, OSError) else error) from None


class _Book:
    def __init__(self, book: Workbook, most_rows: int) -> None:
        self._book = book
        self._most_rows = most_rows
        self._looks = Looks(book)
        self._names: set[str] = {LEGEND.casefold(), continued.SHEET.casefold(), _LISTS.casefold()}
        self._long = _LongTexts(book, self._looks)
        self._choices: dict[tuple[str, ...], str] = {}

    def write(self, pairs: Sequence[tuple[Table, Iterable[Mapping[str, Any]]]]) -> None:
        self._book.set_properties({"title": _TITLE, "created": _CREATED, "author": "summitry"})
        legend = self._book.add_worksheet(LEGEND)
        told = [(table, *self._table(table, rows)) for table, rows in pairs]
        write_legend(legend, self._looks, _TITLE, told)
        self._write_choices()

    def _table(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> tuple[str, int]:
        """Write a table; return the name of its first sheet and the number of its rows."""
        values = encoded(table, rows, sheet_encoder)
        samples = list(islice(values, _SAMPLES))
        first, count, number = "", 0, 1
        waiting: Iterator[list[Any]] = chain(samples, values)
        while number == 1 or samples:
            name = self._name(table.title if number == 1 else f"{table.title} ({number})")
            first = first or name
            sheet = _Sheet(self._book, self._looks, table, name)
            sheet.begin(samples, self._choice)
            held = 0
            for held, cells in enumerate(islice(waiting, self._most_rows), start=1):
                sheet.row(held, cells, self._long)
            sheet.end(held)
            count, number = count + held, number + 1
            samples = list(islice(waiting, 1))
            waiting = chain(samples, waiting)
        return first, count

    def _name(self, wanted: str) -> str:
        """Return a name that spreadsheets take and that no other sheet has."""
        bare = _NOT_IN_NAMES.sub(" ", wanted).strip(" '") or "Table"
        name, number = bare[:_LONGEST_NAME], 1
        while name.casefold() in self._names or name.casefold() == "history":
            number += 1
            ending = f" {number}"
            name = bare[: _LONGEST_NAME - len(ending)] + ending
        self._names.add(name.casefold())
        return name

    def _choice(self, column: Column) -> list[str] | str | None:
        """Return what a cell of a column is chosen from, None where anything may be typed."""
        if column.type is ColumnType.BOOLEAN:
            return ["TRUE", "FALSE"]
        if not column.allowed or column.type is ColumnType.LIST:
            return None
        if len(",".join(column.allowed)) <= _LONGEST_CHOICE and "," not in "".join(column.allowed):
            return list(column.allowed)
        letter = chr(ord("A") + len(self._choices) % 26)
        place = f"={_LISTS}!${letter}$1:${letter}${len(column.allowed)}"
        return self._choices.setdefault(column.allowed, place)

    def _write_choices(self) -> None:
        if not self._choices:
            return
        sheet = self._book.add_worksheet(_LISTS)
        sheet.hide()
        columns = list(self._choices)
        for row in range(max(map(len, columns))):
            for number, allowed in enumerate(columns):
                if row < len(allowed):
                    sheet.write_string(row, number, allowed[row])


class _Sheet:
    def __init__(self, book: Workbook, looks: Looks, table: Table, name: str) -> None:
        self._sheet = book.add_worksheet(name, RowSheet)
        self._looks = looks
        self._table = table
        self._name = name
        self._texts = [looks.text(column) for column in table.columns]
        self._numbers = [looks.number(column) for column in table.columns]
        self._whole = [looks.whole(column) for column in table.columns]
        self._is_number = [column.type is ColumnType.NUMBER for column in table.columns]
        self._widths: list[float] = []
        self._key = [table.columns.index(one) for one in map(table.column, table.key) if one]

    def begin(self, samples: Sequence[list[Any]], choice: Any) -> None:
        """Write the header; set widths by some rows, and what may be chosen."""
        sheet = self._sheet
        sheet.freeze_panes(1, len(self._key) if self._key == list(range(len(self._key))) else 0)
        sheet.set_row(0, 32)
        for number, (column, title) in enumerate(
            zip(self._table.columns, titles(self._table), strict=True)
        ):
            room = width(column, title, [cells[number] for cells in samples])
            self._widths.append(room)
            sheet.set_column(number, number, room, self._texts[number])
            sheet.write_string(0, number, title, self._looks.header(column))
            options = choice(column) if column.editable else None
            if options:
                sheet.data_validation(1, number, MOST_ROWS, number, _validation(column, options))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&RPage &P of &N")

    def row(self, row: int, cells: list[Any], long: _LongTexts) -> None:
        """Write one row; ``row`` 0 is the header."""
        texts = zip(cells, self._widths, strict=True)
        tall = height([(cell, room) for cell, room in texts if isinstance(cell, str)])
        looks: list[Cell] = []
        for number, cell in enumerate(cells):
            if isinstance(cell, str):
                text = cell
                if continued.is_long(cell):
                    key = "; ".join(str(cells[place]) for place in self._key)
                    column = self._table.columns[number].title
                    text = continued.beginning(cell, long.add(cell, self._name, key, column))
                looks.append((text, self._texts[number]))
            elif isinstance(cell, float) and cell.is_integer() and self._is_number[number]:
                looks.append((cell, self._whole[number]))
            else:
                looks.append((cell, self._numbers[number]))
        self._sheet.write_whole(row, looks, tall)

    def end(self, rows: int) -> None:
        """Set the filter over all rows that were written."""
        self._sheet.settle(rows, len(self._table.columns))
        self._sheet.autofilter(0, 0, max(rows, 1), len(self._table.columns) - 1)


class _LongTexts:
    """The sheets of texts that are continued, made when the first is."""

    def __init__(self, book: Workbook, looks: Looks) -> None:
        self._book = book
        self._looks = looks
        self._sheet: Worksheet | None = None
        self._sheets = 0
        self._row = 0
        self._number = 0

    def add(self, text: str, sheet: str, key: str, column: str) -> int:
        """Write a text in parts; return the number it is known by."""
        self._number += 1
        cell = self._looks.of(text_wrap=False, valign="top", num_format="@")
        for part, piece in enumerate(continued.parts(text), start=1):
            page = self._page()
            page.write_number(self._row, 0, self._number)
            page.write_string(self._row, 1, sheet, cell)
            _write_text(page, self._row, 2, key[:200], cell)
            _write_text(page, self._row, 3, column, cell)
            page.write_number(self._row, 4, part)
            _write_text(page, self._row, 5, piece, cell)
        return self._number

    def _page(self) -> Worksheet:
        if self._sheet is None or self._row == MOST_ROWS:
            self._sheets += 1
            ending = f" ({self._sheets})" if self._sheets > 1 else ""
            self._sheet = self._book.add_worksheet(continued.SHEET + ending)
            self._sheet.freeze_panes(1, 0)
            for number, name in enumerate(continued.HEADER):
                self._sheet.set_column(number, number, 80 if name == "Text" else 14)
                self._sheet.write_string(0, number, name, self._looks.header(None))
            self._row = 0
        self._row += 1
        return self._sheet


def _validation(column: Column, options: list[str] | str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": options,
        "error_title": column.title[:32],
        "error_message": "Choose a value of the list; the Legend tells what each column holds.",
        "ignore_blank": True,
    }


def _write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    # xlsxwriter takes what looks like its own XML of rich text as it is, without escaping it.
    if text.startswith("<r>") and text.endswith("</r>"):
        text = sign_of("<") + text[1:]
    sheet.write_string(row, column, text, look)
