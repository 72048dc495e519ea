"""The calendar of a plan, parsed back with another library, and taken back when days were moved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from summitry.errors import ImportRefused, UsageError
from summitry.model import ActionState
from summitry.planning import move_milestone, set_state
from summitry.workflow.plans import files, looking, running
from summitry.workflow.plans.taking import take_calendar
from summitry.workflow.register import Register


def calendar(register: Register, who: str | None = None) -> str:
    return files.calendar(files.plan_file(register), who).decode()


def events(register: Register) -> dict[str, Event]:
    parsed = IcsCalendarStream.calendar_from_ics(calendar(register))
    return {one.uid: one for one in parsed.events}


def move(register: Register, to: str) -> None:
    step = (lambda one, by: move_milestone(one, 5, to, by),)
    running.change_action(register, "P1-001", step, "analyst", reason="agreed")


def test_another_library_reads_the_same_days(planned: Register) -> None:
    found = events(planned)
    dated = {
        (one.id, step.number): step.due
        for one in looking.whole_plan(planned).actions
        for step in one.milestones
        if step.due
    }
    assert len(found) == len(dated) == 4
    first = next(one for uid, one in found.items() if uid.startswith("P1-001-5@"))
    assert (first.dtstart, first.dtend) == (date(2030, 12, 31), date(2031, 1, 1))
    assert first.summary.startswith("P1-001 ")
    assert "China will build 3 hospitals" in first.description


def test_lines_are_folded_and_end_as_the_standard_asks(planned: Register) -> None:
    written = files.calendar(files.plan_file(planned))
    lines = written.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert lines[0] == b"BEGIN:VCALENDAR"


def test_a_moved_step_keeps_its_uid_and_replaces_the_one_before(planned: Register) -> None:
    before = events(planned)
    move(planned, "2031-03-15")
    after = events(planned)
    assert set(before) == set(after)
    (uid,) = (one for one in after if one.startswith("P1-001-5@"))
    assert after[uid].dtstart == date(2031, 3, 15)
    assert after[uid].sequence == before[uid].sequence + 1 == 1
    stop = (lambda one, by: set_state(one, ActionState.SUSPENDED, by),)
    running.change_action(planned, "P1-001", stop, "analyst", reason="flood")
    assert events(planned)[uid].status.value == "CANCELLED"
    assert events(planned)[uid].sequence == 2


def test_a_body_has_its_own(planned: Register) -> None:
    assert calendar(planned, "UZB").count("BEGIN:VEVENT") == 1
    assert calendar(planned, "nobody").count("BEGIN:VEVENT") == 0


def test_days_moved_in_a_calendar_are_taken(planned: Register, tmp_path: Path) -> None:
    path = tmp_path / "moved.ics"
    path.write_text(calendar(planned).replace("20301231", "20310301"), newline="")
    done = take_calendar(planned, path, "clerk")
    assert (done.changed, done.unchanged) == (1, 3)
    action = looking.one_action(planned, "P1-001")
    assert action.milestone(5).due == "2031-03-01"
    assert action.history[-1].reason == "moved in a calendar"
    path.write_text(calendar(planned), newline="")
    assert take_calendar(planned, path, "clerk").changed == 0


def _zoned(text: str) -> str:
    return text.replace("DTSTART;VALUE=DATE:20301231", "DTSTART;TZID=Asia/Almaty:20301231T090000")


def _utc(text: str) -> str:
    return text.replace("DTSTART;VALUE=DATE:20301231", "DTSTART:20301231T090000Z")


def _repeating(text: str) -> str:
    return text.replace("TRANSP:TRANSPARENT", "TRANSP:TRANSPARENT\r\nRRULE:FREQ=YEARLY")


def _stranger(text: str) -> str:
    return text.replace("UID:P1-001-5@", "UID:P1-001-9@")


def _twice(text: str) -> str:
    event = "BEGIN:VEVENT" + text.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    again = event.replace("20301231", "20320101") + "END:VEVENT\r\n"
    return text.replace("END:VCALENDAR", again + "END:VCALENDAR")


WRONG = {
    "another time zone": (_zoned, "time zone Asia/Almaty"),
    "a time in UTC": (_utc, "time zone UTC"),
    "an event that repeats": (_repeating, "repeats"),
    "a step there is not": (_stranger, "no step 9"),
    "a step twice": (_twice, "is there twice"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_moved(
    planned: Register, tmp_path: Path, what: str
) -> None:
    spoil, words = WRONG[what]
    before = looking.whole_plan(planned)
    path = tmp_path / "back.ics"
    moved = ("DTSTART;VALUE=DATE:20281231", "DTSTART;VALUE=DATE:20290101")
    text = spoil(calendar(planned)).replace(*moved)
    assert text != calendar(planned)
    path.write_text(text, newline="")
    with pytest.raises(ImportRefused) as caught:
        take_calendar(planned, path, "clerk")
    assert any(words in one.what for one in caught.value.faults)
    assert looking.whole_plan(planned) == before


@pytest.mark.parametrize("content", ["", "BEGIN:VCALENDAR", "hello", "BEGIN:VEVENT\r\nEND:VEVENT"])
def test_what_is_no_calendar_of_this_plan_is_refused(
    planned: Register, tmp_path: Path, content: str
) -> None:
    (tmp_path / "a.ics").write_text(content)
    with pytest.raises(UsageError):
        take_calendar(planned, tmp_path / "a.ics", "clerk")
