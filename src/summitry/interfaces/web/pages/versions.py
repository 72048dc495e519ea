"""Two versions of one document side by side, commitment by commitment."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.tracing_words import WORDS
from summitry.interfaces.web.frame.visitors import Reader
from summitry.workflow import browsing
from summitry.workflow.versions import others, side_by_side

router = APIRouter()


@router.get("/documents/{key}/versions")
def versions(request: Request, key: str, visitor: Reader, other: str = "") -> Response:
    """Lay a document beside another, or let somebody choose which."""
    desk = desk_of(request)
    document = browsing.document_named(desk.register, key)
    found = side_by_side(desk.register, document.key, other) if other else None
    return desk.render(
        request,
        "versions.html",
        document=document,
        found=found,
        candidates=[] if found else others(desk.register, document),
        **WORDS,
    )
