"""A register with a plan of five actions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import summitry
from summitry.workflow import register as registers
from summitry.workflow.plans import building
from summitry.workflow.register import Register

NOTE = """China will build 3 hospitals in Tajikistan by 2030.

Japan will give Uzbekistan 50 million dollars for water by 2028.

Korea will train 200 officials in 2027 and open a hospital in Osh.

Kazakhstan plans to open a railway by 2026.
"""


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Register]:
    note = tmp_path / "note.txt"
    note.write_text(NOTE)
    reading = summitry.read(note, date="2025-06-17", dialogue="China–Central Asia 2025")
    registers.create(tmp_path / "plan.db", "analyst")
    with registers.open_at(tmp_path / "plan.db") as register:
        list(registers.add_readings(register, [reading], "analyst"))
        building.build(register, building.PlanWishes(), "analyst")
        yield register
