"""Which commitment a reported outcome tells of, proposed by words, amounts and parties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.monitoring.rules import rule_table
from summitry.monitoring.words import content_words, members_of, name_words, parties_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Promise, ReportedOutcome

_FILE = "outcomes.toml"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class OutcomeMatch:
    """A commitment that an outcome may tell of, with the score and its reasons."""

    promise: Promise
    score: float
    reasons: tuple[str, ...]
    method: str


def match_outcome(
    outcome: ReportedOutcome, promises: Iterable[Promise]
) -> tuple[OutcomeMatch, ...]:
    """Return the commitments an outcome may tell of, the best first, none below the least score."""
    rules = rule_table(_FILE)
    found = [one for promise in promises if (one := _judge(outcome, promise)) is not None]
    chosen = [one for one in found if one.score >= rules["least"]]
    return tuple(sorted(chosen, key=lambda one: (-one.score, one.promise.id)))


def _judge(outcome: ReportedOutcome, promise: Promise) -> OutcomeMatch | None:
    rules = rule_table(_FILE)
    weights = rules["weights"]
    actors = members_of(parties_in(outcome.actor.replace("+", " and ")))
    commitment = promise.commitment
    named = {one.code for one in (*commitment.actors, *commitment.recipients)}
    known = members_of(frozenset((named - {"ALL"}) | set(promise.occasion.parties)))
    if actors and not actors & known:
        return None
    parties = frozenset(actors | known)
    told = content_words(outcome.pledge) - name_words(parties)
    shared = told & content_words(commitment.quote)
    reasons, score = [], 0.0
    if shared:
        score += weights["words"] * len(shared) / len(told)
        reasons.append(f"words in common: {', '.join(sorted(shared))}")
    wanted = {float(one.replace(",", "")) for one in _NUMBER.findall(outcome.target)}
    amounts = {float(f"{one.value:g}".rstrip()) for one in commitment.quantities}
    mantissas = {_mantissa(one) for one in wanted if one}
    if mantissas & {_mantissa(one) for one in amounts if one}:
        score += weights["amount"]
        reasons.append(f"the same amount: {outcome.target}")
    if shared and actors and actors & known:
        score += weights["parties"]
        reasons.append("the same parties")
    return OutcomeMatch(promise, score, tuple(reasons), f"{rules['id']} {rules['version']}")


def _mantissa(value: float) -> str:
    """Return the digits of a number without its scale, since tables write 70 for 70 billion."""
    return f"{value:.6e}".partition("e")[0]
