"""The command ``summitry`` and its subcommands."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated

import typer

from summitry.compiled import is_compiled, is_outdated
from summitry.interfaces.cli import compare, demo, publish, read, schema, serve
from summitry.interfaces.cli.exits import EXIT_CODES, REGISTER_EXIT_CODES
from summitry.interfaces.cli.register import (
    add,
    agreement,
    backing_up,
    checking,
    deciding,
    diff,
    edit,
    enter,
    export,
    importing,
    init,
    listing,
    log,
    merge,
    naming,
    remarking,
    show,
    split,
)
from summitry.interfaces.cli.tracing import align, evidence, proposals, recycled, totals, trace
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

_OUTDATED = (
    "The sources of the engine have changed since they were compiled; what runs is the older "
    "form. To compile them again:  python3 start.py compile"
)


def _show_version(wanted: bool) -> None:
    if wanted:
        engine = "compiled" if is_compiled() else "not compiled"
        typer.echo(f"summitry {__version__}, engine {engine}")
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


COMMANDS = {
    "init": init.init,
    "add": add.add,
    "list": listing.list_entries,
    "search": listing.search,
    "show": show.show,
    "accept": deciding.accept,
    "reject": deciding.reject,
    "edit": edit.edit,
    "split": split.split,
    "merge": merge.merge,
    "enter": enter.enter,
    "note": remarking.note,
    "tag": remarking.tag,
    "link": remarking.link,
    "fate": remarking.fate,
    "diff": diff.diff,
    "log": log.log,
    "verify": checking.verify,
    "undo": checking.undo,
    "agreement": agreement.agreement,
    "sample": agreement.sample,
    "export": export.export,
    "import": importing.import_tables,
    "backup": backing_up.backup,
    "restore": backing_up.restore,
    "trace": trace.trace,
    "recycled": recycled.recycled,
    "totals": totals.totals,
    "proposals": proposals.proposals,
    "align": align.align,
    "compare": compare.compare,
    "documents": naming.documents,
    "dialogues": naming.dialogues,
    "themes": naming.themes,
    "parties": naming.parties,
    "serve": serve.serve,
    "publish": publish.publish,
}
"""The commands of the register, in the order that help lists them."""

EVIDENCE = {
    "suggest": evidence.suggest,
    "accept": evidence.accept,
    "refuse": evidence.refuse,
    "add": evidence.add,
    "list": evidence.list_kept,
}
"""The commands of ``summitry evidence``."""

app.command("read", epilog=EXIT_CODES)(read.read)
app.command("demo", epilog=EXIT_CODES)(demo.demo)
app.command("schema")(schema.schema)
for _name, _command in COMMANDS.items():
    app.command(_name, epilog=REGISTER_EXIT_CODES)(_command)

_evidence = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What later texts say of commitments: propose, accept, refuse or add it.",
)
for _name, _command in EVIDENCE.items():
    _evidence.command(_name, epilog=REGISTER_EXIT_CODES)(_command)
app.add_typer(_evidence, name="evidence")


def main() -> None:
    """Run the command line; a full disk behind standard output ends it with one line."""
    # Rows come by the million and hold no rings; looking for those less often saves a tenth.
    gc.set_threshold(50_000, 20, 100)
    if is_outdated():
        typer.echo(_OUTDATED, err=True)
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
