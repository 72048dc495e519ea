"""Rows of a sheet written at once: xlsxwriter takes cells one by one, and there are millions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

Cell = tuple[str | int | float | bool | None, "Format"]
"""What a cell holds, and how it looks."""


class RowSheet(Worksheet):  # type: ignore[misc]
    """A sheet of a workbook in constant memory whose rows can be written whole.

    Numbers keep all their digits; xlsxwriter would write sixteen of them.
    """

    def _xml_number_element(self, number: Any, attributes: Any = ()) -> None:
        signs = "".join(f' {key}="{value}"' for key, value in attributes)
        self.fh.write(f"<c{signs}><v>{number!r}</v></c>")

    def write_whole(self, row: int, cells: Sequence[Cell], height: float | None = None) -> None:
        """Write all cells of a row, which has to come after every row written before.

        A cell of None is left out, and looks like its column.
        """
        if row > self.previous_row:
            self._write_single_row(row)
        number = row + 1
        tall = "" if height is None else f' ht="{height:.16g}" customHeight="1"'
        parts = [f'<row r="{number}"{tall}>']
        for column, (value, look) in enumerate(cells):
            if value is None:
                continue
            start = f'<c r="{_letters(column)}{number}" s="{look._get_xf_index()}"'
            if isinstance(value, str):
                parts.append(f"{start}{self._text(value)}")
            elif isinstance(value, bool):
                parts.append(f'{start} t="b"><v>{value:d}</v></c>')
            else:
                parts.append(f"{start}><v>{value!r}</v></c>")
        parts.append("</row>")
        self.fh.write("".join(parts))

    def settle(self, row: int, columns: int) -> None:
        """Tell how far the rows reach that were written whole."""
        self._check_dimensions(row, columns - 1)

    def _text(self, text: str) -> str:
        if not text.isprintable():
            text = self._escape_control_characters(text)
        if "&" in text or "<" in text or ">" in text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
        return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'


_LETTERS: list[str] = []


def _letters(column: int) -> str:
    while column >= len(_LETTERS):
        _LETTERS.append(xl_col_to_name(len(_LETTERS)))
    return _LETTERS[column]
