"""Which overdue rules fire for an action on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.model import ActionState, Alert, AlertLevel, MilestoneState, MoneyKind
from summitry.planning.days import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from summitry.model import Action, Round
    from summitry.planning.rules import OverdueRule, OverdueRules

_AT_REST = (ActionState.DONE, ActionState.SUSPENDED, ActionState.CANCELLED)
_GRAVITY = {AlertLevel.ALARM: 0, AlertLevel.WARNING: 1, AlertLevel.NOTICE: 2}


def alerts_of(
    action: Action, on: date, rules: OverdueRules, rounds: Iterable[Round] = ()
) -> tuple[Alert, ...]:
    """Return the alerts for an action, the gravest first; of two rules on one thing the graver."""
    if action.state in _AT_REST:
        return ()
    found: dict[tuple[str, str, str], Alert] = {}
    for rule in rules.rule:
        for alert, subject in _fired(rule, action, on, rounds):
            key = (rule.after, rule.without, subject)
            known = found.get(key)
            if known is None or _GRAVITY[alert.level] < _GRAVITY[known.level]:
                found[key] = alert
    return tuple(sorted(found.values(), key=lambda one: (_GRAVITY[one.level], -one.days)))


def silent_days(action: Action, on: date) -> int | None:
    """Return for how many days nobody has reported, from the start where nobody ever has.

    None where the action is at rest, has not begun, or nobody knows when it begins.
    """
    if action.state in _AT_REST:
        return None
    since = _last_report(action)
    if since is None or since > on:
        return None
    return (on - since).days


def _last_report(action: Action) -> date | None:
    from datetime import date

    heard = [one.at[:10] for one in action.reports]
    heard += [one.at[:10] for one in action.history if one.what.startswith("milestone")]
    if heard:
        return date.fromisoformat(max(heard))
    return first_day(action.start) if action.start else None


def _fired(
    rule: OverdueRule, action: Action, on: date, rounds: Iterable[Round]
) -> Iterator[tuple[Alert, str]]:
    for since, subject, number in _moments(rule, action, rounds):
        days = (on - since).days
        if days <= rule.days or not _lacks(rule, action, subject, since):
            continue
        text = rule.text.format(milestone=number, round=subject)
        yield Alert(action.id, rule.rule, AlertLevel(rule.level), text, days, number), subject


def _moments(
    rule: OverdueRule, action: Action, rounds: Iterable[Round]
) -> Iterator[tuple[date, str, int | None]]:
    """Yield the days after which a rule counts: the day, what it is of, the milestone if any."""
    if rule.after == "milestone":
        for one in action.milestones:
            if one.state is MilestoneState.OPEN and one.due is not None:
                yield last_day(one.due), str(one.number), one.number
    elif rule.after == "end" and action.end is not None:
        yield last_day(action.end), "", None
    elif rule.after == "start" and action.start is not None:
        yield first_day(action.start), "", None
    elif rule.after == "report":
        since = _last_report(action)
        if since is not None:
            yield since, "", None
    elif rule.after == "round":
        for told in rounds:
            if action.start is None or first_day(action.start) <= last_day(told.due):
                yield last_day(told.due), told.name, None


def _lacks(rule: OverdueRule, action: Action, subject: str, since: date) -> bool:
    if rule.without == "disbursement":
        kinds = {one.kind for one in action.money}
        return bool(kinds) and MoneyKind.DISBURSEMENT not in kinds
    if rule.without == "report" and rule.after == "round":
        return not any(one.round == subject for one in action.reports)
    return True
