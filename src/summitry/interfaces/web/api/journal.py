"""The journal, the state of the register as a whole, and who asks."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request

from summitry.interfaces.web.api.shapes import REFUSALS
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.tokens import csrf_token
from summitry.interfaces.web.frame.visitors import Admin, Reader, Secretary
from summitry.workflow import browsing, consulting, people
from summitry.workflow.access import tokens_of
from summitry.workflow.overview import overview
from summitry.workflow.recording import journal_record

router = APIRouter(responses=REFUSALS, tags=["register"])
_MOST_FAULTS = 1000


@router.get("/register")
def register_now(request: Request, visitor: Reader) -> dict[str, Any]:
    """Give counts by status, theme and year, and what is due next."""
    register = desk_of(request).register
    found = overview(register, datetime.now(UTC).date())
    number, digest = consulting.head(register)
    return {
        "commitments": found.counts,
        "themes": {name: dict(counts) for name, counts in found.themes},
        "due_years": {name: dict(counts) for name, counts in found.years},
        "due_next": [one.entry.id for one in found.due],
        "documents_that_differ": found.differing,
        "journal": {"number": number, "hash": digest},
    }


@router.get("/journal")
def get_journal(
    request: Request,
    visitor: Reader,
    below: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    who: Annotated[str | None, Query(max_length=200)] = None,
    size: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """List the journal, the newest first; ``below`` is the number to go on from."""
    register = desk_of(request).register
    entries, older, back = browsing.journal_page(register, below=below, who=who, size=size)
    records = [{**journal_record(one), "taken_back": one.number in back} for one in entries]
    return {"journal": records, "older": older}


@router.get("/verification")
def verification(request: Request, visitor: Secretary) -> dict[str, Any]:
    """Check the whole register against its journal, which takes its time."""
    register = desk_of(request).register
    faults = islice(consulting.verify(register), _MOST_FAULTS)
    return {"faults": msgspec.to_builtins(list(faults))}


@router.get("/me")
def me(request: Request, visitor: Reader) -> dict[str, Any]:
    """Tell who asks, and give the token that changes from a browser need (X-CSRF-Token)."""
    views = people.saved_views(desk_of(request).register, visitor.name)
    return {
        "name": visitor.name,
        "role": str(visitor.role),
        "csrf": csrf_token(visitor.token),
        "views": [{"name": one.name, "query": one.query} for one in views],
    }


@router.get("/tokens")
def tokens(request: Request, visitor: Reader) -> dict[str, Any]:
    """List the access tokens of who asks, without the tokens themselves."""
    found = tokens_of(desk_of(request).register, visitor.account) if visitor.account else []
    return {"tokens": msgspec.to_builtins(found)}


@router.get("/accounts")
def accounts(request: Request, visitor: Admin) -> dict[str, Any]:
    """List the accounts, without anything to log in with."""
    found = people.accounts(desk_of(request).register)
    return {
        "accounts": [
            {"name": one.name, "role": one.role.value, "made": one.made, "closed": one.closed}
            for one in found
        ]
    }
