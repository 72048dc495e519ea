"""The words by which two statements are known to speak of the same thing, in one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from summitry.lexicon.grammar import load_grammar
from summitry.lexicon.inflection import Form
from summitry.lexicon.loader import load_table

if TYPE_CHECKING:
    from summitry.lexicon.grammar import Grammar

_SHORTEST_STEM = 4
_ACTING = Form.BASE | Form.ING
_PAST = Form.PAST | Form.PARTICIPLE
# Of a language without words of its own here: what is left of a long word stands for its forms.
_PREFIX = 6


@dataclass(frozen=True, slots=True)
class PurposeWords:
    """How the words of one language are brought to terms, and how much each tells.

    ``alike`` leads from a stem to the one that stands for its group; ``weak`` are stems that
    almost every undertaking holds; ``known`` is False for a language without data.
    """

    empty: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    alike: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    suffixes: tuple[str, ...] = ()
    openings: frozenset[tuple[str, ...]] = frozenset()
    pointers: frozenset[tuple[str, ...]] = frozenset()
    pronouns: frozenset[str] = frozenset()
    marks: frozenset[tuple[str, ...]] = frozenset()
    undertaking: frozenset[str] = frozenset()
    paying: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    delivery: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    recurring: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    money: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    refusal: frozenset[tuple[str, ...]] = frozenset()
    known: bool = False

    def stem(self, word: str) -> str:
        """Return what the forms of a word have in common, the word in small letters given.

        >>> purpose_words("en").stem("transitions") == purpose_words("en").stem("transitional")
        True
        """
        if not self.known:
            return word[:_PREFIX]
        found = self.fixed.get(word) or stem_of(word, self.suffixes)
        return self.alike.get(found, found)


def stem_of(word: str, suffixes: tuple[str, ...]) -> str:
    """Return a word without its longest suffix, twice at most, four letters left at least."""
    for _ in range(2):
        for suffix in suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
                word = word[: -len(suffix)]
                break
        else:
            break
    return word


@dataclass(frozen=True, slots=True)
class _Stems:
    """What brings the words of one language to stems, as its data say."""

    fixed: dict[str, str]
    suffixes: tuple[str, ...]
    alike: dict[str, str] = field(default_factory=dict)

    def stem(self, word: str) -> str:
        return self.fixed.get(word) or stem_of(word, self.suffixes)

    def lead(self, words: str) -> frozenset[str]:
        """Return the stems that stand for words, each for its group."""
        stems = (self.stem(word) for word in words.split())
        return frozenset(self.alike.get(stem, stem) for stem in stems)


@cache
def purpose_words(language: str) -> PurposeWords:
    """Return the words of a language; for one without data, only rules that fit any language."""
    if not _has_data(language):
        return PurposeWords()
    table = load_table(f"{language}/tracing.toml")
    terms, anaphora, acts = table["terms"], table["anaphora"], table["undertaking"]
    recurring = table["recurring"]
    grammar = load_grammar(language)
    stems = _stems(terms)
    marks = _sequences(acts["marks"])
    verbs = grammar.verbs.items()
    return PurposeWords(
        empty=_closed(grammar) | frozenset(terms["empty"].split()),
        weak=stems.lead(terms["weak"]),
        common=stems.lead(terms["common"]),
        verbs=stems.lead(" ".join(sorted({form.base for _, form in verbs}))),
        alike=stems.alike,
        fixed=stems.fixed,
        suffixes=stems.suffixes,
        openings=_sequences(anaphora["openings"]),
        pointers=_sequences(anaphora["pointers"]),
        pronouns=frozenset(anaphora["pronouns"].split()),
        marks=marks,
        undertaking=stems.lead(" ".join(words[0] for words in marks)),
        paying=stems.lead(acts["paying"]),
        acting=frozenset(word for word, form in verbs if form.form & _ACTING),
        past=frozenset(
            word for word, form in verbs if form.form & _PAST and not form.form & Form.BASE
        ),
        delivery={kind: _sequences(words) for kind, words in table["delivery"].items()},
        recurring=stems.lead(recurring["acts"]) | stems.lead(recurring["events"]),
        ordinals=frozenset(recurring["ordinals"].split()),
        money={kind: _sequences(words) for kind, words in table["money"].items()},
        refusal=_sequences(table["refusal"]["marks"]),
        known=True,
    )


def _stems(terms: dict[str, Any]) -> _Stems:
    suffixes = tuple(sorted(terms["suffixes"], key=lambda suffix: (-len(suffix), suffix)))
    fixed = {word: line.split()[0] for line in terms["fixed"] for word in line.split()}
    made = _Stems(fixed, suffixes)
    for line in terms["together"]:
        group = [made.stem(word) for word in line.split()]
        for stem in group:
            made.alike.setdefault(stem, group[0])
    return made


def _closed(grammar: Grammar) -> frozenset[str]:
    names = ("determiners", "prepositions", "conjunctions", "auxiliaries", "adverbs")
    return frozenset(word for name in names for word in grammar.words[name])


def _sequences(written: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words.split("|")) for words in written.split())


def _has_data(language: str) -> bool:
    folder = resources.files("summitry.lexicon").joinpath("data", language)
    return folder.joinpath("tracing.toml").is_file()
