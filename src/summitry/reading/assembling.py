"""Builds a text out of pieces that come with their kinds, as web pages and Word files do."""

from __future__ import annotations

from summitry.model import Block, BlockKind, Span
from summitry.reading.segment import segment_plain


class TextBuilder:
    """Gathers pieces into one text, one piece a paragraph, and keeps the block of each.

    A piece's inner line breaks stay; a piece of unknown kind is segmented as plain text, so
    that hand-typed bullets and lines are told apart.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._in_list = False

    @property
    def length(self) -> int:
        """The characters gathered so far."""
        return self._length

    def add(self, wording: str, kind: BlockKind, level: int = 1) -> None:
        """Add a piece whose kind the source tells."""
        wording = wording.strip()
        if not wording:
            return
        self._blocks.append(Block(self._place(wording), kind, level))
        self._in_list = kind is BlockKind.LIST_ITEM or wording.endswith(":")

    def add_paragraph(self, wording: str) -> None:
        """Add a piece that the source calls a paragraph, which may be a list item in fact."""
        wording = wording.strip()
        if not wording:
            return
        found = segment_plain(wording)
        if not found:
            return
        offset = self._place(wording).start
        for block in found:
            span = Span(block.span.start + offset, block.span.end + offset)
            kind = block.kind
            quote = wording[block.span.start : block.span.end]
            if self._in_list and kind is not BlockKind.LIST_ITEM and _goes_on_list(quote):
                kind = BlockKind.LIST_ITEM
            self._blocks.append(Block(span, kind, block.level))
            self._in_list = quote.endswith(":") or (
                kind is BlockKind.LIST_ITEM and (self._in_list or quote.endswith(";"))
            )

    def _place(self, wording: str) -> Span:
        if self._pieces:
            self._length += 1
        span = Span(self._length, self._length + len(wording))
        self._pieces.append(wording)
        self._length = span.end
        return span

    def build(self) -> tuple[str, tuple[Block, ...]]:
        """Return the text and its blocks."""
        return "\n".join(self._pieces), tuple(self._blocks)


def _goes_on_list(wording: str) -> bool:
    return wording[0].islower() or wording.endswith(";")
