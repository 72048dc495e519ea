"""The journal: who did what and when; taking back, and verifying."""

from __future__ import annotations

from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.numbers import whole_number
from summitry.interfaces.web.frame.visitors import Form, Reader, Reviewer, Secretary
from summitry.workflow import browsing, consulting, reviewing

router = APIRouter()
NAVIGATION = ("/journal", listed("Journal"), "reader")
_SIZE = 50
_MOST_FAULTS = 200


@router.get("/journal")
def journal(request: Request, visitor: Reader, below: str = "", who: str = "") -> Response:
    """Show the journal, the newest first."""
    desk = desk_of(request)
    entries, older, back = browsing.journal_page(
        desk.register, below=whole_number(below), who=who or None, size=_SIZE
    )
    return desk.render(
        request, "journal.html", entries=entries, older=older, undone=back, who=who, below=below
    )


@router.post("/journal/{number}/undo")
def undo(request: Request, number: int, visitor: Reviewer, form: Form) -> Response:
    """Take an entry of the journal back."""
    desk = desk_of(request)
    reviewing.undo(desk.register, visitor.name, number)
    desk.say(visitor, _("Entry %(number)s is taken back.") % {"number": number})
    return onward("/journal")


@router.post("/journal/verify")
def verify(request: Request, visitor: Secretary, form: Form) -> Response:
    """Check the whole register against its journal."""
    desk = desk_of(request)
    faults = list(islice(consulting.verify(desk.register), _MOST_FAULTS))
    number, digest = consulting.head(desk.register)
    return desk.render(request, "verified.html", faults=faults, number=number, digest=digest)
