"""``summitry plan show``: one action with everything that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, as_json, opened
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRequest(RegisterRequest):
    """What was typed after ``summitry plan show``."""

    action: Annotated[str, typer.Argument(metavar="ACTION", help="The action, such as P1-007.")]


@takes(ShowRequest)
def show(request: ShowRequest) -> None:
    """Show an action: its promise, bodies, steps, money, risks, history and reports."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import answer_json, line, table
        from summitry.workflow.plans.looking import one_action
        from summitry.workflow.plans.words import facts_of, history_of, steps_of

        with opened(request) as register:
            action = one_action(register, request.action)
        if as_json(request):
            answer_json(msgspec.to_builtins(action))
            return
        line(f"{action.id} · {action.title}")
        for name, told in facts_of(action):
            line(f"{name}: {told}", indented=True)
        if action.milestones:
            table(("№", "step", "due", "state", "on"), steps_of(action))
        for told in history_of(action):
            line(told, indented=True)
