from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summitry.extraction.periods import find_periods
from summitry.model import Period, PeriodRole, is_partial_date

CASES = Path(__file__).parents[2] / "cases" / "periods.toml"
MARK = re.compile("[«»]")


def phrasings() -> list[Any]:
    rows = []
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]:
        for place, phrasing in enumerate(case["phrasings"]):
            expected = dict(case)
            for name in ("start", "end"):
                if f"{name}s" in case:
                    expected[name] = case[f"{name}s"][place]
            rows.append(pytest.param(phrasing, expected, id=f"{case['meaning']}: {phrasing}"))
    return rows


def read(text: str, anchor: str | None) -> list[Period]:
    return find_periods(text, 0, len(text), anchor)


@pytest.mark.parametrize(("phrasing", "expected"), phrasings())
def test_phrasing_means_the_period(phrasing: str, expected: dict[str, Any]) -> None:
    found = read(MARK.sub("", phrasing), expected.get("anchor"))
    marked = re.findall("«(.*?)»", phrasing, re.DOTALL)
    assert [period.text for period in found] == marked
    for period in found:
        assert period.role is PeriodRole(expected.get("role", "deadline"))
        if period.role is PeriodRole.DEADLINE:
            assert (period.start, period.end) == (expected.get("start"), expected.get("end"))
            assert period.earliest_end == expected.get("earliest_end")
            assert period.resolved is expected.get("resolved", True)


def test_there_are_enough_cases() -> None:
    rows = phrasings()
    deadlines = [row for row in rows if "«" in row.values[0] and row.values[1].get("role") is None]
    assert len(rows) >= 120
    assert len(rows) - len(deadlines) >= len(rows) / 3


def test_the_anchor_is_told_for_relative_phrases_only() -> None:
    (relative,) = read("within three years", "2022-01-25")
    (absolute,) = read("by 2030", "2022-01-25")
    assert relative.anchor == "2022-01-25"
    assert absolute.anchor is None


def test_known_dates_of_references_are_kept() -> None:
    (since,) = read("open since 2021", "2022-01-25")
    (past,) = read("over the past decade", "2022-01-25")
    assert (since.start, since.end) == ("2021", None)
    assert (past.start, past.end) == ("2012", "2022")


def test_a_list_shares_its_leading_word() -> None:
    first, second = read("cut by half by 2030 and 2040", "2022-01-25")
    assert (first.end, second.end) == ("2030", "2040")
    assert second.text == "2040"
    assert second.role is PeriodRole.DEADLINE


def test_an_anchor_that_is_no_date_resolves_nothing() -> None:
    (period,) = read("by the end of this year", "soon")
    assert not period.resolved


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from([None, "2022", "2022-01", "2022-01-25"]))
@example("by the end of İ 2030", "2022")
def test_spans_are_exact_in_any_text(text: str, anchor: str | None) -> None:
    assert_sound(text, anchor)


WORDS = st.lists(
    st.sampled_from(
        [
            "by",
            "the end of",
            "2030",
            "next",
            "three",
            "years",
            "from",
            "to",
            "May",
            "31",
            ",",
            "-",
            "February",
            "between",
            "and",
            "in",
            "over",
            "decade",
            "the",
            "Q3",
            "year",
            "a",
            "9999",
            "1800",
            "this",
            "month",
            "week",
            "every",
            "5-10",
            "ago",
            "last",
            "quarter of",
            "half of",
        ]
    ),
    max_size=12,
)


@settings(max_examples=400, deadline=None)
@given(WORDS, st.sampled_from([None, "2022", "2024-02", "2024-02-29", "0001-01-01", "9999-12-31"]))
def test_any_mix_of_time_words_gives_dates_that_exist(words: list[str], anchor: str | None) -> None:
    assert_sound(" ".join(words), anchor)


def assert_sound(text: str, anchor: str | None) -> None:
    last = 0
    for period in read(text, anchor):
        assert period.span.of(text) == period.text != ""
        assert period.span.start >= last
        last = period.span.end
        for date in (period.start, period.end, period.earliest_end):
            assert date is None or is_partial_date(date)
        if period.start and period.end:
            assert period.start[:4] <= period.end[:4]
        if not period.resolved:
            assert period.start is None
            assert period.end is None


@pytest.mark.parametrize(
    "unit",
    [
        "by 2030 ",
        "the end of ",
        "in the next ",
        "May ",
        "5 May ",
        "2025-",
        "three ",
        "every ",
        "by the ",
        "from 2020 to ",
        "year ",
        "the very ",
        "first half of ",
        " ",
        "in in ",
        "1 2 3 ",
        "mid-",
    ],
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    def seconds(times: int) -> float:
        text = f"{unit * times}year"
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            read(text, "2022-01-25")
            best = min(best, time.process_time() - began)
        return best

    read("2030", None)
    assert seconds(2000) <= 8 * max(seconds(500), 0.002)
