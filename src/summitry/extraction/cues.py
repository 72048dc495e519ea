"""Finds the constructions that word an undertaking among the words of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from summitry.extraction.verbs import takes_object
from summitry.extraction.words import VERB, Tag, Words
from summitry.lexicon.party_terms import NameKind

if TYPE_CHECKING:
    from summitry.lexicon.constructions import Construction
    from summitry.lexicon.grammar import Grammar, Node

_GAP_MAX = 9
_ADVERBS_MAX = 4
_INSERTION_MAX = 14
# Determiners that stand before verbs as well: "all pledge to".
_BEFORE_VERBS = frozenset({"all", "both", "each", "that", "this", "further"})
_ADJECTIVES = (NameKind.DEMONYM, NameKind.GROUP_ADJECTIVE)
# Words that may stand within a construction and are none of its own, besides adverbs.
_STEPPED_OVER = ("not", ",", ":")
_VERBS_AS_WELL = frozenset({"plan", "plans", "offer", "pledge"})


@final
class Cue:
    """A construction found: word indices from ``first`` up to, not including, ``after``."""

    __slots__ = ("after", "construction", "first")

    def __init__(self, construction: Construction, first: int, after: int) -> None:
        self.construction = construction
        self.first = first
        self.after = after


def find_cues(words: Words, grammar: Grammar) -> list[Cue]:
    """Return the constructions in a sentence, longest first at each place, never overlapping."""
    cues: list[Cue] = []
    root, lower, passed = grammar.root, words.lower, 0
    for index in _openings(lower, root):
        if index < passed:
            continue
        node = root.words.get(lower[index])
        best = None
        if node is not None and _leads_on(node, words, index + 1):
            best = _longest(words, index + 1, node, grammar)
        if best is None and root.possessor is not None:
            noun_follows = index + 1 < len(lower) and lower[index + 1] in root.possessor.words
            if noun_follows and _is_possessor(words, index):
                best = _longest(words, index + 1, root.possessor, grammar)
        if best is None or _is_noun(words, index, grammar):
            continue
        construction, after = best
        cues.append(Cue(construction, index, after))
        # The words that hold their own act ("explore") are its verb and may open no other cue.
        passed = after if not construction.act else max(after, index + 1)
    return cues


def _leads_on(node: Node, words: Words, index: int) -> bool:
    """Tell at a glance whether a word may lead on from a state: after "and" or "the" few do."""
    if node.construction is not None or node.gap is not None or node.progressive is not None:
        return True
    if index >= len(words.lower):
        return False
    word = words.lower[index]
    return word in node.words or bool(words.tags[index] & Tag.ADVERB) or word in _STEPPED_OVER


def _openings(lower: list[str], root: Node) -> list[int]:
    """Return where a construction may open: at its first word, or at the possessor of a noun."""
    openers = root.words
    places = [index for index, word in enumerate(lower) if word in openers]
    if root.possessor is not None:
        nouns = root.possessor.words
        if not nouns.keys().isdisjoint(lower):
            owned = [index - 1 for index, word in enumerate(lower) if word in nouns and index]
            places = sorted({*places, *owned})
    return places


def _is_possessor(words: Words, index: int) -> bool:
    """Tell "China's", "the leaders'" and adjectives of states ("U.S. plans to")."""
    word = words.lower[index]
    if word.endswith(("'s", "s'")) or word in ("its", "their", "his", "her", "our"):
        return True
    # "Japan plans to": there the word is a verb, which has an entry of its own.
    adjectival = words.lower[index + 1] not in _VERBS_AS_WELL
    return any(
        hit.start <= words.starts[index] < hit.end and (adjectival or hit.kind in _ADJECTIVES)
        for hit in words.parties
    )


def _is_noun(words: Words, index: int, grammar: Grammar) -> bool:
    """Tell "a strong desire to" and "the plan to" from the verbs "desire" and "plan"."""
    word = words.lower[index]
    if word.removesuffix("s") not in grammar.words["nouns_of_will"]:
        return _is_object(words, index, grammar)
    if index == 0:
        return word.endswith("s")  # "Plans to link the grids were dropped"
    before, plural = words.tags[index - 1], word.endswith("s")
    reviewed = before & (Tag.PAST | Tag.THIRD) and not before & (Tag.NOUN_LIKE | Tag.AUXILIARY)
    if reviewed or words.is_capitalised(index):
        return True  # "reviewed plans to", "the Green Harbours Plan to"
    if before & Tag.PREPOSITION:
        return plural  # "ended with promises to build"
    if before & Tag.DETERMINER:
        pointing = words.lower[index - 1] in ("this", "that")
        return (pointing and not plural) or words.lower[index - 1] not in _BEFORE_VERBS
    return not plural and (_is_described(words, index) or _is_compound(words, index))


def _is_compound(words: Words, index: int) -> bool:
    """Tell "the action plan to" from "the sides plan to": one thing does not plan."""
    word, tag = words.lower[index - 1], words.tags[index - 1]
    noun = not tag or (tag & Tag.NOUN_LIKE and not tag & Tag.AUXILIARY)
    return bool(noun) and not word.endswith(("s", "people")) and not words.is_capitalised(index - 1)


def _is_described(words: Words, index: int) -> bool:
    """Tell "strong" between an article and a noun: "a strong desire to"."""
    return (
        index > 1
        and bool(words.tags[index - 2] & Tag.DETERMINER)
        and not words.tags[index - 1]
        and not words.is_capitalised(index - 1)
        and not words.lower[index - 1].endswith("s")  # "our governments aim to"
    )


def _is_object(words: Words, index: int, grammar: Grammar) -> bool:
    """Tell the noun of "funded fifteen grants" from the verb of "The bank grants $5 million"."""
    tag = words.tags[index]
    described = Tag.NOUN_LIKE | Tag.PAST | Tag.PARTICIPLE
    if tag & described and index and words.lower[index - 1] in grammar.vocabulary["whose"]:
        return True  # "the offer of $2 million", "our shared commitment to"
    if not (tag & Tag.THIRD and tag & Tag.NOUN_LIKE) or tag & Tag.BASE:
        return False
    if index and words.tags[index - 1] & Tag.CONJUNCTION:
        return False  # "has signed the pact and stands ready to"
    return any(
        words.tags[earlier] & Tag.PAST
        and not words.tags[earlier] & (Tag.BASE | Tag.NOUN_LIKE)
        and takes_object(words, earlier + 1)
        for earlier in range(max(0, index - _GAP_MAX), index - 1)
    )


def _longest(
    words: Words, index: int, node: Node, grammar: Grammar, gap: int = 0, adverbs: int = 0
) -> tuple[Construction, int] | None:
    best = (node.construction, index) if node.construction is not None else None
    if index >= len(words.lower):
        return best
    word, tag = words.lower[index], words.tags[index]
    found: tuple[Construction, int] | None = None
    step = node.words.get(word)
    if step is not None:
        found = _longest(words, index + 1, step, grammar)
    if found is None and node.progressive is not None and tag & Tag.ING:
        verb = grammar.verbs.get(word)
        base = verb.base if verb else word.rpartition("-")[2]
        if base in grammar.traits["progressive"]:
            found = _longest(words, index + 1, node.progressive, grammar)
    if found is None and tag & Tag.ADVERB and not tag & Tag.MARK and adverbs < _ADVERBS_MAX:
        found = _longest(words, index + 1, node, grammar, gap, adverbs + 1)
        if found is not None and found[0] is node.construction:
            found = None  # a trailing adverb belongs to what follows
    if found is None and gap < _GAP_MAX:
        found = _through_gap(words, index, node, grammar, gap)
    if found is None and word == "not" and words.lower[index + 1 : index + 2] == ["to"]:
        found = _longest(words, index + 1, node, grammar)  # "commit not to raise tariffs"
        if found is not None and found[0] is node.construction:
            found = None
    if found is None and word in (",", ":") and node.words:
        closed = _after_insertion(words, index, node)
        found = _longest(words, closed, node, grammar) if closed is not None else None
        if found is not None and found[0] is node.construction:
            found = None
    return found or best


def _after_insertion(words: Words, index: int, node: Node) -> int | None:
    """Return where "intend, subject to available funds, to" goes on."""
    if words.lower[index] == ":":
        return index + 1
    for closing in range(index + 2, min(index + _INSERTION_MAX, len(words.lower) - 1)):
        if words.lower[closing] == ",":
            goes_on = words.lower[closing + 1] in node.words
            return closing + 1 if goes_on else None
        if words.tags[closing] & Tag.MARK and words.lower[closing] not in ("'", "(", ")"):
            return None
    return None


def _through_gap(
    words: Words, index: int, node: Node, grammar: Grammar, gap: int
) -> tuple[Construction, int] | None:
    inner = node.gap
    if inner is None or _is_out_of_reach(inner, words, index):
        return None
    lower, tags = words.lower, words.tags
    for position in range(index, min(index + _GAP_MAX - gap, len(lower))):
        found = _longest(words, position, inner, grammar)
        if found is not None:
            return found
        tag = tags[position]
        finite = tag & VERB and not tag & (Tag.ING | Tag.PARTICIPLE | Tag.NOUN_LIKE)
        mark = tag & Tag.MARK and lower[position] not in ("'", ",")
        outer = tag & Tag.PREPOSITION and lower[position] not in grammar.words["attributive"]
        further = tag & Tag.PAST and lower[position - 1] == "and"
        if finite or mark or outer or further or tag & (Tag.NEGATION | Tag.PRONOUN):
            return None
    return None


def _is_out_of_reach(node: Node, words: Words, index: int) -> bool:
    """Tell a state that no word near leads on from, so that the gap need not be walked."""
    if node.construction is not None or node.progressive is not None or node.gap is not None:
        return False
    near = words.lower[index : index + _GAP_MAX + _ADVERBS_MAX]
    return node.words.keys().isdisjoint(near)
