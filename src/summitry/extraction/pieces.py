"""What stands between two blanks, tested once: the same few thousand pieces make most text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

# Bounds on what a long-running process keeps.
_KEPT = 50_000
_LONGEST = 40


class PieceTest(dict[str, bool]):
    """Whether pieces match a pattern, found out once for each and then only looked up."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        super().__init__()
        self._search = pattern.search

    def __missing__(self, piece: str) -> bool:
        holds = self._search(piece) is not None
        if len(self) < _KEPT and len(piece) < _LONGEST:
            self[piece] = holds
        return holds

    def any_in(self, wording: str) -> bool:
        """Tell whether any piece of a wording matches; quicker than a search through it."""
        return any(map(self.__getitem__, wording.split()))
