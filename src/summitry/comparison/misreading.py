"""What misreading does to the figures: precision and recall carried through to every share.

The reader was measured against gold records, text by text (data/reading_quality.toml), and errs
otherwise from text to text. So each round draws, for a group of n texts, n of the measured texts
and lets the group be misread as they were, together with some records drawn from all measured
texts, which are the same for all groups of a round. How many records read as having a property are
commitments and have it, how many read without it have it all the same, and how many with and
without it were missed is then drawn, and the figure of the round corrected by it. The value shown
beside the interval is never corrected.
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
    """How texts were misread, one table a property; ``shared`` has one row a round for all groups.

    ``shared`` weighs as many records as the rules say, half a record in each cell among them.
    """

    tables: dict[str, Figures]
    shared: dict[str, Figures]

    def of_texts(self, texts: int, random: Generator) -> GroupMisreading:
        """Return how a group of so many texts is misread, round by round."""
        rounds, measured = len(self.shared[COUNT]), len(self.tables[COUNT])
        drawn = random.multinomial(texts, np.full(measured, 1 / measured), size=rounds)
        counts = {name: drawn @ table + self.shared[name] for name, table in self.tables.items()}
        return GroupMisreading(counts, random)


@dataclass(frozen=True, slots=True)
class GroupMisreading:
    """Counts of right and wrong reading, one row a round, that a group is misread by."""

    counts: dict[str, Figures]
    random: Generator

    def knows(self, name: str) -> bool:
        """Tell whether a property was measured."""
        return name in self.counts

    def number(self, found: Figures) -> Figures:
        """Return how many commitments there are where so many were found, round by round."""
        right, wrong, missed = self.counts[COUNT].T
        true = self.random.binomial(_whole(found), right / (right + wrong))
        return np.asarray(true + self.random.poisson(true * missed / right), dtype=np.float64)

    def share(self, name: str, having: Figures, lacking: Figures) -> Figures:
        """Return the share that has a property, of records read as having and lacking it."""
        a, b, c, d, e, f, g, h = self.counts[name].T
        with_it, without = self._drawn(having, a, b, c)
        with_too, without_too = self._drawn(lacking, d, e, f)
        with_it, without = with_it + with_too, without + without_too
        with_it = with_it + self.random.poisson(with_it * g / (a + d))
        without = without + self.random.poisson(without * h / (b + e))
        both = with_it + without
        shares = np.divide(with_it, both, out=np.full(both.shape, np.nan), where=both > 0)
        return np.asarray(shares)

    def _drawn(
        self, read: Figures, with_it: Figures, without: Figures, wrong: Figures
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return how many of the records read truly have a property, and how many do not."""
        number = _whole(read)
        having = self.random.binomial(number, with_it / (with_it + without + wrong))
        lacking = self.random.binomial(number - having, without / (without + wrong))
        return having, lacking


def _whole(records: Figures) -> NDArray[np.int64]:
    return np.rint(np.nan_to_num(records)).astype(np.int64)


def drawn_misreading(rules: QualityRules, rounds: int, random: Generator) -> Misreading:
    """Return what the measured texts say of misreading, drawn again for what groups share."""
    texts = len(rules.text)
    drawn = random.multinomial(texts, np.full(texts, 1 / texts), size=rounds)
    tables = {COUNT: np.array([one.count for one in rules.text], dtype=np.float64)}
    for name in rules.text[0].properties:
        tables[name] = np.array([one.properties[name] for one in rules.text], dtype=np.float64)
    shared = {}
    for name, table in tables.items():
        records = drawn @ table + _HALF
        shared[name] = records * (rules.shared_records / records.sum(axis=1, keepdims=True))
    return Misreading(tables, shared)
