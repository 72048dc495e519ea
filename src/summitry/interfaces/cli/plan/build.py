"""``summitry plan build`` and ``list``: plans made of commitments, and those there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.plan.asking import PlanRequest, plan_option
from summitry.interfaces.cli.register.asking import (
    ChangeRequest,
    RegisterRequest,
    as_json,
    opened,
    who,
)
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest(ChangeRequest):
    """What was typed after ``summitry plan build``."""

    dialogue: Annotated[
        str | None,
        typer.Option("--dialogue", metavar="NAME", help="Only commitments of this dialogue."),
    ] = None
    meeting: Annotated[
        int | None,
        typer.Option("--meeting", metavar="NUMBER", help="Only commitments of this meeting."),
    ] = None
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Name of a new plan.")] = ""
    plan: Annotated[str | None, plan_option()] = None
    by_theme: Annotated[
        bool, typer.Option("--by-theme", help="Put the actions of a theme under an umbrella.")
    ] = False
    accepted: Annotated[
        bool, typer.Option("--accepted", help="Only commitments that somebody has accepted.")
    ] = False


@takes(BuildRequest)
def build(request: BuildRequest) -> None:
    """Propose an action for every commitment that has none yet; nothing is invented."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.plans.building import PlanWishes
        from summitry.workflow.plans.building import build as built

        wishes = PlanWishes(
            request.dialogue,
            request.meeting,
            request.name,
            request.plan,
            request.by_theme,
            request.accepted,
        )
        with opened(request) as register:
            done = built(register, wishes, who(request))
        if as_json(request):
            answer_json(
                {
                    "plan": done.plan,
                    "added": done.added,
                    "known": done.known,
                    "to_be_agreed": done.to_be_agreed,
                }
            )
            return
        line(f"{done.plan}: {done.added} actions are proposed, {done.known} were there already.")
        if done.to_be_agreed:
            line(f"{done.to_be_agreed} have no deadline in the text: to be agreed.")
        line(f"Look at them with: summitry plan list --plan {done.plan}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest(PlanRequest):
    """What was typed after ``summitry plan list``."""


@takes(RegisterRequest)
def plans(request: RegisterRequest) -> None:
    """List the plans of the register."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line, table
        from summitry.workflow.plans.looking import every_plan

        with opened(request) as register:
            found = every_plan(register)
        rows = [(one.plan, one.name, one.state.value, one.actions, one.version) for one in found]
        names = ("plan", "name", "state", "actions", "version")
        if as_json(request):
            answer_json([dict(zip(names, row, strict=True)) for row in rows])
        elif rows:
            table(names, (tuple(map(str, row)) for row in rows))
        else:
            line("There is no plan yet. Make one with: summitry plan build")


@takes(ListRequest)
def list_actions(request: ListRequest) -> None:
    """List the actions of a plan."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import line, stream_json, table
        from summitry.workflow.plans.looking import whole_plan
        from summitry.workflow.plans.words import listed_action

        with opened(request) as register:
            plan = whole_plan(register, request.plan)
        if as_json(request):
            stream_json("actions", plan.actions)
            return
        line(f"{plan.id} · {plan.facts.name} · {plan.facts.state.value}")
        table(
            (("action", {"no_wrap": True}), "what", "lead", "with", "level", "end", "state"),
            map(listed_action, plan.actions),
        )
        line(f"{len(plan.actions)} actions")
