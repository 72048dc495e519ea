"""The register as people keep it from the command line: real processes, real files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
NOTE = """---
date: 2025-06-17
dialogue: China–Central Asia 2025
---
China will build 3 hospitals in Tajikistan by 2030.

Japan will give Uzbekistan 50 million dollars for water by 2028.

The European Union proposed to set up a joint fund.
"""


class Desk:
    """A folder with a register in it, and the command."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run = run
        self.folder = folder

    def __call__(self, *arguments: str, code: int = 0, **environment: str) -> str:
        surroundings = {"SUMMITRY_USER": "analyst", "SUMMITRY_REGISTER": "", **environment}
        done = self._run(*arguments, cwd=self.folder, environment=surroundings)
        assert done.returncode == code, done.stderr.decode() + done.stdout.decode()
        self.errors = done.stderr.decode()
        return done.stdout.decode()

    def json(self, *arguments: str, **options: Any) -> Any:
        return json.loads(self(*arguments, "--format", "json", **options))


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Desk:
    (tmp_path / "note.md").write_text(NOTE)
    desk = Desk(run, tmp_path)
    assert "is ready" in desk("init")
    desk("add", "note.md", "--all-statements", "--place", "Astana", "--level", "leaders", "-q")
    return desk


def test_a_review_from_the_command_line(desk: Desk) -> None:
    assert desk.json("accept", "CC5-2025-01")["changed"] == ["CC5-2025-01"]
    desk("reject", "CC5-2025-02", "--as", "Bo")
    desk("edit", "CC5-2025-01", "--amount", "at least 4 hospital", "--deadline", "2029..2031")
    desk("note", "CC5-2025-01", "See", "the", "annex.")
    desk("tag", "CC5-2025-01", "health", "watch")
    desk("fate", "CC5-2025-03", "declined")
    shown = desk.json("show", "cc5-2025-1")
    assert (shown["status"], shown["amounts"]) == ("accepted", ["at least 4 hospital"])
    assert shown["deadline"]["end"] == "2031"
    assert shown["machine"]["quantities"][0]["value"] == 3
    assert [note["text"] for note in shown["notes"]] == ["See the annex."]
    assert shown["edited"] == ["deadline", "quantities"]
    text = desk("show", "CC5-2025-01")
    assert "at least 4 hospital (set by a person)" in text
    assert "2029 to 2031" in text
    journal = desk.json("log")["journal"]
    assert {one["who"] for one in journal} == {"analyst", "Bo"}
    assert journal[-1]["act"] == "begin"
    assert "taken back" in desk("undo")
    assert "All is as the journal tells." in desk("verify")


def test_listing_and_searching(desk: Desk) -> None:
    listed = desk.json("list")["commitments"]
    assert [one["id"] for one in listed] == ["CC5-2025-01", "CC5-2025-02"]
    text = NOTE.partition("---\n")[2].partition("---\n")[2]
    for one in listed:
        assert one["quote"] in text
        assert {"start", "end", "actors", "recipients", "force", "quantities", "why"} <= set(one)
    assert desk.json("search", "hospitals")["commitments"][0]["id"] == "CC5-2025-01"
    assert desk.json("search", "hosp*", "--party", "Tajikistan", "--theme", "health")["commitments"]
    found = desk.json("list", "--unit", "USD", "--amount-from", "1e6", "--due-to", "2028")
    assert [one["id"] for one in found["commitments"]] == ["CC5-2025-02"]
    assert desk.json("list", "--kind", "proposal")["statements"][0]["kind"] == "proposal"
    assert "Go on with --after CC5-2025-01" in desk("list", "--limit", "1")
    assert "CC5-2025-02" in desk("list", "--after", "CC5-2025-01")
    assert "Nothing was found" in desk("search", "railway")
    assert desk.json("list", "--status", "rejected") == {"commitments": []}


def test_adding_tells_what_was_done(desk: Desk) -> None:
    assert "is there already" in desk("add", "note.md", "--all-statements")
    (desk.folder / "other.txt").write_text("Korea will train 200 officials in 2027.\n")
    told = desk.json("add", "other.txt", "gone.txt", code=1)
    assert [one["outcome"] for one in told["documents"]] == ["new"]
    assert told["documents"][0]["first"] == "DOC-ND-01"
    assert told["failures"][0]["code"] == "missing"
    desk("add", "gone.txt", code=2)
    desk("add", "other.txt", "--level", "kings", code=2)
    assert "there is no" not in desk.errors
    assert len(desk.json("documents")["documents"]) == 2
    assert desk.json("dialogues")["dialogues"] == [{"name": "China–Central Asia", "series": "CC5"}]
    assert "Astana" in desk("dialogues")


def test_splitting_merging_and_entering(desk: Desk) -> None:
    parts = ("China will build 3 hospitals", "in Tajikistan by 2030")
    made = desk.json("split", "CC5-2025-01", "--part", parts[0], "--part", parts[1])["made"]
    assert made == ["CC5-2025-04", "CC5-2025-05"]
    assert desk.json("merge", *made)["made"] == ["CC5-2025-06"]
    key = desk.json("documents")["documents"][0]["key"]
    entered = desk.json("enter", key[:8], "a joint fund", "--actors", "EU", "--action", "set up")
    assert entered["made"] == ["CC5-2025-07"]
    desk("link", "CC5-2025-07", "follows", "CC5-2025-03")
    assert desk.json("show", "CC5-2025-07")["links"][0]["kind"] == "follows"
    desk("enter", key, "no such words", code=2)
    assert "word for word" in desk.errors


def test_own_themes_and_parties(desk: Desk) -> None:
    desk("themes", "heritage", "--name", "Cultural heritage")
    desk("parties", "OSH", "--name", "City of Osh")
    desk("edit", "CC5-2025-01", "--theme", "heritage", "--actors", "City of Osh")
    found = desk.json("list", "--theme", "heritage", "--actor", "OSH")["commitments"]
    assert [one["id"] for one in found] == ["CC5-2025-01"]
    desk("parties", "KAZ", "--name", "Another", code=2)
    desk("themes", "trade", code=2)
    desk("dialogues", "CC5", "--series", "CA")
    (desk.folder / "later.md").write_text(NOTE.replace("hospitals", "schools"))
    assert desk.json("add", "later.md")["documents"][0]["first"] == "CA-2025-01"


def test_backup_and_restore(desk: Desk) -> None:
    desk("accept", "CC5-2025-01")
    desk("backup", "kept.db")
    desk("backup", "kept.db", code=2)
    desk("restore", "kept.db", "--register", "again.db")
    assert desk("list", "--register", "again.db") == desk("list")
    assert desk("log", SUMMITRY_REGISTER="again.db") == desk("log")


def test_faults_are_told_with_an_exit_code(desk: Desk) -> None:
    desk("list", "--register", "gone.db", code=2)
    assert "summitry init" in desk.errors
    desk("show", "CC5-2025-99", code=2)
    desk("edit", "CC5-2025-01", code=2)
    desk("edit", "CC5-2025-01", "--force", "iron", "--actors", "Atlantis", code=2)
    assert desk.errors.count("✗") == 2
    desk("edit", "CC5-2025-01", "--force", "planned", "--if-version", "1")
    desk("edit", "CC5-2025-01", "--force", "firm", "--if-version", "1", "--as", "Bo", code=2)
    assert "changed in the meantime by analyst" in desk.errors
    desk("list", "--format", "yaml", code=2)
    desk("list", "--status", "lost", code=2)
    desk("accept", "CC5-2025-01", "--as", " ", code=2)
    assert "--as" in desk.errors
    assert "there and up to date" in desk("init")
    with (desk.folder / "summitry.db").open("r+b") as file:
        file.write(b"no register")
    desk("list", code=2)
    assert "Traceback" not in desk.errors


def test_verify_ends_with_one_when_something_is_wrong(desk: Desk) -> None:
    import sqlite3

    desk("accept", "CC5-2025-01")
    head = desk.json("verify")["head"]
    assert desk.json("verify", "--head", head)["faults"] == []
    connection = sqlite3.connect(desk.folder / "summitry.db")
    connection.execute("UPDATE entry SET status = 'rejected' WHERE version = 2")
    connection.commit()
    connection.close()
    told = desk.json("verify", code=1)
    assert told["faults"][0]["what"] == "is not as the journal tells"
