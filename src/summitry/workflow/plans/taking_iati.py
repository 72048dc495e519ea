"""IATI files of others as evidence: money that they tell of goes to the actions it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import ImportRefused, UsageError
from summitry.exchange.iati import IatiActivity, IatiTransaction, read_activities
from summitry.model import Act, KeptEvidence, Money, MoneyKind, Says
from summitry.planning.editing import add_money
from summitry.storage import evidence as stored
from summitry.storage import plans
from summitry.workflow.plans.running import apply
from summitry.workflow.plans.taking import content_of, known_ids
from summitry.workflow.register import person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from summitry.model import Action
    from summitry.planning.changing import By
    from summitry.storage import Change, Register
    from summitry.workflow.plans.running import Step


@dataclass(frozen=True, slots=True)
class IatiTaken:
    """What came of a file: money recorded by action, and activities that belong to none yet."""

    recorded: dict[str, int]
    unmatched: tuple[IatiActivity, ...]
    evidence: int


def take_iati(
    register: Register,
    path: Path,
    who: str,
    links: Mapping[str, str],
    plan: str | None = None,
) -> IatiTaken:
    """Record the pledges, commitments and payments of an IATI file with the actions they belong to.

    An activity belongs to the action that ``links`` (identifier to action) or its own other
    identifiers name; nothing is guessed. Each becomes a line of the budget and evidence for the
    commitment of the action. ImportRefused lists every fault of the file.
    """
    found, faults = read_activities(content_of(path), path.name)
    if faults:
        raise ImportRefused(
            tuple(faults), remedy="Nothing was changed. Mend what is listed, and hand it in again."
        )
    with register.changing(person(who)) as change:
        known = plans.read_plan(change, plans.plan_number(change, plan))
        by_id = dict(known_ids(known))
        for identifier, action in links.items():
            one = known.action(action)
            if one is None:
                raise UsageError(f"there is no action {action}", where="--link")
            if identifier not in {x.id for x in found}:
                raise UsageError(
                    f"the file has no activity {identifier}", where="--link", remedy="Look it up."
                )
            by_id[identifier] = one.id
        steps: dict[str, tuple[Step, ...]] = {}
        recorded: dict[str, int] = {}
        count = 0
        for activity in found:
            name = by_id.get(activity.id)
            action_meant = known.action(name) if name else None
            if action_meant is None:
                continue
            own = tuple(_step(activity, one, path.name) for one in activity.transactions)
            steps[action_meant.id] = (*steps.get(action_meant.id, ()), *own)
            recorded[action_meant.id] = recorded.get(action_meant.id, 0) + len(own)
            count += _evidence(change, action_meant, activity, path.name)
        apply(change, steps, reason=f"told by {path.name}")
    unmatched = tuple(one for one in found if one.id not in by_id)
    return IatiTaken(recorded, unmatched, count)


def _step(activity: IatiActivity, told: IatiTransaction, source: str) -> Step:
    line = Money(
        told.kind,
        told.amount,
        told.currency,
        provider=told.provider,
        receiver=told.receiver,
        date=told.date,
        document=f"{activity.id} ({source})",
    )

    def step(action: Action, by: By) -> Action:
        return add_money(action, line, by)

    return step


def _evidence(change: Change, action: Action, activity: IatiActivity, source: str) -> int:
    """Keep what an activity tells as evidence for the commitments of an action; return how many."""
    kept = 0
    for told in activity.transactions:
        words = f"{told.kind.value} of {told.amount:,.2f} {told.currency}"
        quote = f"{activity.title}: {told.text or words}, line {told.line}"
        says = Says.PROGRESS if told.kind is MoneyKind.DISBURSEMENT else Says.REAFFIRMED
        for one in action.promised:
            new = KeptEvidence(
                number=0,
                entry=one.entry,
                accepted=True,
                says=says.value,
                source=f"{activity.id} ({activity.reporter or source})",
                quote=f"{quote}: {words}" if told.text else quote,
                date=told.date,
            )
            kept += stored.keep(change, new, Act.ADD_EVIDENCE) is not None
    return kept
