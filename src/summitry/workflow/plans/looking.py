"""Looking at plans: all of them, one of them, and how one stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import LIVE
from summitry.planning import due_steps, load_rubrics, members_marks, read_rubrics, stand
from summitry.storage import plans
from summitry.storage.entries import statuses_of
from summitry.workflow.plans.pausing import collector_paused

if TYPE_CHECKING:
    from pathlib import Path

    from summitry.model import (
        Action,
        ActionPlan,
        DueStep,
        PlanStanding,
        PlanState,
        PlanVersion,
    )
    from summitry.planning import Rubric
    from summitry.planning.marking import MemberMark
    from summitry.storage import Register


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan in a list of plans."""

    plan: str
    name: str
    state: PlanState
    actions: int
    version: int


def today() -> str:
    """Return this day in UTC as an ISO date."""
    return datetime.now(UTC).date().isoformat()


def day_of(told: str | None) -> str:
    """Return the day that is meant, today without one; UsageError for what is no day."""
    if told is None:
        return today()
    try:
        return date.fromisoformat(told.strip()).isoformat()
    except ValueError:
        raise UsageError(
            f"{told!r} is no day", where="--on", remedy="Write it as 2027-06-30."
        ) from None


def every_plan(register: Register) -> list[PlanEntry]:
    """Return the plans of a register."""
    found = []
    with register.looking() as view:
        for number in plans.plan_numbers(view):
            facts = plans.plan_facts(view, number)
            versions = plans.versions(view, number)
            count = plans.next_place(view, number) - 1
            found.append(PlanEntry(f"P{number}", facts.name, facts.state, count, len(versions)))
    return found


def whole_plan(register: Register, plan: str | None = None) -> ActionPlan:
    """Return a plan by its id, or the only one there is; EntryMissing otherwise."""
    with register.looking() as view:
        return plans.read_plan(view, plans.plan_number(view, plan))


def one_action(register: Register, action: str) -> Action:
    """Return one action; EntryMissing when there is none of that id."""
    with register.looking() as view:
        return plans.read_action(view, action)


def status(register: Register, plan: str | None = None, on: str | None = None) -> PlanStanding:
    """Return how a plan stands on a day, today without one."""
    day = day_of(on)
    with collector_paused():
        return stand(whole_plan(register, plan), day)


def due(
    register: Register, within: int, plan: str | None = None, on: str | None = None
) -> tuple[DueStep, ...]:
    """Return the open milestones due within so many days of a day, and those that are overdue."""
    if within < 0:
        raise UsageError("days are counted from 0", where="--within")
    return due_steps(whole_plan(register, plan).actions, day_of(on), within)


def lapsed(register: Register, plan: str | None = None) -> list[Action]:
    """Return the actions whose commitments have all been rejected or withdrawn since.

    They stay in the plan: whether an action goes with its commitment is for people to decide.
    """
    with register.looking() as view:
        whole = plans.read_plan(view, plans.plan_number(view, plan))
        ids = {one.entry for action in whole.actions for one in action.promised}
        statuses = statuses_of(view, ids)
    gone = {one for one in ids if statuses.get(one) not in LIVE}
    return [
        one
        for one in whole.actions
        if one.promised and all(promised.entry in gone for promised in one.promised)
    ]


def versions(register: Register, plan: str | None = None) -> list[PlanVersion]:
    """Return the adopted versions of a plan."""
    with register.looking() as view:
        return plans.versions(view, plans.plan_number(view, plan))


def rubrics(path: Path | None = None) -> tuple[Rubric, ...]:
    """Return the rubrics of a file, or those that come with summitry."""
    if path is None:
        return load_rubrics()
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read ({error})", where=str(path)) from error
    return read_rubrics(text, str(path))


def marks(
    register: Register, plan: str | None = None, rubric: Rubric | None = None
) -> list[MemberMark]:
    """Return the mark of every member for every action: a rubric's beside a person's."""
    chosen = rubric or load_rubrics()[0]
    found: list[MemberMark] = []
    for one in whole_plan(register, plan).actions:
        found += members_marks(one, chosen)
    return found
