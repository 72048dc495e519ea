"""What became of the targets of a register: figures, evidence and verdicts brought together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from summitry.errors import ExtraMissing, UsageError
from summitry.model import (
    AssignedVerdict,
    EvidenceItem,
    EvidenceKind,
    FigureFault,
    Outlook,
    Says,
    Speaks,
    is_partial_date,
)
from summitry.monitoring.differences import DifferenceRow, differences
from summitry.monitoring.fitting import fitted
from summitry.monitoring.overview import OverviewRow, Watched, watch
from summitry.monitoring.progress import progress
from summitry.monitoring.targets import target_name, targets_of
from summitry.monitoring.verdicts import assess
from summitry.storage import assessments, bindings, evidence, figures, outcomes
from summitry.workflow.tracing_records import of_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import (
        Assessment,
        Factor,
        KeptAssessment,
        KeptBinding,
        KeptEvidence,
        KeptOutcome,
        KeptSeries,
        Promise,
        Series,
        Target,
    )
    from summitry.storage import Register, View
    from summitry.workflow.tracing_records import Records


@dataclass(frozen=True, slots=True)
class Seen:
    """What a register holds for monitoring, at one moment."""

    records: Records
    series: Mapping[int, KeptSeries]
    bindings: Mapping[str, Sequence[KeptBinding]]
    factors: Sequence[Factor]
    evidence: Mapping[str, Sequence[KeptEvidence]]
    outcomes: Mapping[str, Sequence[KeptOutcome]]
    assessments: Mapping[str, Sequence[KeptAssessment]]


@dataclass(frozen=True, slots=True)
class MonitoredTarget:
    """A number of a commitment with the series bound to it, as they are held against each other.

    ``name`` is how commands name the number; ``numbers`` those of the series in the register.
    """

    name: str
    watched: Watched
    bound: tuple[Series, ...]
    numbers: tuple[int, ...]
    bindings: tuple[KeptBinding, ...] = ()

    @property
    def target(self) -> Target:
        """The number, in the unit it is measured in."""
        return self.watched.target

    @property
    def rows(self) -> tuple[OverviewRow, ...]:
        """One row a reporter and vintage; one without a series where none is bound."""
        return self.watched.rows or (_unmeasured(self.target),)

    def differences(self) -> tuple[DifferenceRow, ...]:
        """Return one row a result, saying why verdicts differ."""
        return differences(self.watched.progress, self.bound)


@dataclass(frozen=True)
class Monitored:
    """A commitment with its targets, what speaks for and against it, and the verdicts."""

    id: str
    promise: Promise
    targets: tuple[MonitoredTarget, ...]
    items: tuple[EvidenceItem, ...] = ()
    history: tuple[KeptAssessment, ...] = ()

    @cached_property
    def assessment(self) -> Assessment:
        """The verdict calculated, and the one that a person assigned last."""
        assigned = None
        if self.history:
            last = self.history[-1]
            assigned = AssignedVerdict(last.truth, last.who, last.at, last.reason)
        results = [one for target in self.targets for one in target.watched.progress]
        ahead = [one for target in self.targets for one in target.watched.outlooks]
        return assess(self.id, results, self.items, ahead, assigned)


def seen_in(view: View, records: Records | None = None) -> Seen:
    """Return all that a register holds for monitoring."""
    by_entry: dict[str, list[KeptBinding]] = defaultdict(list)
    for binding in bindings.kept_bindings(view):
        by_entry[binding.entry].append(binding)
    told: dict[str, list[KeptEvidence]] = defaultdict(list)
    for one in evidence.kept_evidence(view):
        told[one.entry].append(one)
    reported: dict[str, list[KeptOutcome]] = defaultdict(list)
    for outcome in outcomes.kept_outcomes(view):
        if outcome.entry is not None:
            reported[outcome.entry].append(outcome)
    verdicts: dict[str, list[KeptAssessment]] = defaultdict(list)
    for verdict in assessments.kept_assessments(view):
        verdicts[verdict.entry].append(verdict)
    return Seen(
        records or of_view(view),
        {one.number: one for one in figures.kept_series(view)},
        by_entry,
        outcomes.kept_factors(view),
        told,
        reported,
        verdicts,
    )


def monitor(
    register: Register, today: str, entry_id: str | None = None, *, outlook: bool = True
) -> tuple[Monitored, ...]:
    """Return every commitment that has a target or is followed otherwise, or the one named.

    ``today`` is an ISO 8601 day. Without ``outlook`` no chances are calculated, which is faster;
    where the extra ``statistics`` is missing there are none, and the faults say so.
    """
    check_day(today)
    with register.looking() as view:
        seen = seen_in(view)
    return monitored(seen, today, entry_id, outlook=outlook)


def monitored(
    seen: Seen, today: str, entry_id: str | None = None, *, outlook: bool = True
) -> tuple[Monitored, ...]:
    """Return what :func:`monitor` does, of what was seen."""
    chosen = [seen.records.promise(entry_id)] if entry_id else list(seen.records.promises)
    asked: list[tuple[str, str, Target, tuple[Series, ...], tuple[KeptBinding, ...]]] = []
    for promise in chosen:
        for target in targets_for(promise):
            name = target_name(target)
            held = _confirmed(seen, promise.id, name)
            bound = tuple(seen.series[one.series].series for one in held)
            asked.append((promise.id, name, *fitted(target, bound, seen.factors), held))
    watched = _watched([(one[2], one[3]) for one in asked], today, outlook=outlook)
    by_entry: dict[str, list[MonitoredTarget]] = defaultdict(list)
    for (entry, name, _, bound, held), one in zip(asked, watched, strict=True):
        numbers = tuple(binding.series for binding in held)
        by_entry[entry].append(MonitoredTarget(name, one, bound, numbers, held))
    return tuple(
        Monitored(
            promise.id,
            promise,
            tuple(by_entry[promise.id]),
            items_of(seen, promise.id),
            tuple(seen.assessments.get(promise.id, ())),
        )
        for promise in chosen
        if entry_id or by_entry[promise.id] or _followed(seen, promise.id)
    )


def targets_for(promise: Promise) -> tuple[Target, ...]:
    """Return the numbers of a commitment, named by its id, each once."""
    occasion = promise.occasion
    found = targets_of(promise.commitment, occasion.date, occasion.parties)
    return tuple(
        {target_name(one): replace(one, commitment=promise.id) for one in found[::-1]}.values()
    )[::-1]


def _confirmed(seen: Seen, entry: str, name: str) -> tuple[KeptBinding, ...]:
    decided = seen.bindings.get(entry, ())
    return tuple(one for one in decided if one.confirmed and one.target == name)


def _followed(seen: Seen, entry: str) -> bool:
    return any(entry in kept for kept in (seen.outcomes, seen.assessments, seen.evidence))


def _watched(
    asked: Sequence[tuple[Target, tuple[Series, ...]]], today: str, *, outlook: bool
) -> tuple[Watched, ...]:
    """Return progress and outlook; equal targets of different commitments are told apart."""
    targets = [target for target, _ in asked]
    if outlook:
        try:
            return watch(targets, dict(asked), today)
        except ExtraMissing as error:
            fault = FigureFault("extra-missing", error.what, error.remedy)
            return _without_outlook(asked, today, fault)
    fault = FigureFault("not-asked", "no outlook was asked for", "")
    return _without_outlook(asked, today, fault)


def _without_outlook(
    asked: Sequence[tuple[Target, tuple[Series, ...]]], today: str, fault: FigureFault
) -> tuple[Watched, ...]:
    found = []
    for target, bound in asked:
        results = progress(target, bound, today)
        ahead = (Outlook(one.series, one.vintage, "none", "1", faults=(fault,)) for one in results)
        found.append(Watched(target, results, tuple(ahead)))
    return tuple(found)


def items_of(seen: Seen, entry: str) -> tuple[EvidenceItem, ...]:
    """Return what texts and reported outcomes say of a commitment, as people decided."""
    items = [
        EvidenceItem(
            EvidenceKind.EVENT,
            True if one.says == Says.DELIVERED.value else None,
            f"{one.says}: {' '.join(one.quote.split())}",
            one.source,
            one.source,
            one.date,
        )
        for one in seen.evidence.get(entry, ())
        if one.accepted
    ]
    sides = {Speaks.FOR: True, Speaks.AGAINST: False, Speaks.NEITHER: None, None: None}
    items += [
        EvidenceItem(
            EvidenceKind.EVENT,
            sides[one.speaks],
            one.outcome.outcome,
            one.outcome.source_title,
            one.outcome.source_url,
            one.outcome.outcome_date or None,
        )
        for one in seen.outcomes.get(entry, ())
    ]
    return tuple(items)


def _unmeasured(target: Target) -> OverviewRow:
    why = "no series is bound to it, so it cannot be measured"
    return OverviewRow(
        commitment=target.commitment,
        target=target.value,
        unit=target.unit,
        deadline=target.deadline,
        series=None,
        reporter=None,
        vintage=None,
        status="not measurable",
        first_met=None,
        probability=None,
        latest=None,
        latest_value=None,
        method="observed 1",
        outlook_method=None,
        why=why,
    )


def check_day(today: str) -> None:
    """Raise UsageError unless a text is an ISO 8601 day."""
    if len(today) != 10 or not is_partial_date(today):
        raise UsageError(
            f"{today!r} is no day", where="--on", remedy="Write it like 2026-02-28, or leave it."
        )
