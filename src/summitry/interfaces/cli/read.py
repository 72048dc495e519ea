"""``summitry read``: documents in, commitments out."""

from __future__ import annotations

import sys

import typer

from summitry.interfaces.cli.exits import clean_ends, exit_code
from summitry.interfaces.cli.read_request import TABLE, ReadRequest, check
from summitry.interfaces.cli.request import takes


@takes(ReadRequest)
def read(request: ReadRequest) -> None:
    """Read documents and show the commitments in them."""
    with clean_ends():
        from summitry.interfaces.cli.delivery import deliver, show_summary, shower
        from summitry.interfaces.cli.gathering import gather

        wanted = check(request)
        if wanted.format == TABLE and wanted.output is None:
            gathered = gather(wanted, show=shower(sys.stdout, explained=wanted.explained))
            if gathered.readings:
                show_summary(gathered, sys.stdout)
        else:
            gathered = gather(wanted)
            deliver(wanted, gathered)
        code = exit_code(read=len(gathered.readings), failed=len(gathered.failures))
    raise typer.Exit(code)
