"""Whether a clause undertakes an act, how firmly, and whether it could be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.subjects import SubjectKind
from summitry.extraction.verbs import base_form
from summitry.extraction.words import Tag, Words
from summitry.model import Force, QuantityRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.extraction.clauses import Act
    from summitry.extraction.complements import Complement
    from summitry.extraction.cues import Cue
    from summitry.extraction.subjects import Subject
    from summitry.lexicon.grammar import Grammar
    from summitry.model import Period, Quantity

_UNCERTAIN = frozenset({SubjectKind.RELATIVE, SubjectKind.ABSTRACT})


def refuse(
    words: Words, act: Act, cue: Cue, complement: Complement, subject: Subject, grammar: Grammar
) -> str | None:
    """Return the rule that keeps a clause from being an undertaking, or None."""
    if subject.kind is SubjectKind.RELATIVE:
        return "refused.explanation"
    if subject.past or (words.lower[cue.first] == "would" and not _is_reported(words, cue)):
        return "refused.past"
    base = base_form(words, act.verb, grammar)
    if subject.negated or _is_negated(words, act, grammar):
        return None if base in grammar.traits["refraining"] else "refused.negated"
    verb_class = grammar.verb_class.get(base)
    if complement.passive:
        # "will be established": the result is the subject; the verb must promise one.
        return None if base in grammar.traits["passive"] else "refused.passive"
    if subject.kind is SubjectKind.ABSTRACT:
        return "refused.forecast"
    if base == "be" and subject.kind is SubjectKind.PARTY and _appoints(words, act.verb + 1):
        return None
    if verb_class == "state" and not complement.nominal:
        return "refused.state"
    if verb_class == "speak" and not complement.nominal:
        if base in grammar.traits["recognition"] and _names_something(words, act.verb + 1):
            return None
        return "refused.speech"
    if _is_hope(words, act, grammar):
        return "refused.hope"
    if subject.kind is SubjectKind.PROGRAMME and base in ("include", "be", "help"):
        return "refused.description" if base != "help" else None
    return None


def _names_something(words: Words, index: int) -> bool:
    """ "will recognize Cook Islands" is an act; "will recognize the importance" is none."""
    while index < len(words) and words.tags[index] & Tag.DETERMINER:
        index += 1
    return index < len(words) and words.is_capitalised(index)


def _is_hope(words: Words, act: Act, grammar: Grammar) -> bool:
    """ "build a bright future": nothing one could ask after."""
    for index in range(act.verb + 1, min(act.after, act.verb + 6)):
        if words.lower[index] in grammar.words["hopes"]:
            return index + 1 >= act.after or words.tags[index + 1] & Tag.PREPOSITION > 0
        if words.tags[index] & (Tag.PREPOSITION | Tag.CONJUNCTION | Tag.MARK):
            return False
    return False


_REPORTING = frozenset(
    {"announced", "pledged", "promised", "said", "confirmed", "agreed", "declared", "stated"}
    | {"added", "noted", "stressed", "informed", "vowed", "reaffirmed", "affirmed", "decided"}
    | {"reiterated", "underlined", "told", "assured", "indicated", "revealed", "disclosed"}
)


def _is_reported(words: Words, cue: Cue) -> bool:
    """ "announced that Germany would train": what was said then was "will"."""
    return not _REPORTING.isdisjoint(words.lower[: cue.first])


def _is_negated(words: Words, act: Act, grammar: Grammar) -> bool:
    """Tell "will not accept", "will no longer finance", "will never use"."""
    index = act.introducer - 1
    while index > act.first and words.tags[index] & (Tag.ADVERB | Tag.NEGATION):
        if words.tags[index] & Tag.NEGATION and words.lower[index + 1] != "only":
            return True
        index -= 1
    return words.lower[index] in grammar.words["negations"] and words.lower[index + 1] != "only"


def _appoints(words: Words, index: int) -> bool:
    """ "The coordinator will be Ambassador X", "Japan will be the host"."""
    while index < len(words) and words.tags[index] & Tag.DETERMINER:
        index += 1
    if index >= len(words):
        return False
    return words.is_capitalised(index) or words.lower[index] in ("host", "chair", "coordinator")


def judge_force(words: Words, act: Act, stated: Force, grammar: Grammar) -> Force:
    """Return how firmly the act is undertaken: exploring verbs only prepare a decision."""
    for index in (act.verb, act.introducer):
        if grammar.verb_class.get(base_form(words, index, grammar)) == "explore":
            return Force.EXPLORATORY
    return stated


def judge_verifiable(
    words: Words,
    act: Act,
    grammar: Grammar,
    quantities: Sequence[Quantity],
    deadline: Period | None,
) -> tuple[bool, str]:
    """Return whether an outsider could later say it was done, and the rule that says so."""
    verb_class = grammar.verb_class.get(base_form(words, act.verb, grammar))
    if verb_class == "explore":
        return False, "verifiable.exploring"
    if any(quantity.role is not QuantityRole.DURATION for quantity in quantities):
        return True, "verifiable.amount"
    if deadline is not None:
        return True, "verifiable.deadline"
    base = base_form(words, act.verb, grammar)
    if verb_class == "deliver" and base not in grammar.traits["general"]:
        return True, "verifiable.deliverable"
    if base in grammar.traits["recognition"]:
        return True, "verifiable.deliverable"
    if _names_instrument(words, act, definite=verb_class == "direct"):
        return True, "verifiable.named"
    return False, "verifiable.direction"


_NEAR_OBJECT = 7
_DEFINITE = frozenset({"a", "an", "first", "one", "another", "half", "every"})
_FRESH = frozenset({"new", "additional", "further", "free", "dedicated", "annual", "joint"})


def _names_instrument(words: Words, act: Act, *, definite: bool) -> bool:
    """ "implement the Food Security Roadmap", "provide a loan": one thing can be looked up.

    ``definite`` asks for an article and a name, as after verbs of direction.
    """
    last = min(act.after, act.verb + 1 + _NEAR_OBJECT)
    article = named = fresh = False
    for index in range(act.verb + 1, last):
        tag, word = words.tags[index], words.lower[index]
        if tag & (Tag.RELATIVE | Tag.TO) or (tag & Tag.MARK and word not in (",", "“", '"')):
            break
        article = article or (word in _DEFINITE and index <= act.verb + 2)
        fresh = fresh or (word in _FRESH and index <= act.verb + 3)
        hit = any(one.start <= words.starts[index] < one.end for one in words.parties)
        named = named or (words.is_capitalised(index) and not hit)
    return (article and named) if definite else (article or named or fresh)
