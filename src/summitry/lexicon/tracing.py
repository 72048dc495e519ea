"""The words by which two statements are known to speak of the same thing, in one language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from summitry.lexicon.grammar import load_grammar
from summitry.lexicon.inflection import Form
from summitry.lexicon.loader import load_table

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


@cache
def purpose_words(language: str) -> PurposeWords:
    """Return the words of a language; for one without data, only rules that fit any language."""
    if not _has_data(language):
        return PurposeWords()
    table = load_table(f"{language}/tracing.toml")
    terms, anaphora = table["terms"], table["anaphora"]
    suffixes = tuple(sorted(terms["suffixes"], key=lambda suffix: (-len(suffix), suffix)))
    grammar = load_grammar(language)
    closed = frozenset(
        word
        for name in ("determiners", "prepositions", "conjunctions", "auxiliaries", "adverbs")
        for word in grammar.words[name]
    )
    fixed = {word: line.split()[0] for line in terms["fixed"] for word in line.split()}

    def stemmed(word: str) -> str:
        return fixed.get(word) or stem_of(word, suffixes)

    alike: dict[str, str] = {}
    for line in terms["together"]:
        stems = [stemmed(word) for word in line.split()]
        for stem in stems:
            alike.setdefault(stem, stems[0])

    marks = _sequences(table["undertaking"]["marks"])

    def lead(words: str) -> frozenset[str]:
        stems = (stemmed(word) for word in words.split())
        return frozenset(alike.get(stem, stem) for stem in stems)

    return PurposeWords(
        empty=closed | frozenset(terms["empty"].split()),
        weak=lead(terms["weak"]),
        common=lead(terms["common"]),
        verbs=lead(" ".join(sorted({form.base for form in grammar.verbs.values()}))),
        alike=alike,
        fixed=fixed,
        suffixes=suffixes,
        openings=_sequences(anaphora["openings"]),
        pointers=_sequences(anaphora["pointers"]),
        pronouns=frozenset(anaphora["pronouns"].split()),
        marks=marks,
        undertaking=lead(" ".join(words[0] for words in marks)),
        paying=lead(table["undertaking"]["paying"]),
        past=frozenset(
            word
            for word, form in grammar.verbs.items()
            if form.form & _PAST and not form.form & Form.BASE
        ),
        acting=frozenset(word for word, form in grammar.verbs.items() if form.form & _ACTING),
        delivery={kind: _sequences(words) for kind, words in table["delivery"].items()},
        recurring=lead(table["recurring"]["acts"]) | lead(table["recurring"]["events"]),
        ordinals=frozenset(table["recurring"]["ordinals"].split()),
        money={kind: _sequences(words) for kind, words in table["money"].items()},
        refusal=_sequences(table["refusal"]["marks"]),
        known=True,
    )


def _sequences(written: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words.split("|")) for words in written.split())


def _has_data(language: str) -> bool:
    folder = resources.files("summitry.lexicon").joinpath("data", language)
    return folder.joinpath("tracing.toml").is_file()
