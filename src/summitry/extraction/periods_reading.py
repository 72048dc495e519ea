"""From the wording of a time phrase to the stretch of time it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from summitry.extraction.numbers import number_pattern, read_number
from summitry.extraction.periods_calendar import (
    Stretch,
    calendar_unit,
    counted,
    nearest_month,
    part_of_year,
    partial_date,
    replace_relative,
    shifted,
    vague,
    whole,
    year_of,
)
from summitry.extraction.periods_grammar import shape_pattern
from summitry.lexicon.measures import calendar_words

_STEPS = {"next": 1, "last": -1, "the following": 1, "the coming": 1}
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PARTS = {"half": 2, "third": 3, "quarter": 4}

_NO_DIGIT = re.compile(r"\D")
_LAST_YEAR = re.compile(r"\d{4}\Z")

Reader = Callable[[re.Match[str], str | None], Stretch | None]


def read_stretch(shape: str, wording: str, anchor: str | None) -> Stretch | None:
    """Return the stretch a phrase of a shape stands for, counted from ``anchor`` if relative.

    A Stretch without dates is a phrase that cannot be resolved; None is no time at all, such
    as 31 February.
    """
    match = shape_pattern(shape).fullmatch(wording)
    return _READERS[shape](match, anchor) if match is not None else None


def parts_of(shape: str, wording: str) -> dict[str, str | None]:
    """Return the named parts of a phrase."""
    match = shape_pattern(shape).fullmatch(wording)
    return match.groupdict() if match is not None else {}


def _month(word: str) -> int:
    words = calendar_words()
    name = word.rstrip(".")
    return words.months.get(name) or words.short_months[name]


def _day(text: str | None) -> int | None:
    return int(_NO_DIGIT.sub("", text)) if text else None


def _step(words: str | None) -> int:
    return _STEPS.get(" ".join((words or "").split()), 0)


def _iso(match: re.Match[str], anchor: str | None) -> Stretch | None:
    parts = [int(part) for part in match["iso"].split("-")]
    found = partial_date(*parts)
    return whole(found) if found else None


def _dotted(match: re.Match[str], anchor: str | None) -> Stretch | None:
    found = partial_date(int(match["year"]), int(match["month"]), int(match["day"]))
    return whole(found) if found else None


def _named_year(match: re.Match[str], anchor: str | None) -> tuple[int | None, bool]:
    """Return the year a phrase names or points at, and whether it was counted from the anchor."""
    if match["year"]:
        return int(match["year"]), False
    return (year_of(anchor) + _step(match["that"]) if anchor else None), True


def _part(match: re.Match[str], anchor: str | None) -> Stretch | None:
    letter = match["letter"] or match["late_letter"]
    if letter:
        year = int(match["letter_year"] or match["early_year"])
        place, parts, relative = int(match["number"] or match["late_number"]), 4, False
        parts = 4 if letter == "q" else 2
    else:
        parts = _PARTS[match["part"]]
        place = _PLACES.get(match["place"], parts)
        known, relative = _named_year(match, anchor)
        if known is None:
            return Stretch(relative=True)
        year = known
    if place > parts:
        return None
    stretch = part_of_year(year, place, parts)
    return replace_relative(stretch) if relative else stretch


def _date(match: re.Match[str], anchor: str | None) -> Stretch | None:
    month, first = _month(match["month"]), _day(match["day"])
    last = _day(match["day2"]) or first
    year, relative = _named_year(match, anchor)
    if match["year"] or match["that"]:
        if year is None:
            return Stretch(relative=True)
        start, end = partial_date(year, month, first), partial_date(year, month, last)
        return Stretch(start, end, relative=relative) if start and end and start <= end else None
    # 29 February exists in some year only, so leap years decide for a date without one.
    if partial_date(2000, month, first) is None or partial_date(2000, month, last) is None:
        return None
    if anchor is None:
        return Stretch(relative=True)
    end = nearest_month(anchor, month, last).end
    start = partial_date(year_of(end), month, first) if end else None
    return Stretch(start, end, relative=True)


def _month_year(match: re.Match[str], anchor: str | None) -> Stretch | None:
    year, relative = _named_year(match, anchor)
    if year is None:
        return Stretch(relative=True)
    first = _month(match["month"])
    last = _month(match["month2"]) if match["month2"] else first
    if last < first:
        return None
    return Stretch(partial_date(year, first), partial_date(year, last), relative=relative)


def _unit(words: str) -> str:
    return "century" if words.startswith("centur") else words.rstrip("s")


def _number(words: str) -> float:
    if words in ("a", "an"):
        return 1
    match = number_pattern().match(words)
    return read_number(match).value if match is not None else 0


def _span(match: re.Match[str], anchor: str | None) -> Stretch | None:
    unit, way = _unit(match["unit"]), match["way"]
    if anchor is None:
        return Stretch(relative=True)
    back = way in ("past", "last", "previous", "preceding", "recent")
    if match["least"] is None:
        plural = match["unit"].endswith("s")
        if plural or match["vague"] or way == "recent":
            return Stretch(relative=True) if back else vague(anchor, unit)
        if not match["the"] and unit not in ("decade", "century"):
            return calendar_unit(anchor, unit, -1 if back else 1)
        least = most = 1.0
    else:
        least = _number(match["least"])
        most = _number(match["most"]) if match["most"] else least
    if back:
        start = shifted(anchor, -most, unit)
        return Stretch(start, anchor[: len(start)] if start else None, relative=True)
    return counted(anchor, unit, least, most)


def _duration(match: re.Match[str], anchor: str | None) -> Stretch | None:
    least = _number(match["least"])
    most = _number(match["most"]) if match["most"] else least
    if anchor is None:
        return Stretch(relative=True)
    unit = _unit(match["unit"])
    if match["ago"]:
        moment = shifted(anchor, -least, unit)
        return Stretch(moment, moment, relative=True)
    return counted(anchor, unit, least, most)


def _relative(match: re.Match[str], anchor: str | None) -> Stretch | None:
    if anchor is None:
        return Stretch(relative=True)
    year = year_of(anchor)
    if match["month"]:
        month, which = _month(match["month"]), match["which_month"]
        if which == "this":
            found = partial_date(year, month)
            return Stretch(found, found, relative=True)
        now = anchor[5:7]
        if not now:
            return Stretch(relative=True)
        later = month > int(now)
        found = partial_date(
            year + (not later) if which == "next" else year - (month >= int(now)), month
        )
        return Stretch(found, found, relative=True)
    if match["season"]:
        # Which months a season has depends on the hemisphere; "next" on who speaks when.
        this = match["which_season"] == "this"
        return whole(f"{year:04d}", relative=True) if this else Stretch(relative=True)
    which = match["which"] or match["which1"]
    return calendar_unit(anchor, _unit(match["unit"] or match["unit1"]), _step(which))


def _season(match: re.Match[str], anchor: str | None) -> Stretch | None:
    year, relative = _named_year(match, anchor)
    found = partial_date(year) if year is not None else None
    return Stretch(found, found, relative=relative)


def _years(match: re.Match[str], anchor: str | None) -> Stretch | None:
    first = match["year"]
    last = match["year2"] or match["short"] or first
    if len(last) == 2:
        last = first[:2] + last
    return Stretch(first, last) if first <= last else None


def _decade(match: re.Match[str], anchor: str | None) -> Stretch | None:
    return Stretch(match["decade"], f"{int(match['decade']) + 9}")


def _this_unit(unit: str, anchor: str | None) -> Stretch:
    return calendar_unit(anchor, unit, 0) if anchor else Stretch(relative=True)


def _bare(match: re.Match[str], anchor: str | None) -> Stretch | None:
    return _this_unit(match["unit"], anchor)


def _year_end(match: re.Match[str], anchor: str | None) -> Stretch | None:
    named = _LAST_YEAR.search(match.group())
    return whole(named.group()) if named else _this_unit("year", anchor)


def _middle(match: re.Match[str], anchor: str | None) -> Stretch | None:
    if anchor is None:
        return Stretch(relative=True)
    return whole(f"{year_of(anchor) // 100 * 100 + 50:04d}", relative=True)


def _month_alone(match: re.Match[str], anchor: str | None) -> Stretch | None:
    month = _month(match["month"])
    return nearest_month(anchor, month) if anchor else Stretch(relative=True)


def _recurrence(match: re.Match[str], anchor: str | None) -> Stretch | None:
    return Stretch()


_READERS: dict[str, Reader] = {
    "iso": _iso,
    "dotted": _dotted,
    "part": _part,
    "day_month": _date,
    "month_day": _date,
    "month_year": _month_year,
    "recurrence": _recurrence,
    "span": _span,
    "relative": _relative,
    "season": _season,
    "duration": _duration,
    "year_end": _year_end,
    "middle": _middle,
    "decade": _decade,
    "years": _years,
    "bare": _bare,
    "month": _month_alone,
}


def joined(first: Stretch, second: Stretch) -> Stretch:
    """Return the stretch "from" one "to" another."""
    return replace(
        first, end=second.end, earliest_end=None, relative=first.relative or second.relative
    )
