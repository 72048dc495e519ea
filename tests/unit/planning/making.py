"""Promises and plans that tests of planning start from."""

from __future__ import annotations

from itertools import count

from summitry.model import (
    Action,
    ActionPlan,
    Basis,
    Body,
    Commitment,
    Duty,
    Force,
    Milestone,
    Occasion,
    PartyMention,
    Period,
    PlanFacts,
    Promise,
    Quantity,
    QuantityRole,
    Span,
)
from summitry.planning import propose
from summitry.planning.changing import By

AT = "2026-03-01T09:00:00Z"
BY = By("analyst", AT, "agreed by both sides")


def promise(
    quote: str,
    *,
    actors: tuple[str, ...] = ("CHN",),
    recipients: tuple[str, ...] = ("KAZ",),
    action: str = "",
    force: str = "firm",
    theme: str = "other",
    end: str | None = None,
    start: str | None = None,
    date: str | None = "2025-06-17",
    money: tuple[float, str] | None = None,
    number: int = 1,
) -> Promise:
    span = Span(0, len(quote))
    quantities = ()
    if money:
        quantities = (Quantity(span, str(money[0]), *money, role=QuantityRole.MONEY),)
    return Promise(
        f"CC5-2025-{number:02}",
        Commitment(
            number=number,
            key=f"{number:032x}",
            span=span,
            quote=quote,
            actors=tuple(PartyMention(one, Basis.TEXT) for one in actors),
            recipients=tuple(PartyMention(one, Basis.TEXT) for one in recipients),
            action=action,
            force=Force(force),
            verifiable=True,
            theme=theme,
            quantities=quantities,
            deadline=Period(span, f"by {end}", start, end) if end else None,
        ),
        Occasion("note.md", date, "China–Central Asia", None, ("CHN", "CA5")),
    )


def plan_of(*promises: Promise) -> ActionPlan:
    numbers = count(1)
    actions, bodies = propose(promises, lambda: f"P1-{next(numbers):03}")
    return ActionPlan("P1", PlanFacts("Example", bodies=bodies), actions)


def small_plan() -> ActionPlan:
    """Two actions of Japan and Kazakhstan with bodies that are named."""
    bodies = (
        Body("JPN-water", "Ministry of Water, Japan", "JPN"),
        Body("KAZ-water", "Ministry of Water, Kazakhstan", "KAZ"),
        Body("KAZ-energy", "Ministry of Energy, Kazakhstan", "KAZ"),
    )
    duties = (Duty("JPN", "JPN-water"), Duty("KAZ", "KAZ-water"))
    steps = (Milestone(1, "The study is finished", "2026-06"), Milestone(2, "It works", "2027"))
    first = Action(
        "P1-001", "Build a pump", duties=duties, start="2026-01", end="2027", milestones=steps
    )
    second = Action(
        "P1-002", "Train staff", duties=duties[:1], start="2026-01", depends=("P1-001",)
    )
    return ActionPlan("P1", PlanFacts("Water", bodies=bodies), (first, second))
