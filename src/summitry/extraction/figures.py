"""The amounts and time phrases of a sentence, found when one is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from summitry.extraction.amounts import find_amounts
from summitry.extraction.periods import find_periods

if TYPE_CHECKING:
    from summitry.extraction.words import Words
    from summitry.model import Period, Quantity


@final
class Figures:
    """What a sentence counts and dates; most sentences are given up before it matters.

    ``date`` is that of the document, which relative time phrases are counted from.
    """

    __slots__ = ("_date", "_periods", "_quantities", "_words")

    def __init__(self, words: Words, date: str | None) -> None:
        self._words = words
        self._date = date
        self._periods: list[Period] | None = None
        self._quantities: list[Quantity] | None = None

    @property
    def periods(self) -> list[Period]:
        """The time phrases, in reading order."""
        if self._periods is None:
            words = self._words
            self._periods = (
                find_periods(words.text, words.start, words.end, self._date)
                if words.may_date
                else []
            )
        return self._periods

    @property
    def quantities(self) -> list[Quantity]:
        """The amounts, in reading order, none of which is part of a time phrase."""
        if self._quantities is None:
            words = self._words
            self._quantities = (
                find_amounts(words.text, words.start, words.end, self._taken)
                if words.may_count
                else []
            )
        return self._quantities

    def _taken(self) -> list[tuple[int, int]]:
        return [(period.span.start, period.span.end) for period in self.periods]
