"""The words around a number that bound it, or that make it a name, a date or a label."""

from __future__ import annotations

import re
from functools import cache

from summitry.extraction.numbers import GAP, Number, any_of
from summitry.lexicon.measures import calendar_words, number_words
from summitry.model import Bound

_REACH = 64
_OPEN_RANGE = re.compile(r"(?:\d%?|[$€£])\s?[-–]\Z")
_DIGIT_NEIGHBOURS = re.compile(r"(?:[/+:^]|\d[-–]\d{1,8}[-–]|[a-z\d][-‐‑–+]|[§#@])\Z")
_DIGIT_FOLLOWERS = re.compile(r"[/:]\d|\.\d|[-–]\d+[-–/]\d|\+\d|\^|\s?[ap]\.?m\b|\s?o'clock")
_ADDRESS_REACH = 300
_ADDRESS = re.compile(r"(?:://|\bwww\.)\S*\Z")
_YEARS = range(1800, 2200)


@cache
def _bound_before() -> re.Pattern[str]:
    known = number_words()
    words = "|".join(
        f"(?P<{name}>{any_of(getattr(known, name))})" for name in ("at_least", "at_most", "about")
    )
    between = any_of(known.between)
    return re.compile(rf"(?<!\w)(?:{words})(?:(?<!\w)\s?|{GAP})(?:{between}{GAP}){{0,2}}\Z")


@cache
def _bound_after() -> re.Pattern[str]:
    known = number_words()
    return re.compile(
        rf"{GAP}(?:(?P<at_least>{any_of(known.after_at_least)})"
        rf"|(?P<at_most>{any_of(known.after_at_most)}))\b|(?P<plus>\+)(?!\d)"
    )


def bound_of(folded: str, start: int, end: int) -> Bound:
    """Return how the words before ``start`` or after ``end`` limit the number between."""
    window = folded[max(0, start - _REACH) : start]
    before = _bound_before().search(window)
    if before is not None:
        return Bound[(before.lastgroup or "exact").upper()]
    after = _bound_after().match(folded, end)
    if after is None:
        return Bound.EXACT
    return Bound.AT_MOST if after["at_most"] else Bound.AT_LEAST


@cache
def _label_before() -> re.Pattern[str]:
    item = r"\d[\w.()]{0,8}"
    return re.compile(
        rf"(?<!\w){any_of(number_words().labels)}(?<!\s)\s{{0,24}}(?:no\.?\s{{1,4}})?"
        rf"(?:{item}(?:,?\s{{1,4}}(?:and|or|to)\s{{1,4}}|,\s{{1,4}}|[-–])){{0,6}}[(“\"]?\Z"
    )


def is_label(folded: str, start: int) -> bool:
    """Tell whether the words before a number make it the number of a thing ("Article 5")."""
    return _label_before().search(folded[max(0, start - _REACH) : start]) is not None


@cache
def _month() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = any_of([*calendar_words().months, *calendar_words().short_months])
    return (
        re.compile(rf"(?<!\w)(?P<month>{months})\.?,?\s{{1,24}}(?:the\s)?(?:\d+\s?[-–]\s?)?\Z"),
        re.compile(rf"(?:\s?[-–]\s?\d+)?\s{{1,24}}(?:of\s{{1,24}})?(?P<month>{months})\b"),
    )


def is_date(folded: str, original: str, start: int, end: int) -> bool:
    """Tell whether a number is the day or the year of a date that names its month."""
    before, after = _month()
    window = max(0, start - 24)
    found = before.search(folded, window, start) or after.match(folded, end)
    return found is not None and original[found.start("month")].isupper()


def is_year(folded: str, number: Number) -> bool:
    """Tell whether a number is written as a year is."""
    written = folded[number.start : number.end]
    return len(written) == 4 and written.isdigit() and int(written) in _YEARS


def is_part_of_code(folded: str, number: Number) -> bool:
    """Tell whether digits belong to a code, a time, a telephone number or a list's numbering."""
    start, end = number.start, number.end
    before = folded[max(0, start - 12) : start]
    if _DIGIT_NEIGHBOURS.search(before) and not _OPEN_RANGE.search(before):
        return True
    if _DIGIT_FOLLOWERS.match(folded, end) or _ADDRESS.search(
        folded, max(0, start - _ADDRESS_REACH), start
    ):
        return True
    after = folded[end : end + 2]
    if before[-1:] in ("(", "[") and after[:1] in (")", "]"):
        return True
    at_line_start = not before.rpartition("\n")[2].strip()
    return at_line_start and after[:1] in (".", ")") and not after[1:2].strip()


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(rf"{any_of(number_words().idioms)}(?!\w)")


def is_idiom(folded: str, start: int) -> bool:
    """Tell whether a fixed turn of speech that counts nothing begins here."""
    return _idioms().match(folded, start) is not None


@cache
def _set_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(number_words().set_words)}{GAP}\Z")


def is_known_set(folded: str, start: int) -> bool:
    """Tell whether "the", "our", "these" or the like stands right before a number."""
    return _set_word().search(folded[max(0, start - 24) : start]) is not None


_TOTAL = re.compile(
    r"(?<!\w)(?:to|from|by|of|than|reach(?:ing|es|ed)?|total(?:l?ing|s)?)\s{1,24}\Z"
)


def is_measured(folded: str, start: int) -> bool:
    """Tell whether a number without a noun stands where an amount stands ("a total of 100")."""
    return _TOTAL.search(folded[max(0, start - 36) : start]) is not None
