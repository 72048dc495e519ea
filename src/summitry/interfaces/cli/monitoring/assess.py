"""``summitry assess``: a person's verdict beside the calculated one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.monitoring.monitor import On, day
from summitry.interfaces.cli.register.asking import ChangeRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessRequest(ChangeRequest):
    """What was typed after ``summitry assess``."""

    entry: Annotated[str, typer.Argument(metavar="ID", help="The commitment.")]
    verdict: Annotated[
        str | None,
        typer.Argument(
            metavar="[VERDICT]",
            help="Whether it was kept: true, false, unknown or contested. Without it, what is "
            "calculated and assigned is shown.",
        ),
    ] = None
    reason: Annotated[
        str, typer.Option("--reason", metavar="WORDS", help="Why; others will read it.")
    ] = ""
    on: On = None


@takes(AssessRequest)
def assess(request: AssessRequest) -> None:
    """Give your verdict on a commitment, with the reason; nothing calculated is replaced."""
    with clean_ends():
        from summitry.interfaces.cli.monitoring.monitor_shown import (
            answer_verdict,
            show_verdict,
        )
        from summitry.interfaces.cli.register.answering import line
        from summitry.workflow.assessing import assess as keep
        from summitry.workflow.monitoring import monitor

        program = as_json(request)
        today = day(request.on)
        number: int | None = None
        with opened(request) as register:
            if request.verdict is None:
                (found,) = monitor(register, today, request.entry, outlook=False)
            else:
                number, found = keep(
                    register,
                    request.entry,
                    request.verdict.casefold(),
                    request.reason,
                    who=who(request),
                    today=today,
                )
        if program:
            answer_verdict(found, number)
            return
        if request.verdict is not None:
            line(f"Verdict {number} is kept." if number else "That was so already.")
        show_verdict(found)
