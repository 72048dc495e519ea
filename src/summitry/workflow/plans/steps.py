"""What people ask to be done to an action, as steps that are done together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from summitry import planning
from summitry.errors import UsageError
from summitry.model import (
    ActionState,
    Completion,
    Mark,
    Money,
    MoneyKind,
    Progress,
)
from summitry.planning.editing import add_money
from summitry.storage import plans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summitry.model import Action
    from summitry.planning.changing import By
    from summitry.storage import Register
    from summitry.workflow.plans.running import Step

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Reported:
    """What somebody reports: on a step, on the action as a whole, or both."""

    milestone: int | None = None
    done: str | None = None
    moved: str | None = None
    dropped: bool = False
    reopened: bool = False
    round: str = ""
    percent: float | None = None
    completion: str | None = None
    text: str = ""
    party: str = ""

    @property
    def on_whole(self) -> bool:
        """Tell whether something is said of the action as a whole."""
        said = (self.percent is not None, self.completion, self.text.strip(), self.round.strip())
        return any(said)


def one_of(kind: type[Kind], told: str, where: str) -> Kind:
    """Return a member of an enumeration by its value; UsageError with those there are."""
    try:
        return kind(told.strip())
    except ValueError:
        raise UsageError(
            f"{told!r} is not possible", where=where, remedy=f"Use one of {', '.join(kind)}."
        ) from None


def reported(told: Reported) -> tuple[Step, ...]:
    """Return the steps of a report; UsageError where it says nothing or contradicts itself."""
    said = [told.done is not None, told.moved is not None, told.dropped, told.reopened]
    if told.milestone is None and any(said):
        raise UsageError("of which step?", where="--milestone", remedy="Give its number.")
    if told.milestone is not None and sum(said) != 1:
        raise UsageError(
            "a step is either done, moved, dropped or open again",
            where="--milestone",
            remedy="Give one of --done DAY, --moved DATE, --dropped and --reopened.",
        )
    if told.milestone is None and not told.on_whole:
        raise UsageError(
            "nothing is reported",
            remedy="Give --milestone, --percent, --completion or --text.",
        )
    steps: list[Step] = []
    if told.milestone is not None:
        steps.append(_on_milestone(told, told.milestone))
    if told.on_whole:
        steps.append(_on_whole(told))
    return tuple(steps)


def _on_milestone(told: Reported, number: int) -> Step:
    def step(action: Action, by: By) -> Action:
        if told.done is not None:
            return planning.finish_milestone(action, number, told.done, by)
        if told.moved is not None:
            return planning.move_milestone(action, number, told.moved, by)
        if told.dropped:
            return planning.drop_milestone(action, number, by)
        return planning.reopen_milestone(action, number, by)

    return step


def _on_whole(told: Reported) -> Step:
    completion = told.completion and one_of(Completion, told.completion, "completion")

    def step(action: Action, by: By) -> Action:
        report = Progress(
            by.at,
            by.who,
            " ".join(told.round.split()),
            " ".join(told.text.split()),
            told.percent,
            Completion(completion) if completion else None,
            told.party,
        )
        return planning.report_progress(action, report)

    return step


def rescheduled(start: str | None, end: str | None) -> tuple[Step, ...]:
    """Return the steps that move an action; the start first where both move later or not at all."""

    def step(action: Action, by: By) -> Action:
        order = [("start", start), ("end", end)]
        # Moved later, the end has to go first, or the start would pass it on the way.
        if start is not None and action.end is not None and start > action.end:
            order.reverse()
        for field, day in order:
            if day is not None:
                action = planning.reschedule(action, field, day or None, by)
        return action

    return (step,)


def handed_over(register: Register, action: str, before: str, after: str) -> tuple[Step, ...]:
    """Return the step that hands an action to another body of its plan."""
    with register.looking() as view:
        facts = plans.plan_facts(view, plans.plan_of_action(view, action))
    known = {one.code: one.party for one in facts.bodies}

    def step(one: Action, by: By) -> Action:
        side = next((x.party for x in one.duties if x.body == before), None)
        if side is not None and known.get(after, side) != side:
            raise UsageError(
                f"{after} is a body of {known[after]}, and {before} of {side}",
                where=one.id,
                remedy="Hand over on the same side.",
            )
        return planning.hand_over(one, before, after, by, known)

    return (step,)


def in_state(state: str) -> tuple[Step, ...]:
    """Return the step that sets the state of an action."""
    told = one_of(ActionState, state, "STATE")
    return (lambda action, by: planning.set_state(action, told, by),)


def marked(party: str, mark: str, rubric: str) -> tuple[Step, ...]:
    """Return the step that gives a member a mark."""
    told = one_of(Mark, mark, "--mark")
    return (lambda action, by: planning.score_member(action, party, told, rubric, by),)


def edited(values: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the step that rewrites what an action is."""
    return (lambda action, by: planning.edit_action(action, values, by),)


def added_step(title: str, due: str | None) -> tuple[Step, ...]:
    """Return the step that adds a milestone."""
    return (lambda action, by: planning.add_milestone(action, title, due, by),)


@dataclass(frozen=True, slots=True)
class MoneyTold:
    """A line of a budget as somebody tells it; ``sides`` are who gives and who gets."""

    kind: str
    amount: float
    currency: str
    date: str | None = None
    document: str = ""
    sides: tuple[str, str] = ("", "")


def with_money(told: MoneyTold) -> tuple[Step, ...]:
    """Return the step that records money.

    A commitment needs the document that was signed, a payment the day.
    """
    kind = one_of(MoneyKind, told.kind, "KIND")
    currency = told.currency.strip().upper()
    faults = []
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        faults.append(UsageError(f"{told.currency!r} is no currency", remedy="Such as USD."))
    if kind is MoneyKind.COMMITMENT and not told.document.strip():
        faults.append(
            UsageError(
                "no signed document is named",
                where="--document",
                remedy="Name what was signed, or record it as a pledge.",
            )
        )
    if kind is MoneyKind.DISBURSEMENT and not told.date:
        faults.append(
            UsageError("nobody says when it was paid", where="--date", remedy="Give the day.")
        )
    if faults:
        raise ExceptionGroup("the money is wrong", faults)
    line = Money(
        kind,
        told.amount,
        currency,
        provider=told.sides[0],
        receiver=told.sides[1],
        date=told.date,
        document=told.document.strip(),
    )
    return (lambda action, by: add_money(action, line, by),)
