"""``summitry add``: documents into the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends, exit_code
from summitry.interfaces.cli.register.asking import ChangeRequest, as_json, opened, who
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.interfaces.cli.read_request import Wanted
    from summitry.model import Added, Failure
    from summitry.workflow.register import Keeping, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest(ChangeRequest):
    """What was typed after ``summitry add``."""

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
        typer.Option(metavar="DATE", help="Date of the document: YYYY, YYYY-MM or YYYY-MM-DD."),
    ] = None
    dialogue: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The dialogue it belongs to; a year at its end is left."),
    ] = None
    series: Annotated[
        str | None,
        typer.Option(
            "--series",
            metavar="LETTERS",
            help="What ids of a new dialogue begin with, such as CC5; else made from its name.",
        ),
    ] = None
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="Where the meeting was.")] = (
        None
    )
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="Who met: leaders, ministers or experts.")
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
        str | None, typer.Option(metavar="CODE", help="Language of the document, such as en.")
    ] = None
    all_statements: Annotated[
        bool,
        typer.Option(
            "--all-statements",
            help="Also keep achievements, positions, calls, proposals and claims.",
        ),
    ] = False
    max_size: Annotated[
        str, typer.Option(metavar="SIZE", help="Refuse larger sources, such as 100MB or 1.5GB.")
    ] = "100MB"
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", help="How long to wait for a page or a pipe.")
    ] = 20.0
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress; errors still show.")
    ] = False


@takes(AddRequest)
def add(request: AddRequest) -> None:
    """Read documents and keep their commitments; what is there already is not added again."""
    with clean_ends():
        from summitry.interfaces.cli.messages import show_failures
        from summitry.model import Failure

        program = as_json(request)
        wanted, kept = _wanted(request)
        with opened(request) as register:
            outcomes = _add(register, wanted, kept, who(request), shown=not program)
        failures = [one for one in outcomes if isinstance(one, Failure)]
        done = [one for one in outcomes if not isinstance(one, Failure)]
        if program:
            _answer(done, failures)
        elif done:
            _sum_up(done)
        show_failures(failures)
        code = exit_code(read=len(done), failed=len(failures))
    raise typer.Exit(code)


def _wanted(request: AddRequest) -> tuple[Wanted, Keeping]:
    """Return what is to be read and what is said of it; all faults at once."""
    from summitry.interfaces.cli.read_request import ReadRequest, check
    from summitry.model import Level
    from summitry.workflow.register import Keeping

    shared = ("date", "dialogue", "parties", "language", "all_statements", "max_size", "timeout")
    wanted = check(
        ReadRequest(
            request.sources,
            format="table",
            quiet=request.quiet,
            **{name: getattr(request, name) for name in shared},
        )
    )
    levels = [one.value for one in Level]
    if request.level is not None and request.level not in levels:
        raise UsageError(
            f"{request.level!r} is no level", where="--level", remedy=f"Use {', '.join(levels)}."
        )
    series = request.series.upper() if request.series is not None else None
    if series is not None and not (series.isascii() and series.isalnum() and len(series) <= 8):
        raise UsageError(
            f"{request.series!r} cannot begin an id",
            where="--series",
            remedy="Use up to eight letters and digits.",
        )
    level = Level(request.level) if request.level else None
    return wanted, Keeping(request.place, level, series, request.all_statements)


def _add(
    register: Register, wanted: Wanted, kept: Keeping, name: str, *, shown: bool
) -> list[Added | Failure]:
    from summitry.interfaces.cli.gathering import progress_bar
    from summitry.model import Failure
    from summitry.workflow.register import add as add_sources

    outcomes = []
    with progress_bar(quiet=wanted.quiet) as on_progress:
        for outcome in add_sources(
            register,
            wanted.sources,
            name,
            wanted.options,
            keeping=kept,
            on_progress=on_progress,
        ):
            outcomes.append(outcome)
            if shown and not wanted.quiet and not isinstance(outcome, Failure):
                _tell(outcome)
    return outcomes


def _tell(added: Added) -> None:
    from summitry.exchange.rows import short_name
    from summitry.interfaces.cli.register.answering import line

    told = {
        "new": f"{added.entries} kept"
        + (f", {added.first} to {added.last}" if added.first else ""),
        "unchanged": "is there already",
        "differs": f"reads differently now: {added.differences} differences, see summitry diff",
        "restored": f"is back, with {added.entries}",
    }
    line(f"{short_name(added.source)}: {told[added.outcome]}")


def _sum_up(done: list[Added]) -> None:
    from summitry.interfaces.cli.register.answering import line

    new = [one for one in done if one.outcome == "new"]
    line(
        f"{len(done)} documents, {len(new)} of them new; "
        f"{sum(one.entries for one in new)} statements kept."
    )


def _answer(done: list[Added], failures: list[Failure]) -> None:
    import msgspec

    from summitry.exchange.rows import failure_record, shown_source
    from summitry.interfaces.cli.register.answering import answer_json

    documents = [{**msgspec.to_builtins(one), "source": shown_source(one.source)} for one in done]
    answer_json({"documents": documents, "failures": [failure_record(one) for one in failures]})
