"""What comes back: workbooks with progress, calendars with moved days, activities of others.

Everything in a file is looked at before anything is changed; all faults are told together.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summitry.errors import EntryMissing, ImportRefused, SummitryError, UsageError
from summitry.exchange.plans.workbook import SHEETS, STEPS
from summitry.exchange.tables import Fault, TableRow, read_tables
from summitry.model import Completion, MilestoneState
from summitry.planning.days import last_day
from summitry.storage import plans
from summitry.workflow.plans.running import apply
from summitry.workflow.plans.steps import Reported, reported
from summitry.workflow.register import person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from summitry.model import Action, ActionPlan, Milestone
    from summitry.storage import Change, Register
    from summitry.workflow.plans.running import Step

_REMEDY = "Nothing was changed. Mend what is listed, and hand the file in again."


@dataclass(slots=True)
class Taken:
    """What came of a file: how many actions changed, how many rows say nothing new."""

    changed: int = 0
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Wanted:
    """Steps by action with the place of each in the file, so that a fault can tell it."""

    steps: dict[str, list[tuple[tuple[Step, ...], TableRow, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0

    def fault(self, row: TableRow, column: str, what: str, remedy: str) -> None:
        """Take a fault of a row."""
        self.faults.append(Fault(row.where, what, remedy, row.row, column))


def take_workbook(
    register: Register, path: Path, who: str, plan: str | None = None, *, reason: str = ""
) -> Taken:
    """Take progress from a workbook that came back; ImportRefused lists every fault in it."""
    wanted = _Wanted()
    rows: list[tuple[str, TableRow]] = []
    for table, found in read_tables("xlsx", path, SHEETS):
        if isinstance(found, Fault):
            wanted.faults.append(found)
        elif table is not None:
            rows.append((table.name, found))
    with register.changing(person(who)) as change:
        known = plans.read_plan(change, plans.plan_number(change, plan))
        actions = {one.id: one for one in known.actions}
        for name, row in rows:
            _row(name, row, actions, wanted)
        return _take(change, wanted, reason)


def _row(name: str, row: TableRow, actions: Mapping[str, Action], wanted: _Wanted) -> None:
    action = actions.get(str(row.values["action"]).strip())
    if action is None:
        what = f"there is no action {row.values['action']} in this plan"
        wanted.fault(row, "action", what, "Put back the id that was handed out, or delete the row.")
    elif name == STEPS.name:
        _step_row(row, action, wanted)
    elif name == "progress":
        _progress_row(row, action, wanted)


def _step_row(row: TableRow, action: Action, wanted: _Wanted) -> None:
    told = row.values
    step = action.milestone(int(told["number"]))
    if step is None:
        what = f"{action.id} has no step {told['number']}"
        wanted.fault(row, "number", what, "Put back the number, or delete the row.")
        return
    if told["due"] != step.due:
        what = f"was changed; the step is due {step.due or 'when it is agreed'}"
        remedy = "Write a new date into the column New date, or export the workbook again."
        wanted.fault(row, "due", what, remedy)
        return
    said = _said_of_step(told, step)
    if said is None:
        wanted.unchanged += 1
        return
    _add(wanted, action, said, (row, str(told["reason"] or "")))


def _said_of_step(told: Mapping[str, Any], step: Milestone) -> Reported | None:
    """Return what a row says of a step; None where it says what is known."""
    state = told["state"] or step.state.value
    new_date = told["new_date"]
    if new_date and new_date != step.due:
        return Reported(step.number, moved=new_date)
    if state == MilestoneState.DONE.value:
        on = told["done_on"] or ""
        return (
            None if (state, on) == (step.state.value, step.on) else Reported(step.number, done=on)
        )
    if told["done_on"] and told["done_on"] != step.on:
        return Reported(step.number, done=told["done_on"])
    if state == step.state.value:
        return None
    if state == MilestoneState.DROPPED.value:
        return Reported(step.number, dropped=True)
    return Reported(step.number, reopened=True)


def _progress_row(row: TableRow, action: Action, wanted: _Wanted) -> None:
    told = row.values
    if told["percent"] is None and not told["completion"] and not told["text"]:
        wanted.unchanged += 1
        return
    said = Reported(
        round=told["round"] or "",
        percent=told["percent"],
        completion=Completion(told["completion"]).value if told["completion"] else None,
        text=told["text"] or "",
        party=told["party"] or "",
    )
    _add(wanted, action, said, (row, ""))


def _add(wanted: _Wanted, action: Action, said: Reported, place: tuple[TableRow, str]) -> None:
    row, reason = place
    try:
        wanted.steps[action.id].append((reported(said), row, reason))
    except UsageError as fault:
        wanted.fault(row, "", fault.what, fault.remedy)


def _take(change: Change, wanted: _Wanted, reason: str) -> Taken:
    """Do all that is wanted, or raise ImportRefused with every fault and change nothing."""
    steps: dict[str, tuple[Step, ...]] = {}
    for name, told in wanted.steps.items():
        if told:
            steps[name] = tuple(
                _placed(step, row, why or reason, wanted)
                for many, row, why in told
                for step in many
            )
    try:
        changed = apply(change, steps, reason=reason) if steps else []
    except ExceptionGroup as group:
        for one in group.exceptions:
            if isinstance(one, SummitryError):
                wanted.faults.append(Fault(one.where or "the plan", one.what, one.remedy))
        changed = []
    if wanted.faults:
        raise ImportRefused(tuple(wanted.faults), remedy=_REMEDY)
    return Taken(len(changed), wanted.unchanged)


def _placed(step: Step, row: TableRow, reason: str, wanted: _Wanted) -> Step:
    """Return a step whose faults are told with their place in the file, and with its own reason."""
    from dataclasses import replace

    def placed(action: Action, by: Any) -> Action:
        try:
            return step(action, replace(by, reason=" ".join((reason or by.reason).split())))
        except UsageError as fault:
            wanted.fault(row, "", f"{action.id}: {fault.what}", fault.remedy)
            return action

    return placed


def take_calendar(
    register: Register, path: Path, who: str, plan: str | None = None, *, reason: str = ""
) -> Taken:
    """Take days that were moved in a calendar; ImportRefused lists every fault in it."""
    from summitry.exchange.icalendar import merged, read_calendar

    content = content_of(path)
    with register.changing(person(who)) as change:
        known = plans.read_plan(change, plans.plan_number(change, plan))
        days, faults = read_calendar(content, path.name, change.setting("register") or "")
        wanted = _Wanted(faults=list(faults))
        if not days and not faults:
            raise UsageError(
                "holds no step of this plan",
                where=path.name,
                remedy="Give a calendar that summitry plan export has written.",
            )
        for name, own in merged(days).items():
            action = known.action(name)
            for one in own:
                row = TableRow({}, path.name, one.milestone)
                step = action.milestone(one.milestone) if action else None
                if action is None or step is None:
                    what = f"there is no step {one.milestone} of {name}"
                    wanted.fault(row, "UID", what, "Delete the event.")
                elif _same_day(step, one.day):
                    wanted.unchanged += 1
                else:
                    _add(wanted, action, Reported(one.milestone, moved=one.day), (row, ""))
        return _take(change, wanted, reason or "moved in a calendar")


def _same_day(step: Milestone, day: str) -> bool:
    if step.state is not MilestoneState.OPEN:
        return True
    return step.due is not None and last_day(step.due).isoformat() == day


def content_of(path: Path) -> bytes:
    """Return the bytes of a file that came back; a SummitryError says why there are none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise EntryMissing("is not there", where=str(path), remedy="Check the name.") from None
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", where=str(path)) from error


def known_ids(plan: ActionPlan) -> Iterable[tuple[str, str]]:
    """Yield identifiers of others with the action that each stands for."""
    for one in plan.actions:
        for other in one.other_ids:
            yield other, one.id
