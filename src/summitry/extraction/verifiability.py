"""Whether an outsider could later say that an act was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.verbs import base_form
from summitry.extraction.words import Tag, Words
from summitry.model import QuantityRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.extraction.clauses import Act
    from summitry.lexicon.grammar import Grammar
    from summitry.model import Period, Quantity

_BY_AMOUNT = "verifiable.amount"
_NEAR_OBJECT = 7
_DEFINITE = frozenset({"a", "an", "first", "one", "another", "half", "every"})
_FRESH = frozenset({"new", "additional", "further", "free", "dedicated", "annual", "joint"})


def judge_verifiable(
    words: Words,
    act: Act,
    grammar: Grammar,
    quantities: Sequence[Quantity],
    deadline: Period | None,
) -> tuple[bool, str]:
    """Return whether an outsider could later say it was done, and the rule that says so."""
    base = base_form(words, act.verb, grammar)
    verb_class = grammar.verb_class.get(base)
    concrete = verb_class == "deliver" and base not in grammar.traits["general"]
    named = _names_instrument(words, act, definite=verb_class == "direct")
    rules = (
        (verb_class == "explore", False, "verifiable.exploring"),
        (any(one.role is not QuantityRole.DURATION for one in quantities), True, _BY_AMOUNT),
        (deadline is not None, True, "verifiable.deadline"),
        (concrete or base in grammar.traits["recognition"], True, "verifiable.deliverable"),
        (named, True, "verifiable.named"),
    )
    return next(
        ((answer, rule) for applies, answer, rule in rules if applies),
        (False, "verifiable.direction"),
    )


def _names_instrument(words: Words, act: Act, *, definite: bool) -> bool:
    """ "implement the Harbour Charter", "provide a loan": one thing can be looked up.

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
