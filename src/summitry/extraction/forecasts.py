"""Whether a clause only foretells what comes about, or somebody undertakes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.subject_kinds import NOBODY, SubjectKind
from summitry.extraction.words import Tag
from summitry.model import PeriodRole

if TYPE_CHECKING:
    from summitry.extraction.predicates import Clause

_FRESH_SUM = frozenset({"a", "an", "another", "some", "further", "additional"})
# Constructions that only somebody with a will can be the subject of, named or not.
_WILLED = frozenset(
    {
        "commit.noun",
        "commit.noun_of",
        "ready.noun_of",
        "commit.noun_bare",
        "ready.noun",
        "ready.noun_bare",
        "intent.noun",
    }
    | {"intent.noun_bare", "announce.plans"}
    | {"commit.verb", "commit.oneself", "pledge.verb", "undertake.verb", "promise.verb", "vow.verb"}
    | {
        "agree.to",
        "agree.on",
        "decide.to",
        "plan.verb",
        "agreement.reached",
        "goal.the",
        "goal.of_what",
        "agreement.has_been",
        "intend.verb",
        "explore.agreed",
    }
)
_MODALS = frozenset({"modal.will", "modal.shall", "modal.is_to", "modal.would"})
_STIPULATING = frozenset({"modal.shall", "modal.is_to"})
DATED = frozenset({"schedule.expected", "schedule.for", "schedule.present", "schedule.on_course"})


def _identifies(clause: Clause) -> bool:
    subject = clause.words.lower[clause.subject.first : clause.subject.after]
    return not clause.grammar.words["purposes"].isdisjoint(subject)


def _is_scheduled(clause: Clause) -> bool:
    """ "Construction will begin in May", "the talks are to take place in 2025"."""
    traits = clause.grammar.traits
    lower, verb = clause.words.lower, clause.act.verb
    takes_place = lower[verb + 1 : verb + 2] == ["place"]
    if not takes_place and clause.verb not in traits["scheduled"]:
        return False
    return lower[verb + 1 : verb + 2] != ["to"] and is_dated(clause, verb)


def is_promised(clause: Clause) -> bool:
    """ "The fund commits that half of its lending will go to schools"."""
    lower, that = clause.words.lower, clause.subject.first - 1
    promising = clause.grammar.words["promising"]
    return that > 0 and lower[that] == "that" and lower[that - 1] in promising


def is_dated(clause: Clause, first: int) -> bool:
    """Tell whether a deadline stands between a word and the end of the act."""
    left, right = clause.words.starts[first], clause.words.ends[clause.act.after - 1]
    return any(
        period.role is PeriodRole.DEADLINE and left <= period.span.start < right
        for period in clause.figures.periods
    )


def promises_no_result(clause: Clause) -> bool:
    """ "will be established" promises one, "will be paid attention" does not."""
    complement = clause.complement
    if not complement.passive or complement.nominal:
        return False
    if clause.verb in clause.grammar.traits["passive"] | clause.grammar.traits["scheduled"]:
        return False
    if _is_stipulated(clause) or is_promised(clause):
        return False
    if clause.subject.kind is SubjectKind.ABSTRACT:
        return not _is_target(clause)
    told = clause.cue.construction.rule in DATED
    dated = clause.verb_class == "direct" and not told and is_dated(clause, clause.act.verb)
    return not (dated or clause.verb_class == "deliver" or _is_on_course(clause))


def _is_stipulated(clause: Clause) -> bool:
    """ "The revenue shall be shared", "progress is to be reviewed": terms that bind, as treaties
    word them, whatever their subject is.
    """
    if clause.cue.construction.rule not in _STIPULATING or clause.verb in ("pay", "settle"):
        return False  # "attention shall be paid"
    supposed = "if" in clause.words.lower[: clause.cue.first]
    return not supposed and clause.verb_class in ("deliver", "direct", "explore")


def _is_target(clause: Clause) -> bool:
    """ "The share of solar power will be raised to a third by 2030": somebody raises it."""
    modal = clause.cue.construction.rule in _MODALS
    return modal and clause.verb in clause.grammar.traits["measured"] and is_dated(clause, 0)


def _is_on_course(clause: Clause) -> bool:
    """ "The institute is on track to graduate 90 fellows by May": somebody does it, by a date."""
    stated = clause.cue.construction.rule == "schedule.on_course"
    return stated and clause.subject.kind not in NOBODY and is_dated(clause, clause.act.verb)


def is_forecast(clause: Clause) -> bool:
    """ "Trade will grow" foretells; "the coast guards will hold an exercise" undertakes."""
    if clause.complement.passive or clause.subject.kind not in NOBODY:
        return False
    rule = clause.cue.construction.rule
    if rule in _MODALS and (_is_scheduled(clause) or is_promised(clause)):
        return False
    binding = rule == "modal.shall" and _is_stipulated(clause)
    if binding or is_allotted(clause) or (rule == "modal.is_to" and _is_target(clause)):
        return False
    if clause.subject.kind is SubjectKind.ABSTRACT:
        return True
    arranged = clause.verb_class in ("deliver", "direct") or is_dated(clause, clause.act.first)
    if rule == "modal.is_to" and arranged:
        # "the centre is to serve all five states" is arranged; "its priority is to grow" is not.
        return _identifies(clause)
    return not (_acts_by_itself(clause) or (rule == "modal.will" and _is_sum(clause)))


def _acts_by_itself(clause: Clause) -> bool:
    """ "The Harbour Corporation will provide pilots": what no list names, and yet it undertakes."""
    rule = clause.cue.construction.rule
    effects = clause.grammar.traits["effects"]
    # "The plant will provide power" foretells; "the Harbour Corporation will provide pilots" not.
    named = clause.words.is_capitalised(clause.subject.after - 1)
    delivers = clause.verb_class == "deliver" and (named or clause.verb not in effects)
    acts = rule in _MODALS and delivers
    return rule in _WILLED or acts or (named and rule == "progressive.act")


def is_allotted(clause: Clause) -> bool:
    """ "A third of the proceeds shall go to clinics", "$5 million will go to clinics"."""
    rule = clause.cue.construction.rule
    wording = clause.words.lower[clause.subject.first : clause.subject.after]
    sum_goes = rule == "modal.will" and any(map(_is_money, wording))
    return clause.verb == "go" and (rule == "modal.shall" or sum_goes)


def _is_sum(clause: Clause) -> bool:
    """ "A grant of $6 million will support clinics": new money, told with what it is for."""
    words, subject = clause.words, clause.subject
    first = subject.first
    fresh = words.lower[first] in _FRESH_SUM or words.tags[first] & Tag.NUMBER or subject.parties
    acts = clause.verb_class in ("deliver", "direct")
    effects = clause.grammar.traits["consequences"]
    wording = words.lower[first : subject.after]
    return bool(fresh) and acts and clause.verb not in effects and any(map(_is_money, wording))


def _is_money(word: str) -> bool:
    return word[0] in "$€£¥" and any(map(str.isdigit, word))
