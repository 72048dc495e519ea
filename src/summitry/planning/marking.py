"""The marks of members: what a rubric gives, beside what a person has given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from summitry.errors import UsageError
from summitry.model import ActionState, Mark, MilestoneState
from summitry.planning.completion import percent_done
from summitry.planning.rubrics import Rubric, check_rubric

if TYPE_CHECKING:
    from summitry.model import Action, Score
    from summitry.planning.rubrics import Value

COUNTED = ("percent_done", "blocked", "begun")
"""The inputs that a plan counts by itself; a rubric that asks for others is for people only."""


@dataclass(frozen=True, slots=True)
class MemberMark:
    """The mark a rubric gives a member, why, and the last one a person has given.

    Neither replaces the other.
    """

    action: str
    party: str
    calculated: Mark
    inputs: dict[str, Value]
    rubric: str
    assigned: Score | None = None


def members_marks(action: Action, rubric: Rubric) -> tuple[MemberMark, ...]:
    """Return the marks of all who have a part in an action.

    Unknown where nobody has reported for it, contested where reports for one round disagree, not
    applicable where an action was cancelled. Raises UsageError for a rubric with gaps or overlaps,
    and for one that asks for what a plan does not count.
    """
    faults = _faults(msgspec.json.encode(rubric))
    if faults:
        raise UsageError(
            "; ".join(faults),
            where=f"rubric {rubric.name}",
            remedy="Mend it; summitry plan rubric shows every gap and overlap.",
        )
    foreign = [one.name for one in rubric.inputs if one.name not in COUNTED]
    if foreign:
        raise UsageError(
            f"a plan does not count {', '.join(foreign)}",
            where=f"rubric {rubric.name}",
            remedy=f"It counts {', '.join(COUNTED)}.",
        )
    return tuple(_mark(action, party, rubric) for party in action.parties)


@lru_cache(maxsize=32)
def _faults(rubric: bytes) -> tuple[str, ...]:
    """Return what is wrong in a rubric; told once for all the actions that it is used for."""
    return tuple(map(str, check_rubric(msgspec.json.decode(rubric, type=Rubric))))


def _mark(action: Action, party: str, rubric: Rubric) -> MemberMark:
    inputs = _inputs(action, party)
    assigned = [one for one in action.scores if one.party == party]
    return MemberMark(
        action.id,
        party,
        _calculated(action, party, rubric, inputs),
        inputs,
        rubric.name,
        assigned[-1] if assigned else None,
    )


def _calculated(action: Action, party: str, rubric: Rubric, inputs: dict[str, Value]) -> Mark:
    if action.state is ActionState.CANCELLED or not _own(action, party):
        return Mark.NOT_APPLICABLE
    if _contested(action, party):
        return Mark.CONTESTED
    heard = any(one.party in ("", party) for one in action.reports)
    if not heard and inputs["begun"] == "no":
        return Mark.UNKNOWN
    wanted = {one.name: inputs[one.name] for one in rubric.inputs}
    return rubric.mark(wanted)


def _own(action: Action, party: str) -> list[int]:
    """Return the places of the milestones that are a party's own or those of all together."""
    return [at for at, one in enumerate(action.milestones) if one.party in ("", party)]


def _inputs(action: Action, party: str) -> dict[str, Value]:
    own = [action.milestones[at] for at in _own(action, party)]
    done = any(one.state is MilestoneState.DONE for one in own)
    begun = done or action.state in (ActionState.UNDER_WAY, ActionState.DONE)
    return {
        "percent_done": int(percent_done(own) or 0),
        "blocked": "yes" if action.state is ActionState.SUSPENDED else "no",
        "begun": "yes" if begun else "no",
    }


def _contested(action: Action, party: str) -> bool:
    """Tell whether different people report different completions for one round."""
    told: dict[str, dict[str, str]] = {}
    for one in action.reports:
        if one.completion is not None and one.party in ("", party):
            told.setdefault(one.round, {})[one.who] = one.completion.value
    return any(len(set(by_person.values())) > 1 for by_person in told.values())
