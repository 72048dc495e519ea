"""Commands start soon: what one does not need is not loaded for it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from summitry.workflow import register as workflow

# Each takes a tenth of a second or more.
_SLOW = (
    "summitry.extraction",
    "sqlalchemy.dialects.postgresql",
    "alembic",
    "pyarrow",
    "xlsxwriter",
    "lxml",
    "fastapi",
    "asyncpg",
    "numpy",
)
_RUN = (
    "import sys\n"
    "from summitry.interfaces.cli.main import main\n"
    "try:\n"
    "    main()\n"
    "except SystemExit as ended:\n"
    "    assert not ended.code, ended.code\n"
    "print(*sys.modules, file=sys.stderr)\n"
)


@pytest.mark.parametrize("words", [["list"], ["list", "--help"], ["search", "water"], ["log"]])
def test_looking_at_a_register_loads_only_what_that_needs(words: list[str], tmp_path: Path) -> None:
    address = str(tmp_path / "summitry.db")
    workflow.create(address, "Tester")
    ended = subprocess.run(
        [sys.executable, "-c", _RUN, *words, "--register", address],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    loaded = set(ended.stderr.split())
    assert "summitry.interfaces.cli.main" in loaded
    assert not loaded.intersection(_SLOW)


def test_a_list_starts_in_a_few_times_what_its_database_library_takes(tmp_path: Path) -> None:
    address = str(tmp_path / "summitry.db")
    workflow.create(address, "Tester")
    library = ["-c", "import sqlalchemy, sqlalchemy.dialects.sqlite, typer"]
    command = ["-m", "summitry", "list", "--register", address]
    best = [
        min(_seconds([sys.executable, *words]) for _ in range(3)) for words in (library, command)
    ]
    assert best[1] < 5 * best[0]


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - started
