"""The rows of a sheet as they stand in its XML: typed cells, and which cells are merged."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summitry.exchange.tables.faults import Wrong
from summitry.exchange.tables.sheet_values import DateCell, ErrorCell, FormulaCell
from summitry.exchange.tables.workbook_parts import Parts, elements, text_of, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from summitry.exchange.tables.spilled import SpilledTexts

# LibreOffice saves the cells TRUE and FALSE as these formulas.
_CONSTANTS = {"TRUE()": True, "FALSE()": False}
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?[0-9]{1,7}\Z")
_INTEGER = re.compile(r"-?[0-9]{1,18}\Z")


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Cells that were merged to one, as in ``B2:B5``."""

    range: str


class SheetRows:
    """Reads the rows of the sheets of one workbook."""

    def __init__(self, parts: Parts, shared: SpilledTexts) -> None:
        self._parts = parts
        self._shared = shared
        self._columns: dict[str, int] = {}
        self._names: dict[str, str] = {}

    def read(self, part: str) -> Iterator[tuple[int, list[Any]] | MergedCells]:
        """Yield every row that holds something, with its number, then what is merged.

        Cells are None, texts, numbers, bools, or one of the kinds of
        :mod:`summitry.exchange.tables.sheet_values`. Raises Wrong for what is no sheet.
        """
        number = 0
        with self._parts.open(part) as file:
            for element in elements(file, "row", "mergeCell"):
                if element.tag.endswith("}mergeCell"):
                    yield MergedCells(element.get("ref", ""))
                    continue
                number = _number(element.get("r"), number)
                cells = self._cells(element)
                if cells:
                    yield number, cells

    def _cells(self, row: _Element) -> list[Any]:
        cells: list[Any] = []
        filled = 0
        for child in row:
            if not isinstance(child.tag, str) or not child.tag.endswith("}c"):
                continue
            place = self._column(child.get("r"), len(cells))
            cell = self._cell(child)
            if place >= len(cells):
                cells.extend([None] * (place + 1 - len(cells)))
            cells[place] = cell
            if cell is not None and cell != "":
                filled = max(filled, place + 1)
        return cells[:filled]

    def _column(self, reference: str | None, following: int) -> int:
        if reference is None:
            place = following
        else:
            letters = reference.rstrip("0123456789")
            known = self._columns.get(letters)
            place = known if known is not None else self._column_of(reference, letters)
        if place >= _MOST_COLUMNS:
            raise Wrong("has too many columns", "It is no export.")
        return place

    def _column_of(self, reference: str, letters: str) -> int:
        found = _PLACE.match(reference)
        if found is None:
            raise Wrong(f"has a cell at {reference[:20]}, which is no place", "Save it again.")
        place = 0
        for letter in found[1].upper():
            place = place * 26 + ord(letter) - ord("A") + 1
        self._columns[letters] = place - 1
        return place - 1

    def _cell(self, cell: _Element) -> Any:
        value, inline = "", None
        for child in cell:
            tag = child.tag
            # Names are long and the same for every cell; each is taken apart once.
            name = self._names.get(tag) or self._names.setdefault(tag, str(tag).rpartition("}")[2])
            if name == "v":
                value = child.text or ""
            elif name == "is":
                inline = text_of(child) if len(child) != 1 else _plain(child[0])
            elif name == "f":
                formula = (child.text or "")[:1000]
                return _CONSTANTS.get(formula.upper(), FormulaCell(formula))
        if inline is not None:
            return inline
        kind = cell.get("t", "n")
        if not value and kind != "str":
            return None
        try:
            return self._valued(kind, value, cell.get("s"))
        except (ValueError, IndexError, OverflowError):
            return ErrorCell(value[:100])

    def _valued(self, kind: str, value: str, style: str | None) -> Any:
        if kind == "s":
            return self._shared[int(value)]
        if kind in ("str", "d"):
            return unescaped(value)
        if kind == "b":
            return value in ("1", "true")
        if kind == "n":
            shows = self._parts.shows[int(style)] if style and self._parts.shows else ""
            if shows:
                return DateCell(_finite(value) + self._parts.days_before, shows)
            return int(value) if _INTEGER.match(value) else _finite(value)
        return ErrorCell(value[:100])


def _plain(element: _Element) -> str:
    if not str(element.tag).endswith("}t"):
        return text_of(element)
    return unescaped(element.text or "")


def _number(text: str | None, before: int) -> int:
    if text is None:
        number = before + 1
    else:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not before < number <= _MOST_ROWS:
        raise Wrong(f"has a row {_shown(text)} out of order", "Save it again as .xlsx.")
    return number


def _shown(text: str | None) -> str:
    """Return the number of a row as a fault names it."""
    return (text or "without a number")[:20]


def _finite(value: str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number
