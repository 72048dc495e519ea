"""Comparing from the command line: over files, over records and over a register."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html
from typer.testing import CliRunner

from summitry.interfaces.cli.main import app
from summitry.model import KeptEvidence, Query
from summitry.workflow import register as registers
from summitry.workflow.consulting import find
from summitry.workflow.evidence import add_evidence
from summitry.workflow.register import Keeping

FILE = re.compile(r"^[\w-]+\.(?:md|json|csv|xlsx|html|db)\Z")

EARLIER = """---
date: 2021-05-10
dialogue: Lake Forum 2021
kind: declaration
---
Japan will invest 300 million dollars in the Aral water programme by 2022.

Japan will train 80 customs officers in Tajikistan.

The leaders welcomed the spirit of friendship.
"""
LATER = """---
date: 2023-06-12
dialogue: Lake Forum 2023
kind: declaration
---
Japan will invest 300 million dollars in the Aral water programme by 2025.

Japan will open a school in Bishkek.
"""
OTHER = """---
date: 2023-01-02
dialogue: Steppe <Talks>
kind: fact sheet
---
China will deepen cooperation with Uzbekistan.
"""

Desk = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give the command, in this process, with three documents of two dialogues beside it."""
    for name, text in (("earlier", EARLIER), ("later", LATER), ("other", OTHER)):
        (tmp_path / f"{name}.md").write_text(text)

    def command(*arguments: str, code: int = 0) -> Any:
        told = [str(tmp_path / one) if FILE.search(one) else one for one in arguments]
        done = CliRunner().invoke(app, ["compare", *told])
        assert done.exit_code == code, (done.output, done.exception)
        return done

    return command


def figures(done: Any) -> dict[tuple[str, str], dict[str, str]]:
    rows = csv.DictReader(io.StringIO(done.stdout))
    return {(row["group"], row["measure"]): row for row in rows if not row["stratum"]}


def test_files_are_compared_by_dialogue(desk: Desk) -> None:
    found = figures(desk("earlier.md", "later.md", "other.md", "--format", "csv"))
    lake = {name: row for (group, name), row in found.items() if group == "Lake Forum"}
    assert lake["verifiable"]["counted"] == "4"
    assert lake["both"]["value"] == "0.5"
    assert lake["renewed"]["value"] == "0.5"
    assert lake["talk"]["value"] == "0.25"
    assert lake["money once"]["value"] == "300000000"
    assert lake["money with repeats"]["value"] == "600000000"
    assert found["Steppe <Talks>", "verifiable"]["counted"] == "0"
    assert found["Steppe <Talks>", "new"]["why_not"].startswith("no earlier meeting")


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("year", {"2021", "2023"}),
        ("document", {"earlier.md", "later.md", "other.md"}),
        ("party", {"CHN", "JPN"}),
        ("meeting", {"Lake Forum, 2021-05-10", "Lake Forum, 2023-06-12",
                     "Steppe <Talks>, 2023-01-02"}),
    ],
)  # fmt: skip
def test_anything_can_be_put_side_by_side(desk: Desk, by: str, groups: set[str]) -> None:
    found = figures(desk("earlier.md", "later.md", "other.md", "--by", by, "--format", "csv"))
    assert {group for group, _ in found} == groups


def test_people_read_sentences_and_tables(desk: Desk) -> None:
    done = desk("earlier.md", "later.md", "other.md")
    assert "Nothing that can be checked was found in: Steppe <Talks>." in done.stdout
    assert "Too few to rank: 4 commitments, 10 are needed." in done.stdout
    assert "300,000,000 USD" in done.stdout


def test_json_has_all_of_it_and_the_command_makes_it_again(desk: Desk) -> None:
    told = json.loads(desk("earlier.md", "later.md", "--format", "json", "--seed", "5").stdout)
    assert told["comparison"]["method"]["seed"] == 5
    assert told["command"].startswith("summitry compare ")
    again = CliRunner().invoke(app, told["command"].split()[1:])
    assert json.loads(again.stdout) == told


def test_only_one_kind_of_text_is_compared(desk: Desk) -> None:
    found = figures(desk("earlier.md", "other.md", "--genre", "Fact sheet", "--format", "csv"))
    assert {group for group, _ in found} == {"Steppe <Talks>"}
    done = desk("earlier.md", "--genre", "minutes", code=2)
    assert "There are declaration." in done.stderr


def test_every_number_of_the_report_leads_to_quotes(desk: Desk, tmp_path: Path) -> None:
    files = ("earlier.md", "later.md", "other.md")
    desk(*files, "--output", "report.html")
    content = (tmp_path / "report.html").read_bytes()
    desk(*files, "--output", "report.html")
    assert (tmp_path / "report.html").read_bytes() == content
    page = html.fromstring(content)
    assert b"<Talks>" not in content
    places = {one.get("id") for one in page.iter() if one.get("id")}
    links = [one.get("href") for one in page.iter("a")]
    assert {one[1:] for one in links} <= places
    assert all(one.startswith("#") for one in links)
    table = page.xpath("//section[@id='sides']//table")[0]
    for cell in table.iter("td"):
        assert cell.find("a") is not None or cell.get("class") == "why"
    (quotes,) = page.xpath("//ol[@id='g0-both']")
    assert len(quotes) == 2
    assert "300 million dollars" in quotes[0].text_content()
    assert not page.xpath("//script|//link|//img[@src]|//*[starts-with(@href,'http')]")
    assert page.xpath("//svg")


def test_the_workbook_has_numbers_quotes_and_method(desk: Desk, tmp_path: Path) -> None:
    desk("earlier.md", "later.md", "other.md", "--output", "all.xlsx")
    first = (tmp_path / "all.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == ["Overview", "Numbers", "Commitments", "Texts", "Method"]
    assert book["Overview"]["A2"].value == "Lake Forum"
    assert book["Overview"]["C2"].value == 4
    assert book["Commitments"].max_row == 6
    desk("earlier.md", "later.md", "other.md", "--output", "all.xlsx")
    assert (tmp_path / "all.xlsx").read_bytes() == first


def test_what_is_missing_is_said_and_the_rest_compared(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("")
    done = desk("earlier.md", "gone.md", "--format", "json", code=1)
    assert [one["code"] for one in json.loads(done.stdout)["failures"]] == ["empty"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "colour"), "--by"),
        (("--format", "pdf"), "--format"),
        (("--format", "xlsx"), "a workbook needs a file"),
        (("--as-of", "soon"), "--as-of"),
        (("--rounds", "3"), "100 rounds"),
        (("--output", "out.txt"), "a table is not written to a file"),
    ],
)
def test_what_is_mistyped_is_told(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    assert said in desk("earlier.md", *arguments, code=2).stderr


def test_records_without_their_text_have_no_density(desk: Desk, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["read", str(tmp_path / "earlier.md"), "--format", "json"])
    (tmp_path / "records.json").write_text(done.stdout)
    found = figures(desk("records.json", "--format", "csv"))
    assert {name: row["why_not"] for (_, name), row in found.items()}["density"]
    assert found["Lake Forum", "verifiable"]["counted"] == "2"


def test_a_register_tells_what_was_delivered(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    registers.create(path, "analyst")
    with registers.open_at(path) as register:
        names = [str(tmp_path / f"{one}.md") for one in ("earlier", "later", "other")]
        kept = Keeping(all_statements=True)
        list(registers.add(register, names, "analyst", keeping=kept))
        ids = [entry.id for entry, _ in find(register, Query())]
        invests = min(one for one in ids if one.startswith("LF-2021"))
        told = KeptEvidence(0, invests, True, "delivered", "Bank report", "Paid in full.", "2024")
        add_evidence(register, told, "analyst")
    found = figures(desk("--register", "own.db", "--format", "csv"))
    assert found["Lake Forum", "delivered"]["counted"] == "1"
    assert found["Lake Forum", "verifiable"]["counted"] == "4"


STATES = [("Angola", "Zambia"), ("Peru", "Bolivia"), ("Nepal", "Bhutan"), ("Norway", "Iceland")]
SAID = """---
date: 2024-03-01
dialogue: Talks
---
{A} will give {B} 40 million dollars for roads by 2027.

{A} plans to open a school in the capital.

{B} will consider a joint forum with {A}.

The Ministry of Transport of {B} will build 3 bridges by 2030.
"""


@pytest.mark.parametrize(("one", "other"), STATES)
def test_two_states_exchanged_in_a_text_exchange_their_figures(
    desk: Desk, tmp_path: Path, one: str, other: str
) -> None:
    found = []
    for first, second in ((one, other), (other, one)):
        (tmp_path / "said.md").write_text(SAID.format(A=first, B=second))
        rows = figures(desk("said.md", "--by", "party", "--format", "csv"))
        codes = {group for group, _ in rows}
        assert len(codes) == 2
        found.append(rows)
    codes = sorted({group for group, _ in found[0]})
    swap = dict(zip(codes, reversed(codes), strict=True))
    for (group, measure), row in found[0].items():
        mirror = found[1][swap[group], measure]
        assert {**mirror, "group": group} == row
