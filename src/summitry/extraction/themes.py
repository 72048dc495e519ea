"""Which field an act belongs to: the words it uses, and where they stand, are weighed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

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
        self, text: str, act: Span, headings: Iterable[Span] = (), subject: Span | None = None
    ) -> tuple[Theme, Reason | None]:
        """Return the theme of an act and the reason.

        ``act`` runs from its verb; its subject and the headings above speak more softly.
        """
        scores: dict[Theme, float] = {}
        words: dict[Theme, Span] = {}
        self._weigh(text, act, 1.0, scores, words)
        if subject is not None:
            self._weigh(text, subject, _SUBJECT_SHARE, scores, words)
        for heading in headings:
            self._weigh(text, heading, _HEADING_SHARE, scores, words)
        if not scores:
            return Theme.OTHER, None
        order = list(Theme)
        theme = max(scores, key=lambda known: (scores[known], -order.index(known)))
        return theme, Reason("theme", f"theme.{theme.value}", words[theme])

    def _weigh(
        self,
        text: str,
        span: Span,
        share: float,
        scores: dict[Theme, float],
        words: dict[Theme, Span],
    ) -> None:
        wording = span.of(text)
        folded, gaps = fold(wording)
        length = len(folded)
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded):
            if (start and folded[start - 1].isalnum()) or (end < length and folded[end].isalnum()):
                continue
            near = 2.0 if start < _FIRST_WORDS and share == 1.0 else 1.0
            for theme, weight in self._weights[pattern]:
                scores[theme] = scores.get(theme, 0.0) + weight * share * near
                if theme not in words:
                    shift = sum(extra for position, extra in gaps if position <= start)
                    first = span.start + start + shift
                    inner = sum(extra for position, extra in gaps if start < position < end)
                    words[theme] = Span(first, first + end - start + inner)


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
