"""What can be asked of ``summitry read``, and the check that it makes sense."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from summitry.reading import ReadOptions

STANDARD_OUTPUT = "-"
TABLE = "table"
"""The format for people, which no file format is."""

Value = TypeVar("Value")
_MAX_SIZE = "100MB"
_TIMEOUT = 20.0


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What was typed after ``summitry read``."""

    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            show_default=False,
            help="Files (.txt .md .html .pdf .docx), folders, addresses of pages, "
            "or - for standard input.",
        ),
    ]
    date: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Date of the document: YYYY, YYYY-MM or YYYY-MM-DD. "
            "Relative deadlines are counted from it.",
        ),
    ] = None
    dialogue: Annotated[
        str | None, typer.Option(metavar="NAME", help="The dialogue it belongs to.")
    ] = None
    parties: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODES",
            show_default=False,
            help="Parties to the document, such as CHN,KAZ,EU; may be repeated.",
        ),
    ] = None
    language: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help="Language of the document, such as en, instead of detecting it."
        ),
    ] = None
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, json, jsonl, csv, md, html (a page to look through) or annotations (W3C "
            "Web Annotation). Without it the ending of the output file decides, else it is table.",
        ),
    ] = None
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="Write to this file; - is standard output."
        ),
    ] = None
    all_statements: Annotated[
        bool,
        typer.Option(
            "--all-statements",
            help="Also keep achievements, positions, calls, proposals and claims.",
        ),
    ] = False
    explained: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="In table, md and html: say for each commitment why, and what was looked at and "
            "not taken. The other formats always carry the reasons.",
        ),
    ] = False
    max_size: Annotated[
        str,
        typer.Option(metavar="SIZE", help="Refuse larger sources, such as 100MB or 1.5GB."),
    ] = _MAX_SIZE
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", help="How long to wait for a page or a pipe.")
    ] = _TIMEOUT
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No notices and no progress; errors still show.")
    ] = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request that makes sense: ``single`` when one document is asked for, not a folder."""

    sources: tuple[str, ...]
    options: ReadOptions
    format: str
    output: Path | None
    all_statements: bool
    explained: bool
    single: bool
    quiet: bool


def check(request: ReadRequest) -> Wanted:
    """Return what is wanted; an ExceptionGroup of UsageErrors tells all that is wrong with it."""
    from summitry.interfaces.cli.sizes import bytes_of
    from summitry.reading import ReadOptions

    faults: list[UsageError] = []
    parties = tuple(name for typed in request.parties or () for name in typed.split(","))
    output = None if str(request.output) == STANDARD_OUTPUT else request.output
    for probe in (
        lambda: ReadOptions(date=request.date),
        lambda: ReadOptions(language=request.language),
        lambda: ReadOptions(parties=parties),
        lambda: ReadOptions(timeout=request.timeout),
    ):
        _try(probe, faults)
    size = _try(lambda: bytes_of(request.max_size), faults)
    chosen = _try(lambda: _format(request), faults)
    _try(lambda: _check_output(output, tuple(request.sources)), faults)
    _try(lambda: _check_named(request), faults)
    if faults or size is None or chosen is None:
        raise ExceptionGroup("the command is mistyped", faults)
    return Wanted(
        sources=tuple(request.sources),
        options=ReadOptions(
            date=request.date,
            dialogue=request.dialogue,
            parties=parties,
            language=request.language,
            max_size=size,
            timeout=request.timeout,
        ),
        format=chosen,
        output=output,
        all_statements=request.all_statements,
        explained=request.explained,
        single=len(request.sources) == 1 and not Path(request.sources[0]).is_dir(),
        quiet=request.quiet,
    )


def _try(make: Callable[[], Value], faults: list[UsageError]) -> Value | None:
    try:
        return make()
    except UsageError as fault:
        faults.append(fault)
        return None


def _format(request: ReadRequest) -> str:
    from summitry.exchange import FORMATS, format_for

    known = (TABLE, *FORMATS)
    if request.format is not None:
        if request.format.lower() in known:
            return request.format.lower()
        raise UsageError(
            f"there is no format {request.format!r}",
            where="--format",
            remedy=f"Use one of {', '.join(known)}.",
        )
    if request.output is None or str(request.output) == STANDARD_OUTPUT:
        return TABLE
    ending = request.output.suffix
    by_ending = format_for(request.output.name)
    if by_ending is None and ending.lower() not in ("", ".txt"):
        raise UsageError(
            f"no format is known by the ending {ending}",
            where="--output",
            remedy=f"Name one with --format: {', '.join(known)}.",
        )
    return by_ending.name if by_ending else TABLE


def _check_output(output: Path | None, sources: tuple[str, ...]) -> None:
    from summitry.interfaces.cli.writing import check_writable

    if output is not None:
        check_writable(output, sources)


def _check_named(request: ReadRequest) -> None:
    """Refuse an option that was given without anything in it, as an unset variable leaves it."""
    for option, values in (
        ("--parties", request.parties or ()),
        ("--dialogue", () if request.dialogue is None else (request.dialogue,)),
    ):
        if any(not value.strip(" ,") for value in values):
            raise UsageError(
                "nothing is named", where=option, remedy="Name what is meant, or leave it out."
            )
