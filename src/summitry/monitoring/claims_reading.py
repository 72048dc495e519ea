"""Reads what a claim of fact says: so much in a year, so many times in so many years, up so far."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from summitry.lexicon.measures import number_words
from summitry.model import Bound, ClaimKind, FactClaim, QuantityRole
from summitry.monitoring.rules import rule_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import Period, Quantity

FILE = "claims.toml"
_NUMBER = r"(\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)"
_AGO = r"(?:in|over|within|during|for)\s+(?:the\s+)?(?:last\s+|past\s+)?"
_YEARS = re.compile(rf"\b{_AGO}{_NUMBER}\s+years\b")
_SINCE = re.compile(r"\b(?:since|from)\s+((?:19|20)\d\d)\b")
_BETWEEN = re.compile(r"\b(?:between|from)\s+((?:19|20)\d\d)\s+(?:and|to)\s+((?:19|20)\d\d)\b")
_IN_YEAR = re.compile(r"\bin\s+((?:19|20)\d\d)\b")
_NAME_AFTER = r"\s+(?:the\s+)?((?:[A-Z][\w-]+)(?:\s+(?:of\s+)?[A-Z][\w-]+)*)"
_BEFORE = 24
_NOT_HOW_OFTEN = r"(?!\s+(?:a|per|each|every|in)\s+(?:year|month|week|day)\b)"


def read_claim(
    text: str,
    quantities: Sequence[Quantity] = (),
    period: Period | None = None,
    said: str | None = None,
) -> tuple[FactClaim, ...]:
    """Return what a sentence claims, one entry a quantity; empty where it claims no quantity.

    ``quantities`` and ``period`` are those read from the sentence, ``said`` the date of its
    document. A multiple ("almost 100 times in 30 years", "tripled since 2010") is read from the
    words; the levels and changes are those of the quantities.
    """
    lower = text.casefold()
    start, end, years = _span(lower, period)
    shared: dict[str, Any] = {
        "text": text,
        "start": start,
        "end": end,
        "years": years,
        "said": said,
        "forecast": _has(lower, "forecast"),
        "attributed_to": _attributed(text),
    }
    multiple = _multiple(lower)
    if multiple is not None:
        value, before = multiple
        bound, nearly = _limits(before)
        return (
            FactClaim(kind=ClaimKind.MULTIPLE, value=value, bound=bound, nearly=nearly, **shared),
        )
    return tuple(_of_quantity(one, lower, shared) for one in quantities if _counts(one))


def _counts(quantity: Quantity) -> bool:
    return quantity.role is not QuantityRole.DURATION


def _of_quantity(quantity: Quantity, lower: str, shared: dict[str, Any]) -> FactClaim:
    place = lower.find(quantity.text.casefold())
    before = lower[max(0, place - _BEFORE) : max(0, place)]
    bound, nearly = _limits(before)
    bound = quantity.bound if quantity.bound is not Bound.EXACT else bound
    change = quantity.unit == "percent" and (_has(lower, "rising") or _has(lower, "falling"))
    value = -quantity.value if change and _has(lower, "falling") else quantity.value
    kind = ClaimKind.CHANGE if change else ClaimKind.LEVEL
    unit = "percent" if change else quantity.unit
    return FactClaim(kind=kind, value=value, unit=unit, bound=bound, nearly=nearly, **shared)


def _multiple(lower: str) -> tuple[float, str] | None:
    """Return how many times, and the words before it; None where the text claims no multiple."""
    rules = rule_table(FILE)
    words = "|".join(sorted(rules["multiples"], key=len, reverse=True))
    if found := re.search(rf"\b(?:a\s+)?({words})\b", lower):
        return float(rules["multiples"][found[1]]), lower[: found.start()]
    endings = "|".join(sorted(map(re.escape, rules["words"]["times"]), key=len, reverse=True))
    found = re.search(rf"\b{_NUMBER}\s*(?:{endings})\b{_NOT_HOW_OFTEN}", lower)
    value = _number(found[1]) if found else None
    return (value, lower[: found.start()]) if found and value is not None else None


def _limits(before: str) -> tuple[Bound, bool]:
    """Return what the last words before a number limit it to, and whether it is "almost"."""
    near = before[-_BEFORE:].rstrip()
    near = re.sub(r"\s+(?:a|an|the|by)$", "", near)
    words = rule_table(FILE)["words"]
    for name, bound in (
        ("at_least", Bound.AT_LEAST),
        ("at_most", Bound.AT_MOST),
        ("about", Bound.ABOUT),
    ):
        if any(re.search(rf"\b{re.escape(word)}$", near) for word in words[name]):
            return bound, False
    nearly = any(re.search(rf"\b{re.escape(word)}$", near) for word in words["nearly"])
    return (Bound.ABOUT if nearly else Bound.EXACT), nearly


def _span(lower: str, period: Period | None) -> tuple[str | None, str | None, float | None]:
    """Return from when, until when, and how many years a claim is about."""
    if found := _BETWEEN.search(lower):
        return found[1], found[2], None
    since, during = _SINCE.search(lower), _IN_YEAR.search(lower)
    years = _YEARS.search(lower)
    start = since[1] if since else None
    end = period.end if period is not None and period.resolved else None
    end = end or (during[1] if during else None)
    return start, end, _number(years[1]) if years else None


def _number(word: str) -> float | None:
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return _in_words().get(word.replace("-", " "))


@cache
def _in_words() -> dict[str, float]:
    words = number_words()
    known: dict[str, float] = {"a hundred": 100, "hundred": 100, "dozen": 12}
    known |= {**words.ones, **words.teens, **words.tens}
    for ten, value in words.tens.items():
        known |= {f"{ten} {one}": value + more for one, more in words.ones.items()}
    return known


def _has(lower: str, name: str) -> bool:
    words: Iterable[str] = rule_table(FILE)["words"][name]
    return any(re.search(rf"\b{re.escape(word)}\b", lower) for word in words)


def _attributed(text: str) -> str:
    for words in rule_table(FILE)["words"]["attributed"]:
        if found := re.search(rf"\b(?i:{re.escape(words)}){_NAME_AFTER}", text):
            return found[1]
    return ""
