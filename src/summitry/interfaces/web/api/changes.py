"""Changes to entries: each names the version that was seen, so that nothing is overwritten."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from summitry.errors import EntryChanged
from summitry.interfaces.web.api.access import Seen, Write
from summitry.interfaces.web.api.entries import full_record
from summitry.interfaces.web.api.shapes import (
    REFUSALS,
    Decision,
    Edit,
    Entry,
    Made,
    Merge,
    NoteText,
    Parts,
)
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.faults import answer, faults_of
from summitry.interfaces.web.frame.visitors import Reviewer
from summitry.model import Status
from summitry.workflow import browsing, reviewing
from summitry.workflow.recording import journal_record
from summitry.workflow.telling import since

router = APIRouter(responses=REFUSALS, tags=["changes"])


def _now(request: Request, entry_id: str) -> Response:
    record, version = full_record(request, entry_id)
    return JSONResponse(record, headers={"ETag": f'"{version}"'})


def _changed(request: Request, error: EntryChanged, seen: int) -> Response:
    """Tell who changed an entry since the version that was seen."""
    found = browsing.one(desk_of(request).register, error.where)
    changes = [journal_record(one) for one in since(found.remarks.history, seen)]
    more: dict[str, Any] = {"version": found.entry.version, "changes": changes}
    return answer(request, 412, faults_of(error), **more)


@router.patch("/commitments/{entry_id}", response_model=Entry)
def edit(
    request: Request, entry_id: str, body: Edit, visitor: Reviewer, write: Write, seen: Seen
) -> Response:
    """Set fields of an entry; the machine's record stays beneath."""
    register = desk_of(request).register
    try:
        reviewing.edit(register, entry_id, body.values(), visitor.name, expected=seen)
    except EntryChanged as error:
        return _changed(request, error, seen)
    return _now(request, entry_id)


@router.put("/commitments/{entry_id}/status", response_model=Entry)
def decide(
    request: Request, entry_id: str, body: Decision, visitor: Reviewer, write: Write, seen: Seen
) -> Response:
    """Accept an entry, reject it, or let it wait again."""
    register = desk_of(request).register
    try:
        status = Status(body.status)
        reviewing.decide(register, [entry_id], status, visitor.name, expected=seen)
    except EntryChanged as error:
        return _changed(request, error, seen)
    return _now(request, entry_id)


@router.post("/commitments/{entry_id}/parts", response_model=Made)
def split(
    request: Request, entry_id: str, body: Parts, visitor: Reviewer, write: Write, seen: Seen
) -> Any:
    """Divide an entry; it stays, with the status ``split``."""
    parts = [{"quote": quote} for quote in body.quotes]
    register = desk_of(request).register
    try:
        ids = reviewing.split(register, entry_id, parts, visitor.name, expected=seen)
    except EntryChanged as error:
        return _changed(request, error, seen)
    return {"entries": ids}


@router.post("/merges", response_model=Made)
def merge(request: Request, body: Merge, visitor: Reviewer, write: Write) -> Any:
    """Make one entry of several, each with the version that was seen."""
    register = desk_of(request).register
    try:
        merged = reviewing.merge(register, list(body.entries), visitor.name, expected=body.entries)
    except EntryChanged as error:
        return _changed(request, error, body.entries.get(error.where, 0))
    return {"entries": [merged]}


@router.post("/commitments/{entry_id}/notes", response_model=Entry)
def note(
    request: Request, entry_id: str, body: NoteText, visitor: Reviewer, write: Write
) -> Response:
    """Write a note on an entry."""
    reviewing.note(desk_of(request).register, entry_id, body.text, visitor.name)
    return _now(request, entry_id)


@router.put("/commitments/{entry_id}/tags/{name}", response_model=Entry)
def tag(request: Request, entry_id: str, name: str, visitor: Reviewer, write: Write) -> Response:
    """Put a tag on an entry."""
    reviewing.tag(desk_of(request).register, entry_id, [name], visitor.name)
    return _now(request, entry_id)


@router.delete("/commitments/{entry_id}/tags/{name}", response_model=Entry)
def untag(request: Request, entry_id: str, name: str, visitor: Reviewer, write: Write) -> Response:
    """Take a tag off an entry."""
    reviewing.tag(desk_of(request).register, entry_id, [name], visitor.name, on=False)
    return _now(request, entry_id)


@router.post("/undo")
def undo(request: Request, visitor: Reviewer, write: Write) -> dict[str, Any]:
    """Take back the last thing the visitor did."""
    return journal_record(reviewing.undo_own(desk_of(request).register, visitor.name))
