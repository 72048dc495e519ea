"""Sentences that undertake nothing → what they do instead: achieve, hold, call, foresee, tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.chinese.amounts import find_amounts
from summitry.extraction.chinese.periods import find_periods
from summitry.extraction.pages import Pages
from summitry.lexicon.chinese import (
    CALL,
    DONE,
    DUTY,
    PAST,
    POSITION,
    PRAISE,
    QUOTED,
    TRIGGER,
    VERB,
)
from summitry.model import KeySeries, QuantityRole, Reason, Span, Statement, StatementKind

if TYPE_CHECKING:
    from summitry.extraction.chinese.clauses import Sentence
    from summitry.extraction.chinese.walk import Walk
    from summitry.model import PartyMention


def chinese_statements(walk: Walk) -> tuple[Statement, ...]:
    """Return the statements among the sentences of a walk that hold no act, in reading order."""
    document = walk.document
    pages, keys = Pages(document), KeySeries("statement", document.text)
    found: list[Statement] = []
    for sentence in walk.unrecorded:
        told = None if sentence.asks else _tell(walk, sentence)
        if told is None:
            continue
        kind, place = told
        clauses = sentence.clauses
        span = Span(clauses[0].start, clauses[-1].end)
        quote = span.of(document.text)
        periods = find_periods(document.text, span.start, span.end, document.date)
        dated = [one for one in periods if one.start or one.end]
        amounts = find_amounts(document.text, span.start, span.end)
        found.append(
            Statement(
                number=len(found) + 1,
                key=keys.key(quote, str(span.start)),
                span=span,
                quote=quote,
                kind=kind,
                parties=_parties(walk, sentence),
                quantities=tuple(
                    one
                    for one in amounts
                    if not any(time.span.overlaps(one.span) for time in periods)
                ),
                period=dated[0] if dated else None,
                page=pages.at(span.start),
                why=(Reason("kind", f"{kind}.chinese", place),),
            )
        )
    return tuple(found)


def _tell(walk: Walk, sentence: Sentence) -> tuple[StatementKind, Span] | None:
    """Return what a sentence does, by the first word that tells, and that word."""
    signs = walk.signs
    for clause in sentence.clauses:
        for index in range(clause.first, clause.after):
            flag = signs.flags[index]
            if flag & QUOTED:
                continue
            place = Span(signs.starts[index], signs.ends[index])
            after_verb = index > clause.first and signs.flags[index - 1] & VERB
            if flag & PAST or (flag & DONE and after_verb):
                return StatementKind.ACHIEVEMENT, place
            if flag & CALL and not flag & VERB:
                return StatementKind.CALL, place
            if flag & TRIGGER and signs.word(index) in ("将", "将会", "必将"):
                return StatementKind.FORECAST, place
            if flag & (PRAISE | DUTY) or (flag & POSITION and len(signs.word(index)) > 1):
                return StatementKind.POSITION, place
    text = walk.document.text
    amounts = [
        one
        for one in find_amounts(text, sentence.start, sentence.end)
        if one.role is not QuantityRole.DURATION
    ]
    return (StatementKind.CLAIM, amounts[0].span) if amounts else None


def _parties(walk: Walk, sentence: Sentence) -> tuple[PartyMention, ...]:
    subject = walk.subjects.opening(sentence.clauses[0])
    return subject.parties if subject is not None else ()
