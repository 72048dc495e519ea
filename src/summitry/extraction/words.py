"""The words of a sentence with what each can be."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from operator import add
from typing import TYPE_CHECKING

from summitry.lexicon.grammar import Grammar, load_grammar
from summitry.lexicon.inflection import Form
from summitry.lexicon.party_terms import NameKind

if TYPE_CHECKING:
    from summitry.extraction.scan import PartyHit

_WORD = re.compile(
    r"[$€£¥]?\d+(?:[.,]\d+)*%?(?:-[^\W\d_]+)*"
    r"|[^\W\d_](?:\.[^\W\d_])+\b\.?"  # U.S., H.E.
    r"|[^\W_]+(?:[-‑‐’'&/][^\W_]+)*"
    r"|[^\w\s]"
)
_CONTRACTED = {"'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "n't": "not"}
# What is left of an auxiliary before "n't".
_CLIPPED = {"wo": "will", "ca": "can", "sha": "shall"}
_CONTRACTIONS = tuple(_CONTRACTED)
_CONTRACTION = re.compile("(?:'ll|'re|'ve|'m|n't)\\Z")


class Tag:
    """What a word can be; a word may carry several.

    Plain numbers: testing a member of an IntFlag takes some ten times as long.
    """

    BASE = 1
    ING = 2
    PAST = 4
    PARTICIPLE = 8
    THIRD = 16
    NOUN_LIKE = 32
    DETERMINER = 64
    PREPOSITION = 128
    CONJUNCTION = 256
    RELATIVE = 512
    NEGATION = 1024
    AUXILIARY = 2048
    ADVERB = 4096
    PRONOUN = 8192
    NUMBER = 16384
    MARK = 32768
    TO = 65536
    FRONTING = 131072
    ADJECTIVE_LIKE = 262144
    NOT_GERUND = 524288
    OBJECTIVE = 1048576


_ONE_WORD = frozenset({NameKind.NAME, NameKind.DEMONYM, NameKind.CAPITAL})
VERB = Tag.BASE | Tag.ING | Tag.PAST | Tag.PARTICIPLE | Tag.THIRD


class Words:
    """A sentence as words: lower-case wording, offsets into the document, tags.

    ``parties`` are the names of parties within it, in reading order. The offsets ``starts`` and
    ``ends`` are found when one is first asked for: most sentences are given up before that.
    """

    __slots__ = ("_folded", "end", "ends", "lower", "parties", "start", "starts", "tags", "text")
    starts: list[int]
    ends: list[int]

    def __init__(
        self, text: str, start: int, end: int, lower: list[str], tags: list[int], folded: str = ""
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.lower = lower
        self.tags = tags
        self.parties: list[PartyHit] = []
        self._folded = folded

    def __getattr__(self, name: str) -> list[int]:
        # Reached only while the slot is empty, so that later look-ups cost nothing extra.
        if name not in ("starts", "ends"):
            raise AttributeError(name)
        self._place()
        found: list[int] = getattr(self, name)
        return found

    def _place(self) -> None:
        """Find each word in the folded sentence; between words only blanks can stand."""
        find, position, shift = self._folded.find, 0, self.start
        starts: list[int] = []
        for word in self.lower:
            position = find(word, position)
            starts.append(position + shift)
            position += len(word)
        self.starts = starts
        self.ends = list(map(add, starts, map(len, self.lower)))

    def __len__(self) -> int:
        return len(self.lower)

    def at(self, offset: int) -> int:
        """Return the index of the first word that starts at or after an offset."""
        starts = self.starts
        low, high = 0, len(starts)
        while low < high:
            middle = (low + high) // 2
            if starts[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def name(self, hits: list[PartyHit]) -> None:
        """Take in the names of parties; a name of several words becomes one word.

        So "Trinidad and Tobago" coordinates nothing, and every name is as long as any other.
        """
        self.parties = hits
        for hit in reversed(hits):
            if hit.terms[0].kind not in _ONE_WORD or self.text[hit.start : hit.end].isalpha():
                continue
            first, after = self.at(hit.start), self.at(hit.end)
            if after - first > 1:
                self.lower[first:after] = [" ".join(self.lower[first:after])]
                self.ends[first:after] = [self.ends[after - 1]]
                self.starts[first:after] = [self.starts[first]]
                self.tags[first:after] = [0]

    def is_capitalised(self, index: int) -> bool:
        """Tell whether a word is written with a capital."""
        return self.text[self.starts[index]].isupper()


class _Table(dict[str, int]):
    """The tags of every word met; one not listed is guessed when first asked for."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self._grammar = grammar

    def __missing__(self, word: str) -> int:
        tag = self._guess(word)
        if len(self) < _TABLE_MAX and len(word) < _LONGEST:
            self[word] = tag
        return tag

    def _guess(self, word: str) -> int:
        first = word[0]
        if first.isdigit() or first in "$€£¥":
            return Tag.NUMBER
        if not first.isalpha():
            return Tag.MARK
        if word.endswith("ly") and len(word) > 4 and word not in self._grammar.words["not_adverbs"]:
            return Tag.ADVERB
        if "-" in word and word.rpartition("-")[2] in self._grammar.verbs:
            return self[word.rpartition("-")[2]] & VERB
        return 0


class _Pieces(dict[str, tuple[str, ...]]):
    """What stands between two blanks, as words: the same few thousand pieces make most text."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = tuple(_WORD.findall(piece))
        if len(self) < _TABLE_MAX and len(piece) < _LONGEST:
            self[piece] = words
        return words


class Tagger:
    """Gives each word of a language its tags, by table; a word is looked up once."""

    def __init__(self, grammar: Grammar) -> None:
        self._pieces = _Pieces()
        table = self._table = _Table(grammar)
        for word, verb in grammar.verbs.items():
            table[word] = _verb_tags(verb.form)
            plural = verb.form & Form.THIRD and verb.base in grammar.traits["noun_like"]
            if plural or word in grammar.traits["noun_like"]:
                table[word] |= Tag.NOUN_LIKE
            if word in grammar.traits["adjective_like"]:
                table[word] |= Tag.ADJECTIVE_LIKE
        closed = (
            ("determiners", Tag.DETERMINER),
            ("prepositions", Tag.PREPOSITION),
            ("conjunctions", Tag.CONJUNCTION),
            ("relatives", Tag.RELATIVE),
            ("negations", Tag.NEGATION),
            ("auxiliaries", Tag.AUXILIARY),
            ("adverbs", Tag.ADVERB),
            ("pronouns_joint", Tag.PRONOUN),
            ("pronouns_back", Tag.PRONOUN),
            ("fronting", Tag.FRONTING),
            ("pronouns_objective", Tag.OBJECTIVE),
            ("numerals", Tag.NUMBER),
        )
        for name, tag in closed:
            for word in grammar.words[name]:
                table[word] = table.get(word, 0) | tag
        for word in grammar.words["not_gerunds"]:
            table[word] = table.get(word, 0) & ~int(VERB) | Tag.NOT_GERUND
        table["to"] = table.get("to", 0) | Tag.TO

    def read(self, text: str, start: int, end: int) -> Words:
        """Return the words of ``text[start:end]``."""
        folded = text[start:end].lower().replace("’", "'")
        contracted = "'" in folded and any(map(folded.__contains__, _CONTRACTIONS))
        if contracted or len(folded) != end - start:
            return self._read_with_contractions(text, start, end)
        lower = list(chain.from_iterable(map(self._pieces.__getitem__, folded.split())))
        return Words(text, start, end, lower, list(map(self._table.__getitem__, lower)), folded)

    def _read_with_contractions(self, text: str, start: int, end: int) -> Words:
        """Read one by one what cannot be read at once: "won't" is two words, not as written."""
        lower: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for found in _WORD.finditer(text, start, end):
            word = found.group().lower().replace("’", "'")
            first, last = found.span()
            if "'" in word and (contraction := _CONTRACTION.search(word)):
                whole = word[: contraction.start()]
                full = _CLIPPED.get(whole, whole) if contraction.group() == "n't" else whole
                lower += [full, _CONTRACTED[contraction.group()]]
                starts += [first, first + len(whole)]
                ends += [first + len(whole), last]
                continue
            lower.append(word)
            starts.append(first)
            ends.append(last)
        words = Words(text, start, end, lower, list(map(self._table.__getitem__, lower)))
        words.starts, words.ends = starts, ends
        return words


# Bounds on what a long-running process keeps.
_TABLE_MAX = 100_000
_LONGEST = 40


def _verb_tags(form: Form) -> int:
    tags = 0
    for one, tag in (
        (Form.BASE, Tag.BASE),
        (Form.ING, Tag.ING),
        (Form.PAST, Tag.PAST),
        (Form.PARTICIPLE, Tag.PARTICIPLE),
        (Form.THIRD, Tag.THIRD),
    ):
        if form & one:
            tags |= tag
    return tags


@cache
def tagger(language: str) -> Tagger:
    """Return the tagger of a language, built once."""
    return Tagger(load_grammar(language))
