"""One row for each target, reporter and vintage: the line that tables, JSON and pages show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.monitoring.outlook import outlooks
from summitry.monitoring.progress import progress
from summitry.monitoring.vintages import vintages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import Outlook, Series, Target, TargetProgress


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """Where a target stands by one reporter's figures in one vintage, with every method named.

    ``probability``, 0 to 1, that it stands at the target when it is due; None where no number
    can be stood by. ``first_met`` and ``latest`` are periods, ``latest_value`` in ``unit``.
    ``series`` is None, with ``reporter`` and ``vintage``, where none is bound to the target.
    """

    commitment: str
    target: float
    unit: str
    deadline: str | None
    series: str | None
    reporter: str | None
    vintage: str | None
    status: str
    first_met: str | None
    probability: float | None
    latest: str | None
    latest_value: float | None
    method: str
    outlook_method: str | None
    why: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Watched:
    """A target with the progress and outlook of every series bound to it, in the same order."""

    target: Target
    progress: tuple[TargetProgress, ...]
    outlooks: tuple[Outlook, ...]

    @property
    def rows(self) -> tuple[OverviewRow, ...]:
        """A row a result."""
        return tuple(map(_row, self.progress, self.outlooks))


def watch(
    targets: Sequence[Target], bound: Mapping[Target, Sequence[Series]], today: str
) -> tuple[Watched, ...]:
    """Return progress and outlook of all targets at once, so that outlooks learn from each other.

    A target without a series has no rows: it is not measurable, which is no verdict.
    """
    questions = [
        (target, series, vintage)
        for target in targets
        for series in bound.get(target, ())
        for vintage in vintages(series)
    ]
    found = iter(outlooks(questions))
    watched = []
    for target in targets:
        results = progress(target, bound.get(target, ()), today)
        watched.append(Watched(target, results, tuple(next(found) for _ in results)))
    return tuple(watched)


def _row(result: TargetProgress, ahead: Outlook) -> OverviewRow:
    target, latest = result.target, result.latest
    faults = dict.fromkeys(fault.what for fault in (*result.faults, *ahead.faults))
    return OverviewRow(
        target.commitment,
        target.value,
        target.unit,
        target.deadline,
        result.series,
        result.reporter,
        result.vintage,
        result.status,
        result.first_met.period.text if result.first_met else None,
        ahead.probability,
        latest.period.text if latest else None,
        latest.value if latest else None,
        f"{result.method} {result.version}",
        f"{ahead.method} {ahead.version}",
        result.why,
        tuple(faults),
    )
