"""Typed loading of number words, units and calendar words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from summitry.lexicon.loader import convert_entries, load_entries, load_table

Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words by value, and the words around a number that change what it means."""

    ones: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, float]
    short_scales: dict[str, float]
    money_scales: tuple[str, ...]
    fractions: dict[str, int]
    signs: dict[str, float]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    after_at_least: tuple[str, ...]
    after_at_most: tuple[str, ...]
    between: tuple[str, ...]
    labels: tuple[str, ...]
    idioms: tuple[str, ...]
    set_words: tuple[str, ...]
    party_nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency (ISO 4217) and how texts write it.

    ``magnitude_words`` are ordinary words too; they are money only after "million" and the like.
    ``code_before`` is False where the code before a number is another name ("COP 28").
    """

    code: str
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    magnitude_words: tuple[str, ...] = ()
    code_before: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure or of time; abbreviations keep their capitals, words do not."""

    unit: str
    words: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NounGrammar:
    """What tells the counted noun of a phrase: irregular plurals, words it stops at."""

    plurals: dict[str, str]
    stops: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitWords:
    """All that numbers count in one language."""

    shares: dict[str, tuple[str, ...]]
    currencies: tuple[Currency, ...]
    measures: tuple[Measure, ...]
    durations: tuple[Measure, ...]
    nouns: NounGrammar


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Months, stretches of time, and the words that say what a time phrase does."""

    months: dict[str, int]
    short_months: dict[str, int]
    seasons: tuple[str, ...]
    weekdays: tuple[str, ...]
    units: tuple[str, ...]
    until: tuple[str, ...]
    before: tuple[str, ...]
    within: tuple[str, ...]
    between: tuple[str, ...]
    recurrences: tuple[str, ...]
    plan_nouns: tuple[str, ...]
    counting: tuple[str, ...]
    reference: tuple[str, ...]
    onward: tuple[str, ...]
    scheduling: tuple[str, ...]


@cache
def number_words(language: str = "en") -> NumberWords:
    """Return the number words of a language; LexiconError when the data are invalid."""
    file = f"{language}/numbers.toml"
    return _single(load_table(file), NumberWords, file)


@cache
def unit_words(language: str = "en") -> UnitWords:
    """Return the units of a language; LexiconError when the data are invalid."""
    file = f"{language}/units.toml"
    table = load_table(file)
    return UnitWords(
        shares={unit: tuple(words) for unit, words in table["shares"].items()},
        currencies=load_entries(file, "currency", Currency),
        measures=load_entries(file, "measure", Measure),
        durations=load_entries(file, "duration", Measure),
        nouns=_single(table["nouns"], NounGrammar, f"{file} [nouns]"),
    )


@cache
def calendar_words(language: str = "en") -> CalendarWords:
    """Return the calendar words of a language; LexiconError when the data are invalid."""
    file = f"{language}/calendar.toml"
    return _single(load_table(file), CalendarWords, file)


def _single(row: object, kind: type[Table], where: str) -> Table:
    return convert_entries([row], kind, where=where)[0]
