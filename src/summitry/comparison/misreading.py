"""What misreading does to the figures: precision and recall carried through to every share.

The reader was measured against gold records, text by text (data/reading_quality.toml). Each round
draws those texts again, and corrects the counts of the round by what the drawn texts say: how many
records read as having a property are commitments and have it, how many read without it have it all
the same, and how many with and without it were missed. So the interval holds both how wrong the
reader is and how much that differs from text to text. The value shown beside it is never corrected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from summitry.comparison.rules import QualityRules

    Figures = NDArray[np.float64]

COUNT = "count"
# Half a record in each cell: nothing that was never seen is thereby impossible.
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Misreading:
    """Counts of right and wrong reading, one row a round, the same for all groups of a round."""

    counts: dict[str, Figures]

    def knows(self, name: str) -> bool:
        """Tell whether a property was measured."""
        return name in self.counts

    def number(self, found: Figures) -> Figures:
        """Return how many commitments there are where so many were found, round by round."""
        right, wrong, missed = self.counts[COUNT].T
        return np.asarray(found * (right / (right + wrong)) * ((right + missed) / right))

    def share(self, name: str, having: Figures, lacking: Figures) -> Figures:
        """Return the share that has a property, of records read as having and lacking it."""
        a, b, c, d, e, f, g, h = self.counts[name].T
        with_it = having * a / (a + b + c) + lacking * d / (d + e + f)
        without = having * b / (a + b + c) + lacking * e / (d + e + f)
        with_it = with_it * (a + d + g) / (a + d)
        without = without * (b + e + h) / (b + e)
        both = with_it + without
        shares = np.divide(with_it, both, out=np.full_like(both, np.nan), where=both > 0)
        return np.asarray(shares)


def drawn_misreading(rules: QualityRules, rounds: int, random: Generator) -> Misreading:
    """Return what the measured texts say of misreading, with the texts drawn again each round."""
    texts = len(rules.text)
    drawn = random.multinomial(texts, np.full(texts, 1 / texts), size=rounds)
    tables = {COUNT: np.array([one.count for one in rules.text], dtype=np.float64)}
    for name in rules.text[0].properties:
        tables[name] = np.array([one.properties[name] for one in rules.text], dtype=np.float64)
    return Misreading({name: drawn @ table + _HALF for name, table in tables.items()})
