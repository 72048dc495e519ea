"""Which field an act belongs to: the words it uses, and where they stand, are weighed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, final

import ahocorasick_rs

from summitry.extraction.scan import fold
from summitry.lexicon.themes import load_themes
from summitry.model import Basis, Reason, Span, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import Commitment

_FIRST_WORDS = 60  # characters of the object that weigh double
_HEADING_SHARE = 0.8
_SUBJECT_SHARE = 0.5
_DOCUMENT_SHARE = 0.4
_ORDER = {theme: number for number, theme in enumerate(Theme)}
_THEME_MIN = 3  # fewer acts that name the field tell nothing of a document


class ThemeFinder:
    """The automaton over all wordings of all themes of one language."""

    def __init__(self, language: str) -> None:
        wordings = load_themes(language)
        self._weights = list(wordings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(wordings), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(
        self, text: str, act: Span, verb: int, headings: Iterable[Span] = ()
    ) -> tuple[Theme, Reason | None]:
        """Return the theme of an act and the reason.

        ``verb`` is where its verb begins; its subject, before that, and the headings above speak
        more softly.
        """
        weighing = _Weighing(text)
        self._weigh(weighing, verb, max(act.end, verb), 1.0)
        if verb > act.start:
            self._weigh(weighing, act.start, verb, _SUBJECT_SHARE)
        for heading in headings:
            self._weigh(weighing, heading.start, heading.end, _HEADING_SHARE)
        scores = weighing.scores
        if not scores:
            return Theme.OTHER, None
        theme = max(scores, key=lambda known: (scores[known], -_ORDER[known]))
        return theme, Reason("theme", f"theme.{theme}", Span(*weighing.words[theme]))

    def _weigh(self, weighing: _Weighing, first: int, last: int, share: float) -> None:
        """Add what the words from one offset to another tell, and where each theme stood first."""
        folded, gaps = fold(weighing.text[first:last])
        length = len(folded)
        scores, words = weighing.scores, weighing.words
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded)
        for pattern, start, end in hits:
            if (start and folded[start - 1].isalnum()) or (end < length and folded[end].isalnum()):
                continue
            near = 2.0 if start < _FIRST_WORDS and share == 1.0 else 1.0
            for theme, weight in self._weights[pattern]:
                scores[theme] = scores.get(theme, 0.0) + weight * share * near
                if theme not in words:
                    shift = sum(extra for position, extra in gaps if position <= start)
                    inner = sum(extra for position, extra in gaps if start < position < end)
                    place = first + start + shift
                    words[theme] = (place, place + end - start + inner)


@final
class _Weighing:
    """What the words of an act tell so far: a score, and the first words, for each theme."""

    __slots__ = ("scores", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.scores: dict[Theme, float] = {}
        self.words: dict[Theme, tuple[int, int]] = {}


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
