"""Running a plan: milestones done, moved or dropped, hand-overs, reports, states, marks.

Late, rescheduled, suspended and cancelled are four things: the first is derived, the second is
history, the last two are states.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import ActionState, MilestoneState, Progress, Role, Score
from summitry.planning.changing import (
    CLOSED,
    By,
    checked_date,
    milestone_of,
    needs_reason,
    noted,
    open_action,
    with_milestone,
)
from summitry.planning.days import first_day, in_order

if TYPE_CHECKING:
    from collections.abc import Collection

    from summitry.model import Action, Completion, Mark


def finish_milestone(action: Action, number: int, on: str, by: By) -> Action:
    """Return an action with a milestone done on a day; a planned action is under way by that.

    Raises UsageError for a day that is none or has not come yet.
    """
    milestone = milestone_of(action, number)
    open_action(action)
    day = checked_date(action, f"milestone {number}", on)
    if day is None:
        raise UsageError("nobody says when it was done", where=action.id, remedy="Give the day.")
    if first_day(day).isoformat() > by.at[:10]:
        raise UsageError(
            f"{day} has not come yet",
            where=f"{action.id}, milestone {number}",
            remedy="Give the day on which it was done; a planned day is its due date.",
        )
    done = replace(milestone, state=MilestoneState.DONE, on=day, reason=by.reason, proposed=False)
    changed = noted(
        action,
        by,
        f"milestone {number}",
        (milestone.state.value, f"done on {day}"),
        milestones=with_milestone(action, done),
    )
    return _begun(changed, by)


def move_milestone(action: Action, number: int, due: str | None, by: By) -> Action:
    """Return an action with a milestone due on another day; the reason is kept with the old day."""
    milestone = milestone_of(action, number)
    open_action(action)
    day = checked_date(action, f"milestone {number} due", due)
    if day == milestone.due:
        return action
    if milestone.state is not MilestoneState.OPEN:
        raise UsageError(
            f"milestone {number} is {milestone.state.value}",
            where=action.id,
            remedy="Open it again first.",
        )
    if milestone.due is not None:
        needs_reason(action, by, "moving a milestone")
    return noted(
        action,
        by,
        f"milestone {number} due",
        (milestone.due, day),
        milestones=with_milestone(action, replace(milestone, due=day, proposed=False)),
    )


def drop_milestone(action: Action, number: int, by: By) -> Action:
    """Return an action with a milestone dropped, which needs a reason."""
    milestone = milestone_of(action, number)
    open_action(action)
    needs_reason(action, by, "dropping a milestone")
    if milestone.state is MilestoneState.DROPPED:
        return action
    dropped = replace(
        milestone, state=MilestoneState.DROPPED, on=None, reason=by.reason, proposed=False
    )
    return noted(
        action,
        by,
        f"milestone {number}",
        (milestone.state.value, "dropped"),
        milestones=with_milestone(action, dropped),
    )


def reopen_milestone(action: Action, number: int, by: By) -> Action:
    """Return an action with a milestone open again that was done or dropped."""
    milestone = milestone_of(action, number)
    open_action(action)
    needs_reason(action, by, "opening a milestone again")
    if milestone.state is MilestoneState.OPEN:
        return action
    again = replace(milestone, state=MilestoneState.OPEN, on=None, reason="")
    return noted(
        action,
        by,
        f"milestone {number}",
        (milestone.state.value, "open"),
        milestones=with_milestone(action, again),
    )


def reschedule(action: Action, field: str, day: str | None, by: By) -> Action:
    """Return an action with another ``start`` or ``end``; the old one stays in its history."""
    open_action(action)
    before: str | None = getattr(action, field)
    after = checked_date(action, field, day)
    if before == after:
        return action
    if before is not None:
        needs_reason(action, by, f"moving the {field}")
    changed = noted(action, by, field, (before, after), **{field: after})
    if not in_order(changed.start, changed.end):
        raise UsageError(
            f"it would end {changed.end}, before it starts {changed.start}",
            where=f"{action.id}, {field}",
            remedy="Move the other end as well.",
        )
    return changed


def set_state(action: Action, state: ActionState, by: By) -> Action:
    """Return an action in another state; suspending, cancelling and going back need a reason."""
    if action.state is state:
        return action
    if state in (ActionState.SUSPENDED, ActionState.CANCELLED) or action.state in CLOSED:
        needs_reason(action, by, f"going from {action.state.value} to {state.value}")
    left = [one.number for one in action.milestones if one.state is MilestoneState.OPEN]
    if state is ActionState.DONE and left:
        raise UsageError(
            f"milestones {', '.join(map(str, left))} are open",
            where=action.id,
            remedy="Say of each that it is done or dropped, then that the action is done.",
        )
    return noted(action, by, "state", (action.state.value, state.value), state=state)


def hand_over(action: Action, before: str, after: str, by: By, bodies: Collection[str]) -> Action:
    """Return an action in which a body has taken the place of another on the same side."""
    open_action(action)
    duty = next((one for one in action.duties if one.body == before), None)
    if duty is None:
        known = ", ".join(one.body for one in action.duties) or "none"
        raise UsageError(
            f"{before} has no part in it", where=action.id, remedy=f"Those that have: {known}."
        )
    if after not in bodies:
        raise UsageError(
            f"there is no body {after} in this plan",
            where=action.id,
            remedy="Add it with summitry plan body, or name one of those there are.",
        )
    if any(one.body == after for one in action.duties):
        raise UsageError(f"{after} has a part in it already", where=action.id)
    duties = tuple(replace(one, body=after) if one is duty else one for one in action.duties)
    role = "lead" if duty.role is Role.LEAD else "support"
    return noted(action, by, f"{role} {duty.party}", (before, after), duties=duties)


def report_progress(action: Action, report: Progress) -> Action:
    """Return an action with one report more; UsageError for a percentage that is none.

    A report says how far it is; it changes no milestone and no state but that a planned action
    with progress is under way.
    """
    open_action(action)
    percent = report.percent
    if percent is not None and not (math.isfinite(percent) and 0 <= percent <= 100):
        raise UsageError(
            f"{percent:g} is no percentage",
            where=action.id,
            remedy="Give a number from 0 to 100.",
        )
    if report.party and report.party not in action.parties:
        raise UsageError(
            f"{report.party} has no part in it",
            where=action.id,
            remedy=f"Those that have: {', '.join(action.parties) or 'none'}.",
        )
    changed = replace(action, reports=(*action.reports, report))
    return (
        _begun(changed, By(report.who, report.at, "progress is reported")) if percent else changed
    )


def score_member(action: Action, party: str, mark: Mark, rubric: str, by: By) -> Action:
    """Return an action with a person's mark for a member; marks before it stay."""
    if party not in action.parties:
        raise UsageError(
            f"{party} has no part in it",
            where=action.id,
            remedy=f"Those that have: {', '.join(action.parties) or 'none'}.",
        )
    needs_reason(action, by, "a mark")
    return replace(
        action, scores=(*action.scores, Score(by.at, by.who, party, mark, rubric, by.reason))
    )


def _begun(action: Action, by: By) -> Action:
    """Return a planned action under way, since something of it has been done."""
    if action.state is not ActionState.PLANNED:
        return action
    under_way = ActionState.UNDER_WAY
    return noted(action, by, "state", (action.state.value, under_way.value), state=under_way)


def last_completion(action: Action) -> Completion | None:
    """Return the completion reported last, or None."""
    told = [one.completion for one in action.reports if one.completion is not None]
    return told[-1] if told else None
