"""What people see: a table a document, and one line that sums up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.exchange.rows import short_name
from summitry.exchange.wording import amount_words, codes, deadline_words, marks
from summitry.interfaces.cli.terminal import printable, shortened
from summitry.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.table import Table

    from summitry.interfaces.cli.terminal import Symbols
    from summitry.model import Commitment, Document, Reading

_NARROW = 96
_ROOMY = 120
_QUOTE_WIDE = 160
_AMOUNT = 40


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


def show_reading(
    console: Console, reading: Reading, symbols: Symbols, *, explained: bool = False
) -> None:
    """Print one document: its facts, its commitments, and other statements where they were kept.

    ``explained`` gives every record its reasons; else a table has a line for each, or a short
    list where the terminal is too narrow for a table.
    """
    from summitry.interfaces.cli.listing import list_commitments, list_statements

    document = reading.document
    console.print(printable(document.title or short_name(document.source)), style="bold")
    console.print(_facts(document, symbols))
    if not reading.commitments:
        console.print("No commitment was found.")
    elif explained or console.width < _NARROW:
        list_commitments(console, reading, symbols, explained=explained)
    else:
        console.print(_table(reading.commitments, console.width, symbols))
    list_statements(console, reading, symbols, explained=explained)
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

    frame = box.SIMPLE_HEAD if symbols.arrow == "→" else box.ASCII2
    table = Table(box=frame, pad_edge=False, padding=(0, 1, 0, 0), expand=False)
    table.add_column(symbols.number, justify="right", no_wrap=True)
    table.add_column(f"who {symbols.arrow} for whom", max_width=16)
    table.add_column("what", ratio=1, overflow="fold")
    table.add_column("amount", max_width=16, overflow="fold")
    table.add_column("deadline", max_width=12, overflow="fold")
    table.add_column("force", no_wrap=True)
    table.add_column("verifiable" if width >= _ROOMY else symbols.yes, justify="center")
    table.add_column("theme", max_width=12, overflow="fold")
    for found in commitments:
        table.add_row(*_cells(found, symbols))
    return table


def _cells(found: Commitment, symbols: Symbols) -> tuple[str, ...]:
    remarks = f" {symbols.dot} ".join(marks(found))
    quote = shortened(printable(found.quote), _QUOTE_WIDE, symbols.cut)
    amounts = (shortened(amount_words(one), _AMOUNT, symbols.cut) for one in found.quantities)
    return (
        str(found.number),
        printable(who_for_whom(found, symbols)),
        f"{quote}\n({printable(remarks)})" if remarks else quote,
        printable(", ".join(amounts)),
        printable(deadline_words(found.deadline)),
        found.force.value,
        symbols.yes if found.verifiable else symbols.no,
        printable(str(found.theme)),
    )


def who_for_whom(found: Commitment, symbols: Symbols) -> str:
    """Return the codes of those who undertake it, and of those it is for."""
    whom = codes(found.recipients)
    return f"{codes(found.actors)} {symbols.arrow} {whom}" if whom else codes(found.actors)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
