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
# How loudly the words of each place speak: fitted once by logistic regression on some 1,400 acts
# labelled by the annotation guide, the development texts among them, and checked leaving texts out.
# The logarithm is there since five words of one field do not tell five times what one tells.
_OBJECT_SHARE: Final = 2.5
_REST_SHARE: Final = 1.8
_SUBJECT_SHARE: Final = 1.0
_HEADING_SHARE: Final = 1.5
_SENTENCE_SHARE: Final = 1.45
_BEFORE_SHARE: Final = 1.0
_BEFORE_LONGEST: Final = 300  # characters of what stands before the sentence
_DOCUMENT_SHARE = 0.4
_KNOWN_MAX: Final = 64  # places whose words are kept at a time
_TIE: Final = 1e-6
_IDEOGRAPHS: Final = "\u2e80"
_ORDER = {theme: number for number, theme in enumerate(Theme)}
_Weights = tuple[tuple[Theme, float], ...]
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


@final
class Themes:
    """What the words of one document tell of the field of each of its acts."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._wordings = _wordings(language)
        # Acts share sentences and headings: of each place the words are looked up once.
        self._known: dict[tuple[int, int], list[_Told]] = {}

    def find(self, place: ThemePlace) -> tuple[Theme, Reason | None]:
        """Return the theme of an act and the reason: the first word that speaks for it."""
        weighing = _Weighing()
        act, verb = place.act, place.verb
        end = max(act.end, verb)
        sentence = self._told(min(place.sentence.start, act.start), max(place.sentence.end, end))
        near = min(verb + _FIRST_WORDS, end)
        shares: list[tuple[float, list[_Told]]] = [
            (share, []) for share in (_OBJECT_SHARE, _REST_SHARE, _SUBJECT_SHARE, _SENTENCE_SHARE)
        ]
        for one in sentence:
            start = one.start
            if verb <= start < end:
                zone = 0 if start < near else 1
            else:
                zone = 2 if act.start <= start < verb else 3
            shares[zone][1].append(one)
        for share, told in shares:
            weighing.add(told, share)
        for heading in place.headings:
            weighing.add(self._told(heading.start, heading.end), _HEADING_SHARE)
        if place.before is not None:
            weighing.add(self._told(place.before.start, place.before.end), _BEFORE_SHARE)
        return weighing.outcome()

    def _told(self, first: int, last: int) -> list[_Told]:
        """Return the wordings between two offsets, and what they tell."""
        told = self._known.get((first, last))
        if told is None:
            if len(self._known) >= _KNOWN_MAX:
                self._known.clear()
            told = self._known[first, last] = self._wordings.find(self._text, first, last)
        return told


@final
class _Told:
    """A wording in the text, and the themes it speaks for."""

    __slots__ = ("end", "start", "weights")

    def __init__(self, start: int, end: int, weights: tuple[tuple[Theme, float], ...]) -> None:
        self.start = start
        self.end = end
        self.weights = weights


class _Wordings:
    """The automaton over all wordings of all themes of one language.

    A "*" stands for whatever a word goes on with, so that all its forms count.
    """

    def __init__(self, language: str) -> None:
        headed: dict[str, list[tuple[str, _Weights]]] = {}
        for wording, weights in load_themes(language).items():
            head, _, rest = wording.partition("*")
            headed.setdefault(head + "*" if "*" in wording else head, []).append((rest, weights))
        self._open = [head.endswith("*") for head in headed]
        # Of those that begin alike the longest is tried first.
        self._weights = [sorted(many, key=_longest) for many in headed.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(
            [head.removesuffix("*") for head in headed],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        )

    def find(self, text: str, first: int, last: int) -> list[_Told]:
        """Return the wordings in a part of a text, in reading order."""
        found: list[_Told] = []
        folded, gaps = fold(text[first:last])
        length, shift, gap = len(folded), first, 0
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded)
        for pattern, start, head in hits:
            end = head
            # Chinese and Japanese write no blanks: there a wording may stand within others.
            apart = folded[start] < _IDEOGRAPHS
            if apart and start and folded[start - 1].isalnum():
                continue
            weights = self._weights[pattern][0][1]
            if self._open[pattern]:
                end, weights = _goes_on(folded, end, self._weights[pattern])
                if end < 0:
                    continue
            elif apart and end < length and folded[end].isalnum():
                continue
            while gap < len(gaps) and gaps[gap][0] <= start:
                shift += gaps[gap][1]
                gap += 1
            inner, ahead = 0, gap
            while ahead < len(gaps) and gaps[ahead][0] < end:
                inner += gaps[ahead][1]
                ahead += 1
            found.append(_Told(start + shift, end + shift + inner, weights))
        return found


def _longest(one: tuple[str, _Weights]) -> int:
    return -len(one[0])


def _goes_on(folded: str, index: int, many: list[tuple[str, _Weights]]) -> tuple[int, _Weights]:
    """Return where a wording ends whose head ends at an index, and its weights; -1 if none."""
    length = len(folded)
    while index < length and folded[index].isalnum():
        index += 1
    for rest, weights in many:
        end = index
        for part in rest.split("*"):
            if not folded.startswith(part, end):
                end = -1
                break
            end += len(part)
            while end < length and folded[end].isalnum():
                end += 1
        if end >= 0:
            return end, weights
    return -1, ()


@final
class _Weighing:
    """What has been told of an act so far: a score, and the first words, for each theme."""

    __slots__ = ("_scores", "_words")

    def __init__(self) -> None:
        self._scores: dict[Theme, float] = {}
        self._words: dict[Theme, _Told] = {}

    def add(self, told: list[_Told], share: float) -> None:
        """Add what the words of one place tell; see the shares."""
        if not told:
            return
        sums: dict[Theme, float] = {}
        for one in told:
            for theme, weight in one.weights:
                sums[theme] = sums.get(theme, 0.0) + weight
                if theme not in self._words:
                    self._words[theme] = one
        for theme, weight in sums.items():
            self._scores[theme] = self._scores.get(theme, 0.0) + share * log1p(weight)

    def outcome(self) -> tuple[Theme, Reason | None]:
        """Return the theme told most of, and why."""
        best, most = Theme.OTHER, 0.0
        for theme, score in self._scores.items():
            # Sums of the same figures in another order may differ in their last digits.
            ahead = score > most + _TIE
            if ahead or (score > most - _TIE and _ORDER[theme] < _ORDER[best]):
                best, most = theme, score
        if best not in self._words:
            return Theme.OTHER, None
        word = self._words[best]
        return best, Reason("theme", f"theme.{best}", Span(word.start, word.end))


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
def _wordings(language: str) -> _Wordings:
    """Return the automaton of a language, built once."""
    return _Wordings(language)
