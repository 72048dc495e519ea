"""How Chinese writes numbers, and what they count: signs, units, bounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from summitry.lexicon.loader import load_table

_COMMA = 0xFF0C  # parts clauses, never the figures of a number
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != _COMMA}


@dataclass(frozen=True, slots=True)
class NumberSigns:
    """The signs numbers are written with, each with its value, and wordings that tell no number.

    ``digits`` are 0 to 9, ``tens`` the powers of ten within a group of four figures, ``groups``
    those that close one; ``surplus`` are signs such as 余 between them, and
    ``formal`` those that alone are parts of other words.
    """

    digits: dict[str, int]
    tens: dict[str, int]
    groups: dict[str, int]
    point: str
    part: str
    half: str
    surplus: str
    suffixes: dict[str, int]
    formal: str
    idioms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """What stands beside a number: wordings by what they mean, the longest first.

    ``money`` and ``money_before`` give ISO 4217 codes, ``coins`` how many make one of their
    money, ``shares`` the unit of a share, ``bounds_before`` and ``bounds_after`` a bound.
    """

    money: dict[str, str]
    money_before: dict[str, str]
    coins: dict[str, int]
    not_money: tuple[str, ...]
    shares: dict[str, str]
    counters: tuple[str, ...]
    measures: tuple[str, ...]
    vague: tuple[str, ...]
    naming_after: tuple[str, ...]
    naming_before: tuple[str, ...]
    bounds_before: dict[str, str]
    bounds_after: dict[str, str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words of time phrases; see ``data/zh/calendar.toml``."""

    until: tuple[str, ...]
    after: tuple[str, ...]
    leads: tuple[str, ...]
    ends: tuple[str, ...]
    units: dict[str, str]
    years: dict[str, int]
    parts: dict[str, str]
    plans: dict[str, tuple[int, int]]
    centuries: dict[str, int]
    recurring: tuple[str, ...]
    refers_after: tuple[str, ...]
    refers_before: tuple[str, ...]

    @property
    def year_ends(self) -> tuple[str, ...]:
        """The wordings for the end of a year."""
        return tuple(word for word, part in self.parts.items() if part == "year end")


@cache
def load_calendar() -> Calendar:
    """Return the words of time phrases; see ``data/zh/calendar.toml``."""
    table = load_table("zh/calendar.toml")
    return Calendar(
        until=_longest_first(table["limits"]["until"]),
        after=_longest_first(table["limits"]["after"]),
        leads=_longest_first(table["from_now"]["leads"]),
        ends=_longest_first(table["from_now"]["ends"]),
        units=_by_wording(table["units"]),
        years={word: int(count) for word, count in _by_wording(table["years"]).items()},
        parts=_by_wording(table["parts"]),
        plans={name: (first, last) for name, (first, last) in table["plans"]["wordings"].items()},
        centuries=dict(table["centuries"]),
        recurring=_longest_first(table["recurring"]["wordings"]),
        refers_after=_longest_first(table["referring"]["after"]),
        refers_before=_longest_first(table["referring"]["before"]),
    )


@cache
def load_number_signs() -> NumberSigns:
    """Return the signs of numbers; see ``data/zh/numbers.toml``."""
    table = load_table("zh/numbers.toml")
    signs = table["signs"]
    return NumberSigns(
        digits=_by_sign(table["digits"]),
        tens=_by_sign(table["tens"]),
        groups=_by_sign(table["groups"]),
        point=signs["point"],
        part=signs["part"],
        half=signs["half"],
        surplus=signs["surplus"],
        suffixes=dict(signs["suffixes"]),
        formal=signs["formal"],
        idioms=_longest_first(table["idioms"]["wordings"]),
    )


@cache
def load_units() -> Units:
    """Return what numbers count; see ``data/zh/units.toml``."""
    table = load_table("zh/units.toml")
    money = _by_wording(table["money"])
    return Units(
        money=money,
        money_before=_by_wording(table["signs"]) | money,
        coins={word: int(count) for word, count in _by_wording(table["coins"]).items()},
        not_money=_longest_first(table["not_money"]["wordings"]),
        shares=_by_wording(table["shares"]),
        counters=_longest_first(table["counters"]["generic"]),
        measures=_longest_first(table["counters"]["measures"]),
        vague=_longest_first(table["counters"]["vague"]),
        naming_after=_longest_first(table["naming"]["after"]),
        naming_before=_longest_first(table["naming"]["before"]),
        bounds_before=_by_wording(table["bounds"]["before"]),
        bounds_after=_by_wording(table["bounds"]["after"]),
    )


def half_width(text: str) -> str:
    """Return a text with full-width figures, letters and signs made half-width, offsets kept.

    >>> half_width("２０３０年，５％")
    '2030年，5%'
    """
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def _by_sign(table: dict[str, str]) -> dict[str, int]:
    return {sign: int(value) for value, signs in table.items() for sign in signs}


def _by_wording(table: dict[str, str]) -> dict[str, str]:
    found = {word: meaning for meaning, words in table.items() for word in words.split("|")}
    return dict(sorted(found.items(), key=lambda one: (-len(one[0]), one[0])))


def _longest_first(words: str) -> tuple[str, ...]:
    return tuple(sorted(words.split("|"), key=lambda word: (-len(word), word)))
