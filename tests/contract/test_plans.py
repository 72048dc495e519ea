"""Action plans in a register, on each database: built, run, adopted, amended, taken back, moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitry.errors import EntryMissing, SummitryError, UsageError
from summitry.exchange.tables import TableRow
from summitry.model import (
    ActionState,
    Body,
    MilestoneState,
    PlanState,
    Publisher,
    Round,
    RoundKind,
    Status,
)
from summitry.planning import finish_milestone, hand_over, move_milestone, reschedule, set_state
from summitry.planning.editing import edit_action
from summitry.workflow import consulting, reviewing
from summitry.workflow import register as registers
from summitry.workflow.exporting import export_tables
from summitry.workflow.importing import Arrived, import_tables
from summitry.workflow.plans import adopting, building, looking, running
from summitry.workflow.plans.building import PlanWishes
from summitry.workflow.register import Register

WHO = "analyst"


@pytest.fixture
def planned(filled: Register) -> Register:
    built = building.build(filled, PlanWishes(), WHO)
    assert (built.plan, built.added, built.known) == ("P1", 5, 0)
    assert built.to_be_agreed == 1
    return filled


def verified(register: Register) -> bool:
    return list(consulting.verify(register)) == []


def test_a_plan_has_an_action_for_every_commitment(planned: Register) -> None:
    plan = looking.whole_plan(planned)
    assert [one.id for one in plan.actions] == [f"P1-{place:03}" for place in range(1, 6)]
    assert [one.end for one in plan.actions] == ["2030", "2028", "2027", None, "2026"]
    assert plan.facts.state is PlanState.DRAFT
    assert all(one.promised[0].quote for one in plan.actions)
    again = building.build(planned, PlanWishes(), WHO)
    assert (again.added, again.known) == (0, 5)
    assert looking.whole_plan(planned) == plan
    assert verified(planned)


def test_which_commitments_are_meant(filled: Register) -> None:
    with pytest.raises(SummitryError, match="no dialogue"):
        building.build(filled, PlanWishes(dialogue="Nowhere"), WHO)
    with pytest.raises(UsageError, match="no meeting 9"):
        building.build(filled, PlanWishes(meeting=9), WHO)
    with pytest.raises(UsageError, match="no commitment"):
        building.build(filled, PlanWishes(accepted=True), WHO)
    with pytest.raises(EntryMissing, match="no plan yet"):
        looking.whole_plan(filled)
    reviewing.decide(filled, ["CC5-2025-01"], Status.ACCEPTED, WHO)
    assert building.build(filled, PlanWishes(accepted=True), WHO).added == 1
    assert building.build(filled, PlanWishes(meeting=1, umbrellas=True), WHO).plan == "P2"
    with pytest.raises(EntryMissing, match="2 plans"):
        looking.whole_plan(filled)
    assert len(looking.whole_plan(filled, "p2").actions) > 5
    assert looking.every_plan(filled)[0].actions == 1
    assert verified(filled)


def test_running_a_plan_and_taking_it_back(planned: Register) -> None:
    before = looking.one_action(planned, "P1-001")
    steps = (
        lambda one, by: finish_milestone(one, 1, "2025-07-01", by),
        lambda one, by: move_milestone(one, 2, "2027-03", by),
    )
    running.change_action(planned, "p1-001", steps, WHO, reason="agreed in Astana")
    after = looking.one_action(planned, "P1-001")
    assert after.milestones[0].state is MilestoneState.DONE
    assert after.state is ActionState.UNDER_WAY
    assert {one.reason for one in after.history} == {"agreed in Astana"}
    assert verified(planned)
    reviewing.undo(planned, WHO)
    assert looking.one_action(planned, "P1-001") == before
    assert verified(planned)


def test_what_cannot_be_done_changes_nothing_and_is_all_told(planned: Register) -> None:
    before = looking.whole_plan(planned)
    with pytest.raises(ExceptionGroup) as caught:
        running.change_actions(
            planned,
            {
                "P1-001": (
                    lambda one, by: finish_milestone(one, 1, "2025-07-01", by),
                    lambda one, by: reschedule(one, "end", "2020", by),
                ),
                "P1-002": (lambda one, by: hand_over(one, "JPN-water", "X", by, set()),),
                "P1-003": (lambda one, by: set_state(one, ActionState.SUSPENDED, by),),
            },
            WHO,
        )
    assert len(caught.value.exceptions) == 3
    edit = (lambda one, by: edit_action(one, {"depends": "P1-001"}, by),)
    running.change_action(planned, "P1-002", edit, WHO, rewriting=True)
    circle = (lambda one, by: edit_action(one, {"depends": "P1-002, P1-099"}, by),)
    with pytest.raises(ExceptionGroup, match="hold together") as caught:
        running.change_action(planned, "P1-001", circle, WHO, rewriting=True)
    told = " ".join(map(str, caught.value.exceptions))
    assert "P1-099" in told
    assert "wait for each other" in told
    for wrong in ("P1-077", "P9-001", "water"):
        with pytest.raises(EntryMissing):
            looking.one_action(planned, wrong)
    reviewing.undo(planned, WHO)
    assert looking.whole_plan(planned) == before


def test_a_plan_is_adopted_amended_and_compared(planned: Register) -> None:
    with pytest.raises(UsageError, match="never adopted"):
        adopting.compare(planned, None, None, None)
    version = adopting.adopt(planned, None, WHO, "first summit")
    assert (version.number, version.note, len(version.digest)) == (1, "first summit", 64)
    with pytest.raises(UsageError, match="adopted already"):
        adopting.adopt(planned, "P1", WHO)
    rename = (lambda one, by: edit_action(one, {"title": "Three hospitals"}, by),)
    with pytest.raises(UsageError, match="not rewritten"):
        running.change_action(planned, "P1-001", rename, WHO, rewriting=True)
    with pytest.raises(UsageError, match="adopted"):
        building.build(planned, PlanWishes(), WHO)
    moving = (lambda one, by: reschedule(one, "end", "2031", by),)
    running.change_action(planned, "P1-001", moving, WHO, reason="land")
    with pytest.raises(UsageError, match="reason"):
        adopting.amend(planned, None, WHO, " ")
    adopting.amend(planned, None, WHO, "after the ministers met")
    running.change_action(planned, "P1-001", rename, WHO, rewriting=True)
    _, _, told = adopting.compare(planned, None, None, None)
    assert [one.action for one in told.actions] == ["P1-001"]
    fields = {one.field: (one.before, one.after) for one in told.actions[0].fields}
    assert fields["end"] == ("2030", "2031")
    assert fields["title"][1] == "Three hospitals"
    assert adopting.adopt(planned, None, WHO).number == 2
    first, second, _ = adopting.compare(planned, None, "1", "2")
    assert (first.actions[0].end, second.actions[0].end) == ("2030", "2031")
    assert adopting.adopted_plan(planned)[1].number == 2
    with pytest.raises(EntryMissing, match="no version 3"):
        adopting.compare(planned, None, "3", None)
    assert verified(planned)
    reviewing.undo(planned, WHO)
    assert [one.number for one in looking.versions(planned)] == [1]
    assert verified(planned)


def test_bodies_rounds_and_publisher_belong_to_the_plan(planned: Register) -> None:
    running.name_body(planned, None, Body("TJK-moh", "Ministry of Health", "TJK"), WHO)
    running.name_round(planned, None, Round("2026", RoundKind.INTERIM, "2026-11"), WHO)
    running.name_publisher(planned, None, Publisher("XX-1", "10", "Secretariat", "KAZ"), WHO)
    facts = looking.whole_plan(planned).facts
    assert any(one.code == "TJK-moh" for one in facts.bodies)
    assert (facts.rounds[0].due, facts.publisher.ref) == ("2026-11", "XX-1")
    with pytest.raises(ExceptionGroup):
        running.name_body(planned, None, Body("", " ", "TJK"), WHO)
    with pytest.raises(UsageError, match="no date"):
        running.name_round(planned, None, Round("2027", RoundKind.FINAL, "soon"), WHO)
    handing = (lambda one, by: hand_over(one, one.duties[1].body, "TJK-moh", by, {"TJK-moh"}),)
    running.change_action(planned, "P1-001", handing, WHO)
    assert looking.one_action(planned, "P1-001").duties[1].body == "TJK-moh"


def test_building_can_be_taken_back_and_done_again(planned: Register) -> None:
    reviewing.undo_command(planned, WHO)
    assert looking.every_plan(planned) == []
    assert verified(planned)
    assert building.build(planned, PlanWishes(), WHO).plan == "P2"
    adopting.adopt(planned, None, WHO)
    number = max(one.number for one in consulting.log(planned) if one.act == "build plan")
    with pytest.raises(SummitryError, match="Take back the later one first"):
        reviewing.undo(planned, WHO, number)
    assert len(looking.whole_plan(planned).actions) == 5


def test_plans_go_out_with_the_register_and_come_back(planned: Register, tmp_path: Path) -> None:
    adopting.adopt(planned, None, WHO)
    with export_tables(planned) as tables:
        found = {
            table.name: [TableRow(row, table.name, place) for place, row in enumerate(rows, 2)]
            for table, rows in tables
        }
    target = tmp_path / "again.db"
    registers.create(target, WHO)
    with registers.open_at(target) as again:
        assert import_tables(again, Arrived(found), WHO).restored
        assert looking.whole_plan(again) == looking.whole_plan(planned)
        assert looking.versions(again) == looking.versions(planned)
        assert verified(again)
    registers.backup(planned, tmp_path / "copy.db")
    with registers.open_at(tmp_path / "copy.db") as copy:
        assert looking.whole_plan(copy) == looking.whole_plan(planned)


def test_what_was_adopted_cannot_be_altered_unnoticed(planned: Register) -> None:
    adopting.adopt(planned, None, WHO)
    with planned.beside() as connection:
        connection.exec_driver_sql("UPDATE plan_version SET note = 'another'")
    assert not verified(planned)
