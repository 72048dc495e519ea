"""Evidence: passages of a document proposed for earlier commitments, to accept or refuse."""

from __future__ import annotations

from itertools import groupby, islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.numbers import whole_number
from summitry.interfaces.web.frame.tracing_words import WORDS
from summitry.interfaces.web.frame.visitors import Reader
from summitry.model import Says
from summitry.workflow import browsing, consulting
from summitry.workflow.evidence import decided_now

router = APIRouter()
_SIZE = 20
# The best of each commitment; what is refused makes room for the next.
_PASSAGES = 5
_DOCUMENTS = 50


@router.get("/tracing/evidence")
def documents(request: Request, visitor: Reader, older: str = "", newer: str = "") -> Response:
    """Let somebody choose the document that reports."""
    desk = desk_of(request)
    page = browsing.documents(
        desk.register, older=whole_number(older), newer=whole_number(newer), size=_DOCUMENTS
    )
    return desk.render(request, "evidence_documents.html", page=page)


@router.get("/documents/{key}/evidence")
def proposed(
    request: Request, key: str, visitor: Reader, dialogue: str = "", start: str = ""
) -> Response:
    """Show what a document says of earlier commitments of its dialogue, or of another."""
    desk = desk_of(request)
    document = browsing.document_named(desk.register, key)
    found = desk.finder.evidence(desk.register, document.key, dialogue or None)
    passages = decided_now(desk.register, found.passages or ())
    groups = [
        (promise, list(islice(members, _PASSAGES)))
        for promise, members in groupby(passages, key=lambda one: one.promise)
    ]
    place = min(whole_number(start) or 0, len(groups))
    place -= place % _SIZE
    return desk.render(
        request,
        "evidence.html",
        document=document,
        found=found,
        groups=groups[place : place + _SIZE],
        count=len(passages),
        promises=len(groups),
        previous=max(0, place - _SIZE) if place else None,
        next=place + _SIZE if place + _SIZE < len(groups) else None,
        dialogues=consulting.names(desk.register).dialogues,
        dialogue=dialogue or document.dialogue or "",
        says=[one.value for one in Says],
        **WORDS,
    )
