"""Amounts in Chinese: money, shares and counts, with their bounds and exact places."""

from __future__ import annotations

import re
from functools import cache
from typing import final

from summitry.extraction.chinese.numbers import Number, NumberReader, number_reader
from summitry.lexicon.chinese_measures import Units, half_width, load_units
from summitry.model import Bound, Quantity, QuantityRole, Span

_RANGE = re.compile(r"\s?(?:至|到|或|—{1,2}|－|–|-|~|～)\s?")
_NOUN = re.compile(r"[\u4e00-\u9fff]{1,10}")
_NOUN_ENDS = re.compile(r"的|和|与|及|并|用于|以|给|向|在|为")
_BLANK = re.compile(r"\s{0,2}")
_LOOKS_BACK = 6


@final
class _Read:
    """A number with what stands beside it; ``unit`` empty where it counts nothing told."""

    __slots__ = ("end", "number", "role", "start", "surplus", "unit", "value")

    def __init__(self, number: Number) -> None:
        self.number = number
        self.start = number.start
        self.end = number.end
        self.value = number.value
        self.unit = ""
        self.role = QuantityRole.COUNT
        self.surplus = False


class AmountReader:
    """Reads amounts by the units of the lexicon."""

    def __init__(self, units: Units, numbers: NumberReader) -> None:
        self._units = units
        self._numbers = numbers
        self._not_money = _pattern(units.not_money)
        self._money = _pattern(tuple(units.money))
        self._codes = _pattern(tuple(units.money_before))
        self._money_before = re.compile(rf"(?:{_joined(tuple(units.money_before))})\s{{0,2}}\Z")
        self._coins = _pattern(tuple(units.coins))
        self._shares = _pattern(tuple(units.shares))
        self._counters = _pattern(units.counters)
        self._measures = _pattern(units.measures)
        self._named = _pattern(units.naming_after)
        self._names = re.compile(rf"(?:{_joined(units.naming_before)})\s?\Z")
        self._before = re.compile(rf"({_joined(tuple(units.bounds_before))})(?:总额|价值)?\s?\Z")
        self._after = _pattern(tuple(units.bounds_after))

    def find(self, text: str, start: int, end: int) -> list[Quantity]:
        """Return the amounts between two offsets, in reading order."""
        folded = half_width(text[start:end])
        reads: list[_Read] = []
        for number in self._numbers.find(folded, 0, len(folded)):
            if reads and number.start < reads[-1].end:
                continue
            if folded.startswith(self._units.vague, max(0, number.start - 1)):
                continue  # "数百亿": no number is told
            read = self._read(folded, number)
            if reads:
                self._share(folded, reads, read)
            reads.append(read)
        return [
            self._quantity(text, folded, start, read)
            for read in reads
            if read.unit and not self._is_article(read)
        ]

    def _read(self, folded: str, number: Number) -> _Read:
        read = _Read(number)
        position = number.end
        if folded.startswith("百分之", max(0, number.start)):
            read.unit, read.role = "percent", QuantityRole.SHARE
            return read
        if folded[position : position + 1] in ("多", "余") and number.end < len(folded):
            read.surplus = True
            position += 1
        blank = _BLANK.match(folded, position)
        after = blank.end() if blank is not None else position
        if self._by_money(folded, read, after):
            return read
        share = self._shares.match(folded, after)
        if share is not None:
            read.unit, read.role = self._units.shares[share[0]], QuantityRole.SHARE
            read.end = share.end()
            return read
        code = self._money_before.search(folded, max(0, number.start - _LOOKS_BACK), number.start)
        if code is not None:
            read.unit = self._units.money_before[code[0].strip()]
            read.role = QuantityRole.MONEY
            read.start = code.start()
            return read
        self._count(folded, read, after)
        return read

    def _by_money(self, folded: str, read: _Read, after: int) -> bool:
        if self._not_money.match(folded, after):
            return False
        money = self._money.match(folded, after) or self._codes.match(folded, after)
        if money is None:
            return False
        read.unit, read.role = self._units.money_before[money[0]], QuantityRole.MONEY
        read.end = money.end()
        rest = self._numbers.find(folded, read.end, min(len(folded), read.end + 6))
        for number in rest:
            joined = folded[read.end : number.start]
            coin = self._coins.match(folded, number.end)
            if joined not in ("", "又", "零") or coin is None:
                break
            read.value += number.value / self._units.coins[coin[0]]
            read.end = coin.end()
        before = self._money_before.search(
            folded, max(0, read.start - _LOOKS_BACK), read.number.start
        )
        if before is not None and self._units.money_before[before[0].strip()] == read.unit:
            read.start = before.start()
        return True

    def _count(self, folded: str, read: _Read, after: int) -> None:
        number = read.number
        if self._names.search(folded, max(0, number.start - 3), number.start):
            return
        measure = self._measures.match(folded, after)
        if measure is not None:
            read.unit, read.end = measure[0], measure.end()
            return
        counter = self._counters.match(folded, after)
        if counter is None:
            if self._named.match(folded, after) or number.value < 2:
                return
            if number.magnitude == 1 and number.written and number.value < 10:
                return  # "两国", "三农": a set known by its number
        elif self._named.match(folded, after) and not folded.startswith("个", after):
            return
        position = counter.end() if counter is not None else after
        noun = _NOUN.match(folded, position)
        if noun is not None:
            wording = _NOUN_ENDS.split(noun[0], maxsplit=1)[0]
            read.unit = wording or (counter[0] if counter is not None else "")
            read.end = position
        elif counter is not None:
            read.unit, read.end = counter[0], counter.end()

    def _share(self, folded: str, reads: list[_Read], read: _Read) -> None:
        """Lend the unit of a range's upper end to its lower: "30至50亿美元"."""
        lower = reads[-1]
        if lower.unit and lower.role is read.role:
            return
        between = folded[lower.end : read.number.start]
        if not read.unit or not _RANGE.fullmatch(between) or lower.value > read.value:
            return
        if lower.number.magnitude == 1 and lower.value < read.value / max(read.number.magnitude, 1):
            lower.value *= read.number.magnitude
        lower.unit, lower.role = read.unit, read.role

    def _is_article(self, read: _Read) -> bool:
        """Tell 一个 that introduces a thing, as "a" does, from one that counts."""
        return read.value == 1 and read.number.written and read.role is QuantityRole.COUNT

    def _quantity(self, text: str, folded: str, offset: int, read: _Read) -> Quantity:
        span = Span(offset + read.start, offset + read.end)
        bound = Bound.EXACT
        before = self._before.search(folded, max(0, read.start - _LOOKS_BACK), read.start)
        after = self._after.match(folded, read.end)
        if before is not None:
            bound = Bound(self._units.bounds_before[before[1]])
        elif after is not None:
            bound = Bound(self._units.bounds_after[after[0]])
        elif read.surplus:
            bound = Bound.AT_LEAST
        return Quantity(span, span.of(text), read.value, read.unit, bound, read.role)


def _joined(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_joined(words))


@cache
def amount_reader() -> AmountReader:
    """Return the reader of amounts, built once."""
    return AmountReader(load_units(), number_reader())


def find_amounts(text: str, start: int, end: int) -> list[Quantity]:
    """Return the amounts between two offsets of a text.

    >>> [(one.value, one.unit) for one in find_amounts("提供260亿元人民币", 0, 10)]
    [(26000000000.0, 'CNY')]
    """
    return amount_reader().find(text, start, end)
