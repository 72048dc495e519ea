"""Agreement: how far those who reviewed a document come to the same, and where they differ."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.errors import UsageError
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader
from summitry.workflow import browsing
from summitry.workflow.agreeing import agreement_on, reviewers_of

router = APIRouter()


@router.get("/documents/{key}/agreement")
def agreement(request: Request, key: str, visitor: Reader) -> Response:
    """Show how far people agree on a document; ``reviewer`` names those that are compared."""
    desk = desk_of(request)
    known = reviewers_of(desk.register, key)
    chosen = [one for one in request.query_params.getlist("reviewer") if one in known]
    document = browsing.document_named(desk.register, key)
    try:
        found = agreement_on(desk.register, key, chosen)
    except UsageError:
        # Too few have decided, or what they decided was opened again: the page says so.
        found = None
    fields = found.agreement.fields if found else ()
    return desk.render(
        request,
        "agreement.html",
        document=document,
        found=found,
        known=known,
        compared=found.agreement.reviewers if found else (),
        undefined=any(None in (one.kappa.value, one.alpha.value) for one in fields),
    )
