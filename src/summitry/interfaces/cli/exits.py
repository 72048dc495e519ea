"""How a command ends: its exit codes, and quiet ends for Ctrl-C and a closed pipe."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from summitry.errors import SummitryError
from summitry.interfaces.cli.messages import show_error

if TYPE_CHECKING:
    from collections.abc import Iterator

ALL_READ = 0
SOME_FAILED = 1
NONE_READ = 2
INTERRUPTED = 130
PIPE_CLOSED = 141

EXIT_CODES = (
    "Exit codes: 0 everything was read; 1 some sources failed; 2 nothing was read or written, "
    "or the command was mistyped; 130 stopped with Ctrl-C."
)

REGISTER_EXIT_CODES = (
    "Exit codes: 0 done; 1 done in part, or something was found that needs a look; 2 nothing was "
    "done, or the command was mistyped; 130 stopped with Ctrl-C."
)


def exit_code(*, read: int, failed: int) -> int:
    """Return the exit code for so many sources read and failed."""
    if not read:
        return NONE_READ
    return SOME_FAILED if failed else ALL_READ


@contextmanager
def clean_ends() -> Iterator[None]:
    """Turn errors, Ctrl-C and a closed pipe into a message, if any, and an exit code."""
    try:
        yield
        sys.stdout.flush()
    except SummitryError as error:
        show_error(error)
        raise typer.Exit(NONE_READ) from None
    except ExceptionGroup as group:
        expected, unexpected = group.split(SummitryError)
        if expected is None or unexpected is not None:
            raise
        for fault in expected.exceptions:
            if isinstance(fault, SummitryError):
                show_error(fault)
        raise typer.Exit(NONE_READ) from None
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped.\n")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # Python would complain once more when it flushes standard output at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None
