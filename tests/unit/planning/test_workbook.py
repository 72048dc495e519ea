"""The workbook of a plan comes back as progress; all that is wrong in it is told, none is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from summitry.errors import ImportRefused
from summitry.model import Completion, MilestoneState
from summitry.workflow import consulting
from summitry.workflow.plans import files, looking
from summitry.workflow.plans.taking import take_workbook
from summitry.workflow.register import Register

Edit = Callable[[Any], None]


@pytest.fixture
def book(planned: Register, tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    files.write_workbook(files.plan_file(planned), path, "2026 interim")
    return path


def edited(path: Path, edit: Edit) -> Path:
    workbook = openpyxl.load_workbook(path)
    edit(workbook)
    workbook.save(path)
    return path


def column(sheet: Any, title: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == title)


def put(sheet: Any, row: int, title: str, value: Any) -> None:
    sheet.cell(row, column(sheet, title)).value = value


def test_a_workbook_that_nobody_touched_changes_nothing(planned: Register, book: Path) -> None:
    before = looking.whole_plan(planned)
    done = take_workbook(planned, book, "clerk")
    assert (done.changed, done.unchanged) == (0, 30)
    assert looking.whole_plan(planned) == before


def test_what_is_filled_in_is_progress(planned: Register, book: Path) -> None:
    def fill(workbook: Any) -> None:
        steps, progress = workbook["Steps"], workbook["Progress"]
        put(steps, 2, "State", "done")
        put(steps, 2, "Done on", "2025-09-01")
        put(steps, 6, "New date", "2031-06")
        put(steps, 6, "Reason", "the land is not settled")
        put(steps, 4, "State", "dropped")
        put(steps, 4, "Reason", "not needed")
        put(progress, 3, "Percent", 40)
        put(progress, 3, "Completion", "limited")
        put(progress, 3, "Report", "Terms are agreed.")

    done = take_workbook(planned, edited(book, fill), "clerk")
    assert done.changed == 2
    first, second = looking.whole_plan(planned).actions[:2]
    assert [one.state for one in first.milestones] == [
        MilestoneState.DONE,
        MilestoneState.OPEN,
        MilestoneState.DROPPED,
        MilestoneState.OPEN,
        MilestoneState.OPEN,
    ]
    assert first.milestones[4].due == "2031-06"
    moved = next(one for one in first.history if one.what == "milestone 5 due")
    assert (moved.before, moved.after, moved.reason) == (
        "2030",
        "2031-06",
        "the land is not settled",
    )
    (report,) = second.reports
    assert (report.round, report.percent, report.completion, report.who) == (
        "2026 interim",
        40,
        Completion.LIMITED,
        "clerk",
    )
    assert list(consulting.verify(planned)) == []


def _three_forms(workbook: Any) -> None:
    sheet = workbook["Steps"]
    for row, told in ((2, "01.09.2025"), (3, "1 September 2025"), (4, "09/13/2025")):
        put(sheet, row, "State", "done")
        put(sheet, row, "Done on", told)


def _deleted_column(workbook: Any) -> None:
    workbook["Steps"].delete_cols(column(workbook["Steps"], "Due"))


def _merged(workbook: Any) -> None:
    workbook["Steps"].merge_cells("A2:A3")


def _twice(workbook: Any) -> None:
    sheet = workbook["Steps"]
    sheet.append([cell.value for cell in sheet[2]])


def _unknown_action(workbook: Any) -> None:
    put(workbook["Steps"], 2, "Action", "P1-099")


def _unknown_step(workbook: Any) -> None:
    put(workbook["Steps"], 2, "No.", 77)


def _changed_due(workbook: Any) -> None:
    put(workbook["Steps"], 6, "Due", "2032")


def _too_much(workbook: Any) -> None:
    put(workbook["Progress"], 2, "Percent", 140)


def _moved_without_reason(workbook: Any) -> None:
    put(workbook["Steps"], 6, "New date", "2032")


def _done_without_day(workbook: Any) -> None:
    put(workbook["Steps"], 2, "State", "done")


def _no_such_state(workbook: Any) -> None:
    put(workbook["Steps"], 2, "State", "nearly")


def _stranger(workbook: Any) -> None:
    put(workbook["Progress"], 2, "Percent", 10)
    put(workbook["Progress"], 2, "Reported by", "FRA")


WRONG: dict[str, tuple[Edit, list[tuple[int | None, str]]]] = {
    "dates in three forms": (_three_forms, [(2, "two dates"), (3, "ISO date"), (4, "ISO date")]),
    "a deleted column": (_deleted_column, [(1, "is missing")]),
    "a merged cell": (_merged, [(2, "merged")]),
    "a row twice": (_twice, [(27, "already")]),
    "an action there is not": (_unknown_action, [(2, "no action P1-099")]),
    "a step there is not": (_unknown_step, [(2, "no step 77")]),
    "a date that is only for reading": (_changed_due, [(6, "was changed")]),
    "too much": (_too_much, [(2, "no percentage")]),
    "moved without a reason": (_moved_without_reason, [(6, "needs a reason")]),
    "done without a day": (_done_without_day, [(2, "says when")]),
    "no such state": (_no_such_state, [(2, "not allowed")]),
    "a report of a stranger": (_stranger, [(2, "no part in it")]),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_with_its_place(planned: Register, book: Path, what: str) -> None:
    edit, expected = WRONG[what]
    before = looking.whole_plan(planned)
    with pytest.raises(ImportRefused) as caught:
        take_workbook(planned, edited(book, edit), "clerk")
    told = [(one.row, one.what) for one in caught.value.faults]
    for row, words in expected:
        assert any(place == row and words in said for place, said in told), told
    assert all(one.remedy for one in caught.value.faults)
    assert looking.whole_plan(planned) == before


def test_everything_wrong_is_told_at_once(planned: Register, book: Path) -> None:
    def spoil(workbook: Any) -> None:
        _three_forms(workbook)
        _changed_due(workbook)
        _too_much(workbook)
        put(workbook["Steps"], 9, "Action", "P1-099")
        put(workbook["Steps"], 10, "State", "done")
        put(workbook["Steps"], 10, "Done on", "2025-08-01")

    before = looking.whole_plan(planned)
    with pytest.raises(ImportRefused) as caught:
        take_workbook(planned, edited(book, spoil), "clerk")
    assert len(caught.value.faults) == 6
    assert looking.whole_plan(planned) == before


def test_what_is_no_workbook_is_refused(planned: Register, tmp_path: Path) -> None:
    for name, content in (("a.xlsx", b"nothing"), ("gone.xlsx", None)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(ImportRefused):
            take_workbook(planned, tmp_path / name, "clerk")
