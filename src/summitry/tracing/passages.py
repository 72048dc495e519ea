"""A report in passages: its sentences, with what stands above and before each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.lexicon.grammar import load_grammar
from summitry.lexicon.tracing import purpose_words
from summitry.model import Block, BlockKind, Document, Passage, Span
from summitry.tracing.amounts import find_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STOP = re.compile(
    r"([.!?…]+[\"'”’»)\]]*)\s+(?=[\"'“‘«(\[]*(?:[A-Z0-9А-ЯЁ]|[$€£]))|[;。！？；](?!\Z)\s*"
)
_WORD_BEFORE = re.compile(r"([\w.’'-]+)\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")
_LABEL = re.compile(r"(?:[^\s:.;,]+[ ,]+){0,9}[^\s:.;,]+:\s+(?=[A-Z0-9$€£“\"‘])")
_END = " \t\r\n.;:,"


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A passage with its place: the words of its label, the passage that leads it in.

    ``label`` covers "Transport:" before the first passage of a block; ``lead_in`` is the index
    of the passage that ends in a colon above the list it belongs to; ``first`` tells that it
    opens its block.
    """

    passage: Passage
    label: Span | None
    lead_in: int | None
    first: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A document cut into passages; ``headings`` are the spans of headings by block position."""

    document: Document
    parts: tuple[ReportPart, ...]
    headings: dict[int, Span]


def split_report(document: Document) -> Report:
    """Return the passages of a document in reading order, offsets into its text.

    A document without blocks is taken as one paragraph.
    """
    whole = (Block(Span(0, len(document.text)), BlockKind.PARAGRAPH),)
    blocks = document.blocks or whole
    parts: list[ReportPart] = []
    headings: dict[int, Span] = {}
    section: int | None = None
    lead_in: int | None = None
    for position, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            headings[position] = block.span
            section, lead_in = position, None
            continue
        if block.kind is not BlockKind.LIST_ITEM:
            lead_in = None
        start = len(parts)
        for label, span in _spans(document, block):
            amounts = find_amounts(document.text, span.start, span.end, document.language)
            passage = Passage(span, position, block.kind, section, amounts)
            parts.append(ReportPart(passage, label, lead_in, len(parts) == start))
        if len(parts) > start and block.span.of(document.text).rstrip().endswith((":", "：")):
            lead_in = len(parts) - 1
    return Report(document, tuple(parts), headings)


def _spans(document: Document, block: Block) -> Iterator[tuple[Span | None, Span]]:
    text = document.text
    label = _LABEL.match(text, block.span.start, block.span.end)
    start = label.end() if label else block.span.start
    named = Span(label.start(), label.end()) if label else None
    for first, last in sentence_ranges(text, start, block.span.end, document.language):
        yield named, Span(first, last)


def sentence_ranges(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of sentences in ``text[start:end]``, without their stops."""
    ranges: list[tuple[int, int]] = []
    position = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, position, stop, language):
            _add(text, position, stop.start(), ranges)
            position = stop.end()
    _add(text, position, end, ranges)
    return ranges


def _add(text: str, start: int, end: int, ranges: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in _END:
        end -= 1
    if end > start:
        ranges.append((start, end))


def _ends(text: str, start: int, stop: re.Match[str], language: str) -> bool:
    if not stop.group(1) or not stop.group(1).startswith(".") or stop.group(1) != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 30), stop.start())
    if before is None:
        return True
    word = before.group(1).rpartition("-")[2]
    if _INITIALS.match(word) and word != "I":
        return False
    return word.lower() not in _shortened(language) and not (word.isdigit() and len(word) < 3)


@cache
def _shortened(language: str) -> frozenset[str]:
    if not purpose_words(language).known:
        return frozenset()
    words = load_grammar(language).words
    return words["abbreviations"] | words["titles"]


def words_at(text: str, span: Span, count: int) -> Sequence[str]:
    """Return the first words of a passage, small letters, for the cues that open a sentence."""
    return [word.lower() for word in re.findall(r"[\w'’-]+", span.of(text)[:200])[:count]]
