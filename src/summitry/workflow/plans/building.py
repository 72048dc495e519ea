"""Plans made of the commitments of a register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import (
    LIVE,
    ActionPlan,
    Commitment,
    PlanFacts,
    PlanState,
    Promise,
    Query,
    Status,
    effective,
)
from summitry.planning import ProposalOptions, check_plan, propose
from summitry.storage import finding, plans
from summitry.storage.documents import meetings
from summitry.workflow.plans.refusing import refuse
from summitry.workflow.register import person
from summitry.workflow.tracing_records import meeting_name, occasions_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import Action
    from summitry.storage import Register, View


@dataclass(frozen=True, slots=True)
class PlanWishes:
    """What a plan is made of: a dialogue, a meeting, or the whole register.

    ``plan`` is an id to go on with; ``accepted`` leaves out what nobody has accepted yet.
    """

    dialogue: str | None = None
    meeting: int | None = None
    name: str = ""
    plan: str | None = None
    umbrellas: bool = False
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What building did: the plan, how many actions are new, and how many were there already."""

    plan: str
    added: int
    known: int
    to_be_agreed: int


def build(register: Register, wishes: PlanWishes, who: str) -> Built:
    """Propose actions for commitments that have none yet in the plan; the others are left alone.

    Without a plan that fits, a new one is made. Raises EntryMissing for a dialogue there is not,
    UsageError where nothing is found or the plan is adopted.
    """
    with register.changing(person(who)) as change:
        promises = list(_promises(change, wishes))
        number = _plan_for(change, wishes)
        if number is None:
            if not promises:
                raise UsageError(
                    "there is no commitment to plan for",
                    where=str(change.address),
                    remedy="Add documents with summitry add, or name another dialogue or meeting.",
                )
            facts = PlanFacts(_name(wishes), wishes.dialogue or "", wishes.meeting)
            number, known = plans.new_plan(change, facts), set()
        else:
            facts = plans.plan_facts(change, number)
            if facts.state is PlanState.ADOPTED:
                raise UsageError(
                    "the plan is adopted",
                    where=f"P{number}",
                    remedy="Open it for changes with summitry plan amend.",
                )
            there = plans.read_plan(change, number)
            known = {x.entry for one in there.actions for x in one.promised}
        new = [one for one in promises if one.id not in known]
        place = iter(range(plans.next_place(change, number), 10**9))
        actions, bodies = propose(
            new,
            lambda: plans.action_id(number, next(place)),
            ProposalOptions(umbrellas=wishes.umbrellas),
        )
        named = {one.code for one in facts.bodies}
        added = tuple(one for one in bodies if one.code not in named)
        whole = sorted((*facts.bodies, *added), key=lambda one: one.code)
        facts = replace(facts, bodies=tuple(whole))
        _check(number, facts, actions)
        if actions:
            plans.put_facts(change, number, facts)
            plans.add_actions(change, number, actions)
    open_ended = sum(one.end is None and bool(one.promised) for one in actions)
    return Built(f"P{number}", len(actions), len(promises) - len(new), open_ended)


def _check(number: int, facts: PlanFacts, actions: tuple[Action, ...]) -> None:
    """Refuse what would not hold together; what was there before is known to."""
    refuse(check_plan(ActionPlan(f"P{number}", facts, actions)))


def _name(wishes: PlanWishes) -> str:
    if wishes.name.strip():
        return " ".join(wishes.name.split())
    if wishes.dialogue:
        return f"Joint action plan: {wishes.dialogue}"
    return "Joint action plan"


def _plan_for(view: View, wishes: PlanWishes) -> int | None:
    """Return the plan to go on with: the one that is named, or one made of the same before."""
    if wishes.plan is not None:
        return plans.plan_number(view, wishes.plan)
    for number in plans.plan_numbers(view):
        facts = plans.plan_facts(view, number)
        if (facts.dialogue, facts.meeting) == (wishes.dialogue or "", wishes.meeting):
            return number
    return None


def _promises(view: View, wishes: PlanWishes) -> Iterator[Promise]:
    """Yield the commitments that are meant, in the order of their ids."""
    statuses = (Status.ACCEPTED,) if wishes.accepted else LIVE
    query = Query(dialogue=wishes.dialogue, statuses=statuses)
    occasions = occasions_of(view)
    if wishes.meeting is not None:
        _known_meeting(view, wishes.meeting)
    for entry in finding.find(view, query):
        record, occasion = effective(entry), occasions.get(entry.document)
        if occasion is None or not isinstance(record, Commitment):
            continue
        if wishes.meeting is None or occasion.meeting == meeting_name(wishes.meeting):
            yield Promise(entry.id, record, occasion)


def _known_meeting(view: View, number: int) -> None:
    known = [one.number for one in meetings(view)]
    if number not in known:
        told = ", ".join(map(str, known)) or "none"
        raise UsageError(
            f"there is no meeting {number}", where="--meeting", remedy=f"Those there are: {told}."
        )
