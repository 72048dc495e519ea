"""Whether a clause undertakes an act, and how firmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.history import is_running, is_vague, tells_event
from summitry.extraction.subject_kinds import NOBODY, SubjectKind
from summitry.extraction.verbs import base_form, takes_object
from summitry.extraction.words import Tag, Words
from summitry.model import Force, PeriodRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from summitry.extraction.clauses import Act
    from summitry.extraction.predicates import Clause
    from summitry.lexicon.grammar import Grammar


_VALUE_REACH = 5
_OPINION_REACH = 4
_ATTRIBUTE_REACH = 4
_POINTING = frozenset({"this", "that", "these", "those"})
_THINGS = frozenset({"it", "this", "that", "these", "those", "they"})
_DENIAL_REACH = 9
_REPORT_REACH = 7
_FRESH_SUM = frozenset({"a", "an", "another", "some", "further", "additional"})
_PLEASED = ("ready.", "seek.")
_OCCASION = 5  # words from "there will be" to the occasion
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
_AIMING = frozenset({"aim.verb", "seek.verb", "intend.verb"})
_MODALS = frozenset({"modal.will", "modal.shall", "modal.is_to", "modal.would"})
_STIPULATING = frozenset({"modal.shall", "modal.is_to"})
_DATED = frozenset({"schedule.expected", "schedule.for", "schedule.present", "schedule.on_course"})


def refuse(clause: Clause) -> str:
    """Return the rule that keeps a clause from being an undertaking, empty where none does."""
    for rule, applies in _REFUSALS:
        if applies(clause):
            return rule
    return ""


def _explains(clause: Clause) -> bool:
    """ "which will help" explains; "the next round of which will be held in May" is an event."""
    if clause.subject.kind is not SubjectKind.RELATIVE:
        return False
    event = clause.verb in clause.grammar.traits["events"] and clause.complement.passive
    last = clause.subject.after
    part = clause.words.lower[last - 2 : last] == ["of", "which"]  # "the first phase of which"
    if part and clause.complement.passive:
        return False
    scheduled = event or (part and clause.verb in clause.grammar.traits["scheduled"])
    return not (scheduled and _is_dated(clause, clause.act.verb))


def _is_past(clause: Clause) -> bool:
    lower = clause.words.lower
    # "We would be happy to host it" is an offer made now.
    offered = clause.cue.construction.rule == "ready.would"
    would = lower[clause.cue.first] == "would" and not offered
    supposed = lower[0] == "had" or (would and "if" in lower)
    # Minutes report without a reporting verb: "A joint group would be set up."
    told = _is_reported(clause) or clause.complement.passive
    was = clause.cue.construction.rule == "modal.was_to" and not clause.complement.passive
    return clause.subject.past or supposed or was or (would and not told and not _minuted(clause))


def _minuted(clause: Clause) -> bool:
    """ "The Togolese side would allot land": minutes that leave out who said so."""
    sided = "side" in clause.words.lower[clause.subject.first : clause.subject.after]
    return sided and clause.verb_class in ("deliver", "direct")


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
    return lower[verb + 1 : verb + 2] != ["to"] and _is_dated(clause, verb)


def _is_promised(clause: Clause) -> bool:
    """ "The fund commits that half of its lending will go to schools"."""
    lower, that = clause.words.lower, clause.subject.first - 1
    promising = clause.grammar.words["promising"]
    return that > 0 and lower[that] == "that" and lower[that - 1] in promising


def _is_dated(clause: Clause, first: int) -> bool:
    left, right = clause.words.starts[first], clause.words.ends[clause.act.after - 1]
    return any(
        period.role is PeriodRole.DEADLINE and left <= period.span.start < right
        for period in clause.figures.periods
    )


def _lacks_date(clause: Clause) -> bool:
    """ "is expected to grow", "is due in part to": what is told of a date needs one."""
    rule = clause.cue.construction.rule
    return rule in _DATED and not _is_dated(clause, clause.act.first)


def _is_refusal(clause: Clause) -> bool:
    """ "will not accept" undertakes nothing, "will no longer finance coal" does."""
    negated = clause.subject.negated or _is_negated(clause.words, clause.act, clause.grammar)
    return negated and clause.verb not in clause.grammar.traits["refraining"]


def _is_denied(clause: Clause) -> bool:
    """ "Critics doubt that …", "withdrew its pledge to …": told in order to be denied."""
    first = clause.cue.first
    near = clause.words.lower[max(0, first - _DENIAL_REACH) : first]
    return not clause.grammar.words["denials"].isdisjoint(near)


def _is_opinion(clause: Clause) -> bool:
    """ "I am confident that …", "Hopefully, …": what somebody believes will come."""
    first = max(clause.subject.first, 0)
    lower, known = clause.words.lower, clause.grammar.words
    before = lower[max(0, first - _OPINION_REACH) : first]
    doubted = not known["doubts"].isdisjoint([*before, *lower[clause.cue.first : clause.act.verb]])
    return doubted or not known["opinions"].isdisjoint(before)


def _is_effect(clause: Clause) -> bool:
    """ "It will also create jobs": what an act brings about, told with a pronoun."""
    if clause.subject.kind is not SubjectKind.BACK or clause.complement.passive:
        return False
    if clause.cue.construction.rule == "modal.going_to":
        return clause.words.lower[clause.subject.after - 1] in _POINTING
    modal = clause.cue.construction.rule == "modal.will"
    pronoun = clause.words.lower[clause.subject.after - 1] in _THINGS
    words, act = clause.words, clause.act
    counted = any(tag & Tag.NUMBER for tag in words.tags[act.verb : act.after])
    return (
        modal and pronoun and not counted and clause.verb in clause.grammar.traits["consequences"]
    )


def _is_set(clause: Clause) -> bool:
    """ "The initiative is poised to change lives" foretells; "is due to open" tells a date."""
    stated = clause.cue.construction.rule == "ready.state" and not clause.complement.passive
    programme = clause.subject.kind is SubjectKind.PROGRAMME
    return stated and programme and not _is_dated(clause, clause.act.verb)


def _is_listed(clause: Clause) -> bool:
    """ "announced the following initiatives": the list that follows says what is undertaken."""
    lower, verb = clause.words.lower, clause.act.verb
    first = clause.subject.first
    opening = ["the", "following"]
    return opening in (lower[verb + 1 : verb + 3], lower[first : first + 2])


def _only_talks(clause: Clause) -> bool:
    """ "I look forward to discussing it": talk to come is no act to come."""
    speaker = clause.words.lower[clause.subject.after - 1] == "i"
    if speaker and clause.verb in clause.grammar.traits["discourse"]:
        return True  # "I will close with this"
    if speaker and clause.verb in clause.grammar.traits["courtesy"]:
        return clause.cue.construction.rule.startswith(_PLEASED)
    ahead = clause.cue.construction.rule == "lookforward" and not clause.complement.nominal
    return ahead and clause.verb_class in ("explore", "speak")


def _is_attribute(clause: Clause) -> bool:
    """ "spoke to students committed to upholding the law": told of them, not undertaken."""
    words, cue = clause.words, clause.cue
    if cue.construction.rule != "commit.verb" or not words.tags[cue.first] & Tag.PARTICIPLE:
        return False
    if words.lower[cue.first - 1] in ("and", ",") or words.tags[cue.first - 1] & Tag.AUXILIARY:
        return False
    opening = max(0, clause.subject.first - _ATTRIBUTE_REACH)
    return any(
        words.tags[index] & (Tag.PAST | Tag.THIRD)
        and not words.tags[index] & (Tag.NOUN_LIKE | Tag.PARTICIPLE | Tag.AUXILIARY)
        for index in range(opening, cue.first - 1)
    )


def _is_addressed(clause: Clause) -> bool:
    """ "You will be heard", "Let us pledge": said to others, not undertaken."""
    subject, lower = clause.subject, clause.words.lower
    before = lower[subject.after - 1 : subject.after]
    addressed = clause.grammar.words["pronouns_objective"]
    among = lower[subject.after - 2 : subject.after - 1] == ["of"]  # "the four of us"
    return not addressed.isdisjoint(before) and subject.after > subject.first and not among


def _is_told_of_thing(clause: Clause) -> bool:
    """ "the steps that we will take": tells which steps; "the forum is dedicated to peace"."""
    words, subject, verb = clause.words, clause.subject, clause.act.verb
    if clause.cue.construction.rule == "commit.state" and clause.complement.nominal:
        return subject.kind is SubjectKind.PROGRAMME or subject.kind in NOBODY
    that = subject.first - 1
    if that < 1 or words.lower[that] != "that" or clause.complement.passive:
        return False
    known = clause.grammar.words
    noun = not words.tags[that - 1] & ~Tag.NOUN_LIKE or bool(words.tags[that - 1] & Tag.NOUN_LIKE)
    near = words.tags[verb + 1 : verb + 4]
    gap = not near or not takes_object(words, verb + 1) or words.lower[verb + 1] == "to"
    counted = any(tag & Tag.NUMBER for tag in near)
    if not noun or not gap or counted:
        return False
    before = words.lower[:that]
    told = (known["reports"], known["reporting"], known["promising"])
    return all(listed.isdisjoint(before) for listed in told)


def _tells_purpose(clause: Clause) -> bool:
    """ "The fund is intended to help", "these steps aim to": what a thing is for."""
    first = clause.cue.first
    rule, subject = clause.cue.construction.rule, clause.subject.first
    if rule in _AIMING and clause.words.lower[subject] == "these" and subject < first:
        return not any(tag & Tag.NUMBER for tag in clause.words.tags[clause.act.verb :])
    stated = clause.words.lower[first] == "intended" and first > 0
    programme = clause.subject.kind is SubjectKind.PROGRAMME
    auxiliary = clause.words.lower[first - 1] in ("is", "are", "was", "were", "be", "been")
    return stated and (programme or auxiliary)


def _promises_no_result(clause: Clause) -> bool:
    """ "will be established" promises one, "will be paid attention" does not."""
    complement = clause.complement
    if not complement.passive or complement.nominal:
        return False
    if clause.verb in clause.grammar.traits["passive"] | clause.grammar.traits["scheduled"]:
        return False
    if _is_stipulated(clause) or _is_promised(clause):
        return False
    if clause.subject.kind is SubjectKind.ABSTRACT:
        return not _is_target(clause)
    told = clause.cue.construction.rule in _DATED
    dated = clause.verb_class == "direct" and not told and _is_dated(clause, clause.act.verb)
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
    return modal and clause.verb in clause.grammar.traits["measured"] and _is_dated(clause, 0)


def _is_on_course(clause: Clause) -> bool:
    """ "The institute is on track to graduate 90 fellows by May": somebody does it, by a date."""
    stated = clause.cue.construction.rule == "schedule.on_course"
    return stated and clause.subject.kind not in NOBODY and _is_dated(clause, clause.act.verb)


def _is_forecast(clause: Clause) -> bool:
    """ "Trade will grow" foretells; "the coast guards will hold an exercise" undertakes."""
    if clause.complement.passive or clause.subject.kind not in NOBODY:
        return False
    rule = clause.cue.construction.rule
    if rule in _MODALS and (_is_scheduled(clause) or _is_promised(clause)):
        return False
    if _is_allotted(clause) or (rule == "modal.shall" and _is_stipulated(clause)):
        return False
    if rule == "modal.is_to" and _is_target(clause):
        return False
    if clause.subject.kind is SubjectKind.ABSTRACT:
        return True
    arranged = clause.verb_class in ("deliver", "direct") or _is_dated(clause, clause.act.first)
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


def _is_allotted(clause: Clause) -> bool:
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


def _is_state(clause: Clause) -> bool:
    if clause.verb_class != "state" or clause.complement.passive:
        return False
    if _is_promised(clause) or _is_allotted(clause):
        return False
    if clause.verb in clause.grammar.traits["refraining"] and _is_negated(
        clause.words, clause.act, clause.grammar
    ):
        return False  # "will never allow"
    modal = clause.cue.construction.rule.startswith(("modal.", "lookforward"))
    dated = any(period.role is PeriodRole.DEADLINE for period in clause.figures.periods)
    if clause.verb in clause.grammar.traits["attaining"] and (dated or not modal):
        return False  # "has undertaken to become carbon neutral"
    if clause.verb == "be" and _is_convened(clause):
        return False
    appoints = clause.verb == "be" and clause.subject.kind is SubjectKind.PARTY
    return not (appoints and _appoints(clause.words, clause.act.verb + 1))


def _is_convened(clause: Clause) -> bool:
    """ "There will be a ministerial meeting in May": an occasion, and when it is held."""
    words, verb = clause.words, clause.act.verb
    if words.lower[clause.cue.first - 1 : clause.cue.first] != ["there"]:
        return False
    if clause.grammar.words["gatherings"].isdisjoint(words.lower[verb + 1 : verb + 1 + _OCCASION]):
        return False
    return _is_dated(clause, verb)


def _is_speech(clause: Clause) -> bool:
    if clause.verb_class != "speak" or clause.complement.passive or _pairs_with_act(clause):
        return False
    if clause.verb not in clause.grammar.traits["recognition"]:
        return True
    return _values(clause.words, clause.act.verb + 1, clause.grammar)


def _pairs_with_act(clause: Clause) -> bool:
    """ "respect and ensure the rights": the second verb says what is done."""
    words, second = clause.words, clause.act.verb + 2
    if words.lower[second - 1 : second] != ["and"] or second >= clause.act.after:
        return False
    base = base_form(words, second, clause.grammar)
    return clause.grammar.verb_class.get(base) in ("deliver", "direct")


def _is_description(clause: Clause) -> bool:
    """ "The programme will include …" tells what it is."""
    if clause.cue.construction.rule == "include.sum":
        return clause.subject.kind is not SubjectKind.PROGRAMME
    if clause.verb == "serve" and clause.words.lower[clause.act.verb + 1 :][:1] == ["as"]:
        return clause.subject.kind not in (SubjectKind.PARTY, SubjectKind.JOINT)
    if clause.subject.kind is not SubjectKind.PROGRAMME:
        return False
    words, following = clause.words, clause.act.verb + 1
    lists_acts = "new" in words.lower[following : following + 2] or any(
        tag & Tag.ING for tag in words.tags[following : following + 1]
    )
    return clause.verb == "be" or (clause.verb == "include" and not lists_acts)


def _values(words: Words, index: int, grammar: Grammar) -> bool:
    """ "will recognize the importance" is no act, "will recognize each other's diplomas" is."""
    near = words.lower[index : index + _VALUE_REACH]
    return not near or "that" in near[:1] or not grammar.words["esteem"].isdisjoint(near)


def _is_hope(clause: Clause) -> bool:
    """ "build a bright future": nothing one could ask after."""
    words, act = clause.words, clause.act
    for index in range(act.verb + 1, min(act.after, act.verb + 6)):
        if words.lower[index] in clause.grammar.words["hopes"]:
            return index + 1 >= act.after or bool(words.tags[index + 1] & Tag.PREPOSITION)
        if words.tags[index] & (Tag.PREPOSITION | Tag.CONJUNCTION | Tag.MARK):
            return False
    return False


def _is_solidarity(clause: Clause) -> bool:
    """ "stand together", "stand by Fiji": a bond, and nothing that could be done or not."""
    words, act = clause.words, clause.act
    near = words.lower[act.verb + 1 : act.verb + 4]
    return clause.verb == "stand" and not clause.grammar.words["solidarity"].isdisjoint(near)


def _is_reported(clause: Clause) -> bool:
    """ "announced that Germany would train": what was said then was "will"."""
    reporting, lower = clause.grammar.words["reporting"], clause.words.lower
    before = lower[: clause.cue.first]
    known = clause.grammar.words
    for told in (reporting, known["reports"], known["promising"]):
        if not told.isdisjoint(before):
            return True
    behind = lower[-_REPORT_REACH:]
    return "," in behind and not reporting.isdisjoint(behind[behind.index(",") :])


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
    return words.is_capitalised(index) or words.lower[index] in (
        "host",
        "chair",
        "coordinator",
        "venue",
    )


_REFUSALS: tuple[tuple[str, Callable[[Clause], bool]], ...] = (
    ("refused.explanation", _explains),
    ("refused.past", _is_past),
    ("refused.event", tells_event),
    ("refused.running", is_running),
    ("refused.vague", is_vague),
    ("refused.listed", _is_listed),
    ("refused.negated", _is_refusal),
    ("refused.denied", _is_denied),
    ("refused.opinion", _is_opinion),
    ("refused.effect", _is_effect),
    ("refused.set", _is_set),
    ("refused.attribute", _is_attribute),
    ("refused.addressed", _is_addressed),
    ("refused.thing", _is_told_of_thing),
    ("refused.talk", _only_talks),
    ("refused.purpose", _tells_purpose),
    ("refused.passive", _promises_no_result),
    ("refused.forecast", _is_forecast),
    ("refused.undated", _lacks_date),
    ("refused.state", _is_state),
    ("refused.speech", _is_speech),
    ("refused.hope", _is_hope),
    ("refused.solidarity", _is_solidarity),
    ("refused.description", _is_description),
)


def judge_force(words: Words, act: Act, stated: Force, grammar: Grammar) -> Force:
    """Return how firmly the act is undertaken: exploring verbs only prepare a decision."""
    for index in (act.verb, act.introducer):
        if grammar.verb_class.get(base_form(words, index, grammar)) == "explore":
            return Force.EXPLORATORY
    return stated
