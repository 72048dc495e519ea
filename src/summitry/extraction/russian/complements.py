"""What a Russian wording governs: an infinitive, or a noun that names an act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summitry.extraction.russian.morphology import FINITE, NOMINATIVE, Is

if TYPE_CHECKING:
    from collections.abc import Callable

    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar

_REACH: Final = 40  # words from a verb to the infinitive it governs
_NEAR: Final = 5
_NOUN_REACH: Final = 12
_STOPS: Final = frozenset({";", ":", "что", "если", "?"})
_AGREEMENTS: Final = frozenset({"договоренность", "соглашение", "понимание", "консенсус"})
_OBLIGATIONS: Final = frozenset({"обязательство", "обязанность", "ответственность"})
_ABOUT: Final = frozenset({"о", "об", "обо"})
_TOWARD: Final = frozenset({"к", "ко"})
_NOT_VERBS: Final = frozenset({"знать", "стать", "печь", "течь", "мочь", "весть", "есть"})

_NAMING: Final = Is.NOUN | Is.ADJECTIVE | Is.CONJUNCTION | Is.NUMBER | Is.PREPOSITION

NOWHERE: Final = -1


def find_complement(
    words: Words, after: int, takes: str, grammar: RussianGrammar
) -> tuple[int, str]:
    """Return where the act that a wording governs begins, and what kind of complement it is.

    ``after`` is the index behind the wording. NOWHERE where it governs nothing of the kinds
    that ``takes`` lists; the nearest is taken where there are several.
    """
    best, kind = NOWHERE, ""
    for one in takes.split():
        finder = _FINDERS.get(one)
        place = finder(words, after, grammar) if finder else NOWHERE
        if place != NOWHERE and (best == NOWHERE or place < best):
            best, kind = place, one
    return best, kind


def is_infinitive(words: Words, index: int) -> bool:
    """Tell an infinitive from a noun that is written like one."""
    infinitive = bool(words.tags(index) & Is.INFINITIVE)
    return infinitive and words.lower[index] not in _NOT_VERBS


def is_finite(words: Words, index: int) -> bool:
    """Tell a verb that makes a clause from a noun that is written like one."""
    tags = words.tags(index)
    return bool(tags & FINITE) and not tags & _NAMING


def is_deed(words: Words, index: int, grammar: RussianGrammar) -> bool:
    """Tell a noun that names an act: "создание", "запуск"."""
    form = words.form(index)
    if not form.tags & Is.NOUN:
        return False
    listed, endings = grammar.words["deeds"], grammar.words["deed_endings"]
    return any(one in listed or one.endswith(tuple(endings)) for one in form.lemmas)


def find_infinitive(words: Words, after: int, _: RussianGrammar) -> int:
    """Return the first infinitive behind a wording, within its clause."""
    for index in range(after, min(len(words), after + _REACH)):
        if words.lower[index] in _STOPS or is_finite(words, index):
            return NOWHERE
        if is_infinitive(words, index):
            return index
    return NOWHERE


def _noun(words: Words, first: int, wanted: int, grammar: RussianGrammar) -> int:
    """Return the noun of an act in one of the cases wanted, behind what describes it."""
    index = first
    last = min(len(words), first + _NOUN_REACH)
    while index < last:
        tags = words.tags(index)
        if words.lower[index] in _STOPS or is_finite(words, index):
            return NOWHERE
        if tags & Is.PREPOSITION and index > first:
            index = after_phrase(words, index)
            continue
        if tags & Is.NOUN and not (tags & Is.ADJECTIVE and words.tags(index + 1) & Is.NOUN):
            fits = tags & wanted and is_deed(words, index, grammar)
            return index if fits else NOWHERE
        if is_infinitive(words, index):
            return NOWHERE
        index += 1
    return NOWHERE


def after_phrase(words: Words, index: int) -> int:
    """Return the index behind a preposition and the noun it governs."""
    last = min(len(words), index + _NOUN_REACH)
    index += 1
    while index < last:
        tags = words.tags(index)
        noun = tags & (Is.NOUN | Is.PRONOUN) and not tags & Is.ADJECTIVE
        if noun or words.lower[index] in (",", "и") or tags & Is.PREPOSITION:
            return index + 1 if noun else max(index, 1)
        index += 1
    return index


def _object(words: Words, after: int, grammar: RussianGrammar) -> int:
    """ "планирует строительство", "планируется строительство": what stands next."""
    first = after
    while first < len(words) and words.tags(first) & Is.PREPOSITION:
        first = after_phrase(words, first)
    return _noun(words, first, Is.ACCUSATIVE | NOMINATIVE, grammar)


def _behind(prepositions: frozenset[str], wanted: int, *, any_noun: bool = False) -> Callable[
    [Words, int, RussianGrammar], int
]:  # fmt: skip
    def find(words: Words, after: int, grammar: RussianGrammar) -> int:
        for index in range(after, min(len(words), after + _NEAR)):
            if words.lower[index] in prepositions:
                return _governed(words, index + 1, wanted, grammar, any_noun=any_noun)
            if words.lower[index] in _STOPS or is_finite(words, index):
                return NOWHERE
        return NOWHERE

    return find


def _governed(
    words: Words, first: int, wanted: int, grammar: RussianGrammar, *, any_noun: bool
) -> int:
    if words.lower[first : first + 1] in (["том"], ["тому"]):
        following = words.lower[first + 1 : first + 3]
        if "чтобы" in following:
            return find_infinitive(words, first + 2, grammar)
        return NOWHERE
    if not any_noun:
        return _noun(words, first, wanted, grammar)
    for index in range(first, min(len(words), first + _NOUN_REACH)):
        tags = words.tags(index)
        if tags & Is.NOUN and tags & wanted and not tags & Is.ADJECTIVE:
            return index
        if is_finite(words, index) or words.lower[index] in _STOPS:
            return NOWHERE
    return NOWHERE


def _genitive(words: Words, after: int, grammar: RussianGrammar) -> int:
    return _noun(words, after, Is.GENITIVE, grammar)


def _dative(words: Words, after: int, grammar: RussianGrammar) -> int:
    return _noun(words, after, Is.DATIVE, grammar)


def _counted(words: Words, after: int, grammar: RussianGrammar) -> int:
    """ "выделяет 5 млн долларов", "открывает новый пункт": the verb itself is the act."""
    fresh = grammar.words["fresh"]
    for index in range(after, min(len(words), after + _NOUN_REACH)):
        if words.lower[index][0].isdigit() or words.tags(index) & Is.NUMBER:
            return after - 1
        if not fresh.isdisjoint(words.form(index).lemmas):
            return after - 1
        if is_finite(words, index) or words.lower[index] in _STOPS:
            return NOWHERE
    return NOWHERE


def _thing(words: Words, after: int, _: RussianGrammar) -> int:
    """ "учреждается совет": the next noun, whatever it is."""
    for index in range(after, min(len(words), after + _NEAR)):
        tags = words.tags(index)
        if tags & NOMINATIVE and tags & Is.NOUN and not tags & Is.ADJECTIVE:
            return index
    return NOWHERE


def _with_noun(nouns: frozenset[str], takes: str) -> Callable[[Words, int, RussianGrammar], int]:
    def find(words: Words, after: int, grammar: RussianGrammar) -> int:
        for index in words.matching(after, after + _NEAR, nouns):
            return find_complement(words, index + 1, takes, grammar)[0]
        return NOWHERE

    return find


_FINDERS: Final = {
    "infinitive": find_infinitive,
    "noun": _object,
    "about": _behind(_ABOUT, Is.LOCATIVE, any_noun=True),
    "kdat": _behind(_TOWARD, Is.DATIVE),
    "po": _behind(frozenset({"по"}), Is.DATIVE),
    "nacc": _behind(frozenset({"на"}), Is.ACCUSATIVE),
    "gen": _genitive,
    "deed": _dative,
    "counted": _counted,
    "thing": _thing,
    "agreement": _with_noun(_AGREEMENTS, "infinitive about"),
    "obligation": _with_noun(_OBLIGATIONS, "infinitive po"),
}
