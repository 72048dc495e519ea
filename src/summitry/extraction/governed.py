"""List items read by the lead-in above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.assembly import Draft, Rules, Setting
from summitry.extraction.clauses import Act, split_acts
from summitry.extraction.verbs import base_form, find_verb, head_verb
from summitry.extraction.words import VERB, Tag, Words
from summitry.model import Basis, Force

if TYPE_CHECKING:
    from summitry.extraction.figures import Figures
    from summitry.extraction.lead_ins import LeadIn
    from summitry.lexicon.grammar import Grammar
    from summitry.model import Span

_BARE_MIN = 4
_MINOR_MAX = 3
_TITLE_SHARE = 0.8
_TITLE_LONG = 4
_ACTS = frozenset({"deliver", "direct", "explore"})
_TRAILING = frozenset({".", ";", ",", "and", "or"})


def read_item(
    words: Words,
    lead_in: LeadIn,
    headings: list[Span],
    figures: Figures,
    grammar: Grammar,
) -> list[Draft]:
    """Return the acts of a list item: verbs where the lead-in asks for them, else nouns."""
    if not lead_in.parties:
        return []
    after = len(words)
    while after > 1 and words.lower[after - 1] in _TRAILING:
        after -= 1
    rules = Rules(lead_in.rule, lead_in.span, Basis.LEAD_IN)
    setting = Setting(headings, figures.quantities, figures.periods, lead_in)
    return [
        Draft(words, act, lead_in.parties, lead_in.force, rules, setting)
        for act in _acts(words, after, lead_in, figures, grammar)
    ]


def _acts(
    words: Words, after: int, lead_in: LeadIn, figures: Figures, grammar: Grammar
) -> list[Act]:
    start = 1 if words.tags[0] & Tag.TO else 0
    if lead_in.verbal and start < after and (start or _opens_with_verb(words, start)):
        tag = words.tags[start]
        form = "ing" if tag & Tag.ING and not tag & Tag.BASE else "base"
        verb = find_verb(words, start, form)
        if verb is not None:
            acts = split_acts(words, 0, verb, after, form, grammar)
            return [act for act in acts if _is_act(words, act, grammar)]
    if lead_in.nominal and _names_result(words, lead_in, figures, grammar):
        return split_acts(words, 0, 0, after, "ing", grammar)[:1]
    return []


def opens_with_act(words: Words, grammar: Grammar, *, whole: bool = True) -> bool:
    """Tell an item that opens with a plain verb of acting ("Establish a centre …").

    ``whole`` tells that the words are all of it: what is only begun is too long for a title.
    """
    first = 0
    while first < len(words) - 1 and words.tags[first] & Tag.ADVERB:
        first += 1
    tag = words.tags[first]
    if not tag & Tag.BASE or len(words) < _BARE_MIN or not _opens_with_verb(words, first):
        return False
    if grammar.verb_class.get(base_form(words, first, grammar)) not in _ACTS:
        return False
    if whole and _is_title(words):
        return False
    return not tag & Tag.NOUN_LIKE or _governs(words, first + 1)


def _is_title(words: Words) -> bool:
    """Tell "Invest in Health and Food Security", a heading set as an item, from an act."""
    long = [index for index, word in enumerate(words.lower) if len(word) > _MINOR_MAX]
    capitals = sum(1 for index in long if words.is_capitalised(index))
    if words.lower[-1] == ".":
        return len(long) >= _TITLE_LONG and capitals == len(long)
    return len(long) > 1 and capitals / len(long) > _TITLE_SHARE


def _governs(words: Words, index: int) -> bool:
    """Tell "Share information with …" from "Trade grew" and "Exchange programmes will …"."""
    if index >= len(words):
        return False
    tag = words.tags[index]
    if tag & (Tag.DETERMINER | Tag.NUMBER):
        return True
    other = Tag.PREPOSITION | Tag.MARK | Tag.CONJUNCTION | Tag.AUXILIARY | Tag.RELATIVE
    if tag & (other if tag & Tag.NOUN_LIKE else other | VERB):
        return False  # "Trade grew"; but "Increase access to …"
    for later in range(index, len(words)):
        tag = words.tags[later]
        if tag & (Tag.MARK | Tag.RELATIVE | Tag.TO | Tag.CONJUNCTION):
            return True
        finite = tag & (Tag.PAST | Tag.THIRD) and not tag & (Tag.NOUN_LIKE | Tag.PARTICIPLE)
        if finite or tag & Tag.AUXILIARY:
            return False
    return True


def _is_act(words: Words, act: Act, grammar: Grammar) -> bool:
    base = base_form(words, head_verb(words, act.verb, grammar), grammar)
    return grammar.verb_class.get(base) not in ("speak", "state")


def _names_result(words: Words, lead_in: LeadIn, figures: Figures, grammar: Grammar) -> bool:
    """ "Construction of a hospital", "A new $5 million grant": a result, not a topic."""
    if words.tags[0] & (Tag.PREPOSITION | Tag.FRONTING) or _is_clause(words):
        return False
    if figures.quantities or lead_in.force is Force.EXPLORATORY:
        return True
    index = 0
    while index < len(words) - 1 and words.tags[index] & (Tag.DETERMINER | Tag.NUMBER):
        index += 1
    following = words.lower[index + 1] if index + 1 < len(words) else ""
    results = grammar.words["announced"] | grammar.words["acts"]
    return words.lower[index] in results and following in ("of", "in", "between", "for", "with")


def _is_clause(words: Words) -> bool:
    """Tell "USTDA funded fifteen grants" from "Fifteen grants funded by USTDA"."""
    for index in range(1, len(words) - 1):
        tag = words.tags[index]
        if tag & Tag.AUXILIARY:
            return True
        if tag & Tag.PAST and not words.tags[index + 1] & Tag.PREPOSITION:
            return True
        if tag & Tag.PREPOSITION:
            return False
    return False


def _opens_with_verb(words: Words, index: int) -> bool:
    tag = words.tags[index]
    if not tag & (Tag.BASE | Tag.ING | Tag.ADVERB):
        return False
    following = words.tags[index + 1] if index + 1 < len(words) else Tag.MARK
    if tag & Tag.ADJECTIVE_LIKE:
        return bool(following & (Tag.DETERMINER | Tag.NUMBER))
    return not following & Tag.CONJUNCTION or bool(tag & Tag.ING) or not tag & Tag.NOUN_LIKE
