"""Tests, corrections and weights against figures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.comparison.bodies import names_a_body
from summitry.comparison.measuring import effective_number
from summitry.comparison.misreading import GroupMisreading, drawn_misreading
from summitry.comparison.ranking import PairTest, holm, pairs_tested, rank_interval
from summitry.comparison.resampling import over_sentences, over_texts
from summitry.comparison.rules import index_rules, measure_rules, quality_rules
from summitry.comparison.substance import sensitivity
from summitry.model import Basis, Commitment, Force, Measured, PartyMention, Span


def counted(having: int, out_of: int) -> Measured:
    return Measured("m", having / out_of, having, out_of)


def exact(one: Measured, other: Measured, scale: str) -> float:
    # Rounds that do not vary leave the exact test to decide.
    draws = {"a": np.full(100, 1.0), "b": np.full(100, 0.0)}
    (pair,) = pairs_tested("m", {"a": one, "b": other}, draws, scale)
    return pair.p


@pytest.mark.parametrize(
    ("one", "other", "p"),
    [((3, 4), (1, 4), 0.4857), ((20, 54), (1, 15), 0.0268), ((5, 5), (0, 5), 0.0079)],
)
def test_shares_are_tested_by_fisher(
    one: tuple[int, int], other: tuple[int, int], p: float
) -> None:
    assert exact(counted(*one), counted(*other), "share") == pytest.approx(p, abs=2e-3)


def test_rates_are_tested_as_two_counts() -> None:
    # 10 in 1,000 words and 2 in 1,000: two-sided binomial test of 2 in 12 at one half.
    assert exact(counted(10, 1000), counted(2, 1000), "rate") == pytest.approx(0.0386, abs=1e-3)


def test_holm_corrects_in_steps_and_never_falls() -> None:
    pairs = [PairTest("m", "a", "b", 0.1, p) for p in (0.01, 0.04, 0.03, 0.005)]
    assert [one.p for one in holm(pairs)] == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(0, 1), max_size=12))
def test_corrected_is_never_surer(values: list[float]) -> None:
    pairs = [PairTest("m", "a", "b", 0.1, p) for p in values]
    assert all(one.p >= p for one, p in zip(holm(pairs), values, strict=True))


def test_places_are_bounded_by_those_surely_above_and_below() -> None:
    surely = [PairTest("m", "a", "b", 0.5, 0.0), PairTest("m", "a", "c", 0.5, 0.0)]
    assert [rank_interval(one, 3, surely) for one in "abc"] == [(1, 1), (2, 3), (2, 3)]


def misread(**counts: list[float]) -> GroupMisreading:
    tables = {name: np.array([row] * 4000, dtype=float) for name, row in counts.items()}
    return GroupMisreading(tables, np.random.default_rng(5))


def all_of(number: float) -> np.ndarray:
    return np.full(4000, number)


def test_a_perfect_reader_leaves_figures_as_they_are() -> None:
    never = 1e-9
    reader = misread(
        count=[1e9, never, never], x=[1e9, never, never, never, 1e9, never, never, never]
    )
    assert reader.share("x", all_of(3), all_of(9)) == pytest.approx(0.25)
    assert reader.number(all_of(7)) == pytest.approx(7)


def test_misreading_is_undone_by_what_was_measured() -> None:
    # Half of those read as having it are no commitments; a third of those lacking it were missed.
    never = 1e-9
    reader = misread(count=[60, 20, 20], x=[20, never, 20, never, 40, never, never, 20])
    shares = reader.share("x", all_of(400), all_of(400))
    assert shares.mean() == pytest.approx(200 / (200 + 600), abs=0.01)
    assert shares.std() > 0
    assert reader.number(all_of(800)).mean() == pytest.approx(800, rel=0.01)


def test_one_text_may_be_misread_more_than_many_are_on_average() -> None:
    misreading = drawn_misreading(quality_rules(), 2000, np.random.default_rng(1))
    spreads = [
        misreading.of_texts(texts, np.random.default_rng(2))
        .share("verifiable", np.full(2000, 200.0), np.full(2000, 200.0))
        .std()
        for texts in (1, 40)
    ]
    assert spreads[0] > 1.5 * spreads[1]


def test_every_measure_with_an_error_has_its_figures() -> None:
    drawn = drawn_misreading(quality_rules(), 100, np.random.default_rng(1))
    known = drawn.of_texts(3, np.random.default_rng(2))
    assert all(known.knows(one.error) for one in measure_rules().measure if one.error)
    for one in quality_rules().text:
        for cells in one.properties.values():
            right = cells[0] + cells[1] + cells[3] + cells[4]
            assert (right, cells[2] + cells[5], cells[6] + cells[7]) == one.count


def test_drawing_again_keeps_totals_in_the_middle() -> None:
    random = np.random.default_rng(3)
    texts = [random.poisson(2.0, size=(30, 4)).astype(float) for _ in range(20)]
    whole = np.sum([one.sum(axis=0) for one in texts], axis=0)
    for draw in (over_texts, over_sentences):
        totals = draw(texts, 2000, np.random.default_rng(4))
        assert totals.shape == (2000, 4)
        assert totals.mean(axis=0) == pytest.approx(whole, rel=0.02)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any))
def test_the_number_of_themes_lies_between_one_and_all(counts: list[int]) -> None:
    number = float(effective_number(np.array(counts, dtype=float)))
    assert 1 - 1e-9 <= number <= sum(one > 0 for one in counts) + 1e-9


def test_what_is_better_in_every_part_is_first_under_all_weights() -> None:
    parts = {"a": [0.9, 0.8], "b": [0.5, 0.7], "c": [0.6, 0.1]}
    found = {x.group: x for x in sensitivity(parts, 500, np.random.default_rng(1))}
    assert (found["a"].ranks, found["a"].first) == ((1, 1), 1.0)
    assert found["b"].ranks == (2, 3)


def test_the_index_is_of_shares_whose_weights_add_up() -> None:
    assert sum(index_rules().weights.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("quote", "party", "names"),
    [
        ("The Central Bank of Uzbekistan will lend", "Central Bank of Uzbekistan", True),
        ("Kazakhstan's Ministry of Transport will build a road", "Kazakhstan", True),
        ("Kazakhstan will set up a committee", "Kazakhstan", False),
        ("The President of Uzbekistan will visit", "President of Uzbekistan", False),
    ],
)  # fmt: skip
def test_a_body_is_an_organ_that_acts(quote: str, party: str, *, names: bool) -> None:
    at = quote.index(party)
    actor = PartyMention("KAZ", Basis.TEXT, Span(at + 9, at + 9 + len(party)))
    record = Commitment(
        1, "k", Span(9, 9 + len(quote)), quote, (actor,), (), "build", Force.FIRM, False, "trade"
    )
    assert names_a_body(record) is names
