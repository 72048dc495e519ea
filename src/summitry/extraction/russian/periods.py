"""Time phrases of a Russian sentence, and the dates they stand for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from summitry.extraction.russian.numbers import small_number
from summitry.lexicon.russian_measures import russian_calendar
from summitry.model import Period, PeriodRole, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from summitry.extraction.russian.sentences import Words

_YEAR: Final = r"(?:19|20)\d\d"
_SUFFIX: Final = r"\s*(?:год(?:а|у|ом|е|ы|ов|ам|ах)?\b|гг?\b\.?)"
_DASH: Final = r"\s*[-–—]\s*"
_BY: Final = r"(?P<by>(?:в срок\s+)?(?:до|к|ко|не позднее|не позже|ранее))\s+"
_PART: Final = r"(?:(?P<part>начал\w+|середин\w+|конц\w+|исход\w*|окончани\w+)\s+)?"
_RELATIVE: Final = (
    r"(?P<which>этого|текущего|нынешнего|следующего|будущего|этом|текущем|нынешнем|следующем"
    r"|будущем|прошлом|минувшем|прошлого|минувшего)"
)
_NEXT: Final = ("следующ", "будущ")
_LAST: Final = ("прошл", "минувш")
_SIGNING: Final = r"(?:\s+(?:со дня|с момента|с даты|после)\s+\w+(?:\s+настоящ\w+\s+\w+)?)?"
_NUMBER: Final = r"(?P<n>\d+(?:" + _DASH + r"\d+)?|[а-я]+)"
_UNIT: Final = r"(?P<unit>год\w*|лет|месяц\w*|недел\w+|дн\w+|суток|квартал\w*|полугоди\w+|полугода)"
_WITHIN: Final = (
    r"(?:в течение|в течении|на протяжении|в пределах|за|через|в)"
    r"(?:\s+(?:ближайш|следующ|последующ|предстоящ)\w+)?"
)
_HYPHENED: Final = {
    "одно": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7, "десяти": 10,
}  # fmt: skip
_MONTHS_OF: Final = {"год": 12, "лет": 12, "мес": 1, "ква": 3, "пол": 6}
_QUARTERS: Final = {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_TERM_REACH: Final = 24
_DIGIT: Final = re.compile(r"\d")
_PLAN_REACH: Final = 6


def next_meeting(lowered: str) -> str | None:
    """Return the year in which a text, in lower case, says that the next meeting will be."""
    found = _MEETING_YEAR.search(lowered)
    return found["y"] if found is not None else None


def find_periods(
    words: Words, lowered: str, date: str | None, meeting: str | None = None
) -> list[Period]:
    """Return the time phrases of a sentence in reading order; ``lowered`` is its plain text.

    Relative phrases are counted from ``date``, the document's own, and are unresolved without;
    ``meeting`` is the year of the next meeting, where the document tells it.
    """
    found: list[Period] = []
    if meeting is not None:
        for match in _BY_MEETING.finditer(lowered):
            left, right = match.start() + words.start, match.end() + words.start
            found.append(Period(Span(left, right), words.text[left:right], None, meeting))
    dated = _DIGIT.search(lowered) is not None
    for pattern, reader, digits in _patterns():
        if digits and not dated:
            continue
        for match in pattern.finditer(lowered):
            left, right = match.start() + words.start, match.end() + words.start
            if any(one.span.start < right and left < one.span.end for one in found):
                continue
            text = words.text[left:right].rstrip(" ,")
            span = Span(left, left + len(text))
            period = reader(match, span, text, date)
            if period is not None:
                found.append(_in_role(period, words, date))
    return sorted(found, key=lambda one: one.span.start)


def _in_role(period: Period, words: Words, date: str | None) -> Period:
    """Tell the years of a plan, and what is past, from when an act is to be done."""
    if period.role is PeriodRole.REFERENCE and period.start == period.end:
        # "срок – 2026 год": the word before says that it is one.
        before = words.text[max(words.start, period.span.start - _TERM_REACH) : period.span.start]
        if "срок" in before.lower():
            return Period(period.span, period.text, period.start, period.end)
    if period.role is not PeriodRole.DEADLINE:
        return period
    end = period.end or ""
    past = date is not None and bool(end) and end < date[: len(end)]
    if past or (period.text.startswith("на ") and _names_plan(words, period.span.start)):
        return Period(period.span, period.text, period.start, period.end, role=PeriodRole.REFERENCE)
    return period


def _names_plan(words: Words, offset: int) -> bool:
    index = words.at(offset)
    nouns = russian_calendar()["plan_nouns"]
    return any(True for _ in words.matching(index - _PLAN_REACH, index, nouns))


_MEETING: Final = r"(?:следующ|очередн|втор|предстоящ)\w+\s+(?:встреч|саммит|заседани|форум)\w*"
_MEETING_YEAR: Final = re.compile(rf"\b{_MEETING}[^.;]{{0,80}}?\bв\s+(?P<y>{_YEAR})\s+год")
_BY_MEETING: Final = re.compile(rf"\b(?:до|к)\s+{_MEETING}(?:\s+на высшем уровне)?")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[..., Period | None], bool], ...]:
    """Return the patterns, how each is read, and whether it needs a digit."""
    months = "|".join(russian_calendar()["months"])
    listed = (*_of_days(months), *_of_years(months), *_relative_ones())
    return tuple((re.compile(pattern), reader, reader in _OF_DIGITS) for pattern, reader in listed)


def _of_days(months: str) -> tuple[tuple[str, Callable[..., Period | None]], ...]:
    """Return the patterns of days, months, quarters, stretches of years and recurrences."""
    month = rf"(?P<month>{months})(?:я|ь|е|ю|а|у|й)?\b"
    recurrences = "|".join(russian_calendar()["recurrences"])
    ordinal = r"(?P<ord>перв|втор|трет|четв)\w+"
    return (
        (rf"\b(?:{recurrences})", _recurrence),
        (
            (
                rf"\b(?:(?:в|на|за)(?:\s+период)?\s+)?(?:с|со|от|между)?\s*(?P<y>{_YEAR})(?:{_SUFFIX})?"
                rf"(?:{_DASH}|\s+(?:по|до|и)\s+)(?P<z>{_YEAR})(?:{_SUFFIX})?"
            ),
            _years,
        ),
        (
            (
                rf"\b(?:(?P<by>(?:в срок\s+)?до|к|не позднее|не позже|(?P<from>с|со|от))\s+)?"
                rf"(?P<day>\d{{1,2}})\s+{month}(?:\s+(?P<y>{_YEAR})(?:{_SUFFIX})?)?"
            ),
            _day,
        ),
        (
            (
                rf"\b(?:(?P<by>до|к|не позднее|не позже)|(?P<from>с)|в)\s+{_PART}{month}"
                rf"(?:\s+(?:месяц\w+\s+)?(?P<y>{_YEAR}){_SUFFIX}|\s+{_RELATIVE}\s+года)?"
            ),
            _month,
        ),
        (
            (
                rf"\b(?:(?:(?P<by>до|к|не позднее)|в|во)\s+(?:конца\s+)?)?"
                rf"(?:{ordinal}\s+(?P<what>половин|квартал|полугоди)\w*"
                rf"|(?P<roman>iv|iii|ii|i|[1-4])(?:-\w+)?\s+квартал\w*)"
                rf"(?:\s+(?:(?P<y>{_YEAR}){_SUFFIX}|{_RELATIVE}\s+года))?"
            ),
            _quarter,
        ),
    )


def _of_years(months: str) -> tuple[tuple[str, Callable[..., Period | None]], ...]:
    """Return the patterns of single years."""
    return (
        (rf"\b{_BY}{_PART}(?P<y>{_YEAR})(?:{_SUFFIX})?", _by_year),
        (rf"\b(?:начиная\s+)?с\s+(?:начала\s+)?(?P<y>{_YEAR}){_SUFFIX}", _from_year),
        (
            (
                rf"\b(?:(?:уже\s+)?в\s+{_PART}|на\s+(?:(?:начало|конец|середину|весну|лето|осень"
                rf"|зиму)\s+)?|летом\s+|осенью\s+|весной\s+|зимой\s+)"
                rf"(?P<y>{_YEAR}){_SUFFIX}"
            ),
            _in_year,
        ),
        (
            rf"\b(?P<month>{months})(?:ь|т|й)?\s+(?P<y>{_YEAR}){_SUFFIX}",
            _bare_month,
        ),
        (rf"\b(?P<y>{_YEAR}){_SUFFIX}", _bare_year),
    )


def _relative_ones() -> tuple[tuple[str, Callable[..., Period | None]], ...]:
    """Return the patterns of what is counted from the date of the document."""
    return (
        (
            (
                rf"\b(?:{_BY}|(?P<in>в|на|с)\s+)(?:(?P<part>начал\w+|середин\w+|конц\w+)\s+)?"
                rf"(?:{_RELATIVE}\s+)?(?P<span>год[ауе]|месяц[ае]|десятилети\w+)\b"
            ),
            _relative,
        ),
        (
            rf"\b{_WITHIN}\s+{_NUMBER}(?:\s+(?:ближайш|следующ|последующ)\w+)?\s+{_UNIT}{_SIGNING}",
            _within,
        ),
        (
            (
                rf"\b(?:в течение|через|за)\s+(?:(?:ближайш|следующ)\w+\s+)?"
                rf"(?P<unit>года?|месяца?|полугода|полгода|квартала?|недели|неделю)\b{_SIGNING}"
            ),
            _within,
        ),
        (
            (
                r"\bв\s+(?:(?P<n>[а-я]+|\d+-?)(?P<unit>летн|месячн|недельн|дневн)|(?P<one>годичн))\w+"
                r"\s+срок"
            ),
            _term,
        ),
    )


def _recurrence(match: re.Match[str], span: Span, text: str, _: str | None) -> Period | None:
    return Period(span, text, role=PeriodRole.RECURRENCE)


def _years(match: re.Match[str], span: Span, text: str, _: str | None) -> Period | None:
    return Period(span, text, match["y"], match["z"]) if match["y"] <= match["z"] else None


def _number_of(month: str) -> int:
    return int(russian_calendar()["months"][month])


def _day(match: re.Match[str], span: Span, text: str, date: str | None) -> Period | None:
    month, day = _number_of(match["month"]), int(match["day"])
    if not 1 <= day <= 31:
        return None
    ending = f"{month:02}-{day:02}"
    year, anchor = match["y"], None
    if year is None:
        if date is None:
            return Period(span, text, resolved=False)
        year, anchor = _coming(date, ending), date
    found = f"{year}-{ending}"
    if match["from"]:
        role = PeriodRole.REFERENCE if match["by"] == "от" else PeriodRole.DEADLINE
        return Period(span, text, found, None, anchor=anchor, role=role)
    return Period(span, text, None if match["by"] else found, found, anchor=anchor)


def _coming(date: str, ending: str) -> str:
    """Return the year in which a day or month comes next."""
    year = int(date[:4])
    today = date[5:]
    passed = bool(today) and ending[: len(today)] < today[: len(ending)]
    return str(year + 1 if passed else year)


def _month(match: re.Match[str], span: Span, text: str, date: str | None) -> Period | None:
    month = _number_of(match["month"])
    year, anchor = match["y"], None
    if year is None:
        if date is None:
            return Period(span, text, resolved=False)
        anchor = date
        which = match["which"]
        year = _coming(date, f"{month:02}") if which is None else str(_which_year(date, which))
    found = f"{year}-{month:02}"
    if match["from"]:
        return Period(span, text, found, None, anchor=anchor)
    return Period(span, text, None if match["by"] else found, found, anchor=anchor)


def _quarter(match: re.Match[str], span: Span, text: str, date: str | None) -> Period | None:
    roman = match["roman"]
    number = int(roman) if roman and roman.isdigit() else _QUARTERS[roman or match["ord"]]
    length = 3 if roman or match["what"] == "квартал" else 6
    if number * length > 12:
        return None
    first, last = (number - 1) * length + 1, number * length
    year, anchor = match["y"], None
    if year is None:
        if date is None:
            return Period(span, text, resolved=False)
        which, anchor = match["which"], date
        year = _coming(date, f"{last:02}") if which is None else str(_which_year(date, which))
    start = None if match["by"] else f"{year}-{first:02}"
    return Period(span, text, start, f"{year}-{last:02}", anchor=anchor)


def _by_year(match: re.Match[str], span: Span, text: str, _: str | None) -> Period | None:
    return Period(span, text, None, match["y"])


def _from_year(match: re.Match[str], span: Span, text: str, _: str | None) -> Period | None:
    return Period(span, text, match["y"], None)


def _in_year(match: re.Match[str], span: Span, text: str, _: str | None) -> Period | None:
    for stem, (first, last) in russian_calendar()["seasons"].items():
        if stem in text.lower().split(match["y"])[0]:
            year = match["y"]
            return Period(span, text, f"{year}-{first:02}", f"{year}-{last:02}")
    return Period(span, text, match["y"], match["y"])


def _bare_month(match: re.Match[str], span: Span, text: str, _: str | None) -> Period | None:
    found = f"{match['y']}-{_number_of(match['month']):02}"
    return Period(span, text, found, found, role=PeriodRole.REFERENCE)


def _bare_year(match: re.Match[str], span: Span, text: str, _: str | None) -> Period | None:
    return Period(span, text, match["y"], match["y"], role=PeriodRole.REFERENCE)


def _which_year(date: str, which: str) -> int:
    year = int(date[:4])
    if which.startswith(_NEXT):
        return year + 1
    return year - 1 if which.startswith(_LAST) else year


def _relative(match: re.Match[str], span: Span, text: str, date: str | None) -> Period | None:
    which, stretch = match["which"], match["span"]
    by = match["by"]
    if which is None and not (by and match["part"]):
        return None
    if date is None:
        return Period(span, text, resolved=False)
    if stretch.startswith("месяц"):
        found = _plus_months(date[:7], 1 if (which or "").startswith(_NEXT) else 0)
    elif stretch.startswith("дес"):
        found = str((int(date[:4]) // 10 + 1) * 10)
    else:
        found = str(_which_year(date, which or ""))
    return Period(span, text, None if by else found, found, anchor=date)


def _within(match: re.Match[str], span: Span, text: str, date: str | None) -> Period | None:
    groups = match.groupdict()
    written = groups.get("n") or "1"
    unit = match["unit"]
    numbers = [small_number(part.strip()) for part in re.split(r"[-–—]", written)]
    if any(number is None for number in numbers):
        return None
    counted = [float(number or 0) for number in numbers]
    if unit.startswith("пол"):
        counted = [number if groups.get("n") else 1 for number in counted]
    if date is None:
        return Period(span, text, resolved=False)
    earliest = _ends(date, counted[0], unit) if len(counted) > 1 else None
    return Period(
        span,
        text,
        _precise(date, unit),
        _ends(date, counted[-1], unit),
        earliest_end=earliest,
        anchor=date,
    )


def _precise(date: str, unit: str) -> str:
    if unit.startswith(("год", "лет")):
        return date[:4]
    return date if unit.startswith(("дн", "сут", "нед")) else date[:7]


def _ends(date: str, number: float, unit: str) -> str:
    if unit.startswith(("год", "лет")):
        return str(int(date[:4]) + round(number))
    if unit.startswith(("дн", "сут", "нед")):
        days = number * (7 if unit.startswith("нед") else 1)
        return _plus_days(date, round(days))
    return _plus_months(date[:7], round(number * _MONTHS_OF.get(unit[:3], 1)))


def _plus_months(month: str, count: int) -> str:
    if len(month) < 7:
        return str(int(month[:4]) + count // 12)
    total = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{total // 12}-{total % 12 + 1:02}"


def _plus_days(date: str, count: int) -> str:
    from datetime import date as day
    from datetime import timedelta

    if len(date) < 10:
        return _plus_months(date[:7], max(1, count // 30))
    return (day.fromisoformat(date) + timedelta(days=count)).isoformat()


def _term(match: re.Match[str], span: Span, text: str, date: str | None) -> Period | None:
    """ "в двухлетний срок", "в трёхмесячный срок", "в годичный срок"."""
    if date is None:
        return Period(span, text, resolved=False)
    written = (match["n"] or "").rstrip("-")
    number = _HYPHENED.get(written) or small_number(written) or (1 if match["one"] else None)
    if not written and match["unit"]:
        number = 1
    if number is None:
        return None
    unit = {"летн": "лет", "меся": "месяц", "неде": "недель", "днев": "дней"}.get(
        (match["unit"] or "летн")[:4], "лет"
    )
    return Period(span, text, _precise(date, unit), _ends(date, number, unit), anchor=date)


# How what has a year or a day in digits is read.
_OF_DIGITS: Final[frozenset[Callable[..., Period | None]]] = frozenset(
    {_years, _day, _by_year, _from_year, _in_year, _bare_month, _bare_year}
)
