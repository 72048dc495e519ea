"""What must hold in every plan; whatever does not is told with its place and a remedy."""

from __future__ import annotations

from collections import Counter
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from summitry.model import MilestoneState, MoneyKind, PlanFault, Role, is_partial_date
from summitry.planning.days import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from summitry.model import Action, ActionPlan

_DATE = "Write it as 2027, 2027-06 or 2027-06-30; leave it empty where it is to be agreed."


def check_plan(plan: ActionPlan) -> tuple[PlanFault, ...]:
    """Return everything that is wrong in a plan, action by action, then what spans several."""
    bodies = {one.code for one in plan.facts.bodies}
    ids = {one.id for one in plan.actions}
    faults = [fault for one in plan.actions for fault in check_action(one, bodies, ids)]
    often = Counter(one.id for one in plan.actions)
    faults += [
        PlanFault(one, "id", "stands twice in the plan", "Give one of the two another id.")
        for one, count in often.items()
        if count > 1
    ]
    faults += list(_circles(plan.actions))
    faults += [
        PlanFault(one.code, "party", "the body belongs to no party", "Name its party.")
        for one in plan.facts.bodies
        if not one.party
    ]
    faults += [
        PlanFault(f"round {one.name}", "due", f"{one.due!r} is no date", _DATE)
        for one in plan.facts.rounds
        if not is_partial_date(one.due)
    ]
    return tuple(faults)


def check_action(action: Action, bodies: set[str], ids: set[str]) -> Iterator[PlanFault]:
    """Yield what is wrong in one action, given the bodies and actions that there are."""
    yield from _dates(action)
    yield from _duties(action, bodies)
    yield from _numbers(action)
    for other in (*action.depends, *filter(None, (action.parent,))):
        if other not in ids:
            field = "parent" if other == action.parent else "depends"
            yield PlanFault(
                action.id, field, f"there is no action {other}", "Name an action of this plan."
            )
    if not action.title.strip():
        yield PlanFault(action.id, "title", "is empty", "Give the action a name.")


def _dates(action: Action) -> Iterator[PlanFault]:
    fine = True
    for field, told in (("start", action.start), ("end", action.end)):
        if told is not None and not is_partial_date(told):
            fine = False
            yield PlanFault(action.id, field, f"{told!r} is no date", _DATE)
    if fine and not in_order(action.start, action.end):
        yield PlanFault(
            action.id,
            "end",
            f"it ends {action.end}, before it starts {action.start}",
            "Move the end behind the start, or leave one of them to be agreed.",
        )
    for one in action.milestones:
        place = f"milestone {one.number}"
        for field, told in (("due", one.due), ("on", one.on)):
            if told is not None and not is_partial_date(told):
                yield PlanFault(action.id, f"{place} {field}", f"{told!r} is no date", _DATE)
        if one.state is MilestoneState.DONE and one.on is None:
            yield PlanFault(
                action.id, f"{place} on", "is done and nobody says when", "Give the day."
            )


def _duties(action: Action, bodies: set[str]) -> Iterator[PlanFault]:
    for duty in action.duties:
        if duty.body not in bodies:
            yield PlanFault(
                action.id,
                "duties",
                f"there is no body {duty.body} in this plan",
                "Add it with summitry plan body, or name one of those there are.",
            )
    leads = Counter(one.party for one in action.duties if one.role is Role.LEAD)
    for party, count in leads.items():
        if count > 1:
            yield PlanFault(
                action.id, "duties", f"{party} has {count} leads", "One body leads on each side."
            )


def _numbers(action: Action) -> Iterator[PlanFault]:
    for one in action.reports:
        if one.percent is not None and not 0 <= one.percent <= 100:
            yield PlanFault(
                action.id,
                "reports",
                f"{one.percent:g} is no percentage",
                "Give a number from 0 to 100.",
            )
    for line in action.money:
        if not 0 <= line.amount < float("inf"):
            yield PlanFault(
                action.id, "money", f"{line.amount:g} is no amount", "Give a number from 0."
            )
        if line.kind is MoneyKind.COMMITMENT and not line.document:
            yield PlanFault(
                action.id,
                "money",
                "is bound by no document that is named",
                "Name the signed document, or record it as a pledge.",
            )
    numbers = Counter(one.number for one in action.milestones)
    for number, count in numbers.items():
        if count > 1:
            yield PlanFault(
                action.id, "milestones", f"number {number} is there twice", "Number them anew."
            )


def cycles(links: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the circles in what depends on what, each as its members in order, until none is left.

    >>> list(cycles({"a": ["b"], "b": ["a"], "c": ["a"]}))
    [('a', 'b')]
    """
    left = {one: set(others) for one, others in links.items()}
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            # Told from the last to the first, the first once more at the end.
            circle = tuple(reversed(error.args[1]))[:-1]
            first = circle.index(min(circle))
            circle = circle[first:] + circle[:first]
            yield circle
            for one in circle:
                left[one] -= set(circle)
        else:
            return


def _circles(actions: Iterable[Action]) -> Iterator[PlanFault]:
    known = list(actions)
    for field, remedy in (("depends", "Take one of them out."), ("parent", "Take one out.")):
        links = {
            one.id: one.depends if field == "depends" else tuple(filter(None, (one.parent,)))
            for one in known
        }
        for circle in cycles(links):
            way = " → ".join((*circle, circle[0]))
            yield PlanFault(circle[0], field, f"they wait for each other: {way}", remedy)
