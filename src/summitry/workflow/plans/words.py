"""Plans in words, the same for the terminal, files and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from summitry.model import MilestoneState, Role, Timeliness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import Action, ActionStanding, DueStep, Money, PlanStanding

TO_BE_AGREED = "to be agreed"


def leads(action: Action) -> str:
    """Return the bodies that lead, in words."""
    return ", ".join(one.body for one in action.leads)


def listed_action(action: Action) -> tuple[str, ...]:
    """Return an action as a row: id, title, leads, others, level, end, state."""
    others = (one.party for one in action.duties if one.role is Role.SUPPORT)
    return (
        action.id,
        action.title,
        ", ".join(one.party for one in action.leads),
        ", ".join(others),
        action.level.value,
        action.end or TO_BE_AGREED,
        action.state.value,
    )


def money_words(one: Money) -> str:
    """Return a line of a budget in words."""
    sides = " to ".join(x for x in (one.provider, one.receiver) if x)
    told = (
        one.kind.value,
        f"{'' if one.bound == 'exact' else f'{one.bound} '}{one.amount:,.0f} {one.currency}",
        sides,
        one.date or "",
        one.document,
    )
    return " · ".join(x for x in told if x)


def facts_of(action: Action) -> Iterator[tuple[str, str]]:
    """Yield what is known of an action, name and words."""
    marked = set(action.proposed)

    def told(name: str, words: str) -> tuple[str, str]:
        return name, f"{words} (proposed)" if name in marked else words

    yield "state", action.state.value
    yield told("start", action.start or TO_BE_AGREED)
    yield told("end", action.end or TO_BE_AGREED)
    yield told("level", action.level.value)
    yield told("deliverable", action.deliverable.value)
    yield "theme", action.theme
    for duty in action.duties:
        yield duty.role.value, f"{duty.body} ({duty.party})"
    for one in action.promised:
        date = f", {one.date}" if one.date else ""
        yield "promise", f"{one.entry} “{' '.join(one.quote.split())}” ({one.document}{date})"
    for line in action.money:
        yield "money", money_words(line)
    for number in action.indicators:
        yield "target", f"{number.target:,.15g} {number.unit} ({number.name})"
    for risk in action.risks:
        yield "risk", f"{risk.text}. {risk.response}" if risk.response else risk.text
    if action.depends:
        yield "waits for", ", ".join(action.depends)
    if action.parent:
        yield "part of", action.parent
    for rule in action.why:
        yield "why", rule


def steps_of(action: Action) -> Iterator[tuple[str, ...]]:
    """Yield the milestones as rows: number, title, due, state, on."""
    for one in action.milestones:
        title = f"{one.title} (proposed)" if one.proposed else one.title
        due = one.due or TO_BE_AGREED
        yield str(one.number), title, due, one.state.value, one.on or ""


def history_of(action: Action) -> Iterator[str]:
    """Yield what happened to an action, oldest first: changes, reports and marks by their time."""
    told: list[tuple[str, str]] = []
    for one in action.history:
        change = f"{one.before or TO_BE_AGREED} → {one.after or TO_BE_AGREED}"
        why = f" ({one.reason})" if one.reason else ""
        told.append((one.at, f"{one.who}: {one.what}: {change}{why}"))
    for report in action.reports:
        percent = f"{report.percent:g} %" if report.percent is not None else ""
        said = (report.round, report.party, percent, report.completion or "", report.text)
        told.append((report.at, f"{report.who} reports: {' · '.join(x for x in said if x)}"))
    for score in action.scores:
        mark = f"{score.party} {score.mark.value} by {score.rubric}"
        told.append((score.at, f"{score.who}: {mark} ({score.reason})"))
    for at, words in sorted(told, key=lambda one: one[0]):
        yield f"{at[:10]} {words}"


def now_words(action: Action) -> str:
    """Return in a line how an action stands."""
    counted = [one for one in action.milestones if one.state is not MilestoneState.DROPPED]
    done = sum(one.state is MilestoneState.DONE for one in counted)
    told = (
        f"{action.id} is {action.state.value}",
        f"{done} of {len(counted)} steps done",
        f"end {action.end or TO_BE_AGREED}",
    )
    return " · ".join(told)


def count_words(found: PlanStanding) -> str:
    """Return the counts of a plan's actions in words."""
    counts = dict.fromkeys(Timeliness, 0)
    for action in found.actions:
        counts[action.timeliness] += 1
    moved = sum(one.rescheduled > 0 for one in found.actions)
    told = [f"{len(found.actions)} actions"]
    told += [f"{count} {one.value}" for one, count in counts.items() if count]
    if moved:
        told.append(f"{moved} rescheduled")
    return " · ".join(told)


def alert_rows(found: PlanStanding) -> list[tuple[str, ...]]:
    """Return the alerts of a plan as rows, the gravest first: level, action, days, what, lead."""
    gravity = {"alarm": 0, "warning": 1, "notice": 2}
    rows = [
        (gravity[alert.level], -alert.days, one.action.id, alert, leads(one.action))
        for one in found.actions
        for alert in one.alerts
    ]
    rows.sort(key=lambda row: row[:3])
    return [
        (alert.level.value, name, str(alert.days), alert.text, led)
        for _, _, name, alert, led in rows
    ]


def due_row(one: DueStep) -> tuple[str, ...]:
    """Return a due step as a row: last day, days left, action, step, leads."""
    step = f"{one.milestone.number}. {one.milestone.title}"
    return one.last_day, str(one.days), one.action.id, step, leads(one.action)


def due_record(one: DueStep) -> dict[str, Any]:
    """Return a due step as JSON values."""
    return {
        "action": one.action.id,
        "title": one.action.title,
        "milestone": one.milestone.number,
        "step": one.milestone.title,
        "due": one.milestone.due,
        "last_day": one.last_day,
        "days": one.days,
        "bodies": [duty.body for duty in one.action.duties],
    }


def standing_record(found: PlanStanding) -> dict[str, Any]:
    """Return where a plan stands as JSON values, each action by its id."""
    return {
        "plan": found.plan,
        "on": found.on,
        "rules": found.rules,
        "actions": [action_record(one) for one in found.actions],
        "due": [due_record(one) for one in found.due],
        "by_body": msgspec.to_builtins(found.by_body),
        "by_party": msgspec.to_builtins(found.by_party),
        "by_theme": msgspec.to_builtins(found.by_theme),
    }


def action_record(one: ActionStanding) -> dict[str, Any]:
    """Return where an action stands as JSON values."""
    told: dict[str, Any] = msgspec.to_builtins(one)
    told["title"] = one.action.title
    told["state"] = one.action.state.value
    told["end"] = one.action.end
    told["action"] = one.action.id
    return told
