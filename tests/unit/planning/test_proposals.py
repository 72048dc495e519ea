"""What is proposed for a commitment; nothing that its text does not say."""

from __future__ import annotations

import pytest

from summitry.model import Deliverable, Level, MoneyKind, Role
from summitry.planning import ProposalOptions, check_plan, propose

from .making import plan_of, promise

CASES = [
    ("China will host the next forum in Urumqi", "host", Deliverable.EVENT, Level.EXPERTS),
    ("Japan will host the next summit of leaders", "host", Deliverable.EVENT, Level.LEADERS),
    ("The parties will hold a meeting of ministers", "hold", Deliverable.EVENT, Level.MINISTERS),
    ("They will sign an agreement on visas", "sign", Deliverable.REGULATION, Level.MINISTERS),
    (
        "India will establish a joint institute",
        "establish",
        Deliverable.INSTITUTION,
        Level.MINISTERS,
    ),
    ("China will build a railway to Osh", "build", Deliverable.INFRASTRUCTURE, Level.EXPERTS),
    ("Korea will train 200 officials", "train", Deliverable.PEOPLE, Level.EXPERTS),
    ("They will look after it", "look after", Deliverable.OTHER, Level.EXPERTS),
]


@pytest.mark.parametrize(("quote", "verb", "kind", "level"), CASES)
def test_kind_and_level_are_told_from_words(
    quote: str, verb: str, kind: Deliverable, level: Level
) -> None:
    (action,) = plan_of(promise(quote, action=verb)).actions
    assert (action.deliverable, action.level) == (kind, level)
    assert len(action.milestones) >= 5
    assert action.why
    assert {"deliverable", "level", "milestones", "end"} <= set(action.proposed)


def test_money_is_a_pledge_with_its_date() -> None:
    told = promise("The EU will provide 12 billion euros", action="provide", money=(12e9, "EUR"))
    (action,) = plan_of(told).actions
    (line,) = action.money
    assert (line.kind, line.amount, line.currency) == (MoneyKind.PLEDGE, 12e9, "EUR")
    assert (line.date, line.document) == ("2025-06-17", "note.md")
    assert action.deliverable is Deliverable.MONEY


def test_no_date_is_invented() -> None:
    plan = plan_of(
        promise("China will build a school", action="build"),
        promise("China will build a road by 2030", action="build", end="2030"),
        promise("China will build a port", action="build", date=None),
        promise("China will build a bridge by 2020", action="build", end="2020"),
    )
    open_ended, dated, undated, past = plan.actions
    assert (open_ended.start, open_ended.end) == ("2025-06-17", None)
    assert all(one.due is None for one in open_ended.milestones)
    assert any("to be agreed" in one for one in open_ended.why)
    assert [one.due for one in dated.milestones] == [None, None, None, None, "2030"]
    assert (undated.start, undated.end) == (None, None)
    assert (past.start, past.end) == (None, "2020")
    assert check_plan(plan) == ()


def test_each_side_has_a_body_yet_to_be_named() -> None:
    plan = plan_of(
        promise("China will build a road for the five", recipients=("CA5",), theme="transport"),
        promise("All will build a road", actors=("ALL",), recipients=(), theme="transport"),
    )
    first, second = plan.actions
    assert [one.body for one in first.leads] == ["CHN-transport"]
    supporting = [one.party for one in first.duties if one.role is Role.SUPPORT]
    assert supporting == ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    assert [one.party for one in second.leads] == ["CHN", "KAZ", "KGZ", "TJK", "TKM", "UZB"]
    assert all(one.to_be_named for one in plan.facts.bodies)
    assert plan.body("KAZ-transport").name.startswith("Kazakhstan: ministry")


def test_umbrellas_hold_the_actions_of_a_theme() -> None:
    told = [promise(f"China will build road {one}", theme="transport") for one in "ab"]
    told.append(promise("China will train doctors", theme="health"))
    numbers = iter(range(1, 9))
    actions, _ = propose(told, lambda: f"A{next(numbers)}", ProposalOptions(umbrellas=True))
    umbrellas = [one for one in actions if not one.parent]
    assert [one.theme for one in umbrellas] == ["health", "transport"]
    members = [one.parent for one in actions if one.theme == "transport" and one.parent]
    assert members == [umbrellas[1].id] * 2


def test_the_same_promises_give_the_same_plan() -> None:
    told = [promise("China will build a road", theme="transport", end="2030")]
    assert plan_of(*told) == plan_of(*told)
