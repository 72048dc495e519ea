"""Versions of a plan: their canonical form and digest, and how two differ."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import msgspec

from summitry.model import Action, ActionPlan, PlanFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUNNING = ("history", "reports", "scores", "proposed", "why")
_EACH = ("milestones",)


def canonical(plan: ActionPlan) -> bytes:
    """Return a plan as JSON with its keys in order: one plan, one form.

    The state of being amended is left out, because adopting ends it.
    """
    facts = replace(plan.facts, state=PlanFacts("").state)
    record = {"facts": facts, "actions": sorted(plan.actions, key=lambda one: one.id)}
    return msgspec.json.encode(record, order="deterministic")


def plan_digest(plan: ActionPlan) -> str:
    """Return the SHA-256 of the canonical form of a plan."""
    return hashlib.sha256(canonical(plan)).hexdigest()


class _Frozen(msgspec.Struct):
    facts: PlanFacts
    actions: tuple[Action, ...]


def plan_of(plan_id: str, frozen: bytes) -> ActionPlan:
    """Return the plan of a canonical form."""
    read = msgspec.json.decode(frozen, type=_Frozen)
    return ActionPlan(plan_id, read.facts, read.actions)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs, in words; empty where there is nothing on that side."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActionDifference:
    """An action that is new, gone or changed between two versions."""

    action: str
    title: str
    change: str
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """How two versions of a plan differ: facts, then actions in the order of their ids."""

    facts: tuple[FieldDifference, ...]
    actions: tuple[ActionDifference, ...]

    @property
    def same(self) -> bool:
        """Tell whether nothing differs."""
        return not self.facts and not self.actions


def differences(before: ActionPlan, after: ActionPlan) -> PlanDifference:
    """Return how two versions of a plan differ; history and reports are no differences."""
    old = {one.id: one for one in before.actions}
    new = {one.id: one for one in after.actions}
    found = []
    for name in sorted({*old, *new}):
        if name not in old:
            found.append(ActionDifference(name, new[name].title, "new"))
        elif name not in new:
            found.append(ActionDifference(name, old[name].title, "gone"))
        elif old[name] != new[name]:
            changed = tuple(_of_action(old[name], new[name]))
            if changed:
                found.append(ActionDifference(name, new[name].title, "changed", changed))
    return PlanDifference(tuple(_of_facts(before.facts, after.facts)), tuple(found))


def _of_action(before: Action, after: Action) -> Iterator[FieldDifference]:
    for one in fields(Action):
        if one.name in (*_RUNNING, *_EACH):
            continue
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old != new:
            yield from _changed(one.name, old, new)
    yield from _of_milestones(before, after)


def _of_milestones(before: Action, after: Action) -> Iterator[FieldDifference]:
    old = {one.number: one for one in before.milestones}
    new = {one.number: one for one in after.milestones}
    for number in sorted({*old, *new}):
        first, second = old.get(number), new.get(number)
        if first is None or second is None:
            told = ("", _words(second)) if first is None else (_words(first), "")
            yield FieldDifference(f"milestone {number}", *told)
            continue
        for name in ("title", "due", "state", "on", "party", "reason"):
            was, now = getattr(first, name), getattr(second, name)
            if was != now:
                yield FieldDifference(f"milestone {number} {name}", _words(was), _words(now))


def _of_facts(before: PlanFacts, after: PlanFacts) -> Iterator[FieldDifference]:
    for one in fields(PlanFacts):
        if one.name in ("state", "notes"):
            continue
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old != new:
            yield from _changed(one.name, old, new)


def _changed(name: str, old: Any, new: Any) -> Iterator[FieldDifference]:
    """Yield a difference for each member that is new or gone where a field has several."""
    if not isinstance(old, tuple):
        empty = "to be agreed" if name in ("start", "end") else ""
        yield FieldDifference(name, _words(old) or empty, _words(new) or empty)
        return
    for one in old:
        if one not in new:
            yield FieldDifference(name, _words(one), "")
    for one in new:
        if one not in old:
            yield FieldDifference(name, "", _words(one))


def _words(value: Any) -> str:
    if value is None or value == "":
        return ""
    names = getattr(value, "__dataclass_fields__", None)
    if names is None:
        return str(value)
    told = (getattr(value, name) for name in names)
    kept = (one for one in told if one not in (None, "", False, ()))
    return " · ".join(f"{one:,.0f}" if isinstance(one, float) else str(one) for one in kept)
