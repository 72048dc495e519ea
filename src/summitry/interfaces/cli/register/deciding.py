"""``summitry accept`` and ``summitry reject``, and proposing again what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import ReviewRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRequest(ReviewRequest):
    """What was typed after ``summitry accept`` or ``summitry reject``."""

    entries: Annotated[
        list[str],
        typer.Argument(metavar="ID", show_default=False, help="Ids; all are decided, or none."),
    ]
    again: Annotated[
        bool, typer.Option("--open-again", help="Take the decision back: propose them again.")
    ] = False


@takes(DecideRequest)
def accept(request: DecideRequest) -> None:
    """Accept what the machine proposes."""
    _decide(request, "accepted")


@takes(DecideRequest)
def reject(request: DecideRequest) -> None:
    """Reject what the machine proposes; it is kept, and no longer counts."""
    _decide(request, "rejected")


def _decide(request: DecideRequest, status: str) -> None:
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.model import Status
        from summitry.workflow.reviewing import decide

        program = as_json(request)
        wanted = Status.PROPOSED if request.again else Status(status)
        with opened(request) as register:
            done = decide(
                register, request.entries, wanted, who(request), expected=request.if_version
            )
        changed = [one.subject for one in done]
        if program:
            answer_json({"status": wanted.value, "changed": changed})
            return
        for one in changed:
            line(f"{one} is {wanted.value}.")
        if len(changed) < len(set(request.entries)):
            line(f"The others were {wanted.value} before.")
