"""What each amount of money in a promise is: pledged, a level, a conversion, part of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from summitry.lexicon.tracing import PurposeWords, purpose_words
from summitry.model import Promise, QuantityRole
from summitry.tracing.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Quantity, Remark

_WORD = re.compile(r"[\w’'.-]+")
_BETWEEN = re.compile(r"\s*(?:-|–|—|to|and|or)\s*(?:[A-Z]{0,3}\$|€|£|¥)?\s*\Z")
_NEAR_WORDS = 5
_LAST_WORDS = 3


class AmountRole(StrEnum):
    """What an amount is in its sentence."""

    PLEDGED = "pledged"
    LEVEL = "level"
    CONVERSION = "conversion"
    RANGE_END = "range end"
    EARLIER_TOTAL = "earlier total"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money and its role; ``total`` tells that it holds the others beside it."""

    value: float
    unit: str
    text: str
    role: AmountRole
    total: bool = False


def amounts_in(source: Promise | Remark) -> tuple[Amount, ...]:
    """Return the amounts of money of a promise or remark in their order, each with its role."""
    words = purpose_words(source.occasion.language)
    record = source.commitment if isinstance(source, Promise) else source.statement
    money = [one for one in record.quantities if one.role is QuantityRole.MONEY]
    placed = _placed(source.quote, money)
    found: list[Amount] = []
    last_end, last_unit = 0, ""
    for quantity, start in placed:
        before = source.quote[:start]
        role = _role(before, source.quote[last_end:start], (quantity.unit, last_unit), words)
        total = _ends_with(before, words.money.get("total", frozenset()), _LAST_WORDS)
        found.append(Amount(quantity.value, quantity.unit, quantity.text, role, total))
        last_end, last_unit = start + len(quantity.text), quantity.unit
    return _parts_marked(found)


def spends_the_one_before(source: Promise) -> bool:
    """Tell whether a promise says that it spends a part of the amount named before it."""
    words = purpose_words(source.occasion.language)
    low = _words(source.quote)
    return any(
        tuple(low[at : at + len(cue)]) == cue
        for cue in words.money.get("part_of_before", ())
        for at in range(len(low))
    )


def tells_of_payment(remark: Remark) -> bool:
    """Tell whether a remark says that money was paid, and not what trade or output came to."""
    terms = terms_of(remark.occasion.language)
    level_of = {cue[0] for cue in terms.words.money.get("level_of", ())}
    low = set(_words(remark.quote))
    paid = any(terms.words.stem(word) in terms.words.paying for word in low & terms.words.past)
    return paid and not low & level_of


def _placed(quote: str, money: Sequence[Quantity]) -> list[tuple[Quantity, int]]:
    placed = []
    position = 0
    for quantity in money:
        start = quote.find(quantity.text, position) if quantity.text else -1
        start = start if start >= 0 else position
        placed.append((quantity, start))
        position = start + len(quantity.text)
    return placed


def _role(before: str, between: str, units: tuple[str, str], words: PurposeWords) -> AmountRole:
    unit, last_unit = units
    cues = words.money
    if last_unit and unit == last_unit and _BETWEEN.fullmatch(between):
        return AmountRole.RANGE_END
    if last_unit and unit != last_unit and len(_words(between)) <= _LAST_WORDS:
        said = _ends_with(between, cues.get("converted", frozenset()), _LAST_WORDS)
        if said or "(" in between:
            return AmountRole.CONVERSION
    if _ends_with(before, cues.get("earlier_total", frozenset()), _LAST_WORDS) and last_unit:
        return AmountRole.EARLIER_TOTAL
    if _is_level(_words(before), cues):
        return AmountRole.LEVEL
    return AmountRole.PLEDGED


def _is_level(before: list[str], cues: dict[str, frozenset[tuple[str, ...]]]) -> bool:
    def heads(kind: str) -> set[str]:
        return {cue[0] for cue in cues.get(kind, ())}

    near = before[-_NEAR_WORDS:]
    grows = bool(heads("growth") & set(before))
    of_level = bool(heads("level_of") & set(before))
    return (grows or of_level) and bool(heads("to_level") & set(near[-_LAST_WORDS:]))


def _parts_marked(found: list[Amount]) -> tuple[Amount, ...]:
    """Mark what a total beside it holds already: "1 million a year, in all 3 million"."""
    totals = {one.unit for one in found if one.total and one.role is AmountRole.PLEDGED}
    return tuple(
        Amount(one.value, one.unit, one.text, AmountRole.PART)
        if one.unit in totals
        and not one.total
        and one.role is AmountRole.PLEDGED
        and len(found) > 1
        else one
        for one in found
    )


def _ends_with(text: str, cues: frozenset[tuple[str, ...]], within: int) -> bool:
    low = _words(text)[-within:]
    return any(tuple(low[at : at + len(cue)]) == cue for cue in cues for at in range(len(low)))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
