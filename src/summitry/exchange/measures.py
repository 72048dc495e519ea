"""Numbers in their units as people read them, whole or estimated."""

from __future__ import annotations

import math
from functools import cache

from summitry.exchange.wording import LARGE, measure_words
from summitry.lexicon.measures import unit_words


def counted_words(value: float, unit: str) -> str:
    """Return a number in its unit, nouns in their plural: 100 pairs, 70 billion USD.

    >>> counted_words(100, "pair"), counted_words(50e6, "dose"), counted_words(1, "city")
    ('100 pairs', '50 million doses', '1 city')
    """
    if value == 1 or not unit or unit == "percent" or unit != unit.casefold():
        return measure_words(value, unit)
    return measure_words(value, _plurals().get(unit) or _regular(unit))


@cache
def _plurals() -> dict[str, str]:
    return {one: many for many, one in unit_words().nouns.plurals.items()}


def _regular(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith(("s", "craft")) else f"{noun}s"


def about_words(value: float, unit: str) -> str:
    """Return a number that is only estimated, to three digits: 152 billion USD.

    >>> about_words(1.5236e11, "USD"), about_words(0.01234, "percent")
    ('152 billion USD', '0.0123%')
    """
    if value == 0 or not math.isfinite(value):
        return counted_words(value, unit)
    rounded = round(value, 2 - math.floor(math.log10(abs(value))))
    for name, size in LARGE:
        if abs(rounded) >= size:
            return f"{rounded / size:.3g} {name} {unit}".strip()
    return counted_words(float(f"{rounded:.12g}"), unit)
