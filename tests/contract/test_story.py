"""The guide's story of a register, run from its first command to its last."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

COMMAND = re.compile(r"^(?:\$ )?(summitry .*)$", re.MULTILINE)
BLOCK = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SERVER = "postgresql://user@host/summits"
FOLDER = "examples/central-asia/documents"


def test_the_guide_tells_what_happens(
    run: Callable[..., Any], checkout: Path, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    shutil.copytree(checkout / "examples", tmp_path / "examples")
    guide = (checkout / "docs" / "guide.md").read_text("utf-8")
    story = guide.partition("## Keeping a register\n")[2].partition("\n## ")[0]
    commands = [one for block in BLOCK.findall(story) for one in COMMAND.findall(block)]
    assert sum(SERVER in one for one in commands) == 3
    server = new_database()
    documents = sorted(str(one.relative_to(tmp_path)) for one in (tmp_path / FOLDER).iterdir())

    def told(*arguments: str) -> str:
        environment = {"SUMMITRY_REGISTER": "", "SUMMITRY_USER": ""}
        done = run(*arguments, cwd=tmp_path, environment=environment)
        assert done.returncode == 0, (arguments, done.stderr.decode())
        text: str = done.stdout.decode()
        return text

    for command in commands:
        _, *arguments = shlex.split(command.replace(SERVER, server))
        # As a shell would with documents/*.
        told(*[part for one in arguments for part in (documents if one == FOLDER else [one])])
    files = [tmp_path / f"{one}.jsonl" for one in ("register", "from-server", "from-home")]
    assert len({one.read_bytes() for one in files}) == 1
    for name in ("summitry.db", "home.db", "safe.db", server):
        verified = json.loads(told("verify", "--register", name, "--format", "json"))
        assert verified["faults"] == []
    listed = json.loads(told("list", "--status", "all", "--format", "json", "--register", server))
    statuses = [one["status"] for one in listed["commitments"]]
    assert (len(statuses), statuses.count("accepted"), statuses.count("rejected")) == (97, 4, 2)
