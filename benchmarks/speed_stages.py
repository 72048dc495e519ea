"""Where the time goes when a text is read: each stage run by itself over the same texts."""

from __future__ import annotations

import time
from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

from summitry.extraction import extract
from summitry.extraction.amounts import find_amounts
from summitry.extraction.assembly import assemble
from summitry.extraction.context import read_context
from summitry.extraction.cues import find_cues
from summitry.extraction.engine import Walk
from summitry.extraction.folding import lower
from summitry.extraction.periods import find_periods
from summitry.extraction.scan import Scan, scanner
from summitry.extraction.sentences import split_sentences
from summitry.extraction.words import Words, tagger
from summitry.lexicon.grammar import load_grammar
from summitry.model import Document, Quantity, Span
from summitry.reading.segment import segment_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LANGUAGE = "en"
Result = TypeVar("Result")
Range = tuple[int, int]


class _Clock:
    """Keeps the CPU seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, work: Callable[[], Result]) -> Result:
        began = time.process_time()
        result = work()
        self.seconds[stage] = time.process_time() - began
        return result


def stage_seconds(texts: Sequence[tuple[str, int, str | None]]) -> dict[str, float]:
    """Return CPU seconds by stage; a text is its wording, where it begins, and its date.

    "acts" is what is left of the walk: subjects, clauses, judging, lead-ins, and the walk itself.
    """
    clock = _Clock()
    blocks = clock.run("segment", lambda: [segment_plain(text, start) for text, start, _ in texts])
    documents = [
        Document(source="", text=text, date=date, blocks=found)
        for (text, _, date), found in zip(texts, blocks, strict=True)
    ]
    extract(documents[0])
    began = time.process_time()
    walks = [Walk(document) for document in documents]
    drafts = [list(walk.drafts()) for walk in walks]
    walked = time.process_time() - began
    scan = scanner(LANGUAGE)
    scans = clock.run("scan", lambda: [scan.scan(document.text) for document in documents])
    clock.run(
        "context",
        lambda: [
            read_context(document, scanned.parties, lower(document.text))
            for document, scanned in zip(documents, scans, strict=True)
        ],
    )
    sentences = clock.run(
        "sentences",
        lambda: [
            split_sentences(document.text, *_within(block.span))
            for document, scanned in zip(documents, scans, strict=True)
            for block in document.blocks
            if _has_cue(scanned, *_within(block.span))
        ],
    )
    telling = _telling(documents, scans, sentences)
    _time_sentences(clock, telling)
    clock.seconds["acts"] = max(0.0, walked - sum(list(clock.seconds.values())[1:]))
    clock.run(
        "assembly",
        lambda: [
            assemble(found, walk.document, walk.context)
            for found, walk in zip(drafts, walks, strict=True)
        ],
    )
    return clock.seconds


def _time_sentences(clock: _Clock, telling: list[tuple[Document, Range]]) -> None:
    grammar, tag = load_grammar(LANGUAGE), tagger(LANGUAGE)
    words: list[Words] = clock.run(
        "tagging", lambda: [tag.read(document.text, *span) for document, span in telling]
    )
    cues = clock.run("constructions", lambda: [find_cues(sentence, grammar) for sentence in words])
    open_ = [one for one, found in zip(telling, cues, strict=True) if found]
    periods = clock.run(
        "periods",
        lambda: [find_periods(document.text, *span, document.date) for document, span in open_],
    )
    taken = [[(one.span.start, one.span.end) for one in found] for found in periods]
    clock.run(
        "amounts",
        lambda: [
            _amounts(document, span, known)
            for (document, span), known in zip(open_, taken, strict=True)
        ],
    )


def _amounts(document: Document, span: Range, known: list[Range]) -> list[Quantity]:
    return find_amounts(document.text, *span, lambda: known)


def _telling(
    documents: Sequence[Document], scans: Sequence[Scan], sentences: list[list[Range]]
) -> list[tuple[Document, Range]]:
    """Return the sentences in which a cue stands."""
    rest = iter(sentences)
    return [
        (document, span)
        for document, scanned in zip(documents, scans, strict=True)
        for block in document.blocks
        if _has_cue(scanned, *_within(block.span))
        for span in next(rest)
        if _has_cue(scanned, *span)
    ]


def _within(span: Span) -> Range:
    return span.start, span.end


def _has_cue(scanned: Scan, start: int, end: int) -> bool:
    index = bisect_left(scanned.cues, start)
    return index < len(scanned.cues) and scanned.cues[index] < end
