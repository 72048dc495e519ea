"""Differences: what a newer engine reads differently, taken over or left."""

from __future__ import annotations

from itertools import groupby, islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.visitors import Form, Reader, Secretary
from summitry.workflow import browsing, consulting, reviewing

router = APIRouter()
_MOST = 200


@router.get("/differences")
def differences(request: Request, visitor: Reader) -> Response:
    """Show how documents read differently, those that came first first."""
    desk = desk_of(request)
    found = list(islice(consulting.pending_differences(desk.register), _MOST))
    documents = browsing.documents_named(desk.register, {one.document for one in found})
    grouped = [
        (documents[key], list(members)) for key, members in groupby(found, lambda one: one.document)
    ]
    return desk.render(request, "differences.html", grouped=grouped, more=len(found) == _MOST)


@router.post("/differences")
def settle(request: Request, visitor: Secretary, form: Form) -> Response:
    """Take the differences of a document over, or leave them."""
    desk = desk_of(request)
    act, _colon, key = form.text("act").partition(":")
    reviewing.settle_differences(desk.register, [key], visitor.name, take=act == "take")
    desk.say(visitor, _("Taken over.") if act == "take" else _("Left as it was."))
    return onward("/differences")
