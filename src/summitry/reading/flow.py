"""A text as it runs on, beside the text as it was read.

Page numbers, running heads and broken words stand inside sentences of a text layer. What reads
sentences is given the running text, in which they are mended; what it finds is told in offsets
into the untouched one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summitry.model import Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Words put in the place of ``start`` to ``end``; ``apart`` where no wording was between."""

    start: int
    end: int
    instead: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The running text, its blocks, and the way back to the untouched text.

    ``starts`` are the offsets at which the stretches of the running text begin, in turn kept
    and put in; ``sources`` are the ranges of the untouched text they stand for.
    """

    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]
    sources: tuple[tuple[int, int], ...]
    gaps: tuple[Edit, ...] = ()

    def source(self, span: Span) -> Span:
        """Return where a span of the running text stands in the untouched one."""
        start = self._place(span.start)[0]
        if span.end == span.start:
            return Span(start, start)
        return Span(start, max(start, self._place(span.end - 1)[1]))

    def _place(self, offset: int) -> tuple[int, int]:
        index = max(bisect_right(self.starts, offset) - 1, 0)
        first, last = self.sources[index]
        if index % 2:  # put in
            return first, last
        at = first + offset - self.starts[index]
        return at, at + 1


def flow_of(text: str, edits: Iterable[Edit]) -> Flow:
    """Return the running text that edits make of a text; of two that overlap the first counts."""
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[tuple[int, int]] = []
    gaps: list[Edit] = []
    position = length = 0
    for edit in sorted(edits):
        nothing = edit.start == edit.end and not edit.instead
        if edit.start < position or nothing:
            continue
        for piece, source in (
            (text[position : edit.start], (position, edit.start)),
            (edit.instead, (edit.start, edit.end)),
        ):
            pieces.append(piece)
            starts.append(length)
            sources.append(source)
            length += len(piece)
        position = edit.end
        if edit.apart:
            gaps.append(edit)
    pieces.append(text[position:])
    starts.append(length)
    sources.append((position, len(text)))
    return Flow("".join(pieces), (), tuple(starts), tuple(sources), tuple(gaps))


def with_blocks(flow: Flow, found: Iterable[Block]) -> tuple[Flow, tuple[Block, ...]]:
    """Return a flow with blocks of its own, and those blocks in the untouched text.

    A block that runs over the foot of a page is two there, since no furniture is inside one.
    """
    flowing: list[Block] = []
    untouched: list[Block] = []
    after = 0
    for block in found:
        flowing.append(block)
        span = flow.source(block.span)
        start = span.start
        while after < len(flow.gaps) and flow.gaps[after].start < span.end:
            gap = flow.gaps[after]
            after += 1
            if gap.start > start:
                untouched.append(replace(block, span=Span(start, gap.start)))
                start = gap.end
        untouched.append(replace(block, span=Span(start, span.end)))
    return replace(flow, blocks=tuple(flowing)), tuple(untouched)


def over_blocks(text: str, blocks: tuple[Block, ...], edits: Iterable[Edit]) -> Flow | None:
    """Return the flow of a text whose blocks are known, or None where nothing is to be mended."""
    wanted = list(edits)
    if not wanted:
        return None
    flow = flow_of(text, wanted)
    kept = [first for first, _ in flow.sources]

    def ahead(offset: int) -> int:
        index = bisect_right(kept, offset) - 1
        within = offset - flow.sources[index][0]
        limit = flow.starts[index + 1] if index + 1 < len(flow.starts) else len(flow.text)
        return min(flow.starts[index] + within, limit)

    moved = tuple(
        replace(block, span=Span(ahead(block.span.start), ahead(block.span.end)))
        for block in blocks
    )
    return replace(flow, blocks=tuple(block for block in moved if block.span))
