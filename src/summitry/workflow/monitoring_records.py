"""What monitoring found as plain values, the same for commands and for the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from summitry.monitoring.faults import series_faults
from summitry.monitoring.vintages import vintages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import KeptSeries
    from summitry.workflow.claims import CheckedClaim
    from summitry.workflow.monitoring import Monitored


def overview(found: Sequence[Monitored]) -> list[dict[str, Any]]:
    """Return one record a target, reporter and vintage."""
    return [
        {**msgspec.to_builtins(row), "number": target.name}
        for one in found
        for target in one.targets
        for row in target.rows
    ]


def commitment_record(one: Monitored) -> dict[str, Any]:
    """Return all that is known of one commitment."""
    return {
        "commitment": one.id,
        "quote": one.promise.quote,
        "made": one.promise.occasion.date,
        "rows": overview([one]),
        "targets": [
            {
                "number": target.name,
                "bindings": msgspec.to_builtins(target.bindings),
                "differences": msgspec.to_builtins(target.differences()),
                "progress": msgspec.to_builtins(target.watched.progress),
                "outlooks": msgspec.to_builtins(target.watched.outlooks),
            }
            for target in one.targets
        ],
        **verdict(one),
    }


def verdict(one: Monitored) -> dict[str, Any]:
    """Return the calculated and the assigned verdict with the history of the latter."""
    found = one.assessment
    return {
        "calculated": {
            "truth": found.calculated.value,
            "reason": found.reason,
            "method": f"{found.method} {found.version}",
        },
        "assigned": msgspec.to_builtins(found.assigned),
        "differs": found.differs,
        "evidence": msgspec.to_builtins(found.evidence),
        "history": msgspec.to_builtins(one.history),
    }


def claim_row(one: CheckedClaim) -> dict[str, Any]:
    """Return a claim with its figures and verdict as plain values."""
    claim, check = one.check.claim, one.check
    return {
        "entry": one.entry,
        "number": one.name,
        "text": claim.text,
        "kind": claim.kind.value,
        "value": claim.value,
        "unit": claim.unit,
        "bound": claim.bound.value,
        "start": claim.start,
        "end": claim.end,
        "years": claim.years,
        "said": claim.said,
        "attributed_to": claim.attributed_to or None,
        "verdict": check.verdict.value,
        "reason": check.reason,
        "low": check.low,
        "high": check.high,
        "figures": msgspec.to_builtins(check.figures),
        "series": list(one.series),
        "method": f"{check.method} {check.version}",
    }


def series_row(one: KeptSeries) -> dict[str, Any]:
    """Return what is known of a series, without its figures."""
    series = one.series
    periods = sorted(series.observations, key=lambda figure: figure.period.end)
    return {
        "number": one.number,
        "series": series.id,
        "key": series.key,
        "title": series.title,
        "quantity": series.quantity,
        "reporter": series.reporter,
        "partner": series.partner,
        "unit": series.unit,
        "nature": series.nature.value,
        "figures": len(series.observations),
        "first": periods[0].period.text if periods else None,
        "last": periods[-1].period.text if periods else None,
        "vintages": [vintage.name for vintage in vintages(series)],
        "faults": [
            {"code": fault.code, "what": fault.what, "remedy": fault.remedy}
            for fault in series_faults(series)
        ],
    }


def whole_series(one: KeptSeries) -> dict[str, Any]:
    """Return a series with every figure and where each comes from."""
    rows = [
        {
            "period": figure.observation.period.text,
            "value": figure.observation.value,
            "unit": figure.observation.unit,
            "wording": figure.observation.wording,
            "bound": figure.observation.bound.value,
            "reporter": figure.origin.reporter,
            "published": figure.observation.published,
            "source": figure.observation.source or figure.origin.source,
            "address": figure.observation.address or figure.origin.address,
            "accessed": figure.origin.accessed,
            "licence": figure.origin.licence,
            "redistributable": figure.origin.redistributable,
            "note": figure.observation.note,
            "file": figure.file or None,
            "snapshot": figure.snapshot,
            "checksum": figure.origin.checksum,
        }
        for figure in one.figures
    ]
    return {**series_row(one), "observations": rows}
