"""Reading what was asked for, with a progress bar and messages along the way."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summitry.exchange.reasons import is_near_miss
from summitry.exchange.rows import short_name
from summitry.interfaces.cli.messages import show_failures, show_notices
from summitry.interfaces.cli.terminal import console_for, printable
from summitry.model import Failure, Reading
from summitry.workflow import Progress, read_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summitry.interfaces.cli.read_request import Wanted


@dataclass(slots=True)
class Gathered:
    """What was read so far, and what could not be."""

    readings: list[Reading] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def gather(wanted: Wanted, show: Callable[[Reading], None] | None = None) -> Gathered:
    """Read every source; call ``show`` with each reading as soon as it is there."""
    gathered = Gathered()
    with progress_bar(quiet=wanted.quiet or show is not None) as on_progress:
        for outcome in read_many(
            wanted.sources,
            wanted.options,
            all_statements=wanted.all_statements or wanted.explained,
            on_progress=on_progress,
        ):
            if isinstance(outcome, Failure):
                gathered.failures.append(outcome)
                continue
            reading = outcome if wanted.all_statements else _with_near_misses(outcome)
            gathered.readings.append(reading)
            if show is not None:
                show(reading)
    if not wanted.quiet:
        for reading in gathered.readings:
            show_notices(short_name(reading.document.source), reading.notices)
    show_failures(gathered.failures)
    return gathered


def _with_near_misses(reading: Reading) -> Reading:
    """Keep of the other statements those that were looked at as commitments and refused."""
    return replace(reading, statements=tuple(filter(is_near_miss, reading.statements)))


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Give a progress bar on standard error, where a person looks at it and several come."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=console_for(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def advance(progress: Progress) -> None:
            bar.update(
                task,
                completed=progress.done,
                total=progress.total,
                visible=progress.total > 1,
                description=printable(short_name(progress.source)),
            )

        yield advance
