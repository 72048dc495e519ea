"""Number words, units and calendar words of Russian, by base forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from summitry.lexicon.loader import load_entries, load_table
from summitry.lexicon.russian import plain


@dataclass(frozen=True, slots=True)
class RussianCurrency:
    """A currency (ISO 4217): its nouns, what tells it from others of the name, its signs."""

    code: str
    nouns: str
    of: str = ""
    signs: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class RussianMeasures:
    """All that numbers are written with and count; words are base forms with "е" for "ё"."""

    values: dict[str, float]
    scales: dict[str, float]
    bounds: dict[str, frozenset[str]]
    labels: frozenset[str]
    party_nouns: frozenset[str]
    currencies: dict[str, tuple[RussianCurrency, ...]]
    signs: dict[str, str]
    shares: frozenset[str]
    durations: dict[str, str]
    abbreviations: dict[str, str]


@cache
def russian_measures() -> RussianMeasures:
    """Return the number words and units; LexiconError when the data are invalid."""
    numbers, units = load_table("ru/numbers.toml"), load_table("ru/units.toml")
    currencies: dict[str, list[RussianCurrency]] = {}
    signs: dict[str, str] = {}
    for one in load_entries("ru/units.toml", "currency", RussianCurrency):
        for noun in plain(one.nouns).split():
            currencies.setdefault(noun, []).append(one)
        signs |= dict.fromkeys(one.signs.split(), one.code)
    words = numbers["words"]
    return RussianMeasures(
        values={plain(word): float(value) for word, value in numbers["values"].items()},
        scales={plain(word): float(value) for word, value in numbers["scales"].items()},
        bounds={name: _set(words[name]) for name in ("at_least", "at_most", "about")},
        labels=_set(words["labels"]),
        party_nouns=_set(words["party_nouns"]),
        currencies={noun: tuple(many) for noun, many in currencies.items()},
        signs=signs,
        shares=_set(units["shares"]["percent"]),
        durations={
            word: unit for unit, listed in units["durations"].items() for word in _set(listed)
        },
        abbreviations=dict(units["abbreviations"]),
    )


@cache
def russian_calendar() -> dict[str, Any]:
    """Return the months and seasons by stem, plan nouns and recurrences."""
    table = load_table("ru/calendar.toml")
    return {
        "months": dict(table["months"]),
        "seasons": {stem: tuple(months) for stem, months in table["seasons"].items()},
        "plan_nouns": _set(table["words"]["plan_nouns"]),
        "recurrences": tuple(table["words"]["recurrences"]),
    }


def _set(words: str) -> frozenset[str]:
    return frozenset(plain(words).split())
