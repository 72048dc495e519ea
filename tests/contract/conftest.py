"""A register with a note of five statements in it, on each database in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

import summitry
from summitry.model import Level, Reading
from summitry.workflow import register as workflow
from summitry.workflow.register import Keeping, Register

NOTE = """China will build 3 hospitals in Tajikistan by 2030.

Japan will give Uzbekistan 50 million dollars for water by 2028.

Korea will train 200 officials in 2027 and open a hospital in Osh.

Kazakhstan plans to open a railway by 2026.

The European Union proposed to set up a joint fund.
"""


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    path = tmp_path / "note.txt"
    path.write_text(NOTE)
    options = {"date": "2025-06-17", "dialogue": "China–Central Asia 2025"}
    return summitry.read(path, all_statements=True, **options)


@pytest.fixture
def filled(register: Register, reading: Reading) -> Register:
    keeping = Keeping("Astana", Level.LEADERS, all_statements=True)
    (added,) = workflow.add_readings(register, [reading], "Aisha", keeping)
    assert added.outcome == "new"
    return register
