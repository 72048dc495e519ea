"""Dates of reduced precision and how to count from them, by the Gregorian calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from summitry.model import is_partial_date


@dataclass(frozen=True)
class Stretch:
    """A stretch of time, both ends included, as ISO 8601 dates of reduced precision.

    An open end is None; ``earliest_end`` is the nearer end of "the next 5-10 years";
    ``relative`` tells that it was counted from a date outside the phrase.
    """

    start: str | None = None
    end: str | None = None
    earliest_end: str | None = None
    relative: bool = False

    @property
    def dated(self) -> bool:
        """Whether at least one end is known."""
        return self.start is not None or self.end is not None


def whole(partial: str, *, relative: bool = False) -> Stretch:
    """Return the stretch of a year, a month or a day."""
    return Stretch(partial, partial, relative=relative)


def partial_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return an ISO 8601 date of reduced precision, or None if there is no such date."""
    text = f"{year:04d}"
    if month is not None:
        text += f"-{month:02d}"
    if day is not None:
        text += f"-{day:02d}"
    return text if is_partial_date(text) else None


def year_of(anchor: str) -> int:
    """Return the year of a date."""
    return int(anchor[:4])


def month_of(anchor: str) -> int | None:
    """Return the month of a date, if it has one."""
    return int(anchor[5:7]) if len(anchor) >= 7 else None


def shifted(anchor: str, count: float, unit: str) -> str | None:
    """Return the date ``count`` units after a date, in the precision of the unit.

    None where the anchor is less precise than the unit: six months after "2022" is unknown.

    >>> shifted("2022-11-15", 3, "month"), shifted("2022", 3, "month"), shifted("2022", 3, "year")
    ('2023-02', None, '2025')
    """
    years = {"year": 1, "decade": 10, "century": 100}
    if unit in years and float(count * years[unit]).is_integer():
        return partial_date(year_of(anchor) + int(count * years[unit]))
    months = {"year": 12, "decade": 120, "quarter": 3, "month": 1}
    month = month_of(anchor)
    if unit in months:
        if month is None:
            return None
        total = year_of(anchor) * 12 + month - 1 + round(count * months[unit])
        return partial_date(total // 12, total % 12 + 1)
    if len(anchor) < 10 or not is_partial_date(anchor):
        return None
    days = count * {"week": 7, "day": 1}.get(unit, 1)
    try:
        return (date.fromisoformat(anchor) + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def counted(anchor: str, unit: str, least: float, most: float) -> Stretch:
    """Return the stretch from a date to ``most`` units after it; ``least`` is its nearer end."""
    start, end = shifted(anchor, 0, unit), shifted(anchor, most, unit)
    if start is None or end is None:
        return Stretch(relative=True)
    precision = len(end)
    near = shifted(anchor, least, unit) if least != most else None
    return Stretch(anchor[:precision], end, near, relative=True)


def vague(anchor: str, unit: str) -> Stretch:
    """Return "the coming weeks" or "years": days and weeks end within a month, the rest is open."""
    if unit in ("week", "day"):
        month = month_of(anchor)
        if month is None:
            return Stretch(relative=True)
        end = shifted(anchor, 1, "month") if unit == "week" else _fortnight(anchor)
        return Stretch(anchor[:7], end, relative=True)
    return Stretch(anchor[: 7 if unit in ("month", "quarter") else 4], None, relative=True)


def _fortnight(anchor: str) -> str | None:
    end = shifted(anchor, 14, "day")
    return end[:7] if end else None


def calendar_unit(anchor: str, unit: str, step: int) -> Stretch:
    """Return this (0), the next (1) or the last (-1) year, month, week … around a date."""
    year, month = year_of(anchor), month_of(anchor)
    if unit == "year":
        return _named(partial_date(year + step))
    if unit in ("decade", "century"):
        length = 10 if unit == "decade" else 100
        first = year // length * length + length * step
        return Stretch(partial_date(first), partial_date(first + length), relative=True)
    return _part_of_year_around(anchor, unit, step) if month else Stretch(relative=True)


def _part_of_year_around(anchor: str, unit: str, step: int) -> Stretch:
    if unit == "month":
        return _named(shifted(anchor, step, "month"))
    if unit == "quarter":
        place = year_of(anchor) * 4 + (int(anchor[5:7]) - 1) // 3 + step
        return replace_relative(part_of_year(place // 4, place % 4 + 1, 4))
    if unit == "week" and len(anchor) == 10:
        monday = shifted(anchor, 7 * step - date.fromisoformat(anchor).weekday(), "day")
        sunday = shifted(monday, 6, "day") if monday else None
        return Stretch(monday, sunday, relative=True)
    return Stretch(relative=True)


def _named(partial: str | None) -> Stretch:
    return Stretch(partial, partial, relative=True)


def replace_relative(stretch: Stretch) -> Stretch:
    """Return the same stretch marked as counted from a date outside the phrase."""
    return Stretch(stretch.start, stretch.end, stretch.earliest_end, relative=True)


def part_of_year(year: int, place: int, parts: int) -> Stretch:
    """Return a half (``parts`` 2), third or quarter of a year, ``place`` counted from 1."""
    months = 12 // parts
    first = (place - 1) * months + 1
    return Stretch(partial_date(year, first), partial_date(year, first + months - 1))


def nearest_month(anchor: str, month: int, day: int | None = None) -> Stretch:
    """Return the nearest such month or day that is not past at a date with a month."""
    now = month_of(anchor)
    if now is None:
        return Stretch(relative=True)
    year = year_of(anchor)
    found = partial_date(year, month, day)
    if found is not None and anchor[: len(found)] > found:
        found = partial_date(year + 1, month, day)
    return Stretch(found, found, relative=True)


def day_before(partial: str) -> str | None:
    """Return the year, month or day before one, in the same precision."""
    if len(partial) == 4:
        return partial_date(int(partial) - 1)
    if len(partial) == 7:
        return shifted(partial, -1, "month")
    return shifted(partial, -1, "day")


def is_past(end: str, anchor: str) -> bool:
    """Tell whether a date lies before another, at the precision both have."""
    precision = min(len(end), len(anchor))
    return end[:precision] < anchor[:precision]
