"""``summitry monitor``: where each target stands, by whose figures and in which vintage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - read when the command starts
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, as_json, opened
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from summitry.workflow.monitoring import Monitored

On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="As of this day, such as 2026-02-28; else today."),
]


def day(told: str | None) -> str:
    """Return the day that is meant: the one told, else today."""
    if told is not None:
        return told.strip()
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorRequest(RegisterRequest):
    """What was typed after ``summitry monitor``."""

    entry: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="One commitment, with all that is known.")
    ] = None
    on: On = None
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture", metavar="FILE", help="Draw the way to the target: .svg, .png or .html."
        ),
    ] = None
    number: Annotated[
        str | None,
        typer.Option(
            "--number", metavar="NUMBER", help="Draw this number, where the commitment has several."
        ),
    ] = None
    no_outlook: Annotated[
        bool, typer.Option("--no-outlook", help="Without chances, which is faster.")
    ] = False


@takes(MonitorRequest)
def monitor(request: MonitorRequest) -> None:
    """Say of every target whether it is met, by whom, and how likely it still is.

    One line a reporter and vintage: the verdict may differ between them.
    """
    with clean_ends():
        from summitry.interfaces.cli.monitoring.monitor_shown import (
            answer_all,
            answer_one,
            show_all,
            show_one,
        )
        from summitry.workflow.monitoring import monitor as watched

        program = as_json(request)
        form = _form(request)
        with (
            opened(request) as register,
            waiting("Looking ahead…", quiet=program or request.no_outlook),
        ):
            found = watched(
                register, day(request.on), request.entry, outlook=not request.no_outlook
            )
        if request.picture is not None:
            _draw(found[0], request.picture, form, request.number)
        if request.entry is not None:
            (answer_one if program else show_one)(found[0])
        else:
            (answer_all if program else show_all)(found)


def _form(request: MonitorRequest) -> str:
    if request.picture is None:
        return ""
    from summitry.interfaces.cli.writing import check_writable
    from summitry.workflow.picturing import FORMS

    form = request.picture.suffix.casefold().lstrip(".")
    if request.entry is None:
        raise UsageError("whose picture is not said", where="--picture", remedy="Give an ID.")
    if form not in FORMS:
        raise UsageError(
            f"there are no pictures of the form {request.picture.suffix or request.picture.name}",
            where="--picture",
            remedy=f"Name a file that ends in .{', .'.join(FORMS)}.",
        )
    check_writable(request.picture)
    return form


def _draw(one: Monitored, path: Path, form: str, number: str | None) -> None:
    from summitry.interfaces.cli.messages import say
    from summitry.interfaces.cli.writing import write_file
    from summitry.workflow.picturing import picture_of

    write_file(path, picture_of(one, form, number))
    say(f"{path} is written.")


def waiting(words: str, *, quiet: bool) -> AbstractContextManager[object]:
    """Show on a terminal that something is going on."""
    import sys
    from contextlib import nullcontext

    if quiet or not sys.stderr.isatty():
        return nullcontext()
    from summitry.interfaces.cli.terminal import console_for

    return console_for(sys.stderr).status(words)
