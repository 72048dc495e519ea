"""``summitry plan export`` and ``import``: files that go out, and files that come back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import SOME_FAILED, clean_ends
from summitry.interfaces.cli.plan.asking import plan_option
from summitry.interfaces.cli.register.asking import ChangeRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.exchange.iati import IatiFinding

_NAMES = "xlsx, ics, iati, json, md, html, docx, brief, gantt or matrix"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPlanRequest:
    """What was typed after ``summitry plan export``."""

    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"{_NAMES}; else by the ending.")
    ] = ""
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; else plan.… here."),
    ] = None
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Of IATI: report every finding of schema and rules; write with -o only."
        ),
    ] = False
    version: Annotated[
        str, typer.Option("--version", metavar="NUMBER", help="A version that was adopted.")
    ] = "now"
    round: Annotated[
        str, typer.Option("--round", metavar="NAME", help="Of a workbook: the reporting round.")
    ] = ""
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="As of this day; today without it.")
    ] = None
    plan: Annotated[str | None, plan_option()] = None
    register: Annotated[
        str | None,
        typer.Option("--register", metavar="PATH|URL", help="Which register, as elsewhere."),
    ] = None


@takes(ExportPlanRequest)
def export(request: ExportPlanRequest) -> None:
    """Write a plan as a workbook, calendar, IATI file, document, brief or picture."""
    with clean_ends():
        from summitry.interfaces.cli.messages import say
        from summitry.interfaces.cli.register.asking import RegisterRequest, address
        from summitry.interfaces.cli.writing import check_writable, write_file
        from summitry.workflow.plans import files
        from summitry.workflow.register import open_at

        name, path = _wanted(request)
        if request.check and name != "iati":
            raise UsageError("only IATI is checked", where="--check", remedy="Add --format iati.")
        check_writable(path)
        with open_at(address(RegisterRequest(register=request.register))) as register:
            told = files.plan_file(register, request.plan, request.on, request.version)
        if name == "xlsx":
            files.write_workbook(told, path, request.round)
        else:
            content = files.file_bytes(told, name, path.suffix.lower())
            if not request.check or request.output is not None:
                write_file(path, content)
            if request.check:
                _show(files.iati_findings(told, content))
                return
        say(f"Wrote {path}: {len(told.plan.actions)} actions")


def _wanted(request: ExportPlanRequest) -> tuple[str, Path]:
    from summitry.workflow.plans.files import FORMATS

    told = request.format.lower()
    if told and told not in FORMATS:
        raise UsageError(
            f"there is no format {request.format!r} for plans",
            where="--format",
            remedy=f"Use {_NAMES}.",
        )
    if request.output is None:
        name = told or ("iati" if request.check else "xlsx")
        return name, Path(f"plan{FORMATS[name][0]}")
    ending = request.output.suffix.lower()
    if not told:
        if request.check:
            return "iati", request.output
        told = next((name for name, endings in FORMATS.items() if ending in endings), "")
        if not told:
            raise UsageError(
                f"no format is known by the ending {ending!r}",
                where=str(request.output),
                remedy=f"Name one with --format: {_NAMES}.",
            )
    elif ending not in FORMATS[told]:
        raise UsageError(
            f"{told} does not end in {ending!r}",
            where=str(request.output),
            remedy=f"Use {' or '.join(FORMATS[told])}.",
        )
    return told, request.output


def _show(findings: Sequence[IatiFinding]) -> None:
    from summitry.interfaces.cli.register.answering import line

    for one in findings:
        line(f"{one.severity}: {one}")
    errors = sum(one.severity == "error" for one in findings)
    if not findings:
        line("The schema and the standard ruleset find nothing.")
        return
    line(f"{errors} errors, {len(findings) - errors} others.")
    raise typer.Exit(SOME_FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlanRequest(ChangeRequest):
    """What was typed after ``summitry plan import``."""

    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A workbook, a calendar, or an IATI file.")
    ]
    plan: Annotated[str | None, plan_option()] = None
    reason: Annotated[
        str, typer.Option("--reason", metavar="WORDS", help="Why dates are moved.")
    ] = ""
    link: Annotated[
        list[str] | None,
        typer.Option(
            "--link",
            metavar="IDENTIFIER=ACTION",
            show_default=False,
            help="Of IATI: which action an activity belongs to; may be repeated.",
        ),
    ] = None


@takes(ImportPlanRequest)
def import_file(request: ImportPlanRequest) -> None:
    """Take what came back: progress in a workbook, days in a calendar, money in an IATI file."""
    with clean_ends():
        from summitry.errors import ImportRefused
        from summitry.interfaces.cli.register.answering import answer_json, line

        takers = {".xlsx": _workbook, ".ics": _calendar, ".xml": _iati}
        taker = takers.get(request.file.suffix.lower())
        if taker is None:
            raise UsageError(
                "is no file that can come back",
                where=str(request.file),
                remedy=f"Give one that ends in {', '.join(takers)}.",
            )
        try:
            told = taker(request)
        except ImportRefused as refused:
            for fault in refused.faults:
                typer.echo(str(fault), err=True)
            typer.echo(refused.remedy, err=True)
            raise typer.Exit(2) from None
        if as_json(request):
            answer_json(told)
        else:
            for name, words in told.items():
                line(f"{name}: {words}")


def _workbook(request: ImportPlanRequest) -> dict[str, object]:
    from summitry.workflow.plans.taking import take_workbook

    with opened(request) as register:
        done = take_workbook(
            register, request.file, who(request), request.plan, reason=request.reason
        )
    return {"actions changed": done.changed, "rows that say nothing new": done.unchanged}


def _calendar(request: ImportPlanRequest) -> dict[str, object]:
    from summitry.workflow.plans.taking import take_calendar

    with opened(request) as register:
        done = take_calendar(
            register, request.file, who(request), request.plan, reason=request.reason
        )
    return {"actions changed": done.changed, "steps that stay": done.unchanged}


def _iati(request: ImportPlanRequest) -> dict[str, object]:
    from summitry.workflow.plans.taking_iati import take_iati

    links = {}
    for told in request.link or ():
        identifier, sign, action = told.rpartition("=")
        if not sign:
            raise UsageError(f"{told!r} links nothing", where="--link", remedy="IDENTIFIER=ACTION.")
        links[identifier.strip()] = action.strip()
    with opened(request) as register:
        done = take_iati(register, request.file, who(request), links, request.plan)
    return {
        "lines of budgets recorded": sum(done.recorded.values()),
        "evidence kept": done.evidence,
        "activities that belong to no action yet": [
            f"{one.id} {one.title}" for one in done.unmatched
        ],
    }
