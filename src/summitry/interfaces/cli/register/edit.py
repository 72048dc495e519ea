"""``summitry edit``: a person's values over those of the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import as_json, opened, who
from summitry.interfaces.cli.register.setting import FieldsRequest, values_of
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRequest(FieldsRequest):
    """What was typed after ``summitry edit``."""

    entry: Annotated[str, typer.Argument(metavar="ID", help="Such as CC5-2022-07.")]


@takes(EditRequest)
def edit(request: EditRequest) -> None:
    """Set fields of an entry; the machine's record stays beneath."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow import reviewing

        program = as_json(request)
        values = values_of(request)
        if not values:
            raise UsageError("nothing is set", where=request.entry, remedy="Name a field to set.")
        with opened(request) as register:
            done = reviewing.edit(
                register, request.entry, values, who(request), expected=request.if_version
            )
        if program:
            answer_json({"changed": [done.subject] if done else []})
        else:
            line(f"{done.subject} is changed." if done else "It was so before.")
