"""``summitry import``: a register made again from its tables, or the edits made in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.errors import ImportRefused
from summitry.interfaces.cli.exits import NONE_READ, SOME_FAILED, clean_ends
from summitry.interfaces.cli.register.asking import ChangeRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.errors import RowFault
    from summitry.workflow.importing import Imported

_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest(ChangeRequest):
    """What was typed after ``summitry import``."""

    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A file or folder that export has written.")
    ]
    partial: Annotated[
        bool,
        typer.Option("--partial", help="Take the rows that are right and pass over the others."),
    ] = False
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be done, and what is wrong.")
    ] = False
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="No progress; errors still show.")
    ] = False


@takes(ImportRequest)
def import_tables(request: ImportRequest) -> None:
    """Take back exported tables: all into an empty register, or the edits made in them.

    Every row is checked first. If anything is wrong, all of it is listed and nothing is changed.
    """
    code = 0
    with clean_ends():
        from summitry.interfaces.cli.register.progress import row_bar
        from summitry.workflow.arriving import import_file

        program = as_json(request)
        with opened(request) as register, row_bar(quiet=request.quiet or program) as on_progress:
            try:
                done = import_file(
                    register,
                    request.file,
                    who(request),
                    partial=request.partial,
                    dry_run=request.dry_run,
                    on_progress=on_progress,
                )
            except ImportRefused as refused:
                _refuse(refused, program=program)
                raise typer.Exit(NONE_READ) from None
        _tell(done, program=program)
        code = SOME_FAILED if done.faults else 0
    raise typer.Exit(code)


def _refuse(refused: ImportRefused, *, program: bool) -> None:
    from summitry.interfaces.cli.messages import say
    from summitry.interfaces.cli.register.answering import answer_json

    if program:
        answer_json(
            {"changed": [], "added": [], "faults": [_record(one) for one in refused.faults]}
        )
        return
    _list(refused.faults)
    say(f"{_counted(len(refused.faults), 'fault')}. {refused.remedy}")


def _tell(done: Imported, *, program: bool) -> None:
    from summitry.interfaces.cli.messages import say
    from summitry.interfaces.cli.register.answering import answer_json, line

    if program:
        answer_json(
            {
                "changed": done.changed,
                "added": done.added,
                "unchanged": done.unchanged,
                "restored": done.restored,
                "dry_run": done.dry_run,
                "faults": [_record(one) for one in done.faults],
            }
        )
        return
    would = "would be " if done.dry_run else ""
    if done.restored:
        line(f"The register {would or 'is '}made again of all its tables, and verified.")
        return
    for one in done.changed[:_SHOWN]:
        line(f"{one} {would}changed.")
    for one in done.added[:_SHOWN]:
        line(f"{one} {would}added.")
    line(
        f"{_counted(len(done.changed), 'entry')} {would}changed, {len(done.added)} added, "
        f"{done.unchanged} as before."
    )
    if done.faults:
        _list(done.faults)
        say(f"{_counted(len(done.faults), 'row')} passed over.")


def _list(faults: Sequence[RowFault]) -> None:
    from summitry.interfaces.cli.messages import say

    for one in faults[:_SHOWN]:
        say(str(one))
    if len(faults) > _SHOWN:
        say(f"And {len(faults) - _SHOWN} more; --format json lists all.")


def _record(fault: RowFault) -> dict[str, Any]:
    return {
        "where": fault.where,
        "row": fault.row,
        "column": fault.column or None,
        "what": fault.what,
        "remedy": fault.remedy,
    }


def _counted(count: int, noun: str) -> str:
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else many}"
