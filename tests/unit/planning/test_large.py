"""A plan that the journal tells of in several entries: built, taken back, changed."""

from __future__ import annotations

from pathlib import Path

import pytest

import summitry
from summitry.errors import SummitryError
from summitry.workflow import consulting, reviewing
from summitry.workflow import register as registers
from summitry.workflow.plans import building, looking

COUNT = 520


def test_a_plan_of_several_pages_is_taken_back_as_a_whole_only(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    lines = (f"China will build {one} schools in Osh by 2030." for one in range(2, COUNT + 2))
    note.write_text("\n\n".join(lines))
    reading = summitry.read(note, date="2025-06-17", dialogue="Example")
    registers.create(tmp_path / "large.db", "analyst")
    with registers.open_at(tmp_path / "large.db") as register:
        list(registers.add_readings(register, [reading], "analyst"))
        assert building.build(register, building.PlanWishes(), "analyst").added == COUNT
        entries = [one for one in consulting.log(register) if one.act == "build plan"]
        assert len(entries) == 2
        first = min(one.number for one in entries)
        with pytest.raises(SummitryError, match="has more in it"):
            reviewing.undo(register, "analyst", first)
        assert len(looking.whole_plan(register).actions) == COUNT
        reviewing.undo_command(register, "analyst")
        assert looking.every_plan(register) == []
        assert list(consulting.verify(register)) == []
