"""Tracing must not fall below pinned floors on the links of the shared material."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads(Path(__file__).with_name("tracing_floors.toml").read_text(encoding="utf-8"))
ABSENT = 3  # the exit code of a benchmark without the shared material
COMMAND = [sys.executable, str(ROOT / "benchmarks" / "tracing.py"), "--without-speed"]


def test_tracing_stays_above_its_floors() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == ABSENT:
        pytest.skip("the shared material with the links is absent, see SUMMITRY_SHARED")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    low = {key: figures[key] for key, floor in FLOORS.items() if figures[key] < floor}
    assert not low, f"below the floors: {low}"


def test_without_the_shared_material_the_benchmark_says_so(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "SUMMITRY_SHARED": str(tmp_path),
    }
    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == ABSENT
    assert "shared material is absent" in done.stderr
