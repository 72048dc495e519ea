"""Targets, claims and figures: what monitoring found, and what people decide on it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from summitry.errors import EntryMissing
from summitry.interfaces.web.api.access import Write
from summitry.interfaces.web.api.shapes import REFUSALS
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader, Reviewer
from summitry.workflow import assessing, binding
from summitry.workflow.monitoring import monitor
from summitry.workflow.monitoring_records import (
    claim_row,
    commitment_record,
    overview,
    series_row,
    verdict,
    whole_series,
)
from summitry.workflow.watching import watching

router = APIRouter(responses=REFUSALS, tags=["monitoring"])
_MOST_NUMBER = 2**53


class Verdict(BaseModel):
    """A person's verdict on a commitment, with the reason."""

    model_config = ConfigDict(extra="forbid")
    truth: Literal["true", "false", "unknown", "contested"]
    reason: str = Field(min_length=1, max_length=20000)


class BindingDecision(BaseModel):
    """Whether a series tells of a number of an entry; ``number`` as proposals name it."""

    model_config = ConfigDict(extra="forbid")
    entry: str = Field(max_length=300)
    series: int = Field(ge=1, le=_MOST_NUMBER)
    confirmed: bool
    number: str | None = Field(None, max_length=300)


class OutcomeLink(BaseModel):
    """Of which commitment a reported outcome tells, and how it speaks of it."""

    model_config = ConfigDict(extra="forbid")
    entry: str = Field(max_length=300)
    speaks: Literal["for", "against", "neither"]


@router.get("/targets")
def list_targets(request: Request, visitor: Reader) -> dict[str, Any]:
    """List every target, reporter and vintage, as ``summitry monitor --format json`` does."""
    return {"targets": overview(watching(desk_of(request).register).monitored)}


@router.get("/targets/{entry_id}")
def get_target(request: Request, entry_id: str, visitor: Reader) -> dict[str, Any]:
    """Give one commitment with the results of every method, the outlook and the verdicts."""
    register = desk_of(request).register
    found = watching(register)
    one = found.one(entry_id)
    if one is None:
        (one,) = monitor(register, found.day, entry_id, outlook=False)
    return commitment_record(one)


@router.post("/targets/{entry_id}/assessments")
def assess(
    request: Request, entry_id: str, body: Verdict, visitor: Reviewer, write: Write
) -> dict[str, Any]:
    """Keep a verdict beside the calculated one; it can be taken back."""
    register = desk_of(request).register
    number, one = assessing.assess(
        register,
        entry_id,
        body.truth,
        body.reason,
        who=visitor.name,
        today=watching(register).day,
    )
    return {"commitment": one.id, "changed": number is not None, **verdict(one)}


@router.get("/claims")
def list_claims(request: Request, visitor: Reader) -> dict[str, Any]:
    """List claims of fact with what figures say, as ``summitry claims --format json`` does."""
    return {"claims": [claim_row(one) for one in watching(desk_of(request).register).claims]}


@router.get("/series")
def list_series(request: Request, visitor: Reader) -> dict[str, Any]:
    """List the series of figures."""
    return {"series": [series_row(one) for one in watching(desk_of(request).register).series]}


@router.get("/series/{number}")
def get_series(request: Request, number: int, visitor: Reader) -> dict[str, Any]:
    """Give a series with every figure and its origin."""
    found = watching(desk_of(request).register).series_of(number)
    if found is None:
        raise EntryMissing("there is no such series", where=str(number)[:20])
    return whole_series(found)


@router.get("/bindings/proposed")
def list_proposed(request: Request, visitor: Reader) -> dict[str, Any]:
    """List the series proposed for numbers of commitments and claims, with reasons."""
    return {
        "proposed": [
            {
                "entry": one.question.entry,
                "number": one.question.name,
                "series": one.series.number,
                "confirmed": one.confirmed,
                "score": one.binding.score,
                "reasons": msgspec.to_builtins(one.binding.reasons),
            }
            for one in watching(desk_of(request).register).proposed
        ]
    }


@router.post("/bindings")
def decide_binding(
    request: Request, body: BindingDecision, visitor: Reviewer, write: Write
) -> dict[str, Any]:
    """Confirm or refuse a series for a number of an entry."""
    done = binding.decide(
        desk_of(request).register,
        body.entry,
        [str(body.series)],
        visitor.name,
        confirm=body.confirmed,
        number=body.number,
    )
    return {"changed": bool(done)}


@router.post("/outcomes/{number}/link")
def link_outcome(
    request: Request, number: int, body: OutcomeLink, visitor: Reviewer, write: Write
) -> dict[str, Any]:
    """Say of which commitment a reported outcome tells, and whether for or against it."""
    if not 0 < number <= _MOST_NUMBER:
        raise EntryMissing("there is no such outcome", where=str(number)[:20])
    changed = assessing.link_outcome(
        desk_of(request).register, number, body.entry, body.speaks, visitor.name
    )
    return {"changed": changed}
