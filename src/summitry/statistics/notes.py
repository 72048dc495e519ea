"""What the note beside a figure says about it: "exceeded 14", "upper bound", "derived"."""

from __future__ import annotations

import re
from functools import cache

from summitry.model import Bound, is_partial_date
from summitry.statistics.units import rule_table

_DATE = re.compile(r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def bound_of(note: str, figure: str) -> Bound:
    """Return how a note limits the figure of its row, as it was written.

    Words count where the number after them is the figure, or where they are all the note says.

    >>> bound_of('"exceeded 14"; signed 120.1', "14"), bound_of("about 40 a year", "450")
    (<Bound.AT_LEAST: 'at least'>, <Bound.EXACT: 'exact'>)
    """
    lower = note.casefold()
    for name, words in rule_table("notes.toml")["anywhere"].items():
        if any(re.search(rf"(?<!\w){re.escape(word)}", lower) for word in words):
            return Bound(name)
    for match in _before_number().finditer(lower):
        number = _NUMBER.match(lower, match.end())
        alone = not lower[: match.start()].strip(' "') and not lower[match.end() :].strip(' "')
        same = number is not None and float(number[0].replace(",", "")) == float(figure)
        if alone or same:
            return Bound(_bounds()[match[1]])
    return Bound.EXACT


def reporter_of(reporter: str, note: str) -> str:
    """Return who counts, where a note tells it of figures that a third party compiled.

    >>> reporter_of("EDB (CA5 statistics)", "reporter economy KAZ")
    'EDB (KAZ statistics)'
    """
    for words in rule_table("notes.toml")["reporter"]["words"]:
        found = re.search(rf"\b{re.escape(words)} (\w+)", note)
        if found is not None:
            return f"{reporter.partition('(')[0].strip()} ({found[1]} statistics)"
    return reporter


def is_withheld(note: str) -> bool:
    """Tell whether a row waits for a better source."""
    lower = note.casefold()
    return any(words in lower for words in rule_table("notes.toml")["withheld"]["words"])


def published_in(title: str) -> str | None:
    """Return the first date of publication that the title of a source tells, or None.

    Only year and month or day count: a year alone may be that of the figure.

    >>> published_in("Gazette 2023-04-19: trade in 2022")
    '2023-04-19'
    """
    dates = [found for found in _DATE.findall(title) if is_partial_date(found)]
    return min(dates, default=None)


@cache
def _bounds() -> dict[str, str]:
    table = rule_table("notes.toml")["bounds"]
    return {word: name for name, words in table.items() for word in words}


@cache
def _before_number() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_bounds(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({words})(?!\w)\s*")
