"""Tracing: what documents bring, what was announced again, totals, and answers to proposals."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.languages import listed
from summitry.interfaces.web.frame.numbers import whole_number
from summitry.interfaces.web.frame.tracing_words import WORDS, brought_chart
from summitry.interfaces.web.frame.visitors import Reader
from summitry.workflow import findings as parts

router = APIRouter()
NAVIGATION = ("/tracing", listed("Tracing"), "reader")
SIZE = 20
_LINES = 50


@router.get("/tracing")
def tracing(request: Request, visitor: Reader, start: str = "") -> Response:
    """Show for each document what is new in it, what it says again and what it passes over."""
    told = _told(request, parts.DOCUMENT, start, SIZE)
    found = told["found"].findings
    items = found.documents(told["start"], SIZE) if found else []
    chart = brought_chart(found.documents(0, SIZE)) if found else None
    counts = {
        name: found.count(name) if found else 0
        for name in (parts.RECYCLED, parts.TOTAL, parts.OUTCOME)
    }
    return _page(request, "tracing.html", told, items=items, bars=chart, counts=counts)


@router.get("/tracing/recycled")
def recycled(request: Request, visitor: Reader, start: str = "") -> Response:
    """List amounts that were announced more than once, with quotes and dates."""
    told = _told(request, parts.RECYCLED, start, SIZE)
    found = told["found"].findings
    items = found.recycled(told["start"], SIZE) if found else []
    said = found.said(member for one in items for member in one.members) if found else {}
    totals = [one for one in found.totals() if one.repeated] if found else []
    return _page(request, "recycled.html", told, items=items, sayings=said, totals=totals)


@router.get("/tracing/totals")
def totals(request: Request, visitor: Reader) -> Response:
    """Show the totals of pledged money, one a currency."""
    told = _told(request, parts.TOTAL, "", SIZE)
    found = told["found"].findings
    return _page(request, "totals.html", told, items=found.totals() if found else [])


@router.get("/tracing/totals/{currency}")
def total(request: Request, currency: str, visitor: Reader, start: str = "") -> Response:
    """Show what a total holds, or with ``left_out`` what it does not, and why."""
    part = parts.LEFT_OUT if "left_out" in request.query_params else parts.SUMMED
    told = _told(request, part, start, _LINES, currency)
    found = told["found"].findings
    lines = found.lines(part, currency, told["start"], _LINES) if found else []
    said = found.said(name for one in lines for name in (one.id, one.because_of)) if found else {}
    known = [one for one in found.totals() if one.currency == currency] if found else []
    return _page(
        request,
        "total.html",
        told,
        items=lines,
        sayings=said,
        total=known[0] if known else None,
        currency=currency,
        left_out=part == parts.LEFT_OUT,
    )


@router.get("/tracing/proposals")
def proposals(
    request: Request, visitor: Reader, start: str = "", dialogue: str | None = None
) -> Response:
    """List proposals and what became of them."""
    told = _told(request, parts.OUTCOME, start, SIZE, dialogue or None)
    found = told["found"].findings
    items = found.outcomes(dialogue or None, told["start"], SIZE) if found else []
    said = found.said(name for one in items for name in (one.proposal, one.later)) if found else {}
    dialogues = [name for name, _ in found.shelves(parts.OUTCOME) if name] if found else []
    return _page(
        request, "proposals.html", told, items=items, sayings=said, dialogues=dialogues,
        dialogue=dialogue or "",
    )  # fmt: skip


def _told(
    request: Request, part: str, start: str, size: int, shelf: str | None = None
) -> dict[str, Any]:
    """Return what was found, and where in it a page stands."""
    desk = desk_of(request)
    found = desk.finder.found(desk.register)
    count = found.findings.count(part, shelf) if found.findings else 0
    place = min(whole_number(start) or 0, count)
    place -= place % size
    return {
        "found": found,
        "count": count,
        "start": place,
        "previous": max(0, place - size) if place else None,
        "next": place + size if place + size < count else None,
    }


def _page(request: Request, template: str, told: dict[str, Any], **values: Any) -> Response:
    return desk_of(request).render(request, template, **told, **values, **WORDS)
