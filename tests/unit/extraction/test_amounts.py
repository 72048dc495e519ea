from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summitry.extraction.amounts import find_amounts
from summitry.extraction.numbers import find_numbers, fold
from summitry.model import Bound, QuantityRole

CASES = Path(__file__).parents[2] / "cases" / "amounts.toml"
MARK = re.compile("[«»]")


def phrasings() -> list[Any]:
    rows = []
    for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]:
        for place, phrasing in enumerate(case["phrasings"]):
            expected = [dict(amount) for amount in case["expect"]]
            for name in ("value", "unit"):
                if f"{name}s" in case:
                    expected[0][name] = case[f"{name}s"][place]
            rows.append(pytest.param(phrasing, expected, id=f"{case['meaning']}: {phrasing}"))
    return rows


@pytest.mark.parametrize(("phrasing", "expected"), phrasings())
def test_phrasing_means_the_amount(phrasing: str, expected: list[dict[str, Any]]) -> None:
    text = MARK.sub("", phrasing)
    found = find_amounts(text, 0, len(text))
    assert [q.text for q in found] == re.findall("«(.*?)»", phrasing, re.DOTALL)
    assert len(found) == len(expected)
    for quantity, wanted in zip(found, expected, strict=True):
        assert quantity.value == pytest.approx(wanted.get("value", quantity.value))
        assert quantity.unit == wanted.get("unit", quantity.unit)
        assert quantity.bound is Bound(wanted.get("bound", quantity.bound))
        assert quantity.role is QuantityRole(wanted.get("role", quantity.role))


def test_there_are_enough_cases() -> None:
    rows = phrasings()
    negatives = [row for row in rows if not row.values[1]]
    assert len(rows) >= 120
    assert len(negatives) >= len(rows) / 3


def test_typography_does_not_matter() -> None:
    for text in ("€5\u00a0million", "€5\u202fmillion", "€5\n   million", "€ 5 million"):
        (quantity,) = find_amounts(text, 0, len(text))
        assert (quantity.value, quantity.unit) == (5e6, "EUR")


def test_amounts_keep_out_of_taken_ranges() -> None:
    text = "pay $5 million within 90 days"
    taken = [(text.index("within"), len(text))]
    assert [q.text for q in find_amounts(text, 0, len(text), lambda: taken)] == ["$5 million"]


def test_only_the_given_part_is_read() -> None:
    text = "pay $5 million and then 3 billion euros"
    (quantity,) = find_amounts(text, 18, len(text))
    assert quantity.text == text[quantity.span.start : quantity.span.end] == "3 billion euros"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.integers(0, 20), st.integers(0, 90))
@example("½ million €5-10 bn İ 3%", 0, 40)
def test_spans_are_exact_in_any_text(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    last = start
    for quantity in find_amounts(text, start, end):
        assert start <= quantity.span.start < quantity.span.end <= end
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        assert quantity.span.start >= last
        last = quantity.span.end


WORDS = st.lists(
    st.sampled_from(
        [
            "five",
            "$",
            "10",
            "million",
            "-",
            "to",
            "and",
            "a half",
            "%",
            "USD",
            "of",
            "years",
            "2030",
            "hundred",
            "point",
            "schools",
            "the",
            ",",
            "between",
            "k",
            "MW",
            "one",
            "/",
            "3",
            "\n",
        ]
    ),
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_any_mix_of_number_words_is_read_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = find_amounts(text, 0, len(text))
    assert all(quantity.text == quantity.span.of(text) for quantity in found)
    assert found == find_amounts(text, 0, len(text))
    shifted = find_amounts(f"so: {text}", 4, len(text) + 4)
    assert [(q.text, q.value) for q in shifted] == [(q.text, q.value) for q in found]


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.integers(1, 999_999_999))
def test_digits_and_separators_give_the_number(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        assert [found.value for found in find_numbers(written, 0, len(written))] == [number]


@pytest.mark.parametrize(
    "unit",
    [
        "one ",
        "a hundred and ",
        "1,",
        "1 ",
        "$",
        "5-",
        "and a half ",
        "half a ",
        "five      ",
        "no. 5, ",
        "more than ",
        "million ",
        "1.1",
        "three quarters of ",
        "5 new ",
        " ",
        "the the ",
        "½",
    ],
)
def test_time_grows_with_the_length_only(unit: str) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            find_amounts(text, 0, len(text))
            best = min(best, time.process_time() - began)
        return best

    find_amounts("5", 0, 1)
    assert seconds(2000) <= 8 * max(seconds(500), 0.002)
