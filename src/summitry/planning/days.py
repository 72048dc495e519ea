"""First and last days of dates of reduced precision."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=65536)
def first_day(text: str) -> date:
    """Return the first day of an ISO date of reduced precision.

    >>> first_day("2027-06")
    datetime.date(2027, 6, 1)
    """
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


@lru_cache(maxsize=65536)
def last_day(text: str) -> date:
    """Return the last day of an ISO date of reduced precision.

    >>> last_day("2028-02")
    datetime.date(2028, 2, 29)
    """
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    if not month:
        return date(year, 12, 31)
    return date(year, month, day or calendar.monthrange(year, month)[1])


def in_order(start: str | None, end: str | None) -> bool:
    """Tell whether a period does not end before it starts; an end to be agreed breaks nothing."""
    return start is None or end is None or first_day(start) <= last_day(end)
