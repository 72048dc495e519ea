"""A register that is killed at any moment opens again, and all that was acknowledged is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summitry.model import Commitment, Query, Status
from summitry.workflow import consulting
from summitry.workflow import register as workflow
from summitry.workflow.register import Register

KILLS = {"sqlite": 75, "postgresql": 25}
WORKER = Path(__file__).with_name("killed.py")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
@pytest.mark.parametrize("database", KILLS)
def test_killed_at_any_moment(
    database: str, tmp_path: Path, request: pytest.FixtureRequest, checkout: Path
) -> None:
    if database == "sqlite":
        address = str(tmp_path / "summitry.db")
    else:
        address = request.getfixturevalue("new_database")()
    note = tmp_path / "note.txt"
    note.write_text(
        "China will build 3 hospitals in Tajikistan by 2030.\n\n"
        "Japan will give Uzbekistan 50 million dollars for water by 2028.\n\n"
        "Korea will train 200 officials in 2027 and open a hospital in Osh.\n"
    )
    workflow.create(address, "Tester")
    chance = random.Random(20220125)
    worker = _Forking(checkout, address, note)
    try:
        for seed in range(KILLS[database]):
            said = worker.killed_after(seed, chance.uniform(0.03, 0.33))
            if seed % 5 == 4 or seed < 5:
                with workflow.open_at(address) as register:
                    _check(register, said)
    finally:
        worker.close()
    with workflow.open_at(address) as register:
        assert list(consulting.verify(register)) == []
        found = [one for one, _ in consulting.find(register, Query(statuses=tuple(Status)))]
        assert len(found) % 4 == 0  # each document came whole
        assert len(found) >= 20


class _Forking:
    """Starts the worker with everything loaded already, so that a hundred kills take no minute."""

    def __init__(self, checkout: Path, address: str, note: Path) -> None:
        surroundings = {**os.environ, "PYTHONPATH": str(checkout / "src")}
        scratch = note.with_name("scratch.db")
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PARENT, str(WORKER), address, str(note), str(scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"

    def killed_after(self, seed: int, seconds: float) -> list[list[str]]:
        """Run the worker for so long, kill it, and return what it had acknowledged."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{seed}\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        said = []
        for line in iter(self._process.stdout.readline, "gone\n"):
            assert line, "the worker ended by itself"
            if line.endswith("\n"):
                said.append(line.split())
        return said

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)


# The child is forked before it opens the register, so that no connection is shared.
_PARENT = """
import os, runpy, sys
worker = runpy.run_path(sys.argv[1])
from summitry.workflow.register import create
# Once through all of it on another register, so that everything is loaded.
create(sys.argv[4], "Tester")
sys.stdout, kept = open(os.devnull, "w"), sys.stdout
worker["main"](sys.argv[4], sys.argv[3], -1, 1)
sys.stdout = kept
if sys.argv[2].startswith("postgresql"):
    import psycopg
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        worker["main"](sys.argv[2], sys.argv[3], int(line))
    print(child, flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""


def _check(register: Register, said: list[list[str]]) -> None:
    assert list(consulting.verify(register)) == []
    last: dict[tuple[str, str], str] = {}
    for act, subject, *told in said:
        if act == "added":
            shown = consulting.show(register, told[0])
            assert shown.entry.document == subject
            assert len(list(consulting.find(register, Query(document=subject)))) == int(told[1])
        elif act == "tagged":
            assert len(list(consulting.find(register, Query(tag=subject)))) == int(told[0])
        else:
            last[act, subject] = told[0]
    for (act, subject), value in last.items():
        shown = consulting.show(register, subject)
        if act == "edited":
            # What was begun after the last acknowledgement may be there as well.
            assert isinstance(shown.record, Commitment)
            assert shown.record.deadline is not None
            assert int(shown.record.deadline.end or 0) >= int(value)
        assert shown.entry.status in (Status.ACCEPTED, Status.PROPOSED)


def test_killed_while_it_is_made(address: str, checkout: Path, tmp_path: Path) -> None:
    code = "import sys; from summitry.workflow.register import create; create(sys.argv[1], 'T')"
    surroundings = {**os.environ, "PYTHONPATH": str(checkout / "src")}
    for tenths in range(4, 10):
        process = subprocess.Popen([sys.executable, "-c", code, address], env=surroundings)
        time.sleep(tenths / 10)
        process.kill()
        process.wait(10)
    workflow.create(address, "Tester")
    with workflow.open_at(address) as register:
        assert list(consulting.verify(register)) == []
