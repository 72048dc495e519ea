"""Comparison: dialogues, parties, years or themes side by side, each number with its quotes."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from summitry.errors import ExtraMissing, UsageError
from summitry.interfaces.web.frame.comparing import comparer_of
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.visitors import Reader
from summitry.model import Grouping

router = APIRouter()
NAVIGATION = ("/comparison", listed("Comparison"), "reader")
_BY = tuple(one.value for one in Grouping)


@router.get("/comparison")
def comparison(
    request: Request, visitor: Reader, by: str = "dialogue", genre: str | None = None
) -> Response:
    """Show what is put side by side; ``genre`` compares texts of one kind alone."""
    desk, comparer = desk_of(request), comparer_of(request)
    chosen = by if by in _BY else _BY[0]
    fault, body = None, None
    try:
        told = comparer.told(desk.register, chosen, genre or None)
        body = Markup(comparer.page(told))
    except (UsageError, ExtraMissing) as error:
        fault = error
    return desk.render(
        request,
        "comparison.html",
        body=body,
        fault=fault,
        by=chosen,
        genre=genre or "",
        groupings=_BY,
        genres=comparer.genres(),
    )
