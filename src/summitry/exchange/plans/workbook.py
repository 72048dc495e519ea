"""The sheets of a plan's workbook: actions to look at, steps and progress to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.model import (
    Column,
    ColumnType,
    Completion,
    MilestoneState,
    Role,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from summitry.model import Action, ActionPlan, Duty

_T, _I, _N, _D = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE
_L = ColumnType.LIST


def _key(name: str, type_: ColumnType, title: str, meaning: str) -> Column:
    return Column(name, type_, title, meaning, required=True)


def _fill(
    name: str, type_: ColumnType, title: str, meaning: str, allowed: tuple[str, ...] = ()
) -> Column:
    return Column(name, type_, title, meaning, editable=True, allowed=allowed)


_ACTION = _key("action", _T, "Action", "Id of the action; do not change it.")
_TITLE = Column("title", _T, "What", "The action in words.")

ACTIONS = Table(
    "actions",
    "Actions",
    "The plan as it stands; to look at.",
    (
        _ACTION,
        _TITLE,
        Column("level", _T, "Level", "Who follows it: leaders, ministers or experts."),
        Column("deliverable", _T, "Kind", "What it brings about."),
        Column("theme", _T, "Theme", "The field it belongs to."),
        Column("leads", _L, "Led by", "The bodies that lead, one a side."),
        Column("supports", _L, "With", "The bodies that support."),
        Column("start", _D, "Start", "Empty where it is to be agreed."),
        Column("end", _D, "End", "Empty where it is to be agreed."),
        Column("state", _T, "State", "What people have said; late is no state."),
        Column("money", _L, "Money", "Pledged, committed and paid, kept apart."),
        Column("depends", _L, "Waits for", "Actions that must be done before."),
        Column("risks", _L, "Risks", "What can go wrong."),
        Column("commitment", _L, "Commitment", "Ids in the register."),
        Column("quote", _T, "Quote", "The words of the commitment."),
        Column("proposed", _L, "Proposed", "Fields that are as rules proposed them."),
    ),
    ("action",),
)

STEPS = Table(
    "steps",
    "Steps",
    "One row a step. Fill in what became of it; leave the others as they are.",
    (
        _ACTION,
        _key("number", _I, "No.", "Number of the step; do not change it."),
        _TITLE,
        Column("step", _T, "Step", "What is to be done."),
        Column("leads", _L, "Led by", "The bodies that lead."),
        Column("due", _D, "Due", "As it was handed out; write a new date into New date."),
        _fill("state", _T, "State", "open, done or dropped.", tuple(MilestoneState)),
        _fill("done_on", _D, "Done on", "The day on which it was done."),
        _fill("new_date", _D, "New date", "Where it is moved to."),
        _fill("reason", _T, "Reason", "Why it is moved or dropped."),
    ),
    ("action", "number"),
)

PROGRESS = Table(
    "progress",
    "Progress",
    "One row an action. Fill in how far it is; leave the row empty where there is nothing to say.",
    (
        _ACTION,
        _TITLE,
        Column("leads", _L, "Led by", "The bodies that lead."),
        _fill("round", _T, "Round", "Name of the reporting round."),
        _fill("percent", _N, "Percent", "How far it is, from 0 to 100."),
        _fill("completion", _T, "Completion", "How complete it is.", tuple(Completion)),
        _fill("text", _T, "Report", "What there is to say."),
        _fill("party", _T, "Reported by", "Code of the party, empty where all report together."),
    ),
    ("action",),
)

SHEETS = (ACTIONS, STEPS, PROGRESS)
"""The sheets of the workbook in their order."""


def sheets_of(
    plan: ActionPlan, round_name: str = ""
) -> list[tuple[Table, Iterator[Mapping[str, Any]]]]:
    """Return the sheets of a plan with their rows; ``round_name`` stands in the progress."""
    return [
        (ACTIONS, map(_action, plan.actions)),
        (STEPS, (row for one in plan.actions for row in _steps(one))),
        (PROGRESS, (_progress(one, round_name) for one in plan.actions if one.milestones)),
    ]


def _body(duty: Duty) -> str:
    return f"{duty.body} ({duty.party})"


def leads_of(action: Action) -> tuple[str, ...]:
    """Return the bodies that lead as cells hold them."""
    return tuple(map(_body, action.leads))


def _action(one: Action) -> dict[str, Any]:
    return {
        "action": one.id,
        "title": one.title,
        "level": one.level.value,
        "deliverable": one.deliverable.value,
        "theme": one.theme,
        "leads": leads_of(one),
        "supports": tuple(_body(x) for x in one.duties if x.role is Role.SUPPORT),
        "start": one.start,
        "end": one.end,
        "state": one.state.value,
        "money": tuple(f"{x.kind.value} {x.amount:,.0f} {x.currency}" for x in one.money),
        "depends": one.depends,
        "risks": tuple(x.text for x in one.risks),
        "commitment": tuple(x.entry for x in one.promised),
        "quote": " ".join(x.quote for x in one.promised) or None,
        "proposed": one.proposed,
    }


def _steps(action: Action) -> Iterator[dict[str, Any]]:
    for one in action.milestones:
        yield {
            "action": action.id,
            "number": one.number,
            "title": action.title,
            "step": one.title,
            "leads": leads_of(action),
            "due": one.due,
            "state": one.state.value,
            "done_on": one.on,
            "new_date": None,
            "reason": one.reason or None,
        }


def _progress(action: Action, round_name: str) -> dict[str, Any]:
    return {
        "action": action.id,
        "title": action.title,
        "leads": leads_of(action),
        "round": round_name or None,
        "percent": None,
        "completion": None,
        "text": None,
        "party": None,
    }
