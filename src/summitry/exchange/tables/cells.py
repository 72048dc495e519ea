"""Values as the text of a cell, and back; the same in CSV and in spreadsheets.

An empty cell is a missing value, and for a list an empty list. A lone apostrophe is an empty
text; ``\\N`` is a missing list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from summitry.exchange.formulas import neutralised, restored
from summitry.exchange.tables.characters import signed, unsigned
from summitry.exchange.tables.dates import checked_date, checked_moment
from summitry.exchange.tables.faults import Wrong
from summitry.exchange.tables.lists import joined, parted
from summitry.exchange.tables.values import check_of, json_text, json_value
from summitry.model import Column, ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY_TEXT = "'"
MISSING_LIST = "\\N"
_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_INTEGER = re.compile(r"[+-]?[0-9]{1,25}(?:\.0+)?\Z")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?\Z")
_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]{1,4})?\Z")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([,.'’\s])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?\Z")
_ROUNDED = re.compile(r"[+-]?[0-9][.,]?[0-9]*[eE]\+?[0-9]+\Z")


def encoder(column: Column) -> Callable[[Any], str]:
    """Return a function from a value, None too, to the text of its cell; it raises Wrong."""
    check, write = check_of(column), _WRITERS[column.type]
    missing = MISSING_LIST if column.type is ColumnType.LIST else ""

    def encode(value: Any) -> str:
        return missing if value is None else write(check(value))

    return encode


def decoder(column: Column, *, decimal_comma: bool = False) -> Callable[[str], Any]:
    """Return a function from the text of a cell to its value, None where empty; it raises Wrong.

    ``decimal_comma`` tells that the file separates cells with semicolons, as spreadsheets do
    where a comma separates decimals.
    """
    read = _READERS[column.type]
    if decimal_comma and column.type is ColumnType.NUMBER:
        read = _number_with_comma
    nothing: Any = () if column.type is ColumnType.LIST else None
    # Blanks at the ends of a text are its own; a list tells them from typed ones itself.
    exact = column.type in (ColumnType.TEXT, ColumnType.LIST)

    def decode(text: str) -> Any:
        if not text:
            return nothing
        plain = unsigned(restored(text))
        if exact:
            return read(plain)
        bare = plain.strip()
        return read(bare) if bare else nothing

    return decode


def _write_text(value: str) -> str:
    return neutralised(signed(value)) if value else EMPTY_TEXT


def _write_list(value: tuple[str, ...]) -> str:
    return neutralised(signed(joined(value)))


def _write_json(value: Any) -> str:
    return neutralised(signed(json_text(value)))


def _write_boolean(value: bool) -> str:
    return "true" if value else "false"


def _read_integer(text: str) -> int:
    if _INTEGER.match(text):
        number: int = check_of(_ANY_INTEGER)(int(text.partition(".")[0]))
        return number
    if _GROUPED.match(text):
        raise Wrong("has separators between thousands", f"Write {_digits(text)}.")
    if _ROUNDED.match(text):
        raise Wrong(
            "was shortened by a spreadsheet, its last digits are lost",
            "Write the whole number from the file that was exported.",
        )
    raise Wrong("is not a whole number", "Write digits only.")


def _read_number(text: str) -> float:
    if _NUMBER.match(text):
        number: float = check_of(_ANY_NUMBER)(float(text))
        return number
    if _GROUPED.match(text):
        raise Wrong(
            "may have separators between thousands",
            "Write digits only, with a point before decimals.",
        )
    if _COMMA.match(text):
        raise Wrong("has a decimal comma", f"Write {text.replace(',', '.')}.")
    raise Wrong("is not a number", "Write digits only, with a point before decimals.")


def _number_with_comma(text: str) -> float:
    # 1,234 may be a thousand or little more than one; a guess would be wrong a thousandfold.
    if _COMMA.match(text) and not _GROUPED.match(text):
        return _read_number(text.replace(",", "."))
    return _read_number(text)


def _read_boolean(text: str) -> bool:
    value = _WORDS.get(text.lower())
    if value is None:
        raise Wrong("is neither true nor false", "Write true or false (yes and no will do).")
    return value


def _read_list(text: str) -> tuple[str, ...] | None:
    return None if text.strip() == MISSING_LIST else parted(text)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9-]", "", text)


_ANY_INTEGER = Column("", ColumnType.INTEGER, "", "")
_ANY_NUMBER = Column("", ColumnType.NUMBER, "", "")

_WRITERS: dict[ColumnType, Callable[[Any], str]] = {
    ColumnType.TEXT: _write_text,
    ColumnType.INTEGER: str,
    ColumnType.NUMBER: repr,
    ColumnType.BOOLEAN: _write_boolean,
    ColumnType.DATE: str,
    ColumnType.MOMENT: str,
    ColumnType.LIST: _write_list,
    ColumnType.JSON: _write_json,
}

_READERS: dict[ColumnType, Callable[[str], Any]] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: _read_integer,
    ColumnType.NUMBER: _read_number,
    ColumnType.BOOLEAN: _read_boolean,
    ColumnType.DATE: checked_date,
    ColumnType.MOMENT: checked_moment,
    ColumnType.LIST: _read_list,
    ColumnType.JSON: json_value,
}
