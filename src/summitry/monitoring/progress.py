"""How far a target has come: per reporter and vintage, by every rule set, nothing guessed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from summitry.model import (
    Bound,
    Direction,
    MethodResult,
    Nature,
    TargetProgress,
    TargetStatus,
    first_day,
    last_day,
)
from summitry.monitoring.faults import (
    comparable,
    deadline_faults,
    gaps,
    nature_for,
    series_faults,
    target_faults,
)
from summitry.monitoring.formulas import FORMULAS, Course, Unmeasurable
from summitry.monitoring.rules import ProgressRules, progress_rules
from summitry.monitoring.vintages import vintages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import FigureFault, Observation, Series, Target, Vintage

OBSERVED, OBSERVED_VERSION = "observed", "1"
"""The method of a status that was read off a figure: met, missed, or not to be measured."""


def progress(target: Target, bound: Iterable[Series], today: str) -> tuple[TargetProgress, ...]:
    """Return the progress on every bound series in every vintage, in the order given.

    ``today`` is an ISO 8601 day; nothing here asks the clock.
    """
    return tuple(
        vintage_progress(target, series, vintage, today)
        for series in bound
        for vintage in vintages(series)
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """The figures of one vintage held against a target."""

    figures: tuple[Observation, ...]
    base: Observation | None
    latest: Observation | None
    first_met: Observation | None
    nature: Nature
    faults: tuple[FigureFault, ...]

    @property
    def stopped(self) -> FigureFault | None:
        return next((fault for fault in self.faults if fault.stops), None)


def vintage_progress(
    target: Target, series: Series, vintage: Vintage, today: str
) -> TargetProgress:
    """Return the progress by one vintage; a fault that stops makes it "not measurable"."""
    reading = _read(target, series, vintage, today)
    results: tuple[MethodResult, ...] = ()
    method, version = OBSERVED, OBSERVED_VERSION
    status, why = _observed(target, reading)
    if status is None:
        results = tuple(_apply(rules, target, series, reading) for rules in progress_rules())
        measured = [one for one in results if one.status is not TargetStatus.NOT_MEASURABLE]
        if measured:
            status, why = measured[0].status, measured[0].reason
            method, version = measured[0].method, measured[0].version
        else:
            status, why = TargetStatus.NOT_MEASURABLE, results[0].reason
    return TargetProgress(
        target,
        series.id,
        series.reporter,
        vintage.name,
        status,
        method,
        version,
        reading.first_met,
        reading.base,
        reading.latest,
        results,
        reading.faults,
        why,
    )


def _read(target: Target, series: Series, vintage: Vintage, today: str) -> _Reading:
    nature, unfit = nature_for(target, series)
    figures, faults = comparable(vintage.observations, nature)
    made = first_day(target.made) if target.made else None
    base = None
    for one in figures:
        if made is not None and one.period.end < made:
            base = one
    later = tuple(one for one in figures if made is None or one.period.end >= made)
    latest = figures[-1] if figures else None
    faults = (*unfit, *faults, *target_faults(target, series, base, latest))
    faults = (*series_faults(series), *faults)
    met = None
    if not any(fault.stops for fault in faults):
        met = next((one for one in later if shows_met(target, one)), None)
        in_time = target.deadline is None or (
            met is not None and met.period.end <= last_day(target.deadline)
        )
        late = deadline_faults(target, nature, latest, today)
        faults += tuple(f for f in late if not (f.stops and met is not None and in_time))
        faults += gaps(figures) if nature is Nature.FLOW else ()
    return _Reading(figures, base, latest, met, nature, faults)


def shows_met(target: Target, one: Observation) -> bool:
    """Tell whether a figure shows a target met: "less than 70" shows no 70, "over 70" does."""
    wrong = Bound.AT_MOST if target.direction is Direction.RISE else Bound.AT_LEAST
    return one.bound is not wrong and target.is_met_by(one.value)


def _observed(target: Target, reading: _Reading) -> tuple[TargetStatus | None, str]:
    """Return the status that figures alone decide, None where a rule set has to."""
    if reading.stopped is not None:
        return TargetStatus.NOT_MEASURABLE, reading.stopped.what
    met = reading.first_met
    if met is not None:
        late = target.deadline is not None and met.period.end > last_day(target.deadline)
        told = f"{met.wording or f'{met.value:g} {met.unit}'} in {met.period.text}"
        if late:
            return TargetStatus.MISSED, f"reached after the deadline {target.deadline}: {told}"
        return TargetStatus.MET, told
    if any(fault.code == "deadline-past" for fault in reading.faults):
        return TargetStatus.MISSED, f"no figure up to the deadline {target.deadline} shows it met"
    if target.deadline is None:
        return TargetStatus.NOT_MEASURABLE, "not met so far, and without a deadline nothing is late"
    return None, ""


def _apply(rules: ProgressRules, target: Target, series: Series, reading: _Reading) -> MethodResult:
    if reading.base is None:
        reason = "no figure from before the promise, so progress has no baseline"
        return MethodResult(
            rules.id, rules.version, None, "not measurable", TargetStatus.NOT_MEASURABLE, reason
        )
    since = [one for one in reading.figures if one.period.end >= reading.base.period.end]
    flow = reading.nature is Nature.FLOW
    points = tuple((_time(one.period.end, flow), one.value) for one in since)
    due = _time(last_day(target.deadline or ""), flow)
    course = Course(points, target.value, due, series.unit)
    try:
        value = FORMULAS[rules.formula](course)
    except Unmeasurable as error:
        return MethodResult(
            rules.id, rules.version, None, "not measurable", TargetStatus.NOT_MEASURABLE, str(error)
        )
    band = next(one for one in rules.bands if value >= one.least)
    shown = round(value, 2) + 0.0  # no minus before nought
    reason = f"{rules.title}: {shown:.2f}, {band.label}"
    return MethodResult(
        rules.id, rules.version, value, band.label, TargetStatus(band.status), reason
    )


def _time(day: str, flow: bool) -> float:
    """Return a day as a year with a fraction; of a flow the year itself."""
    found = date.fromisoformat(day)
    return float(found.year) if flow else found.year + (found.timetuple().tm_yday - 1) / 366
