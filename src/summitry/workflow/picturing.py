"""Pictures of the way to a target, as files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.monitoring.trajectory import render, trajectory

if TYPE_CHECKING:
    from summitry.workflow.monitoring import Monitored, MonitoredTarget

FORMS = ("svg", "png", "html")
"""The forms of pictures, by the endings of their files."""


def chosen_target(one: Monitored, number: str | None = None) -> MonitoredTarget:
    """Return the target that is meant: the one named, else the only one with figures."""
    measured = [target for target in one.targets if target.bound]
    if number is not None:
        wanted = number.strip().casefold()
        measured = [
            target
            for target in measured
            if wanted in (target.name.casefold(), target.name.partition(" ")[0].replace(",", ""))
        ]
    if not measured:
        raise UsageError(
            "has no number with figures" if number is None else f"has no figures for {number}",
            where=one.id,
            remedy="Bind a series to it first: summitry bind suggest.",
        )
    if len(measured) > 1:
        names = "; ".join(target.name for target in measured)
        raise UsageError(
            "has several numbers with figures", where=one.id, remedy=f"Say which: {names}."
        )
    return measured[0]


def picture_of(one: Monitored, form: str, number: str | None = None) -> bytes:
    """Return the picture of a target's trajectory. UsageError, ExtraMissing."""
    target = chosen_target(one, number)
    chart = trajectory(target.target, target.bound, target.watched.outlooks)
    if form == "html":
        from summitry.exchange.chart_page import chart_page

        picture = render(chart, "svg").decode()
        rows = [
            (row.reporter, row.vintage, row.status, row.first_met, row.why)
            for row in target.differences()
        ]
        return chart_page(one.id, one.promise.quote, picture, rows)
    return render(chart, "svg" if form == "svg" else "png")


def as_json(one: Monitored, number: str | None = None) -> bytes:
    """Return the specification of the picture, for programs that draw Vega-Lite."""
    target = chosen_target(one, number)
    return json.dumps(trajectory(target.target, target.bound, target.watched.outlooks)).encode()
