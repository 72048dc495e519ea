"""``summitry publish``: the register as a static site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads it when the command is made
from typing import Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, as_json, opened
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRequest(RegisterRequest):
    """What was typed after ``summitry publish``."""

    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Empty, or published before.")]
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the site is called.")] = (
        "Commitments"
    )
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who publishes it.")] = ""
    licence: Annotated[str, typer.Option(metavar="TEXT", help="Under which licence.")] = ""
    address: Annotated[
        str,
        typer.Option(metavar="URL", help="Where it will be found; a feed and a sitemap need it."),
    ] = ""
    proposed: Annotated[
        bool, typer.Option("--proposed", help="Also what no person has accepted yet, marked so.")
    ] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be written.")] = (
        False
    )


@takes(PublishRequest)
def publish(request: PublishRequest) -> None:
    """Write the accepted commitments as a site for any web host, which also opens from a disk.

    Notes, tags and the names of those who reviewed stay out.
    """
    with clean_ends():
        from summitry.exchange.static_site import Imprint
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.publishing import publish as write

        program = as_json(request)
        address = request.address.rstrip("/")
        if address and not address.startswith(("https://", "http://")):
            raise UsageError(f"{address!r} is no address of a site", where="--address")
        imprint = Imprint(request.title, request.publisher, request.licence, address)
        with opened(request) as register:
            done = write(
                register,
                request.folder,
                imprint,
                proposed=request.proposed,
                dry_run=request.dry_run,
            )
        if program:
            answer_json(
                {
                    "written": done.written,
                    "unchanged": done.unchanged,
                    "removed": done.removed,
                    "commitments": done.commitments,
                }
            )
            return
        if request.dry_run:
            for path in (*done.written, *(f"{one} (taken away)" for one in done.removed)):
                line(path)
        told = "would be written" if request.dry_run else "written"
        line(
            f"{len(done.written)} files {told}, {done.unchanged} are as they were, "
            f"{len(done.removed)} taken away."
        )
        if not done.commitments:
            line(
                "No commitment has been accepted yet, so there is none on the site. Accept some "
                "first, or give --proposed to publish those that wait as well."
            )
