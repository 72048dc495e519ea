"""Finds time phrases: deadlines, recurrences and references, with their dates and exact places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from summitry.extraction.amounts_units import money_before, noun_after, unit_after
from summitry.extraction.numbers import GAP, any_of, fold
from summitry.extraction.periods_calendar import Stretch, day_before, is_past
from summitry.extraction.periods_grammar import head, lead_pattern, time_pattern
from summitry.extraction.periods_reading import joined, parts_of, read_stretch
from summitry.lexicon.measures import calendar_words, number_words
from summitry.model import Period, PeriodRole, Span, is_partial_date

_LEAD_REACH = 64
_WITH_MONTHS = ("day_month", "month_day", "month_year", "month", "relative")
_DAYS = ("iso", "dotted", "day_month", "month_day")
_BACK = ("past", "last", "previous", "preceding", "recent")
_ENDS_IN_YEAR = re.compile(r"(?<!\d)\d{4}\Z")
_BLANKS = re.compile(r"\s+")
_LAST_YEAR = re.compile(r"(?:1[89]|20|21)\d\d\Z")
_OF = re.compile(r"(?<!\w)of\s{1,24}\Z")
_TERM = re.compile(r"year|period|fy")
_LATEST = re.compile(rf"{GAP}at{GAP}(?:the{GAP})?latest\b")
_TO = re.compile(r"\s?[-–—]\s?|\s{1,24}(?:up\s)?(?:to|until|till|through)\s{1,24}(?:the\s)?")
_AND = re.compile(r"\s{1,24}and\s{1,24}(?:the\s)?")
_LIST = re.compile(r"\s?,\s{1,24}(?:and\s{1,24})?|\s{1,24}(?:and|or)\s{1,24}")
_EVENT = re.compile(rf"{GAP}(?P<link>of|after|following|from|since|upon){GAP}(?!now\b|today\b)")
_NOT_TIME_OVER = re.compile(r"(?<!\w)(?:for|in|of|than|by|after|with|has|have|just|well)\s{1,4}\Z")


@dataclass(frozen=True)
class _Phrase:
    """A time phrase as found: its words, the word that leads it in, and its dates.

    ``lead`` is the kind of that word ("until", "within" …), ``lead_word`` the word itself;
    ``start`` takes it in, ``core`` does not. All offsets are into the folded text.
    """

    shape: str
    wording: str
    edge: str
    start: int
    core: int
    end: int
    lead: str
    lead_word: str
    stretch: Stretch


def find_periods(text: str, start: int, end: int, anchor: str | None) -> list[Period]:
    """Return every time phrase in ``text[start:end]``, in reading order.

    ``anchor`` is the date of the document (ISO 8601, reduced precision) that relative phrases
    are counted from; without one they stay unresolved. Spans are offsets into ``text``.

    >>> [(p.text, p.start, p.end) for p in find_periods("by the end of 2025", 0, 18, None)]
    [('by the end of 2025', None, '2025')]
    """
    original = text[start:end]
    folded = fold(original)
    if anchor is not None and not is_partial_date(anchor):
        anchor = None
    phrases: list[_Phrase] = []
    floor = passed = 0
    pattern = time_pattern()
    for place in head().finditer(folded):
        if place.start() < passed:
            continue
        match = pattern.match(folded, place.start())
        if match is None:
            continue
        passed = match.end()
        phrase = _read(folded, original, match, floor, anchor)
        if phrase is not None:
            floor = phrase.end
            phrases.append(phrase)
    periods = []
    for phrase in _linked(folded, phrases, anchor):
        judged = _judged(folded, phrase, anchor)
        if judged is not None:
            periods.append(_period(original, phrase, judged, start, anchor))
    return periods


def _period(
    original: str,
    phrase: _Phrase,
    judged: tuple[PeriodRole, Stretch],
    offset: int,
    anchor: str | None,
) -> Period:
    role, stretch = judged
    return Period(
        Span(phrase.start + offset, phrase.end + offset),
        original[phrase.start : phrase.end],
        stretch.start,
        stretch.end,
        stretch.earliest_end,
        anchor if stretch.relative else None,
        resolved=stretch.dated or not stretch.relative,
        role=role,
    )


def _read(
    folded: str, original: str, match: re.Match[str], floor: int, anchor: str | None
) -> _Phrase | None:
    shape = match.lastgroup or ""
    wording = match[shape]
    if shape in _WITH_MONTHS and not _is_capitalised(original, match.start(shape), wording):
        return None
    if shape == "years" and _is_number(folded, original, match):
        return None
    if shape == "bare" and "century" in wording and "mid" in (match["edge"] or ""):
        shape, wording = "middle", "mid-century"
    stretch = Stretch() if shape == "recurrence" else read_stretch(shape, wording, anchor)
    if stretch is None:
        return None
    core = match.start()
    phrase = _Phrase(shape, wording, match["edge"] or "", core, core, match.end(), "", "", stretch)
    return _with_lead(folded, phrase, floor)


@cache
def _months() -> re.Pattern[str]:
    words = calendar_words()
    return re.compile(rf"(?<![a-z]){any_of([*words.months, *words.short_months])}(?![a-z])")


def _is_capitalised(original: str, place: int, wording: str) -> bool:
    """Tell whether the month is written as a name, so that "may" the verb is none."""
    month = _months().search(wording)
    if _ENDS_IN_YEAR.search(wording):
        return True
    return month is None or original[place + month.start()].isupper()


@cache
def _counting() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(calendar_words().counting)}{GAP}\Z")


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(rf"{GAP}{any_of(name for name in number_words().scales if len(name) > 3)}")


def _is_number(folded: str, original: str, match: re.Match[str]) -> bool:
    """Tell whether four digits that could be a year are an amount ("over 2000 students")."""
    wording = match["years"]
    if not wording.isdigit():
        return False
    start, end = match.start("years"), match.end()
    if money_before(folded, original, start) or _scale().match(folded, end):
        return True
    if unit_after(folded, original, end, 1) is not None:
        return True
    before = folded[max(0, start - 24) : start]
    counted = _counting().search(before) is not None
    rounded = wording.endswith("00") and not lead_pattern().search(before)
    return (counted or rounded) and noun_after(folded, end, many=True) is not None


def _with_lead(folded: str, phrase: _Phrase, floor: int) -> _Phrase | None:
    """Return the phrase with the word that leads it in, or None where it is none without one."""
    window = max(floor, phrase.core - _LEAD_REACH)
    # A search with bounds would see words before them; the slice keeps earlier phrases out.
    match = lead_pattern().search(folded[window : phrase.core])
    kind = (match.lastgroup or "") if match else ""
    if match is not None:
        kind = next(name for name, found in match.groupdict().items() if found and name != "filler")
        word = _BLANKS.sub(" ", match[kind])
        scheduled = word == "for" and _scheduling().search(folded, window, window + match.start())
        if scheduled or _leads(phrase, kind, word):
            found = replace(phrase, start=window + match.start(), lead=kind, lead_word=word)
            return found if _stands(folded, found) else None
    if _LATEST.match(folded, phrase.end):
        phrase = replace(phrase, lead="until")
    elif phrase.edge.rstrip().endswith("in"):
        phrase = replace(phrase, lead="within", lead_word="in")
    return phrase if _stands(folded, phrase) else None


@cache
def _scheduling() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(calendar_words().scheduling)}{GAP}\Z")


def _leads(phrase: _Phrase, kind: str, word: str) -> bool:
    """Tell whether a word can lead in a phrase of this shape ("on" a day, never "on" a year)."""
    shape = phrase.shape
    if kind != "within":
        return shape != "duration"
    if word == "on":
        return shape in _DAYS
    if word == "at":
        return bool(phrase.edge) or shape in ("year_end", "part")
    if word == "for":
        years = shape == "years" and not phrase.wording.strip().isdigit()
        return years or shape == "span"
    return True


def _stands(folded: str, phrase: _Phrase) -> bool:
    """Tell whether a phrase is one of time where it stands."""
    if phrase.shape == "duration":
        return _is_time(folded, phrase)
    if phrase.shape == "month":
        return bool(phrase.lead)
    if phrase.shape == "bare":
        spanning = phrase.lead_word in ("during", "within", "throughout", "over the course of")
        return bool(phrase.edge) or spanning
    return True


def _is_time(folded: str, phrase: _Phrase) -> bool:
    """Tell whether "three years" says when; otherwise it says how long, and is an amount."""
    parts = parts_of("duration", phrase.wording)
    if parts.get("ago"):
        return True
    if not phrase.lead:
        return False
    if "-" in (parts.get("link") or "") and not parts.get("period"):
        return False
    before = folded[max(0, phrase.start - 12) : phrase.start]
    if phrase.lead_word == "over" and _NOT_TIME_OVER.search(before):
        return False
    event = _EVENT.match(folded, phrase.end)
    return event is None or event["link"] != "of" or phrase.lead_word == "within"


def _linked(folded: str, phrases: list[_Phrase], anchor: str | None) -> list[_Phrase]:
    """Join "from … to …" and let "by 2025 and 2030" share its leading word."""
    linked: list[_Phrase] = []
    for phrase in phrases:
        before = linked[-1] if linked else None
        if before is None:
            linked.append(phrase)
        elif _is_range(folded, before, phrase):
            linked[-1] = _range(before, phrase, anchor)
        else:
            linked.append(_inheriting(folded, before, phrase))
    return linked


def _is_range(folded: str, first: _Phrase, last: _Phrase) -> bool:
    link = folded[first.end : last.core]
    if first.lead == "between":
        return _AND.fullmatch(link) is not None
    return first.lead in ("onward", "within") and _TO.fullmatch(link) is not None


def _range(first: _Phrase, last: _Phrase, anchor: str | None) -> _Phrase:
    start = first.stretch
    named = _LAST_YEAR.search(last.wording)
    if start.relative and named and first.shape in ("day_month", "month_day", "month"):
        # "from May to September 2025": the year stands only once.
        shape = "month_year" if first.shape == "month" else first.shape
        start = read_stretch(shape, f"{first.wording} {named.group()}", anchor) or start
    return replace(first, end=last.end, lead="within", stretch=joined(start, last.stretch))


def _inheriting(folded: str, before: _Phrase, phrase: _Phrase) -> _Phrase:
    same = before.shape == phrase.shape and before.lead in ("until", "within")
    if not phrase.lead and same and _LIST.fullmatch(folded[before.end : phrase.core]):
        return replace(phrase, lead=before.lead, lead_word=before.lead_word)
    return phrase


def _judged(folded: str, phrase: _Phrase, anchor: str | None) -> tuple[PeriodRole, Stretch] | None:
    """Return what a phrase does in its clause, and the dates it then stands for."""
    stretch = phrase.stretch
    if phrase.shape == "recurrence":
        return None if phrase.lead else (PeriodRole.RECURRENCE, stretch)
    if phrase.shape == "duration" and _EVENT.match(folded, phrase.end):
        return _counted_from_event(folded, phrase)
    if _looks_back(phrase):
        return PeriodRole.REFERENCE, stretch
    if phrase.lead in ("until", "before"):
        return PeriodRole.DEADLINE, _limit(phrase)
    if phrase.lead in ("reference", "onward"):
        return _open_ended(phrase, anchor)
    return _within(folded, phrase, anchor), stretch


def _counted_from_event(folded: str, phrase: _Phrase) -> tuple[PeriodRole, Stretch]:
    """ "Within 90 days of signature" ends at a date the phrase alone does not tell."""
    event = _EVENT.match(folded, phrase.end)
    past = event is not None and event["link"] == "since"
    role = PeriodRole.REFERENCE if past else PeriodRole.DEADLINE
    return role, Stretch(relative=True)


def _looks_back(phrase: _Phrase) -> bool:
    parts = parts_of(phrase.shape, phrase.wording)
    back = parts.get("way") in _BACK or bool(parts.get("ago")) or parts.get("half") == "earlier"
    which = (parts.get("which"), parts.get("which1"), parts.get("which_month"))
    return back or "last" in which or parts.get("which_season") == "last"


def _limit(phrase: _Phrase) -> Stretch:
    """Return the stretch that ends with a phrase, or the moment before it for "before"."""
    stretch = phrase.stretch
    ends = phrase.edge.strip().startswith(("the end", "end", "late", "the close", "close"))
    if phrase.lead == "until" or ends or phrase.shape == "year_end":
        return replace(stretch, start=None)
    end = day_before(stretch.start) if stretch.start else None
    return Stretch(None, end, relative=stretch.relative)


def _open_ended(phrase: _Phrase, anchor: str | None) -> tuple[PeriodRole, Stretch]:
    """Judge "since" and "from": what begins in the past refers, what begins later is due."""
    stretch = phrase.stretch
    if phrase.lead == "reference":
        since = phrase.lead_word in ("since", "ever since")
        return PeriodRole.REFERENCE, replace(stretch, end=None) if since else stretch
    if stretch.start == stretch.end:
        stretch = replace(stretch, end=None)
    past = stretch.start is not None and anchor is not None and is_past(stretch.start, anchor)
    return (PeriodRole.REFERENCE if past else PeriodRole.DEADLINE), stretch


def _within(folded: str, phrase: _Phrase, anchor: str | None) -> PeriodRole:
    """A phrase of "in", "during", "over" is a deadline unless it is past or belongs to a name."""
    stretch = phrase.stretch
    if not phrase.lead and not _is_adverb(folded, phrase):
        return PeriodRole.REFERENCE
    named = phrase.lead_word == "for" and _follows_plan(folded, phrase.start)
    if named or phrase.lead == "between" or _is_attribute(phrase) or _is_open(phrase):
        return PeriodRole.REFERENCE
    if stretch.end is not None and anchor is not None and is_past(stretch.end, anchor):
        return PeriodRole.REFERENCE
    return PeriodRole.DEADLINE


def _is_adverb(folded: str, phrase: _Phrase) -> bool:
    """Tell whether "this year" or "later next month" stands by itself and says when."""
    if phrase.shape == "years" and phrase.wording.endswith("period"):
        return True
    parts = parts_of(phrase.shape, phrase.wording)
    next_one = phrase.shape == "span" and not (parts["the"] or parts["least"] or _is_open(phrase))
    if phrase.shape != "relative" and not next_one:
        return False
    owned = folded[phrase.end : phrase.end + 2] in ("'s", "s'")
    return not owned and not _OF.search(folded[: phrase.start][-28:])


def _is_attribute(phrase: _Phrase) -> bool:
    """Tell whether years only describe a noun ("the 2035-2036 term", "this decisive decade")."""
    wording = phrase.wording
    if phrase.shape == "years" and wording.startswith("the"):
        return _TERM.search(wording) is None
    return phrase.shape == "relative" and bool(parts_of("relative", wording).get("praise"))


def _is_open(phrase: _Phrase) -> bool:
    """Tell whether a phrase like "in the coming years" names no end at all."""
    parts = parts_of(phrase.shape, phrase.wording)
    unit = parts.get("unit") or ""
    many = unit.endswith("s") or bool(parts.get("vague"))
    return (
        phrase.shape == "span"
        and not parts.get("least")
        and many
        and unit[:3] not in ("wee", "day")
    )


@cache
def _plans() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(calendar_words().plan_nouns)}s?{GAP}\Z")


def _follows_plan(folded: str, start: int) -> bool:
    return _plans().search(folded[max(0, start - 32) : start]) is not None
