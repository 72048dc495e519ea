"""Days of dates of reduced precision, as ISO texts."""

from __future__ import annotations

import calendar
from functools import lru_cache

_DAY = len("2027-06-30")


def is_day(text: str) -> bool:
    """Tell whether a date is known to the day."""
    return len(text) == _DAY


@lru_cache(maxsize=65536)
def first_day(text: str) -> str:
    """Return the first day of a date.

    >>> first_day("2027")
    '2027-01-01'
    """
    year, month, day = (*text.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}"


@lru_cache(maxsize=65536)
def last_day(text: str) -> str:
    """Return the last day of a date.

    >>> last_day("2028-02"), last_day("2027")
    ('2028-02-29', '2027-12-31')
    """
    if is_day(text):
        return text
    year, _, month = text.partition("-")
    number = int(month or 12)
    return f"{year}-{number:02}-{calendar.monthrange(int(year), number)[1]:02}"
