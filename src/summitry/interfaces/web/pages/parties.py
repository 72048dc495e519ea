"""Parties: what each owes and is owed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame import charts
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.visitors import Reader
from summitry.model import Query
from summitry.workflow import browsing

router = APIRouter()
NAVIGATION = ("/parties", listed("Parties"), "reader")
_FEW = 12
_MOST = 400


@router.get("/parties")
def parties(request: Request, visitor: Reader) -> Response:
    """List the parties with what each owes and is owed."""
    desk = desk_of(request)
    found = browsing.parties(desk.register)
    return desk.render(
        request,
        "parties.html",
        parties=found[:_MOST],
        more=len(found) > _MOST,
        sides=charts.of_parties(found),
    )


@router.get("/parties/{code}")
def party(request: Request, code: str, visitor: Reader) -> Response:
    """Show what a party owes and is owed."""
    desk = desk_of(request)
    found = browsing.party(desk.register, code)
    owes = browsing.first_entries(desk.register, Query(actor=found.code), _FEW)
    owed = browsing.first_entries(desk.register, Query(recipient=found.code), _FEW)
    return desk.render(request, "party.html", found=found, owes=owes, owed=owed)
