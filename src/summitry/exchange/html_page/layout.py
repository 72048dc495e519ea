"""The blocks of a document as HTML: headings, paragraphs, lists and tables."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from summitry.exchange.html_page.passages import Marker, markup
from summitry.model import Block, BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summitry.exchange.html_page.passages import Highlight
    from summitry.model import Document

    _Writer = Callable[[list["_Piece"], Marker], Iterator[str]]

_LONGEST_SIGN = 12
_BULLETS = frozenset("-*+•·‣◦▪–—o")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block with what stands before it: its number or bullet, and whether on the same line."""

    block: Block
    sign: str
    same_line: bool


@dataclass(frozen=True, slots=True)
class _Outline:
    """The levels of the headings that are open; those of the page go down to ``above``."""

    above: int
    open: list[int] = field(default_factory=list)

    def depth(self, level: int) -> int:
        """Return the depth of the next heading, which skips none where the document does."""
        while self.open and self.open[-1] >= level:
            self.open.pop()
        self.open.append(level)
        return min(self.above + len(self.open), _DEEPEST)


def document_body(document: Document, highlights: Sequence[Highlight], above: int = 3) -> str:
    """Return the HTML of a document's text, its headings below those of level ``above``.

    What lies outside its blocks (front matter, page furniture) is left out, unless a record
    has words there.
    """
    marker = Marker(document.text, highlights)
    covered = _Covered.by(one.span for one in highlights)
    parts: list[str] = []
    page: int | None = None
    headings: _Writer = partial(_headings, outline=_Outline(above))
    writers = {**_WRITERS, BlockKind.HEADING: headings}
    for (number, kind), run in groupby(
        _pieces(document, covered), key=lambda piece: (piece.block.page, piece.block.kind)
    ):
        if number is not None and number != page:
            parts.append(f'<p class="page">page {number}</p>')
        page = number
        parts.extend(writers[kind](list(run), marker))
    return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class _Covered:
    """Where records have words: stretches that do not overlap, in order."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def by(cls, spans: Iterable[Span]) -> _Covered:
        covered = cls([], [])
        for span in sorted(spans):
            if covered.ends and span.start <= covered.ends[-1]:
                covered.ends[-1] = max(covered.ends[-1], span.end)
            else:
                covered.starts.append(span.start)
                covered.ends.append(span.end)
        return covered

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a record has words between two places."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start


def _pieces(document: Document, covered: _Covered) -> Iterator[_Piece]:
    last = 0
    for block in _blocks(document):
        yield from _outside(document, covered, last, block.span.start)
        gap = document.text[last : block.span.start]
        before = gap.rpartition("\n")[2].strip()
        sign = before if len(before) <= _LONGEST_SIGN else ""
        yield _Piece(block, sign, same_line=last > 0 and "\n" not in gap)
        last = block.span.end
    yield from _outside(document, covered, last, len(document.text))


def _outside(document: Document, covered: _Covered, start: int, end: int) -> Iterator[_Piece]:
    if covered.touches(start, end) and document.text[start:end].strip():
        yield _Piece(Block(Span(start, end), BlockKind.PARAGRAPH), "", same_line=False)


def _blocks(document: Document) -> Sequence[Block]:
    if document.blocks:
        return document.blocks
    # A document made by hand may have no blocks: its lines are shown as they stand.
    blocks, at = [], 0
    for line in document.text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), BlockKind.PARAGRAPH))
        at += len(line)
    return blocks


def _words(piece: _Piece, marker: Marker) -> str:
    return marker.write(piece.block.span.start, piece.block.span.end)


def _headings(run: list[_Piece], marker: Marker, outline: _Outline) -> Iterator[str]:
    for piece in run:
        depth = outline.depth(piece.block.level)
        look = min(max(piece.block.level, 1), 3)
        sign = piece.sign.strip("#= ")
        number = f"{markup(sign)} " if sign else ""
        words = f"{number}{_words(piece, marker)}"
        yield f'<h{depth} class="heading-{look}" dir="auto">{words}</h{depth}>'


def _paragraphs(run: list[_Piece], marker: Marker) -> Iterator[str]:
    for piece in run:
        yield f'<p dir="auto">{_words(piece, marker)}</p>'


def _list(run: list[_Piece], marker: Marker) -> Iterator[str]:
    yield '<ul class="items" role="list">'
    for piece in run:
        level = min(max(piece.block.level, 1), 5)
        sign = "•" if piece.sign in _BULLETS or not piece.sign else markup(piece.sign)
        yield (
            f'<li class="level-{level}" dir="auto"><span class="sign">{sign}</span>'
            f"<div>{_words(piece, marker)}</div></li>"
        )
    yield "</ul>"


def _table(run: list[_Piece], marker: Marker) -> Iterator[str]:
    rows: list[list[_Piece]] = []
    for piece in run:
        if piece.same_line and rows:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    if all(len(row) == 1 for row in rows):
        # Nothing tells where a row ends: the cells are shown one below the other.
        yield '<div class="cells">'
        yield from (f'<p dir="auto">{_words(row[0], marker)}</p>' for row in rows)
        yield "</div>"
        return
    yield '<div class="wide"><table class="plain">'
    for row in rows:
        cells = "".join(f'<td dir="auto">{_words(piece, marker)}</td>' for piece in row)
        yield f"<tr>{cells}</tr>"
    yield "</table></div>"


_WRITERS: dict[BlockKind, _Writer] = {
    BlockKind.PARAGRAPH: _paragraphs,
    BlockKind.LIST_ITEM: _list,
    BlockKind.TABLE_CELL: _table,
}
