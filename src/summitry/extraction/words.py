"""The words of a sentence with what each can be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
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
_CONTRACTED = {"'ll": "will", "'re": "are", "'ve": "have", "n't": "not"}
_CONTRACTION = re.compile("(?:'ll|'re|'ve|n't)\\Z")


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


_ONE_WORD = frozenset({NameKind.NAME, NameKind.DEMONYM, NameKind.CAPITAL})
VERB = Tag.BASE | Tag.ING | Tag.PAST | Tag.PARTICIPLE | Tag.THIRD


@dataclass(slots=True)
class Words:
    """A sentence as words: lower-case wording, offsets into the document, tags.

    ``parties`` are the names of parties within it, in reading order.
    """

    text: str
    start: int
    end: int
    lower: list[str]
    starts: list[int]
    ends: list[int]
    tags: list[int]
    parties: list[PartyHit] = field(default_factory=list)

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
            if hit.terms[0].kind not in _ONE_WORD:
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


class Tagger:
    """Gives each word of a language its tags, by table; a word is looked up once."""

    def __init__(self, grammar: Grammar) -> None:
        self._table: dict[str, int] = {}
        self._grammar = grammar
        for word, verb in grammar.verbs.items():
            self._table[word] = _verb_tags(verb.form)
            plural = verb.form & Form.THIRD and verb.base in grammar.traits["noun_like"]
            if plural or word in grammar.traits["noun_like"]:
                self._table[word] |= Tag.NOUN_LIKE
            if word in grammar.traits["adjective_like"]:
                self._table[word] |= Tag.ADJECTIVE_LIKE
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
        )
        for name, tag in closed:
            for word in grammar.words[name]:
                self._table[word] = self._table.get(word, 0) | tag
        for word in grammar.words["not_gerunds"]:
            self._table[word] = self._table.get(word, 0) & ~int(VERB) | Tag.NOT_GERUND
        self._table["to"] = self._table.get("to", 0) | Tag.TO

    def read(self, text: str, start: int, end: int) -> Words:
        """Return the words of ``text[start:end]``."""
        lower: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for found in _WORD.finditer(text, start, end):
            word = found.group().lower().replace("’", "'")
            first, last = found.span()
            if "'" in word and (contraction := _CONTRACTION.search(word)):
                whole = word[: contraction.start()]
                lower += [whole, _CONTRACTED[contraction.group()]]
                starts += [first, first + len(whole)]
                ends += [first + len(whole), last]
                continue
            lower.append(word)
            starts.append(first)
            ends.append(last)
        table = self._table
        tags = [table.get(word, -1) for word in lower]
        if -1 in tags:
            for index, tag in enumerate(tags):
                if tag < 0:
                    tags[index] = self._guess(lower[index])
        return Words(text, start, end, lower, starts, ends, tags)

    def _guess(self, word: str) -> int:
        first = word[0]
        if first.isdigit() or first in "$€£¥":
            return Tag.NUMBER
        if not first.isalpha():
            return Tag.MARK
        if word.endswith("ly") and len(word) > 4 and word not in self._grammar.words["not_adverbs"]:
            tag = int(Tag.ADVERB)
        elif "-" in word and word.rpartition("-")[2] in self._grammar.verbs:
            tag = self._table[word.rpartition("-")[2]] & VERB
        else:
            tag = 0
        if len(self._table) < _TABLE_MAX:
            self._table[word] = tag
        return tag


# A bound on what a long-running process keeps.
_TABLE_MAX = 200_000


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
