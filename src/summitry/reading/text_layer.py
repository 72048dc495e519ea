"""Plain text that was taken from pages: where they end, what they repeat, what they break."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from summitry.model import Notice, Severity
from summitry.reading.broken_words import WordEvidence
from summitry.reading.flow import Edit, flow_of, with_blocks
from summitry.reading.furniture import (
    furniture_of_lines,
    furniture_of_pages,
    page_numbers,
    runs_over,
)
from summitry.reading.mending import mend
from summitry.reading.segment import segment_plain, wrap_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import Block
    from summitry.reading.flow import Flow

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_NUMBER_LINE = re.compile(r"^[ \t–—-]*(?:page[ \t]+)?\d{1,4}\b.{0,12}$", re.MULTILINE | re.I)
_HALF = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\Z")
_OTHER_HALF = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# "short- and long-" go with the same second half.
_SUSPENDED = re.compile(r"[^\W\d_]- (?:and|or) [^\W\d_]+-\Z")
_SAMPLE = 20_000
_HYPHENS = "-‐"
_NOTE = re.compile(r"(?:\[?(\d{1,2})\]?[.)]?|[*†‡])\s*(?=[A-Z“\"(])")
_LONGEST_NOTE = 12
_LINES_LOOKED_AT = 1_000
_COLUMNS = re.compile(r"\S {3,}\S")


@dataclass(frozen=True, slots=True)
class Layer:
    """A text with its blocks, the running text where it differs, and what should be known."""

    blocks: tuple[Block, ...]
    flow: Flow | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class LineEdits:
    """What is put between the lines of a text, and what should be known about that."""

    edits: tuple[Edit, ...] = ()
    notices: tuple[Notice, ...] = ()


class _Line(NamedTuple):
    number: int
    start: int
    end: int
    wording: str
    page: int


def read_layer(text: str, start: int = 0) -> Layer:
    """Return the blocks of a plain text from an offset on, with its pages where it tells them.

    Nothing is rewritten: the running text stands beside the untouched one.
    """
    lines = line_edits(text, start)
    edits = [*mend(text, start), *lines.edits]
    paged = "\f" in text
    if not edits:
        blocks = segment_plain(text, start)
        return Layer(_paged(blocks, text) if paged else blocks, None, lines.notices)
    flow = flow_of(text, edits)
    # Nothing before the start is edited, so that it is the same offset in both.
    flow, blocks = with_blocks(flow, segment_plain(flow.text, start))
    if paged:
        flow = replace(flow, blocks=_paged(flow.blocks, text, flow))
        blocks = _paged(blocks, text)
    return Layer(blocks, flow, lines.notices)


def join_pages(pages: list[str]) -> tuple[str, tuple[Block, ...], tuple[Notice, ...]]:
    """Return one text of the pages of a text layer, its blocks with their pages, and notices.

    Furniture is left out, broken words are joined, and a sentence that runs over the foot of a
    page is one sentence.
    """
    layer = "\f".join(pages)
    lines = line_edits(layer)
    flow = flow_of(layer, lines.edits)
    return flow.text, _paged(segment_plain(flow.text), layer, flow), lines.notices


def line_edits(text: str, start: int = 0) -> LineEdits:
    """Return the edits that leave furniture out and join what is broken between lines."""
    marks = ("\f", *(f"{hyphen}{end}" for hyphen in _HYPHENS for end in ("\n", "\r\n")))
    told = any(mark in text for mark in marks)
    if not told and not wrap_width(text[start : start + _SAMPLE]):
        edits = tuple(_around_numbers(text, start))
        return LineEdits(edits, (furniture_notice(len(edits)),) if edits else ())
    lines = list(_lines(text, start))
    furniture = _furniture(lines)
    notices = (furniture_notice(len(furniture)),) if furniture else ()
    edits = tuple(_between_lines(text, lines, furniture))
    return LineEdits(edits, notices + tuple(_columns(lines)))


def furniture_notice(dropped: int) -> Notice:
    """Return the notice that lines which pages repeat were left out."""
    what = "1 line that pages repeat" if dropped == 1 else f"{dropped} lines that pages repeat"
    return Notice(
        Severity.NOTE,
        "page-furniture",
        f"{what} (headers, footers, page numbers) {'was' if dropped == 1 else 'were'} left out",
    )


def _around_numbers(text: str, start: int) -> Iterator[Edit]:
    """Yield the edits for the page numbers of a text that keeps one paragraph a line."""
    done = start
    for found in _NUMBER_LINE.finditer(text, start):
        if found.start() < done or not page_numbers([found.group().strip()]):
            continue
        before, after = found.start(), found.end()
        while before > done and text[before - 1].isspace():
            before -= 1
        while after < len(text) and text[after].isspace():
            after += 1
        last = text[max(text.rfind("\n", done, before) + 1, done) : before]
        line_end = text.find("\n", after)
        first = text[after : line_end if line_end >= 0 else len(text)]
        between = " " if last and runs_over([last], first) else "\n\n"
        done = after
        yield Edit(before, after, between if last and first else "", apart=True)


def _lines(text: str, start: int) -> Iterator[_Line]:
    feeds = [found.start() for found in re.finditer("\f", text)]
    number = 0
    for found in _LINE.finditer(text, start):
        wording = found.group().strip()
        if wording:
            first = found.start() + found.group().index(wording)
            page = bisect_right(feeds, first) if feeds else 0
            yield _Line(number, first, first + len(wording), wording, page)
            number += 1


def _paged(blocks: tuple[Block, ...], text: str, flow: Flow | None = None) -> tuple[Block, ...]:
    """Return blocks with the page each begins on; ``text`` has the form feeds between pages."""
    feeds = [found.start() for found in re.finditer("\f", text)]
    starts = (flow.source(block.span).start if flow else block.span.start for block in blocks)
    return tuple(
        replace(block, page=1 + bisect_right(feeds, start))
        for block, start in zip(blocks, starts, strict=True)
    )


def _furniture(lines: list[_Line]) -> set[int]:
    pages: dict[int, list[int]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line.number)
    wordings = [line.wording for line in lines]
    if len(pages) < 2:
        return furniture_of_lines(wordings)
    found = page_numbers(wordings)
    of_pages = furniture_of_pages([[wordings[at] for at in page] for page in pages.values()])
    for page, dropped in zip(pages.values(), of_pages, strict=True):
        found |= {page[place] for place in dropped}
    return found


def _between_lines(text: str, lines: list[_Line], furniture: set[int]) -> Iterator[Edit]:
    """Yield what is put between lines: nothing inside a broken word, a space over a page's end."""
    kept = [index for index in range(len(lines)) if index not in furniture]
    kept = _without_notes(lines, kept)
    if not kept:
        return
    first, last = lines[kept[0]], lines[kept[-1]]
    yield Edit(lines[0].start, first.start, "", apart=True)
    yield Edit(last.end, lines[-1].end, "", apart=True)
    evidence: WordEvidence | None = None
    for index, after in pairwise(kept):
        line, following = lines[index], lines[after]
        crosses = after > index + 1 or line.page != following.page
        if not crosses and line.wording[-1] not in _HYPHENS:
            continue
        if text.count("\n", line.end, following.start) > 1 and not crosses:
            continue
        halves = _halves(line, following)
        if halves is not None:
            evidence = evidence or WordEvidence(text, _all_halves(lines, kept))
            yield from _joined(line, following, halves, evidence)
            continue
        if crosses:
            wordings = [lines[place].wording for place in range(max(0, index - 6), index + 1)]
            goes_on = runs_over(wordings, following.wording)
            yield Edit(line.end, following.start, " " if goes_on else "\n\n", after > index + 1)


def _halves(line: _Line, following: _Line) -> tuple[str, str] | None:
    if line.wording[-1] not in _HYPHENS:
        return None
    left = _HALF.search(line.wording[-60:-1])
    right = _OTHER_HALF.match(following.wording)
    if right is None or (left is None and not line.wording[-2:-1].isdigit()):
        return None
    return (left.group() if left else line.wording[-2], right.group())


def _all_halves(lines: list[_Line], kept: list[int]) -> Iterator[tuple[str, str]]:
    for index, after in pairwise(kept):
        if (halves := _halves(lines[index], lines[after])) is not None:
            yield halves


def _joined(
    line: _Line, following: _Line, halves: tuple[str, str], evidence: WordEvidence
) -> Iterator[Edit]:
    """Yield the edits that join a broken word; the line then ends after it."""
    left, right = halves
    apart = following.number > line.number + 1
    hyphenated = left.isdigit() or _SUSPENDED.search(line.wording) is not None
    word = f"{left}-{right}" if hyphenated else evidence.joined(left, right)
    if word is None:
        yield Edit(line.end, following.start, " ", apart)
        return
    hyphen = line.end if word[len(left)] == "-" else line.end - 1
    yield Edit(hyphen, following.start, "", apart)
    space = following.wording.find(" ")
    if space > 0:
        yield Edit(following.start + space, following.start + space + 1, "\n")


def _without_notes(lines: list[_Line], kept: list[int]) -> list[int]:
    """Leave out notes at the foot of a page where a sentence of the page runs on beyond them."""
    dropped: set[int] = set()
    for place in range(1, len(kept)):
        before, after = kept[place - 1], kept[place]
        if lines[before].page == lines[after].page and after == before + 1:
            continue
        foot = kept[max(0, place - _LONGEST_NOTE) : place]
        starts = [
            number
            for number, index in enumerate(foot)
            if number
            and _NOTE.match(lines[index].wording)
            and lines[index].page == lines[before].page
        ]
        if not starts:
            continue
        first = _first_note(lines, foot, starts)
        body = [lines[index].wording for index in foot[:first]]
        if first and runs_over(body, lines[after].wording):
            dropped.update(foot[first:])
    return [index for index in kept if index not in dropped]


def _first_note(lines: list[_Line], foot: list[int], starts: list[int]) -> int:
    """Return the place of the first note: the earliest after a line that a sentence breaks off."""
    for number in starts:
        if lines[foot[number - 1]].wording[-1] not in ".!?:;":
            return number
    return 0


def _columns(lines: list[_Line]) -> Iterator[Notice]:
    """Warn of a text that keeps two columns side by side, in which no sentence is whole."""
    long = [line for line in lines[:_LINES_LOOKED_AT] if len(line.wording) > 60]
    gaps = [line for line in long if len(_COLUMNS.findall(line.wording)) == 1]
    if len(gaps) >= 10 and len(gaps) * 2 > len(long):
        yield Notice(
            Severity.WARNING,
            "columns",
            "the text has two columns side by side, so that its lines mix two passages",
            remedy="Read the PDF itself, or take its text without keeping the layout.",
        )
