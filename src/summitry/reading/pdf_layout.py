"""Where the words of a PDF page stand: paragraphs told by distance, columns put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from summitry.reading.mending import raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# What the library puts for a hyphen at a line's end, with or without the line's end.
_HYPHEN_MARKS = "\ufffe\x02"
_HYPHEN_MARK = re.compile(f"[{_HYPHEN_MARKS}](?:\r?\n)?")
_WORD = re.compile(rf"[^\s{_HYPHEN_MARKS}]+[{_HYPHEN_MARKS}]?|[{_HYPHEN_MARKS}]")
_MARK = re.compile(r"(?<=[^\W_])[0-9]{1,2}\Z|(?<=[.,;:”\")])[0-9]{1,2}\Z")
_RAISED = 0.3
_OVERLAP = 0.3
# A gutter is wider than the letters are high; a paragraph's distance is this much more than
# the usual one between lines.
_GUTTER = 1.0
_PARAGRAPH = 1.35
_FEWEST_ROWS = 5
_SHORTEST_SIDE = 22
_RUNS_ON = 0.3
_ROTATED = 3


@dataclass(slots=True)
class _Row:
    """Words on one line, in points from the page's lower left corner."""

    words: list[str]
    lefts: list[float]
    rights: list[float]
    bottom: float
    top: float

    def takes(self, box: tuple[float, float, float, float]) -> bool:
        """Tell whether a word stands on this line, to the right of what it has."""
        left, bottom, _, top = box
        shared = min(top, self.top) - max(bottom, self.bottom)
        least = max(min(top - bottom, self.top - self.bottom), 0.1)
        return shared >= _OVERLAP * least and left >= self.rights[-1] - (self.top - self.bottom)

    def add(self, word: str, box: tuple[float, float, float, float]) -> None:
        """Take a word in."""
        self.words.append(word)
        self.lefts.append(box[0])
        self.rights.append(box[2])
        self.bottom, self.top = min(self.bottom, box[1]), max(self.top, box[3])

    def part(self, first: int, after: int) -> _Row:
        """Return some of the words as a line of their own."""
        chosen = slice(first, after)
        return _Row(
            self.words[chosen], self.lefts[chosen], self.rights[chosen], self.bottom, self.top
        )

    @property
    def wording(self) -> str:
        """The words with spaces between them."""
        return " ".join(self.words)


def page_wording(page: Any) -> str:
    """Return the wording of a page of pypdfium2, with a blank line where a paragraph ends.

    Two columns of prose whose lines the file mixes come one after the other. Where the places
    of the words are no help, as on a page that is turned, lines are those of the text layer.
    """
    layer = page.get_textpage()
    try:
        wording: str = layer.get_text_range()
        rows = _rows(layer, wording)
    finally:
        layer.close()
    lines = wording.count("\n") + sum(map(wording.count, _HYPHEN_MARKS)) + 1
    if not rows or len(rows) > lines * _ROTATED:
        return _HYPHEN_MARK.sub("-\n", wording).replace("\r\n", "\n").replace("\r", "\n")
    gutter = _gutter(rows)
    return _with_paragraphs(rows if gutter is None else list(_column_by_column(rows, gutter)))


def _rows(layer: Any, wording: str) -> list[_Row]:
    """Return the lines by where words stand; none where the library cannot tell."""
    import pypdfium2

    if len(wording) != layer.count_chars():
        return []
    rows: list[_Row] = []
    for found in _WORD.finditer(wording):
        word, first, after = found.group(), found.start(), found.end()
        if word[-1] in _HYPHEN_MARKS:
            word, after = f"{word[:-1]}-", max(after - 1, first + 1)
        try:
            left, bottom, _, top = layer.get_charbox(first)
            right = layer.get_charbox(after - 1)[2]
            word = _with_raised_mark(layer, word, first)
        except pypdfium2.PdfiumError:
            return []
        box = (left, bottom, right, top)
        if rows and rows[-1].takes(box):
            rows[-1].add(word, box)
        else:
            rows.append(_Row([word], [left], [right], bottom, top))
    return rows


def _with_raised_mark(layer: Any, word: str, first: int) -> str:
    """Return a word with the figure of a note as such, where that stands above the line."""
    found = _MARK.search(word)
    if found is None or found.start() == 0:
        return word
    before = layer.get_charbox(first + found.start() - 1)
    mark = layer.get_charbox(first + found.start())
    height = mark[3] - mark[1]
    if mark[1] < before[1] + _RAISED * height or height <= 0:
        return word
    return word[: found.start()] + raised(found.group())


def _gaps(row: _Row) -> Iterator[tuple[int, float, float]]:
    """Yield the wide gaps of a line: the word after, where the gap begins and where it ends."""
    least = _GUTTER * (row.top - row.bottom)
    for after in range(1, len(row.words)):
        if row.lefts[after] - row.rights[after - 1] >= least:
            yield after, row.rights[after - 1], row.lefts[after]


def _gutter(rows: Sequence[_Row]) -> float | None:
    """Return where two columns of prose are parted, if lines of the one and the other are mixed.

    The columns of a table have such a gap too; their cells are short, or start anew.
    """
    gaps = [(start, end) for row in rows for _, start, end in _gaps(row)]
    if len(gaps) < _FEWEST_ROWS:
        return None
    middles = [(start + end) / 2 for start, end in gaps]
    best = max(middles, key=lambda at: sum(start < at < end for start, end in gaps))
    parted = [pair for row in rows if (pair := _parted(row, best)) is not None]
    if len(parted) < _FEWEST_ROWS or len(parted) * 3 < len(rows):
        return None
    for side in zip(*parted, strict=True):
        wordings = [part.wording for part in side]
        runs_on = sum(wording[0].islower() for wording in wordings)
        if median(map(len, wordings)) < _SHORTEST_SIDE or runs_on < _RUNS_ON * len(wordings):
            return None
    return best


def _parted(row: _Row, at: float) -> tuple[_Row, _Row] | None:
    for after, start, end in _gaps(row):
        if start < at < end:
            return row.part(0, after), row.part(after, len(row.words))
    return None


def _column_by_column(rows: Iterable[_Row], gutter: float) -> Iterator[_Row]:
    """Yield the lines of the left column before those of the right, between full lines."""
    left: list[_Row] = []
    right: list[_Row] = []
    for row in rows:
        parts = _parted(row, gutter)
        if parts is not None:
            left.append(parts[0])
            right.append(parts[1])
        elif row.rights[-1] < gutter:
            left.append(row)
        elif row.lefts[0] > gutter:
            right.append(row)
        else:
            yield from (*left, *right, row)
            left, right = [], []
    yield from (*left, *right)


def _with_paragraphs(rows: Sequence[_Row]) -> str:
    steps = [before.bottom - after.bottom for before, after in pairwise(rows)]
    down = [step for step in steps if step > 0]
    usual = median(down) if down else 0.0
    pieces = [rows[0].wording]
    for row, step in zip(rows[1:], steps, strict=True):
        pieces.append("\n\n" if step > _PARAGRAPH * usual else "\n")
        pieces.append(row.wording)
    return "".join(pieces)
