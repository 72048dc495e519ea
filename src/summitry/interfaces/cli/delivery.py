"""Giving results to the person or the program that asked for them."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TextIO

from summitry.exchange import render
from summitry.exchange.formats import Results
from summitry.interfaces.cli.messages import say
from summitry.interfaces.cli.read_request import TABLE
from summitry.interfaces.cli.tables import show_reading, summary_line, tally
from summitry.interfaces.cli.terminal import Symbols, console_for, never_fail, symbols_for
from summitry.interfaces.cli.writing import write_file, write_standard_output

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from summitry.interfaces.cli.gathering import Gathered
    from summitry.interfaces.cli.read_request import Wanted
    from summitry.model import Reading


def shower(stream: TextIO) -> Callable[[Reading], None]:
    """Return a function that prints a reading as a table to a stream."""
    never_fail(stream)
    console = console_for(stream)
    symbols = symbols_for(stream)
    return lambda reading: show_reading(console, reading, symbols)


def show_summary(gathered: Gathered, stream: TextIO) -> None:
    """Print the closing line of the tables."""
    count = tally(gathered.readings, len(gathered.failures))
    stream.write(summary_line(count, symbols_for(stream)) + "\n")


def deliver(wanted: Wanted, gathered: Gathered) -> None:
    """Write results to a file or to standard output; nothing when nothing was read."""
    if not gathered.readings:
        return
    content = _content(wanted, gathered)
    if wanted.output is None:
        write_standard_output(content)
        return
    write_file(wanted.output, content)
    if not wanted.quiet:
        say_written(wanted.output, gathered)


def say_written(path: Path, gathered: Gathered) -> None:
    """Name a file that was written, and what is in it."""
    count = tally(gathered.readings, len(gathered.failures))
    say(f"Wrote {path}: {summary_line(count, symbols_for(sys.stderr))}")


def _content(wanted: Wanted, gathered: Gathered) -> bytes:
    if wanted.format != TABLE:
        return render(
            wanted.format,
            Results(
                gathered.readings,
                gathered.failures,
                single=wanted.single,
                with_statements=wanted.all_statements,
            ),
        )
    page = io.StringIO()
    console = console_for(page)
    for reading in gathered.readings:
        show_reading(console, reading, Symbols())
    count = tally(gathered.readings, len(gathered.failures))
    page.write(summary_line(count, Symbols()) + "\n")
    return page.getvalue().encode("utf-8", "replace")
