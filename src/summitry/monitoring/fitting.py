"""Makes the series bound to a target count in one unit with it, and says how."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.monitoring.conversion import convert
from summitry.monitoring.words import same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Factor, Series, Target


def fitted(
    target: Target, bound: Sequence[Series], factors: Sequence[Factor] = ()
) -> tuple[Target, tuple[Series, ...]]:
    """Return a target and its series in one unit where that can be had, else as they are.

    A target whose text names no unit takes that of the first series, which is what the person
    who confirmed it says. Units of one meaning are one; others are converted with dated factors
    only, and a series for which a year has none stays as it is, so that it is not measurable.
    """
    if not target.unit and bound:
        target = replace(target, unit=bound[0].unit)
    return target, tuple(_fitted(target.unit, series, factors) for series in bound)


def _fitted(unit: str, series: Series, factors: Sequence[Factor]) -> Series:
    if series.unit == unit:
        return series
    if same_unit(series.unit, unit):
        renamed = tuple(
            replace(one, unit=unit) if one.unit == series.unit else one
            for one in series.observations
        )
        return replace(series, unit=unit, observations=renamed)
    fitting = [one for one in factors if (one.unit, one.into) == (series.unit, unit)]
    try:
        return convert(series, fitting) if fitting else series
    except UsageError:
        return series
