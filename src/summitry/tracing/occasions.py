"""Meetings in time: what was before what, and what was said at the same meeting."""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summitry.model import Aliases, Occasion

_YEAR = re.compile(r"[\s,(]*\b(?:19|20)\d\d\b\)?\s*\Z")
_DAY = 10


class Order(IntEnum):
    """Which of two occasions came first; UNKNOWN where dates do not tell."""

    BEFORE = -1
    UNKNOWN = 0
    AFTER = 1


class Chronology:
    """Compares occasions, with renamed dialogues taken as one.

    Nothing is put in order that the dates do not put in order: an undated document, a year
    beside a day of that year, and two documents of one day have no order.
    """

    def __init__(self, aliases: Aliases, within_days: int) -> None:
        self._names = {_folded(other): _folded(used) for other, used in aliases.dialogues}
        self._within_days = within_days
        self._series: dict[str | None, str] = {}

    def series(self, occasion: Occasion) -> str:
        """Return the series of meetings an occasion belongs to, "" where none is known."""
        known = self._series.get(occasion.dialogue)
        if known is None:
            folded = _folded(_YEAR.sub("", occasion.dialogue or ""))
            known = self._names.get(folded, folded)
            self._series[occasion.dialogue] = known
        return known

    def same_meeting(self, first: Occasion, second: Occasion) -> bool:
        """Tell whether two documents come from one meeting."""
        if first.meeting and second.meeting:
            return _folded(first.meeting) == _folded(second.meeting)
        series = self.series(first)
        if not series or series != self.series(second):
            return False
        days = days_between(first.date, second.date)
        return days is not None and abs(days) <= self._within_days

    def order(self, first: Occasion, second: Occasion) -> Order:
        """Return whether the first occasion was before or after the second."""
        return order_of(first.date, second.date)


def order_of(first: str | None, second: str | None) -> Order:
    """Return which of two partial ISO 8601 dates is earlier, where that can be told.

    >>> order_of("2022", "2022-05-01"), order_of("2021", "2022-05-01")
    (<Order.UNKNOWN: 0>, <Order.BEFORE: -1>)
    """
    if not first or not second:
        return Order.UNKNOWN
    length = min(len(first), len(second))
    if first[:length] == second[:length]:
        return Order.UNKNOWN
    return Order.BEFORE if first[:length] < second[:length] else Order.AFTER


def days_between(first: str | None, second: str | None) -> int | None:
    """Return the days from one full date to another, None unless both name a day."""
    if not first or not second or len(first) < _DAY or len(second) < _DAY:
        return None
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def years_between(first: str | None, second: str | None) -> float | None:
    """Return the years from one partial date to another, None where one is unknown."""
    if not first or not second:
        return None
    return _as_years(second) - _as_years(first)


def last_day(partial: str) -> date:
    """Return the last day that a partial date covers."""
    parts = [int(part) for part in partial.split("-")]
    year = parts[0]
    if len(parts) == 1:
        return date(year, 12, 31)
    if len(parts) == 3:
        return date(year, parts[1], parts[2])
    following = date(year + parts[1] // 12, parts[1] % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _as_years(partial: str) -> float:
    parts = [int(part) for part in partial.split("-")]
    month = parts[1] if len(parts) > 1 else 1
    day = parts[2] if len(parts) > 2 else 1
    return parts[0] + (month - 1) / 12 + (day - 1) / 365


def _folded(name: str) -> str:
    return " ".join(name.replace("–", "-").replace("—", "-").casefold().split())
