"""Targets are the levels that a commitment wants reached, with the parties it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

import summitry
from summitry.model import Direction, Nature, Target
from summitry.monitoring.targets import targets_of


def read(text: str, folder: Path) -> list[Target]:
    path = folder / "note.txt"
    path.write_text(text)
    reading = summitry.read(path, date="2022-01-25", parties=("China", "CA5"))
    return [
        target
        for commitment in reading.commitments
        for target in targets_of(commitment, "2022-01-25", reading.document.parties)
    ]


def test_a_level_by_a_date(tmp_path: Path) -> None:
    (found,) = read(
        "China will raise trade with Kazakhstan to 40 billion US dollars a year by 2030.", tmp_path
    )
    assert (found.value, found.unit, found.deadline) == (40e9, "USD", "2030")
    assert (found.nature, found.direction) == (Nature.FLOW, Direction.RISE)
    assert set(found.parties) == {"CHN", "KAZ"}
    assert found.made == "2022-01-25"
    assert found.commitment


def test_what_should_fall(tmp_path: Path) -> None:
    (found,) = read("Japan will cut its tariffs to 5 per cent by 2028.", tmp_path)
    assert (found.direction, found.unit) == (Direction.FALL, "percent")


@pytest.mark.parametrize(
    "text",
    [
        "China will raise its trade by 30 per cent by 2030.",
        "China will strengthen dialogue with the region over 5 years.",
    ],
)
def test_changes_and_lengths_of_time_are_no_levels(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path) == []
