"""Verdicts on commitments: calculated at the moment, and given by people with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import KeptAssessment, Speaks, Truth
from summitry.monitoring.outcomes import OutcomeMatch, match_outcome
from summitry.storage import assessments, outcomes
from summitry.workflow.monitoring import Monitored, check_day, monitored, seen_in
from summitry.workflow.register import person
from summitry.workflow.tracing_records import of_view

if TYPE_CHECKING:
    from summitry.model import KeptOutcome
    from summitry.storage import Register


@dataclass(frozen=True, slots=True)
class MatchedOutcome:
    """A reported outcome with the commitments it may tell of, the best first."""

    kept: KeptOutcome
    matches: tuple[OutcomeMatch, ...] = ()


def assess(
    register: Register, entry_id: str, truth: str, reason: str, *, who: str, today: str
) -> tuple[int | None, Monitored]:
    """Keep a person's verdict on a commitment beside what is calculated today.

    Returns its number, None where the last verdict says the same, and the commitment with both.
    """
    faults = []
    if truth not in set(Truth):
        what = f"{truth!r} is no verdict"
        faults.append(UsageError(what, remedy=f"Choose one of: {', '.join(Truth)}."))
    words = " ".join(reason.split())
    if not words or "\0" in words:
        faults.append(
            UsageError("no reason is given", where="--reason", remedy="Say why, for others.")
        )
    if faults:
        raise ExceptionGroup("the verdict is wrong", faults)
    check_day(today)
    with register.changing(person(who)) as change:
        (one,) = monitored(seen_in(change), today, entry_id, outlook=False)
        calculated = one.assessment
        told = KeptAssessment(
            number=0,
            entry=one.id,
            truth=Truth(truth),
            reason=words,
            calculated=calculated.calculated,
            calculated_reason=calculated.reason,
            method=calculated.method,
            version=calculated.version,
        )
        number = assessments.keep(change, told)
        (after,) = monitored(seen_in(change), today, entry_id, outlook=False)
    return number, after


def suggest_outcomes(register: Register) -> list[MatchedOutcome]:
    """Return every reported outcome with the commitments it may tell of; linked ones have none."""
    with register.looking() as view:
        promises = of_view(view).promises
        kept = outcomes.kept_outcomes(view)
    return [
        MatchedOutcome(one, () if one.entry else match_outcome(one.outcome, promises))
        for one in kept
    ]


def link_outcome(register: Register, number: int, entry_id: str, speaks: str, who: str) -> bool:
    """Say of which commitment a reported outcome tells, and how; False where that was so."""
    if speaks not in set(Speaks):
        raise UsageError(
            f"{speaks!r} is not possible",
            where="--speaks",
            remedy=f"Choose one of: {', '.join(Speaks)}.",
        )
    with register.changing(person(who)) as change:
        promise = of_view(change).promise(entry_id)
        return outcomes.link(change, number, promise.id, Speaks(speaks)) is not None
