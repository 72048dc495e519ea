"""Commitments and other statements: lists with filters, and one with all that belongs to it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from summitry.interfaces.web.api.shapes import REFUSALS, Entry, EntryFilters, EntryPage
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.filters import checked, filters_of
from summitry.interfaces.web.frame.visitors import Reader
from summitry.interfaces.web.frame.wording import with_parameters
from summitry.workflow import browsing, consulting
from summitry.workflow.recording import journal_record

router = APIRouter(responses=REFUSALS, tags=["commitments"])


@router.get("/commitments", response_model=EntryPage)
def list_commitments(
    request: Request,
    visitor: Reader,
    asked: Annotated[EntryFilters, Query()],
) -> Any:
    """List what meets the filters, which are those of ``summitry search`` with ``_`` for ``-``."""
    register = desk_of(request).register
    query = checked(filters_of(request.query_params))
    page = browsing.entries(register, query, size=asked.size)
    records = consulting.records_of(register, [one.entry for one in page.items])
    address = str(request.url.query)
    return {
        "commitments": records,
        "count": page.count,
        "exact": page.exact,
        "next": _at(address, after=page.after, before=None) if page.after else None,
        "previous": _at(address, before=page.before, after=None) if page.before else None,
    }


def _at(query: str, **changes: Any) -> str:
    return f"/api/v1/commitments?{with_parameters(query, **changes)}"


@router.get("/commitments/{entry_id}", response_model=Entry)
def get_commitment(request: Request, entry_id: str, visitor: Reader) -> Response:
    """Give an entry with its machine record, notes, links and history; its ETag is its version."""
    record, version = full_record(request, entry_id)
    headers = {"ETag": f'"{version}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return JSONResponse(record, headers=headers)


def full_record(request: Request, entry_id: str) -> tuple[dict[str, Any], int]:
    """Return an entry with all that belongs to it, and its version."""
    found = consulting.show(desk_of(request).register, entry_id)
    record = {
        **consulting.record_of(found.entry, found.record, found.document),
        "machine": msgspec.to_builtins(found.entry.machine),
        "notes": msgspec.to_builtins(found.remarks.notes),
        "links": msgspec.to_builtins(found.remarks.links),
        "history": [journal_record(one) for one in found.remarks.history],
    }
    return record, found.entry.version
