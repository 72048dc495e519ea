"""What a clause shows by single signs: that it is past, urged, counted, or a phrase of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.chinese.amounts import amount_reader
from summitry.extraction.chinese.periods import period_reader
from summitry.lexicon.chinese import (
    ADVERB,
    CALL,
    COULD,
    DONE,
    DUTY,
    PAST,
    QUOTED,
    TRIGGER,
    VERB,
)
from summitry.model import QuantityRole

if TYPE_CHECKING:
    from summitry.extraction.chinese.clauses import Clause
    from summitry.extraction.chinese.signs import Signs

_TIME_LONGEST: Final = 16
_TIME_REST: Final = 3
_PAST_LONGEST: Final = 8
_TIMES = re.compile("[年月周天日季]")
_NUMBERS = re.compile("[0-9０-９百千万亿两]")
_YEAR = re.compile(r"(?:自|早在|在|于)?([12]\d{3})年")


@final
class ClauseMarks:
    """Looks at the clauses of one document."""

    def __init__(self, signs: Signs, date: str | None) -> None:
        self._signs = signs
        self._date = date
        self._periods = period_reader()
        self._amounts = amount_reader()

    def is_past(self, clause: Clause) -> bool:
        """Tell a clause that tells of what was, or opens with a year that has passed."""
        signs = self._signs
        if signs.has(clause.first, clause.after, PAST):
            return True
        year = _YEAR.match(signs.text, clause.start, clause.end)
        return year is not None and self._date is not None and year[1] < self._date[:4]

    def is_short(self, clause: Clause) -> bool:
        """Tell a clause that holds little more than a phrase of time past."""
        return clause.end - clause.start <= _PAST_LONGEST

    def is_urged(self, clause: Clause) -> bool:
        """Tell a clause that says what should be, or might."""
        unwanted = QUOTED | VERB | TRIGGER
        return self._signs.has(clause.first, clause.after, DUTY | CALL | COULD, unwanted)

    def is_done(self, clause: Clause) -> bool:
        """Tell what has been done: 已 before its verb, or 了 behind it."""
        signs = self._signs
        if signs.has(clause.first, clause.after, PAST, QUOTED | ADVERB):
            return True
        for place in range(clause.first + 1, clause.after):
            if signs.flags[place] & DONE and signs.flags[place - 1] & VERB:
                return True
        return False

    def is_time(self, clause: Clause) -> bool:
        """Tell a clause that is a phrase of time and nothing else."""
        length, text = clause.end - clause.start, self._signs.text
        if length > _TIME_LONGEST or _TIMES.search(text, clause.start, clause.end) is None:
            return False
        times = self._periods.find(text, clause.start, clause.end, self._date)
        told = sum([len(one.span) for one in times])
        return told > 0 and length - told <= _TIME_REST

    def counts(self, clause: Clause) -> bool:
        """Tell a clause with an amount of its own."""
        text = self._signs.text
        if _NUMBERS.search(text, clause.start, clause.end) is None:
            return False
        return bool(self._amounts.find(text, clause.start, clause.end))

    def tells_money(self, clause: Clause) -> bool:
        """Tell a clause with a sum of money."""
        text = self._signs.text
        if _NUMBERS.search(text, clause.start, clause.end) is None:
            return False
        amounts = self._amounts.find(text, clause.start, clause.end)
        return any(one.role is QuantityRole.MONEY for one in amounts)
