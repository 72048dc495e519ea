"""Documents, and one document with its commitments in place."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from summitry.exchange.html_page.layout import document_body
from summitry.exchange.html_page.passages import Highlight
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.numbers import whole_number
from summitry.interfaces.web.frame.visitors import Reader
from summitry.model import Commitment, Entry, Statement, Status
from summitry.workflow import browsing, consulting
from summitry.workflow.agreeing import reviewers_of

router = APIRouter()
NAVIGATION = ("/documents", listed("Documents"), "reader")
_SIZE = 50


@router.get("/documents")
def documents(
    request: Request, visitor: Reader, dialogue: str = "", older: str = "", newer: str = ""
) -> Response:
    """List the documents, the newest first."""
    desk = desk_of(request)
    page = browsing.documents(
        desk.register,
        dialogue=dialogue or None,
        older=whole_number(older),
        newer=whole_number(newer),
        size=_SIZE,
    )
    known = consulting.names(desk.register).dialogues
    return desk.render(request, "documents.html", page=page, dialogues=known, dialogue=dialogue)


@router.get("/documents/{key}")
def document(request: Request, key: str, visitor: Reader) -> Response:
    """Show a document with its commitments in place, to be read or reviewed."""
    desk = desk_of(request)
    found = browsing.document(desk.register, key)
    body = document_body(found.document, [_highlight(*pair) for pair in found.items], above=1)
    waiting = sum(1 for entry, _record in found.items if entry.status is Status.PROPOSED)
    return desk.render(
        request,
        "document.html",
        found=found,
        body=Markup(body),
        waiting=waiting,
        reviewers=reviewers_of(desk.register, found.stored.key),
    )


def _highlight(entry: Entry, record: Commitment | Statement) -> Highlight:
    label = entry.id.rpartition("-")[2]
    if entry.status is Status.REJECTED:
        return Highlight(record.span, entry.id, label, "rejected", _("Rejected"))
    if isinstance(record, Statement):
        return Highlight(record.span, entry.id, label, "other", _("No commitment:"))
    return Highlight(record.span, entry.id, label, record.force.value, _("Commitment"))
