"""Finds amounts: money, shares, counts and durations, with their bounds and exact places."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summitry.extraction.amounts_context import (
    bound_of,
    is_date,
    is_idiom,
    is_known_set,
    is_label,
    is_measured,
    is_part_of_code,
    is_year,
)
from summitry.extraction.amounts_units import Unit, money_before, noun_after, unit_after
from summitry.extraction.numbers import (
    Number,
    fold,
    follows_letter,
    number_matches,
    read_number,
)
from summitry.lexicon.measures import number_words
from summitry.model import Bound, Quantity, QuantityRole, Span

if TYPE_CHECKING:
    from collections.abc import Callable

_SMALL = 12
_MEASURED = (QuantityRole.MONEY, QuantityRole.SHARE, QuantityRole.DURATION)
_DIGITS_FIRST = re.compile(r"[\d.,]*\d")
_HYPHENED = re.compile(r"[-‐‑][a-z]")
_DASHED = re.compile(r"\s?[-‐‑–]\s?[a-z]")
_RANGE = re.compile(r"\s?[-–—]\s?|\s{1,24}(?:to|or|and)\s{1,24}")
_BETWEEN = re.compile(r"(?<!\w)between\s{1,24}\S{0,4}\Z")


@dataclass(frozen=True)
class _Reading:
    """A number with what stands beside it, before it is known to be an amount.

    ``start`` and ``end`` take in the currency sign before and the unit after the number.
    """

    number: Number
    start: int
    end: int
    unit: str
    role: QuantityRole
    counted: bool
    bound: Bound
    magnitude: float

    @property
    def bare(self) -> bool:
        return self.unit == ""

    @property
    def value(self) -> float:
        return replace(self.number, magnitude=self.magnitude).value


def find_amounts(
    text: str, start: int, end: int, taken: Callable[[], list[tuple[int, int]]] = list
) -> list[Quantity]:
    """Return every amount in ``text[start:end]``, in reading order.

    Spans are offsets into ``text``; no amount overlaps one of the ranges that ``taken`` returns,
    which is asked only once a number is found. ``unit`` is empty where a number counts
    something the clause does not name.

    >>> [(q.text, q.value, q.unit) for q in find_amounts("up to $3.5 million", 0, 18)]
    [('$3.5 million', 3500000.0, 'USD')]
    """
    original = text[start:end]
    folded = fold(original)
    readings: list[_Reading] = []
    ranges: list[tuple[int, int]] | None = None
    for match in number_matches(folded):
        number = read_number(match)
        if not math.isfinite(number.value):
            continue
        if ranges is None:
            ranges = taken()
        if _overlaps(ranges, number.start + start, number.end + start):
            continue
        reading = _read(folded, original, number)
        if reading is not None:
            readings.append(reading)
    kept = [reading for reading in _joined(folded, readings) if _is_amount(folded, reading)]
    return [
        Quantity(
            Span(reading.start + start, reading.end + start),
            original[reading.start : reading.end],
            reading.value,
            reading.unit,
            reading.bound,
            reading.role,
        )
        for reading in kept
    ]


def _overlaps(ranges: list[tuple[int, int]], left: int, right: int) -> bool:
    return any(low < right and left < high for low, high in ranges)


def _read(folded: str, original: str, number: Number) -> _Reading | None:
    """Return a number with its unit, or None where it is a name, a code or a date."""
    money = money_before(folded, original, number.start)
    unit = None if money else unit_after(folded, original, number.end, number.magnitude)
    number = _with_true_magnitude(original, number, is_money=bool(money or _is_money(unit)))
    if money is None and _is_name(folded, original, number, unit):
        return None
    start = money[1] if money else number.start
    if money is not None:
        again = unit_after(folded, original, number.end, number.magnitude)
        repeated = again is not None and again.name == money[0]
        end = again.end if again and repeated else number.end
        unit = Unit(money[0], QuantityRole.MONEY, end)
    counted = unit is None
    if unit is None:
        unit = noun_after(folded, number.end, many=number.value != 1)
    if unit is None and "/" not in folded[number.start : number.end] and _is_share(number):
        unit = Unit("", QuantityRole.SHARE, number.end)
    name, role, end = (
        (unit.name, unit.role, unit.end) if unit else ("", QuantityRole.COUNT, number.end)
    )
    bound = bound_of(folded, start, end)
    return _Reading(number, start, end, name, role, counted, bound, number.magnitude)


def _is_money(unit: Unit | None) -> bool:
    return unit is not None and unit.role is QuantityRole.MONEY


def _is_share(number: Number) -> bool:
    return number.words and 0 < number.value < 1


def _with_true_magnitude(original: str, number: Number, *, is_money: bool) -> Number:
    """Drop a magnitude that is only an abbreviation of one beside money ("5 m" is a length)."""
    letter = number.shorthand
    if not letter or is_money or letter == "k":
        return number
    if len(letter) == 1 and original[number.end - 1].isupper():
        return number
    digits = _DIGITS_FIRST.match(original[number.start : number.end])
    end = number.start + digits.end() if digits else number.end
    return Number(number.start, end, number.mantissa, 1, words=False)


def _is_name(folded: str, original: str, number: Number, unit: Unit | None) -> bool:
    """Tell whether a number without a currency sign names something instead of counting."""
    if number.words:
        return _is_turn_of_speech(folded, number, unit)
    if follows_letter(folded, number.start) or is_part_of_code(folded, number):
        return True
    return _is_number_of_a_thing(folded, original, number, measured=unit is not None)


def _is_number_of_a_thing(folded: str, original: str, number: Number, *, measured: bool) -> bool:
    following = folded[number.end : number.end + 2]
    if not measured and (following[:1].isalpha() or _HYPHENED.match(following)):
        return True
    if measured or number.magnitude > 1:
        return False
    if is_label(folded, number.start) or is_date(folded, original, number.start, number.end):
        return True
    if is_year(folded, number):
        return not _counts_although_a_year(folded, number)
    return False


def _counts_although_a_year(folded: str, number: Number) -> bool:
    """A round "2000" before a plural noun counts; so does a year's number after a bound."""
    noun = noun_after(folded, number.end, many=True)
    if noun is None:
        return False
    bounded = bound_of(folded, number.start, number.end) is not Bound.EXACT
    known = is_known_set(folded, number.start)
    return not known and (bounded or number.value % 100 == 0)


def _is_turn_of_speech(folded: str, number: Number, unit: Unit | None) -> bool:
    if is_idiom(folded, number.start) or folded[number.start - 1 : number.start] in ("-", "‐", "‑"):
        return True
    if unit is not None:
        one = number.value == 1 and number.magnitude == 1
        hyphen = folded[number.end : number.end + 1] in ("-", "‐", "‑")
        vague = one and unit.name in ("day", "second", "quarter", "night") and not hyphen
        return vague or folded.startswith("-old", unit.end)
    if _DASHED.match(folded[number.end : number.end + 3]):
        return True
    return number.magnitude == 1 and is_label(folded, number.start)


def _joined(folded: str, readings: list[_Reading]) -> list[_Reading]:
    """Let the two ends of a range share their unit and magnitude ("$5-10 million")."""
    joined = list(readings)
    for place in range(len(joined) - 1):
        low, high = joined[place], joined[place + 1]
        if not _is_range(folded, low, high):
            continue
        if low.bare or (low.counted and not high.counted):
            low = replace(low, unit=high.unit, role=high.role, counted=high.counted)
        elif high.bare:
            high = replace(high, unit=low.unit, role=low.role, counted=low.counted)
        elif low.role is QuantityRole.MONEY and high.role is QuantityRole.COUNT:
            high = replace(high, unit=low.unit, role=low.role, counted=False, end=high.number.end)
        if low.magnitude == 1 and low.number.mantissa <= high.number.mantissa:
            low = replace(low, magnitude=high.magnitude)
        bound = low.bound if high.bound is Bound.EXACT else high.bound
        joined[place : place + 2] = [low, replace(high, bound=bound)]
    return joined


def _is_range(folded: str, low: _Reading, high: _Reading) -> bool:
    link = folded[low.end if high.bare else low.number.end : high.start]
    if low.end > high.start or not _RANGE.fullmatch(link):
        return False
    return (
        "and" not in link or _BETWEEN.search(folded[max(0, low.start - 32) : low.start]) is not None
    )


def _is_amount(folded: str, reading: _Reading) -> bool:
    """Tell whether a number with its unit is an amount of something."""
    number = reading.number
    if reading.role in _MEASURED or not reading.counted:
        return True
    bounded = reading.bound is not Bound.EXACT
    if reading.bare:
        written = folded[number.start : number.end]
        # "2K" alone is a mark on the page more often than an amount.
        if number.shorthand == "k" or reading.magnitude > 1 or bounded:
            return number.shorthand != "k"
        if number.words:
            return reading.value > _SMALL
        return any(mark in written for mark in ".,") or is_measured(folded, number.start)
    if reading.unit in number_words().party_nouns and reading.magnitude == 1:
        return not is_known_set(folded, reading.start) and reading.value > _SMALL
    # "One" is a pronoun or an article more often than a count, "zero" tells a kind.
    return not (number.words and reading.value in (0, 1) and not bounded)
