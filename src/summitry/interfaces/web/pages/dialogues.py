"""Dialogues, and the timeline of one."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.exchange.wording import shown as printable
from summitry.interfaces.web.frame import charts
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.visitors import Reader
from summitry.workflow import browsing
from summitry.workflow.meetings import forces_by_meeting

router = APIRouter()
NAVIGATION = ("/dialogues", listed("Dialogues"), "reader")


@router.get("/dialogues")
def dialogues(request: Request, visitor: Reader) -> Response:
    """List the dialogues."""
    desk = desk_of(request)
    found = browsing.dialogues(desk.register)
    facets = [(one.dialogue.series, printable(one.dialogue.name), one.counts) for one in found]
    title = _("Commitments by dialogue")
    chart = charts.by_status(title, _("dialogue"), "dialogue", facets)
    return desk.render(request, "dialogues.html", dialogues=found, by_dialogue=chart)


@router.get("/dialogues/{series}")
def dialogue(request: Request, series: str, visitor: Reader) -> Response:
    """Show the meetings and documents of a dialogue by date."""
    desk = desk_of(request)
    found = browsing.dialogue(desk.register, series)
    meetings = {one.number: one for one in found.meetings}
    years = [(year, list(items)) for year, items in groupby(found.documents, key=_year_of)]
    return desk.render(
        request,
        "dialogue.html",
        found=found,
        years=years,
        meetings=meetings,
        forces=charts.by_force(forces_by_meeting(desk.register, found)),
    )


def _year_of(item: browsing.DocumentItem) -> str:
    return str(item.document.details.get("date") or "")[:4]
