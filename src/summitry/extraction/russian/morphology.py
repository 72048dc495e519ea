"""What a Russian word can be: its base forms, and its grammar as bits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, final

from summitry.extraction.folding import lower
from summitry.lexicon.russian_forms import analyser

if TYPE_CHECKING:
    from collections.abc import Iterable


@final
class Is:
    """What a form can be, as bits of an integer; one form is often several things."""

    NOUN: Final = 1
    ADJECTIVE: Final = 1 << 1  # full adjectives, participles, ordinals and pronouns used as such
    PRONOUN: Final = 1 << 2
    INFINITIVE: Final = 1 << 3
    FUTURE: Final = 1 << 4  # a perfective verb that is not past: what will be done
    PRESENT: Final = 1 << 5
    PAST: Final = 1 << 6
    SHORT: Final = 1 << 7  # a short adjective or passive participle: "готов", "создан"
    PASSIVE: Final = 1 << 8  # a short passive participle
    GERUND: Final = 1 << 9
    PREPOSITION: Final = 1 << 10
    CONJUNCTION: Final = 1 << 11
    ADVERB: Final = 1 << 12
    NUMBER: Final = 1 << 13
    PARTICIPLE: Final = 1 << 14
    SINGULAR: Final = 1 << 15  # of a verb
    PLURAL: Final = 1 << 16
    FIRST: Final = 1 << 17  # person
    NOMINATIVE_ONE: Final = 1 << 18  # of a noun, in the singular
    NOMINATIVE_MANY: Final = 1 << 19
    GENITIVE: Final = 1 << 20
    DATIVE: Final = 1 << 21
    ACCUSATIVE: Final = 1 << 22
    INSTRUMENTAL: Final = 1 << 23
    LOCATIVE: Final = 1 << 24
    IMPERSONAL: Final = 1 << 25  # neuter singular: "решено", "планировалось"
    ANIMATE: Final = 1 << 26
    IMPERFECTIVE: Final = 1 << 27


NOMINATIVE: Final = Is.NOMINATIVE_ONE | Is.NOMINATIVE_MANY
OBLIQUE: Final = Is.GENITIVE | Is.DATIVE | Is.INSTRUMENTAL | Is.LOCATIVE
FINITE: Final = Is.FUTURE | Is.PRESENT | Is.PAST

_KINDS: Final = {
    "NOUN": Is.NOUN,
    "ADJF": Is.ADJECTIVE,
    "PRTF": Is.ADJECTIVE | Is.PARTICIPLE,
    "ADJS": Is.SHORT,
    "PRTS": Is.SHORT | Is.PASSIVE,
    "NPRO": Is.PRONOUN,
    "INFN": Is.INFINITIVE,
    "GRND": Is.GERUND,
    "PREP": Is.PREPOSITION,
    "CONJ": Is.CONJUNCTION,
    "ADVB": Is.ADVERB,
    "NUMR": Is.NUMBER,
}
_CASES: Final = {
    "gent": Is.GENITIVE,
    "gen2": Is.GENITIVE,
    "datv": Is.DATIVE,
    "accs": Is.ACCUSATIVE,
    "ablt": Is.INSTRUMENTAL,
    "loct": Is.LOCATIVE,
    "loc2": Is.LOCATIVE,
}
_UNLIKELY: Final = 0.03  # as what a form is all but never used
_CLOSED: Final = frozenset({"PREP", "CONJ", "PRCL"})
_KNOWN_MAX: Final = 200_000


@final
class Form:
    """A form: everything it can be, and the base forms it can belong to.

    ``verb`` is the base form of the verb it is, where it is one.
    """

    __slots__ = ("lemmas", "noun", "tags", "verb")

    def __init__(self, tags: int, lemmas: tuple[str, ...], verb: str, noun: str) -> None:
        self.tags = tags
        self.lemmas = lemmas
        self.verb = verb
        self.noun = noun


NOTHING: Final = Form(0, (), "", "")


@final
class Morphology:
    """The forms met so far; each is looked up once."""

    def __init__(self) -> None:
        self._analyser: Any = analyser()
        self._known: dict[str, Form] = {}
        self._listed: dict[str, bool] = {}

    def form(self, lowered: str) -> Form:
        """Return what a word in lower case can be."""
        found = self._known.get(lowered)
        if found is None:
            found = self._look_up(lowered)
            self._keep(lowered, found)
        return found

    def name(self, lowered: str) -> Form:
        """Return what a word with a capital can be: a name by its ending, if no word is known.

        To guess at names as at other words takes long, and tells no more.
        """
        found = self._known.get(lowered)
        if found is None:
            known = self._analyser.word_is_known(lowered)
            found = self._look_up(lowered) if known else _guessed(lowered)
            self._keep(lowered, found)
        return found

    def is_known(self, lowered: str) -> bool:
        """Tell a word of the dictionary from a name or a word it lacks."""
        found = self._listed.get(lowered)
        if found is None:
            if len(self._listed) >= _KNOWN_MAX:
                self._listed.clear()
            found = self._listed[lowered] = bool(self._analyser.word_is_known(lowered))
        return found

    def _keep(self, lowered: str, form: Form) -> None:
        if len(self._known) >= _KNOWN_MAX:
            self._known.clear()
        self._known[lowered] = form

    def forms_of(self, word: str, kind: str = "") -> dict[str, int]:
        """Return every form of a base form, with what it can be; of one part of speech if given."""
        parsed = [one for one in self._analyser.parse(word) if not kind or kind == one.tag.POS]
        plain = plainly(word)
        fitting = [one for one in parsed if plainly(one.normal_form) == plain] or parsed[:1]
        found: dict[str, int] = {plain: 0}
        for one in fitting[:2]:
            for each in one.lexeme:
                written = plainly(each.word)
                found[written] = found.get(written, 0) | _bits(each.tag)
        return found

    def _look_up(self, lowered: str) -> Form:
        if not lowered[:1].isalpha():
            return NOTHING
        tags, verb, noun = 0, "", ""
        lemmas: dict[str, None] = {}
        parsed = self._analyser.parse(lowered)
        closed = bool(parsed) and str(parsed[0].tag.POS) in _CLOSED
        for one in parsed:
            tag = one.tag
            kind = str(tag.POS)
            if one.score < _UNLIKELY and (kind != "NOUN" or closed):
                continue
            bits = _bits(tag)
            lemma = plainly(one.normal_form)
            tags |= bits
            lemmas[lemma] = None
            if not verb and kind in ("VERB", "INFN", "PRTS", "GRND"):
                verb = lemma
            if not noun and kind == "NOUN":
                noun = lemma
        if tags & Is.PRESENT:
            tags &= ~Is.FUTURE  # "проводят", "считают": the rare perfective is not meant
        return Form(tags, tuple(lemmas), verb, noun)


@cache
def morphology() -> Morphology:
    """Return the one table of forms; the dictionary is loaded on the first call."""
    return Morphology()


def plainly(word: str) -> str:
    """Return a word in lower case with "е" for "ё", as most texts print it."""
    return lower(word).replace("ё", "е")


_ENDINGS: Final = (
    ("ами", Is.INSTRUMENTAL),
    ("ов", Is.NOMINATIVE_ONE | Is.GENITIVE),
    ("ом", Is.INSTRUMENTAL),
    ("ем", Is.INSTRUMENTAL),
    ("ым", Is.INSTRUMENTAL),
    ("ой", Is.GENITIVE | Is.DATIVE | Is.INSTRUMENTAL | Is.LOCATIVE),
    ("а", Is.NOMINATIVE_ONE | Is.GENITIVE | Is.ACCUSATIVE),
    ("я", Is.NOMINATIVE_ONE | Is.GENITIVE | Is.ACCUSATIVE),
    ("у", Is.DATIVE | Is.ACCUSATIVE),
    ("ю", Is.DATIVE | Is.ACCUSATIVE),
    ("е", Is.DATIVE | Is.LOCATIVE | Is.NOMINATIVE_ONE),
    ("ы", Is.GENITIVE | Is.NOMINATIVE_MANY),
    ("и", Is.GENITIVE | Is.NOMINATIVE_MANY | Is.NOMINATIVE_ONE),
)


def _guessed(lowered: str) -> Form:
    cases = Is.NOMINATIVE_ONE | Is.ACCUSATIVE
    for ending, bits in _ENDINGS:
        if lowered.endswith(ending):
            cases = bits
            break
    return Form(Is.NOUN | cases, (lowered,), "", lowered)


def _bits(tag: Any) -> int:
    kind = str(tag.POS)
    bits = _KINDS.get(kind, 0)
    if kind == "VERB":
        return _verb_bits(tag)
    plural = tag.number == "plur"
    if tag.case in ("nomn", "voct"):
        bits |= Is.NOMINATIVE_MANY if plural else Is.NOMINATIVE_ONE
    elif tag.case is not None:
        bits |= _CASES.get(str(tag.case), 0)
    if kind in ("ADJS", "PRTS"):
        bits |= Is.PLURAL if plural else Is.SINGULAR
        if tag.gender == "neut":
            bits |= Is.IMPERSONAL
    if kind == "INFN" and tag.aspect == "impf":
        bits |= Is.IMPERFECTIVE
    if tag.animacy == "anim":
        bits |= Is.ANIMATE
    if kind == "NUMR" or "Anum" in tag:
        bits |= Is.NUMBER if kind == "NUMR" else 0
    return bits


def _verb_bits(tag: Any) -> int:
    if tag.mood == "impr":
        return 0
    bits = Is.PLURAL if tag.number == "plur" else Is.SINGULAR
    if tag.person == "1per":
        bits |= Is.FIRST
    if tag.tense == "past":
        bits |= Is.PAST
        if tag.gender == "neut":
            bits |= Is.IMPERSONAL
    elif tag.tense == "futr":
        bits |= Is.FUTURE
    else:
        bits |= Is.PRESENT
    if tag.person == "2per":
        return 0
    return bits


def any_known(forms: Iterable[str], lemmas: frozenset[str]) -> bool:
    """Tell whether any of some base forms is listed."""
    return not lemmas.isdisjoint(forms)
