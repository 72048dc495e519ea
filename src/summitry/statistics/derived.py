"""Series made of other series, by a method that every figure shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import Bound, Frequency, Nature, parse_reporting_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Observation, Series

METHOD = "sum of parts 1"
YEARLY = "sum of a year 1"
_PARTS = {Frequency.MONTH: 12, Frequency.QUARTER: 4, Frequency.HALF_YEAR: 2}


def total(parts: Sequence[Series], name: str, title: str) -> Series:
    """Return the sum of series of one reporter over the periods that all of them have.

    Exports and imports make turnover; single partners make a group. UsageError where units or
    reporters differ, or where a part has several figures of one period: vintages do not add up.
    """
    if not parts:
        raise UsageError("there is nothing to add up", remedy="Give at least one series.")
    for what, values in (
        ("units", {part.unit for part in parts}),
        ("reporters", {part.reporter for part in parts}),
    ):
        if len(values) > 1:
            raise UsageError(
                f"the {what} of the series differ: {', '.join(sorted(values))}",
                remedy="Add up only what one reporter counts in one unit.",
            )
    tables = [{one.period.text: one for one in part.observations} for part in parts]
    if any(len(t) < len(part.observations) for t, part in zip(tables, parts, strict=True)):
        raise UsageError(
            "a series has several figures of one period", remedy="Choose one vintage of it first."
        )
    shared = [period for period in tables[0] if all(period in table for table in tables)]
    observations = []
    for period in shared:
        added = [table[period] for table in tables]
        exact = all(one.bound is Bound.EXACT for one in added)
        observations.append(
            replace(
                added[0],
                value=sum(one.value for one in added),
                wording=" + ".join(one.wording for one in added) + f" ({METHOD})",
                bound=Bound.EXACT if exact else Bound.ABOUT,
                published=max((one.published for one in added if one.published), default=None),
            )
        )
    partners = dict.fromkeys(part.partner for part in parts)
    return replace(
        parts[0],
        id=name,
        title=title,
        quantity=name,
        partner="+".join(partners),
        observations=tuple(observations),
    )


def yearly(series: Series) -> Series:
    """Return a flow by year: years as given, else the sum of all twelve months, quarters or halves.

    A year that lacks a part is left out, never filled up. UsageError for what is no flow, or has
    several figures of one period.
    """
    if series.nature is not Nature.FLOW:
        raise UsageError(
            f"{series.id} is not known to add up over time",
            remedy="Say that it is a flow, in the column nature.",
        )
    table = {one.period.text: one for one in series.observations}
    if len(table) < len(series.observations):
        raise UsageError(
            "the series has several figures of one period", remedy="Choose one vintage of it first."
        )
    whole = {
        one.period.year: one for one in table.values() if one.period.frequency is Frequency.YEAR
    }
    for frequency, parts in _PARTS.items():
        groups: dict[int, list[Observation]] = {}
        for one in table.values():
            if one.period.frequency is frequency:
                groups.setdefault(one.period.year, []).append(one)
        for year, found in groups.items():
            if len(found) == parts and year not in whole:
                whole[year] = replace(
                    found[0],
                    period=parse_reporting_period(str(year)),
                    value=sum(one.value for one in found),
                    wording=f"{parts} figures of {year} ({YEARLY})",
                    published=max((one.published for one in found if one.published), default=None),
                )
    return replace(series, observations=tuple(whole[year] for year in sorted(whole)))
