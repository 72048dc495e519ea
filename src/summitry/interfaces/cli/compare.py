"""``summitry compare``: dialogues, parties, years or themes side by side, with intervals."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import ALL_READ, NONE_READ, SOME_FAILED, clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest
from summitry.interfaces.cli.register.asking import address as address_told
from summitry.interfaces.cli.request import takes
from summitry.interfaces.cli.tracing.asking import RenamedDialogues, RenamedParties, aliases_of

if TYPE_CHECKING:
    from summitry.exchange.comparisons.told import ToldComparison
    from summitry.model import Failure, Material

TABLE = "table"
FORMATS = (TABLE, "json", "csv", "xlsx", "html")
_BY = ("dialogue", "meeting", "document", "party", "year", "theme")
_BINARY = "xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRequest:
    """What was typed after ``summitry compare``."""

    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            show_default=False,
            help="Texts, folders, or JSON of records, instead of the register.",
        ),
    ] = None
    by: Annotated[
        str, typer.Option("--by", metavar="WHAT", help=f"What is compared: {', '.join(_BY)}.")
    ] = "dialogue"
    genre: Annotated[
        str | None,
        typer.Option("--genre", metavar="KIND", help="Only texts of this kind: 'fact sheet'."),
    ] = None
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="Day on which lateness is judged. Without it the last day that is told of.",
        ),
    ] = None
    rounds: Annotated[
        int, typer.Option("--rounds", metavar="NUMBER", help="Rounds of the bootstrap.")
    ] = 1000
    seed: Annotated[
        int, typer.Option("--seed", metavar="NUMBER", help="The same seed gives the same figures.")
    ] = 1
    renamed_dialogue: RenamedDialogues = None
    renamed_party: RenamedParties = None
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, json, csv, xlsx or html. Without it the ending of the output file "
            "decides, else it is table.",
        ),
    ] = None
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write to this file.")
    ] = None
    register: Annotated[
        str | None,
        typer.Option(
            "--register",
            metavar="PATH|URL",
            help="A file, or postgresql://user@host/database. Without it SUMMITRY_REGISTER, "
            "else summitry.db in this folder.",
        ),
    ] = None


@takes(CompareRequest)
def compare(request: CompareRequest) -> None:
    """Put dialogues, parties, years or themes side by side, by counts with intervals.

    The html report shows every number with the quotes behind it.
    """
    with clean_ends():
        from summitry.interfaces.cli.messages import show_failures

        format_, output = _checked(request)
        material, failures = _material(request)
        show_failures(failures)
        if not material.texts and failures:
            raise typer.Exit(NONE_READ)
        told = _told(request, material, failures)
        if format_ == TABLE:
            from summitry.interfaces.cli.compared import show

            show(told)
        else:
            _deliver(told, format_, output)
    raise typer.Exit(SOME_FAILED if failures else ALL_READ)


def _checked(request: CompareRequest) -> tuple[str, Path | None]:
    """Return the format and the file; an ExceptionGroup tells all that is mistyped."""
    from summitry.interfaces.cli.writing import check_writable
    from summitry.model import is_partial_date

    faults: list[UsageError] = []
    ending = request.output.suffix.lower().removeprefix(".") if request.output else ""
    format_ = (request.format or (ending if ending in FORMATS else TABLE)).lower()
    if format_ not in FORMATS:
        remedy = f"Use one of {', '.join(FORMATS)}."
        faults.append(
            UsageError(f"there is no format {format_!r}", where="--format", remedy=remedy)
        )
    elif request.output and format_ == TABLE:
        remedy = "Name a file that ends in .json, .csv, .xlsx or .html, or use --format."
        faults.append(
            UsageError("a table is not written to a file", where="--output", remedy=remedy)
        )
    if request.by not in _BY:
        remedy = f"Use one of {', '.join(_BY)}."
        faults.append(UsageError(f"{request.by!r} is not possible", where="--by", remedy=remedy))
    if request.as_of is not None and not is_partial_date(request.as_of):
        remedy = "Write it as YYYY-MM-DD."
        faults.append(UsageError(f"{request.as_of!r} is no date", where="--as-of", remedy=remedy))
    if format_ == _BINARY and request.output is None:
        remedy = "Add --output comparison.xlsx."
        faults.append(UsageError("a workbook needs a file", where="--format", remedy=remedy))
    if request.output is not None:
        try:
            check_writable(request.output, tuple(request.sources or ()))
        except UsageError as fault:
            faults.append(fault)
    if faults:
        raise ExceptionGroup("the command is mistyped", faults)
    return format_, request.output


def _material(request: CompareRequest) -> tuple[Material, tuple[Failure, ...]]:
    from summitry.workflow.comparing import material_of_register, material_of_sources

    aliases = aliases_of(request)
    as_of = _day(request.as_of)
    if request.sources:
        return material_of_sources(request.sources, aliases, as_of)
    from summitry.workflow.register import open_at

    with open_at(_address(request)) as register:
        return material_of_register(register, aliases, as_of), ()


def _address(request: CompareRequest) -> str:
    return address_told(RegisterRequest(register=request.register))


def _day(date: str | None) -> str | None:
    from summitry.model import last_day

    return last_day(date) if date else None


def _told(
    request: CompareRequest, material: Material, failures: tuple[Failure, ...]
) -> ToldComparison:
    from summitry.exchange.comparisons.told import ToldComparison
    from summitry.workflow.compared_material import only
    from summitry.workflow.comparing import compare as compared
    from summitry.workflow.comparing import versions

    found = compared(
        material, request.by, genre=request.genre, rounds=request.rounds, seed=request.seed
    )
    return ToldComparison(
        found, only(material, request.genre), failures, _command(request), versions()
    )


def _command(request: CompareRequest) -> str:
    """Return the command that makes the same again, without a password."""
    from summitry.storage.address import address_of

    typed = ["summitry", "compare", *(request.sources or ()), "--by", request.by]
    if request.genre:
        typed += ["--genre", request.genre]
    if request.as_of:
        typed += ["--as-of", request.as_of]
    typed += ["--rounds", str(request.rounds), "--seed", str(request.seed)]
    for option, values in (
        ("--renamed-dialogue", request.renamed_dialogue),
        ("--renamed-party", request.renamed_party),
    ):
        for value in values or ():
            typed += [option, value]
    if not request.sources:
        typed += ["--register", str(address_of(_address(request)))]
    if request.format:
        typed += ["--format", request.format]
    if request.output:
        typed += ["--output", str(request.output)]
    return shlex.join(typed)


def _deliver(told: ToldComparison, format_: str, output: Path | None) -> None:
    from summitry.interfaces.cli.messages import say
    from summitry.interfaces.cli.writing import write_file, write_standard_output

    content = _written(told, format_)
    if output is None:
        write_standard_output(content)
        return
    write_file(output, content)
    groups = len(told.comparison.groups)
    say(f"{output}: {groups} {'group' if groups == 1 else 'groups'} compared.")


def _written(told: ToldComparison, format_: str) -> bytes:
    if format_ == "html":
        from summitry.exchange.comparisons.report import html_of

        return html_of(told)
    if format_ == _BINARY:
        from summitry.exchange.comparisons.workbook import xlsx_of

        return xlsx_of(told)
    from summitry.exchange.comparisons.plain import csv_of, json_of

    return json_of(told) if format_ == "json" else csv_of(told)
