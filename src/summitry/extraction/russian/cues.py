"""The forms and wordings of a sentence by which something may be undertaken."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.russian.complements import (
    NOWHERE,
    find_complement,
    is_deed,
    is_finite,
    is_infinitive,
)
from summitry.extraction.russian.morphology import FINITE, NOMINATIVE, Is, morphology
from summitry.lexicon.russian import load_russian
from summitry.model import Force

if TYPE_CHECKING:
    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar, Trigger

_TO_BE: Final = "быть"
_AUXILIARY_REACH: Final = 12
_GAP: Final = 4  # words between the words of one wording
_TELLING_REACH: Final = 8
_LOOKS_BACK: Final = 40
_BREAKS: Final = frozenset({";", ":", "что"})
_FORMS: Final = {
    "": FINITE,
    "any": FINITE | Is.SHORT,
    "short": Is.SHORT,
    "past": Is.PAST,
    "present": Is.PRESENT,
    "future": Is.FUTURE,
}


@final
class Cue:
    """Where something may be undertaken.

    ``first`` and ``after`` bound the words of the cue, ``predicate`` is the one that agrees with
    the subject, and ``verb`` where the act begins. ``takes`` tells what the cue governs: "act"
    where its own verb is that of the act. ``owned`` says where one who is named within may stand.
    """

    __slots__ = (
        "after",
        "base",
        "first",
        "force",
        "owned",
        "passive",
        "predicate",
        "rule",
        "subject",
        "tags",
        "takes",
        "verb",
    )

    def __init__(self, place: tuple[int, int, int], verb: int, rule: str, force: Force) -> None:
        self.first, self.after, self.predicate = place
        self.verb = verb
        self.rule = rule
        self.force = self.base = force
        self.takes = "act"
        self.subject = "own"
        self.passive = False
        self.owned: tuple[int, int] | None = None
        self.tags = 0


def find_cues(words: Words, grammar: RussianGrammar, *, treaty: bool = False) -> list[Cue]:
    """Return the cues of a sentence in reading order, one for each predicate.

    ``treaty`` tells a text whose verbs in the present lay down what its parties are to do.
    """
    found: list[Cue] = []
    position = 0
    for index in range(len(words)):
        if index < position:
            continue
        cue = _at(words, index, grammar, treaty=treaty)
        if cue is None:
            continue
        found.append(cue)
        position = max(cue.after, index + 1)
    return _with_wills(words, found, grammar)


def _at(words: Words, index: int, grammar: RussianGrammar, *, treaty: bool) -> Cue | None:
    form = words.form(index)
    if not form.tags & (FINITE | Is.SHORT):
        return None
    for lemma in form.lemmas:
        for trigger in grammar.triggers.get(lemma, ()):
            cue = match_trigger(words, index, trigger, grammar)
            if cue is not None:
                return cue
    if _TO_BE in form.lemmas:
        return _with_auxiliary(words, index, grammar) if form.tags & Is.FUTURE else None
    rule = _by_form(words, index, grammar, treaty=treaty)
    return _simple(words, index, rule, grammar) if rule else None


def _by_form(words: Words, index: int, grammar: RussianGrammar, *, treaty: bool) -> str:
    """Return the rule by which the form of a verb alone can undertake something."""
    form = words.form(index)
    if form.tags & Is.FUTURE and _is_verb(words, index, grammar):
        return "future.perfective"
    if not form.tags & Is.PRESENT:
        return ""
    if form.verb in grammar.traits["biaspectual"]:
        return "future.biaspectual"
    classed = form.verb in grammar.verb_class or form.verb in grammar.traits["refraining"]
    return "treaty.present" if treaty and classed else ""


def _is_verb(words: Words, index: int, grammar: RussianGrammar) -> bool:
    """Tell a verb from a noun in the same letters, by what stands in the lexicon."""
    form = words.form(index)
    if not form.tags & (Is.NOUN | Is.ADJECTIVE | Is.CONJUNCTION | Is.ADVERB):
        return True
    return form.verb in grammar.verb_class and not words.tags(index - 1) & Is.ADJECTIVE


def _simple(words: Words, index: int, rule: str, grammar: RussianGrammar) -> Cue:
    force = _force_of(words.form(index).verb, Force.FIRM, grammar)
    cue = Cue((index, index + 1, index), index, rule, force)
    cue.base = Force.FIRM
    cue.tags = words.tags(index)
    return cue


def _force_of(verb: str, force: Force, grammar: RussianGrammar) -> Force:
    explored = grammar.verb_class.get(verb) == "explore" and verb != "оценить"
    return Force.EXPLORATORY if explored else force


def _with_auxiliary(words: Words, index: int, grammar: RussianGrammar) -> Cue | None:
    """ "будут собираться", "будет создан", "будут стремиться увеличить"."""
    for each in range(index + 1, min(len(words), index + _AUXILIARY_REACH)):
        form = words.form(each)
        if words.lower[each] in _BREAKS or (is_finite(words, each) and not form.tags & Is.SHORT):
            return None
        if is_infinitive(words, each):
            return _auxiliary_infinitive(words, index, each, grammar)
        if form.tags & Is.SHORT and not form.tags & Is.ADVERB:
            for lemma in form.lemmas:
                for trigger in grammar.triggers.get(lemma, ()):
                    cue = match_trigger(words, each, trigger, grammar, loosely=True)
                    if cue is not None:
                        cue.first, cue.predicate, cue.tags = index, index, words.tags(index)
                        return cue
            if form.tags & Is.PASSIVE:
                force = _force_of(form.verb, Force.FIRM, grammar)
                cue = Cue((index, each + 1, index), each, "future.passive", force)
                cue.passive, cue.tags = True, words.tags(index)
                return cue
            return None
    return None


def _auxiliary_infinitive(
    words: Words, index: int, each: int, grammar: RussianGrammar
) -> Cue | None:
    verb = words.form(each).verb
    for trigger in grammar.triggers.get(verb, ()):
        cue = match_trigger(words, each, trigger, grammar, loosely=True)
        if cue is not None:
            cue.first, cue.predicate, cue.tags = index, index, words.tags(index)
            return cue
    cue = Cue((index, each, index), each, "future.imperfective", Force.FIRM)
    cue.force = _force_of(verb, Force.FIRM, grammar)
    cue.tags = words.tags(index)
    # "будут выделяться места": what is given is the subject, and who gives need not be named.
    cue.passive = verb.endswith("ся") and verb.removesuffix("ся") in grammar.verb_class
    return cue


def match_trigger(
    words: Words, index: int, trigger: Trigger, grammar: RussianGrammar, *, loosely: bool = False
) -> Cue | None:
    """Return the cue of a wording that begins at a word; ``loosely`` behind "будет"."""
    after = spell(words, index, trigger, loosely=loosely)
    if after is None:
        return None
    verb, kind = find_complement(words, after, trigger.takes, grammar)
    tags = words.tags(index)
    if verb == NOWHERE and trigger.subject in ("none", "anyone"):
        verb, kind = _before(words, index, grammar), "before"
    if verb == NOWHERE or (trigger.rule == "explore.proposes" and _asks(words, verb, grammar)):
        return None
    impersonal = trigger.form == "short" or trigger.subject == "none"
    if impersonal and kind == "infinitive" and not _is_impersonal(trigger, tags):
        return None
    force = Force(trigger.force)
    if force is not Force.EXPLORATORY and kind == "infinitive":
        force = _force_of(words.form(verb).verb, force, grammar)
    first = verb if kind == "before" else index
    cue = Cue((first, after, index), verb, trigger.rule, force)
    cue.base = Force(trigger.force)
    cue.takes = "act" if kind == "counted" else kind
    cue.subject, cue.tags = trigger.subject, tags
    cue.passive = trigger.subject == "none"
    if trigger.subject == "owner":
        cue.first = after - 1  # the quote names the decision, not who welcomes it
        cue.owned = (after, verb)
    return cue


def _asks(words: Words, verb: int, grammar: RussianGrammar) -> bool:
    """ "предлагаю обратить внимание" asks others; "предлагаю создать" offers a result."""
    infinitive = is_infinitive(words, verb)
    return infinitive and grammar.verb_class.get(words.form(verb).verb) != "deliver"


def spell(words: Words, index: int, trigger: Trigger, *, loosely: bool = False) -> int | None:
    """Return the index behind the words of a wording that begins at a word, or None."""
    tags = words.tags(index)
    wanted = _FORMS[trigger.form]
    if loosely:
        wanted |= Is.INFINITIVE
    if not tags & wanted:
        return None
    after = index + 1
    for element in trigger.words.replace("ё", "е").split()[1:]:
        lemmas = frozenset(element.split("|"))
        place = next(words.matching(after, after + _GAP, lemmas), None)
        if place is None:
            return None
        after = place + 1
    return after


def _is_impersonal(trigger: Trigger, tags: int) -> bool:
    if trigger.form == "short":
        return (
            bool(tags & Is.IMPERSONAL)
            or trigger.words.count(" ") > 0
            or "agreement" in (trigger.takes)
        )
    return bool(tags & Is.SINGULAR)


def _before(words: Words, index: int, grammar: RussianGrammar) -> int:
    """Return the noun of an act that stands before: "Открытие центра намечено на май"."""
    for each in range(index):
        tags = words.tags(each)
        if is_infinitive(words, each):
            return each  # "Завершить линию планируется за шесть лет"
        if tags & Is.NOUN and not _follows_preposition(words, each):
            fits = tags & NOMINATIVE and is_deed(words, each, grammar)
            return each if fits else NOWHERE
    return NOWHERE


def _follows_preposition(words: Words, index: int) -> bool:
    for each in range(index - 1, max(-1, index - _GAP), -1):
        tags = words.tags(each)
        if tags & Is.PREPOSITION:
            return True
        if not tags & (Is.ADJECTIVE | Is.NUMBER) and not words.lower[each][0].isdigit():
            return False
    return False


def _with_wills(words: Words, cues: list[Cue], grammar: RussianGrammar) -> list[Cue]:
    """Add what is told with a noun of will: "подтвердили готовность принять форум"."""
    if not any(form in _will_forms() for form in words.lower):
        return cues
    told: int | None = None
    added: list[Cue] = []
    wills = frozenset(grammar.wills)
    for index in range(len(words)):
        form = words.form(index)
        if words.lower[index] == ";":
            told = None
        if form.tags & (FINITE | Is.SHORT) and not grammar.telling.isdisjoint(form.lemmas):
            told, nearest = index, index
        if told is None or not form.tags & Is.NOUN or wills.isdisjoint(form.lemmas):
            continue
        if index - told > _LOOKS_BACK or (not added and index - nearest > _TELLING_REACH):
            continue
        cue = _will(words, told, index, grammar)
        if cue is not None:
            if added and added[-1].predicate == told:
                cue.first = index  # a further noun of will: "и решимость …"
            added.append(cue)
    taken = {cue.verb for cue in cues}
    fresh = [cue for cue in added if cue.verb not in taken]
    if not fresh:
        return cues
    kept = [
        cue for cue in cues if not any(one.predicate <= cue.predicate < one.verb for one in fresh)
    ]
    return sorted([*kept, *fresh], key=lambda cue: (cue.first, cue.verb))


@cache
def _will_forms() -> frozenset[str]:
    table = morphology()
    return frozenset(form for noun in load_russian().wills for form in table.forms_of(noun))


def _will(words: Words, told: int, index: int, grammar: RussianGrammar) -> Cue | None:
    will = next(
        grammar.wills[lemma] for lemma in words.form(index).lemmas if lemma in grammar.wills
    )
    between = any(is_finite(words, each) for each in range(told + 1, index))
    if between:
        return None
    verb, kind = find_complement(words, index + 1, will.takes, grammar)
    if verb == NOWHERE:
        return None
    cue = Cue((told, index + 1, told), verb, will.rule, Force(will.force))
    if kind == "infinitive":
        cue.force = _force_of(words.form(verb).verb, cue.force, grammar)
    cue.takes, cue.tags = kind, words.tags(told)
    cue.owned = (index - 2, verb)
    cue.passive = bool(cue.tags & Is.SHORT)
    return cue
