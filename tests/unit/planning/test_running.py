"""Running a plan: what is late, moved, suspended or cancelled, and what cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summitry.errors import UsageError
from summitry.model import (
    Action,
    ActionPlan,
    ActionState,
    Completion,
    Mark,
    Money,
    MoneyKind,
    Progress,
    Round,
    RoundKind,
    Timeliness,
)
from summitry.planning import (
    calculated_completion,
    check_plan,
    cycles,
    differences,
    drop_milestone,
    due_steps,
    edit_action,
    finish_milestone,
    hand_over,
    load_rubrics,
    members_marks,
    move_milestone,
    plan_digest,
    put_round,
    reopen_milestone,
    report_progress,
    reschedule,
    score_member,
    set_state,
    stand,
)
from summitry.planning.changing import By
from summitry.planning.versions import canonical, plan_of

from .making import AT, BY, small_plan

NO_REASON = By("analyst", AT)


def first() -> Action:
    return small_plan().actions[0]


def one_stands(action: Action, on: str) -> tuple[Timeliness, int, int]:
    plan = replace(small_plan(), actions=(action,))
    (found,) = stand(plan, on).actions
    return found.timeliness, found.days_late, found.rescheduled


def test_late_is_derived_and_is_not_rescheduled_suspended_or_cancelled() -> None:
    action = first()
    assert one_stands(action, "2026-06-30") == (Timeliness.ON_TIME, 0, 0)
    assert one_stands(action, "2026-07-01") == (Timeliness.LATE, 1, 0)
    moved = move_milestone(action, 1, "2026-09-15", BY)
    assert one_stands(moved, "2026-07-01") == (Timeliness.ON_TIME, 0, 1)
    assert one_stands(moved, "2026-09-16") == (Timeliness.LATE, 1, 1)
    for state, told in (
        (ActionState.SUSPENDED, Timeliness.SUSPENDED),
        (ActionState.CANCELLED, Timeliness.CANCELLED),
    ):
        resting = set_state(moved, state, BY)
        assert one_stands(resting, "2030-01-01")[0] is told
    again = set_state(set_state(moved, ActionState.SUSPENDED, BY), ActionState.UNDER_WAY, BY)
    assert one_stands(again, "2026-09-16")[0] is Timeliness.LATE


def test_without_any_date_nothing_is_late() -> None:
    second = small_plan().actions[1]
    assert one_stands(second, "2090-01-01")[0] is Timeliness.TO_BE_AGREED


def test_every_move_keeps_what_was_before() -> None:
    action = move_milestone(first(), 1, "2026-09", BY)
    action = move_milestone(action, 1, None, BY)
    action = reschedule(action, "end", "2028", BY)
    told = [(one.what, one.before, one.after) for one in action.history]
    assert told == [
        ("milestone 1 due", "2026-06", "2026-09"),
        ("milestone 1 due", "2026-09", None),
        ("end", "2027", "2028"),
    ]
    assert all(
        (one.who, one.at, one.reason) == (BY.who, BY.at, BY.reason) for one in action.history
    )


def test_done_steps_and_completion() -> None:
    action = first()
    assert calculated_completion(action) is Completion.NO_EVIDENCE
    heard = report_progress(action, Progress(AT, "analyst", "2026", "Nothing yet", 0))
    assert calculated_completion(heard) is Completion.NOT_STARTED
    assert heard.state is ActionState.PLANNED
    action = finish_milestone(action, 1, "2026-02", BY)
    assert action.state is ActionState.UNDER_WAY
    assert [one.what for one in action.history] == ["milestone 1", "state"]
    assert calculated_completion(action) is Completion.SUBSTANTIAL
    with pytest.raises(UsageError, match="milestones 2 are open"):
        set_state(action, ActionState.DONE, BY)
    action = finish_milestone(action, 2, "2026-02-20", BY)
    assert calculated_completion(action) is Completion.COMPLETE
    action = set_state(action, ActionState.DONE, BY)
    assert one_stands(action, "2031-01-01")[0] is Timeliness.DONE
    with pytest.raises(UsageError, match="the action is done"):
        move_milestone(action, 1, "2030", BY)


def test_a_step_done_after_the_end_is_done_late() -> None:
    action = replace(first(), end="2026-01-31")
    action = drop_milestone(finish_milestone(action, 1, "2026-02-10", BY), 2, BY)
    action = set_state(action, ActionState.DONE, BY)
    assert one_stands(action, "2026-03-01")[:2] == (Timeliness.DONE_LATE, 10)


WRONG = {
    "a milestone there is not": lambda one: finish_milestone(one, 9, "2026-01", BY),
    "a day that is none": lambda one: finish_milestone(one, 1, "2026-02-30", BY),
    "a day that has not come": lambda one: finish_milestone(one, 1, "2026-03-02", BY),
    "moved without a reason": lambda one: move_milestone(one, 1, "2027", NO_REASON),
    "dropped without a reason": lambda one: drop_milestone(one, 1, NO_REASON),
    "opened without a reason": lambda one: reopen_milestone(one, 1, NO_REASON),
    "an end before its start": lambda one: reschedule(one, "end", "2025", BY),
    "a start behind its end": lambda one: reschedule(one, "start", "2028", BY),
    "suspended without a reason": lambda one: set_state(one, ActionState.SUSPENDED, NO_REASON),
    "handed to an unknown body": lambda one: hand_over(
        one, "KAZ-water", "KAZ-x", BY, {"KAZ-water"}
    ),
    "handed over by one without a part": lambda one: hand_over(
        one, "UZB-x", "KAZ-energy", BY, {"KAZ-energy"}
    ),
    "too much": lambda one: report_progress(one, Progress(AT, "a", "r", "", 101)),
    "less than nothing": lambda one: report_progress(one, Progress(AT, "a", "r", "", -1)),
    "no number": lambda one: report_progress(one, Progress(AT, "a", "r", "", float("nan"))),
    "a report of a stranger": lambda one: report_progress(one, Progress(AT, "a", "r", party="FRA")),
    "a mark without a reason": lambda one: score_member(one, "KAZ", Mark.FULL, "x 1", NO_REASON),
    "a mark for a stranger": lambda one: score_member(one, "FRA", Mark.FULL, "x 1", BY),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_refused_with_its_place(what: str) -> None:
    with pytest.raises(UsageError) as caught:
        WRONG[what](first())
    assert caught.value.where.startswith("P1-001")
    assert caught.value.remedy


def test_wrong_values_are_all_told_at_once() -> None:
    with pytest.raises(ExceptionGroup) as caught:
        edit_action(first(), {"level": "kings", "end": "2030", "title": " "}, BY)
    assert [one.where for one in caught.value.exceptions] == [
        "P1-001, level",
        "P1-001",
        "P1-001, title",
    ]


def test_a_hand_over_keeps_who_had_it() -> None:
    action = hand_over(first(), "KAZ-water", "KAZ-energy", BY, {"KAZ-energy"})
    assert [one.body for one in action.duties] == ["JPN-water", "KAZ-energy"]
    assert (action.history[-1].before, action.history[-1].after) == ("KAZ-water", "KAZ-energy")


def test_a_plan_with_many_faults_tells_all_of_them() -> None:
    plan = small_plan()
    one, two = plan.actions
    broken = ActionPlan(
        "P1",
        plan.facts,
        (
            replace(one, end="2025", depends=("P1-002",), title=""),
            replace(two, depends=("P1-001", "P1-009"), duties=(replace(two.duties[0], body="X"),)),
            replace(two, id="P1-001", depends=(), money=(Money(MoneyKind.COMMITMENT, -1, "USD"),)),
        ),
    )
    told = {(fault.where, fault.field) for fault in check_plan(broken)}
    assert told >= {
        ("P1-001", "end"),
        ("P1-001", "title"),
        ("P1-002", "depends"),
        ("P1-002", "duties"),
        ("P1-001", "money"),
        ("P1-001", "id"),
    }
    assert all(fault.remedy for fault in check_plan(broken))
    circle = replace(plan, actions=(replace(one, depends=("P1-002",)), two))
    (fault,) = check_plan(circle)
    assert "P1-001 → P1-002 → P1-001" in fault.what or "P1-002" in fault.what


def test_several_circles_are_all_found() -> None:
    links = {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["e"], "e": ["c"], "f": ["a"], "g": ["g"]}
    assert {frozenset(one) for one in cycles(links)} == {
        frozenset("ab"),
        frozenset("cde"),
        frozenset("g"),
    }


def test_alerts_say_the_graver_rule_and_name_their_rules() -> None:
    plan = small_plan()
    found = stand(plan, "2028-02-01")
    rules = {one.rule for one in found.actions[0].alerts}
    assert {"milestone-very-late", "end-late", "long-silent"} <= rules
    assert "milestone-late" in rules  # that of the second milestone, 32 days late
    assert "silent" not in rules
    assert found.rules == "overdue 1"
    facts = put_round(plan.facts, Round("2026", RoundKind.INTERIM, "2026-11-01"))
    missed = stand(replace(plan, facts=facts), "2026-11-02").actions[0].alerts
    assert any(one.rule == "round-missed" and "2026" in one.text for one in missed)
    told = report_progress(plan.actions[0], Progress("2026-10-30T08:00:00Z", "analyst", "2026"))
    heard = stand(replace(plan, facts=facts, actions=(told,)), "2026-11-02").actions[0]
    assert not any(one.rule == "round-missed" for one in heard.alerts)
    assert heard.silent_days == 3


def test_what_is_due_comes_in_the_order_of_days() -> None:
    steps = due_steps(small_plan().actions, "2026-06-01", 30)
    assert [(one.milestone.number, one.days) for one in steps] == [(1, 29)]
    assert due_steps(small_plan().actions, "2026-05-01", 30) == ()
    late = due_steps(small_plan().actions, "2026-07-10", 0)
    assert [one.days for one in late] == [-10]


def test_marks_of_members_keep_unknown_contested_and_not_applicable_apart() -> None:
    (rubric,) = load_rubrics()
    action = first()

    def marks(one: Action) -> dict[str, Mark]:
        return {mark.party: mark.calculated for mark in members_marks(one, rubric)}

    assert marks(action) == {"JPN": Mark.UNKNOWN, "KAZ": Mark.UNKNOWN}
    said = report_progress(action, Progress(AT, "a", "2026", party="JPN"))
    assert marks(said) == {"JPN": Mark.FAILURE, "KAZ": Mark.UNKNOWN}
    done = finish_milestone(finish_milestone(action, 1, "2026-01", BY), 2, "2026-01", BY)
    assert set(marks(done).values()) == {Mark.FULL}
    half = finish_milestone(action, 1, "2026-01", BY)
    assert set(marks(half).values()) == {Mark.PARTIAL}
    assert set(marks(set_state(action, ActionState.CANCELLED, BY)).values()) == {
        Mark.NOT_APPLICABLE
    }
    first_says = Progress(AT, "a", "2026", completion=Completion.LIMITED)
    contested = report_progress(
        report_progress(action, first_says),
        replace(first_says, who="b", completion=Completion.COMPLETE),
    )
    assert set(marks(contested).values()) == {Mark.CONTESTED}
    given = score_member(half, "KAZ", Mark.FAILURE, rubric.name, BY)
    kazakh = next(one for one in members_marks(given, rubric) if one.party == "KAZ")
    assert (kazakh.calculated, kazakh.assigned.mark) == (Mark.PARTIAL, Mark.FAILURE)


def test_versions_are_frozen_and_told_apart() -> None:
    plan = small_plan()
    frozen = canonical(plan)
    assert plan_of("P1", frozen) == plan
    assert plan_digest(plan) == plan_digest(replace(plan, actions=plan.actions[::-1]))
    moved = replace(
        plan,
        actions=(move_milestone(plan.actions[0], 2, "2028", BY), *plan.actions[1:]),
    )
    assert plan_digest(moved) != plan_digest(plan)
    (change,) = differences(plan, moved).actions
    assert [(one.field, one.before, one.after) for one in change.fields] == [
        ("milestone 2 due", "2027", "2028")
    ]
    fewer = replace(plan, actions=plan.actions[:1])
    assert [one.change for one in differences(plan, fewer).actions] == ["gone"]
    assert [one.change for one in differences(fewer, plan).actions] == ["new"]
    assert differences(plan, plan).same
