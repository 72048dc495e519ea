"""What became of promises: lives, links, repeats, totals, proposals, evidence, two versions."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request

from summitry.interfaces.web.api.access import Write
from summitry.interfaces.web.api.shapes import REFUSALS
from summitry.interfaces.web.api.tracing_shapes import Evidence, LinkDecision, Passage
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader, Reviewer
from summitry.model import KeptEvidence, LinkKind
from summitry.workflow import browsing, lives
from summitry.workflow import findings as parts
from summitry.workflow.evidence import add_evidence, decide_evidence, decided_now
from summitry.workflow.findings import Saying
from summitry.workflow.tracing_decisions import decide_link
from summitry.workflow.versions import side_by_side

router = APIRouter(responses=REFUSALS, tags=["tracing"])
Start = Annotated[int, Query(ge=0, le=2**53)]
Size = Annotated[int, Query(ge=1, le=200)]
Name = Annotated[str | None, Query(max_length=300)]


def _found(request: Request) -> tuple[parts.Findings | None, dict[str, Any]]:
    """Return what was found, and how far it can be trusted."""
    desk = desk_of(request)
    found = desk.finder.found(desk.register)
    told = {"fresh": found.fresh, "compared": found.findings is not None, "fault": found.fault}
    return found.findings, told


def _saying(said: Saying) -> dict[str, Any]:
    return {
        "id": said.id,
        "kind": said.kind,
        "date": said.occasion.date,
        "dialogue": said.occasion.dialogue,
        "document": said.occasion.document,
        "document_key": said.key,
        "quote": said.quote,
    }


@router.get("/commitments/{entry_id}/life")
def life(request: Request, entry_id: str, visitor: Reader) -> dict[str, Any]:
    """Tell what became of a commitment; the document of a link is its key.

    Where ``fresh`` is false the register has changed since it was compared.
    """
    findings, state = _found(request)
    told = lives.life(desk_of(request).register, findings, entry_id)

    def step(one: Any) -> dict[str, Any]:
        return {
            "id": one.id,
            "date": one.occasion.date,
            "dialogue": one.occasion.dialogue,
            "document": one.occasion.document,
            "document_key": told.life.keys[one.occasion.document],
            "quote": one.quote,
        }

    return {
        **state,
        "id": told.life.promise.id,
        "steps": [step(one) for one in told.life.steps],
        "undated": [step(one) for one in told.life.undated],
        "links": [
            {**msgspec.to_builtins(one.link), "standing": one.standing.value}
            for one in (*told.life.links, *told.refused)
        ],
        "evidence": msgspec.to_builtins(told.evidence),
    }


@router.post("/commitments/{entry_id}/links")
def decide(
    request: Request, entry_id: str, body: LinkDecision, visitor: Reviewer, write: Write
) -> dict[str, Any]:
    """Confirm or refuse what a later commitment is to this one.

    ``later`` is its id, or for ``silent`` the key of the document that does not mention it.
    """
    done = decide_link(
        desk_of(request).register,
        (entry_id, body.later),
        LinkKind(body.kind),
        visitor.name,
        confirm=body.decision == "confirmed",
    )
    return {"decision": body.decision, "changed": done is not None}


@router.post("/commitments/{entry_id}/evidence")
def add(
    request: Request, entry_id: str, body: Evidence, visitor: Reviewer, write: Write
) -> dict[str, Any]:
    """Add what a source says of a commitment, by hand."""
    told = KeptEvidence(
        0, entry_id, accepted=True, says=body.says, source=body.source, quote=body.quote,
        date=body.date,
    )  # fmt: skip
    number = add_evidence(desk_of(request).register, told, visitor.name)
    return {"number": number, "changed": number is not None}


@router.put("/commitments/{entry_id}/passages")
def decide_passage(
    request: Request, entry_id: str, body: Passage, visitor: Reviewer, write: Write
) -> dict[str, Any]:
    """Accept or refuse a passage of a document as evidence for a commitment."""
    number = decide_evidence(
        desk_of(request).register,
        entry_id,
        body.passage,
        visitor.name,
        accept=body.decision == "accepted",
        says=body.says,
    )
    return {"number": number, "changed": number is not None}


@router.get("/documents/{key}/evidence")
def proposed(request: Request, key: str, visitor: Reader, dialogue: Name = None) -> dict[str, Any]:
    """List the passages of a document proposed for earlier commitments; refused ones are left out.

    ``ready`` is false while they are still looked for.
    """
    desk = desk_of(request)
    document = browsing.document_named(desk.register, key)
    found = desk.finder.evidence(desk.register, document.key, dialogue)
    passages = decided_now(desk.register, found.passages or ())
    return {
        "ready": found.passages is not None,
        "fault": found.fault,
        "passages": [
            {
                "commitment": one.found.promise,
                "start": one.found.span.start,
                "end": one.found.span.end,
                "says": one.found.says.value,
                "score": one.found.score,
                "quote": one.found.quote,
                "passage": one.passage,
                "accepted": one.accepted,
                "reasons": list(one.found.reasons),
            }
            for one in passages
        ],
    }


@router.get("/alignment")
def alignment(
    request: Request,
    visitor: Reader,
    first: Annotated[str, Query(max_length=64)],
    second: Annotated[str, Query(max_length=64)],
) -> dict[str, Any]:
    """Lay two documents side by side, commitment by commitment, by the starts of their keys."""
    found = side_by_side(desk_of(request).register, first, second)
    return {
        "first": found.first.key,
        "second": found.second.key,
        "pairs": [
            {
                **msgspec.to_builtins(row.pair),
                "first_quote": row.first.quote if row.first else None,
                "second_quote": row.second.quote if row.second else None,
            }
            for row in found.rows
        ],
        "method": found.method,
    }


@router.get("/recycled")
def recycled(
    request: Request, visitor: Reader, start: Start = 0, size: Size = 50
) -> dict[str, Any]:
    """List amounts that were announced more than once, the largest first."""
    findings, state = _found(request)
    items = findings.recycled(start, size) if findings else []
    said = findings.said(member for one in items for member in one.members) if findings else {}
    return {
        **state,
        "count": findings.count(parts.RECYCLED) if findings else 0,
        "recycled": [
            {**msgspec.to_builtins(one), "members": [_saying(said[name]) for name in one.members]}
            for one in items
        ],
    }


@router.get("/totals")
def totals(request: Request, visitor: Reader) -> dict[str, Any]:
    """Give the totals of pledged money, one a currency, without their lines."""
    findings, state = _found(request)
    return {**state, "totals": msgspec.to_builtins(findings.totals()) if findings else []}


@router.get("/totals/{currency}")
def total(
    request: Request,
    currency: str,
    visitor: Reader,
    left_out: bool = False,
    start: Start = 0,
    size: Size = 50,
) -> dict[str, Any]:
    """List the amounts that a total holds, or those that were left out of it and why."""
    findings, state = _found(request)
    part = parts.LEFT_OUT if left_out else parts.SUMMED
    lines = findings.lines(part, currency, start, size) if findings else []
    count = findings.count(part, currency) if findings else 0
    return {**state, "count": count, "lines": msgspec.to_builtins(lines)}


@router.get("/proposals")
def proposals(
    request: Request, visitor: Reader, dialogue: Name = None, start: Start = 0, size: Size = 50
) -> dict[str, Any]:
    """List proposals and what became of them, of one dialogue or of all."""
    findings, state = _found(request)
    items = findings.outcomes(dialogue, start, size) if findings else []
    said = (
        findings.said(end for one in items for end in (one.proposal, one.later)) if findings else {}
    )
    return {
        **state,
        "count": findings.count(parts.OUTCOME, dialogue) if findings else 0,
        "proposals": [
            {
                "outcome": one.kind.value,
                "proposal": _saying(said[one.proposal]),
                "later": _saying(said[one.later]) if one.later else None,
                "score": one.score,
                "reasons": list(one.reasons),
                "method": one.method,
            }
            for one in items
        ],
    }


@router.get("/tracing")
def by_document(
    request: Request, visitor: Reader, start: Start = 0, size: Size = 50
) -> dict[str, Any]:
    """List what each document brings: how much is new, said again, changed or passed over."""
    findings, state = _found(request)
    items = findings.documents(start, size) if findings else []
    return {
        **state,
        "count": findings.count(parts.DOCUMENT) if findings else 0,
        "documents": msgspec.to_builtins(items),
    }
