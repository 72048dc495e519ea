"""Claims of fact, held against figures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader
from summitry.workflow.watching import watching

router = APIRouter()
_MOST = 500


@router.get("/claims")
def claims(request: Request, visitor: Reader) -> Response:
    """List claims with what figures say, those that can be told first."""
    desk = desk_of(request)
    found = watching(desk.register)
    ordered = sorted(found.claims, key=lambda one: not one.check.figures)
    proposed = {
        (one.entry, one.name): [
            each
            for each in found.proposed
            if (each.question.entry, each.question.name) == (one.entry, one.name)
            and not each.confirmed
        ]
        for one in ordered[:_MOST]
    }
    return desk.render(
        request,
        "claims.html",
        claims=ordered[:_MOST],
        more=len(ordered) > _MOST,
        proposed=proposed,
        found=found,
    )
