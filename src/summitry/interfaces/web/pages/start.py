"""Start: what is new, what waits for review, what is due."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame import charts
from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.visitors import Form, Reader, Secretary
from summitry.workflow.example import example_documents
from summitry.workflow.overview import overview
from summitry.workflow.register import add

router = APIRouter()
NAVIGATION = ("/", listed("Start"), "reader")


@router.get("/")
def start(request: Request, visitor: Reader) -> Response:
    """Show the start page."""
    desk = desk_of(request)
    today = datetime.now(UTC).date()
    found = overview(desk.register, today)
    template = "welcome.html" if found.empty and not found.news[1:] else "start.html"
    themes = [(name, name, counts) for name, counts in found.themes]
    return desk.render(
        request,
        template,
        found=found,
        today=today.isoformat(),
        charts=[
            charts.by_status(_("Commitments by theme"), _("theme"), "theme", themes),
            charts.by_year(_("What falls due, by year"), found.years, today.year),
        ],
    )


@router.post("/example")
def take_example(request: Request, visitor: Secretary, form: Form) -> Response:
    """Take the documents of the example into the register."""
    desk = desk_of(request)
    count = sum(1 for _one in add(desk.register, [example_documents()], visitor.name))
    desk.say(visitor, _("The example is here: %(count)s documents.") % {"count": count})
    return onward("/")
