"""What people see: a table a document, and one line that sums up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.exchange.wording import deadline_words
from summitry.exchange.rows import plain_number, short_name
from summitry.interfaces.cli.terminal import printable, shortened
from summitry.model import Origin, QuantityRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.table import Table

    from summitry.interfaces.cli.terminal import Symbols
    from summitry.model import Commitment, Document, Quantity, Reading, Statement

_NARROW = 96
_ROOMY = 120
_LARGE = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
_QUOTE_NARROW = 90
_QUOTE_WIDE = 160
_COUNTED_WIDTH = 32


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of everything there were."""

    documents: int = 0
    commitments: int = 0
    verifiable: int = 0
    failures: int = 0


def tally(readings: Iterable[Reading], failures: int) -> Tally:
    """Count documents, commitments and failures."""
    read = list(readings)
    found = [commitment for reading in read for commitment in reading.commitments]
    checkable = sum(commitment.verifiable for commitment in found)
    return Tally(len(read), len(found), checkable, failures)


def summary_line(count: Tally, symbols: Symbols) -> str:
    """Return one line: documents, commitments, the share that can be verified, failures."""
    parts = [_counted(count.documents, "document"), _counted(count.commitments, "commitment")]
    if count.commitments:
        share = round(100 * count.verifiable / count.commitments)
        parts.append(f"{count.verifiable} verifiable ({share} %)")
    if count.failures:
        parts.append(_counted(count.failures, "source") + " could not be read")
    return f" {symbols.dot} ".join(parts)


def show_reading(console: Console, reading: Reading, symbols: Symbols) -> None:
    """Print one document: its facts, its table, and other statements where they were kept."""
    document = reading.document
    console.print(printable(document.title or short_name(document.source)), style="bold")
    console.print(_facts(document, symbols))
    if reading.commitments:
        console.print(_table(reading.commitments, console.width, symbols))
    else:
        console.print("No commitment was found.")
    if reading.statements:
        console.print("Other statements", style="bold")
        for statement in reading.statements:
            console.print(_statement(statement, symbols))
    console.print()


def _facts(document: Document, symbols: Symbols) -> str:
    details = {
        "dialogue": document.dialogue,
        "date": document.date or "not known",
        "parties": ", ".join(document.parties) or "not known",
        "language": document.language,
    }
    shown = {detail: f"{detail} {value}" for detail, value in details.items() if value}
    if document.title:
        shown = {"title": "title", **shown}
    origins = {detail: _origin(document, detail) for detail in shown}
    name = f"file {short_name(document.source)}"
    if len(set(origins.values())) == 1:
        # Said once where everything comes from the same place.
        facts = [name, *(text for detail, text in shown.items() if detail != "title")]
        together = f" (all{origins['date']})" if origins["date"] else ""
        return printable(f" {symbols.dot} ".join(facts) + together)
    facts = [name, *(f"{text} ({origins[detail].strip()})" for detail, text in shown.items())]
    return printable(f" {symbols.dot} ".join(facts).replace(" ()", ""))


def _origin(document: Document, detail: str) -> str:
    known = document.origin(detail)
    if known.origin is Origin.UNKNOWN:
        return ""
    if known.origin is Origin.GIVEN:
        return " given"
    return f" found in {known.place}" if known.place else " found"


def _table(commitments: Iterable[Commitment], width: int, symbols: Symbols) -> Table:
    from rich import box
    from rich.table import Table

    narrow = width < _NARROW
    frame = box.SIMPLE_HEAD if symbols.arrow == "→" else box.ASCII2
    table = Table(box=frame, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column(symbols.number, justify="right", no_wrap=True)
    table.add_column(f"who {symbols.arrow} for whom", max_width=9 if narrow else 16)
    table.add_column("what", ratio=1, overflow="fold")
    table.add_column("amount", max_width=11 if narrow else 16, overflow="fold")
    table.add_column("deadline", max_width=8 if narrow else 12, overflow="fold")
    table.add_column("force", max_width=7 if narrow else 11, overflow="fold")
    table.add_column("verifiable" if width >= _ROOMY else symbols.yes, justify="center")
    table.add_column("theme", max_width=8 if narrow else 12, overflow="fold")
    for found in commitments:
        table.add_row(*_cells(found, symbols, _QUOTE_NARROW if narrow else _QUOTE_WIDE))
    return table


def _cells(found: Commitment, symbols: Symbols, quote_width: int) -> tuple[str, ...]:
    who = ", ".join(mention.code for mention in found.actors)
    whom = ", ".join(mention.code for mention in found.recipients)
    return (
        str(found.number),
        printable(f"{who} {symbols.arrow} {whom}" if whom else who),
        shortened(printable(found.quote), quote_width, symbols.cut),
        printable(", ".join(_amount(quantity, symbols) for quantity in found.quantities)),
        printable(deadline_words(found.deadline)),
        found.force.value,
        symbols.yes if found.verifiable else symbols.no,
        printable(str(found.theme)),
    )


def _amount(quantity: Quantity, symbols: Symbols) -> str:
    """Return an amount briefly and exactly: 70 billion USD, 15%; counted things as worded."""
    value = quantity.value
    if quantity.role in (QuantityRole.COUNT, QuantityRole.DURATION):
        return shortened(" ".join(quantity.text.split()), _COUNTED_WIDTH, symbols.cut)
    if quantity.unit == "percent":
        return f"{plain_number(value):,}%"
    for name, size in _LARGE:
        if value >= size and round(value / size, 3) * size == value:
            return f"{plain_number(round(value / size, 3)):,} {name} {quantity.unit}"
    return f"{plain_number(value):,} {quantity.unit}"


def _statement(statement: Statement, symbols: Symbols) -> str:
    codes = ", ".join(mention.code for mention in statement.parties)
    quote = shortened(printable(statement.quote), _QUOTE_WIDE, symbols.cut)
    return f"  {statement.kind.value}{f' ({codes})' if codes else ''}: {quote}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
