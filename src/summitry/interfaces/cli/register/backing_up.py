"""``summitry backup`` and ``summitry restore``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, address, as_json, opened
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRequest(RegisterRequest):
    """What was typed after ``summitry backup`` or ``summitry restore``."""

    file: Annotated[str, typer.Argument(metavar="FILE", help="The file of the backup.")]


@takes(BackupRequest)
def backup(request: BackupRequest) -> None:
    """Copy the register to a new file, verified; whichever database it is in."""
    with clean_ends():
        from summitry.workflow import register as workflow

        as_json(request)
        with opened(request) as register:
            rows = workflow.backup(register, request.file)
        _say(request, rows, f"The backup {request.file} is written and verified.")


@takes(BackupRequest)
def restore(request: BackupRequest) -> None:
    """Make a register of a backup where there is none yet, on either database."""
    with clean_ends():
        from summitry.storage import address_of
        from summitry.workflow import register as workflow

        as_json(request)
        rows = workflow.restore(request.file, address(request))
        shown = address_of(address(request))
        _say(request, rows, f"{shown} is made of {request.file} and verified.")


def _say(request: BackupRequest, rows: int, text: str) -> None:
    from summitry.interfaces.cli.register.answering import answer_json, line

    if as_json(request):
        answer_json({"rows": rows})
    else:
        line(text)
