"""The words of a sentence with what each can be."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.folding import lower
from summitry.extraction.numbers import counting
from summitry.extraction.periods_grammar import telling
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
_CONTRACTION = re.compile("(?:'ll|'re|'ve|'m|n't)\\Z")
# Bounds on what a long-running process keeps.
_PIECES_MAX: Final = 50_000
_LONGEST: Final = 40


class Tag:
    """What a word can be; a word may carry several.

    Plain constants: testing a member of an IntFlag takes some ten times as long, and compiled
    code tests these as it would a number.
    """

    BASE: Final = 1
    ING: Final = 2
    PAST: Final = 4
    PARTICIPLE: Final = 8
    THIRD: Final = 16
    NOUN_LIKE: Final = 32
    DETERMINER: Final = 64
    PREPOSITION: Final = 128
    CONJUNCTION: Final = 256
    RELATIVE: Final = 512
    NEGATION: Final = 1024
    AUXILIARY: Final = 2048
    ADVERB: Final = 4096
    PRONOUN: Final = 8192
    NUMBER: Final = 16384
    MARK: Final = 32768
    TO: Final = 65536
    FRONTING: Final = 131072
    ADJECTIVE_LIKE: Final = 262144
    NOT_GERUND: Final = 524288
    OBJECTIVE: Final = 1048576


_ONE_WORD = frozenset({NameKind.NAME, NameKind.DEMONYM, NameKind.CAPITAL})
VERB: Final = Tag.BASE | Tag.ING | Tag.PAST | Tag.PARTICIPLE | Tag.THIRD


@final
class _Piece:
    """What stands between two blanks: its words, their tags and their places in it."""

    __slots__ = (
        "ends",
        "length",
        "may_count",
        "may_date",
        "starts",
        "tags",
        "word",
        "wording",
        "words",
    )

    def __init__(self, wording: str, read: list[tuple[str, int, int, int]]) -> None:
        self.wording = wording
        self.may_count = counting().search(wording) is not None
        self.may_date = telling().search(wording) is not None
        self.words = tuple([word for word, _, _, _ in read])
        self.word = self.words[0] if len(read) == 1 else None  # where it is all there is
        self.tags = tuple([tag for _, tag, _, _ in read])
        self.starts = tuple([start for _, _, start, _ in read])
        self.ends = tuple([end for _, _, _, end in read])


@final
class Words:
    """A sentence as words: lower-case wording, offsets into the document, tags.

    ``parties`` are the names of parties within it, in reading order. The offsets ``starts`` and
    ``ends`` are found when one is first asked for: most sentences are given up before that.
    ``may_count`` and ``may_date`` are never wrong with "no": no number, no time phrase.
    """

    __slots__ = (
        "_ends",
        "_pieces",
        "_starts",
        "end",
        "lower",
        "may_count",
        "may_date",
        "parties",
        "start",
        "tags",
        "text",
    )

    def __init__(self, text: str, start: int, end: int, pieces: list[_Piece]) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.parties: list[PartyHit] = []
        self._pieces = pieces
        lower: list[str] = []
        self.may_count = self.may_date = False
        for piece in pieces:
            if piece.word is None:
                lower.extend(piece.words)
            else:
                lower.append(piece.word)
            if piece.may_count:
                self.may_count = True
            if piece.may_date:
                self.may_date = True
        self.lower = lower
        self.tags = list(chain.from_iterable([piece.tags for piece in pieces]))
        self._starts: list[int] | None = None
        self._ends: list[int] = []

    @property
    def starts(self) -> list[int]:
        """Where each word begins in the document."""
        if self._starts is None:
            return self._place()
        return self._starts

    @property
    def ends(self) -> list[int]:
        """Where each word ends in the document."""
        if self._starts is None:
            self._place()
        return self._ends

    def _place(self) -> list[int]:
        """Find each piece in the folded sentence; between pieces only blanks can stand."""
        folded = fold_words(self.text[self.start : self.end])
        position = 0
        shift = self.start
        starts: list[int] = []
        ends = self._ends
        for piece in self._pieces:
            position = folded.find(piece.wording, position)
            for start in piece.starts:
                starts.append(start + position + shift)
            for end in piece.ends:
                ends.append(end + position + shift)
            position += len(piece.wording)
        self._starts = starts
        return starts

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
            if hit.kind not in _ONE_WORD or self.text[hit.start : hit.end].isalpha():
                continue
            first, after = self.at(hit.start), self.at(hit.end)
            if after - first > 1:
                starts, ends = self.starts, self.ends
                self.lower[first:after] = [" ".join(self.lower[first:after])]
                ends[first:after] = [ends[after - 1]]
                starts[first:after] = [starts[first]]
                self.tags[first:after] = [0]

    def is_capitalised(self, index: int) -> bool:
        """Tell whether a word is written with a capital."""
        return self.text[self.starts[index]].isupper()


_CLOSED_CLASSES = (
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


class Tagger:
    """Splits a language's sentences into words and gives each its tags.

    Pieces between blanks are kept as they were read: the same few thousand make most text.
    """

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._pieces: dict[str, _Piece] = {}
        table: dict[str, int] = {}
        self._table = table
        for word, verb in grammar.verbs.items():
            table[word] = _verb_tags(verb.form)
            plural = verb.form & Form.THIRD and verb.base in grammar.traits["noun_like"]
            if plural or word in grammar.traits["noun_like"]:
                table[word] |= Tag.NOUN_LIKE
            if word in grammar.traits["adjective_like"]:
                table[word] |= Tag.ADJECTIVE_LIKE
        for name, tag in _CLOSED_CLASSES:
            for word in grammar.words[name]:
                table[word] = table.get(word, 0) | tag
        for word in grammar.words["not_gerunds"]:
            table[word] = table.get(word, 0) & ~VERB | Tag.NOT_GERUND
        table["to"] = table.get("to", 0) | Tag.TO

    def read(self, text: str, start: int, end: int) -> Words:
        """Return the words of ``text[start:end]``."""
        known = self._pieces
        pieces: list[_Piece] = []
        for wording in fold_words(text[start:end]).split():
            piece = known.get(wording)
            if piece is None:
                piece = self._read_piece(wording)
            pieces.append(piece)
        return Words(text, start, end, pieces)

    def _read_piece(self, wording: str) -> _Piece:
        read: list[tuple[str, int, int, int]] = []
        for found in _WORD.finditer(wording):
            word, first, last = found.group(), found.start(), found.end()
            contraction = _CONTRACTION.search(word) if "'" in word else None
            if contraction is None:
                read.append((word, self._tag(word), first, last))
                continue
            # "won't" is two words, not as written.
            whole, ending = word[: contraction.start()], contraction.group()
            middle = first + len(whole)
            full = _CLIPPED.get(whole, whole) if ending == "n't" else whole
            spelled = _CONTRACTED[ending]
            read.append((full, self._tag(full), first, middle))
            read.append((spelled, self._tag(spelled), middle, last))
        piece = _Piece(wording, read)
        if len(self._pieces) < _PIECES_MAX and len(wording) < _LONGEST:
            self._pieces[wording] = piece
        return piece

    def _tag(self, word: str) -> int:
        """Return the tags of a word; one not listed is guessed."""
        tag = self._table.get(word)
        if tag is not None:
            return tag
        first = word[:1]
        if first.isdigit() or first in "$€£¥":
            return Tag.NUMBER
        if not first.isalpha():
            return Tag.MARK
        if word.endswith("ly") and len(word) > 4 and word not in self._grammar.words["not_adverbs"]:
            return Tag.ADVERB
        if "-" in word and word.rpartition("-")[2] in self._grammar.verbs:
            return self._tag(word.rpartition("-")[2]) & VERB
        return 0


def fold_words(text: str) -> str:
    """Return a text in lower case and with plain apostrophes, every offset kept."""
    return lower(text).replace("’", "'")


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
