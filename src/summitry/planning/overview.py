"""Where a plan stands on a day: lateness, silence, what is due; by body, by party, by theme."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from summitry.model import (
    ActionStanding,
    ActionState,
    DueStep,
    GroupCount,
    MilestoneState,
    PlanStanding,
    Timeliness,
)
from summitry.planning.completion import calculated_completion, done_of
from summitry.planning.days import last_day
from summitry.planning.overdue import alerts_of, silent_days
from summitry.planning.rules import OverdueRules, overdue_rules
from summitry.planning.running import last_completion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from summitry.model import Action, ActionPlan, Round

_AT_REST = {
    ActionState.SUSPENDED: Timeliness.SUSPENDED,
    ActionState.CANCELLED: Timeliness.CANCELLED,
}
_SILENT = ("silent", "long-silent")


def stand(plan: ActionPlan, on: str, rules: OverdueRules | None = None) -> PlanStanding:
    """Return how every action stands on a day (ISO date), what is due, and counts by group."""
    chosen = rules or overdue_rules()
    day = date.fromisoformat(on)
    actions = tuple(
        standing_of(one, day, chosen, plan.facts.rounds)
        for one in plan.actions
        if not _is_umbrella(one)
    )
    counted = [(one.action, _counts(one, day, chosen.due_soon_days)) for one in actions]
    return PlanStanding(
        plan=plan.id,
        on=on,
        actions=actions,
        due=due_steps(plan.actions, on, chosen.due_soon_days),
        by_body=_grouped(counted, lambda one: [x.body for x in one.leads]),
        by_party=_grouped(counted, lambda one: one.parties),
        by_theme=_grouped(counted, lambda one: (one.theme,)),
        rules=f"{chosen.id} {chosen.version}",
    )


def _is_umbrella(action: Action) -> bool:
    return not action.promised and not action.milestones and not action.duties


def standing_of(
    action: Action, on: date, rules: OverdueRules, rounds: Sequence[Round] = ()
) -> ActionStanding:
    """Return how an action stands on a day."""
    done, counted = done_of(action.milestones)
    timeliness, days = _timeliness(action, on)
    reported = [one.percent for one in action.reports if one.percent is not None]
    return ActionStanding(
        action=action,
        timeliness=timeliness,
        days_late=days,
        rescheduled=rescheduled(action),
        done=done,
        counted=counted,
        percent=reported[-1] if reported else None,
        assigned=last_completion(action),
        calculated=calculated_completion(action),
        silent_days=silent_days(action, on),
        alerts=alerts_of(action, on, rules, rounds),
    )


def rescheduled(action: Action) -> int:
    """Return how often a date that was agreed was moved; a first date is no rescheduling."""
    return sum(
        one.before is not None and (one.what in ("start", "end") or one.what.endswith(" due"))
        for one in action.history
    )


def _timeliness(action: Action, on: date) -> tuple[Timeliness, int]:
    """Return how it stands and by how many days it is late, by the dates that hold now."""
    if action.state in _AT_REST:
        return _AT_REST[action.state], 0
    if action.state is ActionState.DONE:
        days = _finished_late(action)
        return (Timeliness.DONE_LATE, days) if days else (Timeliness.DONE, 0)
    waiting = [
        last_day(one.due)
        for one in action.milestones
        if one.state is MilestoneState.OPEN and one.due is not None
    ]
    if action.end is not None:
        waiting.append(last_day(action.end))
    if not waiting:
        return Timeliness.TO_BE_AGREED, 0
    days = (on - min(waiting)).days
    return (Timeliness.LATE, days) if days > 0 else (Timeliness.ON_TIME, 0)


def _finished_late(action: Action) -> int:
    finished = [last_day(one.on) for one in action.milestones if one.on]
    if action.end is None or not finished:
        return 0
    return max(0, (max(finished) - last_day(action.end)).days)


def due_steps(actions: Iterable[Action], on: str, within: int) -> tuple[DueStep, ...]:
    """Return the open milestones due within so many days, and those whose day is over, in order."""
    day = date.fromisoformat(on)
    found = []
    for action in actions:
        if action.state in (*_AT_REST, ActionState.DONE):
            continue
        for one in action.milestones:
            if one.state is MilestoneState.OPEN and one.due is not None:
                last = last_day(one.due)
                left = (last - day).days
                if left <= within:
                    found.append(DueStep(action, one, last.isoformat(), left))
    return tuple(sorted(found, key=lambda one: (one.last_day, one.action.id)))


def _counts(one: ActionStanding, on: date, within: int) -> tuple[int, ...]:
    """Return what an action adds to the counts of its groups, in the order of GroupCount."""
    return (
        1,
        int(one.timeliness is Timeliness.LATE),
        int(any(x.rule in _SILENT for x in one.alerts)),
        int(one.timeliness in (Timeliness.DONE, Timeliness.DONE_LATE)),
        int(one.timeliness is Timeliness.TO_BE_AGREED),
        _due_soon(one.action, on, within),
    )


def _grouped(
    counted: Sequence[tuple[Action, tuple[int, ...]]], names: Callable[[Action], Iterable[str]]
) -> tuple[GroupCount, ...]:
    groups: dict[str, list[int]] = {}
    for action, counts in counted:
        for name in names(action):
            kept = groups.get(name)
            if kept is None:
                groups[name] = list(counts)
            else:
                for place, count in enumerate(counts):
                    kept[place] += count
    ranked = sorted(groups.items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
    return tuple(GroupCount(name, *counts) for name, counts in ranked)


def _due_soon(action: Action, on: date, within: int) -> int:
    if action.state in (*_AT_REST, ActionState.DONE):
        return 0
    return sum(
        one.state is MilestoneState.OPEN
        and one.due is not None
        and 0 <= (last_day(one.due) - on).days <= within
        for one in action.milestones
    )
