"""Values, intervals and rounds of all measures of one group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from summitry.comparison.counts import HEARD, PROPERTIES, TALK, WORDS
from summitry.comparison.measuring import SPREAD, corrected, counted, drawn
from summitry.comparison.rules import index_rules, measure_rules
from summitry.comparison.substance import weighted
from summitry.model import Measured

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from summitry.comparison.counts import Columns
    from summitry.comparison.grouping import Members
    from summitry.comparison.misreading import GroupMisreading
    from summitry.comparison.rules import MeasureRule

    Figures = NDArray[np.float64]

_WHY = {
    "promises": "no commitment was found",
    WORDS: "the words are not counted",
    HEARD: "no commitment was found in texts whose other statements were read",
    "following": "no earlier meeting of the dialogue is among the texts",
    "followed": "no later meeting of the dialogue is among the texts",
    "tracked": "no evidence is kept for these texts",
}
_FEW = "too few commitments to tell how they spread"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure of a group with its value in every round, misreading carried through."""

    measured: Measured
    draws: Figures
    sampled: Figures


def estimated(
    members: Members,
    totals: tuple[Figures, Figures],
    columns: Columns,
    misreading: GroupMisreading | None,
    random: Generator,
) -> dict[str, Estimate]:
    """Return every measure of a group by its name, the index last.

    ``totals`` are those counted, and those of every round; without ``misreading`` the intervals
    hold sampling alone.
    """
    whole, rounds = totals
    found: dict[str, Estimate] = {}
    for rule in measure_rules().measure:
        sampled = drawn(rounds, whole, rule, columns, random)
        draws = sampled
        if misreading is not None and misreading.knows(rule.error):
            draws = corrected(sampled, rounds, rule, columns, misreading)
        value = float(counted(whole, rule, columns))
        measured = _measured(rule, members, (value, draws, sampled), (whole, columns))
        found[rule.name] = Estimate(measured, draws, sampled)
    found[index_rules().id] = _index(found)
    return found


def _measured(
    rule: MeasureRule,
    members: Members,
    told: tuple[float, Figures, Figures],
    totals: tuple[Figures, Columns],
) -> Measured:
    value, draws, sampled = told
    whole, columns = totals
    if np.isnan(value):
        return Measured(rule.name, None, why=_WHY[rule.per])
    spread = rule.name == SPREAD
    if spread and len(members.promises) < measure_rules().fewest_promises:
        return Measured(rule.name, None, why=_FEW)
    low, high = interval(draws, value)
    sampling_low, sampling_high = interval(sampled, value)
    return Measured(
        measure=rule.name,
        value=value,
        counted_number=value if spread else float(whole[columns.place(rule.of)]),
        out_of=float(whole[columns.place(rule.per)]),
        low=low,
        high=high,
        sampling_low=sampling_low,
        sampling_high=sampling_high,
        counted=_ids(members, "promises" if spread else rule.of),
    )


def _ids(members: Members, name: str) -> tuple[str, ...]:
    if name in (WORDS, TALK):
        return ()
    holds = PROPERTIES[name]
    return tuple(one.id for one in members.promises if holds(one))


def interval(draws: Figures, value: float) -> tuple[float | None, float | None]:
    """Return the middle part of the rounds, as large as the level says; None for no rounds.

    It is widened to the value as counted where misreading would leave that out.
    """
    defined = draws[~np.isnan(draws)]
    if not len(defined):
        return None, None
    rest = (1 - measure_rules().level) / 2
    low, high = np.quantile(defined, [rest, 1 - rest])
    return min(float(low), value), max(float(high), value)


def _index(found: dict[str, Estimate]) -> Estimate:
    rules = index_rules()
    parts = {name: found[name] for name in rules.weights}
    draws = weighted({name: one.draws for name, one in parts.items()}, rules.weights)
    sampled = weighted({name: one.sampled for name, one in parts.items()}, rules.weights)
    values = {name: one.measured.value for name, one in parts.items()}
    if None in values.values():
        return Estimate(Measured(rules.id, None, why=_WHY["promises"]), draws, sampled)
    value = sum(weight * (values[name] or 0.0) for name, weight in rules.weights.items())
    low, high = interval(draws, value)
    sampling_low, sampling_high = interval(sampled, value)
    promises = max(one.measured.out_of for one in parts.values())
    counted = tuple(dict.fromkeys(x for one in parts.values() for x in one.measured.counted))
    measured = Measured(
        measure=rules.id,
        value=value,
        counted_number=len(counted),
        out_of=promises,
        low=low,
        high=high,
        sampling_low=sampling_low,
        sampling_high=sampling_high,
        counted=counted,
    )
    return Estimate(measured, draws, sampled)
