"""The feed of what changed, for programs that tell of news (Atom, RFC 4287)."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader
from summitry.workflow import browsing
from summitry.workflow.feeding import atom

router = APIRouter()
_SIZE = 50


@router.get("/feed.atom")
def feed(request: Request, visitor: Reader) -> Response:
    """Give the newest entries of the journal."""
    desk = desk_of(request)
    scheme = "https" if desk.settings.secure else "http"
    entries, _older, _back = browsing.journal_page(desk.register, size=_SIZE)
    content = atom(desk.register, entries, f"{scheme}://{request.headers['host']}")
    return Response(content, media_type="application/atom+xml")
