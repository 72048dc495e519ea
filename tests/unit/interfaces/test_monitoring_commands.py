"""Figures, targets, claims and verdicts from the command line."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from summitry.interfaces.cli.main import app
from summitry.testing.statistics_server import Answer, StatisticsServer

FILE = re.compile(r"^\w+\.(?:md|csv|xlsx|svg|png|html|gif)\Z")
ON = ("--on", "2026-02-28")

PROMISES = """---
date: 2022-01-25
dialogue: Lake Forum
parties: [JPN, UZB]
---
Japan will raise its trade with Uzbekistan to 70 billion US dollars a year by 2030.

Japan will raise its imports of cotton from Uzbekistan to 5 million tonnes a year by 2024.

Trade between Japan and Uzbekistan passed 40 billion dollars in 2018.
"""
HEAD = "series_id,indicator,reporter,partner,period,value,unit,published,source_url\n"


def rows(values: dict[str, float | str], unit: str = "bn USD", name: str = "trade") -> str:
    """A period may carry its publication behind an @, and its own unit behind a #."""
    text = HEAD
    for key, value in values.items():
        rest, _, own = key.partition("#")
        period, _, published = rest.partition("@")
        text += f"{name},Goods trade,Japan,UZB,{period},{value},{own or unit},{published},"
        text += "https://e.org\n"
    return text


Desk = Callable[..., Any]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give the command, in this process, with a register that has two promises and a claim."""
    (tmp_path / "promises.md").write_text(PROMISES)
    surroundings = {"SUMMITRY_USER": "analyst", "SUMMITRY_REGISTER": str(tmp_path / "own.db")}

    def command(*arguments: str, code: int = 0, figures: str | None = None) -> Any:
        if figures is not None:
            (tmp_path / "figures.csv").write_text(figures, encoding="utf-8")
        told = [str(tmp_path / one) if FILE.search(one) else one for one in arguments]
        done = CliRunner().invoke(app, told, env={**surroundings, "COLUMNS": "200"})
        assert done.exit_code == code, (done.output, done.exception)
        answer = json.loads(done.stdout) if "json" in arguments else done.stdout
        return answer, done.stderr

    command("init")
    command("add", "promises.md", "--all-statements", "-q")
    return command


def status_of(desk: Desk, figures: str, entry: str = "LF-2022-01") -> tuple[str, str]:
    """Return the status of a target by figures, and all that is said to be wrong."""
    desk("data", "import", "figures.csv", figures=figures)
    desk("bind", "confirm", entry, "trade")
    (answer, _) = desk("monitor", entry, *ON, "--no-outlook", "--format", "json")
    return answer["rows"][0]["status"], "; ".join(answer["rows"][0]["faults"])


BAD = {
    "gaps": (
        {"2019": 40, "2021": 45, "2024": 60},
        "on track",
        "no figures for 2020, 2022-2023",
    ),
    "duplicate periods": (
        {"2021": 45, "2023": 50, "2023@": 51},
        "not measurable",
        "several figures of one period and one publication: 2023 (undated)",
    ),
    "changed units": (
        {"2021": 45, "2023#bn EUR": 50},
        "not measurable",
        "the unit changes within the series: EUR, USD",
    ),
    "zero base": (
        {"2021": 0, "2023": 50},
        "on track",
        "the baseline of 2021 is 0, which no rate grows from",
    ),
    "negative base": (
        {"2021": -3, "2023": 50},
        "on track",
        "the baseline of 2021 is -3e+09, which no rate grows from",
    ),
    "target below the baseline": (
        {"2021": 80, "2023": 85},
        "not measurable",
        "the target of 7e+10 is not above the 8e+10 of 2021, although it should rise",
    ),
    "ends before the commitment": (
        {"2015": 30, "2018": 40},
        "not measurable",
        "the series ends with 2018, before the promise of 2022-01-25",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_figures_are_named_and_not_guessed_over(desk: Desk, name: str) -> None:
    values, status, fault = BAD[name]
    found, told = status_of(desk, rows(values))
    assert found == status
    assert fault in told
    shown, _ = desk("monitor", "LF-2022-01", *ON, "--no-outlook")
    assert fault in shown


@pytest.mark.parametrize(
    ("values", "status", "fault"),
    [
        ({"2021": 1, "2023": 2, "2024": 3}, "missed", "the deadline 2024 is past"),
        ({"2021": 1, "2023": 2}, "not measurable", "ends with 2023, before the deadline 2024"),
        ({"2021": 1, "2023": 5.5}, "met", "the deadline 2024 is past"),
    ],
)
def test_a_deadline_that_is_past(
    desk: Desk, values: dict[str, float], status: str, fault: str
) -> None:
    found, told = status_of(desk, rows(values, "mt"), "LF-2022-02")
    assert found == status
    assert fault in told


def test_faults_of_figures_are_told_when_they_come(desk: Desk) -> None:
    figures = rows({"2021": 45, "2023": 50, "2023@": 51})
    (answer, _) = desk("data", "import", "figures.csv", "--format", "json", figures=figures)
    (file,) = answer["files"]
    assert (file["figures"], file["new_series"]) == (3, 1)
    assert [one["code"] for one in file["notices"]] == ["duplicate-period"]
    listed, _ = desk("data", "list")
    assert "duplicate-period" in listed


def test_every_fault_of_a_file_is_listed_and_nothing_kept(desk: Desk) -> None:
    figures = HEAD + (
        'trade,Goods trade,Japan,UZB,2021,"45,1",bn USD,,https://e.org\n'
        "trade,Goods trade,Japan,UZB,next year,46,bn USD,soon,https://e.org\n"
        ",Goods trade,Japan,UZB,2023,46,bn,,\n"
    )
    _, told = desk("data", "import", "figures.csv", code=2, figures=figures)
    assert "the file has 6 faults" in told
    for fault in (
        "row 2, column value: '45,1' is no number",
        "row 3, column period: 'next year' is no period",
        "row 3, column published: 'soon' is no date",
        "row 4, column series_id: is empty",
        "row 4, column source_url: is empty",
        "row 4, column unit: 'bn' does not say what is counted",
    ):
        assert fault in told
    assert desk("data", "list", "--format", "json")[0] == {"series": []}
    (answer, _) = desk("data", "import", "figures.csv", "--format", "json", code=2)
    assert len(answer["files"][0]["faults"]) == 6


def test_several_files_are_each_taken_whole_or_not(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text(rows({"2021": 45}), encoding="utf-8")
    (tmp_path / "bad.csv").write_text("who,knows\n1,2\n", encoding="utf-8")
    shown, told = desk("data", "import", "good.csv", "bad.csv", "gone.csv", code=1)
    assert "good.csv (series): 1 figure taken in, in 1 series (1 new)" in shown
    assert "this is no table we know" in told
    assert "there is no such file" in told
    _, told = desk(
        "data", "import", "figures.csv", code=2, figures="series_id,value,unit\na,1,USD\n"
    )
    assert "column indicator, reporter, period, source_url: is not there" in told


def test_a_workbook_made_of_the_template_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    desk("data", "template", "own.xlsx")
    desk("data", "template", "own.xlsx", code=2)
    book = openpyxl.load_workbook(tmp_path / "own.xlsx")
    sheet = book["Figures with their origin"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    told = {"Series": "trade", "Indicator": "Goods trade", "Reporter": "Japan", "Partner": "UZB"}
    told |= {"Unit": "bn USD", "Address": "https://e.org"}
    for row, (year, value) in enumerate({2021: 45, 2023: 50.5}.items(), start=2):
        for title, cell in (told | {"Period": year, "Value": value}).items():
            sheet.cell(row, heads[title], cell)
    book.save(tmp_path / "own.xlsx")
    shown, _ = desk("data", "import", "own.xlsx")
    assert "2 figures taken in, in 1 series (1 new)" in shown
    (series, _) = desk("data", "show", "trade", "--format", "json")
    assert [(one["period"], one["value"]) for one in series["observations"]] == [
        ("2021", 45e9),
        ("2023", 50.5e9),
    ]


def test_faults_of_a_workbook_name_sheet_row_and_column(desk: Desk, tmp_path: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    first = book.active
    first.title = "Trade"
    heads = HEAD.strip().split(",")
    row = ["trade", "Goods trade", "Japan", "UZB", 2021, "many", "bn USD", None, "https://e.org"]
    for one in (heads, row, [*row[:4], datetime.date(2022, 3, 1), "=1+1", *row[6:]]):
        first.append(one)
    second = book.create_sheet("Pairs")
    for one in (heads, [*row[:4], "whenever", 3, *row[6:]]):
        second.append(one)
    second.merge_cells("A4:B4")
    book.save(tmp_path / "figures.xlsx")
    _, told = desk("data", "import", "figures.xlsx", code=2)
    for fault in (
        "sheet Trade, row 2, column value: 'many' is no number",
        "sheet Trade, row 3, column value: =1+1 is a formula",
        "sheet Pairs, row 2, column period: 'whenever' is no period",
        "sheet Pairs, cells A4:B4 are merged",
    ):
        assert fault in told
    assert desk("data", "list", "--format", "json")[0] == {"series": []}
    first["F2"], first["F3"] = 45, 46
    book.remove(second)
    book.save(tmp_path / "figures.xlsx")
    desk("data", "import", "figures.xlsx", "--dry-run")
    assert desk("data", "list", "--format", "json")[0] == {"series": []}
    desk("data", "import", "figures.xlsx")
    (series, _) = desk("data", "show", "trade", "--format", "json")
    assert [one["period"] for one in series["observations"]] == ["2021", "2022-03-01"]


def test_monitor_is_a_row_a_target_reporter_and_vintage(desk: Desk) -> None:
    (answer, _) = desk("monitor", *ON, "--format", "json")
    assert [(one["commitment"], one["series"], one["status"]) for one in answer] == [
        ("LF-2022-01", None, "not measurable"),
        ("LF-2022-02", None, "not measurable"),
    ]
    values = {str(year): 30 + 3 * (year - 2012) for year in range(2012, 2024)}
    desk("data", "import", "figures.csv", figures=rows({**values, "2024": 71, "2024@2025-06": 69}))
    (answer, _) = desk("bind", "suggest", "LF-2022-01", "--format", "json")
    (proposed,) = answer["proposed"]
    assert {one["rule"] for one in proposed["reasons"]} == {
        *("unit", "parties", "words", "theme", "time"),
    }
    desk("bind", "confirm", "LF-2022-01", str(proposed["series"]))
    assert "so already" in desk("bind", "confirm", "LF-2022-01", "trade")[0]
    (answer, _) = desk("monitor", *ON, "--format", "json")
    first, second, _ = answer
    assert (first["vintage"], first["status"], first["first_met"]) == (
        *("first published", "met", "2024"),
    )
    assert (second["vintage"], second["status"], second["first_met"]) == (
        *("restated 2025-06", "on track", None),
    )
    assert 0.5 < second["probability"] < 1
    assert set(first) >= {
        *("commitment", "target", "unit", "deadline", "series", "reporter", "vintage", "status"),
        *("first_met", "probability"),
    }
    shown, _ = desk("monitor", *ON)
    assert "70 billion USD" in shown
    told, _ = desk("log")
    assert "1 series, 14 figures" in told
    assert "series 1 for 70,000,000,000 USD: confirmed" in told
    desk("bind", "refuse", "LF-2022-01", "trade")
    assert desk("bind", "list", "--format", "json")[0]["bindings"][0]["confirmed"] is False


def test_pictures_are_drawn(desk: Desk, tmp_path: Path) -> None:
    _, told = desk("monitor", "LF-2022-01", "--picture", "way.svg", *ON, code=2)
    assert "no number with figures" in told
    desk("data", "import", "figures.csv", figures=rows({"2021": 45, "2023": 50}))
    desk("bind", "confirm", "LF-2022-01", "trade")
    beginnings = {"svg": b"<svg", "png": b"\x89PNG", "html": b"<!doctype html>"}
    for form, beginning in beginnings.items():
        desk("monitor", "LF-2022-01", "--no-outlook", "--picture", f"way.{form}", *ON)
        assert (tmp_path / f"way.{form}").read_bytes().startswith(beginning)
    desk("monitor", "LF-2022-01", "--picture", "way.gif", *ON, code=2)
    desk("monitor", "--picture", "way.svg", *ON, code=2)


def test_a_verdict_is_kept_with_its_reason_and_taken_back(desk: Desk) -> None:
    _, told = desk("assess", "LF-2022-01", "maybe", code=2)
    assert "'maybe' is no verdict" in told
    assert "no reason is given" in told
    desk("assess", "LF-2022-01", "false", "--reason", "no treaty", *ON)
    (answer, _) = desk("assess", "LF-2022-01", *ON, "--format", "json")
    assert (answer["calculated"]["truth"], answer["assigned"]["truth"]) == ("unknown", "false")
    assert (answer["assigned"]["by"], answer["differs"]) == ("analyst", True)
    shown, _ = desk("assess", "LF-2022-01", "unknown", "--reason", "not out yet", *ON)
    assert "Earlier: false, analyst" in shown
    desk("undo")
    (answer, _) = desk("assess", "LF-2022-01", *ON, "--format", "json")
    assert [one["truth"] for one in answer["history"]] == ["false"]
    told, _ = desk("log")
    assert "unknown: not out yet" in told
    assert "false: no treaty" in told
    assert desk("verify")[0]
    _, told = desk("assess", "LF-2022-03", "true", "--reason", "x", code=2)
    assert "no commitment LF-2022-03" in told


def test_claims_are_held_against_bound_figures(desk: Desk) -> None:
    (answer, _) = desk("claims", "--format", "json")
    (claim,) = answer["claims"]
    assert (claim["verdict"], claim["number"]) == ("cannot tell", "level 40,000,000,000 USD")
    desk("data", "import", "figures.csv", figures=rows({"2017": 38, "2018": 41}))
    desk("bind", "confirm", claim["entry"], "trade")
    (answer, _) = desk("claims", claim["entry"], "--format", "json")
    (claim,) = answer["claims"]
    assert claim["verdict"] == "holds"
    assert claim["figures"][0]["working"] == "41 bn USD in 2018"
    shown, _ = desk("claims")
    assert "41 bn USD in 2018" in shown


def test_outcomes_are_linked_as_evidence(desk: Desk) -> None:
    told = (
        "confidence,pledge,actor,target,deadline,outcome,outcome_date,status_guess,source_title,"
        "source_url\nhigh,Raise trade with Uzbekistan,Japan,70 bn USD,2030,Passed in 2025,2025,"
        "done,"
        "Gazette,https://e.org\n"
    )
    desk("data", "import", "figures.csv", figures=told)
    (answer, _) = desk("data", "outcomes", "--format", "json")
    (outcome,) = answer["outcomes"]
    assert outcome["proposed"][0]["commitment"] == "LF-2022-01"
    desk("data", "link", "1", "LF-2022-01", "--speaks", "loudly", code=2)
    desk("data", "link", "7", "LF-2022-01", "--speaks", "for", code=2)
    desk("data", "link", "1", "LF-2022-01", "--speaks", "for")
    (answer, _) = desk("assess", "LF-2022-01", *ON, "--format", "json")
    assert answer["calculated"]["truth"] == "true"
    assert answer["calculated"]["reason"] == "Passed in 2025"


def _payloads(checkout: Path) -> ModuleType:
    path = checkout / "tests" / "unit" / "statistics" / "payloads.py"
    spec = importlib.util.spec_from_file_location("payloads_of_commands", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def server() -> Iterator[StatisticsServer]:
    with StatisticsServer() as running:
        yield running


INDICATOR = ("data", "fetch", "worldbank", "--indicator", "NY.GDP.MKTP.CD", "--reporter", "kaz")


def test_fetched_figures_are_kept_with_what_was_sent(
    desk: Desk, server: StatisticsServer, checkout: Path
) -> None:
    payloads = _payloads(checkout)
    told = (*INDICATOR, "--base", server.base, "--tries", "1")
    server.answer("/country/KAZ", Answer(payloads.worldbank({2022: 2e11, 2023: 3e11})))
    shown, _ = desk(*told)
    assert "2 figures new, 0 there already; kept with 1 snapshot" in shown
    server.forget()
    _, problem = desk(*told, code=2)
    assert "A code may have been renamed; search for it" in problem
    server.answer("/country/KAZ", Answer(payloads.WORLDBANK_UNKNOWN))
    _, problem = desk(*told, code=2)
    assert "does not know this" in problem
    assert "renamed" in problem
    server.forget()
    server.answer("/country/KAZ", Answer(b"", 503))
    _, problem = desk(*told, code=2)
    assert "a snapshot of" in problem
    (answer, _) = desk(*told, "--offline", "--format", "json")
    assert (answer["taken"]["figures"], answer["taken"]["unchanged"]) == (0, 2)
    server.forget()
    server.answer("/country/KAZ", Answer(payloads.worldbank({2022: 2e11, 2023: 3e11}), cut=9))
    desk(*told, code=2)
    (series, _) = desk("data", "show", "NY.GDP.MKTP.CD.KAZ", "--format", "json")
    assert [one["value"] for one in series["observations"]] == [2e11, 3e11]
    assert series["observations"][0]["snapshot"] == 1
    assert desk("verify")[0]
    server.answer("/indicator", Answer(payloads.worldbank({})))
    desk("data", "search", "nobody", "gdp", code=2)


def test_both_sides_of_a_flow_come_together(
    desk: Desk, server: StatisticsServer, checkout: Path
) -> None:
    payloads = _payloads(checkout)
    server.answer("/public/v1/preview", Answer(payloads.comtrade({2022: 3e10, 2023: 4e10})))
    (answer, _) = desk(
        *("data", "fetch", "comtrade", "--reporter", "CHN", "--partner", "KAZ", "--mirror"),
        *("--flow", "exports", "--from", "2022", "--to", "2023", "--base", server.base),
        *("--format", "json"),
    )
    assert len(answer["series"]) == 2
    assert all(one["redistributable"] is False for one in answer["snapshots"])
    shown, _ = desk("data", "show", "1")
    assert "must not be passed on" in shown
    desk("data", "total", "twice", "1", "1")
    (total, _) = desk("data", "show", "twice", "--format", "json")
    assert [one["redistributable"] for one in total["observations"]] == [False, False]
    (found, _) = desk("data", "search", "comtrade", "petroleum", "--format", "json")
    assert {one["code"] for one in found["found"]} == {"2709", "2711"}


def test_exports_and_imports_make_turnover(desk: Desk) -> None:
    desk("data", "import", "figures.csv", figures=rows({"2022": 30, "2023": 40}, name="out"))
    desk("data", "import", "figures.csv", figures=rows({"2022": 5, "2024": 6}, name="in"))
    shown, _ = desk("data", "total", "turnover", "out", "in", "--title", "Goods trade turnover")
    assert "1 figure of turnover taken in" in shown
    (series, _) = desk("data", "show", "turnover", "--format", "json")
    (figure,) = series["observations"]
    assert (figure["period"], figure["value"]) == ("2022", 35e9)
    assert figure["wording"] == "30 bn USD + 5 bn USD (sum of parts 1)"
    _, told = desk("data", "total", "more", "out", "gone", code=2)
    assert "there is no series gone" in told
    desk("data", "import", "figures.csv", figures=rows({"2022": 5}, "pairs", name="pairs"))
    _, told = desk("data", "total", "more", "out", "pairs", code=2)
    assert "the units of the series differ" in told


def test_sources_and_factors_are_listed(desk: Desk) -> None:
    factors = "unit,into,rate,period,source\nJPY,USD,0.0067,2024,Bank\nJPY,USD,x,2025,Bank\n"
    _, told = desk("data", "import", "figures.csv", code=2, figures=factors)
    assert "row 3, column rate: 'x' is no number" in told
    desk("data", "import", "figures.csv", figures=factors.replace(",x,", ",0.0065,"))
    (answer, _) = desk("data", "sources", "--format", "json")
    assert [one["rate"] for one in answer["factors"]] == [0.0067, 0.0065]
    assert "worldbank" in {one["name"] for one in answer["providers"]}
    changed = factors.replace(",x,", ",0.0065,").replace("0.0067", "0.0068")
    _, told = desk("data", "import", "figures.csv", code=2, figures=changed)
    assert "0.0068 here and 0.0067 in the register" in told
