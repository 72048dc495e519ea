"""Lists: what opens one, and items that are acts by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from summitry.extraction.russian.complements import (
    after_phrase,
    find_infinitive,
    is_deed,
    is_finite,
    is_infinitive,
)
from summitry.extraction.russian.cues import Cue, spell
from summitry.extraction.russian.morphology import FINITE, NOMINATIVE, Is
from summitry.model import Basis, Force

if TYPE_CHECKING:
    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar
    from summitry.model import PartyMention, Period, Span

_OPENING: Final = 14  # words of an item that tell what it is
_NEAR_END: Final = 14


@final
class LeadIn:
    """What governs the items of a list: who undertakes them, how firmly, by which words."""

    __slots__ = ("actors", "basis", "deadline", "force", "span")

    def __init__(
        self,
        actors: tuple[PartyMention, ...],
        force: Force,
        span: Span,
        deadline: Period | None,
        basis: Basis = Basis.LEAD_IN,
    ) -> None:
        self.actors = actors
        self.force = force
        self.span = span
        self.deadline = deadline
        self.basis = basis


def find_opening(words: Words, grammar: RussianGrammar) -> Cue | None:
    """Return the wording that opens a list at the end of a sentence: "договорились:"."""
    found: Cue | None = None
    last = len(words)
    for index in range(last):
        form = words.form(index)
        if not form.tags & (FINITE | Is.SHORT):
            continue
        for lemma in form.lemmas:
            for trigger in grammar.triggers.get(lemma, ()):
                after = spell(words, index, trigger)
                if after is not None and last - after < _NEAR_END:
                    found = _cue(words, index, after, trigger.rule, Force(trigger.force))
                    found.subject = trigger.subject
        future = form.tags & Is.FUTURE or form.verb in grammar.traits["biaspectual"]
        if found is None and future and _follows(words, index, grammar):
            found = _cue(words, index, index + 1, "future.perfective", Force.FIRM)
        if found is None and not grammar.telling.isdisjoint(form.lemmas):
            for each in words.matching(index + 1, index + 6, frozenset(grammar.wills)):
                will = next(grammar.wills[one] for one in words.form(each).lemmas
                            if one in grammar.wills)  # fmt: skip
                found = _cue(words, index, each + 1, will.rule, Force(will.force))
    return found


def _cue(words: Words, index: int, after: int, rule: str, force: Force) -> Cue:
    cue = Cue((index, after, index), index, rule, force)
    cue.tags = words.tags(index)
    return cue


def _follows(words: Words, index: int, grammar: RussianGrammar) -> bool:
    """ "осуществят следующие меры:" names the acts in the list that follows."""
    return any("следующий" in words.form(each).lemmas for each in range(index + 1, len(words)))


def names_tasks(words: Words, grammar: RussianGrammar) -> bool:
    """Tell "Основные мероприятия:" and "ПОСТАНОВЛЯЮ:" from other lines with a colon."""
    known = grammar.words["tasks"] | grammar.words["decrees"]
    short = len(words) <= 12
    return short and any(not known.isdisjoint(words.form(each).lemmas) for each in
                         range(len(words)))  # fmt: skip


def read_item(words: Words, grammar: RussianGrammar, force: Force) -> Cue | None:
    """Return the cue of an item that is an act by itself: an infinitive, or the noun of an act."""
    index, last = 0, min(len(words), _OPENING)
    while index < last:
        tags = words.tags(index)
        noted = words.lower[index + 1 : index + 3] == ["к", "сведению"]  # "принять к сведению"
        if noted or (is_finite(words, index) and not is_infinitive(words, index)):
            break
        if is_infinitive(words, index):
            return _item(words, index, "infinitive", force, grammar)
        if tags & Is.PREPOSITION and not tags & Is.NOUN:
            index = after_phrase(words, index)
            continue
        if tags & Is.NOUN and not (tags & Is.ADJECTIVE and words.tags(index + 1) & Is.NOUN):
            place, takes = _of_noun(words, index, grammar)
            if place >= 0:
                return _item(words, place, takes, force, grammar)
            if tags & NOMINATIVE and not tags & Is.GENITIVE:
                break
        index += 1
    return None


def _of_noun(words: Words, index: int, grammar: RussianGrammar) -> tuple[int, str]:
    """Return where the act of an item is that begins with a noun, and what it is; -1 if none."""
    tags = words.tags(index)
    infinitive = find_infinitive(words, index + 1, grammar)
    if tags & Is.ACCUSATIVE and infinitive == index + 1:
        return infinitive, "infinitive"  # "Следующее заседание провести в Минске"
    if tags & Is.DATIVE and infinitive > 0:
        return infinitive, "infinitive"  # "Министерству … обеспечить": who is told comes first
    if tags & NOMINATIVE and is_deed(words, index, grammar):
        return index, "noun"
    return -1, ""


def _item(words: Words, index: int, takes: str, force: Force, grammar: RussianGrammar) -> Cue:
    explored = grammar.verb_class.get(words.form(index).verb) == "explore"
    rule = "item.infinitive" if takes == "infinitive" else "item.noun"
    cue = Cue((0, 0, 0), index, rule, force)
    cue.force = Force.EXPLORATORY if explored else force
    cue.takes = takes
    cue.subject = "none"
    cue.passive = takes == "noun"
    return cue
