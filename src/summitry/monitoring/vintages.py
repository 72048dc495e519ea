"""Tells the vintages of a series apart: the figures as first published, and after each revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.model import Vintage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Observation, Series

METHOD = "vintages 1"
FIRST = "first published"


def vintages(series: Series) -> tuple[Vintage, ...]:
    """Return the series as first published, then as it stood after each restatement.

    A publication restates when it gives another value for a period that had one; what comes out
    between two restatements belongs to the earlier vintage. A figure without a date of
    publication counts as a first one. Observations of one period with equal dates are a fault
    that ``series_faults`` names; the first of them is kept here.
    """
    ordered = sorted(series.observations, key=_order)
    dates = sorted(_restatements(ordered))
    found = [Vintage(FIRST, None, _one_a_period(ordered, latest=False), METHOD)]
    for place, date in enumerate(dates):
        until = dates[place + 1] if place + 1 < len(dates) else None
        known = [one for one in ordered if until is None or (one.published or "") < until]
        figures = _one_a_period(known, latest=True)
        found.append(Vintage(f"restated {date}", date, figures, METHOD))
    return tuple(found)


def _order(one: Observation) -> tuple[str, str, str]:
    return one.period.end, one.period.start, one.published or ""


def _restatements(ordered: Iterable[Observation]) -> set[str]:
    first: dict[str, float] = {}
    dates = set()
    for one in ordered:
        known = first.setdefault(one.period.text, one.value)
        if known != one.value and one.published is not None:
            dates.add(one.published)
            first[one.period.text] = one.value
    return dates


def _one_a_period(ordered: Iterable[Observation], *, latest: bool) -> tuple[Observation, ...]:
    kept: dict[str, Observation] = {}
    for one in ordered:
        before = kept.get(one.period.text)
        newer = before is not None and (one.published or "") > (before.published or "")
        if before is None or (latest and newer):
            kept[one.period.text] = one
    return tuple(kept.values())
