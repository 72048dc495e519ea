"""How far a long command has come, on standard error where a person looks at it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def row_bar(*, quiet: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """Give a bar that is told how many rows are done, of how many (0 if unknown), and of what."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn

    from summitry.interfaces.cli.terminal import console_for, printable

    shown = TextColumn("{task.completed:,.0f} rows · {task.description}", markup=False)
    with Progress(BarColumn(), shown, console=console_for(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)

        def advance(done: int, total: int, what: str) -> None:
            # The number of rows is a guess where long texts are cut into parts.
            known = max(total, done) if total else None
            bar.update(task, completed=done, total=known, description=printable(what))

        yield advance
