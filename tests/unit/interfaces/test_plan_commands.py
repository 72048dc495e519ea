"""The plan from the command line: its whole story, and what is mistyped."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner

from summitry.interfaces.cli.main import app

NOTE = """---
date: 2025-06-17
dialogue: China–Central Asia
---
China will build 3 hospitals in Tajikistan by 2030.

Japan will give Uzbekistan 50 million dollars for water by 2028.

Kazakhstan plans to open a railway by 2026.
"""
Desk = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give the command, in this process, in a folder with a register of three commitments."""
    monkeypatch.chdir(tmp_path)
    Path("note.md").write_text(NOTE)
    surroundings = {"SUMMITRY_USER": "analyst", "SUMMITRY_REGISTER": "own.db"}

    def command(*told: str, code: int = 0) -> Any:
        done = CliRunner().invoke(app, list(told), env=surroundings)
        assert done.exit_code == code, (done.output, done.exception)
        return json.loads(done.stdout) if "json" in told else done.stdout + done.stderr

    command("init")
    command("add", "note.md", "-q")
    return command


def test_a_plan_from_beginning_to_end(desk: Desk) -> None:
    assert "no plan yet" in desk("plan", "plans")
    assert desk("plan", "build", "--format", "json")["added"] == 3
    assert "P1-003" in desk("plan", "list")
    assert "(proposed)" in desk("plan", "show", "P1-001")
    day = ("--on", "2027-01-15")
    status = desk("plan", "status", *day, "--format", "json")
    assert [one["timeliness"] for one in status["actions"]] == ["on time", "on time", "late"]
    assert "1 late" in desk("plan", "status", *day, "--by", "body")
    assert "1 are overdue" in desk("plan", "due", "--within", "90d", *day)
    assert desk("plan", "due", "--within", "2m", "--body", "CHN", *day, "--format", "json") == []
    assert status["lapsed"] == []
    desk("reject", "CC5-2025-03")
    assert "no longer count: P1-003." in desk("plan", "status", *day)
    desk("plan", "report", "P1-001", "--milestone", "1", "--done", "2025-07-01")
    moved = ("--milestone", "5", "--moved", "2031")
    assert "needs a reason" in desk("plan", "report", "P1-001", *moved, code=2)
    desk("plan", "report", "P1-001", *moved, "--reason", "the land")
    said = ("--round", "2026", "--percent", "20", "--completion", "limited", "--text", "Begun.")
    desk("plan", "report", "P1-001", *said)
    desk("plan", "move", "P1-001", "--end", "2031", "--reason", "the land")
    desk("plan", "body", "TJK-moh", "Ministry of Health", "--party", "TJK")
    desk("plan", "handover", "P1-001", "--from", "TJK-infrastructure", "--to", "TJK-moh", code=2)
    supporting = desk("plan", "show", "P1-001", "--format", "json")["duties"][1]["body"]
    desk("plan", "handover", "P1-001", "--from", supporting, "--to", "TJK-moh")
    desk("plan", "state", "P1-003", "suspended", "--reason", "flood")
    desk("plan", "score", "P1-001", "--party", "CHN", "--mark", "0", "--reason", "begun")
    assert "0 (analyst)" in desk("plan", "marks")
    shown = desk("plan", "show", "P1-001")
    assert "2030 → 2031 (the land)" in shown
    assert "20 %" in shown
    desk("plan", "round", "2026", "--due", "2026-11", "--kind", "interim")
    desk("plan", "step", "P1-001", "The roof is on", "--due", "2029")
    desk("plan", "edit", "P1-002", "depends=P1-001", "title=Water")
    document = ("--document", "Loan agreement", "--date", "2025-09-01")
    desk("plan", "money", "P1-002", "commitment", "30e6", "usd", *document)
    assert "version 1" in desk("plan", "adopt", "--note", "second summit")
    assert "not rewritten" in desk("plan", "edit", "P1-002", "title=Pumps", code=2)
    desk("plan", "amend", "--reason", "the ministers met")
    desk("plan", "edit", "P1-002", "title=Pumps")
    assert "title: Water → Pumps" in desk("plan", "diff")
    assert "second summit" in desk("plan", "versions")
    assert "All is as the journal tells" in desk("verify")
    assert "adopt plan" in desk("log")
    desk("undo")
    assert "They are the same." in desk("plan", "diff", "1", "1")


def test_files_go_out_and_come_back(desk: Desk) -> None:
    desk("plan", "build")
    for name in ("a.xlsx", "a.ics", "a.json", "a.md", "a.html", "a.docx"):
        assert f"Wrote {name}" in desk("plan", "export", "-o", name)
    desk("plan", "export", "--format", "brief", "-o", "brief.html")
    desk("plan", "export", "--format", "brief", "-o", "brief.docx")
    assert "China will build" in Path("a.md").read_text()
    assert "<script" not in Path("brief.html").read_text()
    words = [one.text for one in docx.Document("a.docx").paragraphs]
    assert "What working groups do" in words
    assert len(docx.Document("a.docx").tables) == 3
    assert docx.Document("brief.docx").paragraphs[0].text.startswith("Joint action plan")
    assert "nobody is named who publishes" in desk("plan", "export", "--check", code=1)
    desk("plan", "publisher", "XM-EX-1", "Secretariat")
    found = desk("plan", "export", "--format", "iati", "-o", "a.xml", "--check")
    assert "find nothing" in found
    assert "rows that say nothing new: 18" in desk("plan", "import", "a.xlsx")
    assert "steps that stay: 3" in desk("plan", "import", "a.ics")
    assert "belong to no action yet" in desk("plan", "import", "a.xml")
    desk("plan", "remind", "-o", "reminders", "--within", "9999d")
    names = sorted(path.name for path in Path("reminders").iterdir())
    assert len(names) == 6
    assert "Please say of each step" in Path("reminders", names[1]).read_text()
    pytest.importorskip("altair")
    for kind in ("gantt", "matrix"):
        desk("plan", "export", "--format", kind, "-o", f"{kind}.svg")
        assert Path(f"{kind}.svg").read_bytes().startswith(b"<svg")


def test_rubrics_are_checked(desk: Desk) -> None:
    assert "has no gap" in desk("plan", "rubric")
    Path("own.toml").write_text(
        '[[rubric]]\nid = "own"\nversion = "1"\ntitle = "Own"\nsource = "here"\n'
        'inputs = [{ name = "n", from = 0, to = 3 }]\n'
        'band = [{ mark = "+1", cases = [{ n = { least = 2 } }] }]\n'
    )
    assert "gap: 2 of 4 combinations" in desk("plan", "rubric", "own.toml", code=1)


MISTYPED = [
    ("list",),
    ("build", "--dialogue", "Nowhere"),
    ("show", "P1-001"),
    ("due", "--within", "soon"),
    ("status", "--by", "weather"),
    ("status", "--on", "tomorrow"),
    ("export", "--format", "pdf"),
    ("export", "-o", "plan.pdf"),
    ("export", "--format", "ics", "-o", "a.xml"),
    ("import", "a.doc"),
    ("import", "gone.ics"),
    ("adopt",),
]


@pytest.mark.parametrize("told", MISTYPED)
def test_what_is_mistyped_is_told_with_a_remedy(desk: Desk, told: tuple[str, ...]) -> None:
    assert desk("plan", *told, code=2).strip()


BUILT = [
    ("report", "P1-001"),
    ("report", "P1-001", "--done", "2025-01-01"),
    ("report", "P1-001", "--milestone", "1"),
    ("report", "P1-001", "--milestone", "1", "--done", "2025-07-01", "--dropped"),
    ("report", "P1-001", "--completion", "nearly"),
    ("move", "P1-001"),
    ("move", "P1-001", "--end", "2020", "--reason", "x"),
    ("state", "P1-001", "late"),
    ("edit", "P1-001", "title"),
    ("edit", "P1-001", "level=kings", "depends=P1-001"),
    ("money", "P1-001", "commitment", "5", "USD"),
    ("money", "P1-001", "gift", "5", "USD"),
    ("money", "P1-001", "disbursement", "5", "dollars"),
    ("body", "a b", "Name", "--party", "TJK"),
    ("round", "2026", "--due", "soon"),
    ("round", "2026", "--due", "2026", "--kind", "monthly"),
    ("amend", "--reason", "x"),
    ("diff", "7"),
    ("diff", "first"),
    ("score", "P1-001", "--party", "CHN", "--mark", "9", "--reason", "x"),
    ("import", "a.xml", "--link", "nothing"),
]


def test_what_cannot_be_done_changes_nothing(desk: Desk) -> None:
    desk("plan", "build")
    before = desk("plan", "list", "--format", "json")
    for told in BUILT:
        assert desk("plan", *told, code=2).strip()
    assert desk("plan", "list", "--format", "json") == before
