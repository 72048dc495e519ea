"""Plain or lightly marked-up text → blocks: headings, paragraphs, list items, table cells.

The way of a text: lines are classified one by one (:func:`_lines`), then gathered into blocks
(:class:`_Gatherer`). Hard-wrapped lines, as the text layer of a PDF or an e-mail has them, are
joined; a text that keeps one paragraph a line is not touched. Nothing is rewritten: a block is
a span of the untouched text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import final

from summitry.model import Block, BlockKind, Span

_BREAKS = "\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"  # besides the newline
_MARKER = re.compile(
    r"(?P<hashes>#{1,6})\s+"
    r"|(?:>\s?)?(?P<bullet>[-–—•·▪◦●○■□*+‣⁃∙\uf0b7])\s+"
    r"|(?P<roman>[IVXL]{1,6}[.)])\s+"
    r"|(?P<number>\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[а-яё]\)|\((?:[ivx]{1,5}|[A-Z])\)|[ivx]{1,5}[.)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?|§\s?\d{1,3}\.?)\s+"
    # Chinese writes no blank behind: 一、 （一） 1. (1) ① 第一条
    r"|(?P<section>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[条章节]\s*)\s*"
    r"|(?P<item>[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?=[\u4e00-\u9fff“《])|[①-⑳])\s*"
)
_GOES_ON = re.compile(r"[;,；，](?:\s+(?:and|or))?\Z")
_CELL_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_COMMENT = re.compile(r"<!--.*?-->\s*\Z")
_NUMERALS = frozenset("IVXLivx一二三四五六七八九十第")
_CLOSING = "\"'”’»)]*_」』）》"
_TERMINAL = ".!?…。！？"
_COLONS = (":", "：")
_SEMICOLONS = (";", "；")
_IDEOGRAPHS = "\u2e80"
_CHINESE_HEADING_MAX = 40
_HEADING_MAX = 120
_CHINESE_ENDS = "。！？；，、："
_CLAUSES = re.compile("[，。；！？]")
_DEBRIS = 0.6  # of the words of a line
_LETTERS = re.compile(r"[^\W\d_]+")

# Lines of a wrapped text end near one width; a text whose lines are far longer is not wrapped.
_WRAP_MAX = 110
_WRAP_MIN = 35
_SHORT_LINE = 0.6


@final
class _Line:
    """A line: where its wording stands, and its marker.

    ``marker`` is "", "heading", "roman", "bullet" or "number".
    """

    __slots__ = ("blank_before", "end", "level", "marker", "start")

    def __init__(self, start: int, end: int, marker: str, level: int) -> None:
        self.start = start
        self.end = end
        self.marker = marker
        self.level = level
        self.blank_before = False


def segment_plain(text: str, start: int = 0) -> tuple[Block, ...]:
    """Return the blocks of a plain or Markdown-like text from an offset on.

    Blocks stand in reading order and never overlap; bullets, numbers, page numbers, comments
    and lines of scanning noise lie outside them. Time is linear in the length of the text.
    """
    lines = _lines(text, start)
    if not lines:
        return ()
    gatherer = _Gatherer(text, _width_of(text, lines))
    for line in lines:
        gatherer.take(line)
    gatherer.close()
    return tuple(gatherer.blocks)


def _lines(text: str, start: int) -> list[_Line]:
    lines: list[_Line] = []
    broken = _with_one_break(text)
    newlines = returns = 0
    position, length = start, len(text)
    while position < length:
        end = broken.find("\n", position)
        if end < 0:
            end = length
        if end > position:
            wording = text[position:end]
            stripped = wording.strip()
            blank = newlines > 1 or returns > 1
            if stripped and not (_is_noise(stripped) and (blank or not is_year(stripped))):
                newlines = returns = 0
                indent = len(wording) - len(wording.lstrip()) if wording[0].isspace() else 0
                line = _line(text, position + indent, stripped, indent)
                if line.start < line.end:
                    line.blank_before = blank
                    lines.append(line)
        if end < length:
            newlines += text[end] == "\n"
            returns += text[end] == "\r"
        position = end + 1
    return lines


def _with_one_break(text: str) -> str:
    """Return a text with "\\n" for every character that ends a line, offsets kept."""
    for mark in _BREAKS:
        if mark in text:
            text = text.replace(mark, "\n")
    return text


def _line(text: str, first: int, stripped: str, indent: int) -> _Line:
    """Return a line whose wording begins at an offset, with its marker."""
    last = first + len(stripped)
    found = _MARKER.match(text, first, last) if _may_be_marked(stripped) else None
    if found is None:
        return _Line(first, last, "", 1)
    marker, level = _marker_kind(found, stripped, indent)
    return _Line(found.end() if marker else first, last, marker, level)


def _may_be_marked(stripped: str) -> bool:
    """Tell by its first two characters, as most lines show, that a line has no marker."""
    first = stripped[0]
    return not first.isalpha() or first in _NUMERALS or stripped[1:2] in (".", ")")


def _marker_kind(found: re.Match[str], stripped: str, indent: int) -> tuple[str, int]:
    kind = found.lastgroup
    if kind == "hashes":
        return "heading", len(found.group("hashes"))
    depth = indent // 2 + 1
    if kind == "roman":
        rest = stripped[len(found.group("roman")) :].strip()
        # "I. STRENGTHEN PARTNERSHIP" heads a section; "I. Tokayev said that …" is a sentence.
        goes_on = _GOES_ON.search(rest) is not None
        closes = rest[-1:] in _TERMINAL + ":"
        if rest.isupper() or (len(rest) <= _HEADING_MAX and not (goes_on or closes)):
            return "roman", 1
        # "II." is no initial, nor is "I." before what goes on as the item of a list does.
        return ("number", depth) if goes_on or len(found.group("roman")) > 2 else ("", 1)
    if kind == "section":
        rest = stripped[len(found.group("section")) :].strip()
        heads = len(rest) <= _CHINESE_HEADING_MAX and rest[-1:] not in _CHINESE_ENDS
        return ("roman", 1) if heads else ("number", depth)
    if kind in ("number", "item"):
        return "number", depth
    return "bullet", depth


def is_year(line: str) -> bool:
    """Tell a year, which may end a sentence on a line of its own, from a page number."""
    return len(line) == 4 and line.isdecimal() and 1900 <= int(line) <= 2100


def _is_noise(stripped: str) -> bool:
    """Tell page numbers, rules and the debris of scanning from wording."""
    length = len(stripped)
    if length <= 4 and stripped.strip("-–— ").isdigit():
        return True
    if not stripped[0].isalnum():
        if not any(one.isalnum() for one in stripped) or _COMMENT.match(stripped):
            return True
        if stripped[0] == "|":
            return False
    if length > _HEADING_MAX:
        return False
    words = stripped.split()
    count = len(words)
    if count < 4:
        return False
    debris = sum(1 for word in words if len(word) <= 2 and not word.islower())
    return debris / count > _DEBRIS


def wrap_width(text: str) -> int:
    """Return the width in characters a text is wrapped at, or 0 where a line is a paragraph."""
    return _width_of(text, _lines(text, 0))


def _width_of(text: str, lines: list[_Line]) -> int:
    """Return the width the text is wrapped at, or 0 where each line is a paragraph.

    A text is wrapped when lines that another line follows at once mostly stop short of a
    sentence's end.
    """
    followed = [
        line for line, after in pairwise(lines) if not after.blank_before and not after.marker
    ]
    if len(followed) < 3:
        return 0
    open_ended = sum(1 for line in followed if text[line.end - 1] not in ".!?:;。！？：；")
    widths = sorted(line.end - line.start for line in followed)
    typical = widths[len(widths) // 2]
    if open_ended * 2 < len(followed) or not _WRAP_MIN <= typical <= _WRAP_MAX:
        return 0
    return widths[len(widths) * 9 // 10]


class _Gatherer:
    """Joins classified lines into blocks."""

    def __init__(self, text: str, width: int) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._width = width
        self._open: list[_Line] = []
        self._in_list = False

    def take(self, line: _Line) -> None:
        """Add a line, to the open block or as the start of a new one."""
        text = self._text
        if text[line.start] == "|" and text.find("|", line.start + 1, line.end) > 0:
            self.close()
            self._cells(line)
            return
        if self._open and not self._continues(line):
            self.close()
        self._open.append(line)
        if line.marker == "heading":
            self.close()

    def _continues(self, line: _Line) -> bool:
        """Tell whether a line goes on with the open block."""
        if line.marker:
            return False
        text, previous = self._text, self._open[-1]
        first = text[line.start]
        open_ended = (
            not _ends_sentence(text, previous.end) and text[previous.end - 1] not in ":;：；"
        )
        if line.blank_before or not self._width:
            # A scanned page breaks paragraphs where the picture had a gap.
            joins = first.islower() and open_ended
            return joins and (bool(self._width) or not line.blank_before)
        if text[previous.end - 1] in _COLONS:
            return False
        if not self._is_short(previous):
            return True
        if first.isupper() or first.isdigit():
            return open_ended and not self._stands_alone(previous)
        return True

    def _is_short(self, line: _Line) -> bool:
        return line.end - line.start < self._width * _SHORT_LINE

    def _stands_alone(self, line: _Line) -> bool:
        """Tell a short line that heads what follows from one cut short inside a sentence."""
        if len(self._open) > 1:
            return False
        wording = self._text[line.start : line.end]
        last = wording.split()[-1]
        return last[0].isupper() or last[0].isdigit()

    def close(self) -> None:
        """Finish the open block."""
        if not self._open:
            return
        first, last = self._open[0], self._open[-1]
        span = Span(first.start, last.end)
        kind = self._kind(first, span)
        wording = self._text[span.start : span.end]
        if kind is BlockKind.HEADING:
            self._in_list = False
        elif wording.endswith(_COLONS):
            self._in_list = True
        elif kind is BlockKind.PARAGRAPH and not wording.endswith(_SEMICOLONS):
            self._in_list = False
        self.blocks.append(Block(span, kind, first.level))
        self._open = []

    def _kind(self, first: _Line, span: Span) -> BlockKind:
        if first.marker in ("heading", "roman"):
            return BlockKind.HEADING
        wording = self._text[span.start : span.end]
        if first.marker:
            return BlockKind.LIST_ITEM
        if self._in_list and (wording[0].islower() or wording[-1] in _SEMICOLONS):
            return BlockKind.LIST_ITEM
        if _looks_like_heading(wording):
            return BlockKind.HEADING
        return BlockKind.PARAGRAPH

    def _cells(self, line: _Line) -> None:
        text = self._text
        if _CELL_RULE.match(text, line.start, line.end):
            return
        position = line.start
        for piece in text[line.start : line.end].split("|"):
            wording = piece.strip()
            if wording:
                start = position + len(piece) - len(piece.lstrip())
                self.blocks.append(Block(Span(start, start + len(wording)), BlockKind.TABLE_CELL))
            position += len(piece) + 1


def _ends_sentence(text: str, end: int) -> bool:
    position = end - 1
    while position > 0 and text[position] in _CLOSING:
        position -= 1
    return text[position] in _TERMINAL


def _looks_like_heading(wording: str) -> bool:
    """A heading is short, has no sentence's end, and starts with a capital or a number."""
    bare = wording.strip("*_ ")
    if not bare or len(bare) > _HEADING_MAX or bare[-1] in ".;,:!?…" + _CHINESE_ENDS:
        return False
    if bare[0] > _IDEOGRAPHS or (bare[0] in "“《" and bare[1:2] > _IDEOGRAPHS):
        return len(bare) <= _CHINESE_HEADING_MAX and not _CLAUSES.search(bare)
    if wording.startswith("**") and wording.endswith("**"):
        return True
    if bare.isupper():
        return True
    if not (bare[0].isupper() or bare[0].isdigit() or bare[0] in "“\"'‘("):
        return False
    return len(_LETTERS.findall(bare)) <= 14
