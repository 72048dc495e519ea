"""Actions proposed for commitments; nothing that the text does not say is filled in.

A proposal has no deadline where the text has none. Of its steps only the last has a date, which is
the deadline. The start is that of the text, else the date on which it was promised.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summitry.model import (
    Action,
    Body,
    Deliverable,
    Force,
    Indicator,
    Level,
    Milestone,
    Money,
    MoneyKind,
    Promised,
    QuantityRole,
    Risk,
    is_partial_date,
)
from summitry.planning.bodies import duties_of, sides_of
from summitry.planning.days import in_order
from summitry.planning.deliverables import deliverable_of, is_target, level_of
from summitry.planning.rules import kind_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from summitry.model import Commitment, Promise, Quantity

_TITLE = 110
_COUNTED = (QuantityRole.COUNT, QuantityRole.SHARE)
PROPOSED = (
    "title",
    "level",
    "deliverable",
    "duties",
    "start",
    "end",
    "milestones",
    "money",
    "indicators",
    "risks",
)


@dataclass(frozen=True, slots=True)
class ProposalOptions:
    """How actions are proposed: ``umbrellas`` puts those of a theme under one action of its own."""

    umbrellas: bool = False


def propose(
    promises: Iterable[Promise],
    new_id: Callable[[], str],
    options: ProposalOptions | None = None,
) -> tuple[tuple[Action, ...], tuple[Body, ...]]:
    """Return an action for each commitment in order, and the bodies they name.

    ``new_id`` gives the id of the next action. With umbrellas each follows its own.
    """
    bodies: dict[str, Body] = {}
    actions = []
    for promise in promises:
        action, named = _action(promise, new_id())
        actions.append(action)
        bodies.update((one.code, one) for one in named)
    if options is not None and options.umbrellas:
        actions = _under_umbrellas(actions, new_id)
    return tuple(actions), tuple(bodies[code] for code in sorted(bodies))


def _action(promise: Promise, action_id: str) -> tuple[Action, tuple[Body, ...]]:
    commitment = promise.commitment
    theme = str(commitment.theme)
    rule, why_kind = deliverable_of(commitment)
    level, why_level = level_of(rule.deliverable, theme, commitment.force.value, commitment.quote)
    sides = sides_of(promise)
    duties, bodies = duties_of(sides, theme, level)
    start, end, why_dates = _dates(promise)
    action = Action(
        id=action_id,
        title=title_of(commitment.quote),
        level=level,
        deliverable=Deliverable(rule.deliverable),
        theme=theme,
        force=commitment.force.value,
        promised=(
            Promised(
                promise.id, commitment.quote, promise.occasion.document, promise.occasion.date
            ),
        ),
        duties=duties,
        recipients=sides[1],
        start=start,
        end=end,
        milestones=_steps(rule.steps, end),
        money=_money(promise, sides),
        indicators=tuple(_indicators(commitment)),
        risks=tuple(_risks(commitment, rule.risk)),
        proposed=PROPOSED,
        why=(why_kind, why_level, *why_dates),
    )
    return action, bodies


def title_of(quote: str) -> str:
    """Return the words of a commitment as a title: on one line, cut at a word.

    >>> title_of("China will  build\\na road.")
    'China will build a road'
    """
    words = " ".join(quote.split()).rstrip(".;:, ")
    words = words[:1].upper() + words[1:]
    if len(words) <= _TITLE:
        return words
    return words[:_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _dates(promise: Promise) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return start and end as the text and its date tell them, and where each is from."""
    period, made = promise.commitment.deadline, promise.occasion.date
    end = period.end if period is not None and period.resolved else None
    start = period.start if period is not None and period.resolved else None
    why = [f"end: “{period.text}”" if end and period else "end: the text has none, to be agreed"]
    if start is None or not is_partial_date(start):
        start, told = made, "start: the date on which it was promised"
    else:
        told = f"start: “{period.text}”" if period else ""
    if start is not None and not in_order(start, end):
        start, told = None, "start: to be agreed, the deadline lies before the document"
    if start is None and made is None:
        told = "start: the document has no date, to be agreed"
    return start, end, (told, *why)


def _steps(steps: Sequence[str], end: str | None) -> tuple[Milestone, ...]:
    last = len(steps)
    return tuple(
        Milestone(number, title, end if number == last else None, proposed=True)
        for number, title in enumerate(steps, start=1)
    )


def _money(promise: Promise, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[Money, ...]:
    """Return what was announced as pledges: a text of leaders alone binds nobody to pay."""
    if is_target(promise.commitment):
        return ()
    return tuple(
        Money(
            MoneyKind.PLEDGE,
            one.value,
            one.unit,
            one.bound.value,
            provider=sides[0][0] if len(sides[0]) == 1 else "",
            receiver=sides[1][0] if len(sides[1]) == 1 else "",
            date=promise.occasion.date,
            document=promise.occasion.document,
        )
        for one in promise.commitment.quantities
        if one.role is QuantityRole.MONEY and len(one.unit) == 3 and one.unit.isupper()
    )


def _indicators(commitment: Commitment) -> Iterable[Indicator]:
    reached = is_target(commitment)
    for one in commitment.quantities:
        if one.role in _COUNTED or (reached and one.role is QuantityRole.MONEY):
            yield Indicator(_counted(one), one.unit, one.value)


def _counted(quantity: Quantity) -> str:
    words = " ".join(quantity.text.split())
    return f"share: {words}" if quantity.role is QuantityRole.SHARE else words


def _risks(commitment: Commitment, usual: dict[str, str]) -> Iterable[Risk]:
    if usual:
        yield Risk(usual["text"], usual["response"], "usual for its kind")
    shown = {
        "no-deadline": commitment.deadline is None,
        "conditional": bool(commitment.conditions),
        "exploratory": commitment.force is Force.EXPLORATORY,
        "not-verifiable": not commitment.verifiable,
    }
    for rule in kind_rules().risk:
        if shown.get(rule.rule):
            yield Risk(rule.text, rule.response, rule.rule)


def _under_umbrellas(actions: list[Action], new_id: Callable[[], str]) -> list[Action]:
    themes: dict[str, list[Action]] = defaultdict(list)
    for one in actions:
        themes[one.theme].append(one)
    ordered = []
    for theme in sorted(themes):
        members = themes[theme]
        umbrella = Action(
            id=new_id(),
            title=f"{theme.capitalize()}: {len(members)} actions together",
            level=Level.MINISTERS,
            theme=theme,
            proposed=("title", "level"),
            why=(f"umbrella over the theme {theme}",),
        )
        ordered.append(umbrella)
        ordered += [replace(one, parent=umbrella.id) for one in members]
    return ordered
