"""What goes out of targets, claims and figures: nothing that must not be passed on, no names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from summitry.errors import ExtraMissing
from summitry.exchange.measures import about_words, counted_words
from summitry.exchange.static_site import (
    Followed,
    Monitoring,
    PublishedClaim,
    PublishedSeries,
    PublishedTarget,
    PublishedVerdict,
)
from summitry.model import Query, Status
from summitry.monitoring.faults import series_faults
from summitry.monitoring.trajectory import OF_PAGE, for_page, render, shown_name, trajectory
from summitry.monitoring.vintages import vintages
from summitry.storage import finding
from summitry.workflow.claims import checked
from summitry.workflow.monitoring import monitored, seen_in
from summitry.workflow.monitoring_records import overview

if TYPE_CHECKING:
    from collections.abc import Collection

    from summitry.model import EvidenceItem, KeptSeries
    from summitry.storage import View
    from summitry.workflow.claims import CheckedClaim
    from summitry.workflow.monitoring import Monitored, MonitoredTarget, Seen

_TRUTHS = {"true": "kept", "false": "not kept"}
_SIDES = {True: "for", False: "against", None: "neither"}


def published_monitoring(view: View, statuses: Collection[str]) -> Monitoring:
    """Return what goes out of the entries that have one of some statuses.

    Series that must not be passed on are left out, and with them all that rests on them.
    """
    seen = _passed_on(seen_in(view))
    if not any(one.confirmed for held in seen.bindings.values() for one in held) and not (
        seen.assessments or seen.outcomes
    ):
        return Monitoring()
    shown = _ids(view, statuses)
    day = datetime.now(UTC).date().isoformat()
    found = [one for one in monitored(seen, day) if one.id in shown]
    claims = [
        one
        for one in checked(view)
        if one.entry in shown and one.series and all(number in seen.series for number in one.series)
    ]
    used = {number for one in found for target in one.targets for number in target.numbers}
    used |= {number for one in claims for number in one.series}
    return Monitoring(
        tuple(_followed(one) for one in found),
        tuple(map(_claim, claims)),
        tuple(_series(kept) for number, kept in seen.series.items() if number in used),
        tuple(overview(found)),
    )


def _ids(view: View, statuses: Collection[str]) -> set[str]:
    query = Query(kind=None, statuses=tuple(Status(one) for one in statuses))
    return {one.id for one in finding.find(view, query)}


def _passed_on(seen: Seen) -> Seen:
    """Return what may be passed on of what was seen."""
    series = {
        number: kept
        for number, kept in seen.series.items()
        if all(figure.origin.redistributable is not False for figure in kept.figures)
    }
    bindings = {
        entry: [one for one in held if one.series in series]
        for entry, held in seen.bindings.items()
    }
    return replace(seen, series=series, bindings=bindings)


def _followed(one: Monitored) -> Followed:
    found = one.assessment
    calculated = PublishedVerdict(
        _truth(found.calculated),
        f"{found.reason} ({found.method} {found.version})",
    )
    assigned = None
    if found.assigned is not None:
        given = found.assigned
        assigned = PublishedVerdict(_truth(given.truth), given.reason, given.at[:10])
    return Followed(
        one.id,
        one.promise.quote,
        tuple(map(_target, one.targets)),
        tuple(map(_evidence, found.evidence)),
        calculated,
        assigned,
    )


def _truth(truth: str) -> str:
    return _TRUTHS.get(truth, str(truth))


def _evidence(item: EvidenceItem) -> tuple[str, str, str]:
    source = "" if item.kind.value == "series" else f"{item.reporter} {item.date or ''}".strip()
    return _SIDES[item.supports], item.what, source


def _target(target: MonitoredTarget) -> PublishedTarget:
    goal = target.target
    words = counted_words(goal.value, goal.unit)
    if not target.bound:
        rows: tuple[tuple[str, ...], ...] = (
            ("", "", "not measurable", "", "", target.rows[0].why, ""),
        )
        return PublishedTarget(words, goal.deadline or "", "", rows)
    both = zip(target.differences(), target.watched.outlooks, strict=True)
    rows = tuple(
        (
            shown_name(row.reporter),
            row.vintage,
            row.status,
            row.first_met,
            _chance(ahead.probability),
            f"{row.why} ({row.method})",
            row.differs,
        )
        for row, ahead in both
    )
    return PublishedTarget(
        words, goal.deadline or "", _picture(target, words), rows, _notes(target), target.numbers
    )


def _picture(target: MonitoredTarget, words: str) -> str:
    chart = trajectory(target.target, target.bound, target.watched.outlooks, OF_PAGE)
    try:
        drawn = render(chart, "svg").decode()
    except ExtraMissing:
        return ""
    return for_page(drawn, f"The way to {words} by reporter and vintage")


def _notes(target: MonitoredTarget) -> tuple[str, ...]:
    notes: dict[str, None] = {}
    for result, ahead in zip(target.watched.progress, target.watched.outlooks, strict=True):
        whose = f"{shown_name(result.reporter)}, {result.vintage}"
        for method in result.results:
            notes[f"{whose}: {method.reason} ({method.method} {method.version})"] = None
        if ahead.points:
            last, unit = ahead.points[-1], target.target.unit
            low, high = about_words(last.low80, unit), about_words(last.high80, unit)
            notes[
                f"{whose}: in {last.period} about {about_words(last.value, unit)}, in 80 of 100 "
                f"cases {low} to {high} ({ahead.method} {ahead.version})"
            ] = None
        for fault in (*result.faults, *ahead.faults):
            notes[f"{whose}: {fault.what}. {fault.remedy}".rstrip()] = None
    return tuple(notes)


def _chance(probability: float | None) -> str:
    if probability is None:
        return ""
    share = round(100 * probability)
    return "below 1 %" if share < 1 else "above 99 %" if share > 99 else f"{share} %"


def _claim(one: CheckedClaim) -> PublishedClaim:
    check = one.check
    return PublishedClaim(
        one.entry,
        check.claim.text,
        check.claim.said or "",
        check.verdict.value,
        f"{check.reason} ({check.method} {check.version})",
        tuple(f"{shown_name(f.reporter)}, {f.vintage}: {f.working}" for f in check.figures),
    )


def _series(kept: KeptSeries) -> PublishedSeries:
    series = kept.series
    ordered = sorted(
        kept.figures,
        key=lambda one: (one.observation.period.end, one.observation.published or ""),
    )
    rows = tuple(
        (
            one.observation.period.text,
            one.observation.wording
            if one.observation.bound.value == "exact"
            else f"{one.observation.bound.value} {one.observation.wording}",
            one.observation.published or "",
            one.observation.source or one.origin.source,
            one.observation.address or one.origin.address,
            one.observation.note,
            one.origin.licence,
        )
        for one in ordered
    )
    return PublishedSeries(
        kept.number,
        series.id,
        series.title,
        shown_name(series.reporter),
        shown_name(series.partner),
        series.unit,
        tuple(one.name for one in vintages(series)),
        tuple(one.what for one in series_faults(series)),
        rows,
    )
