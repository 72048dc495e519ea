"""The shapes of time phrases in folded text: one pattern finds them, one per shape reads them."""

from __future__ import annotations

import re
from functools import cache

from summitry.extraction.numbers import GAP, any_of
from summitry.lexicon.measures import calendar_words, number_words

_FOUR_DIGITS = r"(?:1[89]|20|21)\d\d"
_YEAR = rf"{_FOUR_DIGITS}(?![\d%])(?![.,]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DASH = r"\s?[-‐‑–—]\s?"
_NEXT = r"next|coming|following|upcoming"
_PAST = r"past|last|previous|preceding|recent"
_KIND_OF_YEAR = rf"(?:(?:calendar|fiscal|financial|academic|budget){GAP})?"
_THIS = r"this|next|last|(?:the\s)?current|(?:the\s)?present|the\s(?:coming|same)"


def _number() -> str:
    known = number_words()
    ones = [name for name in known.ones if name != "zero"]
    one = any_of(ones)
    small = rf"(?:{any_of(known.tens)}(?:[\s-]{one})?|{any_of(known.teens)}|{one}|an?)\b"
    return rf"(?:\d{{1,3}}(?:\.\d)?|{small})"


@cache
def shapes() -> dict[str, str]:
    """Return the pattern of every shape, in the order they are tried at one place."""
    return _dates() | _counted() | _years()


def _some_year() -> str:
    which = rf"this|next|last|the{GAP}same|the{GAP}following"
    return rf"(?:(?P<year>{_YEAR})|(?P<that>{which}){GAP}year\b)"


def _dates() -> dict[str, str]:
    """Days, months and parts of a year by name or in figures."""
    words = calendar_words()
    month = rf"(?:{any_of(words.months)}|{any_of(words.short_months)}\.?)"
    some_year = _some_year()
    return {
        "iso": rf"(?P<iso>{_FOUR_DIGITS}-(?:0[1-9]|1[0-2])(?:-\d\d)?)(?![\d-])",
        "dotted": r"(?P<day>\d?\d)\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)(?!\d)",
        "part": (
            rf"(?:the{GAP})?(?P<place>first|second|third|fourth|last|final|1st|2nd|3rd|4th){GAP}"
            rf"(?P<part>half|quarter|third){GAP}of{GAP}(?:the{GAP}year{GAP})?{some_year}"
            rf"|(?P<letter>[qh])(?P<number>[1-4])[\s,/-]{{0,3}}(?:of{GAP})?(?P<letter_year>{_YEAR})"
            rf"|(?P<early_year>{_YEAR})[\s/-]{{0,3}}(?P<late_letter>[qh])(?P<late_number>[1-4])\b"
        ),
        "day_month": (
            rf"(?:the{GAP})?(?P<day>{_DAY})(?:(?:{_DASH}|{GAP}(?:and|to){GAP})(?P<day2>{_DAY}))?"
            rf"{GAP}(?:of{GAP})?(?P<month>{month})(?!\w)(?:,?{GAP}(?:of{GAP})?{some_year})?"
        ),
        "month_day": (
            rf"(?P<month>{month}){GAP}(?:the{GAP})?(?P<day>{_DAY})(?![\d:])"
            rf"(?:(?:{_DASH}|{GAP}(?:and|to){GAP})(?P<day2>{_DAY})(?![\d:]))?"
            rf"(?:,?{GAP}(?:of{GAP})?{some_year})?"
        ),
        "month_year": (
            rf"(?P<month>{month})(?:(?:{_DASH}|{GAP}(?:and|to){GAP})(?P<month2>{month}))?"
            rf"\s?,?{GAP}(?:of{GAP})?{some_year}"
        ),
    }


def _counted() -> dict[str, str]:
    """Stretches counted from a date, and what comes again and again."""
    words = calendar_words()
    unit = r"(?P<unit>years?|months?|weeks?|days?|decades?|centur(?:y|ies)|quarters?)\b"
    plain = r"(?:years?|months?|weeks?|days?|quarters?|decades?)\b"
    several = rf"(?P<least>{_number()})(?:(?:{_DASH}|{GAP}(?:to|or){GAP})(?P<most>{_number()}))?"
    qualities = rf"(?:(?:full|calendar|working|business|consecutive|more|additional){GAP})?"
    some_year = _some_year()
    return {
        "recurrence": (
            rf"(?:every|each){GAP}(?:(?:other|second|third|fourth|{_number()}){GAP})?"
            rf"{plain}"
            rf"|(?:once|twice|three{GAP}times|\d{GAP}times){GAP}(?:an?|per|every|each|in){GAP}"
            rf"(?:{_number()}{GAP})?{plain}"
            rf"|per{GAP}(?:year|month|week|day|annum|quarter)\b"
            rf"|{any_of(words.recurrences)}\b"
            rf"|(?:(?<=[\d%]\s)|(?<=illion\s)|(?<=thousand\s)|(?<=hundred\s)"
            rf"|(?<=percent\s)|(?<=[a-z]{{3}}s\s))an?{GAP}(?:year|month|week|day)\b(?!{GAP}(?:ago|later|after|from))"
        ),
        "span": (
            rf"(?P<the>(?:the|our|these){GAP})?(?:very{GAP})?(?P<way>{_NEXT}|{_PAST}){GAP}"
            rf"(?:{several}[\s-]{{1,24}}|(?P<vague>few|several|many|couple{GAP}of){GAP})?"
            rf"{qualities}{unit}(?:[\s-]period\b)?"
        ),
        "relative": (
            rf"(?P<half>later|earlier){GAP}(?P<which1>{_THIS}){GAP}{_KIND_OF_YEAR}(?P<unit1>year|month|week|decade|century|quarter)\b"
            rf"|(?P<which>{_THIS}){GAP}(?:(?P<praise>critical|decisive|crucial|pivotal){GAP})?{_KIND_OF_YEAR}"
            rf"(?P<unit>year|month|week|quarter|decade|century)\b(?P<close>'s{GAP}end\b)?"
            rf"|(?P<which_month>this|next|last){GAP}(?P<month>{any_of(words.months)})\b"
            rf"|(?P<which_season>this|next|last){GAP}(?P<season>{any_of(words.seasons)})\b"
        ),
        "season": rf"(?:the{GAP})?(?P<season>{any_of(words.seasons)}){GAP}(?:of{GAP})?{some_year}",
        "duration": (
            rf"{several}(?P<link>[\s-]{{1,24}}){qualities}{unit}"
            rf"(?P<period>[\s-](?:period|term|timeframe|time{GAP}frame|horizon|window|span)\b)?(?P<ago>{GAP}ago\b)?"
        ),
    }


def _years() -> dict[str, str]:
    """Years and what is said like one."""
    end = r"(?:year[-'’\s]{1,3}(?:s\s)?end|end[-\s]of[-\s](?:the[-\s])?year)\b"
    return {
        "year_end": rf"(?:the{GAP})?{end}(?:{GAP}{_YEAR})?",
        "middle": rf"(?:the{GAP})?mid-?\s?century\b",
        "decade": rf"(?:the{GAP})?(?P<decade>(?:1[89]|20|21)\d0)'?s\b",
        "years": (
            rf"(?:the{GAP})?(?:(?:{_KIND_OF_YEAR}year|fy){GAP}?)?(?<![\d.,$€£#])"
            rf"(?P<year>{_FOUR_DIGITS})(?:{_DASH}(?P<year2>{_FOUR_DIGITS}|\d\d)|/(?P<short>\d\d))?"
            rf"(?![\w%$€£]|[.,/]\d|-\d)(?P<period>{GAP}period\b)?"
        ),
        "bare": rf"the{GAP}(?P<unit>year|decade|century)\b",
        "month": rf"(?P<month>{any_of(calendar_words().months)})\b",
    }


@cache
def edge() -> str:
    """Return the pattern of words that single out an end of a stretch ("the end of")."""
    return (
        rf"(?:(?:the{GAP})?(?:very{GAP})?(?:end|close|beginning|start|middle|rest|remainder){GAP}of{GAP}"
        rf"|(?:the{GAP})?(?:late|early|mid|end)(?:{GAP}|[-‐‑–])(?:in{GAP}|of{GAP})?"
        rf"|later{GAP}in{GAP}|early{GAP}in{GAP})"
    )


@cache
def time_pattern() -> re.Pattern[str]:
    """Return the compiled pattern that finds any time phrase; its group names the shape."""
    parts = [
        f"(?P<{name}>{re.sub(r'[(][?]P<[a-z0-9_]+>', '(?:', shape)})"
        for name, shape in shapes().items()
    ]
    return re.compile(rf"(?<![\w$€£])(?<![a-z]-)(?P<edge>{edge()})?(?:{'|'.join(parts)})")


@cache
def shape_pattern(name: str) -> re.Pattern[str]:
    """Return the compiled pattern of one shape, with the names of its parts."""
    return re.compile(shapes()[name])


@cache
def telling() -> re.Pattern[str]:
    """Return a cheap pattern: a piece of text between blanks that every time phrase has one of."""
    words = calendar_words()
    units = [f"{unit}{ending}" for unit in words.units for ending in ("", "s")]
    heads = [*units, "centuries", "fy", "midcentury", *words.months, *words.short_months]
    heads += [phrase.split()[-1] for phrase in words.recurrences]
    return re.compile(rf"{_FOUR_DIGITS}|\b(?:{any_of(heads)}\b|[qh][1-4])")


@cache
def head() -> re.Pattern[str]:
    """Return the pattern of the first words of time phrases, the only places worth trying."""
    words = calendar_words()
    numbers = number_words()
    heads = [*words.months, *words.short_months, *words.seasons, *words.recurrences]
    heads += [*numbers.ones, *numbers.teens, *numbers.tens, "a", "an", "once", "twice"]
    heads += f"{_NEXT}|{_PAST}".split("|")
    heads += ["the", "our", "these", "very", "this", "current", "present", "per", "every", "each"]
    heads += ["late", "early", "mid", "end", "later", "earlier", "close", "beginning", "start"]
    heads += ["middle", "rest", "remainder", "first", "second", "third", "fourth", "final", "year"]
    heads += ["fy", "calendar", "fiscal", "financial", "academic", "budget", "midcentury"]
    return re.compile(rf"\b(?:\d|[qh][1-4]|fy\d|{any_of(heads)}\b)")


LEADS = ("until", "before", "within", "between", "onward", "reference")


@cache
def lead_pattern() -> re.Pattern[str]:
    """Return the compiled pattern of the words right before a phrase; its group tells the role."""
    words = calendar_words()
    kinds = "|".join(f"(?P<{name}>{any_of(getattr(words, name))})" for name in LEADS)
    small = any_of(["the", "a", "an", "its", "their", "our", "about", "around", "approximately"])
    filler = (
        rf"(?:(?:{small}|roughly|initial|total|maximum){GAP}){{0,3}}"
        rf"(?:(?:period|course|span|term|duration){GAP}of{GAP}(?:the{GAP}|a{GAP})?)?"
    )
    return re.compile(rf"(?<![\w-])(?:{kinds}){GAP}(?P<filler>{filler})\Z")
