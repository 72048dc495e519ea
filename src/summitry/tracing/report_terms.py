"""The passages of a report as terms, with what each needs for being compared with promises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import QuantityRole
from summitry.tracing.delivery import is_done, is_outlook
from summitry.tracing.party_words import party_words
from summitry.tracing.passages import ReportPart, split_report, words_at
from summitry.tracing.rarity import Rarity
from summitry.tracing.terms import NAME_MARK, terms_of

if TYPE_CHECKING:
    from summitry.model import Document
    from summitry.tracing.names import Names

_INTRODUCED = re.compile(r"\(([A-Z0-9][A-Za-z0-9-]{2,9})\)")
_OPENING_WORDS = 4
_BODY_WORDS = 10
_NAMING_WORDS = 12
_BACK = frozenset({"this", "these"})
_LONGEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage as terms; ``bodies`` are agencies it opens with, ``introduces`` its new names."""

    part: ReportPart
    wording: str
    terms: frozenset[str]
    label: frozenset[str]
    opening_names: frozenset[str]
    bodies: frozenset[str]
    naming: frozenset[str]
    states: frozenset[str]
    goes_on: bool
    points_back: bool
    deed: bool
    outlook: bool
    pays: bool
    paying_words: bool


@dataclass(frozen=True, slots=True)
class ReadReport:
    """All passages of a report, its headings as terms, and how rare each term is."""

    document: Document
    passages: tuple[ReadPassage, ...]
    headings: dict[int, frozenset[str]]
    rarity: Rarity

    def heading(self, position: int) -> str:
        """Return the wording of the heading at a block position."""
        return self.document.blocks[position].span.of(self.document.text)


def read_report(document: Document, names: Names) -> ReadReport:
    """Return a document cut into passages and brought to terms."""
    terms = terms_of(document.language)
    report = split_report(document)
    passages = tuple(_read(part, document, names) for part in report.parts)
    headings = {
        position: terms.distinct(names.fold(span.of(document.text)))
        for position, span in report.headings.items()
    }
    also = {stem for stems in headings.values() for stem in stems}
    return ReadReport(document, passages, headings, Rarity([one.terms for one in passages], also))


def _read(part: ReportPart, document: Document, names: Names) -> ReadPassage:
    language, span = document.language, part.passage.span
    terms = terms_of(language)
    wording = span.of(document.text)
    folded = names.fold(wording)
    stems = terms.distinct(folded)
    label = terms.distinct(names.fold(part.label.of(document.text))) if part.label else frozenset()
    if part.first:
        # "Transport: work has begun" is about transport.
        stems |= label
    openings = tuple(words_at(document.text, span, _OPENING_WORDS))
    introduced = {NAME_MARK + found.lower() for found in _INTRODUCED.findall(wording)}

    def names_in(count: int) -> set[str]:
        first = " ".join(folded.split()[:count])
        return {stem for stem in terms.distinct(first) if stem.startswith(NAME_MARK)}

    return ReadPassage(
        part,
        wording,
        stems,
        label,
        opening_names=frozenset((introduced | names_in(_OPENING_WORDS)) & stems),
        bodies=frozenset(names_in(_BODY_WORDS)),
        naming=frozenset((introduced | names_in(_NAMING_WORDS)) & stems),
        states=party_words(language).states_in(wording),
        goes_on=any(openings[:count] in terms.words.openings for count in range(1, _OPENING_WORDS)),
        points_back=bool(openings) and openings[0] in _BACK,
        deed=is_done(wording, language),
        outlook=is_outlook(wording, language),
        pays=any(one.role is QuantityRole.MONEY for one in part.passage.quantities),
        paying_words=bool(stems & terms.words.paying),
    )
