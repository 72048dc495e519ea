"""Whether a clause undertakes an act, and how firmly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.forecasts import (
    DATED,
    is_allotted,
    is_dated,
    is_forecast,
    is_promised,
    promises_no_result,
)
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
_PLEASED = ("ready.", "seek.")
_OCCASION = 5  # words from "there will be" to the occasion
_AIMING = frozenset({"aim.verb", "seek.verb", "intend.verb"})


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
    return not (scheduled and is_dated(clause, clause.act.verb))


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


def _lacks_date(clause: Clause) -> bool:
    """ "is expected to grow", "is due in part to": what is told of a date needs one."""
    rule = clause.cue.construction.rule
    return rule in DATED and not is_dated(clause, clause.act.first)


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
    return stated and programme and not is_dated(clause, clause.act.verb)


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


def _is_state(clause: Clause) -> bool:
    if clause.verb_class != "state" or clause.complement.passive:
        return False
    if is_promised(clause) or is_allotted(clause):
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
    return is_dated(clause, verb)


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
    ("refused.passive", promises_no_result),
    ("refused.forecast", is_forecast),
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
