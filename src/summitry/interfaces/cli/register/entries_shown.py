"""How entries of the register are shown to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.exchange.wording import amount_words, codes, deadline_words
from summitry.interfaces.cli.register.answering import symbols, table
from summitry.interfaces.cli.terminal import printable, shortened
from summitry.model import Statement, plain_quantity
from summitry.workflow.amounts import shown_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summitry.model import Commitment, Entry, Period, Quantity

_QUOTE = 120
_COLUMNS: tuple[str | tuple[str, dict[str, Any]], ...] = (
    ("id", {"no_wrap": True}),
    "status",
    ("who", {"max_width": 14}),
    ("what", {"ratio": 1}),
    ("amount", {"max_width": 16}),
    ("deadline", {"max_width": 12}),
    "force",
    ("theme", {"max_width": 12}),
)


def show_entries(found: Iterable[tuple[Entry, Commitment | Statement]]) -> tuple[int, str]:
    """Print entries as a table; return how many there were and the id of the last."""
    last = ""

    def rows() -> Iterator[tuple[str, ...]]:
        nonlocal last
        for entry, record in found:
            last = entry.id
            yield _cells(entry, record)

    count = table(_COLUMNS, rows())
    return count, last


def _cells(entry: Entry, record: Commitment | Statement) -> tuple[str, ...]:
    signs = symbols()
    edited = " (edited)" if entry.changes and entry.machine is not None else ""
    by_hand = " (by hand)" if entry.machine is None else ""
    return (
        entry.id,
        f"{entry.status.value}{edited}{by_hand}",
        who_for_whom(record),
        shortened(printable(record.quote), _QUOTE, signs.cut),
        ", ".join(amount_shown(record, one) for one in record.quantities),
        deadline_words(period_of(record)),
        entry.kind if isinstance(record, Statement) else record.force.value,
        "" if isinstance(record, Statement) else str(record.theme),
    )


def who_for_whom(record: Commitment | Statement) -> str:
    """Return the codes of those a record is about, and of those it is for."""
    if isinstance(record, Statement):
        return codes(record.parties)
    whom = codes(record.recipients)
    return f"{codes(record.actors)} {symbols().arrow} {whom}" if whom else codes(record.actors)


def amount_shown(record: Commitment | Statement, amount: Quantity) -> str:
    """Return an amount as worded, or as a person has typed it where no words of it are known."""
    typed = amount.span == record.span
    return shown_amount(plain_quantity(amount)) if typed else amount_words(amount)


def period_of(record: Commitment | Statement) -> Period | None:
    """Return the deadline of a commitment, or the period of another statement."""
    return record.period if isinstance(record, Statement) else record.deadline
