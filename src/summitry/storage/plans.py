"""Plans in a register: reading them whole, and changing them so that the journal tells of it."""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import func, insert, select

from summitry.errors import EntryMissing
from summitry.model import Act, Action, ActionPlan, PlanFacts, PlanVersion
from summitry.storage import kinds
from summitry.storage.lean import lean_json
from summitry.storage.schema_plans import PLAN, PLAN_ACTION, PLAN_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.storage.register import Change, View

_PLAN_ID = re.compile(r"[Pp]?(\d{1,9})\Z")
_ACTION_ID = re.compile(r"[Pp](\d{1,9})-(\d{1,9})\Z")
_ACTIONS = msgspec.json.Decoder(tuple[Action, ...])
_FACTS = msgspec.json.Decoder(PlanFacts)
_PAGE = 500


def action_id(plan: int, place: int) -> str:
    """Return the id of an action.

    >>> action_id(1, 7)
    'P1-007'
    """
    return f"P{plan}-{place:03}"


def plan_numbers(view: View) -> list[int]:
    """Return the numbers of all plans in order."""
    return list(view.connection.execute(select(PLAN.c.id).order_by(PLAN.c.id)).scalars())


def plan_number(view: View, name: str | None) -> int:
    """Return the number of a plan by its id; without one, of the only plan there is.

    Raises EntryMissing when there is none, or several and none is named.
    """
    known = plan_numbers(view)
    if not known:
        raise EntryMissing(
            "there is no plan yet",
            where=str(view.address),
            remedy="Make one of the commitments with summitry plan build.",
        )
    if name is None:
        if len(known) > 1:
            raise EntryMissing(
                f"there are {len(known)} plans",
                where=str(view.address),
                remedy=f"Name one with --plan: {', '.join(f'P{one}' for one in known)}.",
            )
        return known[0]
    told = _PLAN_ID.match(name.strip())
    if told is None or int(told[1]) not in known:
        raise EntryMissing(
            f"there is no plan {name}",
            where=str(view.address),
            remedy=f"Those there are: {', '.join(f'P{one}' for one in known)}.",
        )
    return int(told[1])


def plan_of_action(view: View, action: str) -> int:
    """Return the number of the plan that the id of an action names."""
    told = _ACTION_ID.match(action.strip())
    if told is None:
        raise EntryMissing(
            f"{action!r} is no id of an action",
            remedy="An id looks like P1-007; summitry plan list shows them.",
        )
    return plan_number(view, told[1])


def plan_facts(view: View, number: int) -> PlanFacts:
    """Return what belongs to a plan beside its actions."""
    query = select(PLAN.c.facts).where(PLAN.c.id == number)
    return _FACTS.decode(view.connection.execute(query).scalar_one())


def read_plan(view: View, number: int) -> ActionPlan:
    """Return a whole plan, its actions in the order of their ids."""
    query = select(PLAN_ACTION.c.body).where(PLAN_ACTION.c.plan_id == number)
    bodies = view.connection.execute(query.order_by(PLAN_ACTION.c.place)).scalars()
    # One list is read far faster than ten thousand single ones.
    actions = _ACTIONS.decode(f"[{','.join(bodies)}]")
    return ActionPlan(f"P{number}", plan_facts(view, number), actions)


def read_action(view: View, action: str) -> Action:
    """Return one action; EntryMissing when there is none of that id."""
    return _row_of(view, action)[1]


def _row_of(view: View, action: str) -> tuple[int, Action]:
    plan = plan_of_action(view, action)
    place = int(action.strip().partition("-")[2])
    query = select(PLAN_ACTION.c.id, PLAN_ACTION.c.body).where(
        PLAN_ACTION.c.plan_id == plan, PLAN_ACTION.c.place == place
    )
    row = view.connection.execute(query).first()
    if row is None:
        raise EntryMissing(
            f"there is no action {action_id(plan, place)}",
            remedy="summitry plan list shows those there are.",
        )
    return row.id, _ACTIONS.decode(f"[{row.body}]")[0]


def next_place(view: View, plan: int) -> int:
    """Return the place behind all that a plan has."""
    query = select(func.max(PLAN_ACTION.c.place)).where(PLAN_ACTION.c.plan_id == plan)
    return int(view.connection.execute(query).scalar() or 0) + 1


def new_plan(change: Change, facts: PlanFacts) -> int:
    """Make an empty plan; the journal is told by what follows."""
    number = change.next_number("plan")
    change.put(kinds.PLAN.named(number), {"facts": lean_json(facts)})
    return number


def put_facts(change: Change, plan: int, facts: PlanFacts) -> None:
    """Give a plan other facts."""
    change.put(kinds.PLAN.named(plan), {"facts": lean_json(facts)})


def add_actions(change: Change, plan: int, actions: Sequence[Action]) -> None:
    """Add actions to a plan, and tell the journal some hundred at a time."""
    first = change.next_number("plan_action", len(actions)) if actions else 0
    for start in range(0, max(len(actions), 1), _PAGE):
        page = actions[start : start + _PAGE]
        rows = [
            {
                "id": first + start + place,
                "plan_id": plan,
                "place": int(one.id.partition("-")[2]),
                "body": lean_json(one),
            }
            for place, one in enumerate(page)
        ]
        if rows:
            change.connection.execute(insert(PLAN_ACTION), rows)
        for row in rows:
            change.made(kinds.PLAN_ACTION.named(row["id"]))
        change.write(Act.BUILD_PLAN, f"P{plan}")


def put_actions(change: Change, actions: Iterable[Action]) -> bool:
    """Give actions their new form; tell whether any became different."""
    different = False
    for one in actions:
        row, known = _row_of(change, one.id)
        if known != one:
            name = kinds.PLAN_ACTION.named(row)
            plan = plan_of_action(change, one.id)
            place = int(one.id.partition("-")[2])
            state = {"plan_id": plan, "place": place, "body": lean_json(one)}
            change.put(name, state)
            different = True
    return different


def versions(view: View, plan: int) -> list[PlanVersion]:
    """Return the adopted versions of a plan, the first first."""
    columns = [column for column in PLAN_VERSION.c if column.name != "body"]
    query = select(*columns).where(PLAN_VERSION.c.plan_id == plan)
    rows = view.connection.execute(query.order_by(PLAN_VERSION.c.number)).all()
    return [
        PlanVersion(f"P{plan}", one.number, one.at, one.who, one.note, one.digest) for one in rows
    ]


def frozen(view: View, plan: int, number: int) -> bytes:
    """Return the canonical JSON of an adopted version; EntryMissing when there is none."""
    query = select(PLAN_VERSION.c.body).where(
        PLAN_VERSION.c.plan_id == plan, PLAN_VERSION.c.number == number
    )
    body = view.connection.execute(query).scalar()
    if body is None:
        known = ", ".join(str(one.number) for one in versions(view, plan)) or "none"
        raise EntryMissing(f"P{plan} has no version {number}", remedy=f"Those there are: {known}.")
    return zlib.decompress(base64.b85decode(body))


def adopt(change: Change, plan: int, canonical: bytes, told: dict[str, Any]) -> int:
    """Keep a version of a plan; ``told`` are its note and digest. Returns its number."""
    number = max((one.number for one in versions(change, plan)), default=0) + 1
    state = {
        "plan_id": plan,
        "number": number,
        "at": change.at,
        "who": change.who,
        "body": base64.b85encode(zlib.compress(canonical, 6)).decode("ascii"),
        **told,
    }
    change.put(kinds.PLAN_VERSION.named(change.next_number("plan_version")), state)
    return number
