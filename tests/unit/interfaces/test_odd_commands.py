"""Commands as they are mistyped, scripted and piped."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NOTE = "China will build 3 hospitals in Tajikistan by 2030.\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE)
    return path


@pytest.mark.parametrize("columns", ["0", "3", "-5", "wide", ""])
def test_a_width_nothing_fits_into_is_passed_over(run: Run, note: Path, columns: str) -> None:
    shown = run("read", note, environment={"COLUMNS": columns}).stdout
    assert shown == run("read", note, environment={"COLUMNS": "100"}).stdout
    assert b"hospitals" in shown


@pytest.mark.parametrize("form", [(), ("--format", "json"), ("--format", "csv")])
def test_a_dash_as_output_is_standard_output(
    run: Run, note: Path, tmp_path: Path, form: tuple[str, ...]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run("read", note, "-o", "-", *form, cwd=empty)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run("read", note, *form).stdout
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value"), [("--parties", ""), ("--parties", " , "), ("--dialogue", " ")]
)
def test_an_option_with_nothing_in_it_is_refused(
    run: Run, note: Path, option: str, value: str
) -> None:
    done = run("read", note, option, value)
    assert done.returncode == 2
    assert option in done.stderr.decode()
    assert done.stdout == b""


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_the_output_of_a_command_is_a_source(checkout: Path) -> None:
    script = f'"$0" -m summitry read --format json <(sleep 0.3; echo "{NOTE.strip()}")'
    done = subprocess.run(
        ["bash", "-c", script, sys.executable],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(checkout / "src")},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["commitments"]) == 1
