"""Charts: drawn for the page they stand on, told in words and figures, and running nothing."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from summitry.exchange.charts import COLOURS, Bar, BarChart, Series, Words, drawn_bars, figure
from summitry.exchange.charts.drawing import leading

SERIES = (Series("firm", "first"), Series("planned", "second"), Series("exploratory", "third"))
CHART = BarChart(
    "By theme",
    "Most: trade, 5 of 9.",
    "theme",
    "commitments",
    SERIES,
    (
        Bar("trade", (3, 2, 0), "5", "/c?theme=trade", ("/c?f=1", "/c?f=2", "/c?f=3")),
        Bar("water", (1, 0, 3), "4", "/c?theme=water", ("/w?f=1", "/w?f=2", "/w?f=3")),
    ),
)


def svg_of(chart: BarChart) -> etree._Element:
    return etree.fromstring(drawn_bars(chart))


def test_parts_have_their_colour_their_words_and_their_address() -> None:
    links = svg_of(CHART).findall(".//a")
    told = {one.get("aria-label"): one.get("href") for one in links}
    assert told == {
        "trade, firm: 3": "/c?f=1",
        "trade, planned: 2": "/c?f=2",
        "water, firm: 1": "/w?f=1",
        "water, exploratory: 3": "/w?f=3",
    }
    fills = [one[0].get("fill") for one in links]
    assert set(fills) == {"var(--chart-first)", "var(--chart-second)", "var(--chart-third)"}
    assert all(one.find(".//title") is not None for one in links)


def test_bars_are_as_long_as_what_they_tell() -> None:
    widths = {}
    for one in svg_of(CHART).findall(".//a"):
        path = one[0].get("d") or ""
        widths[one.get("aria-label")] = float(path.partition("h")[2].partition("v")[0])
    unit = widths["water, firm: 1"]
    assert widths["trade, firm: 3"] == pytest.approx(3 * unit)
    assert widths["water, exploratory: 3"] == pytest.approx(3 * unit)


def test_no_colour_is_left_that_the_page_does_not_decide() -> None:
    drawn = drawn_bars(CHART)
    assert not [one for one in COLOURS.values() if one in drawn]
    assert "style=" not in drawn
    assert "#" not in drawn.replace("&#", "")


def test_the_figure_tells_the_same_in_words_and_in_a_table() -> None:
    page = html.fromstring(str(figure(CHART, Words("Table", "sum"))))
    svg = page.find(".//svg")
    assert svg is not None
    assert svg.get("aria-label") == "By theme. Most: trade, 5 of 9."
    rows = [[cell.text_content() for cell in row] for row in page.iter("tr")]
    assert rows == [
        ["theme", "firm", "planned", "exploratory", "sum"],
        ["trade", "3", "2", "0", "5"],
        ["water", "1", "0", "3", "4"],
    ]
    addresses = [one.get("href") for one in page.find(".//table").iter("a")]  # type: ignore[union-attr]
    assert "/c?theme=trade" in addresses
    assert "/c?f=3" not in addresses  # nothing is there


def test_without_links_it_is_one_picture() -> None:
    bars = tuple(replace(one, address="", addresses=()) for one in CHART.bars)
    svg = svg_of(replace(CHART, bars=bars))
    assert svg.get("role") == "img"
    assert svg.findall(".//a") == []
    assert svg_of(CHART).get("role") == "graphics-document"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://elsewhere.example/", "data:text/html,x"]
)
def test_marks_lead_to_pages_of_the_site_only(address: str) -> None:
    assert leading(address) == ""
    bar = Bar("a", (1, 1, 1), address=address)
    assert svg_of(replace(CHART, bars=(bar,))).findall(".//a[@href]") == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_whatever_words_there_are_they_stay_words(labels: list[str]) -> None:
    words = [f"{one}</svg><script>{{{{7*7}}}}\"'\\" for one in labels]
    bars = tuple(Bar(one, (1, 0, 2)) for one in words)
    page = str(figure(replace(CHART, title=words[0], bars=bars)))
    assert "<script" not in page
    assert page.count("</svg>") == 1


def test_bars_of_the_same_name_stay_apart() -> None:
    bars = (Bar("same", (1, 0, 0)), Bar("same", (0, 2, 0)))
    drawn = drawn_bars(replace(CHART, bars=bars))
    assert drawn.count(">same<") == 2


def test_the_same_chart_is_drawn_once() -> None:
    drawn_bars.cache_clear()
    first = drawn_bars(CHART)
    assert drawn_bars(replace(CHART)) is first
    assert drawn_bars.cache_info().misses == 1


def test_altair_is_loaded_when_something_is_drawn_and_not_before(checkout: Path) -> None:
    code = (
        "import sys, summitry.interfaces.web.application, summitry.workflow.publishing\n"
        "from summitry.exchange.charts import prepare\n"
        "assert 'altair' not in sys.modules and 'vl_convert' not in sys.modules\n"
        "prepare()\n"
        "assert 'altair' in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(checkout / "src")}, check=False
    )
    assert done.returncode == 0
