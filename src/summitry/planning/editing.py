"""Rewriting a plan: what an action is, its milestones, bodies, rounds and who publishes it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summitry.errors import UsageError
from summitry.model import Deliverable, Level, Milestone
from summitry.planning.changing import By, checked_date, noted, open_action

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from summitry.model import Action, Body, Money, PlanFacts, Publisher, Round

EDITABLE = ("title", "level", "deliverable", "theme", "depends", "parent", "other_ids")
"""What :func:`edit_action` can set; dates are rescheduled, bodies hand over."""


def edit_action(action: Action, values: Mapping[str, Any], by: By) -> Action:
    """Return an action with other values for what it is; UsageErrors for all that cannot be."""
    faults: list[UsageError] = []
    read: dict[str, Any] = {}
    for name, told in values.items():
        if name not in EDITABLE:
            faults.append(
                UsageError(
                    f"{name!r} cannot be set",
                    where=action.id,
                    remedy=f"Those that can: {', '.join(EDITABLE)}.",
                )
            )
            continue
        try:
            read[name] = _READERS[name](told)
        except ValueError:
            allowed = ", ".join(_ALLOWED[name])
            faults.append(
                UsageError(
                    f"{told!r} is not possible",
                    where=f"{action.id}, {name}",
                    remedy=f"Use one of {allowed}." if allowed else "Give it a value.",
                )
            )
    if faults:
        raise ExceptionGroup("the action cannot be changed like this", faults)
    changed = action
    for name, value in read.items():
        before = getattr(action, name)
        if before != value:
            told_of = (_words(before), _words(value))
            changed = noted(changed, by, name, told_of, **{name: value})
    return changed


def _filled(told: Any) -> str:
    text = " ".join(str(told).split())
    if not text:
        raise ValueError(told)
    return text


def _listed(told: Any) -> tuple[str, ...]:
    parts = told.replace(";", ",").split(",") if isinstance(told, str) else told
    return tuple(dict.fromkeys(one.strip() for one in parts if one.strip()))


_READERS: dict[str, Callable[[Any], Any]] = {
    "title": _filled,
    "level": Level,
    "deliverable": Deliverable,
    "theme": _filled,
    "depends": _listed,
    "parent": lambda told: str(told or "").strip(),
    "other_ids": _listed,
}
_ALLOWED: dict[str, tuple[str, ...]] = {
    name: tuple(map(str, kind)) for name, kind in (("level", Level), ("deliverable", Deliverable))
} | dict.fromkeys(("title", "theme", "depends", "parent", "other_ids"), ())


def _words(value: Any) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(value) or None
    return str(value) if value else None


def add_milestone(action: Action, title: str, due: str | None, by: By) -> Action:
    """Return an action with one milestone more; its number is one that was never used."""
    open_action(action)
    number = max((one.number for one in action.milestones), default=0) + 1
    words = " ".join(title.split())
    if not words:
        raise UsageError("the milestone has no name", where=action.id, remedy="Say what it is.")
    new = Milestone(number, words, checked_date(action, f"milestone {number} due", due))
    return noted(
        action, by, f"milestone {number}", (None, words), milestones=(*action.milestones, new)
    )


def add_money(action: Action, line: Money, by: By) -> Action:
    """Return an action with one line more in its budget; UsageError for what is no amount."""
    if not (math.isfinite(line.amount) and line.amount >= 0):
        raise UsageError(
            f"{line.amount:g} is no amount", where=action.id, remedy="Give a number from 0."
        )
    checked_date(action, "money", line.date)
    if line in action.money:
        return action
    told = f"{line.kind.value} of {line.amount:,.0f} {line.currency}"
    return noted(action, by, "money", (None, told), money=(*action.money, line))


def put_body(facts: PlanFacts, body: Body) -> PlanFacts:
    """Return the facts of a plan with a body, in the place of one of the same code if any."""
    others = tuple(one for one in facts.bodies if one.code != body.code)
    return replace(facts, bodies=tuple(sorted((*others, body), key=lambda one: one.code)))


def put_round(facts: PlanFacts, told: Round) -> PlanFacts:
    """Return the facts of a plan with a reporting round, in the place of one of the same name."""
    others = tuple(one for one in facts.rounds if one.name != told.name)
    return replace(facts, rounds=tuple(sorted((*others, told), key=lambda one: one.due)))


def put_publisher(facts: PlanFacts, publisher: Publisher) -> PlanFacts:
    """Return the facts of a plan with who publishes it as IATI."""
    return replace(facts, publisher=publisher)
