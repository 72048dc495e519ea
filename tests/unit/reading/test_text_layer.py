"""Texts with the marks of pages: read as they run on, told as they stand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import ReadBytes

import summitry
from summitry.model import Span
from summitry.reading.flow import Edit, flow_of
from summitry.reading.text_layer import read_layer

CASES = tomllib.loads((Path(__file__).parent / "text_layers.toml").read_text("utf-8"))["layer"]
PAGES = 4
SENTENCE = (
    "The Parties will build a railway to the sea by 2030, and they will train {n} hundred "
    "teachers for the schools of district {n}. "
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_layer_is_read_as_it_runs_on(read_bytes: ReadBytes, case: dict[str, Any]) -> None:
    text = case["text"].lstrip("\n").replace("{FF}", "\f")
    result = read_bytes(text.encode(), language="en")
    assert result.document.text == text
    flowing = result.flowing()
    quotes = [" ".join(block.span.of(flowing.text).split()) for block in flowing.blocks]
    assert quotes == case["blocks"]
    if "pages" in case:
        assert [block.page for block in flowing.blocks] == case["pages"]


@pytest.mark.parametrize("feed", ["\f", ""])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_blocks_of_the_untouched_text_hold_no_furniture(
    read_bytes: ReadBytes, feed: str, ends: str
) -> None:
    pages = []
    for number in range(1, 6):
        words = "".join(SENTENCE.format(n=n) for n in range(number, number + 6))
        lines = re.findall(r".{1,70}(?:\s|$)", words)
        body = ends.join(line.strip() for line in lines).rstrip(".")
        pages.append(f"Plan of the Parties{ends}{ends}{body} and{ends}{ends}Page {number}{ends}")
    text = feed.join(pages)
    result = read_bytes(text.encode())
    assert result.document.text == text
    quotes = [block.span.of(text) for block in result.document.blocks]
    assert not any("Page" in quote for quote in quotes)
    assert sum("Plan of the Parties" in quote for quote in quotes) == 1
    assert "page-furniture" in [notice.code for notice in result.notices]


@given(
    text=st.text(max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.text(max_size=3))),
)
def test_what_edits_keep_is_found_again(text: str, cuts: list[tuple[int, int, str]]) -> None:
    edits = [
        Edit(start, min(start + length, len(text)), instead)
        for start, length, instead in cuts
        if start <= len(text)
    ]
    flow = flow_of(text, edits)
    before = 0
    for offset, letter in enumerate(flow.text):
        span = flow.source(Span(offset, offset + 1))
        assert before <= span.start <= span.end <= len(text)
        before = span.start
        index = max(at for at, start in enumerate(flow.starts) if start <= offset)
        if index % 2 == 0:
            assert span.of(text) == letter
    assert flow.source(Span(0, len(flow.text))).end <= len(text)


@given(st.text(alphabet="ab-1. \n\f\r\u00adﬁ[]²T", max_size=200))
def test_any_text_gives_blocks_in_order(text: str) -> None:
    layer = read_layer(text)
    end = 0
    for block in layer.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end
    if layer.flow is not None:
        ends = [block.span.end for block in layer.flow.blocks]
        assert ends == sorted(ends)
        assert all(end <= len(layer.flow.text) for end in ends)


def test_what_is_found_is_quoted_from_the_untouched_text(tmp_path: Path) -> None:
    path = tmp_path / "layer.txt"
    text = (
        "Kazakhstan will provide 500 mil-\nlion dollars for a rail-\nway to the sea, and it will\n"
        "7\nestab-\nlish three schools for engi-\nneers within the years 2025 to\n2030.\n"
    )
    path.write_text(text, encoding="utf-8")
    reading = summitry.read(path, language="en", all_statements=True)
    assert reading.document.text == text
    assert [one.action for one in reading.commitments] == ["provide", "establish"]
    for one in reading.commitments:
        assert one.quote == one.span.of(text)
        for quantity in one.quantities:
            assert quantity.text == quantity.span.of(text)
        for reason in one.why:
            assert reason.span is None or reason.span.end <= len(text)
    (amount,) = reading.commitments[0].quantities
    assert (amount.value, amount.unit) == (500_000_000, "USD")
    assert amount.text == "500 mil-\nlion dollars"


def test_two_columns_side_by_side_are_said(read_bytes: ReadBytes) -> None:
    left = "The Parties will build a road over the"
    right = "schools will be opened in all districts"
    result = read_bytes(f"{left}     {right}\n".encode() * 14)
    (notice,) = [one for one in result.notices if one.code == "columns"]
    assert notice.remedy


def test_plain_paragraphs_need_no_running_text(read_bytes: ReadBytes) -> None:
    text = "The Parties will build a road.\n\nThey will open three schools by 2030.\n"
    assert read_bytes(text.encode()).flow is None
