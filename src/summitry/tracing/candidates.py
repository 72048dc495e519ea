"""Which earlier promises are worth comparing: an inverted index with short posting lists.

Never all pairs: what a promise is compared with is bounded, so that the cost grows with the
number of promises and not with its square.
"""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summitry.lexicon.tracing_rules import LineageRules
    from summitry.tracing.facts import Facts

_SHIFT = 32
_POSITION = (1 << _SHIFT) - 1


class CandidateIndex:
    """Promises by (party or dialogue, rare term) and by (party, amount).

    A posting list keeps the latest entries only; of equally good candidates the latest win.
    """

    def __init__(self, rules: LineageRules, rarity: Mapping[str, float]) -> None:
        self._rules = rules
        self._rarity = rarity
        self._numbers: dict[str | tuple[float, str], int] = {}
        self._postings: dict[int, list[int]] = {}

    def add(self, position: int, facts: Facts, series: str) -> None:
        """Enter a promise; positions must rise."""
        most = self._rules.postings_most
        for key in self._keys(facts, series):
            postings = self._postings.get(key)
            if postings is None:
                self._postings[key] = [position]
            else:
                postings.append(position)
                if len(postings) >= 2 * most:
                    del postings[:-most]

    def candidates(self, facts: Facts, series: str) -> list[int]:
        """Return the positions that share most with a promise, best first."""
        shared: Counter[int] = Counter()
        most = self._rules.postings_most
        for key in self._keys(facts, series):
            postings = self._postings.get(key)
            if postings:
                shared.update(postings[-most:])
        # Count and position in one number: most in common first, then the latest.
        ranked = [count << _SHIFT | position for position, count in shared.items()]
        return [one & _POSITION for one in nlargest(self._rules.candidates_most, ranked)]

    def _keys(self, facts: Facts, series: str) -> Iterator[int]:
        holders = [*facts.actors] if len(facts.actors) <= self._rules.parties_most else ["many"]
        holders = [f"party {one}" for one in holders]
        if series:
            holders.append(f"dialogue {series}")
        numbers = [self._number(one) for one in holders]
        for stem in self._rarest(facts):
            term = self._number(stem)
            for holder in numbers:
                yield holder << _SHIFT | term
        for amount in facts.money:
            term = self._number(amount)
            for holder in numbers:
                yield holder << _SHIFT | term

    def _rarest(self, facts: Facts) -> list[str]:
        if len(facts.terms) <= self._rules.terms_used:
            return list(facts.terms)
        # Sorting is stable: of equally rare terms the one named first is taken, whatever it is.
        ordered = sorted(facts.terms, key=lambda stem: -self._rarity[stem])
        return ordered[: self._rules.terms_used]

    def _number(self, name: str | tuple[float, str]) -> int:
        return self._numbers.setdefault(name, len(self._numbers))
