"""Converts series between units, only with dated factors that stay visible in every figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Factor, Observation, Series

METHOD = "conversion 1"


def convert(series: Series, factors: Sequence[Factor]) -> Series:
    """Return a series in another unit; its figures show the factor, its period and its source.

    A figure takes the factor of the year it ends in, or one without a period. UsageError names
    every year without a factor: none is taken from another year.
    """
    into = {factor.into for factor in factors if factor.unit == series.unit}
    if len(into) != 1:
        raise UsageError(
            f"the factors convert {series.unit} into {' or '.join(sorted(into)) or 'nothing'}",
            remedy="Give factors from the unit of the series into one other.",
        )
    known = {factor.period: factor for factor in factors if factor.unit == series.unit}
    missing = sorted(
        {
            str(one.period.year)
            for one in series.observations
            if str(one.period.year) not in known and None not in known
        }
    )
    if missing:
        raise UsageError(
            f"there is no factor from {series.unit} for {', '.join(missing)}",
            remedy="Give one for each of these years, with its source.",
        )

    def converted(one: Observation) -> Observation:
        factor = known.get(str(one.period.year)) or known[None]
        when = f" of {factor.period}" if factor.period else ""
        shown = f"{one.wording} × {factor.rate:g}{when} ({factor.source}; {METHOD})"
        return replace(one, value=one.value * factor.rate, unit=factor.into, wording=shown)

    observations = tuple(converted(one) for one in series.observations)
    return replace(series, unit=next(iter(into)), observations=observations)
