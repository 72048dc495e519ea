"""Help: keys, roles, and the API."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader

router = APIRouter()


@router.get("/help")
def help_page(request: Request, visitor: Reader) -> Response:
    """Show the help."""
    return desk_of(request).render(request, "help.html")
