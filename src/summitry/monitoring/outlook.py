"""How likely a target is to stand when it is due, from one vintage of one reporter's figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import (
    Direction,
    FigureFault,
    Frequency,
    Nature,
    Outlook,
    OutlookPoint,
    last_day,
)
from summitry.monitoring.faults import comparable, nature_for, series_faults
from summitry.monitoring.outlook_law import Prediction, predict
from summitry.monitoring.rules import outlook_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Observation, Series, Target, Vintage

Question = tuple["Target", "Series", "Vintage"]


@dataclass(frozen=True, slots=True)
class _Run:
    """The last years of a vintage without a gap, and how many years ahead the deadline is."""

    years: tuple[int, ...]
    values: tuple[float, ...]
    horizon: int
    faults: tuple[FigureFault, ...]


def outlooks(
    questions: Sequence[Question], *, workers: int = 1, arima: bool = False
) -> tuple[Outlook, ...]:
    """Return the outlook of each target on a vintage, in the order asked, errors pooled over all.

    Where no number can be stood by, ``probability`` is None and ``faults`` say why. ExtraMissing
    where the extra ``statistics`` is not installed and a number would be needed.
    """
    runs = [_run(*question) for question in questions]
    usable = [run for run in runs if isinstance(run, _Run)]
    predictions: dict[int, Prediction] = {}
    if usable:
        import numpy as np

        furthest = max(run.horizon for run in usable)
        made = predict(
            [np.asarray(run.values, dtype=np.float64) for run in usable],
            furthest,
            workers=workers,
            arima=arima,
            pooled=_counted_once(questions, runs),
        )
        predictions = {id(run): one for run, one in zip(usable, made, strict=True)}
    return tuple(
        _told(question, run, predictions[id(run)])
        if isinstance(run, _Run)
        else _untold(question, run)
        for question, run in zip(questions, runs, strict=True)
    )


def _counted_once(
    questions: Sequence[Question], runs: Sequence[_Run | tuple[FigureFault, ...]]
) -> list[bool]:
    """Tell of each usable run whether it is the first of its series: vintages err alike."""
    seen: set[str] = set()
    first = []
    for (_, series, _), run in zip(questions, runs, strict=True):
        if isinstance(run, _Run):
            first.append(series.key not in seen)
            seen.add(series.key)
    return first


def outlook(target: Target, series: Series, vintage: Vintage, *, arima: bool = False) -> Outlook:
    """Return the outlook of one target on one vintage; see :func:`outlooks`."""
    return outlooks([(target, series, vintage)], arima=arima)[0]


def _untold(question: Question, faults: tuple[FigureFault, ...]) -> Outlook:
    rules = outlook_rules()
    _, series, vintage = question
    return Outlook(series.id, vintage.name, rules.id, rules.version, faults=faults)


def _told(question: Question, run: _Run, prediction: Prediction) -> Outlook:
    rules = outlook_rules()
    target, series, vintage = question
    chance = prediction.chance_at_least(target.value, run.horizon)
    if target.direction is Direction.FALL:
        chance = 1 - chance
    points = []
    for ahead in range(1, run.horizon + 1):
        bounds = (*prediction.interval(0.80, ahead), *prediction.interval(0.95, ahead))
        year = str(run.years[-1] + ahead)
        points.append(OutlookPoint(year, prediction.expected(ahead), *bounds))
    expected = prediction.backtest.expected
    return Outlook(
        series.id,
        vintage.name,
        rules.id,
        rules.version,
        chance,
        tuple(points),
        tuple((name, float(values[run.horizon - 1])) for name, values in expected.items()),
        prediction.law.used(run.horizon),
        prediction.law.reference_share(run.horizon),
        run.faults,
    )


def _run(target: Target, series: Series, vintage: Vintage) -> _Run | tuple[FigureFault, ...]:
    """Return the figures the models can use, or the faults for which there are none."""
    rules = outlook_rules()
    nature, unfit = nature_for(target, series)
    figures, left_out = comparable(vintage.observations, nature)
    faults = [*series_faults(series), *unfit, *left_out]
    if target.unit != series.unit:
        what = f"the target counts in {target.unit or 'no unit'}, the series in {series.unit}"
        faults.append(FigureFault("unit-differs", what, "Convert the series with a dated factor."))
    if target.deadline is None:
        what = "the text gives no deadline, so there is no moment to look ahead to"
        faults.append(FigureFault("no-deadline", what))
    if any(fault.stops for fault in faults):
        return tuple(faults)
    years = _yearly(figures)
    last = _unbroken(sorted(years))
    if len(last) < len(years):
        what = f"figures before {last[0]} were left out, since years are missing after them"
        faults.append(FigureFault("gaps", what, "Add the missing years.", stops=False))
    values = tuple(years[year].value for year in last)
    due = _last_year(target, nature)
    ahead = due - last[-1] if last else 0
    faults += _too_little(len(last), ahead, rules.fewest_points)
    if len(set(values)) == 1 and len(values) > 1:
        what = "the figure never changed, so how much it may change is not known"
        faults.append(FigureFault("constant", what))
    if any(fault.stops for fault in faults):
        return tuple(faults)
    return _Run(tuple(last), values, ahead, tuple(faults))


def _too_little(length: int, ahead: int, fewest: int) -> list[FigureFault]:
    if length < fewest:
        many = "figure" if length == 1 else "figures"
        what = f"{length} yearly {many} without a gap: too few, at least {fewest} are needed"
        return [FigureFault("too-short", what, "Add earlier or missing years.")]
    if ahead <= 0:
        what = "the figures reach the deadline already, so there is nothing to look ahead to"
        return [FigureFault("deadline-reached", what)]
    if ahead > length:
        what = f"the deadline is {ahead} years away, the figures cover only {length}"
        return [FigureFault("too-far", what, "Add earlier years.")]
    return []


def _yearly(figures: Sequence[Observation]) -> dict[int, Observation]:
    """Return one figure a year: of a flow the year's, of a stock the last of each year."""
    return {
        one.period.year: one
        for one in figures
        if one.period.frequency is not Frequency.MONTHS or one.period.end.endswith("-12-31")
    }


def _unbroken(years: Sequence[int]) -> list[int]:
    run: list[int] = []
    for year in reversed(years):
        if run and run[-1] - year != 1:
            break
        run.append(year)
    return run[::-1]


def _last_year(target: Target, nature: Nature) -> int:
    """Return the last year whose figure counts: of a flow one that is over by the deadline."""
    due = last_day(target.deadline or "0001")
    early = nature is Nature.FLOW and not due.endswith("-12-31")
    return int(due[:4]) - (1 if early else 0)
