"""What a terminal can show: its symbols, its width, and text that does it no harm."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

PLAIN_WIDTH = 100
"""Columns where the output is no terminal and COLUMNS says nothing."""

_NARROWEST = 20
_BLANKS = re.compile(r"\s+")
# Control characters, and those that turn the direction of writing, could change what a
# terminal shows; a document must not be able to do that.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Symbols:
    """The signs used in tables and messages."""

    number: str = "№"
    arrow: str = "→"
    yes: str = "✓"
    no: str = "–"
    cut: str = "…"
    dot: str = "·"
    failure: str = "✗"


_ASCII = Symbols("No.", "->", "yes", "-", "...", "-", "x")


def symbols_for(stream: TextIO) -> Symbols:
    """Return the signs that a stream's encoding has."""
    encoding = getattr(stream, "encoding", None) or "ascii"
    try:
        "№→✓–…·✗".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return _ASCII
    return Symbols()


def never_fail(stream: TextIO) -> None:
    """Let a stream write a mark for every character its encoding lacks, instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def printable(text: str) -> str:
    """Return text on one line, without characters that steer a terminal.

    >>> printable("two\\nlines \\x1b[31mred")
    'two lines [31mred'
    """
    return _BLANKS.sub(" ", _HARMFUL.sub("", _BLANKS.sub(" ", text))).strip()


def shortened(text: str, width: int, cut: str = "…") -> str:
    """Return text cut at the end of a word so that it is at most ``width`` long.

    >>> shortened("will build a railway", 14)
    'will build a…'
    """
    if len(text) <= width:
        return text
    room = width - len(cut)
    head = text[: room + 1]
    at = head.rfind(" ")
    return (text[:at] if at > room // 2 else text[:room]).rstrip(" ,;:") + cut


def _width(terminal: TextIO | None) -> int:
    """Return how many columns there are; COLUMNS counts unless nothing would fit into it."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) >= _NARROWEST:
        return int(said)
    if terminal is not None:
        with suppress(OSError, ValueError):
            return max(os.get_terminal_size(terminal.fileno()).columns, _NARROWEST)
    return PLAIN_WIDTH


def console_for(stream: TextIO, width: int | None = None) -> Console:
    """Return a console that writes to a stream: coloured on a terminal, else plain."""
    from rich.console import Console

    terminal = stream.isatty()
    if width is None:
        width = _width(stream if terminal else None)
    return Console(
        file=stream,
        width=width,
        color_system="auto" if terminal and "NO_COLOR" not in os.environ else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False if not terminal else None,
    )
