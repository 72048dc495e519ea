"""How much of an action is done, from its milestones; what a person reports stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.model import Completion, MilestoneState
from summitry.planning.rules import completion_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Action, Milestone


def done_of(milestones: Iterable[Milestone]) -> tuple[int, int]:
    """Return how many milestones are done, and of how many; dropped ones do not count."""
    counted = [one for one in milestones if one.state is not MilestoneState.DROPPED]
    return sum(one.state is MilestoneState.DONE for one in counted), len(counted)


def percent_done(milestones: Iterable[Milestone]) -> float | None:
    """Return the share of milestones that is done, 0 to 100; None where there are none."""
    done, counted = done_of(milestones)
    return 100 * done / counted if counted else None


def calculated_completion(action: Action) -> Completion:
    """Return the completion that milestones give, whatever was reported.

    Nothing reported and nothing done is no evidence, which is not the same as not started.
    """
    done, counted = done_of(action.milestones)
    if not counted or (not done and not action.reports):
        return Completion.NO_EVIDENCE
    if done == counted:
        return Completion.COMPLETE
    if not done:
        return Completion.NOT_STARTED
    substantial = completion_rules().substantial
    return Completion.SUBSTANTIAL if done / counted >= substantial else Completion.LIMITED
