"""The measures of a group: as counted, and in every round of the bootstrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from summitry.comparison.counts import Columns
    from summitry.comparison.misreading import GroupMisreading
    from summitry.comparison.rules import MeasureRule

    Figures = NDArray[np.float64]

SPREAD = "spread"


def counted(totals: Figures, rule: MeasureRule, columns: Columns) -> Figures:
    """Return a measure for totals of any number of rounds; NaN where it is not defined."""
    if rule.name == SPREAD:
        return effective_number(totals[..., columns.of_themes()])
    over = totals[..., columns.place(rule.per)]
    under = totals[..., columns.place(rule.of)]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(over > 0, rule.times * under / over, np.nan)


def effective_number(counts: Figures) -> Figures:
    """Return two to the power of the entropy of counts along the last axis; NaN for none.

    Hill's number of order one: Hill, Diversity and Evenness, Ecology 54, 1973.
    """
    sums = counts.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = counts / sums
        entropy = -np.where(shares > 0, shares * np.log2(shares), 0.0).sum(axis=-1)
    return np.where(sums[..., 0] > 0, np.exp2(entropy), np.nan)


def drawn(
    totals: Figures, whole: Figures, rule: MeasureRule, columns: Columns, random: Generator
) -> Figures:
    """Return a measure in every round of the bootstrap, ``whole`` being the totals as counted.

    Where nothing or everything was counted, drawing again can show nothing else; what was not
    seen is then drawn from the posterior under Jeffreys' prior (beta for shares, gamma for rates).
    """
    if rule.name == SPREAD:
        # Drawing again loses kinds and gains none: the rounds are moved to where the value is.
        found = counted(totals, rule, columns)
        if np.isnan(found).all():
            return found
        moved = found + counted(whole, rule, columns) - np.nanmean(found)
        return np.maximum(moved, 1.0)
    under, over = whole[columns.place(rule.of)], whole[columns.place(rule.per)]
    rounds = len(totals)
    if rule.scale == "share" and over > 0 and under in (0, over):
        return np.asarray(random.beta(under + 0.5, over - under + 0.5, size=rounds))
    if rule.scale != "share" and over > 0 and under == 0:
        return np.asarray(rule.times * random.gamma(0.5, 1.0, size=rounds) / over)
    return counted(totals, rule, columns)


def corrected(
    shares: Figures,
    totals: Figures,
    rule: MeasureRule,
    columns: Columns,
    misreading: GroupMisreading,
) -> Figures:
    """Return the drawn values of a measure with misreading carried through."""
    number = totals[:, columns.place(rule.per)]
    if rule.scale == "rate":
        return rule.times * misreading.number(shares * number / rule.times) / number
    return misreading.share(rule.error, shares * number, (1 - shares) * number)
