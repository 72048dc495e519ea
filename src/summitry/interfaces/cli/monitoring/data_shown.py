"""Series and their figures, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.interfaces.cli.register.answering import line, table
from summitry.monitoring.faults import series_faults
from summitry.monitoring.vintages import vintages
from summitry.workflow.monitoring_records import series_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import KeptSeries


def show_series_list(found: Sequence[KeptSeries], *, every: bool) -> None:
    """Write a table of series."""
    if not found:
        line(
            "There are no figures yet; take some in with summitry data import or fetch."
            if every
            else "No series has all these words."
        )
        return
    rows = []
    for one in found:
        told = series_row(one)
        span = (
            f"{told['first']} – {told['last']}" if told["first"] != told["last"] else told["first"]
        )
        state = "; ".join(fault["code"] for fault in told["faults"])
        rows.append(
            (
                str(one.number),
                one.series.id,
                one.series.title,
                one.series.reporter,
                one.series.partner,
                one.series.unit,
                span,
                str(told["figures"]),
                state,
            )
        )
    heads = ("no.", "series", "what", "reporter", "with", "unit", "periods", "figures", "fault")
    table(heads, rows)


def show_series(one: KeptSeries) -> None:
    """Write a series: what it is, its figures by period and vintage, and what is wrong with it."""
    series = one.series
    line(f"{one.number} · {series.id} · {series.title}")
    parts = [f"reporter {series.reporter}", f"with {series.partner}" if series.partner else ""]
    parts += [f"in {series.unit}", series.nature.value if series.nature.value != "unknown" else ""]
    line(" · ".join(part for part in parts if part), indented=True)
    known = sorted(
        one.figures,
        key=lambda figure: (figure.observation.period.end, figure.observation.published or ""),
    )
    rows = [
        (
            figure.observation.period.text,
            _limited(figure.observation.bound.value, figure.observation.wording),
            figure.observation.published or "",
            figure.observation.source or figure.origin.source,
            figure.observation.note,
            figure.file or figure.origin.producer,
        )
        for figure in known
    ]
    table(("period", "figure", "published", "source", "note", "from"), rows)
    names = [vintage.name for vintage in vintages(series)]
    line(f"Vintages: {', '.join(names)}.")
    licences = sorted({figure.origin.licence for figure in one.figures if figure.origin.licence})
    if licences:
        line(f"Licence: {'; '.join(licences)}.")
    if any(figure.origin.redistributable is False for figure in one.figures):
        line("These figures must not be passed on; they are left out of what is published.")
    for fault in series_faults(series):
        line(f"! {fault.what}. {fault.remedy}")


def _limited(bound: str, wording: str) -> str:
    return wording if bound == "exact" else f"{bound} {wording}"
