"""Where an act's clause ends: what follows explains it and belongs to no quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.words import Tag

if TYPE_CHECKING:
    from summitry.extraction.words import Words
    from summitry.lexicon.grammar import Grammar

_CLAUSE_OPENERS = frozenset({"because", "although", "though", "whereas", ":"})
_REPORT_REACH = 7
_APPOSITION_REACH = 6
_DASH_REACH = 5
_DASHES = frozenset({"–", "—"})


def opens_explanation(words: Words, index: int, bound: int) -> bool:
    """Tell a word that opens an explanation whatever stands before it."""
    word = words.lower[index]
    if word in _CLAUSE_OPENERS:
        return True
    if index + 1 >= bound:
        return False
    if word in _DASHES:
        near = range(index + 1, min(bound, index + _DASH_REACH))
        told = any(words.tags[later] & Tag.RELATIVE for later in near)
        return told or words.lower[index + 1] in ("a", "an")
    if word == "including":
        return bool(words.tags[index + 1] & Tag.ING)
    return word == "while"


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
    if words.tags[following] & Tag.RELATIVE and word != "that":
        return True
    governed = words.tags[following] & Tag.PREPOSITION and following + 1 < bound
    if governed and words.lower[following + 1] in ("which", "whom", "whose"):
        return True  # ", of which half goes to schools"
    if word in grammar.words["participles"]:
        return not listed
    if _is_report(words, following, bound, grammar) or _is_apposition(words, following, bound):
        return True
    return any(
        words.lower[following : following + len(phrase)] == list(phrase)
        for phrase in grammar.phrases
    )


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


def lists_things(words: Words, index: int, bound: int) -> bool:
    """Tell things held apart by semicolons from a new clause after one."""
    while index < bound and words.lower[index] != ";":
        tag = words.tags[index]
        if tag & (Tag.AUXILIARY | Tag.PRONOUN | Tag.TO) or words.lower[index] == ":":
            return False
        index += 1
    return True
