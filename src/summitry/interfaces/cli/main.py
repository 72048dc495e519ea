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
from summitry.interfaces.cli.monitoring import (
    assess,
    bind,
    claims,
    data,
    data_fetch,
    monitor,
    outcomes,
)
from summitry.interfaces.cli.plan import (
    build,
    files,
    reporting,
    rewriting,
    rubric,
    standing,
    versions,
)
from summitry.interfaces.cli.plan import show as plan_show
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
    "monitor": monitor.monitor,
    "assess": assess.assess,
    "claims": claims.claims,
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

DATA = {
    "search": data_fetch.search,
    "fetch": data_fetch.fetch,
    "template": data.template,
    "import": data.import_tables,
    "list": data.list_series,
    "show": data.show,
    "total": data.total,
    "sources": data.sources,
    "outcomes": outcomes.outcomes,
    "link": outcomes.link,
}
"""The commands of ``summitry data``."""

BIND = {
    "suggest": bind.suggest,
    "confirm": bind.confirm,
    "refuse": bind.refuse,
    "list": bind.list_kept,
}
"""The commands of ``summitry bind``."""

PLAN = {
    "build": build.build,
    "plans": build.plans,
    "list": build.list_actions,
    "show": plan_show.show,
    "status": standing.status,
    "due": standing.due,
    "remind": standing.remind,
    "report": reporting.report,
    "move": reporting.move,
    "handover": reporting.handover,
    "state": reporting.state,
    "score": reporting.score,
    "marks": rubric.marks,
    "rubric": rubric.rubric,
    "edit": rewriting.edit,
    "step": rewriting.step,
    "money": rewriting.money,
    "body": rewriting.body,
    "round": rewriting.reporting_round,
    "publisher": rewriting.publisher,
    "adopt": versions.adopt,
    "amend": versions.amend,
    "versions": versions.versions,
    "diff": versions.diff,
    "export": files.export,
    "import": files.import_file,
}
"""The commands of ``summitry plan``."""

GROUPS = (
    (
        "evidence",
        "What later texts say of commitments: propose, accept, refuse or add it.",
        EVIDENCE,
    ),
    ("data", "Public figures with who reports them and when: fetch, take in, look at.", DATA),
    (
        "plan",
        "The joint action plan: made of commitments, run, adopted, amended, handed out.",
        PLAN,
    ),
    ("bind", "Which figures tell of which number: propose, confirm or refuse.", BIND),
)
"""The commands that have commands of their own: their name, help and commands."""

app.command("read", epilog=EXIT_CODES)(read.read)
app.command("demo", epilog=EXIT_CODES)(demo.demo)
app.command("schema")(schema.schema)
for _name, _command in COMMANDS.items():
    app.command(_name, epilog=REGISTER_EXIT_CODES)(_command)

for _group, _help, _commands in GROUPS:
    _own = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=_help)
    for _name, _command in _commands.items():
        _own.command(_name, epilog=REGISTER_EXIT_CODES)(_command)
    app.add_typer(_own, name=_group)


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
