"""Time phrases in Chinese: 到2030年, 2025年至2027年, 今后三年, 年底前, 2026年4月30日前."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import final

from summitry.extraction.chinese.numbers import NumberReader, number_reader
from summitry.lexicon.chinese_measures import Calendar, half_width, load_calendar
from summitry.model import Period, PeriodRole, Span

_NUMBER = r"[0-9]{1,3}|[一二两三四五六七八九十]{1,3}"
_YEAR = r"[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3}"
_TO = r"\s?(?:至|到|－|—{1,2}|–|-|~|～)\s?"
_MONTHS_OF_HALF = {"first half": (1, 6), "second half": (7, 12), "year end": (0, 0)}
_PLAN_MARKS = re.compile('[“”"]|时期|期间')
_QUARTERS = "一二三四"


@final
class _Dates:
    """The dates of a phrase, as they are read: inclusive ends, or unresolved."""

    __slots__ = ("anchored", "earliest", "end", "resolved", "role", "start")

    def __init__(self, start: str | None, end: str | None) -> None:
        self.start = start
        self.end = end
        self.earliest: str | None = None
        self.anchored = False
        self.resolved = True
        self.role = PeriodRole.DEADLINE


_ReadDates = Callable[[re.Match[str], "str | None"], "_Dates | None"]


class PeriodReader:
    """Reads time phrases by the words of the lexicon."""

    def __init__(self, calendar: Calendar, numbers: NumberReader) -> None:
        self._calendar = calendar
        self._numbers = numbers
        leads, ends = _joined(calendar.leads), _joined(calendar.ends)
        until, after = _joined(calendar.until), _joined(calendar.after)
        near = _joined(tuple(calendar.years))
        units = _joined(tuple(calendar.units))
        part = rf"(?:{_joined(tuple(calendar.parts))}|第?[{_QUARTERS}1-4]季度)"
        stamp = (
            rf"(?:(?P<@year>{_YEAR})\s?年度?|(?P<@near>{near}))"
            rf"(?:\s?(?P<@month>[01]?[0-9]|十[一二]?|[一二三四五六七八九])\s?月份?"
            rf"(?:\s?(?P<@day>[0-3]?[0-9]|[一二三]?十?[一二三四五六七八九十])\s?[日号])?)?"
            rf"(?P<@part>{part})?"
        )
        self._pattern = re.compile(
            rf"(?P<recurring>{_joined(calendar.recurring)})"
            rf"|(?P<first>{_YEAR})\s?年?{_TO}(?P<last>{_YEAR})\s?年?(?P<stretch>{ends})?"
            rf"|(?P<plan>[“\"]?(?:{_joined(tuple(calendar.plans))})[”\"]?(?:时期|期间)?)"
            rf"|(?P<century>{_joined(tuple(calendar.centuries))})"
            rf"|(?:{leads})的?(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))?\s?"
            rf"(?P<unit>{units})(?:{ends})?"
            rf"|(?P<within>{_NUMBER})(?:{_TO}(?P<within_high>{_NUMBER}))?\s?"
            rf"(?P<within_unit>{units})(?:{ends})"
            rf"|(?P<until>{until})?\s?(?P<from>自|从)?(?P<date>{stamp.replace('@', '')})"
            rf"(?:{_TO}(?P<other>{stamp.replace('@', 'to_')}))?(?P<before>{after})?(?P<on>起)?"
            rf"|(?P<year_end>年底|年末|岁末)(?P<year_end_before>之前|以前|前)?"
            rf"|(?P<half>[上下]半年)"
            rf"|(?P<month_end>本月底|月底|本月内|本月|下个?月)(?P<month_before>之前|以前|前)?"
            rf"|(?P<bare>[01]?[0-9]|十[一二]?|[一二三四五六七八九])\s?月份?"
            rf"(?:\s?(?P<bare_day>[0-3]?[0-9])\s?日)?(?P<bare_part>[底末])?(?P<bare_before>{after})?"
        )
        self._readers: tuple[tuple[str, _ReadDates], ...] = (
            ("recurring", self._recurring),
            ("first", self._years),
            ("plan", self._plan),
            ("century", self._century),
            ("low", self._ahead),
            ("within", self._within),
            ("date", self._stamped),
        )
        self._refers_after = re.compile(_joined(calendar.refers_after))
        self._refers_before = re.compile(rf"(?:{_joined(calendar.refers_before)})\s?\Z")

    def find(self, text: str, start: int, end: int, anchor: str | None) -> list[Period]:
        """Return the time phrases between two offsets, in reading order."""
        folded = half_width(text[start:end])
        found: list[Period] = []
        for match in self._pattern.finditer(folded):
            first, last = match.span()
            if first and folded[first - 1].isdigit():
                continue
            dates = self._dates(match, anchor)
            if dates is None or (dates.start and dates.end and dates.start[:4] > dates.end[:4]):
                continue
            if self._refers_after.match(folded, last) or self._refers_before.search(
                folded, max(0, first - 4), first
            ):
                dates.role = PeriodRole.REFERENCE
            span = Span(start + first, start + last)
            found.append(
                Period(
                    span,
                    span.of(text),
                    dates.start,
                    dates.end,
                    dates.earliest,
                    anchor if dates.anchored else None,
                    dates.resolved,
                    dates.role,
                )
            )
        return found

    def _dates(self, match: re.Match[str], anchor: str | None) -> _Dates | None:
        for name, read in self._readers:
            if match[name]:
                return read(match, anchor)
        return self._near(match, anchor)

    def _recurring(self, match: re.Match[str], anchor: str | None) -> _Dates:
        dates = _Dates(None, None)
        dates.role = PeriodRole.RECURRENCE
        return dates

    def _years(self, match: re.Match[str], anchor: str | None) -> _Dates:
        return _Dates(str(self._year(match["first"])), str(self._year(match["last"])))

    def _plan(self, match: re.Match[str], anchor: str | None) -> _Dates:
        first, last = self._calendar.plans[_PLAN_MARKS.sub("", match["plan"])]
        return _Dates(str(first), str(last))

    def _century(self, match: re.Match[str], anchor: str | None) -> _Dates:
        return _Dates(None, str(self._calendar.centuries[match["century"]]))

    def _ahead(self, match: re.Match[str], anchor: str | None) -> _Dates:
        return self._from_now(anchor, match["low"], match["high"], match["unit"])

    def _within(self, match: re.Match[str], anchor: str | None) -> _Dates:
        return self._from_now(anchor, match["within"], match["within_high"], match["within_unit"])

    def _stamped(self, match: re.Match[str], anchor: str | None) -> _Dates | None:
        group = match.group
        begun = self._stamp(match, "", anchor)
        if begun is None:
            return _unresolved()
        first, last = begun
        anchored = bool(group("near"))
        if group("other"):
            ended = self._stamp(match, "to_", anchor)
            if ended is None:
                return _unresolved()
            dates = _Dates(first, ended[1])
        elif group("on"):
            dates = _Dates(first, None)
        elif group("until") or group("before"):
            dates = _Dates(None, last)
        else:
            dates = _Dates(first, last)
        dates.anchored = anchored
        past = anchor is not None and (dates.end or dates.start or "") < anchor[:4]
        if past and group("near"):
            dates.role = PeriodRole.REFERENCE
        return dates

    def _stamp(
        self, match: re.Match[str], which: str, anchor: str | None
    ) -> tuple[str, str] | None:
        """Return the first and last date of a year, a month, a day, or a part of a year."""
        written, near = match[f"{which}year"], match[f"{which}near"]
        if not written and anchor is None:
            return None
        year = (
            self._year(written) if written else int((anchor or "")[:4]) + self._calendar.years[near]
        )
        month, part = match[f"{which}month"], match[f"{which}part"]
        if month:
            return self._of_month(year, self._small(month), match[f"{which}day"])
        return self._of_year(year, part)

    def _of_month(self, year: int, month: int, day: str | None) -> tuple[str, str] | None:
        told = self._small(day) if day else 1
        if not 1 <= month <= 12 or not 1 <= told <= monthrange(year, month)[1]:
            return None
        date = f"{year}-{month:02}-{told:02}" if day else f"{year}-{month:02}"
        return date, date

    def _of_year(self, year: int, part: str | None) -> tuple[str, str]:
        if part and part not in self._calendar.parts:
            quarter = self._small(part.strip("第季度"))
            return f"{year}-{3 * quarter - 2:02}", f"{year}-{3 * quarter:02}"
        if part and self._calendar.parts[part] != "year end":
            opened, closed = _MONTHS_OF_HALF[self._calendar.parts[part]]
            return f"{year}-{opened:02}", f"{year}-{closed:02}"
        return str(year), str(year)

    def _near(self, match: re.Match[str], anchor: str | None) -> _Dates | None:
        """Read phrases that lean on the date of the document: 年底前, 下半年, 下月, 10月."""
        group = match.group
        if anchor is None or (len(anchor) < 7 and not (group("year_end") or group("half"))):
            return None if group("bare") else _unresolved()
        year = int(anchor[:4])
        if group("year_end"):
            dates = _Dates(None if group("year_end_before") else str(year), str(year))
        elif group("half"):
            first, last = (1, 6) if group("half")[0] == "上" else (7, 12)
            dates = _Dates(f"{year}-{first:02}", f"{year}-{last:02}")
        elif group("month_end"):
            ahead = 1 if group("month_end")[0] == "下" else 0
            told = _months_later(anchor, ahead)
            ends = group("month_before") or "底" in group("month_end")
            dates = _Dates(None if ends else told, told)
        else:
            month = self._small(group("bare"))
            if not 1 <= month <= 12:
                return None
            if month < int(anchor[5:7]):
                year += 1
            told = f"{year}-{month:02}"
            if group("bare_day"):
                told += f"-{int(group('bare_day')):02}"
            dates = _Dates(None if group("bare_before") else told, told)
        dates.anchored = True
        return dates

    def _from_now(self, anchor: str | None, low: str, high: str | None, wording: str) -> _Dates:
        unit = self._calendar.units[wording]
        count, most = self._small(low), self._small(high or low)
        if unit == "decade":
            unit, count, most = "year", count * 10, most * 10
        if anchor is None or (unit != "year" and len(anchor) < (7 if unit == "month" else 10)):
            return _unresolved()
        dates = _Dates(*_counted(anchor, most, unit))
        if high:
            dates.earliest = _counted(anchor, count, unit)[1]
        dates.anchored = True
        return dates

    def _year(self, wording: str) -> int:
        return int(self._numbers.value(wording)[0])

    def _small(self, wording: str) -> int:
        return int(wording) if wording.isascii() else int(self._numbers.value(wording)[0])


def _unresolved() -> _Dates:
    dates = _Dates(None, None)
    dates.resolved = False
    return dates


def _counted(anchor: str, count: int, unit: str) -> tuple[str, str]:
    """Return when a stretch counted from the anchor begins and ends."""
    if unit == "year":
        return anchor[:4], str(int(anchor[:4]) + count)
    if unit == "month":
        return anchor[:7], _months_later(anchor, count)
    begun = date.fromisoformat(anchor[:10])
    ended = begun + timedelta(days=count * (7 if unit == "week" else 1))
    return begun.isoformat(), ended.isoformat()


def _months_later(anchor: str, count: int) -> str:
    months = int(anchor[:4]) * 12 + int(anchor[5:7]) - 1 + count
    return f"{months // 12}-{months % 12 + 1:02}"


def _joined(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda one: (-len(one), one)))


@cache
def period_reader() -> PeriodReader:
    """Return the reader of time phrases, built once."""
    return PeriodReader(load_calendar(), number_reader())


def find_periods(text: str, start: int, end: int, anchor: str | None) -> list[Period]:
    """Return the time phrases between two offsets; ``anchor`` is the date of the document.

    >>> [(one.start, one.end) for one in find_periods("到2030年实现碳达峰", 0, 11, "2022-01-25")]
    [(None, '2030')]
    """
    return period_reader().find(text, start, end, anchor)
