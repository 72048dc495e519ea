"""Holds claims of fact against series, and tells the range over reporters and vintages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.model import (
    Bound,
    ClaimCheck,
    ClaimFigure,
    ClaimKind,
    ClaimVerdict,
    FactClaim,
    Nature,
    first_day,
    last_day,
)
from summitry.monitoring.claims_reading import FILE
from summitry.monitoring.faults import comparable, series_faults
from summitry.monitoring.rules import rule_table
from summitry.monitoring.vintages import vintages
from summitry.monitoring.words import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summitry.model import Observation, Series, Vintage

_PERCENT = 100.0


def check_claim(claim: FactClaim, bound: Iterable[Series]) -> ClaimCheck:
    """Return what the bound series say of a claim.

    A forecast cannot be held against figures; nor can a claim for whose time there are none.
    """
    if claim.forecast:
        of_whom = f" of {claim.attributed_to}" if claim.attributed_to else ""
        reason = f"this is a forecast{of_whom}, which figures cannot bear out"
        return _check(claim, ClaimVerdict.CANNOT_TELL, reason)
    figures: list[ClaimFigure] = []
    reasons: list[str] = []
    for series in bound:
        trouble = _trouble(claim, series)
        if trouble:
            reasons.append(f"{series.id}: {trouble}")
            continue
        for vintage in vintages(series):
            found = list(_figures(claim, series, vintage))
            figures += found
            if not found:
                reasons.append(f"{series.id}: no figures for that time")
    # Vintages that agree on the figures asked for are one answer, not two.
    figures = list({(one.series, one.reporter, one.working): one for one in figures[::-1]}.values())
    figures.reverse()
    if not figures:
        reason = "; ".join(dict.fromkeys(reasons)) or "no series is bound to the claim"
        return _check(claim, ClaimVerdict.CANNOT_TELL, reason)
    return _check(claim, *judge(claim, [one.value for one in figures]), figures)


def _check(
    claim: FactClaim, verdict: ClaimVerdict, reason: str, figures: Sequence[ClaimFigure] = ()
) -> ClaimCheck:
    rules = rule_table(FILE)
    values = [one.value for one in figures]
    return ClaimCheck(
        claim,
        verdict,
        reason,
        rules["id"],
        rules["version"],
        tuple(figures),
        min(values, default=None),
        max(values, default=None),
    )


def _trouble(claim: FactClaim, series: Series) -> str:
    stopped = next((fault for fault in series_faults(series) if fault.stops), None)
    if stopped is not None:
        return stopped.what
    if claim.kind is ClaimKind.LEVEL and claim.unit and not same_unit(claim.unit, series.unit):
        return f"it counts in {series.unit}, the claim in {claim.unit}"
    return ""


def _figures(claim: FactClaim, series: Series, vintage: Vintage) -> Iterator[ClaimFigure]:
    """Yield what one vintage gives: several where the claim leaves open which years it means."""
    observations, _ = comparable(vintage.observations, series.nature)
    if claim.kind is ClaimKind.LEVEL:
        for one in _ends(claim, series, observations)[:1]:
            shown = f"{one.wording} in {one.period.text}"
            yield ClaimFigure(series.id, series.reporter, vintage.name, one.value, shown)
        return
    for last in _ends(claim, series, observations):
        first = _start(claim, observations, last)
        if first is None or first.value <= 0:
            continue
        value = last.value / first.value
        if claim.kind is ClaimKind.CHANGE:
            value = _PERCENT * (value - 1)
        shown = (
            f"{first.wording} in {first.period.text} to {last.wording} in {last.period.text}: "
            f"{value:.4g}{' %' if claim.kind is ClaimKind.CHANGE else ' times'}"
        )
        yield ClaimFigure(series.id, series.reporter, vintage.name, value, shown)


def _ends(
    claim: FactClaim, series: Series, observations: Sequence[Observation]
) -> list[Observation]:
    """Return the figures a claim may end with, the likeliest first.

    Without a year these are the last two that were over when it was made, since nobody says
    which of them the speaker had at hand.
    """
    if claim.end is not None:
        first, last = first_day(claim.end), last_day(claim.end)
        inside = [one for one in observations if first <= one.period.end <= last]
        if not inside and series.nature is not Nature.FLOW:
            inside = [one for one in observations if one.period.year == int(last[:4])]
        return inside[-1:]
    until = first_day(claim.said) if claim.said else "9999"
    over = [one for one in observations if one.period.end < until]
    return over[-2:][::-1] if claim.years else over[-1:]


def _start(
    claim: FactClaim, observations: Sequence[Observation], last: Observation
) -> Observation | None:
    """Return the figure a claim begins with, the nearest within the roundness of its years."""
    if claim.start is not None:
        year, reach = int(claim.start[:4]), 0.0
    elif claim.years is not None:
        year = last.period.year - round(claim.years)
        reach = max(1.0, rule_table(FILE)["tolerance"]["years"] * claim.years)
    else:
        year, reach = last.period.year - 1, 0.0
    near = [one for one in observations if abs(one.period.year - year) <= reach and one != last]
    return min(near, key=lambda one: abs(one.period.year - year), default=None)


def judge(claim: FactClaim, values: Sequence[float]) -> tuple[ClaimVerdict, str]:
    """Return whether all, some or none of the figures bear a claim out, and why."""
    tolerance = rule_table(FILE)["tolerance"]
    tight = tolerance["about" if claim.bound is Bound.ABOUT else "exact"]
    agreeing = sum(_agrees(claim, value, tight) for value in values)
    close = sum(_agrees(claim, value, tolerance["roughly"]) for value in values)
    told = _shown(min(values))
    if min(values) != max(values):
        told += f" to {_shown(max(values))}"
    told = f"figures give {told}, the claim says {_words(claim)}"
    if agreeing == len(values):
        return ClaimVerdict.HOLDS, told
    between = min(values) <= claim.value <= max(values)
    if agreeing or between or close == len(values):
        return ClaimVerdict.HOLDS_ROUGHLY, told
    return ClaimVerdict.DOES_NOT, told


def _agrees(claim: FactClaim, value: float, tolerance: float) -> bool:
    slack = tolerance * abs(claim.value)
    if claim.bound is Bound.AT_LEAST:
        return value >= claim.value - (slack if tolerance > 0.1 else 0)
    if claim.bound is Bound.AT_MOST:
        return value <= claim.value + (slack if tolerance > 0.1 else 0)
    above = slack / 2 if claim.nearly else slack
    return claim.value - slack <= value <= claim.value + above


def _words(claim: FactClaim) -> str:
    limit = "almost" if claim.nearly else "" if claim.bound is Bound.EXACT else claim.bound.value
    unit = {ClaimKind.MULTIPLE: "times", ClaimKind.CHANGE: "per cent"}.get(claim.kind, claim.unit)
    return f"{limit} {_shown(claim.value)} {unit}".strip()


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
