"""What is drawn for a second review depends on ids, seed and groups alone."""

from __future__ import annotations

import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.comparison import sample_for_double_review, sample_of_stream
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


def _ranked(groups: dict[str, str], wanted: int, seed: str) -> tuple[str, ...]:
    """Draw as the rule says it: all ids are ranked, and the first are taken."""

    def draw(one: str) -> bytes:
        return sha256(f"{len(seed)}:{seed}{one}".encode()).digest()

    members: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(groups, key=draw):
        members[groups[one]].append(one)
    ranked = sorted(
        (Fraction(2 * place + 1, 2 * len(known)), draw(one), one)
        for known in members.values()
        for place, one in enumerate(known)
    )
    return tuple(sorted(one for *_, one in ranked[:wanted]))


@given(
    st.dictionaries(st.text("abcdefgh0123", min_size=1, max_size=4), st.sampled_from("wxyz")),
    st.integers(0, 40),
    st.text("ab1", max_size=2),
)
def test_a_stream_is_drawn_from_as_if_all_were_ranked(
    groups: dict[str, str], wanted: int, seed: str
) -> None:
    drawn = sample_of_stream(lambda: reversed(groups.items()), wanted, seed)
    assert drawn == _ranked(groups, wanted, seed)


def test_a_stream_is_not_held() -> None:
    def pairs() -> Iterator[tuple[str, str]]:
        for number in range(200_000):
            yield f"CC5-2022-{number}", str(number % 20_000)

    tracemalloc.start()
    drawn = sample_of_stream(pairs, 100, "7")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(drawn) == 100
    # Something of each group is held, but not its ids, which alone take more than this.
    assert peak < 12_000_000


@pytest.mark.parametrize("size", [-1, 1.5, float("nan")])
def test_sizes_that_are_none(size: float) -> None:
    with pytest.raises(UsageError):
        sample_for_double_review(IDS, size, 1)
