"""The command ``summitry`` and its subcommands."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from summitry.interfaces.cli import demo, read, schema
from summitry.interfaces.cli.exits import EXIT_CODES
from summitry.version import __version__

# Plain help: it starts faster, reads the same in a pipe, and fits narrow terminals.
app = typer.Typer(
    name="summitry",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"summitry {__version__}")
        raise typer.Exit


@app.callback()
def summitry(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Find the commitments in declarations, speeches and other summit texts.

    Every commitment is quoted to the character and says who owes what to whom by when.
    """


app.command("read", epilog=EXIT_CODES)(read.read)
app.command("demo", epilog=EXIT_CODES)(demo.demo)
app.command("schema")(schema.schema)


def main() -> None:
    """Run the command line; a full disk behind standard output ends it with one line."""
    try:
        try:
            app(prog_name="summitry")
        finally:
            sys.stdout.flush()
    except OSError as error:
        # What is still buffered would fail again when the interpreter closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        reason = error.strerror or str(error)
        typer.echo(f"standard output: {reason}. Nothing more was written.", err=True)
        sys.exit(2)
