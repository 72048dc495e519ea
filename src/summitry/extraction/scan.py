"""One pass over a text for everything whose wording the lexicon lists.

The text is folded once (lower case, plain apostrophes, single spaces) and searched once, with
one automaton, for the words that can open an undertaking and for every name of a party. Hits
come back as offsets into the untouched text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import final

import ahocorasick_rs

from summitry.extraction.folding import lower
from summitry.lexicon.constructions import INHERITED
from summitry.lexicon.grammar import Grammar, load_grammar
from summitry.lexicon.inflection import Form
from summitry.lexicon.parties import load_parties
from summitry.lexicon.party_terms import NameKind, PartyTerm

_HIDING_MARKS = "'’‘ʼ:"
_STRETCH = 200_000  # characters
_WORD = re.compile(r"\w+")
_RUN = re.compile(r"\s\s+")
_RARE_PLAIN_BLANKS = "\x0b\x0c\x1c\x1d\x1e\x1f"
_RARE_BLANKS = _RARE_PLAIN_BLANKS + (
    "\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a\u2028\u2029\u205f\u3000"
)
_PLAIN_FOLDS = (("\n", " "), ("\r", " "), ("\t", " "))
_FOLDS = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("ʻ", "'"),
    ("‑", "-"),
    ("‐", "-"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2009", " "),
    *_PLAIN_FOLDS,
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


@final
class PartyHit:
    """A party's name in the text: offsets, and every party the wording may stand for.

    ``code`` and ``kind`` are those of the first, which it is taken to stand for.
    """

    __slots__ = ("code", "end", "kind", "start", "terms")

    def __init__(self, start: int, end: int, terms: tuple[PartyTerm, ...]) -> None:
        self.start = start
        self.end = end
        self.terms = terms
        self.code = terms[0].code
        self.kind = terms[0].kind


@final
class Scan:
    """What one pass found, in reading order.

    ``cues`` are words one of which every undertaking holds, ``joints`` "and" and "as"; ``hidden``
    are names with such a word inside, which might belong to an undertaking after all.
    """

    __slots__ = ("cues", "hidden", "joints", "parties")

    def __init__(self) -> None:
        self.cues: list[int] = []
        self.parties: list[PartyHit] = []
        self.joints: list[int] = []
        self.hidden: list[int] = []


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
        self._apart = _pairs(cues)
        self._automaton = ahocorasick_rs.AhoCorasick(
            [*cue_words, *names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def scan(self, text: str, lowered: str = "") -> Scan:
        """Return the hits of one pass; time is linear in the length of the text.

        ``lowered`` is the text in lower case where that is known already. A long text is
        searched in stretches, so that what is held at a time stays small.
        """
        found = Scan()
        lowered = lowered or lower(text)
        start = 0
        while start < len(text):
            end = _stretch_end(text, start)
            self._search(text, start, close_up(unify(lowered[start:end])), found)
            start = end
        return found

    def may_miss(self, text: str, start: int, end: int) -> bool:
        """Tell a sentence that may hold a construction although no cue was found in it.

        Cue words hide in contractions ("we'll"), and pairs of them stand apart ("is here to");
        a colon may open a list inside the sentence, whatever its words are.
        """
        for mark in _HIDING_MARKS:
            if text.find(mark, start, end) >= 0:
                return True
        lowered = text[start:end].lower()
        for one, two in self._apart:
            first = _place(lowered, one, last=False)
            if first >= 0 and first < _place(lowered, two, last=True):
                return True
        return False

    def _search(
        self, text: str, offset: int, folding: tuple[str, list[tuple[int, int]]], found: Scan
    ) -> None:
        """Search one stretch, given as it is folded; ``offset`` is where it begins in the text."""
        folded, gaps = folding
        cues, joints = found.cues, found.joints
        first_cue, first_name = self._first_cue, self._first_name
        shift, gap, gap_count = offset, 0, len(gaps)
        length = len(folded)
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded)
        for pattern, start, end in hits:
            if (start and folded[start - 1].isalnum()) or (end < length and folded[end].isalnum()):
                continue
            while gap < gap_count and gaps[gap][0] <= start:
                shift += gaps[gap][1]
                gap += 1
            if pattern < first_cue:
                joints.append(start + shift)
            elif pattern < first_name:
                cues.append(start + shift)
            else:
                last, ahead = end + shift, gap
                while ahead < gap_count and gaps[ahead][0] < end:
                    last += gaps[ahead][1]
                    ahead += 1
                self._note_name(text, pattern, start + shift, last, found)

    def _note_name(self, text: str, pattern: int, start: int, end: int, found: Scan) -> None:
        """Keep a name of a party, and where a cue word may hide in it."""
        if pattern in self._hiding:
            found.hidden.append(start)
        terms = self._matching(text, start, end, pattern)
        if terms:
            found.parties.append(PartyHit(start, end, terms))

    def _matching(self, text: str, start: int, end: int, pattern: int) -> tuple[PartyTerm, ...]:
        terms = self._terms[pattern - self._first_name]
        if len(terms) == 1 and not terms[0].case_sensitive:
            return () if terms[0].kind is NameKind.IGNORED else terms
        spelled = " ".join(text[start:end].replace("’", "'").split())
        found = tuple(
            term for term in terms if not term.case_sensitive or _same_case(term.surface, spelled)
        )
        return () if any(term.kind is NameKind.IGNORED for term in found) else found


def _pairs(cues: set[str]) -> list[tuple[str, str]]:
    """Return the two words of every cue of two, which others may part."""
    pairs = [pair.split() for pair in sorted(cues) if " " in pair]
    return [(one, two) for one, two in pairs]


def _place(lowered: str, word: str, *, last: bool) -> int:
    """Return where a word stands first, or last, as a whole word, or -1."""
    length = len(lowered)
    place = lowered.rfind(word) if last else lowered.find(word)
    while place >= 0:
        after = place + len(word)
        whole = after == length or not lowered[after].isalnum()
        if whole and (place == 0 or not lowered[place - 1].isalnum()):
            return place
        place = lowered.rfind(word, 0, after - 1) if last else lowered.find(word, place + 1)
    return -1


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
    return close_up(unify(lower(text)))


def unify(lowered: str) -> str:
    """Return a text in lower case with one kind of apostrophe, hyphen and blank."""
    for old, new in _PLAIN_FOLDS if lowered.isascii() else _FOLDS:
        if old in lowered:
            lowered = lowered.replace(old, new)
    return lowered


def close_up(unified: str) -> tuple[str, list[tuple[int, int]]]:
    """Make one space of every run of white space; see :func:`fold`."""
    kept: list[str] = []
    gaps: list[tuple[int, int]] = []
    position = place = 0
    for start, end in _runs(unified):
        kept.append(unified[position:start])
        place += start - position + 1
        gaps.append((place, end - start - 1))
        position = end
    if not gaps:
        return unified, gaps
    kept.append(unified[position:])
    return " ".join(kept), gaps


def _runs(unified: str) -> list[tuple[int, int]]:
    """Return where white space runs over more than one character."""
    for blank in _RARE_PLAIN_BLANKS if unified.isascii() else _RARE_BLANKS:
        if blank in unified:
            return [found.span() for found in _RUN.finditer(unified)]
    runs: list[tuple[int, int]] = []
    length = len(unified)
    start = unified.find("  ")
    while start >= 0:
        end = start + 2
        while end < length and unified[end] == " ":
            end += 1
        runs.append((start, end))
        start = unified.find("  ", end)
    return runs


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
