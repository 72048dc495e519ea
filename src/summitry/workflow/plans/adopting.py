"""Adopting a plan, amending it, and comparing its versions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import Act, Happening, PlanState, PlanVersion
from summitry.planning import (
    PlanDifference,
    canonical,
    check_plan,
    differences,
    plan_digest,
    plan_of,
)
from summitry.storage import plans
from summitry.workflow.plans.refusing import refuse
from summitry.workflow.register import person

if TYPE_CHECKING:
    from summitry.model import ActionPlan
    from summitry.storage import Register, View

NOW = "now"
"""Names the plan as it stands, beside its versions."""


def adopt(register: Register, plan: str | None, who: str, note: str = "") -> PlanVersion:
    """Freeze a plan as its next version, with its digest; UsageError where nothing is to adopt."""
    with register.changing(person(who)) as change:
        number = plans.plan_number(change, plan)
        whole = plans.read_plan(change, number)
        if whole.facts.state is PlanState.ADOPTED:
            raise UsageError(
                "the plan is adopted already",
                where=whole.id,
                remedy="Open it for changes with summitry plan amend.",
            )
        if not whole.actions:
            raise UsageError("the plan is empty", where=whole.id, remedy="Build it first.")
        refuse(check_plan(whole))
        adopted = replace(whole, facts=replace(whole.facts, state=PlanState.ADOPTED))
        plans.put_facts(change, number, adopted.facts)
        told = {"note": " ".join(note.split()) or "adopted", "digest": plan_digest(adopted)}
        version = plans.adopt(change, number, canonical(adopted), told)
        change.write(Act.ADOPT_PLAN, whole.id)
        return plans.versions(change, number)[version - 1]


def amend(register: Register, plan: str | None, who: str, reason: str) -> ActionPlan:
    """Open an adopted plan for changes; needs a reason, and the adopted version stays."""
    words = " ".join(reason.split())
    if not words:
        raise UsageError("an amendment needs a reason", where="--reason", remedy="Say why.")
    with register.changing(person(who)) as change:
        number = plans.plan_number(change, plan)
        whole = plans.read_plan(change, number)
        if whole.facts.state is not PlanState.ADOPTED:
            raise UsageError(
                f"the plan is {'a draft' if not plans.versions(change, number) else 'open'}",
                where=whole.id,
                remedy="It can be changed as it is.",
            )
        note = Happening(change.at, change.who, "amendment", None, None, words)
        facts = replace(whole.facts, state=PlanState.AMENDING, notes=(*whole.facts.notes, note))
        plans.put_facts(change, number, facts)
        change.write(Act.AMEND_PLAN, whole.id)
        return replace(whole, facts=facts)


def version_of(view: View, number: int, name: str) -> ActionPlan:
    """Return a version of a plan: a number, or ``now`` for the plan as it stands.

    Raises UsageError when what is kept is not what was adopted.
    """
    if name.strip().lower() == NOW:
        return plans.read_plan(view, number)
    if not name.strip().isdigit():
        raise UsageError(
            f"{name!r} is no version", remedy="Give a number, or now for the plan as it stands."
        )
    kept = plan_of(f"P{number}", plans.frozen(view, number, int(name)))
    told = plans.versions(view, number)[int(name) - 1]
    if plan_digest(kept) != told.digest:
        raise UsageError(
            f"version {name} is not as it was adopted",
            where=f"P{number}",
            remedy="summitry verify tells what was tampered with.",
        )
    return kept


def adopted_plan(register: Register, plan: str | None = None) -> tuple[ActionPlan, PlanVersion]:
    """Return the last version of a plan that was adopted; UsageError when there is none."""
    with register.looking() as view:
        number = plans.plan_number(view, plan)
        told = plans.versions(view, number)
        if not told:
            raise UsageError("the plan was never adopted", where=f"P{number}")
        return version_of(view, number, str(told[-1].number)), told[-1]


def compare(
    register: Register, plan: str | None, first: str | None, second: str | None
) -> tuple[ActionPlan, ActionPlan, PlanDifference]:
    """Return two versions of a plan and how they differ.

    Without names these are the version adopted last, and the plan as it stands.
    """
    with register.looking() as view:
        number = plans.plan_number(view, plan)
        told = plans.versions(view, number)
        if first is None and not told:
            raise UsageError(
                "the plan was never adopted",
                where=f"P{number}",
                remedy="Adopt it with summitry plan adopt; then changes can be told.",
            )
        before = version_of(view, number, first or str(told[-1].number))
        after = version_of(view, number, second or NOW)
    return before, after, differences(before, after)
