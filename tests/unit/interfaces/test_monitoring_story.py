"""The example from an empty folder to verdicts, by commands alone, as the guide tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summitry.interfaces.cli.main import app

ON = ("--on", "2026-02-28")
Command = Callable[..., Any]


@pytest.fixture(scope="module")
def command(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Give the command with a register in a fresh folder, filled as the guide tells it."""
    folder = tmp_path_factory.mktemp("fresh")
    surroundings = {"SUMMITRY_USER": "analyst", "SUMMITRY_REGISTER": str(folder / "summitry.db")}
    example = checkout / "examples" / "central-asia"

    def call(*arguments: str) -> Any:
        done = CliRunner().invoke(app, arguments, env={**surroundings, "COLUMNS": "200"})
        assert done.exit_code == 0, (done.output, done.exception)
        return json.loads(done.stdout) if "json" in arguments else done.stdout

    call("init")
    call("add", "--all-statements", "-q", str(example / "documents"))
    for table in sorted((example / "data").glob("*.csv")):
        call("data", "import", str(table))
    for entry in ("CC5-2022-01", "CC5-2022-14"):
        found = call("bind", "suggest", entry, "--format", "json")["proposed"]
        call("bind", "confirm", entry, *(str(one["series"]) for one in found))
    return call


@pytest.fixture(scope="module")
def rows(command: Command) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = command("monitor", *ON, "--format", "json")
    return found


def of(rows: list[dict[str, Any]], entry: str) -> list[dict[str, Any]]:
    return [one for one in rows if one["commitment"] == entry]


def test_the_trade_target_by_reporter_and_vintage(rows: list[dict[str, Any]]) -> None:
    found = of(rows, "CC5-2022-01")
    assert [
        (one["reporter"], one["vintage"], one["status"], one["first_met"]) for one in found
    ] == [
        ("CHN", "first published", "met", "2022"),
        ("CHN", "restated 2025-06", "met", "2023"),
        ("EDB (CA5 statistics)", "first published", "on track", None),
    ]
    assert {(one["target"], one["unit"], one["deadline"]) for one in found} == {
        (70e9, "USD", "2030")
    }
    assert (found[2]["latest"], found[2]["latest_value"]) == ("2024", 66.2e9)
    assert [one["probability"] is not None for one in found] == [True, True, False]


def test_sister_cities_are_met_in_2025(rows: list[dict[str, Any]]) -> None:
    (found,) = of(rows, "CC5-2022-14")
    assert (found["status"], found["first_met"]) == ("met", "2025-06-17")
    assert (found["target"], found["unit"]) == (100, "pair")


def test_scholarships_are_not_measurable(rows: list[dict[str, Any]]) -> None:
    (found,) = of(rows, "CC5-2022-08")
    assert (found["status"], found["series"], found["probability"]) == (
        *("not measurable", None, None),
    )


def test_why_verdicts_differ_and_what_they_come_to(command: Command) -> None:
    found = command("monitor", "CC5-2022-01", *ON, "--no-outlook", "--format", "json")
    _, restated, partners = found["targets"][0]["differences"]
    assert "2022: 69.8 bn USD instead of 70.2 bn USD" in restated["differs"]
    assert "2024: 66.2 bn USD instead of 94.82 bn USD" in partners["differs"]
    assert found["calculated"]["truth"] == "contested"
    command("assess", "CC5-2022-01", "contested", "--reason", "one side only", *ON)
    after = command("assess", "CC5-2022-01", *ON, "--format", "json")
    assert (after["assigned"]["truth"], after["differs"]) == ("contested", False)
    cities = command("assess", "CC5-2022-14", *ON, "--format", "json")
    assert cities["calculated"]["truth"] == "true"
    scholarships = command("assess", "CC5-2022-08", *ON, "--format", "json")
    assert scholarships["calculated"]["truth"] == "unknown"


def test_reported_outcomes_find_their_commitments(command: Command) -> None:
    found = command("data", "outcomes", "--format", "json")["outcomes"]
    assert len(found) == 41
    told = {
        one["outcome"]["pledge"]: [match["commitment"] for match in one["proposed"]]
        for one in found
    }
    (trade,) = [matches for pledge, matches in told.items() if "goods trade to 70" in pledge]
    assert trade == ["CC5-2022-01"]
    assert told["Government scholarships"][0] == "CC5-2022-08"
    assert told["Sister cities"][:2] == ["CC5-2022-14", "CC5-2024-05"]


def test_the_claims_of_the_texts(command: Command) -> None:
    claims = command("claims", "--format", "json")["claims"]
    by_value = {one["value"]: one for one in claims}
    command("bind", "confirm", by_value[12000.0]["entry"], "cre_trips")
    command("bind", "confirm", by_value[14e9]["entry"], "fdi_stock_cn_ca5")
    claims = command("claims", "--format", "json")["claims"]
    by_value = {one["value"]: one for one in claims}
    assert by_value[12000.0]["verdict"] == "holds"
    assert by_value[12000.0]["figures"][0]["working"] == "15000 trips in 2021"
    assert by_value[14e9]["verdict"] == "holds"
    assert by_value[15.0]["verdict"] == "cannot tell"
    assert "forecast of World Bank" in by_value[15.0]["reason"]


def test_the_register_agrees_with_its_journal(command: Command) -> None:
    assert command("verify")
