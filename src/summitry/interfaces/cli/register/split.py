"""``summitry split``: several entries of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import ReviewRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRequest(ReviewRequest):
    """What was typed after ``summitry split``."""

    entry: Annotated[str, typer.Argument(metavar="ID", help="Such as CC5-2022-07.")]
    part: Annotated[
        list[str],
        typer.Option(
            "--part",
            metavar="WORDS",
            show_default=False,
            help="The words of a part, as they stand in the quote; give it for each part.",
        ),
    ]


@takes(SplitRequest)
def split(request: SplitRequest) -> None:
    """Make several entries of one; what belongs to which part is then set with edit."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow import reviewing

        program = as_json(request)
        parts = [{"quote": one} for one in request.part]
        with opened(request) as register:
            made = reviewing.split(
                register, request.entry, parts, who(request), expected=request.if_version
            )
        if program:
            answer_json({"made": made})
        else:
            line(f"{request.entry} is split into {', '.join(made)}.")
