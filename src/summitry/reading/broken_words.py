"""Words broken at the end of a line: joined, or joined with the hyphen that is their own."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from summitry.lexicon.grammar import load_grammar

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SAMPLE = 500_000
_SHORTEST_ENDING = 3
_LANGUAGE = "en"

# Halves that stand in compounds with a hyphen, and first halves that never do.
_SECOND_HALVES = frozenset(
    {"up", "out", "off", "based", "led", "term", "level", "scale", "range", "income"}
    | {"speed", "quality", "tech", "year", "month", "owned", "run", "friendly", "related"}
    | {"oriented", "driven", "free", "standing", "neutral", "efficient", "ended", "making"}
    | {"made", "profit", "border", "sector", "resilient", "sensitive", "responsive"}
    | {"intensive", "effective", "depth", "added", "saving", "generation", "person"}
    | {"state", "smart", "cutting", "building"}
)
_FIRST_HALVES = frozenset(
    {"well", "self", "non", "half", "vice", "quasi", "decision", "people", "country"}
    | {"two", "three", "four", "five", "seven", "eight", "nine", "twenty", "thirty", "third"}
    | {"user", "climate", "gender", "export", "multi-year"}
)
_PREFIXES = frozenset(
    {"with", "under", "over", "out", "in", "for", "to", "be", "re", "on", "up", "an", "a"}
    | {"com", "con", "de", "dis", "ex", "inter", "pre", "pro", "sub", "un", "im", "en"}
    | {"there", "where", "through", "net", "frame", "high", "how", "more"}
)
_SUSPENDED = frozenset({"and", "or", "to", "nor", "as", "but"})


class WordEvidence:
    """The words a text has whole, by which its broken ones are judged."""

    def __init__(self, text: str, halves: Iterable[tuple[str, str]] = ()) -> None:
        self._counts = Counter(word.lower() for word in _WORDS.findall(text, 0, _SAMPLE))
        # A half of a broken word is no evidence of a word of its own.
        self._counts.subtract(half.lower() for pair in halves for half in pair if half)

    def joined(self, left: str, right: str) -> str | None:
        """Return the word of two halves, or None where the hyphen belongs to the first alone.

        >>> WordEvidence("the follow-up").joined("follow", "up")
        'follow-up'
        >>> WordEvidence("").joined("infra", "structure")
        'infrastructure'
        """
        if right.lower() in _SUSPENDED:
            return None
        whole, compound = f"{left}{right}", f"{left}-{right}"
        return compound if self._has_hyphen(left, right, whole.lower()) else whole

    def _has_hyphen(self, left: str, right: str, whole: str) -> bool:
        first, second, counts = left.lower(), right.lower(), self._counts
        if counts[f"{first}-{second}"] > 0 or (right[0].isupper() and not left.isupper()):
            return True
        if counts[whole] > 0 or whole in _verbs():
            return False
        if first in _PREFIXES:
            return False
        if second.partition("-")[0] in _SECOND_HALVES or "-" in first:
            return True
        if first in _FIRST_HALVES and len(second) > _SHORTEST_ENDING:
            return True
        return counts[first] > 0 and counts[second] > 0


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load_grammar(_LANGUAGE).verbs)
