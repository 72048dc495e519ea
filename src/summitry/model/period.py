"""A stretch of time, as worded and as dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from summitry.model.span import Span  # noqa: TC001 - read by the schema at run time

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_partial_date(text: str) -> bool:
    """Tell whether a text is an ISO 8601 date of reduced precision that can exist.

    >>> is_partial_date("2022-02"), is_partial_date("2022-02-30"), is_partial_date("22")
    (True, False, False)
    """
    match = _PARTIAL_DATE.match(text)
    if match is None:
        return False
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is None:
        return True
    if not 1 <= month <= 12:
        return False
    if day is None:
        return True
    leap = year is not None and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= (28 if month == 2 and not leap else _DAYS[month - 1])


class PeriodRole(StrEnum):
    """What a time phrase does in its clause."""

    DEADLINE = "deadline"
    RECURRENCE = "recurrence"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Period:
    """A time phrase and the dates it stands for.

    ``start`` and ``end`` are inclusive ISO 8601 dates of reduced precision, or None where the
    text leaves that end open. ``earliest_end`` keeps the nearer end of "in the next 5-10
    years". ``anchor`` is the date a relative phrase was counted from; a relative phrase in an
    undated document has ``resolved`` False and no dates.
    """

    span: Span
    text: str
    start: str | None = None
    end: str | None = None
    earliest_end: str | None = None
    anchor: str | None = None
    resolved: bool = True
    role: PeriodRole = PeriodRole.DEADLINE
