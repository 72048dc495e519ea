"""The terms of a wording: what it speaks of, without its grammar."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from summitry.lexicon.tracing import purpose_words

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME_MARK = "#"
"""Opens the term of an acronym, so that ADAPT is not taken for "adapted"."""

_WORD = re.compile(r"[^\W_]+(?:[-'’&.][^\W_]+)*")
_ACRONYM = re.compile(r"(?=(?:.*?[A-Z]){2}|\d+[A-Z]|[A-Z]+\d)[A-Z\d][A-Za-z\d&]*(?:-[A-Z\d]+)?\Z")
_POSSESSIVE = re.compile(r"['’](?:s|S)?\Z")
_NUMBER = re.compile(r"\d[\d.,]*[a-z]?\Z")
# Scripts written without spaces between words: two neighbouring characters make a term.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
# Capitals throughout are an acronym up to this length, and emphasis beyond it.
_SHOUTED = 8
_KEPT = 200_000


class Term(NamedTuple):
    """A term, and whether its word is written as a name is: with a capital or a figure in it."""

    stem: str
    name: bool


class Terms:
    """Brings wordings of one language to terms; what a word gives is found out once."""

    def __init__(self, language: str) -> None:
        self.words = purpose_words(language)
        self._known: dict[str, tuple[Term, ...]] = {}

    def of(self, wording: str) -> list[Term]:
        """Return the terms of a wording in their order, repeated where it repeats them."""
        if wording.isupper() and " " in wording.strip():
            wording = wording.lower()
        found: list[Term] = []
        for match in _WORD.finditer(wording):
            found += self._terms(match.group())
        return found

    def words_for(self, wording: str) -> dict[str, str]:
        """Return for each stem of a wording the word it came from, the first one."""
        found: dict[str, str] = {}
        for match in _WORD.finditer(wording):
            for term in self._terms(match.group()):
                found.setdefault(term.stem, match.group())
        return found

    def distinct(self, wording: str) -> frozenset[str]:
        """Return the stems of a wording, each once."""
        return frozenset(term.stem for term in self.of(wording))

    def weight(self, stem: str) -> float:
        """Return how much a stem can tell before it is known how rare it is, from 0 to 1."""
        if stem in self.words.weak:
            return 0.25
        if stem in self.words.common:
            return 0.5
        return 0.6 if stem in self.words.verbs else 1.0

    def _terms(self, word: str) -> tuple[Term, ...]:
        known = self._known.get(word)
        if known is None:
            known = tuple(self._split(word))
            if len(self._known) < _KEPT:
                self._known[word] = known
        return known

    def _split(self, word: str) -> Iterable[Term]:
        word = _POSSESSIVE.sub("", word)
        folded = word.casefold()
        if folded in self.words.empty or _NUMBER.match(folded):
            return
        unspaced = _UNSPACED.findall(folded)
        if unspaced:
            for run in unspaced:
                yield from (Term(run[at : at + 2], False) for at in range(max(1, len(run) - 1)))
            return
        if _ACRONYM.match(word) and (len(word) < _SHOUTED or not word.isalpha()):
            yield Term(NAME_MARK + folded, True)
            return
        for part in folded.split("-"):
            if len(part) > 2 and part not in self.words.empty and not _NUMBER.match(part):
                yield Term(self.words.stem(part), word[:1].isupper())


@cache
def terms_of(language: str) -> Terms:
    """Return what brings wordings of a language to terms, one for the whole process."""
    return Terms(language)
