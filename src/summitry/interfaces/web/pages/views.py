"""Saved views: searches with a name, each person's own."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of, onward
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.interfaces.web.frame.visitors import Form, Reader
from summitry.workflow import people

router = APIRouter()


@router.post("/commitments/views")
def save(request: Request, visitor: Reader, form: Form) -> Response:
    """Keep the filters of the page under a name."""
    desk = desk_of(request)
    query = form.text("query").lstrip("?")
    people.save_view(desk.register, visitor.name, form.text("name"), query)
    desk.say(visitor, _("The view is saved."))
    return onward(f"/commitments?{query}", "/commitments")


@router.post("/commitments/views/{number}/drop")
def drop(request: Request, number: int, visitor: Reader, form: Form) -> Response:
    """Forget a view."""
    desk = desk_of(request)
    people.drop_view(desk.register, visitor.name, number)
    desk.say(visitor, _("The view is no longer saved."))
    return onward("/commitments")
