"""Reviewers of a document are compared span by span and field by field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.comparison import Decision, agreement
from summitry.comparison.matching import SAME, matched, overlap
from summitry.errors import UsageError
from summitry.model import Span

TEXT = "China will build a road.  Japan will train 30 experts. Korea may send doctors. The end."


def _at(words: str, **ratings: object) -> Decision:
    start = TEXT.index(words)
    return Decision(Span(start, start + len(words)), ratings)  # type: ignore[arg-type]


def test_two_reviewers_of_a_text() -> None:
    one = [
        _at("China will build a road", force="firm", actors=frozenset({"CHN"}), deadline=None),
        _at("Japan will train 30 experts", force="firm", actors=frozenset({"JPN"}), amount=30),
        _at("The end", status="rejected"),
    ]
    other = [
        _at("China will build a road.  ", force="firm", actors=frozenset({"CHN", "KAZ"})),
        _at("Japan will train", force="planned", actors=frozenset({"JPN"}), amount=30),
        _at("Korea may send doctors", force="exploratory"),
    ]
    found = agreement(TEXT, {"first": one, "second": other})
    (spans,) = found.spans
    assert (spans.matched, spans.marked_by_first, spans.marked_by_second) == (2, 3, 3)
    assert spans.precision == spans.recall == spans.f1 == 2 / 3
    assert (found.units, found.shared) == (4, 2)
    fields = {one.field: one for one in found.fields}
    assert fields["force"].share == 0.5
    assert fields["force"].kappa.value == 0
    assert fields["force"].alpha.units == 2
    assert fields["actors"].alpha.method == "Krippendorff's alpha, masi"
    assert fields["actors"].alpha.value == pytest.approx(1 - (4 / 3) / (28 / 9))
    assert fields["deadline"].alpha.reason == "no unit was rated by two"
    assert fields["amount"].kappa.units == 1


def test_edges_of_white_space_do_not_count() -> None:
    bare, wide = Span(0, 5), Span(0, 26)
    text = "China" + " " * 21
    found = agreement(text, {"a": [Decision(bare)], "b": [Decision(wide)]})
    assert found.spans[0].f1 == 1


def test_three_reviewers_have_alpha_and_no_kappa() -> None:
    words = "China will build a road"
    reviews = {
        "a": [_at(words, force="firm"), _at("The end", force="planned")],
        "b": [_at(words, force="firm")],
        "c": [_at(words, force="firm"), _at("The end", force="planned")],
    }
    found = agreement(TEXT, reviews)
    force = found.fields[0]
    assert len(found.spans) == 3
    assert (found.units, found.shared) == (2, 2)
    assert force.kappa.value is None
    assert force.kappa.reason == "it compares two raters, and there are 3"
    assert force.alpha.value == 1


def test_nothing_marked_is_not_defined() -> None:
    spans = agreement("", {"a": [], "b": []}).spans[0]
    assert (spans.precision, spans.recall, spans.f1) == (None, None, None)


def test_faults_are_told() -> None:
    with pytest.raises(UsageError, match="two reviewers"):
        agreement(TEXT, {"a": []})
    with pytest.raises(UsageError, match="no field 'colour'"):
        agreement(TEXT, {"a": [_at("The end", colour="red")], "b": []})
    bad = [_at("The end", actors="CHN")]
    with pytest.raises(UsageError, match="no set"):
        agreement(TEXT, {"a": bad, "b": bad})


def test_best_overlap_goes_first() -> None:
    spans = {"a": [Span(0, 10), Span(0, 8)], "b": [Span(0, 8)]}
    assert matched(spans) == [{"a": 1, "b": 0}, {"a": 0}]


spans = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(1, 1500)).map(lambda p: Span(p[0], sum(p))),
    max_size=12,
)


@given(spans, spans)
def test_matching_is_one_to_one_complete_and_symmetric(one: list[Span], other: list[Span]) -> None:
    units = matched({"a": one, "b": other})
    pairs = {(unit["a"], unit["b"]) for unit in units if len(unit) == 2}
    assert sorted(unit["a"] for unit in units if "a" in unit) == list(range(len(one)))
    assert sorted(unit["b"] for unit in units if "b" in unit) == list(range(len(other)))
    assert all(overlap(one[i], other[j]) >= SAME for i, j in pairs)
    # No pair that could still be matched is left.
    free_a = set(range(len(one))) - {i for i, _ in pairs}
    free_b = set(range(len(other))) - {j for _, j in pairs}
    assert not any(overlap(one[i], other[j]) >= SAME for i in free_a for j in free_b)
    turned = matched({"b": other, "a": one})
    assert sum(len(unit) == 2 for unit in turned) == len(pairs)


@given(spans)
def test_a_reviewer_agrees_with_himself(one: list[Span]) -> None:
    text = "x" * 5000
    decisions = [Decision(span, {"force": "firm"}) for span in one]
    found = agreement(text, {"a": decisions, "b": decisions})
    assert found.spans[0].f1 == (1 if one else None)
