"""Kappa and alpha give the figures of published examples, and what must hold for any ratings."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.comparison.reliability import (
    Level,
    cohen_kappa,
    krippendorff_alpha,
    masi_distance,
)

# Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability: four observers, twelve
# units, some not rated.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
UNITS = [
    [int(rating) for rating in unit if rating != "."]
    for unit in zip(*(row.split() for row in OBSERVERS), strict=True)
]


@pytest.mark.parametrize(("level", "value"), [(Level.NOMINAL, 0.743), (Level.INTERVAL, 0.849)])
def test_alpha_of_the_published_example(level: Level, value: float) -> None:
    found = krippendorff_alpha(UNITS, level)
    assert found.value == pytest.approx(value, abs=0.0005)
    assert (found.units, found.reason) == (11, "")


def test_alpha_of_two_observers_and_two_values() -> None:
    # The first example of the same paper: ten units, alpha 0.095.
    first, second = "0100000010", "1110010000"
    units = list(zip(first, second, strict=True))
    assert krippendorff_alpha(units).value == pytest.approx(0.095, abs=0.0005)


def test_kappa_of_a_table_worked_by_hand() -> None:
    # 50 proposals: both yes 20, both no 15, first alone yes 5, second alone yes 10.
    # Observed 0.7, expected 0.5 * 0.6 + 0.5 * 0.4 = 0.5, so kappa is 0.2 / 0.5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = cohen_kappa(pairs)
    assert found.value == pytest.approx(0.4)
    assert found.units == 50


def test_what_is_not_defined_says_why() -> None:
    same = [("firm", "firm"), ("firm", "firm")]
    for found in (cohen_kappa(same), krippendorff_alpha(same)):
        assert (found.value, found.reason, found.units) == (None, "all ratings are the same", 2)
    assert cohen_kappa([]).reason == "no unit was rated by both"
    assert krippendorff_alpha([("a",), ()]).reason == "no unit was rated by two"


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("ab", "ab", 0),
        ("a", "b", 1),
        ("", "a", 1),
        ("ab", "a", 1 - 2 / 3 / 2),
        ("ab", "bc", 1 - 1 / 3 / 3),
    ],
)
def test_masi(one: str, other: str, distance: float) -> None:
    assert masi_distance(frozenset(one), frozenset(other)) == pytest.approx(distance)


ratings = st.sampled_from("abc")
units = st.lists(st.lists(ratings, max_size=4), max_size=12)
numbers = st.lists(
    st.lists(st.integers(-1000, 1000).map(float), max_size=4), min_size=1, max_size=12
)
sets = st.lists(st.lists(st.frozensets(st.sampled_from("abcd")), max_size=4), max_size=10)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@given(units, st.randoms())
def test_alpha_heeds_neither_the_order_of_units_nor_of_raters(
    rated: list[list[str]], chance: Any
) -> None:
    mixed = [chance.sample(unit, len(unit)) for unit in chance.sample(rated, len(rated))]
    assert _same(krippendorff_alpha(rated).value, krippendorff_alpha(mixed).value)


@given(units)
def test_full_agreement_is_one(rated: list[list[str]]) -> None:
    agreed = [[unit[0]] * 2 for unit in rated if unit]
    value = krippendorff_alpha(agreed).value
    assert value is None or value == 1
    kappa = cohen_kappa([(unit[0], unit[1]) for unit in agreed]).value
    assert kappa is None or kappa == 1


@given(st.lists(st.tuples(ratings, ratings), min_size=1, max_size=20))
def test_kappa_is_symmetric_and_bounded(pairs: list[tuple[str, str]]) -> None:
    one, other = cohen_kappa(pairs).value, cohen_kappa([(b, a) for a, b in pairs]).value
    assert one == other
    assert one is None or -1 <= one <= 1


@given(numbers, st.floats(0.001, 1e6), st.floats(-1e6, 1e6))
def test_interval_alpha_heeds_neither_scale_nor_zero(
    rated: list[list[float]], scale: float, shift: float
) -> None:
    moved = [[number * scale + shift for number in unit] for unit in rated]
    one = krippendorff_alpha(rated, Level.INTERVAL).value
    other = krippendorff_alpha(moved, Level.INTERVAL).value
    if one is not None and other is not None:
        assert math.isclose(one, other, rel_tol=1e-4, abs_tol=1e-4)


def test_interval_alpha_of_the_largest_numbers() -> None:
    units = [(1e308, -1e308), (1e308, 1e308), (-1e308, -1e308)]
    assert krippendorff_alpha(units, Level.INTERVAL).value == pytest.approx(
        krippendorff_alpha([(1, -1), (1, 1), (-1, -1)], Level.INTERVAL).value
    )


@given(sets)
def test_masi_alpha_of_sets_is_at_most_one(rated: list[list[frozenset[str]]]) -> None:
    value = krippendorff_alpha(rated, Level.SETS).value
    assert value is None or value <= 1
