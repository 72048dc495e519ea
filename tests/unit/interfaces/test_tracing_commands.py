"""Tracing from the command line: over a register and over files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summitry.interfaces.cli.main import app
from summitry.workflow import register as registers
from summitry.workflow.evidence import decide_evidence, suggest
from summitry.workflow.reading import read
from summitry.workflow.register import Keeping, Register
from summitry.workflow.tracing import by_document, life_of, trace
from summitry.workflow.tracing_decisions import decide_link

FILE = re.compile(r"^\w+\.(?:md|json|svg)\Z")

EARLIER = """---
date: 2021-05-10
dialogue: Lake Forum
---
Japan will invest 300 million dollars in the Aral water programme by 2025.

Japan will train 80 customs officers in Tajikistan.
"""
LATER = """---
date: 2023-06-12
dialogue: Lake Forum
---
Japan will invest 300 million dollars in the Aral water programme by 2025.

Japan has trained 80 customs officers in Tajikistan since the last meeting.
"""
UNDATED = """---
dialogue: Lake Forum
---
Japan will invest 300 million dollars in the Aral water programme by 2025.
"""


Desk = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give the command, in this process, with a register and three documents beside it."""
    for name, text in (("earlier", EARLIER), ("later", LATER), ("undated", UNDATED)):
        (tmp_path / f"{name}.md").write_text(text)
    surroundings = {"SUMMITRY_USER": "analyst", "SUMMITRY_REGISTER": str(tmp_path / "own.db")}

    def command(*arguments: str, code: int = 0) -> Any:
        told = [str(tmp_path / one) if FILE.search(one) else one for one in arguments]
        done = CliRunner().invoke(app, told, env=surroundings)
        assert done.exit_code == code, (done.output, done.exception)
        answer = json.loads(done.stdout) if "json" in arguments else done.stdout
        return answer, done.stderr

    return command


def test_tracing_a_register(desk: Desk) -> None:
    desk("init")
    desk("add", "earlier.md", "later.md", "--all-statements", "-q")
    ((recycled,), _) = desk("recycled", "--format", "json")
    assert (recycled["amount"], recycled["currency"]) == (300_000_000, "USD")
    assert [one["date"] for one in recycled["members"]] == ["2021-05-10", "2023-06-12"]
    first, second = (one["id"] for one in recycled["members"])
    assert desk("recycled", "--window", "1", "--format", "json")[0] == []
    totals = desk("totals", "--by", "actor", "--format", "json")[0]["totals"]
    assert (totals[0]["amount"], totals[0]["with_repeats"]) == (300_000_000, 600_000_000)
    assert totals[0]["groups"] == {"JPN": 300_000_000}
    assert "left out" in desk("totals")[0]
    assert "renewed" in desk("trace", "--dialogue", "Lake Forum")[0]
    assert "2021-05-10" in desk("trace", second)[0]
    desk("trace", "confirm", first, second)
    desk("trace", "confirm", second, first, "--kind", "renewed", code=2)
    assert "confirmed" in desk("trace", second)[0]
    passages = desk("evidence", "suggest", "--full", "--format", "json")[0]
    trained = next(one for one in passages if "customs" in one["quote"])
    desk("evidence", "accept", trained["commitment"], trained["passage"])
    said = ("--source", "Report", "--quote", "It was paid.", "--says", "delivered")
    desk("evidence", "add", first, *said, "--date", "2024")
    assert desk("evidence", "add", first, *said, "--date", "2024-99", code=2)
    assert "Report" in desk("trace", first)[0]
    assert "delivered in Report, 2024" in desk("show", first)[0]
    assert "confirmed renewed" in desk("log")[0]
    assert "All is as the journal tells" in desk("verify")[0]


def test_files_and_what_is_mistyped(desk: Desk, tmp_path: Path) -> None:
    found, told = desk("recycled", "earlier.md", "later.md", "undated.md", "--format", "json")
    assert {one["document"] for one in found[0]["members"]} == {"earlier.md", "later.md"}
    assert "undated.md: the document has no date" in told
    record = {"date": "2021", "commitments": [{"id": 7, "quote": "train 80 customs officers"}]}
    (tmp_path / "a.json").write_text(json.dumps(record))
    wanted = ("evidence", "suggest", "--commitments", "a.json", "--report", "later.md")
    passages = desk(*wanted, "--full", "--format", "json")[0]
    assert {one["commitment"] for one in passages} == {7}
    text = read(tmp_path / "later.md").document.text
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in passages)
    pairs = desk("align", "earlier.md", "later.md", "--format", "json")[0]["pairs"]
    assert (pairs[0]["first"], pairs[0]["second"]) == (1, 1)
    (tmp_path / "b.json").write_text('{"commitments": 3}')
    for wrong in (
        ("align", "b.json", "later.md"),
        ("align", "gone.md", "later.md"),
        ("evidence", "suggest", "--commitments", "a.json"),
        ("recycled", "earlier.md", "--window", "-1"),
        ("recycled", "earlier.md", "--renamed-party", "SUN"),
        ("totals", "earlier.md", "--rate", "EUR"),
        ("trace", "confirm", "A-2020-01"),
        ("trace", "--picture", "life.svg"),
    ):
        desk(*wrong, code=2)


def _two_of_one_day(register: Register, folder: Path) -> None:
    for name, place, text in (("a", "Almaty", EARLIER), ("b", "Osh", EARLIER + "\n\nIt ended.")):
        (folder / f"{name}.md").write_text(text)
        list(
            registers.add(
                register, [folder / f"{name}.md"], "analyst", keeping=Keeping(place=place)
            )
        )


def test_two_meetings_on_one_day_are_put_in_no_order(register: Register, tmp_path: Path) -> None:
    _two_of_one_day(register, tmp_path)
    found = trace(register)
    assert {one.link.kind.value for one in found.links} == {"related"}
    assert not any(one.silent for one in by_document(found))


def test_circles_are_refused_and_decisions_taken_back(register: Register, tmp_path: Path) -> None:
    from summitry.errors import UsageError
    from summitry.model import LinkKind
    from summitry.workflow import consulting, reviewing

    _two_of_one_day(register, tmp_path)
    found = trace(register)
    one, other = found.links[0].link.earlier, found.links[0].link.later
    assert decide_link(register, (one, other), LinkKind.RENEWED, "analyst", confirm=True)
    assert decide_link(register, (one, other), LinkKind.RENEWED, "analyst", confirm=True) is None
    with pytest.raises(UsageError, match="circle"):
        decide_link(register, (other, one), LinkKind.RENEWED, "analyst", confirm=True)
    assert len(life_of(trace(register), one).steps) == 2
    reviewing.undo(register, "analyst")
    assert decide_link(register, (other, one), LinkKind.RENEWED, "analyst", confirm=True)
    assert list(consulting.verify(register)) == []


def test_decided_evidence_goes_out_and_comes_back(register: Register, tmp_path: Path) -> None:
    from summitry.exchange.tables import TableRow
    from summitry.workflow import consulting
    from summitry.workflow.evidence import kept
    from summitry.workflow.exporting import export_tables
    from summitry.workflow.importing import Arrived, import_tables

    for name, text in (("earlier", EARLIER), ("later", LATER)):
        (tmp_path / f"{name}.md").write_text(text)
        list(registers.add(register, [tmp_path / f"{name}.md"], "analyst"))
    before = list(suggest(register))
    refused = before[0]
    name = refused.found.promise
    assert decide_evidence(register, name, refused.passage, "analyst", accept=False)
    assert len(list(suggest(register))) == len(before) - 1
    with export_tables(register) as tables:
        found = {
            table.name: [TableRow(row, table.name, place) for place, row in enumerate(rows, 2)]
            for table, rows in tables
        }
    target = tmp_path / "again.db"
    registers.create(target, "analyst")
    with registers.open_at(target) as again:
        assert import_tables(again, Arrived(found), "analyst").restored
        assert kept(again) == kept(register)
        assert list(consulting.verify(again)) == []


def test_a_picture_has_every_saying_in_order() -> None:
    pytest.importorskip("altair")
    from summitry.exchange.lineage_picture import Node, draw

    nodes = [Node("B", "2022", "b.md", "again"), Node("A", "2021", "a.md", "first")]
    drawn = draw(nodes, [("A", "B", "renewed")], ".svg").decode()
    assert drawn.index(">2021<") < drawn.index(">2022<")
    assert "renewed" in drawn


def test_a_renamed_dialogue_and_a_party_of_another_name(desk: Desk, tmp_path: Path) -> None:
    renamed = LATER.replace("Lake Forum", "River Forum").replace("Japan", "South Korea")
    (tmp_path / "renamed.md").write_text(renamed)
    desk("init")
    desk("add", "earlier.md", "renamed.md", "-q")
    assert desk("recycled", "--format", "json")[0] == []
    party = ("--renamed-party", "JPN=KOR")
    assert len(desk("recycled", *party, "--format", "json")[0]) == 1
    told = desk("trace", "--dialogue", "River Forum", "--format", "json")[0]["documents"]
    assert [one["document"] for one in told] == ["renamed.md"]
    assert told[0]["silent"] == []
    dialogue = ("--renamed-dialogue", "Lake Forum=River Forum")
    both = desk("trace", "--dialogue", "River Forum", *dialogue, "--format", "json")[0]["documents"]
    assert [one["document"] for one in both] == ["earlier.md", "renamed.md"]
    assert len(both[1]["silent"]) == 2
    assert len(desk("totals", *party, "--format", "json")[0]["totals"][0]["summed"]) == 1


def test_an_undated_document_of_a_register_is_said_and_put_in_no_order(desk: Desk) -> None:
    desk("init")
    desk("add", "earlier.md", "undated.md", "-q")
    documents, told = desk("trace", "--format", "json")
    kinds = {
        link["kind"]
        for one in documents["documents"]
        for commitment in one["commitments"]
        for link in commitment["links"]
    }
    assert kinds == {"related"}
    assert "undated.md: the document has no date" in told
    assert "in no order" in desk("trace")[0] or "related" in desk("trace")[0]
    assert desk("recycled", "--format", "json")[0] == []


def test_proposals_and_silences_from_the_command_line(desk: Desk, tmp_path: Path) -> None:
    asked = EARLIER + "\n\nKazakhstan proposed a permanent office for glacier archives."
    (tmp_path / "earlier.md").write_text(asked)
    desk("init")
    desk("add", "earlier.md", "later.md", "--all-statements", "-q")
    (found,) = desk("proposals", "--dialogue", "Lake Forum", "--format", "json")[0]
    assert (found["outcome"], found["later"]) == ("silent", None)
    assert "glacier archives" in found["proposal"]["quote"]
    assert "1 proposal: 1 silent." in desk("proposals")[0]
    desk("proposals", "--dialogue", "Nowhere", code=2)
    for name, date, words in (
        ("before", "2021-06-12", "Japan will open a clinic in Nukus."),
        ("empty", "2023-06-12", "Japan will plant trees in Osh."),
    ):
        head = f"---\ndate: {date}\ndialogue: Hill Forum\n---\n"
        (tmp_path / f"{name}.md").write_text(head + words)
    desk("add", "before.md", "empty.md", "-q")
    documents = desk("trace", "--dialogue", "Hill Forum", "--format", "json")[0]["documents"]
    later = documents[1]
    (silent,) = later["silent"]
    decide = (silent["id"], later["key"][:12])
    desk("trace", "refuse", *decide)
    told = desk("trace", "--dialogue", "Hill Forum", "--format", "json")[0]["documents"]
    assert told[1]["silent"] == []
    desk("trace", "confirm", *decide, "--kind", "silent")
    told = desk("trace", "--dialogue", "Hill Forum", "--format", "json")[0]["documents"]
    assert told[1]["silent"][0]["links"][0]["standing"] == "confirmed"
    desk("trace", "confirm", silent["id"], documents[0]["key"], "--kind", "silent", code=2)
    assert "All is as the journal tells" in desk("verify")[0]
