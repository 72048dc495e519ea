"""Which field an act belongs to: the words it uses, and where they stand, are weighed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from math import log1p
from typing import TYPE_CHECKING, Final, final

import ahocorasick_rs

from summitry.extraction.scan import fold
from summitry.lexicon.themes import load_themes
from summitry.model import Basis, Reason, Span, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Commitment

_FIRST_WORDS = 60  # characters of the object that speak loudest
# How loudly the words of each place speak. They were fitted once (logistic regression of some 700
# themes that people had given, each text judged by the others), as was the damping: five words
# of one field in one place do not tell five times what one tells.
_OBJECT_SHARE: Final = 2.5
_REST_SHARE: Final = 1.8
_SUBJECT_SHARE: Final = 1.0
_HEADING_SHARE: Final = 1.5
_SENTENCE_SHARE: Final = 1.45
_BEFORE_SHARE: Final = 1.0
_BEFORE_LONGEST: Final = 300  # characters of what stands before the sentence
_DOCUMENT_SHARE = 0.4
_ORDER = {theme: number for number, theme in enumerate(Theme)}
_THEME_MIN = 3  # fewer acts that name the field tell nothing of a document


@final
class ThemePlace:
    """Where an act stands: ``verb`` is where its verb begins, ``headings`` are those above it.

    ``sentence`` is the one that holds it, ``before`` the end of what precedes that, where known.
    """

    __slots__ = ("act", "before", "headings", "sentence", "verb")

    def __init__(self, act: Span, verb: int, headings: Sequence[Span], sentence: Span) -> None:
        self.act = act
        self.verb = verb
        self.headings = headings
        self.sentence = sentence
        self.before: Span | None = None


class ThemeFinder:
    """The automaton over all wordings of all themes of one language."""

    def __init__(self, language: str) -> None:
        wordings = load_themes(language)
        self._weights = list(wordings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(wordings), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str, place: ThemePlace) -> tuple[Theme, Reason | None]:
        """Return the theme of an act and the reason: the first word that speaks for it."""
        weighing = _Weighing(text)
        act, verb = place.act, place.verb
        end = max(act.end, verb)
        self._weigh(weighing, verb, end, _OBJECT_SHARE)
        self._weigh(weighing, act.start, verb, _SUBJECT_SHARE)
        for heading in place.headings:
            self._weigh(weighing, heading.start, heading.end, _HEADING_SHARE)
        sentence = place.sentence
        self._weigh(weighing, sentence.start, act.start, _SENTENCE_SHARE)
        self._weigh(weighing, end, sentence.end, _SENTENCE_SHARE)
        before = place.before
        if before is not None:
            self._weigh(weighing, before.start, before.end, _BEFORE_SHARE)
        scores = weighing.scores
        if not scores:
            return Theme.OTHER, None
        theme = max(scores, key=lambda known: (round(scores[known], 6), -_ORDER[known]))
        return theme, Reason("theme", f"theme.{theme}", Span(*weighing.words[theme]))

    def _weigh(self, weighing: _Weighing, first: int, last: int, share: float) -> None:
        """Add what the words from one offset to another tell, and where each theme stood first."""
        if last <= first:
            return
        folded, gaps = fold(weighing.text[first:last])
        length = len(folded)
        words = weighing.words
        near: dict[Theme, float] = {}
        rest: dict[Theme, float] = {}
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded)
        for pattern, start, end in hits:
            if (start and folded[start - 1].isalnum()) or (end < length and folded[end].isalnum()):
                continue
            told = near if start < _FIRST_WORDS else rest
            for theme, weight in self._weights[pattern]:
                told[theme] = told.get(theme, 0.0) + weight
                if theme not in words:
                    shift = sum(extra for position, extra in gaps if position <= start)
                    inner = sum(extra for position, extra in gaps if start < position < end)
                    place = first + start + shift
                    words[theme] = (place, place + end - start + inner)
        if share == _OBJECT_SHARE:
            weighing.add(near, _OBJECT_SHARE)
            weighing.add(rest, _REST_SHARE)
            return
        for theme, weight in rest.items():
            near[theme] = near.get(theme, 0.0) + weight
        weighing.add(near, share)


@final
class _Weighing:
    """What the words of an act tell so far: a score, and the first words, for each theme."""

    __slots__ = ("scores", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.scores: dict[Theme, float] = {}
        self.words: dict[Theme, tuple[int, int]] = {}

    def add(self, told: dict[Theme, float], share: float) -> None:
        """Add what the words of one place tell; see the shares."""
        for theme, weight in told.items():
            self.scores[theme] = self.scores.get(theme, 0.0) + share * log1p(weight)


def end_of(text: str, start: int, end: int) -> Span:
    """Return the end of a sentence or block, as far back as its words may speak for the next."""
    if end - start > _BEFORE_LONGEST:
        blank = text.find(" ", end - _BEFORE_LONGEST, end)
        start = blank + 1 if blank >= 0 else end - _BEFORE_LONGEST
    return Span(start, end)


def lend_themes(records: Sequence[Commitment]) -> list[Commitment]:
    """Give acts whose own words name no field that of the document, where it has one.

    A document has a theme when two fifths of the acts that name a field name the same.
    """
    named = Counter(record.theme for record in records if record.theme != Theme.OTHER.value)
    theme, count = min(
        named.items(), key=lambda one: (-one[1], one[0]), default=(Theme.OTHER.value, 0)
    )
    if count < _THEME_MIN or count < _DOCUMENT_SHARE * named.total():
        return list(records)
    return [
        replace(record, theme=theme, why=(*record.why, _lent(record)))
        if record.theme == Theme.OTHER.value
        else record
        for record in records
    ]


def _lent(record: Commitment) -> Reason:
    return Reason("theme", "theme.document", record.span, Basis.DOCUMENT)


@cache
def theme_finder(language: str) -> ThemeFinder:
    """Return the finder of a language, built once."""
    return ThemeFinder(language)
