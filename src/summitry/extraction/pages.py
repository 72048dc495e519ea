"""Pages of offsets, looked up in logarithmic time: a document may have very many blocks."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summitry.model import Document


class Pages:
    """The pages of one document."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._starts = [block.span.start for block in document.blocks]

    def at(self, offset: int) -> int | None:
        """Return the page an offset stands on, or None where the source has no pages."""
        index = bisect_right(self._starts, offset) - 1
        return self._blocks[index].page if index >= 0 else None
