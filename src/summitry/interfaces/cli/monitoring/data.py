"""``summitry data``: tables of figures into the register, and what it holds of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - read when the command starts
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.interfaces.cli.exits import ALL_READ, NONE_READ, SOME_FAILED, clean_ends
from summitry.interfaces.cli.register.asking import (
    ChangeRequest,
    RegisterRequest,
    as_json,
    opened,
    who,
)
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.errors import SummitryError
    from summitry.workflow.data import DataImported


@dataclass(frozen=True, slots=True, kw_only=True)
class DataImportRequest(ChangeRequest):
    """What was typed after ``summitry data import``."""

    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="Tables as CSV in UTF-8 or .xlsx: figures, pledge outcomes, sources or factors.",
        ),
    ]
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only check, and say what would be taken in.")
    ] = False


@takes(DataImportRequest)
def import_tables(request: DataImportRequest) -> None:
    """Take in tables of figures, each file whole or not at all.

    Every row is checked first. All that is wrong is listed with its sheet, row and column.
    """
    with clean_ends():
        from summitry.errors import ImportFaults, SourceError, UsageError
        from summitry.interfaces.cli.messages import show_error
        from summitry.interfaces.cli.monitoring.monitor import waiting
        from summitry.interfaces.cli.register.answering import answer_json
        from summitry.workflow.data import import_data

        program = as_json(request)
        answers: list[dict[str, Any]] = []
        failed = 0
        with opened(request) as register:
            for file in request.files:
                try:
                    with waiting(f"Reading {file.name}…", quiet=program):
                        done = import_data(register, file, who(request), dry_run=request.dry_run)
                except (ImportFaults, SourceError, UsageError) as error:
                    failed += 1
                    answers.append(_refused(file, error))
                    if not program:
                        show_error(error)
                    continue
                answers.append(_record(done))
                if not program:
                    _tell(done, dry_run=request.dry_run)
        if program:
            answer_json({"files": answers, "dry_run": request.dry_run})
        code = ALL_READ
        if failed:
            code = NONE_READ if failed == len(request.files) else SOME_FAILED
    raise typer.Exit(code)


def _refused(file: Path, error: SummitryError) -> dict[str, Any]:
    faults = list(getattr(error, "faults", ())) or [f"{error.what}. {error.remedy}".strip()]
    return {"file": file.name, "code": error.code, "faults": faults}


def _record(done: DataImported) -> dict[str, Any]:
    import msgspec

    taken = msgspec.to_builtins(done.taken)
    taken["unchanged"] += done.unchanged
    notices = [msgspec.to_builtins(one) for one in done.notices]
    return {
        "file": done.file,
        "kind": done.kind,
        **taken,
        "rows": done.new,
        "notices": notices,
        "faults": [],
    }


def _tell(done: DataImported, *, dry_run: bool) -> None:
    from summitry.interfaces.cli.messages import show_notices
    from summitry.interfaces.cli.register.answering import line

    taken, would = done.taken, "would be " if dry_run else ""
    if taken.series:
        told = (
            f"{counted(taken.figures, 'figure')} {would}taken in, in "
            f"{counted(taken.series, 'series')} ({taken.new_series} new)"
        )
    else:
        told = f"{counted(done.new, 'row')} {would}taken in"
    same = taken.unchanged + done.unchanged
    there = f"; {same} were there already" if same else ""
    line(f"{done.file} ({done.kind}): {told}{there}.")
    show_notices(done.file, done.notices)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 figure, 3 figures, 2 series."""
    return f"{number} {noun if number == 1 or noun.endswith('s') else noun + 's'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRequest:
    """What was typed after ``summitry data template``."""

    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="To be written: .xlsx with a legend, or .csv."),
    ]
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="figures, or factors between units.")
    ] = "figures"


@takes(TemplateRequest)
def template(request: TemplateRequest) -> None:
    """Write an empty table to fill in, as summitry data import takes it."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import line
        from summitry.interfaces.cli.writing import check_writable
        from summitry.workflow.data import write_template

        check_writable(request.file)
        write_template(request.file, request.kind)
        line(f"{request.file} is written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataListRequest(RegisterRequest):
    """What was typed after ``summitry data list``."""

    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORD]",
            show_default=False,
            help="Only series whose name, title, reporter or partner has all the words.",
        ),
    ] = None


@takes(DataListRequest)
def list_series(request: DataListRequest) -> None:
    """List the series of the register with who reports them and how far they go."""
    with clean_ends():
        from summitry.interfaces.cli.monitoring.data_shown import show_series_list
        from summitry.interfaces.cli.register.answering import stream_json
        from summitry.workflow.data import all_series
        from summitry.workflow.monitoring_records import series_row

        program = as_json(request)
        wanted = [word.casefold() for word in request.words or ()]
        with opened(request) as register:
            found = [
                one
                for one in all_series(register)
                if all(word in _about(one.series) for word in wanted)
            ]
        if program:
            stream_json("series", map(series_row, found))
        else:
            show_series_list(found, every=not wanted)


def _about(series: Any) -> str:
    told = (series.id, series.title, series.reporter, series.partner, series.quantity, series.unit)
    return " ".join(told).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataShowRequest(RegisterRequest):
    """What was typed after ``summitry data show``."""

    series: Annotated[
        str,
        typer.Argument(metavar="SERIES", help="Its number in summitry data list, or its name."),
    ]


@takes(DataShowRequest)
def show(request: DataShowRequest) -> None:
    """Show every figure of a series with its vintage, source and licence."""
    with clean_ends():
        from summitry.interfaces.cli.monitoring.data_shown import show_series
        from summitry.interfaces.cli.register.answering import answer_json
        from summitry.workflow.data import one_series
        from summitry.workflow.monitoring_records import whole_series

        program = as_json(request)
        with opened(request) as register:
            found = one_series(register, request.series)
        if program:
            answer_json(whole_series(found))
        else:
            show_series(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRequest(ChangeRequest):
    """What was typed after ``summitry data total``."""

    name: Annotated[str, typer.Argument(metavar="NAME", help="A short name for the sum.")]
    parts: Annotated[
        list[str],
        typer.Argument(
            metavar="SERIES", show_default=False, help="Numbers or names of what is added up."
        ),
    ]
    title: Annotated[str, typer.Option("--title", metavar="WORDS", help="What the sum counts.")] = (
        ""
    )
    yearly: Annotated[
        bool, typer.Option("--yearly", help="Make years of months, quarters or halves first.")
    ] = False


@takes(TotalRequest)
def total(request: TotalRequest) -> None:
    """Add up series of one reporter, over the periods that all of them have.

    Exports and imports make turnover, single partners a group. Every figure says what it is made
    of; a year that lacks a part is left out, never filled up.
    """
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.data import add_total

        program = as_json(request)
        names = (request.name, request.title)
        with opened(request) as register:
            taken = add_total(register, request.parts, names, who(request), year=request.yearly)
        if program:
            answer_json(msgspec.to_builtins(taken))
        else:
            line(f"{counted(taken.figures, 'figure')} of {request.name} taken in.")


@takes(RegisterRequest)
def sources(request: RegisterRequest) -> None:
    """List where figures can be fetched: the providers, and the sources that tables told."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import answer_json, table
        from summitry.statistics.providers import PROVIDERS, provider
        from summitry.workflow.data import all_factors, all_sources

        program = as_json(request)
        with opened(request) as register:
            told, factors = all_sources(register), all_factors(register)
        own = [(name, provider(name, "x").title) for name in PROVIDERS]
        if program:
            answer_json(
                {
                    "providers": [{"name": name, "title": title} for name, title in own],
                    "sources": msgspec.to_builtins(told),
                    "factors": msgspec.to_builtins(factors),
                }
            )
            return
        table((("provider", {"no_wrap": True}), "what it is"), own)
        if told:
            heads = ("source", "covers", "access", "licence")
            table(heads, ((one.source, one.covers, one.access, one.licence) for one in told))
        if factors:
            rows = (
                (one.unit, one.into, f"{one.rate:g}", one.period or "any", one.source)
                for one in factors
            )
            table(("unit", "into", "rate", "year", "source"), rows)
