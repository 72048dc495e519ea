"""Running a plan in a register: every change is checked with the whole plan, then journaled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import Act, ActionPlan, PlanState, is_partial_date
from summitry.planning import check_plan, put_body, put_publisher, put_round
from summitry.planning.changing import By
from summitry.storage import plans
from summitry.workflow.plans.refusing import refuse
from summitry.workflow.register import person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from summitry.model import Action, Body, PlanFacts, Publisher, Round
    from summitry.storage import Change, Register

    Step = Callable[[Action, By], Action]
    """What is done to one action, by whom, when and why."""


def change_action(
    register: Register,
    action_id: str,
    steps: tuple[Step, ...],
    who: str,
    *,
    reason: str = "",
    rewriting: bool = False,
) -> Action:
    """Do several things to one action, all or none; return it as it is then.

    ``rewriting`` tells that what the action is becomes different, which an adopted plan does not
    allow. Raises EntryMissing, UsageError, or all faults at once as an ExceptionGroup.
    """
    return change_actions(register, {action_id: steps}, who, reason=reason, rewriting=rewriting)[0]


def change_actions(
    register: Register,
    steps: Mapping[str, tuple[Step, ...]],
    who: str,
    *,
    reason: str = "",
    rewriting: bool = False,
) -> list[Action]:
    """Do things to several actions, all or none; faults of all of them are raised together."""
    with register.changing(person(who)) as change:
        return apply(change, steps, reason=reason, rewriting=rewriting)


def apply(
    change: Change,
    steps: Mapping[str, tuple[Step, ...]],
    *,
    reason: str = "",
    rewriting: bool = False,
) -> list[Action]:
    """Do things to several actions within a change of the register."""
    by = By(change.who, change.at, " ".join(reason.split()))
    faults: list[Exception] = []
    changed: dict[str, Action] = {}
    for name, own in steps.items():
        try:
            action = plans.read_action(change, name)
        except UsageError as fault:
            faults.append(fault)
            continue
        for step in own:
            try:
                action = step(action, by)
            except UsageError as fault:
                faults.append(fault)
            except ExceptionGroup as group:
                faults += group.exceptions
        changed[action.id] = action
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise ExceptionGroup("the plan cannot be changed like this", faults)
    for number in dict.fromkeys(plans.plan_of_action(change, one) for one in changed):
        _keep(change, number, changed, rewriting=rewriting)
    return list(changed.values())


def _keep(change: Change, number: int, changed: Mapping[str, Action], *, rewriting: bool) -> None:
    plan = plans.read_plan(change, number)
    if rewriting:
        needs_draft(plan.facts, plan.id)
    actions = tuple(changed.get(one.id, one) for one in plan.actions)
    refuse(check_plan(ActionPlan(plan.id, plan.facts, actions)))
    own = [one for one in actions if one.id in changed]
    if plans.put_actions(change, own):
        subject = own[0].id if len(own) == 1 else plan.id
        change.write(Act.CHANGE_PLAN if rewriting else Act.REPORT_PLAN, subject)


def needs_draft(facts: PlanFacts, plan: str) -> None:
    """Raise UsageError where a plan is adopted and may not be rewritten."""
    if facts.state is PlanState.ADOPTED:
        raise UsageError(
            "the plan is adopted, and what was agreed is not rewritten",
            where=plan,
            remedy="Open it with summitry plan amend; progress, moves and hand-overs need no "
            "amendment.",
        )


def name_body(register: Register, plan: str | None, body: Body, who: str) -> PlanFacts:
    """Add a body to a plan, or give the one of its code another name or party."""
    faults = []
    for field, told in (("code", body.code), ("name", body.name), ("party", body.party)):
        if not told.strip() or not told.isprintable():
            faults.append(UsageError(f"the body has no {field}", where=f"--{field}"))
    if " " in body.code.strip():
        faults.append(UsageError("a code has no spaces", where=body.code))
    if faults:
        raise ExceptionGroup("the body is wrong", faults)
    return _facts(register, plan, who, lambda facts: put_body(facts, body))


def name_round(register: Register, plan: str | None, told: Round, who: str) -> PlanFacts:
    """Add a reporting round to a plan, or move the one of its name."""
    if not is_partial_date(told.due):
        raise UsageError(
            f"{told.due!r} is no date", where="--due", remedy="Write it as 2027-06-30."
        )
    if not told.name.strip():
        raise UsageError("the round has no name", where="NAME")
    return _facts(register, plan, who, lambda facts: put_round(facts, told))


def name_publisher(
    register: Register, plan: str | None, publisher: Publisher, who: str
) -> PlanFacts:
    """Say who publishes a plan as IATI."""
    return _facts(register, plan, who, lambda facts: put_publisher(facts, publisher))


def _facts(
    register: Register, plan: str | None, who: str, make: Callable[[PlanFacts], PlanFacts]
) -> PlanFacts:
    with register.changing(person(who)) as change:
        number = plans.plan_number(change, plan)
        before = plans.plan_facts(change, number)
        after = make(before)
        if after != before:
            plans.put_facts(change, number, after)
            change.write(Act.CHANGE_PLAN, f"P{number}")
    return after
