"""Names what is wrong with figures before anything is calculated; nothing is guessed over."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from summitry.model import Direction, FigureFault, Frequency, Nature, first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import Observation, Series, Target

_NOT_COMPARABLE = re.compile(r"\b(?:vintage|edition)\b.*\bnot comparable\b")


def series_faults(series: Series) -> tuple[FigureFault, ...]:
    """Return what keeps a series from being read as one: units, duplicates, editions, emptiness."""
    found = []
    if not series.observations:
        found.append(FigureFault("empty", "the series has no figures", "Import or fetch some."))
    units = sorted({one.unit for one in series.observations})
    if len(units) > 1:
        found.append(
            FigureFault(
                "units-changed",
                f"the unit changes within the series: {', '.join(units)}",
                "Split it into one series a unit, or convert with a dated factor.",
            )
        )
    counted = Counter((one.period.text, one.published) for one in series.observations)
    twice = [f"{period} ({when or 'undated'})" for (period, when), n in counted.items() if n > 1]
    if twice:
        found.append(
            FigureFault(
                "duplicate-period",
                f"several figures of one period and one publication: {', '.join(sorted(twice))}",
                "Keep one of them, or say when each was published.",
            )
        )
    if any(_NOT_COMPARABLE.search(one.note.casefold()) for one in series.observations):
        found.append(
            FigureFault(
                "not-comparable",
                "the source says that figures of different editions cannot be compared",
                "Split the series by edition.",
            )
        )
    return tuple(found)


def comparable(
    observations: Iterable[Observation], nature: Nature
) -> tuple[tuple[Observation, ...], tuple[FigureFault, ...]]:
    """Return the figures that compare with each other, oldest first, and what was left out and why.

    Of a flow these are whole years; of a stock, or where nobody said, all.
    """
    ordered = sorted(observations, key=lambda one: (one.period.end, one.period.start))
    if nature is not Nature.FLOW:
        return tuple(ordered), ()
    whole = tuple(one for one in ordered if one.period.frequency is Frequency.YEAR)
    parts = [one.period.text for one in ordered if one.period.frequency is not Frequency.YEAR]
    if not parts:
        return whole, ()
    what = f"figures that are not of a whole year were left out: {', '.join(parts)}"
    return whole, (FigureFault("part-years", what, "Add the figures of whole years.", stops=False),)


def nature_for(target: Target, series: Series) -> tuple[Nature, tuple[FigureFault, ...]]:
    """Return what figures must be to be held against a target, and why they may not be.

    So much a year asks for a flow. Months or days of which nobody said whether they add up are
    not guessed at; years may be read either way.
    """
    wanted, known = target.nature, series.nature
    if {wanted, known} == {Nature.FLOW, Nature.STOCK}:
        what = f"the target is a {wanted}, the figures are a {known}"
        return known, (FigureFault("nature-differs", what, "Bind a series of the same nature."),)
    nature = known if known is not Nature.UNKNOWN else wanted
    shorter = any(one.period.frequency is not Frequency.YEAR for one in series.observations)
    if nature is Nature.UNKNOWN and shorter:
        what = "nobody said whether the figures are of a period or stand at a moment"
        return nature, (FigureFault("nature-unknown", what, "Fill in the column nature."),)
    return nature, ()


def gaps(observations: Sequence[Observation]) -> tuple[FigureFault, ...]:
    """Return the years that are missing between the first and the last figure."""
    years = {one.period.year for one in observations}
    if not years:
        return ()
    missing = sorted(set(range(min(years), max(years))) - years)
    if not missing:
        return ()
    what = f"no figures for {_runs(missing)}"
    return (FigureFault("gaps", what, "Nothing was put in their place.", stops=False),)


def _runs(years: Sequence[int]) -> str:
    """Return years in words, runs of them shortened.

    >>> _runs([1993, 1994, 1996])
    '1993-1994, 1996'
    """
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def target_faults(
    target: Target, series: Series, base: Observation | None, latest: Observation | None
) -> tuple[FigureFault, ...]:
    """Return what keeps a target from being held against a series."""
    found = []
    if target.unit != series.unit:
        what = f"the target counts in {target.unit or 'no unit'}, the series in {series.unit}"
        found.append(FigureFault("unit-differs", what, "Convert the series with a dated factor."))
        return tuple(found)
    if latest is None:
        return (
            FigureFault("no-figures", "no figure compares with the target", "Bind another series."),
        )
    if target.made is not None and latest.period.end < first_day(target.made):
        what = f"the series ends with {latest.period.text}, before the promise of {target.made}"
        found.append(FigureFault("ends-before-commitment", what, "Fetch later figures."))
        return tuple(found)
    if base is None:
        what = "no figure from before the promise, so progress has no baseline"
        found.append(FigureFault("no-baseline", what, "Add an earlier figure.", stops=False))
    elif target.is_met_by(base.value):
        rises = target.direction is Direction.RISE
        what = (
            f"the target of {target.value:g} is not {'above' if rises else 'below'} "
            f"the {base.value:g} of {base.period.text}, although it should "
            f"{'rise' if rises else 'fall'}"
        )
        found.append(FigureFault("target-behind-baseline", what, "Check the target and its unit."))
    elif base.value <= 0:
        what = f"the baseline of {base.period.text} is {base.value:g}, which no rate grows from"
        found.append(
            FigureFault("base-not-positive", what, "Growth rates are left out.", stops=False)
        )
    return tuple(found)


def deadline_faults(
    target: Target, nature: Nature, latest: Observation | None, today: str
) -> tuple[FigureFault, ...]:
    """Return what a deadline that is absent, or past on the day ``today``, means for figures."""
    if target.deadline is None:
        what = "the text gives no deadline, so nothing can be early or late"
        return (FigureFault("no-deadline", what, "Only whether it was met is told.", stops=False),)
    due = last_day(target.deadline)
    if due >= today:
        return ()
    what = f"the deadline {target.deadline} is past"
    found = [FigureFault("deadline-past", what, "It was met or it was not.", stops=False)]
    if latest is not None and latest.period.end < _needed(nature, due):
        what = f"the series ends with {latest.period.text}, before the deadline {target.deadline}"
        found.append(FigureFault("ends-before-deadline", what, "Fetch the figure of the deadline."))
    return tuple(found)


def _needed(nature: Nature, due: str) -> str:
    """Return the day the last figure must reach: of a flow the end of the last whole year."""
    if nature is Nature.FLOW and not due.endswith("-12-31"):
        return f"{int(due[:4]) - 1}-12-31"
    return due
