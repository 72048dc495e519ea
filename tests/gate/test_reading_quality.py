"""The reader must not fall below pinned floors on the gold records of the shared material."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
ABSENT = 3  # the exit code of a benchmark without the shared material


@pytest.mark.parametrize("name", FLOORS)
def test_reading_stays_above_its_floors(name: str) -> None:
    wanted = FLOORS[name]
    figures = measured(wanted["only"], wanted.get("language", "en"))
    figures["extra"] = figures["predicted"] - figures["matched"]
    low = {key: floor for key, floor in wanted["at_least"].items() if figures[key] < floor}
    high = {key: most for key, most in wanted.get("at_most", {}).items() if figures[key] > most}
    told = [f"{key} is {figures[key]}, its floor {floor}" for key, floor in low.items()]
    told += [f"{key} is {figures[key]}, at most {most} are allowed" for key, most in high.items()]
    assert not told, f"{name}: " + "; ".join(told)


def measured(only: list[str], language: str) -> dict[str, Any]:
    """Return the totals that benchmarks/detection.py prints for texts of one language."""
    done = subprocess.run(
        [
            sys.executable,
            ROOT / "benchmarks" / "detection.py",
            "--language",
            language,
            *(["--only", *only] if only else []),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode == ABSENT:
        pytest.skip("the shared material with the gold records is absent, see SUMMITRY_SHARED")
    assert done.returncode == 0, done.stderr
    totals: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return totals
