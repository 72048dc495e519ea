"""Values as the typed cells of a spreadsheet, and back.

Numbers, true and false, full dates and whole seconds are cells of their own types; everything
else is text, written as in :mod:`summitry.exchange.tables.cells`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from summitry.exchange.tables import cells
from summitry.exchange.tables.dates import checked_moment
from summitry.exchange.tables.faults import Wrong
from summitry.exchange.tables.values import check_of
from summitry.model import Column, ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_DIGITS = 15
"""Digits of a number that spreadsheets keep."""

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
# A year typed into a cell that is formatted as a date becomes a day of 1905.
_TYPED_YEARS = range(1900, 2200)
# Before this day spreadsheets count one day too many: they believe in 29 February 1900.
_FIRST = "1900-03-01"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class DateCell:
    """A number shown as a date; ``shows`` holds ``y``, ``m``, ``d`` and ``t`` as far as shown."""

    serial: float
    shows: str

    def __str__(self) -> str:
        moment = self.moment()
        return str(self.serial) if moment is None else moment.isoformat(" ")

    def moment(self) -> datetime | None:
        """Return the date and time, to the second unless it is more exact, or None."""
        try:
            exact = _EPOCH + timedelta(days=self.serial)
        except (OverflowError, ValueError):
            return None
        whole = exact.replace(microsecond=0)
        rest = exact.microsecond
        if rest >= 999_000:
            return whole + timedelta(seconds=1)
        return whole if rest < 1_000 else exact


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell that holds a formula."""

    formula: str

    def __str__(self) -> str:
        return f"={self.formula}"


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell in which a formula failed, or that could not be read."""

    text: str

    def __str__(self) -> str:
        return self.text


def sheet_encoder(column: Column) -> Callable[[Any], Any]:
    """Return a function from a value to what a cell holds: None, a text, a number or a bool."""
    as_text = cells.encoder(column)
    check, write = check_of(column), _WRITERS.get(column.type)
    if write is None:
        return lambda value: as_text(value) or None

    def encode(value: Any) -> Any:
        if value is None:
            return None
        typed = write(check(value))
        return as_text(value) if typed is None else typed

    return encode


def sheet_decoder(column: Column) -> Callable[[Any], Any]:
    """Return a function from what a cell holds to the value of its column; it raises Wrong."""
    from_text = cells.decoder(column)
    typed = _READERS[column.type]

    def decode(cell: Any) -> Any:
        if isinstance(cell, str):
            return from_text(cell)
        if isinstance(cell, FormulaCell):
            raise Wrong("is a formula", "Copy the cell and paste it as a value.")
        if isinstance(cell, ErrorCell):
            raise Wrong("is an error of the spreadsheet", "Type the value instead.")
        return typed(cell)

    return decode


def _write_integer(value: int) -> int | None:
    return value if abs(value) < 10**MOST_DIGITS else None


def _write_date(value: str) -> int | None:
    if len(value) < len(_FIRST) or value < _FIRST or not value.isascii():
        return None
    days = (date.fromisoformat(value) - _EPOCH.date()).days
    return None if days in _TYPED_YEARS else days


def _write_moment(value: str) -> float | None:
    if "." in value or value < _FIRST:
        return None
    since = datetime.fromisoformat(value[:-1]) - _EPOCH
    return since.days + since.seconds / _DAY


def _text_of(cell: Any) -> str:
    if isinstance(cell, DateCell):
        raise Wrong(
            "was turned into a date by the spreadsheet",
            "Format the cell as text and type what is meant.",
        )
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return str(int(cell)) if cell == int(cell) and abs(cell) < 10**MOST_DIGITS else repr(cell)


def _read_integer(cell: Any) -> int:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    number: int = check_of(_INTEGER)(_no_date(cell))
    return number


def _read_number(cell: Any) -> float:
    number: float = check_of(_NUMBER)(_no_date(cell))
    return number


def _read_boolean(cell: Any) -> bool:
    if cell in (0, 1):
        return bool(cell)
    raise Wrong("is neither true nor false", "Write true or false.")


def _read_date(cell: Any) -> str:
    if isinstance(cell, DateCell):
        moment = cell.moment()
        if moment is None or cell.serial < 1:
            raise Wrong("is not a date that can exist", "Write it as 2022-06-30.")
        if "d" in cell.shows and (moment.hour or moment.minute or moment.second):
            raise Wrong("has a time of day", "Write the date alone.")
        if cell.serial in _TYPED_YEARS:
            raise Wrong(
                f"may be the year {int(cell.serial)} in a cell formatted as a date",
                f"Format the cell as text and write {int(cell.serial)}, or {moment.date()}.",
            )
        # What a cell shows is what its reader meant: June 2022 is no first of June.
        shown = str(moment.date())
        return shown if "d" in cell.shows else shown[:7] if "m" in cell.shows else shown[:4]
    if not isinstance(cell, bool) and cell == int(cell) and 1000 <= cell <= 9999:
        return str(int(cell))
    raise Wrong("is a number, not a date", "Write it as 2022, 2022-06 or 2022-06-30.")


def _read_moment(cell: Any) -> str:
    if isinstance(cell, DateCell) and (moment := cell.moment()) is not None:
        return checked_moment(moment.isoformat() + "Z")
    raise Wrong("is not a date and time", "Write it as 2022-06-30T12:00:00Z, in UTC.")


def _read_list(cell: Any) -> tuple[str, ...]:
    return (_text_of(cell),)


def _read_json(cell: Any) -> Any:
    if isinstance(cell, DateCell):
        return _text_of(cell)
    return cell


def _no_date(cell: Any) -> Any:
    if isinstance(cell, DateCell):
        raise Wrong("is shown as a date, not as a number", "Format the cell as a number.")
    return cell


_INTEGER = Column("", ColumnType.INTEGER, "", "")
_NUMBER = Column("", ColumnType.NUMBER, "", "")

_WRITERS: dict[ColumnType, Callable[[Any], Any]] = {
    ColumnType.INTEGER: _write_integer,
    ColumnType.NUMBER: float,
    ColumnType.BOOLEAN: bool,
    ColumnType.DATE: _write_date,
    ColumnType.MOMENT: _write_moment,
}

_READERS: dict[ColumnType, Callable[[Any], Any]] = {
    ColumnType.TEXT: _text_of,
    ColumnType.INTEGER: _read_integer,
    ColumnType.NUMBER: _read_number,
    ColumnType.BOOLEAN: _read_boolean,
    ColumnType.DATE: _read_date,
    ColumnType.MOMENT: _read_moment,
    ColumnType.LIST: _read_list,
    ColumnType.JSON: _read_json,
}
