"""Says why verdicts on one target differ between reporters and vintages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.monitoring.vintages import vintages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Series, TargetProgress, Vintage


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One reporter's figures in one vintage, and in what they depart from the first row."""

    reporter: str
    vintage: str
    status: str
    first_met: str
    method: str
    why: str
    differs: str


def differences(
    results: Sequence[TargetProgress], bound: Sequence[Series]
) -> tuple[DifferenceRow, ...]:
    """Return one row a result; the first is what the others are compared with.

    ``bound`` are the series the results were calculated from.
    """
    known = {
        (series.id, series.reporter, vintage.name): vintage
        for series in bound
        for vintage in vintages(series)
    }
    rows: list[DifferenceRow] = []
    first: tuple[TargetProgress, Vintage] | None = None
    for result in results:
        vintage = known[result.series, result.reporter, result.vintage]
        departs = "" if first is None else _departure(first, (result, vintage))
        first = first or (result, vintage)
        met = result.first_met.period.text if result.first_met else ""
        method = f"{result.method} {result.version}"
        rows.append(
            DifferenceRow(
                result.reporter, result.vintage, result.status, met, method, result.why, departs
            )
        )
    return tuple(rows)


def _departure(first: tuple[TargetProgress, Vintage], other: tuple[TargetProgress, Vintage]) -> str:
    """Return where two sets of figures part, at the periods both have."""
    figures = {one.period.text: one for one in first[1].observations}
    pairs = [
        (figures[one.period.text], one)
        for one in other[1].observations
        if one.period.text in figures and figures[one.period.text].value != one.value
    ]
    restated = first[0].reporter == other[0].reporter and first[0].series == other[0].series
    if not pairs:
        return "no period in common with the first" if not restated else "no figure differs"
    told = []
    for before, after in pairs:
        share = 100 * (after.value - before.value) / abs(before.value) if before.value else 0.0
        told.append(
            f"{after.period.text}: {after.wording} instead of {before.wording} ({share:+.1f} %)"
        )
    who = "restated" if restated else f"{other[0].reporter} counts otherwise"
    return f"{who}: {'; '.join(told)}"
