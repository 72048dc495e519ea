"""Who changes an action, and when and why; how a change is noted in the history of the action."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from summitry.errors import UsageError
from summitry.model import ActionState, Happening, is_partial_date

if TYPE_CHECKING:
    from summitry.model import Action, Milestone


CLOSED = (ActionState.CANCELLED, ActionState.DONE)
"""The states in which nothing is done any more."""


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, the moment in UTC, and why."""

    who: str
    at: str
    reason: str = ""


def noted(
    action: Action, by: By, what: str, change: tuple[str | None, str | None], **fields: Any
) -> Action:
    """Return an action with other fields, and the change (before, after) in its history.

    A field that is set is no proposal any more.
    """
    happening = Happening(by.at, by.who, what, change[0], change[1], by.reason)
    left = tuple(one for one in action.proposed if one not in fields)
    return replace(action, history=(*action.history, happening), **{"proposed": left, **fields})


def with_milestone(action: Action, milestone: Milestone) -> tuple[Milestone, ...]:
    """Return the milestones of an action with one in the place of that of its number."""
    return tuple(milestone if one.number == milestone.number else one for one in action.milestones)


def milestone_of(action: Action, number: int) -> Milestone:
    """Return a milestone; UsageError when there is none of that number."""
    found = action.milestone(number)
    if found is None:
        known = ", ".join(str(one.number) for one in action.milestones) or "none"
        raise UsageError(
            f"there is no milestone {number}",
            where=action.id,
            remedy=f"Those there are: {known}.",
        )
    return found


def checked_date(action: Action, field: str, told: str | None) -> str | None:
    """Return a date or None for one to be agreed; UsageError for what is none."""
    if told is None or not told.strip():
        return None
    date = told.strip()
    if not is_partial_date(date):
        raise UsageError(
            f"{told!r} is no date",
            where=f"{action.id}, {field}",
            remedy="Write it as 2027, 2027-06 or 2027-06-30.",
        )
    return date


def needs_reason(action: Action, by: By, what: str) -> None:
    """Raise UsageError where a change is made without saying why."""
    if not by.reason.strip():
        raise UsageError(f"{what} needs a reason", where=action.id, remedy="Say why with --reason.")


def open_action(action: Action) -> None:
    """Raise UsageError where an action is done or cancelled."""
    if action.state in CLOSED:
        raise UsageError(
            f"the action is {action.state.value}",
            where=action.id,
            remedy="Set it under way again first, with a reason.",
        )
