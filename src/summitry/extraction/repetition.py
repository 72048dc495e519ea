"""An act told twice in one document: the later record points at the earlier one.

Records are compared by the words that carry their meaning, through an index of those words, so
that a long document costs no more per record than a short one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from summitry.model import QuantityRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Commitment

_WORD = re.compile(r"\w{4,}")
_IDEOGRAPHS = "\u2e80"
_ALIKE = 0.75
_SAME_SUM = 0.35  # with one and the same amount
_COMMON = 40  # words in more records than this tell nothing
_COMMON_PAIR = 12  # of two ideographs, of which an act has many
_FEWEST = 3
_CANDIDATES = 5
_STEMS_MAX = 50_000
_EMPTY = frozenset({"will", "shall", "with", "that", "their", "this", "from", "over"})


def mark_repeats(records: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Return the records, those that repeat an earlier act with its number."""
    bags = [_bag(record) for record in records]
    index: dict[str, list[int]] = {}
    marked: list[Commitment] = []
    for position, record in enumerate(records):
        earlier = _earlier(position, records, bags, index)
        if earlier is None:
            marked.append(record)
        else:
            first = marked[earlier].repeats or records[earlier].number
            marked.append(replace(record, repeats=first))
        for word in bags[position]:
            index.setdefault(word, []).append(position)
    return tuple(marked)


def _bag(record: Commitment) -> frozenset[str]:
    named: set[str] = set()
    for word in _WORD.findall(record.quote.lower()):
        if word[0] < _IDEOGRAPHS:
            named.add(_stem(word))
        else:  # written without blanks: every two signs that stand together
            named.update(word[place : place + 2] for place in range(len(word) - 1))
    return frozenset(named - _EMPTY)


@lru_cache(_STEMS_MAX)
def _stem(word: str) -> str:
    """Fold the endings that change between "will recognize" and "recognition of"."""
    for ending in ("ations", "ation", "ing", "ion", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _earlier(
    position: int,
    records: Sequence[Commitment],
    bags: list[frozenset[str]],
    index: dict[str, list[int]],
) -> int | None:
    bag = bags[position]
    if len(bag) < _FEWEST:
        return None
    shared: dict[int, int] = {}
    for word in bag:
        places = index.get(word)
        most = _COMMON if word[0] < _IDEOGRAPHS else _COMMON_PAIR
        if places is not None and len(places) <= most:
            for place in places:
                shared[place] = shared.get(place, 0) + 1
    fewest = _SAME_SUM * len(bag)
    candidates = [(place, count) for place, count in shared.items() if count >= fewest]
    if not candidates:
        return None
    # Sets of words come in another order in every process: the earlier of two alike is taken.
    candidates.sort(key=itemgetter(0))
    candidates.sort(key=itemgetter(1), reverse=True)
    actors = {mention.code for mention in records[position].actors}
    for candidate, count in candidates[:_CANDIDATES]:
        other = records[candidate]
        if not actors & {mention.code for mention in other.actors}:
            continue
        sums, other_sums = _sums(records[position]), _sums(other)
        if sums and other_sums and not sums & other_sums:
            continue  # the same words with another amount are another promise
        likeness = count / len(bag | bags[candidate])
        needed = _SAME_SUM if sums & other_sums else _ALIKE
        if likeness >= needed:
            return candidate
    return None


def _sums(record: Commitment) -> set[tuple[float, str]]:
    return {
        (one.value, one.unit) for one in record.quantities if one.role is not QuantityRole.DURATION
    }
