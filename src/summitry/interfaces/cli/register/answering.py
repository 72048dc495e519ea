"""Answers: JSON for programs, written as it comes; lines and tables for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from summitry.exchange.json_document import compact
from summitry.exchange.json_document import indented as indented_json
from summitry.interfaces.cli.terminal import console_for, never_fail, printable, symbols_for
from summitry.interfaces.cli.writing import write_standard_output

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.interfaces.cli.terminal import Symbols

_PAGE = 200


def answer_json(value: object) -> None:
    """Write one value as JSON."""
    write_standard_output(indented_json(value) + b"\n")


def stream_json(name: str, rows: Iterable[object]) -> int:
    """Write an object with one list, a row a line, without holding it; return how many rows."""
    count = 0
    write_standard_output(b'{"' + name.encode("ascii") + b'": [')
    for row in rows:
        write_standard_output((b",\n" if count else b"\n") + compact(row))
        count += 1
    write_standard_output(b"\n]}\n" if count else b"]}\n")
    return count


def line(text: str, *, indented: bool = False) -> None:
    """Write a line for a person."""
    never_fail(sys.stdout)
    sys.stdout.write(f"{'  ' if indented else ''}{printable(text)}\n")


def symbols() -> Symbols:
    """Return the signs that standard output can show."""
    return symbols_for(sys.stdout)


def table(
    columns: Sequence[str | tuple[str, dict[str, Any]]], rows: Iterable[Sequence[str]]
) -> int:
    """Write rows as tables of a few hundred each, so that any number can be written.

    A column is its head, or its head and options of rich. Returns how many rows there were.
    """
    count = 0
    page: list[Sequence[str]] = []
    for row in rows:
        page.append(row)
        count += 1
        if len(page) == _PAGE:
            _print(columns, page)
            page = []
    if page:
        _print(columns, page)
    return count


def _print(
    columns: Sequence[str | tuple[str, dict[str, Any]]], rows: Iterable[Sequence[str]]
) -> None:
    import io

    from rich import box
    from rich.table import Table

    never_fail(sys.stdout)
    frame = box.SIMPLE_HEAD if symbols().arrow == "→" else box.ASCII2
    shown = Table(box=frame, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    for column in columns:
        head, options = column if isinstance(column, tuple) else (column, {})
        shown.add_column(head, **{"overflow": "fold", **options})
    for row in rows:
        shown.add_row(*map(printable, row))
    if sys.stdout.isatty():
        console_for(sys.stdout).print(shown)
        return
    page = io.StringIO()
    console_for(page).print(shown)
    sys.stdout.write("".join(f"{text.rstrip()}\n" for text in page.getvalue().splitlines()))
