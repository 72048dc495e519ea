"""Documents, and what newer readings of them differ in."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request

from summitry.interfaces.web.api.access import Write
from summitry.interfaces.web.api.shapes import REFUSALS, Settling
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader, Secretary
from summitry.workflow import browsing, consulting, reviewing
from summitry.workflow.agreeing import agreement_on
from summitry.workflow.recording import document_record, journal_record

router = APIRouter(responses=REFUSALS, tags=["documents"])
_MOST = 1000
Number = Annotated[int | None, Query(ge=0, le=2**53)]


@router.get("/documents")
def list_documents(
    request: Request,
    visitor: Reader,
    dialogue: Annotated[str | None, Query(max_length=300)] = None,
    older: Number = None,
    newer: Number = None,
    size: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """List the documents, the newest first; ``older`` and ``newer`` are numbers to go on from."""
    page = browsing.documents(
        desk_of(request).register, dialogue=dialogue, older=older, newer=newer, size=size
    )
    records = [document_record(one) for one in page.items]
    return {"documents": records, "older": page.older, "newer": page.newer}


@router.get("/documents/{key}")
def get_document(request: Request, key: str, visitor: Reader) -> dict[str, Any]:
    """Give a document with its text and all its entries that count or were rejected."""
    found = browsing.document(desk_of(request).register, key)
    counts = Counter(entry.status.value for entry, _record in found.items)
    return {
        **document_record(browsing.DocumentItem(found.stored, counts)),
        "text": found.document.text.encode("utf-8", "replace").decode(),
        "entries": [
            consulting.record_of(entry, record, found.document) for entry, record in found.items
        ],
    }


@router.get("/documents/{key}/agreement")
def get_agreement(
    request: Request,
    key: str,
    visitor: Reader,
    reviewer: Annotated[list[str] | None, Query(max_length=20)] = None,
) -> dict[str, Any]:
    """Give how far reviewers agree on a document, all of them or those that are named."""
    found = agreement_on(desk_of(request).register, key, reviewer or ())
    record: dict[str, Any] = msgspec.to_builtins(found)
    return record


@router.get("/differences")
def differences(
    request: Request,
    visitor: Reader,
    document: Annotated[str | None, Query(max_length=64)] = None,
) -> dict[str, Any]:
    """List how newer readings differ, of one document or of all; a thousand at most."""
    found = consulting.pending_differences(desk_of(request).register, document)
    records: list[Any] = [msgspec.to_builtins(one) for one in islice(found, _MOST)]
    return {"differences": records}


@router.post("/differences/{key}")
def settle(
    request: Request, key: str, body: Settling, visitor: Secretary, write: Write
) -> dict[str, Any]:
    """Take the differences of a document over, or leave them."""
    register = desk_of(request).register
    done = reviewing.settle_differences(register, [key], visitor.name, take=body.take)
    return {"journal": [journal_record(one) for one in done]}
