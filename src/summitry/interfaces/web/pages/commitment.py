"""One commitment: its words in place, decisions, journal, notes and tags."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.visitors import Form, Reader, Reviewer
from summitry.model import Document, Span
from summitry.workflow import browsing, reviewing

router = APIRouter()
_AROUND = 400


@router.get("/commitments/{entry_id}")
def commitment(request: Request, entry_id: str, visitor: Reader) -> Response:
    """Show a commitment with all that belongs to it."""
    desk = desk_of(request)
    found = browsing.one(desk.register, entry_id)
    return desk.render(
        request,
        "commitment.html",
        found=found,
        context=context_of(found.document, found.record.span),
    )


def context_of(document: Document, span: Span) -> tuple[str, str, str]:
    """Return words in their place: what stands before, the words, what stands after."""
    text = document.text
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    for block in document.blocks:
        if block.span.start <= span.start < block.span.end:
            start = max(start, block.span.start)
        if block.span.start < span.end <= block.span.end:
            end = min(end, block.span.end)
    before = ("…" if start > 0 and text[start - 1].strip() else "") + text[start : span.start]
    after = text[span.end : end] + ("…" if end < len(text) and text[end].strip() else "")
    return before, text[span.start : span.end], after


@router.post("/commitments/{entry_id}/notes")
def note(request: Request, entry_id: str, visitor: Reviewer, form: Form) -> Response:
    """Write a note."""
    desk = desk_of(request)
    reviewing.note(desk.register, entry_id, form.text("text"), visitor.name)
    desk.say(visitor, _("The note is kept."))
    return onward(f"/commitments/{entry_id}#notes")


@router.post("/commitments/{entry_id}/tags")
def tag(request: Request, entry_id: str, visitor: Reviewer, form: Form) -> Response:
    """Put a tag on it, or take one off."""
    desk = desk_of(request)
    on = not form.text("off")
    names = [form.text("off")] if not on else form.text("tag").lstrip("#").split()
    reviewing.tag(desk.register, entry_id, names, visitor.name, on=on)
    return onward(f"/commitments/{entry_id}#tags")
