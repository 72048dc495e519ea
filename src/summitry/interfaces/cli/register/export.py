"""``summitry export``: the whole register as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, address
from summitry.interfaces.cli.request import takes

_NAMES = {
    "jsonl": "register.jsonl",
    "csv": "register-csv",
    "xlsx": "register.xlsx",
    "parquet": "register-parquet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest(RegisterRequest):
    """What was typed after ``summitry export``."""

    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            show_default=False,
            help="xlsx (a workbook), csv (a folder, or a .zip), jsonl or parquet (a folder). "
            "Without it the ending of the output decides, else it is xlsx.",
        ),
    ] = ""
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="What to write; without it register.xlsx, register.jsonl, register-csv or "
            "register-parquet in this folder.",
        ),
    ] = None
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="No progress; errors still show.")
    ] = False


@takes(ExportRequest)
def export(request: ExportRequest) -> None:
    """Write all of the register as tables, to look at, edit and import again."""
    with clean_ends():
        from summitry.interfaces.cli.messages import say
        from summitry.interfaces.cli.register.progress import row_bar
        from summitry.workflow.exporting import export_register
        from summitry.workflow.register import open_at

        name, path = _wanted(request)
        with open_at(address(request)) as register, row_bar(quiet=request.quiet) as on_progress:
            rows = export_register(register, name, path, on_progress)
        if not request.quiet:
            say(
                f"Wrote {path}: {rows['documents']} documents, {rows['commitments']} commitments, "
                f"{rows['statements']} other statements, {rows['log']} entries of the journal"
            )


def _wanted(request: ExportRequest) -> tuple[str, str]:
    """Return the format and the path that are meant."""
    from summitry.exchange.tables import TABLE_FORMATS, table_format_for

    told = request.format.lower()
    if told and told not in TABLE_FORMATS:
        raise UsageError(
            f"there is no format {request.format!r} for tables",
            where="--format",
            remedy=f"Use one of {', '.join(TABLE_FORMATS)}.",
        )
    if request.output is None:
        return told or "xlsx", _NAMES[told or "xlsx"]
    ending = table_format_for(request.output)
    if told and ending is not None and ending.name != told:
        raise UsageError(
            f"ends like {ending.name}, and {told} is asked for",
            where=request.output,
            remedy="Give it another ending, or leave out --format.",
        )
    return told or (ending.name if ending else "xlsx"), request.output
