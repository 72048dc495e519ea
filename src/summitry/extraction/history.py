"""Whether a clause tells what was done: an event, or a promise made at another time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.extraction.subject_kinds import SubjectKind
from summitry.extraction.words import Tag
from summitry.model import PeriodRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.extraction.predicates import Clause
    from summitry.model import Period

# Constructions that in the past tense announce now, or tell of an event back then.
_EVENTS = frozenset({"announce.object", "launch.object", "commit.sum", "pledge.sum", "offer.sum"})
# Constructions that in the past tense undertake now, unless an earlier time is told.
_UNDERTAKEN = frozenset(
    {"commit.verb", "commit.oneself", "pledge.verb", "promise.verb", "vow.verb", "agree.to"}
    | {"decide.to", "plan.verb", "offer.to", "agree.on", "explore.agreed", "commit.noun"}
    | {"ready.noun", "announce.plans"}
)
# Constructions in the present that tell of what goes on as well as of what is to come.
_RUNNING = frozenset({"progressive.act", "working.with", "continue.to", "steps.to"})
_GOING_ON = frozenset({"progressive.act", "steps.to"})
_MONTH = "2022-01"
_BARE_MONTH = re.compile(r"(?:[a-zA-Z]+\s)?[a-zA-Z]+")  # "April", "in April", with no year


def tells_event(clause: Clause) -> bool:
    """ "In 2021, Japan launched …", "has hosted X and launched Y": what was done is no promise."""
    words, cue = clause.words, clause.cue
    rule = cue.construction.rule
    event = rule in _EVENTS
    if cue.construction.subject == "possessor":
        before = clause.subject.first - 1
        return before >= 0 and words.lower[before] in clause.grammar.words["past_causes"]
    if event and _is_subordinate(clause):
        return True  # "as we launch the week"
    if not words.tags[cue.first] & Tag.PAST or not (event or rule in _UNDERTAKEN):
        return False
    if any(_is_over(period, clause.context.date, event=event) for period in _fronted(clause)):
        return True
    if _is_subordinate(clause):
        return True
    return event and (_continues_deed(clause) or _is_past_throughout(clause))


def _fronted(clause: Clause) -> Iterator[Period]:
    """Yield the times told before the verb, but for those of a clause put first."""
    words = clause.words
    opening = words.starts[clause.cue.first]
    for period in clause.figures.periods:
        if period.span.end > opening:
            continue
        before = words.at(period.span.start)
        plain = Tag.NOUN_LIKE | Tag.BASE
        if not any(tag & Tag.PAST and not tag & plain for tag in words.tags[:before]):
            yield period


def is_running(clause: Clause) -> bool:
    """ "is supporting 40 schools", in a text that looks back: what runs and needs no promise."""
    if not clause.context.retrospective or clause.cue.construction.rule not in _RUNNING:
        return False
    words, act = clause.words, clause.act
    fresh = clause.grammar.words["fresh"] | clause.grammar.words["now"]
    if not fresh.isdisjoint(words.lower[act.first : act.after]):
        return False
    last = words.ends[act.after - 1]
    return not any(
        period.role is PeriodRole.DEADLINE and words.start <= period.span.start < last
        for period in clause.figures.periods
    )


def is_vague(clause: Clause) -> bool:
    """ "We are building a better world": what goes on, and names, counts and dates nothing."""
    if (
        clause.cue.construction.rule not in _GOING_ON
        or clause.subject.kind is not SubjectKind.JOINT
    ):
        return False
    words, act, known = clause.words, clause.act, clause.grammar.words
    wording = range(act.verb + 1, act.after)
    told = any(words.tags[index] & Tag.NUMBER or words.is_capitalised(index) for index in wording)
    fresh = known["fresh"] | known["now"] | known["announced"]
    return not told and fresh.isdisjoint(words.lower[act.first : act.after])


def _is_past_throughout(clause: Clause) -> bool:
    """ "launched X in 2021"; and in a text that looks back, whatever is not told of today."""
    words = clause.words
    last = words.ends[clause.act.after - 1]
    dated = any(
        period.role is PeriodRole.REFERENCE
        and period.start == period.end
        and words.start <= period.span.start < last
        for period in clause.figures.periods
    )
    now = not clause.grammar.words["now"].isdisjoint(words.lower)
    older = not clause.grammar.words["older"].isdisjoint(words.lower)
    return dated or ((clause.context.retrospective or older) and not now)


def _is_subordinate(clause: Clause) -> bool:
    """ "Since Japan announced $5 million, half of it has been spent"."""
    before = clause.subject.first - 1
    return before >= 0 and clause.words.lower[before] in clause.grammar.words["temporal"]


def _continues_deed(clause: Clause) -> bool:
    """ "has hosted X and launched Y", "held the first talks and launched a dialogue"."""
    words, first = clause.words, clause.cue.first
    if not first or words.lower[first - 1] not in ("and", ","):
        return False
    if {"has", "have"} & set(words.lower[:first]):
        return True
    told = clause.grammar.vocabulary["telling"]
    return any(
        clause.words.tags[index] & Tag.PAST
        and not words.tags[index] & (Tag.NOUN_LIKE | Tag.BASE)
        and words.lower[index] not in told
        and bool(words.tags[index + 1] & (Tag.DETERMINER | Tag.NUMBER))
        for index in range(first - 1)
    )


def _is_over(period: Period, date: str | None, *, event: bool) -> bool:
    """Tell a time before the document: with a verb in the past, "in April" is the last April."""
    if period.start is None or date is None:
        return period.role is PeriodRole.REFERENCE and period.start is not None
    if period.role is PeriodRole.REFERENCE:
        since = period.end is None
        return since or (period.start == period.end and _is_before(period.end, date))
    month = len(period.start) == len(_MONTH) and period.start == period.end
    if month and _BARE_MONTH.fullmatch(period.text):
        return period.start[-2:] != date[5:7]
    if period.anchor is not None or period.start != period.end or len(period.start) > len(_MONTH):
        return False
    return event and not month and period.start == date[: len(period.start)]


def _is_before(period: str | None, date: str) -> bool:
    """Tell an earlier month or year from the time of the document itself."""
    if period is None:
        return False
    precision = min(len(period), len(_MONTH), len(date))
    return period[:precision] < date[:precision]
