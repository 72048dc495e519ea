"""Whatever is done to a plan, in whatever order, what must hold in it holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from summitry.errors import UsageError
from summitry.model import Action, ActionState, Completion, Mark, MilestoneState, Progress
from summitry.planning import (
    add_milestone,
    check_plan,
    differences,
    drop_milestone,
    edit_action,
    finish_milestone,
    hand_over,
    load_rubrics,
    members_marks,
    move_milestone,
    plan_digest,
    reopen_milestone,
    report_progress,
    reschedule,
    score_member,
    set_state,
    stand,
)
from summitry.planning.changing import By
from summitry.planning.days import first_day, last_day
from summitry.planning.versions import canonical, plan_of

from .making import AT, small_plan

DAYS = st.sampled_from(
    [None, "2025", "2026-01-15", "2026-02", "2026-06", "2027", "2029-02-30", "x"]
)
ACTIONS = st.sampled_from(["P1-001", "P1-002"])
NUMBERS = st.integers(0, 4)
REASONS = st.sampled_from(["", "agreed"])
BODIES = st.sampled_from(["JPN-water", "KAZ-water", "KAZ-energy", "UZB-x"])


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.begun = small_plan()
        self.plan = self.begun

    def _do(self, name: str, change: object) -> None:
        """Take a change over if nothing is wrong with it, as the register does."""
        action = self.plan.action(name)
        try:
            changed = change(action)
        except (UsageError, ExceptionGroup):
            return
        actions = tuple(changed if one.id == name else one for one in self.plan.actions)
        plan = replace(self.plan, actions=actions)
        if not check_plan(plan):
            self.plan = plan

    @rule(name=ACTIONS, number=NUMBERS, day=DAYS, why=REASONS)
    def finish(self, name: str, number: int, day: str | None, why: str) -> None:
        self._do(name, lambda one: finish_milestone(one, number, day or "", By("a", AT, why)))

    @rule(name=ACTIONS, number=NUMBERS, day=DAYS, why=REASONS)
    def move(self, name: str, number: int, day: str | None, why: str) -> None:
        self._do(name, lambda one: move_milestone(one, number, day, By("a", AT, why)))

    @rule(name=ACTIONS, number=NUMBERS, why=REASONS)
    def drop(self, name: str, number: int, why: str) -> None:
        self._do(name, lambda one: drop_milestone(one, number, By("a", AT, why)))

    @rule(name=ACTIONS, number=NUMBERS, why=REASONS)
    def reopen(self, name: str, number: int, why: str) -> None:
        self._do(name, lambda one: reopen_milestone(one, number, By("a", AT, why)))

    @rule(name=ACTIONS, field=st.sampled_from(["start", "end"]), day=DAYS, why=REASONS)
    def reschedule(self, name: str, field: str, day: str | None, why: str) -> None:
        self._do(name, lambda one: reschedule(one, field, day, By("a", AT, why)))

    @rule(name=ACTIONS, state=st.sampled_from(list(ActionState)), why=REASONS)
    def state(self, name: str, state: ActionState, why: str) -> None:
        self._do(name, lambda one: set_state(one, state, By("a", AT, why)))

    @rule(name=ACTIONS, title=st.sampled_from(["A step", " "]), due=DAYS)
    def add(self, name: str, title: str, due: str | None) -> None:
        self._do(name, lambda one: add_milestone(one, title, due, By("a", AT)))

    @rule(name=ACTIONS, before=BODIES, after=BODIES)
    def hand(self, name: str, before: str, after: str) -> None:
        known = {one.code for one in self.plan.facts.bodies}
        self._do(name, lambda one: hand_over(one, before, after, By("a", AT), known))

    @rule(
        name=ACTIONS,
        percent=st.floats(allow_nan=True, allow_infinity=True) | st.none(),
        completion=st.sampled_from(list(Completion)) | st.none(),
        who=st.sampled_from(["a", "b"]),
    )
    def report(
        self, name: str, percent: float | None, completion: Completion | None, who: str
    ) -> None:
        told = Progress(AT, who, "2026", "", percent, completion)
        self._do(name, lambda one: report_progress(one, told))

    @rule(name=ACTIONS, party=st.sampled_from(["JPN", "KAZ", "FRA"]), why=REASONS)
    def mark(self, name: str, party: str, why: str) -> None:
        by = By("a", AT, why)
        self._do(name, lambda one: score_member(one, party, Mark.PARTIAL, "steps-done 1", by))

    @rule(name=ACTIONS, other=st.sampled_from(["P1-001", "P1-002", "P1-003", ""]))
    def depend(self, name: str, other: str) -> None:
        self._do(name, lambda one: edit_action(one, {"depends": other}, By("a", AT)))

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert check_plan(self.plan) == ()
        for one in self.plan.actions:
            if one.start and one.end:
                assert first_day(one.start) <= last_day(one.end)
            assert all(x.percent is None or 0 <= x.percent <= 100 for x in one.reports)
            for step in one.milestones:
                assert (step.state is MilestoneState.DONE) == (step.on is not None)
            if one.state is ActionState.DONE:
                assert all(x.state is not MilestoneState.OPEN for x in one.milestones)

    @invariant()
    def history_leads_from_the_first_to_what_is_now(self) -> None:
        for now in self.plan.actions:
            _follow(self.begun.action(now.id), now)

    @invariant()
    def it_can_be_shown_frozen_and_read_again(self) -> None:
        for on in ("2026-03-01", "2031-01-01"):
            found = stand(self.plan, on)
            assert len(found.actions) == 2
            assert all(one.percent is None or 0 <= one.percent <= 100 for one in found.actions)
        again = plan_of("P1", canonical(self.plan))
        assert plan_digest(again) == plan_digest(self.plan)
        assert differences(again, self.plan).same
        for one in self.plan.actions:
            members_marks(one, load_rubrics()[0])


def _follow(begun: Action, now: Action) -> None:
    """Check that for every date and state each change begins where the one before ended."""
    first: dict[str, str | None] = {"start": begun.start, "end": begun.end, "state": "planned"}
    last: dict[str, str | None] = {"start": now.start, "end": now.end, "state": now.state.value}
    for one in now.milestones:
        known = begun.milestone(one.number)
        if known is not None:
            first[f"milestone {one.number} due"] = known.due
            last[f"milestone {one.number} due"] = one.due
    for what, told in first.items():
        value = told
        for change in now.history:
            if change.what == what:
                assert change.before == value
                value = change.after
        assert value == last[what]


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
