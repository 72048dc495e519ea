"""The stretch of time a published figure stands for, as statisticians write it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum

from summitry.model.period import is_partial_date

_HALF = re.compile(r"(\d{4})-?H([12])\Z", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])\Z", re.IGNORECASE)
_MONTHS = re.compile(r"(\d{4})-(\d{2})/(\d{2})\Z")
_RANGE = re.compile(r"(\d{4})-(\d{2})/(\d{4})-(\d{2})\Z")
_SDMX_MONTH = re.compile(r"(\d{4})-?M(\d{1,2})\Z", re.IGNORECASE)


class Frequency(StrEnum):
    """How long a reporting period is."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    MONTHS = "several months"


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A year, half-year, quarter, month, day or run of months.

    ``text`` is the canonical form: ``2022``, ``2019-H1``, ``2024-Q1``, ``2022-01``,
    ``2024-03-29``, ``2025-01/05`` or ``2022-12/2025-06``. ``start`` and ``end`` are inclusive
    ISO 8601 days.
    """

    text: str
    frequency: Frequency
    start: str
    end: str

    @property
    def year(self) -> int:
        """The year in which it ends."""
        return int(self.end[:4])


def parse_reporting_period(text: str) -> ReportingPeriod:
    """Return the period a text stands for; ValueError says which forms there are.

    >>> parse_reporting_period("2019-H1").end, parse_reporting_period("2025-01/05").start
    ('2019-06-30', '2025-01-01')
    """
    found = text.strip()
    if found.startswith("0000"):
        raise ValueError(f"{text!r} is no period; there is no year 0, write 2022")
    if is_partial_date(found):
        return _calendar(found)
    for shape, length, frequency, letter in (
        (_HALF, 6, Frequency.HALF_YEAR, "H"),
        (_QUARTER, 3, Frequency.QUARTER, "Q"),
    ):
        if match := shape.match(found):
            year, part = int(match[1]), int(match[2])
            months = (year, part * length - length + 1, year, part * length)
            return _months(f"{year:04}-{letter}{part}", frequency, months)
    if (match := _SDMX_MONTH.match(found)) and 1 <= int(match[2]) <= 12:
        return _calendar(f"{match[1]}-{int(match[2]):02}")
    if match := _MONTHS.match(found):
        found = f"{match[1]}-{match[2]}/{match[3]}"
        return _run(found, (int(match[1]), int(match[2]), int(match[1]), int(match[3])))
    if match := _RANGE.match(found):
        return _run(found, (int(match[1]), int(match[2]), int(match[3]), int(match[4])))
    raise ValueError(
        f"{text!r} is no period; write 2022, 2022-01, 2022-01-31, 2019-H1, 2024-Q1, 2025-01/05 "
        "or 2022-12/2025-06"
    )


def _calendar(text: str) -> ReportingPeriod:
    year = int(text[:4])
    if len(text) == 4:
        return ReportingPeriod(text, Frequency.YEAR, f"{text}-01-01", f"{text}-12-31")
    if len(text) == 7:
        return _months(text, Frequency.MONTH, (year, int(text[5:]), year, int(text[5:])))
    return ReportingPeriod(text, Frequency.DAY, text, text)


def _run(text: str, months: tuple[int, int, int, int]) -> ReportingPeriod:
    first_year, first, last_year, last = months
    if not (1 <= first <= 12 and 1 <= last <= 12) or (first_year, first) > (last_year, last):
        raise ValueError(f"{text!r} is no run of months: it must go forward, from 01 to 12")
    if (first, last) == (1, 12) and first_year == last_year:
        return _calendar(str(first_year))
    return _months(text, Frequency.MONTHS, months)


def _months(text: str, frequency: Frequency, months: tuple[int, int, int, int]) -> ReportingPeriod:
    first_year, first, last_year, last = months
    days = monthrange(last_year, last)[1] if last_year > 0 else 31
    return ReportingPeriod(
        text, frequency, f"{first_year:04}-{first:02}-01", f"{last_year:04}-{last:02}-{days:02}"
    )


def last_day(date: str) -> str:
    """Return the last day of an ISO 8601 date of reduced precision.

    >>> last_day("2022"), last_day("2022-02"), last_day("2022-02-03")
    ('2022-12-31', '2022-02-28', '2022-02-03')
    """
    return _calendar(date).end


def first_day(date: str) -> str:
    """Return the first day of an ISO 8601 date of reduced precision."""
    return _calendar(date).start
