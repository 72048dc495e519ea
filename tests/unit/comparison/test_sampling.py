"""What is drawn for a second review depends on ids, seed and groups alone."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.comparison import sample_for_double_review
from summitry.errors import UsageError

IDS = [f"CC5-2022-{number:02}" for number in range(1, 31)]
SAMPLE_OF_SEVEN = ("CC5-2022-03", "CC5-2022-20", "CC5-2022-23")


def test_the_sample_is_the_same_everywhere() -> None:
    assert sample_for_double_review(IDS, 0.1, seed=7) == SAMPLE_OF_SEVEN
    assert sample_for_double_review(reversed(IDS), 3, seed="7") == SAMPLE_OF_SEVEN
    assert sample_for_double_review(IDS, 3, seed=8) != SAMPLE_OF_SEVEN


def test_groups_keep_their_shares() -> None:
    strata = {one: "China" if number < 20 else "Japan" for number, one in enumerate(IDS)}
    drawn = sample_for_double_review(IDS, 9, 1, strata)
    assert Counter(strata[one] for one in drawn) == {"China": 6, "Japan": 3}


@given(st.sets(st.text(max_size=5)), st.integers(0, 20), st.integers())
def test_a_larger_sample_has_all_of_the_smaller(ids: set[str], size: int, seed: int) -> None:
    strata = {one: one[:1] for one in ids}
    for groups in (None, strata):
        small = sample_for_double_review(ids, size, seed, groups)
        large = sample_for_double_review(ids, size + 1, seed, groups)
        assert len(small) == min(size, len(ids))
        assert set(small) <= set(large) <= ids


@pytest.mark.parametrize("size", [-1, 1.5, float("nan")])
def test_sizes_that_are_none(size: float) -> None:
    with pytest.raises(UsageError):
        sample_for_double_review(IDS, size, 1)
