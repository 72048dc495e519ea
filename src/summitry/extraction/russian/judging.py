"""Whether a Russian clause undertakes an act, and whether it can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summitry.extraction.russian.complements import is_infinitive
from summitry.extraction.russian.morphology import Is
from summitry.extraction.russian.subjects import Kind
from summitry.model import PeriodRole, QuantityRole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summitry.extraction.russian.clauses import Act
    from summitry.extraction.russian.cues import Cue
    from summitry.extraction.russian.sentences import Words
    from summitry.extraction.russian.subjects import Subject
    from summitry.lexicon.russian import RussianGrammar
    from summitry.model import PartyMention, Period, Quantity

_OBJECT_REACH: Final = 6
_NEAR: Final = 3
_MEETING: Final = frozenset(
    {"встретиться", "встречаться", "собираться", "собраться", "сотрудничать", "взаимодействовать"}
)
_OPEN: Final = frozenset({"возможность", "вопрос", "идея"})
_THOUGHT: Final = 14


class Clause:
    """A cue with its subject and its first act, ready to be judged.

    ``left`` is the index where its clause may begin; ``past`` tells a date before the document's.
    """

    def __init__(
        self, words: Words, cue: Cue, subject: Subject, act: Act, grammar: RussianGrammar
    ) -> None:
        self.words = words
        self.cue = cue
        self.subject = subject
        self.act = act
        self.grammar = grammar
        self.left = 0
        self.periods: Sequence[Period] = ()
        self.owners: tuple[PartyMention, ...] = ()

    @property
    def verb(self) -> str:
        """The base form of the verb of the act, or of the noun that names it."""
        return action_of(self.words, self.act)

    @property
    def dated(self) -> bool:
        """Whether the act, or what precedes its verb, has a date to come."""
        words = self.words
        left = words.starts[min(self.left, self.act.first, self.cue.first, self.subject.first)]
        right = words.ends[self.act.after - 1]
        return any(
            one.role is PeriodRole.DEADLINE and left <= one.span.start < right
            for one in self.periods
        )


def action_of(words: Words, act: Act) -> str:
    """Return the base form of the verb or noun that names an act."""
    form = words.form(act.verb)
    if form.tags & (Is.FUTURE | Is.PRESENT | Is.INFINITIVE | Is.SHORT) and form.verb:
        return form.verb
    return form.noun or form.verb or words.lower[act.verb]


def refuse(clause: Clause) -> str:
    """Return the rule that keeps a clause from being an undertaking, empty where none does."""
    for rule, applies in _REFUSALS:
        if applies(clause):
            return rule
    return ""


def _is_question(clause: Clause) -> bool:
    return clause.words.lower[-1] == "?"


def _is_supposed(clause: Clause) -> bool:
    """ "Если бы цены снизились", "когда откроют мост": supposed, or told of the time of it."""
    words, first = clause.words, clause.cue.first
    if "бы" in words.lower[clause.left : clause.act.after]:
        return True
    supposing = clause.grammar.words["supposing"]
    index = first - 1
    while index >= 0:
        word = words.lower[index]
        if word in supposing:
            return not any(words.lower[each] in (",", "то") for each in range(index + 1, first))
        if word in (";", ":"):
            return False
        index -= 1
    return False


def _explains(clause: Clause) -> bool:
    """ "проект, который позволит": tells of a thing, and undertakes nothing."""
    words, relative = clause.words, clause.grammar.words["relative"]
    index = clause.cue.first - 1
    while index >= 1:
        known = not relative.isdisjoint(words.form(index).lemmas)
        before = words.lower[index - 1]
        behind = before == "," or (words.tags(index - 1) & Is.PREPOSITION and index > 1)
        if known and behind:
            return True
        if words.lower[index] in (",", ";", ":") and index < clause.left + 1:
            return False
        if words.lower[index] == ",":
            return False
        index -= 1
    return False


def _is_refusal(clause: Clause) -> bool:
    """ "не намерены строить" undertakes nothing, "не предоставит территорию" does."""
    words, cue, act = clause.words, clause.cue, clause.act
    if words.lower[cue.predicate - 1 : cue.predicate] == ["не"] and cue.predicate > 0:
        if cue.takes != "act" or cue.passive:
            return True
        return clause.verb not in clause.grammar.traits["refraining"]
    if act.verb != cue.predicate and words.lower[act.verb - 1] == "не":
        return clause.verb not in clause.grammar.traits["refraining"]
    return False


def _is_opinion(clause: Clause) -> bool:
    """ "Надеемся, что Китай построит", "вероятно, откроют": believed or hoped."""
    words = clause.words
    opinions = clause.grammar.words["opinions"]
    known_words = clause.grammar.words
    lemmas = known_words["calls"] | known_words["denials"] | known_words["hoping"]
    first = max(0, clause.cue.first - _THOUGHT)
    for index in range(first, clause.cue.first):
        known = words.form(index).lemmas
        if not opinions.isdisjoint(known):
            return True
        if not lemmas.isdisjoint(known) and words.lower[index + 1 : index + 8].count("что"):
            return True
    return False


def _is_effect(clause: Clause) -> bool:
    """ "Это позволит", "объём составит": what will come of it, not what will be done."""
    verb, cue = clause.verb, clause.cue
    if not cue.rule.startswith("future") or cue.passive:
        return False
    if verb not in clause.grammar.traits["effects"]:
        return False
    willed = clause.subject.kind in (Kind.PARTY, Kind.WE, Kind.EVERYONE)
    return not (willed and verb in clause.grammar.verb_class)


def _is_thing(clause: Clause) -> bool:
    """ "Проект улучшит связи": a thing undertakes nothing; an event with a date is set."""
    cue, subject = clause.cue, clause.subject
    if subject.kind is not Kind.THING or cue.passive or cue.subject in ("none", "anyone"):
        return False
    event = clause.verb in clause.grammar.traits["events"] and clause.dated
    return not event


def _is_earlier(clause: Clause) -> bool:
    """ "В 2019 году стороны договорились": what was undertaken then is history."""
    words, cue = clause.words, clause.cue
    if not cue.tags & Is.PAST and not cue.tags & Is.SHORT:
        return False
    if not clause.grammar.words["earlier"].isdisjoint(words.lower[: cue.predicate]):
        return True
    before = words.starts[cue.predicate]
    return any(
        one.role is PeriodRole.REFERENCE and one.end is not None and one.span.end <= before
        and one.text[:1] in "вВ"
        for one in clause.periods
    )  # fmt: skip


def _is_bare(clause: Clause) -> bool:
    """A verb with nothing that it acts on names nothing that could be asked after."""
    act, cue = clause.act, clause.cue
    if clause.verb in _MEETING or cue.passive or cue.takes in ("before", "noun"):
        return False
    if clause.subject.kind is Kind.THING:
        return False
    behind = act.after - (act.verb + 1)
    between = act.verb - max(cue.after, act.first)
    return behind <= 0 and between <= 0 and clause.subject.after <= cue.first


def _is_undated(clause: Clause) -> bool:
    return clause.cue.takes == "dated" and not clause.dated


def _is_vague_present(clause: Clause) -> bool:
    """A verb of both aspects is future only where the text says so."""
    if clause.cue.rule != "future.biaspectual":
        return False
    willed = clause.subject.kind in (Kind.PARTY, Kind.WE, Kind.EVERYONE)
    return not (clause.dated or willed)


def _is_thanked(clause: Clause) -> bool:
    """What is welcomed is undertaken by somebody only where they are named."""
    return clause.cue.subject == "owner" and not clause.owners


_REFUSALS: Final[tuple[tuple[str, Callable[[Clause], bool]], ...]] = (
    ("refused.question", _is_question),
    ("refused.supposed", _is_supposed),
    ("refused.explains", _explains),
    ("refused.negated", _is_refusal),
    ("refused.opinion", _is_opinion),
    ("refused.effect", _is_effect),
    ("refused.thing", _is_thing),
    ("refused.past", _is_earlier),
    ("refused.no_object", _is_bare),
    ("refused.undated", _is_undated),
    ("refused.present", _is_vague_present),
    ("refused.welcomed", _is_thanked),
)


def judge_verifiable(
    words: Words,
    act: Act,
    grammar: RussianGrammar,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
) -> tuple[bool, str]:
    """Return whether an outsider could later say it was done, and the rule that says so."""
    action = action_of(words, act)
    verb_class = grammar.verb_class.get(action)
    known = grammar.words
    open_question = next(words.matching(act.first, act.verb, _OPEN), None) is not None
    nominal = bool(words.tags(act.verb) & Is.NOUN) and not is_infinitive(words, act.verb)
    vague = _is_vague(words, act, grammar) or (nominal and action in known["vague"])
    deliver = verb_class == "deliver" and action not in grammar.traits["general"]
    work = nominal and action in known["works"]
    direct = verb_class == "direct"
    instrument = _names_instrument(words, act, grammar) and (nominal or not direct)
    recurring = any(one.role is PeriodRole.RECURRENCE for one in periods)
    counted = any(one.role is not QuantityRole.DURATION for one in quantities)
    dated = any(one.role is PeriodRole.DEADLINE for one in periods)
    named = instrument or recurring or (direct and _names_work(words, act, grammar))
    rules = (
        (verb_class == "explore" or open_question, False, "verifiable.exploring"),
        (counted, True, "verifiable.amount"),
        (dated, True, "verifiable.deadline"),
        ((work or deliver) and not vague, True, "verifiable.deliverable"),
        (named and not vague, True, "verifiable.named"),
    )
    return next(
        ((answer, rule) for applies, answer, rule in rules if applies),
        (False, "verifiable.direction"),
    )


def _is_vague(words: Words, act: Act, grammar: RussianGrammar) -> bool:
    """ "внести вклад", "создать условия": the object names no result."""
    vague = grammar.words["vague"]
    for index in range(act.verb + 1, min(act.after, act.verb + 1 + _NEAR)):
        form = words.form(index)
        if form.tags & Is.NOUN and form.tags & (Is.ACCUSATIVE | Is.GENITIVE):
            return not vague.isdisjoint(form.lemmas)
        if form.tags & Is.PREPOSITION:
            return False
    return False


def _names_instrument(words: Words, act: Act, grammar: RussianGrammar) -> bool:
    instruments = grammar.words["instruments"]
    last = min(act.after, act.verb + 1 + _OBJECT_REACH)
    return next(words.matching(act.verb, last, instruments), None) is not None


def _names_work(words: Words, act: Act, grammar: RussianGrammar) -> bool:
    """ "реализовать Дорожную карту", "ускорить строительство": one thing can be looked up."""
    last = min(act.after, act.verb + 1 + _NEAR)
    if next(words.matching(act.verb + 1, last, grammar.words["works"]), None) is not None:
        return True
    for index in range(act.verb + 1, last):
        hit = any(one.first <= index < one.after for one in words.parties)
        if words.lower[index] in ("«", '"', "“"):
            return True
        if words.is_capitalised(index) and not hit and words.tags(index) & Is.ACCUSATIVE:
            return True
    return False
