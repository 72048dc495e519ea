"""``summitry merge``: one entry of several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import ChangeRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRequest(ChangeRequest):
    """What was typed after ``summitry merge``."""

    entries: Annotated[
        list[str],
        typer.Argument(metavar="ID", show_default=False, help="Two ids or more of one document."),
    ]


@takes(MergeRequest)
def merge(request: MergeRequest) -> None:
    """Make one entry of several, with the parties and amounts of all."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow import reviewing

        program = as_json(request)
        with opened(request) as register:
            made = reviewing.merge(register, request.entries, who(request))
        if program:
            answer_json({"made": [made]})
        else:
            line(f"{', '.join(request.entries)} are merged into {made}.")
