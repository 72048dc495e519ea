"""Which terms of a wording name a party: they tell who speaks, not what of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.lexicon.parties import NameKind, load_parties
from summitry.model import ALL_PARTIES, PartyKind
from summitry.tracing.terms import NAME_MARK, Terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMES = frozenset(NameKind) - {NameKind.BODY, NameKind.OFFICE, NameKind.IGNORED}
_KNOWN = (NameKind.NAME, NameKind.BODY)


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The stems that name parties, and the acronyms of their bodies, by code."""

    names: dict[str, frozenset[str]]
    bodies: dict[str, frozenset[str]]
    acronyms: frozenset[str]
    states: frozenset[str]

    def naming(self, codes: Iterable[str]) -> frozenset[str]:
        """Return the stems in the names of parties, their leaders and their demonyms."""
        return _union(self.names, codes)

    def bodies_of(self, codes: Iterable[str]) -> frozenset[str]:
        """Return the acronyms of the agencies of parties, as terms."""
        return _union(self.bodies, codes)

    def states_in(self, wording: str) -> frozenset[str]:
        """Return the codes of the states that a wording names."""
        pattern, codes = _state_names()
        return frozenset(codes[found] for found in pattern.findall(wording))


@cache
def party_words(language: str) -> PartyWords:
    """Return the words of the parties as terms of a language."""
    terms: Terms = terms_of(language)
    names: dict[str, set[str]] = {}
    bodies: dict[str, set[str]] = {}
    acronyms: set[str] = set()
    for term in load_parties().terms:
        stems = terms.distinct(term.surface)
        short = {stem for stem in stems if stem.startswith(NAME_MARK)}
        if term.kind in _NAMES and term.code:
            names.setdefault(term.code, set()).update(stems)
        if term.kind is NameKind.BODY:
            bodies.setdefault(term.code, set()).update(short)
        if term.kind in _KNOWN:
            acronyms |= short
    return PartyWords(
        {code: frozenset(stems) for code, stems in names.items()},
        {code: frozenset(stems) for code, stems in bodies.items()},
        frozenset(acronyms),
        frozenset(one.code for one in load_parties().parties() if one.kind is PartyKind.STATE),
    )


@cache
def _state_names() -> tuple[re.Pattern[str], dict[str, str]]:
    lexicon = load_parties()
    states = {one.code for one in lexicon.parties() if one.kind is PartyKind.STATE}
    codes = {
        term.surface: term.code
        for term in lexicon.terms
        if term.kind is NameKind.NAME and term.code in states and not term.ambiguous
    }
    ordered = sorted(codes, key=lambda surface: (-len(surface), surface))
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, ordered))})(?!\w)"), codes


def _union(known: dict[str, frozenset[str]], codes: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for code in codes:
        if code != ALL_PARTIES:
            found |= known.get(code, frozenset())
    return frozenset(found)
