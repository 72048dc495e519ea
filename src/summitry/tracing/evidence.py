"""Evidence in later texts: passages of a report proposed for each earlier promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.lexicon.tracing_reasons import reason
from summitry.lexicon.tracing_rules import method_name, tracing_rules
from summitry.model import SuggestedEvidence
from summitry.tracing.delivery import what_it_says
from summitry.tracing.evidence_scores import EvidenceScorer, PassageScore
from summitry.tracing.facts import refuse_doubles
from summitry.tracing.names import Names
from summitry.tracing.occasions import Order, order_of
from summitry.tracing.party_words import party_words
from summitry.tracing.profiles import Profile, Profiler
from summitry.tracing.report_terms import ReadReport, read_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Document, Promise

PROPOSED_FROM = 0.5
"""The least score of a passage that is proposed without being asked for."""


def suggest_evidence(
    promises: Iterable[Promise], report: Document, *, at_least: float = PROPOSED_FROM
) -> tuple[SuggestedEvidence, ...]:
    """Return the passages of a report that speak of earlier promises, best first for each.

    ``report`` may lack blocks, date and parties; its ``language`` must be that of the promises.
    Promises made after the date of the report are left out. Spans are half-open offsets into
    its text. ``at_least`` (0 to 1) also shows passages below the threshold of the method. The
    order of the promises does not matter; results follow their documents and numbers. Raises
    UsageError when two promises have one id.
    """
    ordered = sorted(promises, key=_place)
    refuse_doubles(ordered)
    ordered = [
        one for one in ordered if order_of(one.occasion.date, report.date) is not Order.AFTER
    ]
    names = Names([report.text, *(one.quote for one in ordered)])
    read = read_report(report, names)
    rules = tracing_rules().evidence
    profiles = Profiler(rules, names, read.rarity, report.language).profiles(ordered)
    found: list[SuggestedEvidence] = []
    for profile in profiles:
        actors = [one.code for one in profile.promise.commitment.actors]
        words = party_words(report.language)
        others = words.acronyms | words.naming(actors)
        scores = EvidenceScorer(rules, read, profile, others).scores()
        found += _proposed(profile, read, scores, at_least)
    return tuple(found)


def _place(promise: Promise) -> tuple[str, int, str]:
    return promise.occasion.document, promise.commitment.number, promise.id


def _proposed(
    profile: Profile, report: ReadReport, scores: list[PassageScore], at_least: float
) -> list[SuggestedEvidence]:
    rules = tracing_rules().evidence
    best = min(rules.best_at_most, max((one.total for one in scores), default=0.0))
    order = sorted(range(len(scores)), key=lambda at: (-scores[at].total, at))
    proposed: list[SuggestedEvidence] = []
    for position in order:
        total = scores[position].total
        score = total / (total + rules.propose)
        if score < at_least or (at_least >= PROPOSED_FROM and total < rules.of_best * best):
            continue
        proposed.append(_suggestion(profile, report, position, scores[position], score))
    return proposed


def _suggestion(
    profile: Profile, report: ReadReport, position: int, found: PassageScore, score: float
) -> SuggestedEvidence:
    read = report.passages[position]
    passage = read.part.passage
    language, itself = report.document.language, found.own >= found.lent
    says, words = what_it_says(profile, passage, read.wording, language, itself=itself)
    told = [reason("evidence", "says", words=words)] if words else []
    return SuggestedEvidence(
        promise=profile.promise.id,
        span=passage.span,
        quote=read.wording,
        says=says,
        score=round(score, 4),
        quantities=passage.quantities,
        reasons=(*found.reasons, *told),
        method=method_name(tracing_rules().evidence),
    )
