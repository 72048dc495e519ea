"""Objects with a sum of their own: "$5 million for wells and $3 million for schools"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from summitry.extraction.clauses import Act
from summitry.extraction.words import Tag, Words
from summitry.model import QuantityRole

if TYPE_CHECKING:
    from summitry.extraction.figures import Figures

_PURPOSES = frozenset({"for", "to", "toward", "towards", "in"})
_LEADING = frozenset({"a", "an", "further", "another", "additional", "some", "up", "to", "over"})
_PURPOSE_REACH = 7


def split_sums(words: Words, act: Act, figures: Figures) -> list[Act]:
    """Return the act, cut before every further sum that has a purpose of its own."""
    numbers = 0
    for index in range(act.verb, act.after):
        numbers += words.tags[index] & Tag.NUMBER != 0
    if numbers < 2:
        return [act]
    sums = [
        words.at(quantity.span.start)
        for quantity in figures.quantities
        if quantity.role is QuantityRole.MONEY
        and words.starts[act.verb] <= quantity.span.start < words.ends[act.after - 1]
    ]
    acts = [act]
    for before, index in pairwise(sums):
        opening = _opening(words, before, index)
        if opening is None or not (
            _has_purpose(words, before, opening[0]) and _has_purpose(words, index, act.after)
        ):
            continue
        cut, first = opening
        acts[-1] = acts[-1].until(cut)
        acts.append(Act(first, first, act.after, first, act.form))
    return acts


def _opening(words: Words, before: int, index: int) -> tuple[int, int] | None:
    """Return where the first sum's part ends and the next one's begins, or None."""
    first = index
    while first - 1 > before and words.lower[first - 1] in _LEADING:
        first -= 1
    cut = first
    while cut - 1 > before and words.lower[cut - 1] in (",", "and", "plus"):
        cut -= 1
    return (cut, first) if cut < first else None


def _has_purpose(words: Words, index: int, bound: int) -> bool:
    near = words.lower[index + 1 : min(bound, index + _PURPOSE_REACH)]
    return not _PURPOSES.isdisjoint(near)
