"""Verbs: where one stands, which act it introduces, what its base form is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.words import VERB, Tag, Words

if TYPE_CHECKING:
    from summitry.lexicon.grammar import Grammar

FORM_TAGS = {"base": Tag.BASE, "ing": Tag.ING}
_CHAINED = frozenset(
    {"continue", "seek", "strive", "endeavor", "endeavour", "aim", "help", "try", "move", "go"}
    | {"plan", "agree", "remain", "stand", "be", "look"}
)
_PURPOSE_REACH = 24
_LIGHT = frozenset({"take", "undertake"})
_LIGHT_REACH = 6
_CORRELATIVES = frozenset({"both", "either", "only"})
_CLOSED = (
    Tag.DETERMINER
    | Tag.PREPOSITION
    | Tag.PRONOUN
    | Tag.MARK
    | Tag.NUMBER
    | Tag.RELATIVE
    | Tag.CONJUNCTION
    | Tag.OBJECTIVE
)


def skip_enumerator(words: Words, index: int) -> int:
    """Return the index after "(i)" or "(a)", or the index itself."""
    marks = words.lower[index : index + 3]
    if len(marks) == 3 and marks[0] == "(" and marks[2] == ")" and len(marks[1]) <= 4:
        return index + 3
    return index


def find_verb(words: Words, index: int, form: str) -> int | None:
    """Return the verb of a form that stands at ``index``, adverbs left out, or None."""
    count = len(words)
    index = skip_enumerator(words, index)
    skipped = Tag.ADVERB | Tag.NEGATION
    while index < count and (
        (words.tags[index] & skipped and not words.tags[index] & VERB)
        or words.lower[index] in _CORRELATIVES
    ):
        index += 1
    if index >= count:
        return None
    found = _is_gerund(words, index) if form == "ing" else _is_infinitive(words, index)
    return index if found else None


def _is_gerund(words: Words, index: int) -> bool:
    tag, word = words.tags[index], words.lower[index]
    if tag & Tag.NOT_GERUND:
        return False
    return bool(tag & Tag.ING) or (word.endswith("ing") and len(word) > 5 and not tag)


def _is_infinitive(words: Words, index: int) -> bool:
    tag, word = words.tags[index], words.lower[index]
    if tag & Tag.BASE:
        return True
    # An unknown word after "will" or "to" is a verb nobody listed.
    unlisted = not tag & (_CLOSED | VERB) and word.replace("-", "").isalpha()
    return (word == "be" or unlisted) and not words.is_capitalised(index)


def head_verb(words: Words, verb: int, grammar: Grammar) -> int:
    """Follow a verb that only introduces another: "continue to support", "help build"."""
    current = verb
    for _ in range(4):
        base = base_form(words, current, grammar)
        if base in grammar.traits["cooperative"]:
            return shared_purpose(words, current) or current
        if base in _LIGHT:
            return _light_purpose(words, current, grammar) or current
        if base not in _CHAINED:
            return current
        index = current + 1
        while index < len(words) and words.tags[index] & Tag.ADVERB:
            index += 1
        if index < len(words) and words.tags[index] & Tag.TO:
            following = find_verb(words, index + 1, "base")
            if following is not None and not words.tags[following] & Tag.BASE:
                following = None  # "go to schools"
        elif base == "help" and index < len(words) and words.tags[index] & Tag.BASE:
            following = index if not words.tags[index] & Tag.NOUN_LIKE else None
        else:
            following = None
        if following is None:
            return current
        current = following
    return current


def _light_purpose(words: Words, verb: int, grammar: Grammar) -> int | None:
    """Return the verb that "take further steps to" only leads up to."""
    for index in range(verb + 1, min(verb + _LIGHT_REACH, len(words) - 2)):
        tag = words.tags[index]
        if words.lower[index] in grammar.words["steps"]:
            infinitive = words.tags[index + 1] & Tag.TO and words.tags[index + 2] & Tag.BASE
            return index + 2 if infinitive else None
        if tag & (Tag.MARK | Tag.PREPOSITION | Tag.RELATIVE | Tag.TO):
            return None
    return None


def shared_purpose(words: Words, verb: int) -> int | None:
    """Return the verb that says what working together is for: "work with X to build"."""
    for index in range(verb + 1, min(verb + _PURPOSE_REACH, len(words) - 1)):
        tag = words.tags[index]
        if tag & Tag.TO and words.tags[index + 1] & Tag.BASE:
            joined = words.lower[index - 2 : index] == [",", "and"]
            return None if joined else index + 1  # "cooperate on X, and to share Y"
        finite = tag & Tag.BASE and not tag & (Tag.NOUN_LIKE | Tag.ADJECTIVE_LIKE)
        finite = finite or (tag & Tag.PAST and words.lower[index - 1] in ("and", ","))
        if words.lower[index] in (";", ":") or tag & Tag.RELATIVE or finite:
            return None
    return None


def base_form(words: Words, index: int, grammar: Grammar) -> str:
    """Return the base form of the verb at a word; an unlisted verb is taken as it stands."""
    word = words.lower[index]
    verb = grammar.verbs.get(word) or grammar.verbs.get(word.rpartition("-")[2])
    if verb is not None:
        return verb.base
    if words.tags[index] & Tag.ING or word.endswith("ing"):
        return word[:-3]
    return word


def takes_object(words: Words, index: int) -> bool:
    """Tell whether what stands after a word can be its object: then the word is a verb."""
    tag, word = words.tags[index], words.lower[index]
    if tag & (Tag.DETERMINER | Tag.NUMBER):
        return True
    if tag & (Tag.MARK | Tag.CONJUNCTION | Tag.RELATIVE | Tag.AUXILIARY | Tag.TO):
        return word in ("“", '"', "‘")
    if tag & Tag.PREPOSITION:
        return word in ("on", "with", "towards", "toward") and not tag & Tag.ADVERB
    return True
