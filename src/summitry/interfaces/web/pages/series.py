"""Series of figures with who reports them, when they came out, and where they were read."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import EntryMissing
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.numbers import whole_number
from summitry.interfaces.web.frame.visitors import Reader
from summitry.monitoring.faults import series_faults
from summitry.monitoring.vintages import vintages
from summitry.workflow.watching import watching

router = APIRouter()
_MOST = 1000


@router.get("/series")
def every(request: Request, visitor: Reader) -> Response:
    """List the series of the register."""
    desk = desk_of(request)
    found = watching(desk.register)
    rows = [(one, series_faults(one.series)) for one in found.series[:_MOST]]
    return desk.render(request, "series_list.html", rows=rows, more=len(found.series) > _MOST)


@router.get("/series/{number}")
def one(request: Request, number: str, visitor: Reader) -> Response:
    """Show every figure of a series with its origin, and which targets it tells of."""
    desk = desk_of(request)
    found = watching(desk.register)
    told = found.series_of(whole_number(number) or 0)
    if told is None:
        raise EntryMissing(_("There is no such series."))
    figures = sorted(
        told.figures,
        key=lambda each: (each.observation.period.end, each.observation.published or ""),
    )
    used = [
        (each.id, target)
        for each in found.monitored
        for target in each.targets
        if told.number in target.numbers
    ]
    return desk.render(
        request,
        "series.html",
        kept=told,
        figures=figures,
        faults=series_faults(told.series),
        vintages=vintages(told.series),
        used=used,
    )
