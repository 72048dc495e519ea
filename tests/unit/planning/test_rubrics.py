"""Rubrics are checked for gaps and overlaps before they are used, over every combination."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.errors import UsageError
from summitry.planning import check_rubric, load_rubrics, members_marks, read_rubrics

from .making import small_plan

GAPS = """
[[rubric]]
id = "three-of-four"
version = "1"
title = "With a gap and an overlap, as published ones have"
source = "made for this test"
inputs = [
  { name = "visits", from = 0, to = 4 },
  { name = "money", values = ["none", "some", "all"] },
]
[[rubric.band]]
mark = "+1"
cases = [{ visits = { least = 3 }, money = ["all"] }]
[[rubric.band]]
mark = "0"
cases = [{ visits = { least = 1, most = 2 } }, { money = ["some"] }]
[[rubric.band]]
mark = "-1"
cases = [{ visits = { most = 1 }, money = ["none"] }]
"""


def test_those_that_come_with_summitry_have_neither() -> None:
    for rubric in load_rubrics():
        assert check_rubric(rubric) == ()
        assert rubric.id
        assert rubric.version
        assert rubric.source


def test_gaps_and_overlaps_are_shown_with_an_example() -> None:
    (rubric,) = read_rubrics(GAPS, "rubrics.toml")
    gap, overlap = check_rubric(rubric)
    assert (gap.kind, gap.count) == ("gap", 3)
    assert gap.example == {"visits": 0, "money": "all"}
    assert (overlap.kind, overlap.count) == ("overlap", 1)
    assert overlap.example == {"visits": 1, "money": "none"}
    assert "for example visits = 1, money = none" in str(overlap)
    with pytest.raises(UsageError, match="fall into no band"):
        members_marks(small_plan().actions[0], rubric)


MISTAKES = {
    'values = ["none", "some", "all"]': ("values = []", "no value it can take"),
    'mark = "0"': ('mark = "2"', "is no mark"),
    "visits = { most = 1 }": ("visit = { most = 1 }", "there is no input visit"),
    'money = ["some"]': ('money = ["much"]', "cannot be compared"),
    "from = 0, to = 4": ("from = 0, to = 9000000", "too many"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_mistakes_are_told(what: str) -> None:
    wrong, told = MISTAKES[what]
    (rubric,) = read_rubrics(GAPS.replace(what, wrong), "rubrics.toml")
    assert any(told in str(fault) for fault in check_rubric(rubric))


@pytest.mark.parametrize("text", ["[[rubric", "[[rubric]]\nid = 3"])
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no file of rubrics"):
        read_rubrics(text, "own.toml")


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_a_rubric_passes_only_if_each_combination_has_one_mark(
    low: int, high: int, least: int, most: int
) -> None:
    text = f"""
[[rubric]]
id = "own"
version = "1"
title = ""
source = ""
inputs = [{{ name = "n", from = 0, to = 5 }}]
band = [
  {{ mark = "+1", cases = [{{ n = {{ least = {low} }} }}] }},
  {{ mark = "0", cases = [{{ n = {{ least = {least}, most = {most} }} }}] }},
  {{ mark = "-1", cases = [{{ n = {{ most = {high} }} }}] }},
]
"""
    (rubric,) = read_rubrics(text, "own.toml")
    counts = [sum((n >= low, least <= n <= most, n <= high)) for n in range(6)]
    faults = check_rubric(rubric)
    assert (not faults) == (counts == [1] * 6)
    assert any(one.kind == "gap" for one in faults) == (0 in counts)
    for one in faults:
        covering = [band for band in rubric.band if band.covers(one.example)]
        assert len(covering) == 0 if one.kind == "gap" else len(covering) > 1


def test_the_order_of_inputs_and_bands_does_not_matter() -> None:
    (rubric,) = load_rubrics()
    turned = replace(rubric, inputs=rubric.inputs[::-1], band=rubric.band[::-1])
    assert check_rubric(turned) == ()
    for percent, blocked, begun in product((0, 9, 10, 89, 90, 100), ("yes", "no"), ("yes", "no")):
        inputs = {"percent_done": percent, "blocked": blocked, "begun": begun}
        assert rubric.mark(inputs) is turned.mark(inputs)


def test_the_rubric_of_the_guide_can_be_used(checkout: Path) -> None:
    guide = (checkout / "docs" / "guide.md").read_text("utf-8")
    text = guide.partition("```toml\n[[rubric]]")[2].partition("```")[0]
    (rubric,) = read_rubrics("[[rubric]]" + text, "guide")
    assert check_rubric(rubric) == ()
    assert members_marks(small_plan().actions[0], rubric)
