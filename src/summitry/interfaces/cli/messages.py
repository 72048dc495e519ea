"""Errors and notices, on standard error, so that standard output stays what was asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from summitry.interfaces.cli.terminal import never_fail, printable, symbols_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.errors import SummitryError
    from summitry.model import Failure, Notice


def show_failures(failures: Iterable[Failure]) -> None:
    """Write every failure: the source, what is wrong with it, and what to do."""
    for failure in failures:
        _show(symbols_for(sys.stderr).failure, failure.source, failure.what, failure.remedy)


def show_error(error: SummitryError) -> None:
    """Write one error."""
    _show(symbols_for(sys.stderr).failure, error.where, error.what, error.remedy)


def show_notices(source: str, notices: Iterable[Notice]) -> None:
    """Write what is worth knowing about a source that was read."""
    for notice in notices:
        place = f"{source}, {notice.where}" if notice.where else source
        _show("!", place, notice.what, notice.remedy)


def say(text: str) -> None:
    """Write a line for the person at the terminal."""
    never_fail(sys.stderr)
    sys.stderr.write(f"{printable(text)}\n")


def _show(sign: str, place: str, what: str, remedy: str) -> None:
    never_fail(sys.stderr)
    head = f"{place}: {what}" if place else what
    sys.stderr.write(f"{sign} {printable(head)}\n")
    if remedy:
        sys.stderr.write(f"  {printable(remedy)}\n")
