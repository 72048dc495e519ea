"""One pass over a text for everything whose wording the lexicon lists.

The text is folded once (lower case, plain apostrophes, single spaces) and searched once, with
one automaton, for the words that can open an undertaking and for every name of a party. Hits
come back as offsets into the untouched text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import ahocorasick_rs

from summitry.lexicon.grammar import INHERITED, Grammar, load_grammar
from summitry.lexicon.inflection import Form
from summitry.lexicon.parties import load_parties
from summitry.lexicon.party_terms import NameKind, PartyTerm

_STRETCH = 200_000  # characters
_WORD = re.compile(r"\w+")
_RUN = re.compile(r"(\s\s+)")
_FOLDS = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("‑", "-"),
    ("‐", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    ("\n", " "),
    ("\r", " "),
    ("\t", " "),
)

# Words that join one undertaking to another: nearly every sentence has one, and few of those
# undertake anything, which other words then tell.
_JOINTS = frozenset({"and", "as"})
# Words too frequent to point at an undertaking by themselves.
_COMMON = frozenset(
    {"am", "is", "are", "was", "were", "be", "been", "have", "has", "had", "to", "on", "of", "at"}
    | {"the", "a", "an", "our", "its", "their", "his", "her", "we", "this", "these", "they", "it"}
    | {"which", "for", "in", "'s", "with", "by"}
)


class PartyHit(NamedTuple):
    """A party's name in the text: offsets, and every party the wording may stand for."""

    start: int
    end: int
    terms: tuple[PartyTerm, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass found, in reading order.

    ``cues`` are words one of which every undertaking holds, ``joints`` "and" and "as"; ``hidden``
    are names with such a word inside, which might belong to an undertaking after all.
    """

    cues: list[int]
    parties: list[PartyHit]
    joints: list[int]
    hidden: list[int]


class Scanner:
    """The automaton over one language's cue words and all names of parties."""

    def __init__(self, grammar: Grammar, terms: tuple[PartyTerm, ...]) -> None:
        cue_words = sorted(_cue_words(grammar), key=lambda word: (word not in _JOINTS, word))
        surfaces: dict[str, list[PartyTerm]] = {}
        for term in terms:
            surfaces.setdefault(term.surface.lower(), []).append(term)
        names = sorted(surfaces)
        cues = set(cue_words)
        self._first_cue = len(_JOINTS.intersection(cue_words))
        self._first_name = len(cue_words)
        self._terms = [tuple(surfaces[name]) for name in names if name not in cues]
        names = [name for name in names if name not in cues]
        self._hiding = {
            self._first_name + number
            for number, name in enumerate(names)
            if not cues.isdisjoint(_WORD.findall(name))
        }
        self._hidden = _hidden_pattern(cues)
        self._automaton = ahocorasick_rs.AhoCorasick(
            [*cue_words, *names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def scan(self, text: str) -> Scan:
        """Return the hits of one pass; time is linear in the length of the text.

        A long text is searched in stretches, so that what is held at a time stays small.
        """
        found = Scan([], [], [], [])
        start = 0
        while start < len(text):
            end = _stretch_end(text, start)
            self._search(text[start:end], start, found)
            start = end
        return found

    def may_miss(self, text: str, start: int, end: int) -> bool:
        """Tell a sentence that may hold a construction although no cue was found in it.

        Cue words hide in contractions ("we'll"), and pairs of them stand apart ("is here to");
        a colon may open a list inside the sentence, whatever its words are.
        """
        return self._hidden.search(text, start, end) is not None

    def _search(self, text: str, offset: int, found: Scan) -> None:
        folded, gaps = fold(text)
        cues, parties, joints = found.cues, found.parties, found.joints
        first_cue, first_name, hiding = self._first_cue, self._first_name, self._hiding
        shift, gap, gap_count = 0, 0, len(gaps)
        length = len(folded)
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded):
            if (start and folded[start - 1].isalnum()) or (end < length and folded[end].isalnum()):
                continue
            while gap < gap_count and gaps[gap][0] <= start:
                shift += gaps[gap][1]
                gap += 1
            first = start + shift
            if pattern < first_name:
                (cues if pattern >= first_cue else joints).append(first + offset)
                continue
            if pattern in hiding:
                found.hidden.append(first + offset)
            inner, ahead = shift, gap
            while ahead < gap_count and gaps[ahead][0] < end:
                inner += gaps[ahead][1]
                ahead += 1
            last = end + inner
            terms = self._matching(text[first:last], pattern)
            if terms:
                parties.append(PartyHit(first + offset, last + offset, terms))

    def _matching(self, wording: str, pattern: int) -> tuple[PartyTerm, ...]:
        terms = self._terms[pattern - self._first_name]
        if len(terms) == 1 and not terms[0].case_sensitive:
            return () if terms[0].kind is NameKind.IGNORED else terms
        spelled = " ".join(wording.replace("’", "'").split())
        found = tuple(
            term for term in terms if not term.case_sensitive or _same_case(term.surface, spelled)
        )
        return () if any(term.kind is NameKind.IGNORED for term in found) else found


def _hidden_pattern(cues: set[str]) -> re.Pattern[str]:
    pairs = [pair.split() for pair in sorted(cues) if " " in pair]
    opens, closes = r"(?<![^\W_])", r"(?![^\W_])"
    apart = [rf"{opens}{one}{closes}.*?{opens}{two}{closes}" for one, two in pairs]
    return re.compile("|".join(["['’‘ʼ:]", *apart]), re.IGNORECASE | re.DOTALL)


def _stretch_end(text: str, start: int) -> int:
    """Return where a stretch may end: between paragraphs, else lines, else words."""
    last = start + _STRETCH
    if last >= len(text):
        return len(text)
    for mark in ("\n\n", "\n", " "):
        place = text.rfind(mark, last - _STRETCH // 2, last)
        if place >= 0:
            return place
    return last


def _same_case(surface: str, spelled: str) -> bool:
    """A name in capitals throughout a heading is still the name."""
    return surface == spelled or (spelled.isupper() and len(spelled) > 5)


def fold(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the folded text and where characters were left out: (folded offset, how many).

    Folding keeps one character for one, but for runs of white space, which become one space.
    """
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(
            low if len(low) == 1 else char
            for char, low in zip(text, map(str.lower, text), strict=True)
        )
    for old, new in _FOLDS:
        if old in folded:
            folded = folded.replace(old, new)
    parts = _RUN.split(folded)
    if len(parts) == 1:
        return folded, []
    kept, runs = parts[::2], parts[1::2]
    places = accumulate(len(part) + 1 for part in kept)
    gaps = [(place, len(run) - 1) for place, run in zip(places, runs, strict=False)]
    return " ".join(kept), gaps


def _cue_words(grammar: Grammar) -> set[str]:
    """Return wordings one of which every undertaking holds: the rarest part of each."""
    anchors: set[str] = set()
    for construction in grammar.constructions:
        if construction.subject == INHERITED:
            continue  # attached to an undertaking, which has an anchor of its own
        elements = [_alternatives(element, grammar) for element in construction.words.split()]
        telling = [words for words in elements if words and not words & _COMMON]
        if telling:
            anchors |= telling[0]
            if telling[0] <= _JOINTS:
                anchors |= telling[-1]  # what is joined tells more
        else:
            anchors |= {f"{one} {two}" for one in elements[0] for two in elements[1]}
    return anchors | grammar.words["contracted_modals"]


def _alternatives(element: str, grammar: Grammar) -> set[str]:
    if element in ("...", "POSSESSOR"):
        return set()
    if element == "PROGRESSIVE":
        return {
            word
            for word, verb in grammar.verbs.items()
            if verb.form & Form.ING and verb.base in grammar.traits["progressive"]
        }
    if element.startswith("<"):
        return set(grammar.vocabulary[element.strip("<>")])
    if element.startswith("{"):
        base = element.strip("{}")
        return {word for word, verb in grammar.verbs.items() if verb.base == base}
    return set(element.strip("[]").split("|"))


@cache
def scanner(language: str) -> Scanner:
    """Return the scanner of a language, built once."""
    return Scanner(load_grammar(language), load_parties().terms)
