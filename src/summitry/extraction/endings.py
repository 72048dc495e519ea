"""Where an act's clause ends: what follows explains it and belongs to no quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.words import VERB, Tag

if TYPE_CHECKING:
    from summitry.extraction.words import Words
    from summitry.lexicon.grammar import Grammar

_CLAUSE_OPENERS = frozenset({"because", "although", "though", "whereas", ":"})
_REPORT_REACH = 7
_APPOSITION_REACH = 6
_DASH_REACH = 5
_LIKENING_REACH = 10
_DASHES = frozenset({"–", "—"})
EXPLAINING = _CLAUSE_OPENERS | _DASHES | {"including", "while", "so"}
"""Words that can open an explanation; see :func:`opens_explanation`."""


def opens_explanation(words: Words, index: int, bound: int) -> bool:
    """Tell a word that opens an explanation whatever stands before it."""
    word = words.lower[index]
    if word in _CLAUSE_OPENERS:
        return words.text[words.ends[index] : words.ends[index] + 1] != "/"  # "https://"
    if index + 1 >= bound:
        return False
    if word in _DASHES:
        near = range(index + 1, min(bound, index + _DASH_REACH))
        told = any(words.tags[later] & Tag.RELATIVE for later in near)
        return told or words.lower[index + 1] in ("a", "an")
    if word == "including":
        by = words.lower[index + 1] in ("by", "through")
        return bool(words.tags[index + 1] & Tag.ING) or (by and lists_gerunds(words, index + 2))
    return word == "while" or (word == "so" and words.lower[index + 1] == "that")


def comma_explains(words: Words, index: int, bound: int, grammar: Grammar, *, listed: bool) -> bool:
    """Tell ", which …", ", recognizing …" and ", in line with …" from a further act.

    ``listed`` tells that -ing forms after commas are members of a list of acts.
    """
    following = index + 1
    while following < bound and words.tags[following] & Tag.ADVERB:
        following += 1
    if following >= bound:
        return True
    word = words.lower[following]
    if _is_relative(words, following, bound) or word == "former":
        return True
    if word in grammar.words["participles"]:
        return not listed
    tests = (_adds_value, _is_apposition, _likens)
    if any(test(words, following, bound) for test in tests):
        return True
    phrased = any(
        words.lower[following : following + len(phrase)] == list(phrase)
        for phrase in grammar.phrases
        if phrase[0] == word
    )
    return phrased or _is_report(words, following, bound, grammar)


def _is_relative(words: Words, index: int, bound: int) -> bool:
    """Tell ", which helps" and ", of which half goes to schools"."""
    if words.tags[index] & Tag.RELATIVE and words.lower[index] != "that":
        return True
    governed = words.tags[index] & Tag.PREPOSITION and index + 1 < bound
    return bool(governed) and words.lower[index + 1] in ("which", "whom", "whose")


def _adds_value(words: Words, index: int, bound: int) -> bool:
    """Tell ", as well as to the rule of law" after an act from a further act."""
    if words.lower[index : index + 3] != ["as", "well", "as"] or index + 4 >= bound:
        return False
    return bool(words.tags[index + 3] & Tag.TO) and not words.tags[index + 4] & VERB


def _likens(words: Words, index: int, bound: int) -> bool:
    """Tell ", as Japan did in 2011" from ", as well as" and ", as part of"."""
    if words.lower[index] != "as" or words.lower[index + 1 : index + 2] in (["well"], ["part"]):
        return False
    near = range(index + 1, min(bound, index + _LIKENING_REACH))
    stop = next((at for at in near if words.tags[at] & Tag.MARK), bound)
    return any(words.tags[at] & Tag.AUXILIARY for at in near if at < stop)


def _is_apposition(words: Words, index: int, bound: int) -> bool:
    """Tell ", a framework that will guide …" from a further object."""
    if not words.tags[index] & Tag.DETERMINER:
        return False
    for later in range(index + 1, min(bound, index + _APPOSITION_REACH)):
        tag = words.tags[later]
        if tag & Tag.RELATIVE:
            return True
        if tag & (Tag.MARK | Tag.CONJUNCTION | Tag.TO | Tag.AUXILIARY):
            return False
    return False


def _is_report(words: Words, index: int, bound: int, grammar: Grammar) -> bool:
    """Tell ", the Bank said" at the end of a sentence."""
    last = bound - 1
    while last > index and words.tags[last] & Tag.MARK:
        last -= 1
    return last - index < _REPORT_REACH and words.lower[last] in grammar.words["reporting"]


def lists_gerunds(words: Words, index: int) -> bool:
    """Tell "opening A, training B, and hosting C", acts in a row, from one manner of acting."""
    count = len(words)
    if index >= count or not words.tags[index] & Tag.ING:
        return False
    return any(
        words.lower[later] == ","
        and words.lower[later + 1] in ("and", "or")
        and bool(words.tags[later + 2] & Tag.ING)
        for later in range(index + 1, count - 2)
    )


def lists_things(words: Words, index: int, bound: int) -> bool:
    """Tell things held apart by semicolons from a new clause after one."""
    while index < bound and words.lower[index] != ";":
        tag = words.tags[index]
        finite = tag & Tag.THIRD and not tag & (Tag.NOUN_LIKE | Tag.BASE)
        if finite or tag & (Tag.AUXILIARY | Tag.PRONOUN | Tag.TO) or words.lower[index] == ":":
            return False
        index += 1
    return True
