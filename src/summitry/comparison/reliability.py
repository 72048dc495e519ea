"""How far people agree beyond chance: Cohen's kappa and Krippendorff's alpha."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

VERSION = "1"


class Level(StrEnum):
    """How two ratings differ: not at all or wholly, by their distance, or by what sets share."""

    NOMINAL = "nominal"
    INTERVAL = "interval"
    SETS = "masi"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: its method and version, the units it rests on, and why there is none.

    ``value`` is at most 1, which is full agreement; 0 is what chance would give, less is worse
    than chance. It is None where it is not defined, and ``reason`` says why.
    """

    method: str
    value: float | None
    units: int
    reason: str = ""
    version: str = VERSION


def cohen_kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> Measure:
    """Return Cohen's kappa of two raters (Cohen 1960), without weights.

    ``pairs`` are the ratings of the units that both rated.

    >>> cohen_kappa([("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "no")]).value
    0.5
    """
    method = "Cohen's kappa"
    rated = list(pairs)
    units = len(rated)
    if not units:
        return Measure(method, None, 0, "no unit was rated by both")
    first, second = (Counter(pair[place] for pair in rated) for place in (0, 1))
    observed = Fraction(sum(one == other for one, other in rated), units)
    expected = Fraction(sum(first[one] * second[one] for one in first), units * units)
    if expected == 1:
        return Measure(method, None, units, "all ratings are the same")
    return Measure(method, float((observed - expected) / (1 - expected)), units)


def krippendorff_alpha(
    units: Iterable[Sequence[Hashable]], level: Level = Level.NOMINAL
) -> Measure:
    """Return Krippendorff's alpha (Krippendorff 2011) of any number of raters.

    ``units`` are the ratings given to each unit; who gave none is left out. Ratings are numbers
    for ``INTERVAL``, frozen sets for ``SETS``, whose distance is MASI (Passonneau 2006).

    >>> krippendorff_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b", "b")]).units
    4
    """
    method = f"Krippendorff's alpha, {level}"
    rated = [unit for unit in units if len(unit) > 1]
    if not rated:
        return Measure(method, None, 0, "no unit was rated by two")
    if level is Level.INTERVAL:
        rated = _scaled(rated)
    everything = [rating for unit in rated for rating in unit]
    expected = _disagreement(everything, level) / (len(everything) - 1)
    if expected == 0:
        return Measure(method, None, len(rated), "all ratings are the same")
    observed = math.fsum(_disagreement(unit, level) / (len(unit) - 1) for unit in rated)
    return Measure(method, 1 - observed / expected, len(rated))


def masi_distance(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the MASI distance of two sets, from 0 (equal) to 1 (nothing shared).

    >>> masi_distance(frozenset("ab"), frozenset("a"))
    0.6666666666666666
    """
    if one == other:
        return 0.0
    shared = len(one & other)
    if not shared:
        return 1.0
    weight = Fraction(2, 3) if one < other or other < one else Fraction(1, 3)
    return float(1 - weight * Fraction(shared, len(one | other)))


def _disagreement(ratings: Sequence[Hashable], level: Level) -> float:
    """Return the distance of every rating to every other, summed over ordered pairs."""
    if level is Level.INTERVAL:
        numbers = [float(rating) for rating in ratings]  # type: ignore[arg-type]
        middle = math.fsum(numbers) / len(numbers)
        return 2 * len(numbers) * math.fsum((number - middle) ** 2 for number in numbers)
    counts = Counter(ratings)
    if level is Level.NOMINAL:
        return float(len(ratings) ** 2 - sum(count * count for count in counts.values()))
    return 2 * math.fsum(
        counts[one] * counts[other] * masi_distance(one, other)  # type: ignore[arg-type]
        for one, other in combinations(counts, 2)
    )


def _scaled(units: list[Sequence[Hashable]]) -> list[Sequence[Hashable]]:
    """Return numbers moved and scaled to -1 to 1: alpha stays, and no square is too large."""
    numbers = [float(rating) for unit in units for rating in unit]  # type: ignore[arg-type]
    if not all(map(math.isfinite, numbers)):
        raise ValueError("ratings must be finite numbers")
    low, high = min(numbers), max(numbers)
    middle, reach = low / 2 + high / 2, (high / 2 - low / 2) or 1.0
    if low == high:
        return [tuple(0.0 for _ in unit) for unit in units]
    return [tuple((float(one) - middle) / reach for one in unit) for unit in units]  # type: ignore[arg-type]
