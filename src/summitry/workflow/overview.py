"""What a person finds on coming in: what is new, what waits for review, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import COMMITMENT, LIVE, Act, Query, Status
from summitry.storage import differences, journal, tallying
from summitry.storage.due import due_between
from summitry.storage.finding import find
from summitry.workflow.browsing import Item, items_of

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

    from summitry.model import JournalEntry
    from summitry.storage import Register, View

FEW = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """``counts`` are commitments by status; ``differing`` are documents that read differently."""

    counts: dict[str, int]
    waiting: tuple[Item, ...]
    due: tuple[Item, ...]
    news: tuple[JournalEntry, ...]
    themes: tuple[tuple[str, Counter[str]], ...]
    years: tuple[tuple[str, Counter[str]], ...]
    differing: int

    @property
    def live(self) -> int:
        """Return how many commitments count."""
        return sum(self.counts.get(one.value, 0) for one in LIVE)

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing at all."""
        return not any(self.counts.values())


def overview(register: Register, today: date) -> Overview:
    """Return what is new, waiting and due on a day."""
    now = today.year * 10000 + today.month * 100 + today.day
    with register.looking() as view:
        counts = tallying.counts_by_status(view, COMMITMENT)
        waiting = list(find(view, Query(statuses=(Status.PROPOSED,), limit=FEW)))
        coming = due_between(view, now, 99991231, FEW)
        return Overview(
            counts=counts,
            waiting=tuple(items_of(view, waiting)),
            due=tuple(items_of(view, coming)),
            news=_news(view),
            themes=_by_token(view, "t"),
            years=_by_token(view, "y"),
            differing=differences.waiting(view),
        )


def _news(view: View) -> tuple[JournalEntry, ...]:
    """Return the newest entries of the journal, without the names that come along with others."""
    newest = journal.page(view.connection, below=None, limit=4 * FEW)
    return tuple(one for one in newest if one.act != Act.NAME.value)[: FEW + 2]


def _by_token(view: View, letter: str) -> tuple[tuple[str, Counter[str]], ...]:
    counts = tallying.counts_by_token(view, COMMITMENT, letter, map(str, LIVE))
    return tuple((token[2:], counted) for token, counted in sorted(counts.items()))
