"""What a construction governs: a verb, an act named by a noun, a sum, a body that is tasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from summitry.extraction.endings import lists_gerunds
from summitry.extraction.numbers import counting
from summitry.extraction.verbs import find_verb, shared_purpose, takes_object
from summitry.extraction.words import VERB, Tag, Words
from summitry.lexicon.constructions import complements
from summitry.model import QuantityRole

if TYPE_CHECKING:
    from summitry.extraction.cues import Cue
    from summitry.extraction.figures import Figures
    from summitry.lexicon.grammar import Grammar

_NEAR = 12
_NOUN_REACH = 9
_SUM_REACH = 3
_SIGN_REACH = 4  # from the sign of a currency to its number
_AMOUNT_WORDS = frozenset({"over", "about", "around", "under", "up"})
_VERBAL = frozenset({"base", "ing", "purpose", "scheduled", "participle", "gerunds"})


@final
class Complement:
    """What was found: the word index of the verb of the act, and the form it stands in.

    ``form`` is "base" or "ing" for a verb and for what may be coordinated with it; ``passive``
    tells that the result, not the actor, is the subject ("will be established").
    """

    __slots__ = ("form", "nominal", "passive", "verb")

    def __init__(
        self, verb: int, form: str, *, passive: bool = False, nominal: bool = False
    ) -> None:
        self.verb = verb
        self.form = form
        self.passive = passive
        self.nominal = nominal


def find_complement(
    words: Words, cue: Cue, grammar: Grammar, figures: Figures
) -> Complement | None:
    """Return what the construction governs, the first kind that fits, or None."""
    for kind in complements(cue.construction.takes):
        found = _of_kind(kind, words, cue, grammar, figures)
        if found is not None:
            return found
    return None


def _of_kind(
    kind: str, words: Words, cue: Cue, grammar: Grammar, figures: Figures
) -> Complement | None:
    if kind in _VERBAL:
        return _verbal_kind(kind, words, cue)
    purpose = _joint_purpose(words, cue.after, grammar) if kind == "noun" else None
    if purpose is not None:
        return Complement(purpose, "base")
    return _nominal_kind(kind, words, cue, grammar, figures)


def _verbal_kind(kind: str, words: Words, cue: Cue) -> Complement | None:
    if kind == "purpose":
        purpose = shared_purpose(words, cue.after - 1)
        return None if purpose is None else Complement(purpose, "base")
    if kind == "gerunds":
        return Complement(cue.after, "ing") if lists_gerunds(words, cue.after) else None
    if kind == "participle":
        result = words.tags[cue.after] & Tag.PARTICIPLE if cue.after < len(words) else 0
        return Complement(cue.after, "base", passive=True) if result else None
    if kind == "scheduled":
        verbal = _verbal("base", words, cue)
        return verbal and Complement(verbal.verb, verbal.form, passive=True)
    verbal = _verbal(kind, words, cue)
    nominal = "noun" in complements(cue.construction.takes)
    if verbal and nominal and kind == "base" and not words.tags[verbal.verb] & VERB:
        return None  # "committed to peace": a word nobody listed is a noun there
    return verbal


def _nominal_kind(
    kind: str, words: Words, cue: Cue, grammar: Grammar, figures: Figures
) -> Complement | None:
    after = cue.after
    own_verb = after - 1 if cue.construction.act else cue.first
    form = "ing" if words.tags[own_verb] & Tag.ING or not cue.construction.act else "base"
    if after >= len(words):
        return None
    if kind in ("date", "resulting"):
        return _resulting(kind, words, cue, figures)
    if cue.construction.act and kind in ("noun", "none", "to", "into"):
        return Complement(own_verb, form, nominal=True) if _object_follows(words, after) else None
    if not _follows(kind, words, cue, grammar, figures):
        return None
    if kind == "sum":
        return Complement(after, "ing", nominal=True)
    return Complement(own_verb if cue.construction.act else cue.first, form, nominal=True)


def _joint_purpose(words: Words, index: int, grammar: Grammar) -> int | None:
    """Return the verb of "commitment to joint cooperation to build": what is worked for."""
    for position in range(index, min(len(words) - 2, index + _SUM_REACH)):
        if words.lower[position] in grammar.words["joint_work"]:
            infinitive = words.tags[position + 1] & Tag.TO and words.tags[position + 2] & Tag.BASE
            return position + 2 if infinitive else None
        if words.tags[position] & (Tag.MARK | Tag.PREPOSITION | Tag.CONJUNCTION | Tag.RELATIVE):
            return None
    return None


def _resulting(kind: str, words: Words, cue: Cue, figures: Figures) -> Complement | None:
    """Tell "is planned for May" and "$5 million is set aside": told of what comes about."""
    verb = cue.after - 1
    while verb > cue.first and not words.tags[verb] & VERB:
        verb -= 1
    if kind == "resulting" and not _sum_before(words, cue.first, figures):
        return None
    return Complement(verb, "base", passive=True, nominal=True)


def _sum_before(words: Words, index: int, figures: Figures) -> bool:
    first, last = words.starts[max(0, index - _NEAR)], words.starts[index]
    return any(
        first <= quantity.span.start < last and quantity.role is QuantityRole.MONEY
        for quantity in figures.quantities
    )


def _follows(kind: str, words: Words, cue: Cue, grammar: Grammar, figures: Figures) -> bool:
    """Tell whether what a nominal kind asks for stands after a construction."""
    after, follows = cue.after, False
    match kind:
        case "money":
            follows = _money_follows(words, after, figures)
        case "noun":
            follows = _act_noun_follows(words, after, grammar)
        case "acted":
            follows = _noun_follows(words, after, grammar.words["acts"], 4)
        case "event":
            follows = _noun_follows(words, after, grammar.words["events"], 4)
        case "announced":
            follows = _announced(words, after, grammar, figures)
        case "launched":
            follows = _launched(words, cue)
        case "body":
            tasked = _noun_follows(words, after, grammar.words["bodies"], 4)
            follows = tasked and _infinitive_follows(words, after)
        case "objectto":
            follows = _process_follows(words, after, grammar)
        case "sum":
            follows = _sum_follows(words, after, figures)
    return follows


def _may_count(words: Words, index: int, reach: int) -> bool:
    """Tell whether a number may stand near, before all amounts of the sentence are looked for."""
    if not words.may_count:
        return False
    last = words.ends[min(len(words) - 1, index + reach + _SIGN_REACH)]
    return counting().search(words.text[words.starts[index] : last].lower()) is not None


def _sum_follows(words: Words, index: int, figures: Figures) -> bool:
    """Tell "including a $100 million loan" from "including loans"."""
    if not _may_count(words, index, _SUM_REACH):
        return False
    first, last = words.starts[index], words.ends[min(len(words) - 1, index + _SUM_REACH)]
    return any(
        first <= quantity.span.start <= last and quantity.role is QuantityRole.MONEY
        for quantity in figures.quantities
    )


def _verbal(kind: str, words: Words, cue: Cue) -> Complement | None:
    verb = find_verb(words, _after_insertion(words, cue.after), kind)
    if verb is None:
        return None
    if kind == "base" and words.lower[verb] == "be":
        index = verb + 1
        while index < len(words) and words.tags[index] & Tag.ADVERB:
            index += 1
        tag = words.tags[index] if index < len(words) else 0
        if tag & (Tag.PARTICIPLE | Tag.PAST):
            return Complement(index, "base", passive=True)
        if tag & Tag.ING and not tag & Tag.NOT_GERUND:
            return Complement(index, "ing")  # "will be hosting"
    return Complement(verb, kind)


def _after_insertion(words: Words, index: int) -> int:
    """Step over what stands between commas in "will, with its partners, build"."""
    if index + 1 >= len(words) or words.lower[index] != ",":
        return index
    if words.tags[index + 1] & Tag.ING:
        return index + 1  # "the importance of, and their commitment to, building"
    for closing in range(index + 2, min(len(words), index + _NEAR)):
        if words.lower[closing] == ",":
            return closing + 1
    return index


def _object_follows(words: Words, index: int) -> bool:
    return not words.tags[index] & (Tag.MARK | Tag.RELATIVE) or words.lower[index] in ("“", '"')


def _act_noun_follows(words: Words, index: int, grammar: Grammar) -> bool:
    """Tell whether what is committed to can be asked after: an act, not a value."""
    if _noun_follows(words, index, grammar.words["acts"], _NOUN_REACH):
        return True
    if words.tags[index] & Tag.CONJUNCTION:
        return False
    length = 0
    for position in range(index, min(len(words), index + _NOUN_REACH)):
        word, tag = words.lower[position], words.tags[position]
        if word in grammar.words["values"]:
            return False
        if tag & (Tag.PREPOSITION | Tag.RELATIVE | Tag.AUXILIARY) or word in (".", ";", ":"):
            break
        length += not tag & Tag.DETERMINER
    return length > 1


def _noun_follows(words: Words, index: int, nouns: frozenset[str], reach: int) -> bool:
    """Tell whether the noun phrase at ``index`` holds one of the nouns before its first "of"."""
    for position in range(index, min(len(words), index + reach)):
        word, tag = words.lower[position], words.tags[position]
        if word in nouns:
            return True
        if tag & (Tag.PREPOSITION | Tag.RELATIVE | Tag.AUXILIARY) and position > index:
            return False
        if tag & Tag.MARK and word != ",":
            return False
    return False


def _money_follows(words: Words, index: int, figures: Figures) -> bool:
    if words.tags[index] & Tag.RELATIVE or not _may_count(words, index, _NEAR // 2):
        return False
    first = words.starts[index]
    last = words.ends[min(len(words) - 1, index + _NEAR // 2)]
    near = words.ends[_phrase_end(words, index)]
    return any(
        first <= quantity.span.start <= (last if quantity.role is QuantityRole.MONEY else near)
        for quantity in figures.quantities
        if quantity.role is not QuantityRole.DURATION
    )


def _phrase_end(words: Words, index: int) -> int:
    """Return the last word before a preposition: "provides security | for a million people"."""
    last = min(len(words) - 1, index + _SUM_REACH)
    for position in range(index, last + 1):
        if words.tags[position] & Tag.PREPOSITION and words.lower[position] not in _AMOUNT_WORDS:
            return max(index, position - 1)
    return last


def _announced(words: Words, index: int, grammar: Grammar, figures: Figures) -> bool:
    if words.tags[index] & Tag.RELATIVE:
        return False
    gerund = find_verb(words, index, "ing") == index and index + 1 < len(words)
    if gerund and takes_object(words, index + 1):
        return True  # "announced opening a clinic"
    last = words.ends[min(len(words) - 1, index + _NEAR)]
    for position in range(index, min(len(words), index + _NEAR)):
        if words.tags[position] & Tag.RELATIVE:
            last = words.starts[position]
            break
    if _may_count(words, index, _NEAR) and any(
        words.starts[index] <= quantity.span.start <= last and quantity.role is QuantityRole.MONEY
        for quantity in figures.quantities
    ):
        return True
    return _noun_follows(words, index, grammar.words["announced"], _NOUN_REACH)


def _launched(words: Words, cue: Cue) -> bool:
    """ "launched" is an announcement at the event, "has launched" and "was launched" are not."""
    before = words.lower[max(0, cue.first - 3) : cue.first]
    if {"has", "have", "had", "was", "were", "been", "which", "that"} & set(before):
        return False
    return bool(words.tags[cue.after] & (Tag.DETERMINER | Tag.NUMBER)) or words.is_capitalised(
        cue.after
    )


def _process_follows(words: Words, index: int, grammar: Grammar) -> bool:
    """ "expect the negotiations to conclude" is a plan; "expect the forces to leave" a demand."""
    processes = grammar.words["processes"]
    near = words.lower[index : index + _NEAR // 2]
    return not processes.isdisjoint(near) and _infinitive_follows(words, index)


def _infinitive_follows(words: Words, index: int) -> bool:
    for position in range(index, min(len(words) - 1, index + _NEAR)):
        if words.tags[position] & Tag.TO and words.tags[position + 1] & Tag.BASE:
            return True
        if words.lower[position] == "with" and words.tags[position + 1] & (
            Tag.ING | Tag.DETERMINER
        ):
            return True
    return False
