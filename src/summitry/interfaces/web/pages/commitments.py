"""Commitments: search, filters, saved views, and deciding on several at once."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import SummitryError, UsageError
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.filters import KINDS, filters_of, is_usage
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.visitors import Reader
from summitry.model import Force, Status, Theme
from summitry.workflow import browsing, consulting, people

router = APIRouter()
NAVIGATION = ("/commitments", listed("Commitments"), "reader")
SIZE = 50


@router.get("/commitments")
def commitments(request: Request, visitor: Reader) -> Response:
    """List the commitments that meet the filters in the address."""
    desk = desk_of(request)
    filters = filters_of(request.query_params)
    faults = list(filters.faults)
    page = browsing.Page((), None, None, 0, exact=True)
    try:
        page = browsing.entries(desk.register, filters.query, size=SIZE)
    except SummitryError as error:
        if not is_usage(error):
            raise
        faults.append(UsageError(error.what, where=error.where))
    names = consulting.names(desk.register)
    return desk.render(
        request,
        "commitments.html",
        page=page,
        filters=filters,
        faults=faults,
        names=names,
        themes=[*(one.value for one in Theme), *(one.code for one in names.themes)],
        forces=[one.value for one in Force],
        statuses=[one.value for one in Status],
        kinds=KINDS,
        views=people.saved_views(desk.register, visitor.name),
    )
