"""``summitry verify`` and ``summitry undo``: the journal at work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import SOME_FAILED, clean_ends
from summitry.interfaces.cli.register.asking import (
    ChangeRequest,
    RegisterRequest,
    as_json,
    opened,
    who,
)
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRequest(RegisterRequest):
    """What was typed after ``summitry verify``."""

    head: Annotated[
        str | None,
        typer.Option(
            "--head",
            metavar="HASH",
            help="A hash noted earlier that the journal must still hold; shows whether its end "
            "was cut off.",
        ),
    ] = None


@takes(VerifyRequest)
def verify(request: VerifyRequest) -> None:
    """Check that nothing was tampered with or lost; exit code 1 if something was."""
    code = 0
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow import consulting

        program = as_json(request)
        with opened(request) as register:
            faults = list(consulting.verify(register, request.head))
            number, digest = consulting.head(register)
        if program:
            told = [{"where": one.where, "what": one.what} for one in faults]
            answer_json({"faults": told, "entries": number, "head": digest})
        else:
            for one in faults:
                line(f"{one.where}: {one.what}")
            line(f"{len(faults)} faults." if faults else "All is as the journal tells.")
            line(f"The journal has {number} entries; the hash of the last is {digest}.")
        code = SOME_FAILED if faults else 0
    raise typer.Exit(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoRequest(ChangeRequest):
    """What was typed after ``summitry undo``."""

    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[NUMBER]",
            help="Of the journal's entry; without it all that the last command did.",
        ),
    ] = None


@takes(UndoRequest)
def undo(request: UndoRequest) -> None:
    """Take back the last command, or one entry of the journal; the journal tells of that too."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import line, stream_json
        from summitry.interfaces.cli.register.log import journal_record
        from summitry.workflow import reviewing

        program = as_json(request)
        with opened(request) as register:
            if request.number is None:
                done = reviewing.undo_command(register, who(request))
            else:
                done = [reviewing.undo(register, who(request), request.number)]
        if program:
            stream_json("journal", map(journal_record, done))
            return
        for one in done:
            line(f"Entry {one.body['undoes']} ({one.body['act']} {one.subject}) is taken back.")
