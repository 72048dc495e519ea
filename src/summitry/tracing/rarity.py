"""How rare a term is among the passages of a report: rare terms tell more."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# In a report of a few sentences every term would look common.
_LEAST_PASSAGES = 80
# Scores must not grow with the length of a report: the rarest weighs as in one of so many.
_AS_OF_PASSAGES = 87


class Rarity:
    """Counts in how many passages each term stands; ``also`` are terms of the headings."""

    def __init__(self, passages: Sequence[Collection[str]], also: Collection[str] = ()) -> None:
        self._passages = max(_LEAST_PASSAGES, len(passages))
        self._scale = math.log(_AS_OF_PASSAGES) / math.log(self._passages)
        self._counts: Counter[str] = Counter()
        for stems in passages:
            self._counts.update(stems)
        self._also = frozenset(also)

    def of(self, stem: str) -> float:
        """Return the logarithm of passages over those with the term, 0 at least.

        It is scaled so that a term that stands once weighs about the same in reports of any length.
        """
        rare = math.log((self._passages + 1) / (self._counts[stem] + 0.5))
        return max(0.0, rare * self._scale)

    def count(self, stem: str) -> int:
        """Return in how many passages a term stands."""
        return self._counts[stem]

    def heard(self, stem: str) -> bool:
        """Tell whether a term stands anywhere in the report."""
        return stem in self._counts or stem in self._also
