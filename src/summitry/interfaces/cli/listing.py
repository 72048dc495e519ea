"""Records one below the other: in narrow terminals, and with their reasons for ``--explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summitry.exchange.reasons import explain_commitment, explain_statement, is_near_miss
from summitry.exchange.wording import amount_words, codes, deadline_words, marks
from summitry.interfaces.cli.tables import who_for_whom
from summitry.interfaces.cli.terminal import printable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from summitry.exchange.reasons import Explained
    from summitry.interfaces.cli.terminal import Symbols
    from summitry.model import Commitment, Reading, Statement

_QUOTE = 160
_INDENT = 4


def list_commitments(
    console: Console, reading: Reading, symbols: Symbols, *, explained: bool
) -> None:
    """Print every commitment: a head, the quote, and its fields or all its reasons."""
    for found in reading.commitments:
        quote = printable(found.quote)
        console.print()
        console.print(_head(str(found.number), _heading(found, symbols)))
        if explained:
            _indented(console, f"“{quote}”" if symbols.arrow == "→" else f'"{quote}"')
            console.print(_reasons(explain_commitment(found, reading.document)))
            continue
        _indented(console, shortened(quote, _QUOTE, symbols.cut))
        fields = [*map(amount_words, found.quantities), deadline_words(found.deadline)]
        _indented(console, f" {symbols.dot} ".join(filter(None, [*fields, *marks(found)])))


def list_statements(
    console: Console, reading: Reading, symbols: Symbols, *, explained: bool
) -> None:
    """Print the other statements; with reasons, those not taken for commitments apart."""
    for title, near in (("Other statements", False), ("Looked at and not taken", True)):
        chosen = [
            found for found in reading.statements if (explained and is_near_miss(found)) is near
        ]
        if chosen:
            console.print()
            console.print(title, style="bold")
        for found in chosen:
            console.print(Padding(Text(_statement(found, symbols)), (0, 0, 0, 2)))
            if explained:
                console.print(_reasons(explain_statement(found, reading.document)))


def _heading(found: Commitment, symbols: Symbols) -> str:
    checkable = "verifiable" if found.verifiable else "not verifiable"
    parts = (who_for_whom(found, symbols), found.force.value, checkable, str(found.theme))
    return printable(f" {symbols.dot} ".join(parts))


def _head(number: str, heading: str) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(min_width=_INDENT - 1, justify="right", no_wrap=True)
    grid.add_column()
    grid.add_row(number, Text(heading, style="bold"))
    return grid


def _indented(console: Console, text: str) -> None:
    if text:
        console.print(Padding(Text(printable(text)), (0, 0, 0, _INDENT)))


def _reasons(explained: Iterable[Explained]) -> Padding:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for line in explained:
        grid.add_row(line.field, Text(printable(str(line))))
    return Padding(grid, (0, 0, 0, _INDENT))


def _statement(found: Statement, symbols: Symbols) -> str:
    who = codes(found.parties)
    quote = shortened(printable(found.quote), _QUOTE, symbols.cut)
    return printable(f"{found.kind.value}{f' ({who})' if who else ''}: {quote}")
