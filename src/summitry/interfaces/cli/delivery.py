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


def shower(stream: TextIO, *, explained: bool = False) -> Callable[[Reading], None]:
    """Return a function that prints a reading as a table, or with its reasons, to a stream."""
    never_fail(stream)
    symbols = symbols_for(stream)
    if stream.isatty():
        console = console_for(stream)
        return lambda reading: show_reading(console, reading, symbols, explained=explained)
    return lambda reading: _write_plain(stream, _plain(reading, symbols, explained=explained))


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
                explained=wanted.explained,
            ),
        )
    count = tally(gathered.readings, len(gathered.failures))
    pages = [
        _plain(reading, Symbols(), explained=wanted.explained) for reading in gathered.readings
    ]
    return ("".join(pages) + summary_line(count, Symbols()) + "\n").encode("utf-8", "replace")


def _plain(reading: Reading, symbols: Symbols, *, explained: bool) -> str:
    """Return the table of a reading as text without blanks at the ends of lines."""
    page = io.StringIO()
    show_reading(console_for(page), reading, symbols, explained=explained)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _write_plain(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()
