"""Action plans: the plan, how it stands, what is due, and reporting on an action."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from summitry.interfaces.web.api.access import Write
from summitry.interfaces.web.api.shapes import REFUSALS
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader, Reviewer
from summitry.workflow.plans import adopting, looking, running
from summitry.workflow.plans.steps import Reported, reported
from summitry.workflow.plans.words import due_record, standing_record

router = APIRouter(responses=REFUSALS, tags=["action plans"])
Words = Annotated[str, Field(max_length=5000)]
Version = Annotated[str, Query(max_length=20)]


class Report(BaseModel):
    """A report on a step (done, moved, dropped or open again), on the action, or both."""

    model_config = ConfigDict(extra="forbid")
    milestone: int | None = None
    done: Words | None = None
    moved: Words | None = None
    dropped: bool = False
    reopened: bool = False
    round: Words = ""
    percent: float | None = None
    completion: Words | None = None
    text: Words = ""
    party: Words = ""
    reason: Words = ""


@router.get("/plans")
def list_plans(request: Request, visitor: Reader) -> dict[str, Any]:
    """List the plans."""
    return {"plans": msgspec.to_builtins(looking.every_plan(desk_of(request).register))}


@router.get("/plans/{plan}")
def get_plan(request: Request, plan: str, visitor: Reader) -> dict[str, Any]:
    """Give a plan with all its actions."""
    found: dict[str, Any] = msgspec.to_builtins(looking.whole_plan(desk_of(request).register, plan))
    return found


@router.get("/plans/{plan}/status")
def get_status(
    request: Request,
    plan: str,
    visitor: Reader,
    on: Annotated[str | None, Query(max_length=10)] = None,
) -> dict[str, Any]:
    """Give how a plan stands on a day, today without one."""
    return standing_record(looking.status(desk_of(request).register, plan, on))


@router.get("/plans/{plan}/due")
def get_due(
    request: Request,
    plan: str,
    visitor: Reader,
    within: Annotated[int, Query(ge=0, le=36_500)] = 90,
) -> dict[str, Any]:
    """Give the steps that are due within so many days, and those that are overdue."""
    steps = looking.due(desk_of(request).register, within, plan)
    return {"due": [due_record(one) for one in steps]}


@router.get("/plans/{plan}/versions")
def list_versions(request: Request, plan: str, visitor: Reader) -> dict[str, Any]:
    """List the versions of a plan that were adopted."""
    return {"versions": msgspec.to_builtins(looking.versions(desk_of(request).register, plan))}


@router.get("/plans/{plan}/differences")
def get_differences(
    request: Request, plan: str, visitor: Reader, first: Version = "1", second: Version = "now"
) -> dict[str, Any]:
    """Give how two versions of a plan differ; ``now`` is the plan as it stands."""
    _, _, found = adopting.compare(desk_of(request).register, plan, first, second)
    told: dict[str, Any] = msgspec.to_builtins(found)
    return told


@router.get("/actions/{action_id}")
def get_action(request: Request, action_id: str, visitor: Reader) -> dict[str, Any]:
    """Give one action."""
    found: dict[str, Any] = msgspec.to_builtins(
        looking.one_action(desk_of(request).register, action_id)
    )
    return found


@router.post("/actions/{action_id}/reports")
def report(
    request: Request, action_id: str, body: Report, visitor: Reviewer, write: Write
) -> dict[str, Any]:
    """Report on an action."""
    told = body.model_dump(exclude={"reason"})
    done = running.change_action(
        desk_of(request).register,
        action_id,
        reported(Reported(**told)),
        visitor.name,
        reason=body.reason,
    )
    found: dict[str, Any] = msgspec.to_builtins(done)
    return found
