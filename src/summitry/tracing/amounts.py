"""Amounts that stand in a passage of a report: money, shares, and what is counted."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summitry.lexicon.grammar import load_grammar
from summitry.lexicon.measures import NumberWords, UnitWords, number_words, unit_words
from summitry.lexicon.tracing import purpose_words
from summitry.model import Quantity, QuantityRole, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_YEARS = range(1900, 2101)
_SHORTEST = 4
_MOST_NOUN_WORDS = 6
_LONGEST_NOUN = 60
_WORD = re.compile(r"\s+([^\W\d_][\w'’-]*)")


def find_amounts(text: str, start: int, end: int, language: str) -> tuple[Quantity, ...]:
    """Return the amounts in ``text[start:end]``, in their order; years and dates are none.

    A plain reader for passages that no engine has read. Empty for a language without number
    words.
    """
    if not purpose_words(language).known:
        return ()
    return tuple(_found(text, start, end, language))


def _found(text: str, start: int, end: int, language: str) -> Iterator[Quantity]:
    reader = _reader(language)
    for match in reader.pattern.finditer(text, start, end):
        value = reader.value(match)
        if value is None:
            continue
        unit = reader.currency(match)
        if unit:
            span = Span(match.start(), match.end())
            yield Quantity(span, span.of(text), value, unit, role=QuantityRole.MONEY)
        elif match["share"]:
            span = Span(match.start("number"), match.end("share"))
            yield Quantity(span, span.of(text), value, "percent", role=QuantityRole.SHARE)
        elif not match["symbol"]:
            last = match.end("scale") if match["scale"] else match.end("number")
            noun_end = reader.noun_end(text, last, end)
            if noun_end and not (value in _YEARS and not match["scale"]):
                span = Span(match.start("number"), noun_end)
                yield Quantity(span, span.of(text), value, reader.singular(text, noun_end))


class _Reader:
    def __init__(self, numbers: NumberWords, units: UnitWords, closed: frozenset[str]) -> None:
        self._scales = numbers.scales | numbers.short_scales
        self._words = numbers.ones | numbers.teens | numbers.tens
        self._symbols = {symbol: one.code for one in units.currencies for symbol in one.symbols}
        self._names = {word: one.code for one in units.currencies for word in one.words}
        self._stops = closed | set(units.nouns.stops) | set(units.nouns.never)
        self._plurals = units.nouns.plurals
        shares = units.shares["percent"]
        self.pattern = re.compile(
            rf"(?<![\w.,$€£¥-])(?:(?P<symbol>{_any(self._symbols)})\s?)?"
            rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
            rf"|\b(?:{_any(self._words)})\b)"
            rf"(?:[\s-]?(?P<scale>{_any(numbers.scales)})\b|(?P<short>{_any(numbers.short_scales)})\b)?"
            rf"(?:\s?(?P<share>{_any(shares)})(?!\w)|\s(?P<currency>{_any(self._names)})s?\b)?"
            r"(?![\w%]|[.,-]\d)",
            re.IGNORECASE,
        )

    def value(self, match: re.Match[str]) -> float | None:
        written = match["number"].lower().replace(",", "")
        number = float(self._words[written]) if written in self._words else float(written)
        scale = match["scale"] or (match["short"] if match["symbol"] else None)
        if match["short"] and not match["symbol"]:
            return None
        return number * self._scales[scale.lower()] if scale else number

    def currency(self, match: re.Match[str]) -> str | None:
        if match["symbol"]:
            return self._symbols.get(match["symbol"].lower())
        return self._names.get(match["currency"].lower()) if match["currency"] else None

    def noun_end(self, text: str, position: int, end: int) -> int | None:
        last = None
        for _ in range(_MOST_NOUN_WORDS):
            word = _WORD.match(text, position, end)
            if word is None or word[1].lower() in self._stops:
                break
            position = word.end()
            if len(word[1]) >= _SHORTEST and word[1].endswith(("s", "people", "men", "children")):
                last = position
        return last

    def singular(self, text: str, noun_end: int) -> str:
        noun = text[max(0, noun_end - _LONGEST_NOUN) : noun_end].rsplit(maxsplit=1)[-1].lower()
        if noun in self._plurals:
            return self._plurals[noun]
        if noun.endswith("ies"):
            return noun[:-3] + "y"
        return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _any(wordings: Iterable[str]) -> str:
    ordered = sorted(wordings, key=lambda one: (-len(one), one))
    return "|".join(re.escape(one) for one in ordered)


@cache
def _reader(language: str) -> _Reader:
    words = load_grammar(language).words
    closed = words["determiners"] | words["prepositions"] | words["conjunctions"]
    return _Reader(
        number_words(language),
        unit_words(language),
        frozenset(closed | words["auxiliaries"] | words["relatives"]),
    )
