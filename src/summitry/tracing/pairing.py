"""From likely pairs to links: who belongs to whom, one to one, and what was split or merged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.tracing.facts import Facts
    from summitry.tracing.likeness import Likeness, Likenesses

_EQUAL = 0.02
_MOST_PARTS = 6
_OWN_PART = 0.5
_LEAST_PART = 0.15
_WHOLE = 0.7
_OVERLAP = 0.3


class Pair(NamedTuple):
    """Two promises by position, how alike they are, and whether that makes a link by itself."""

    earlier: int
    later: int
    likeness: Likeness
    links: bool


@dataclass(frozen=True, slots=True)
class Division:
    """One promise that is several in another document: by amounts that add up, or by parts."""

    whole: int
    parts: tuple[int, ...]
    by_amount: bool
    pairs: tuple[Pair, ...]


def one_to_one(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the best pairs of two documents such that each promise stands in one at most."""
    taken_earlier: set[int] = set()
    taken_later: set[int] = set()
    chosen: list[Pair] = []
    for pair in sorted(pairs, key=lambda one: (-one.likeness.total, one.earlier, one.later)):
        if pair.links and pair.earlier not in taken_earlier and pair.later not in taken_later:
            taken_earlier.add(pair.earlier)
            taken_later.add(pair.later)
            chosen.append(pair)
    return chosen


def divisions(
    pairs: Iterable[Pair], facts: Sequence[Facts], likenesses: Likenesses, *, split: bool
) -> list[Division]:
    """Return the promises of one document that are several in the other.

    ``split`` looks for earlier promises that became several, else for several that became one.
    """
    by_whole: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_whole[pair.earlier if split else pair.later].append(pair)
    found: list[Division] = []
    for whole in sorted(by_whole):
        group = sorted(by_whole[whole], key=lambda one: one.later if split else one.earlier)
        if len(group) < 2:
            continue
        parts = [pair.later if split else pair.earlier for pair in group]
        chosen = _by_amount(facts, whole, parts)
        by_amount = chosen is not None
        if chosen is None:
            chosen = _by_parts(facts, whole, parts, likenesses)
        if chosen:
            kept = tuple(pair for pair, part in zip(group, parts, strict=True) if part in chosen)
            found.append(Division(whole, chosen, by_amount, kept))
    return found


def _by_amount(facts: Sequence[Facts], whole: int, parts: list[int]) -> tuple[int, ...] | None:
    for total, unit in facts[whole].money + facts[whole].counts:
        values = {
            part: value
            for part in parts
            for value, other in (facts[part].money + facts[part].counts)[:1]
            if other == unit and value < total
        }
        members = sorted(values)[:_MOST_PARTS]
        for count in range(len(members), 1, -1):
            for chosen in combinations(members, count):
                if abs(sum(values[part] for part in chosen) - total) <= _EQUAL * total:
                    return chosen
    return None


def _by_parts(
    facts: Sequence[Facts], whole: int, parts: list[int], likenesses: Likenesses
) -> tuple[int, ...] | None:
    """Return the promises that each take up a part of one, and together most of it."""
    bag = facts[whole].bag
    total = likenesses.weight(bag)
    if not total or facts[whole].money:
        return None
    shares: dict[int, frozenset[str]] = {}
    for part in parts:
        shared = facts[part].bag & bag
        own = likenesses.weight(facts[part].bag)
        weight = likenesses.weight(shared)
        if own and weight / own >= _OWN_PART and _LEAST_PART <= weight / total <= 1 - _LEAST_PART:
            shares[part] = shared
    chosen: list[int] = []
    for part in sorted(shares, key=lambda one: (-likenesses.weight(shares[one]), one)):
        apart = all(
            likenesses.weight(shares[part] & shares[other])
            <= _OVERLAP * min(likenesses.weight(shares[part]), likenesses.weight(shares[other]))
            for other in chosen
        )
        if apart and len(chosen) < _MOST_PARTS:
            chosen.append(part)
    covered = frozenset().union(*(shares[part] for part in chosen)) if chosen else frozenset()
    if len(chosen) < 2 or likenesses.weight(covered) < _WHOLE * total:
        return None
    return tuple(sorted(chosen))
