"""Places that the data allow: every pair tested, all tests corrected together.

A group can be as high as the number of groups that are surely above it allows, and as low as
those surely below it. Two groups differ surely when Holm's procedure rejects that they are the
same (Holm, Scandinavian Journal of Statistics 6, 1979), over all pairs and all ranked measures.
Rank intervals from pairwise tests: Klein, Wright and Wieczorek, JRSS A 183, 2020.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from summitry.model import Measured


@dataclass(frozen=True, slots=True)
class PairTest:
    """Two groups in one measure; ``p`` is as tested, or corrected once Holm has seen them all."""

    measure: str
    higher: str
    lower: str
    difference: float
    p: float


def pairs_tested(
    measure: str,
    values: Mapping[str, Measured],
    draws: Mapping[str, NDArray[np.float64]],
    scale: str,
) -> list[PairTest]:
    """Return the test of every pair of groups: the difference over its spread in the rounds.

    Where few were counted that spread is told too small; shares are therefore tested by Fisher's
    exact test as well, rates by the exact test of two Poisson counts, and the larger p stands.
    """
    exact = _EXACT.get(scale)
    pairs = []
    for first, second in combinations(values, 2):
        spread = float(np.nanstd(draws[first] - draws[second]))
        # What misreading shifts in both groups alike is in the middle of the rounds as well.
        middle = float(np.nanmean(draws[first] - draws[second]))
        if math.isnan(spread) or spread == 0:
            p = 1.0 if math.isnan(spread) or middle == 0 else 0.0
        else:
            p = math.erfc(abs(middle) / spread / math.sqrt(2))
        one, other = values[first], values[second]
        if exact is not None and float(one.counted_number + other.counted_number).is_integer():
            p = max(p, exact(one, other))
        difference = (one.value or 0.0) - (other.value or 0.0)
        higher, lower = (first, second) if middle >= 0 else (second, first)
        pairs.append(PairTest(measure, higher, lower, abs(difference), p))
    return pairs


def _fisher(one: Measured, other: Measured) -> float:
    having, first, second = (int(x) for x in (one.counted_number, one.out_of, other.out_of))
    together = having + int(other.counted_number)
    least, most = max(0, together - second), min(together, first)
    x = np.arange(least, most + 1)
    return _as_unlikely(_chosen(first, x) + _chosen(second, together - x), having - least)


def _two_rates(one: Measured, other: Measured) -> float:
    together = int(one.counted_number + other.counted_number)
    share = one.out_of / (one.out_of + other.out_of)
    x = np.arange(together + 1)
    likely = _chosen(together, x) + x * math.log(share) + (together - x) * math.log(1 - share)
    return _as_unlikely(likely, int(one.counted_number))


def _chosen(all_of: int, some: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the logarithms of the numbers of ways to choose."""
    table = _factorials(1 << int(all_of).bit_length())
    return np.asarray(table[all_of] - table[some] - table[all_of - some])


@lru_cache(maxsize=32)
def _factorials(below: int) -> NDArray[np.float64]:
    """Return the logarithms of the factorials of all numbers below one."""
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, below + 1)))])


def _as_unlikely(logarithms: NDArray[np.float64], seen: int) -> float:
    """Return the probability of all that is at most as likely as what was seen."""
    likely = np.exp(logarithms - logarithms.max())
    rare = logarithms <= logarithms[seen] + _EQUALLY
    return min(1.0, float(likely[rare].sum() / likely.sum()))


_EQUALLY = 1e-7
_EXACT = {"share": _fisher, "rate": _two_rates}


def holm(pairs: Sequence[PairTest]) -> list[PairTest]:
    """Return the tests with their p corrected for all of them together, in the order given."""
    order = sorted(range(len(pairs)), key=lambda place: pairs[place].p)
    corrected = [0.0] * len(pairs)
    highest = 0.0
    for step, place in enumerate(order):
        highest = max(highest, min(1.0, (len(pairs) - step) * pairs[place].p))
        corrected[place] = highest
    return [
        PairTest(one.measure, one.higher, one.lower, one.difference, p)
        for one, p in zip(pairs, corrected, strict=True)
    ]


def rank_interval(name: str, groups: int, surely: Sequence[PairTest]) -> tuple[int, int]:
    """Return the first and last place a group can have among so many, given sure differences."""
    above = sum(one.lower == name for one in surely)
    below = sum(one.higher == name for one in surely)
    return 1 + above, groups - below
