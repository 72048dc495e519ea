"""Short ids, tokens and amounts: what is written is read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summitry.lexicon.tokens import LONGEST, tokens
from summitry.model import Bound, QuantityRole
from summitry.storage.numbering import entry_number, parsed_id, series_of, short_id
from summitry.storage.tokenising import decade, filter_token
from summitry.workflow.amounts import shown_amount, typed_amount


@given(st.integers(1, 2**30), st.integers(1, 2**24 - 1))
def test_ids_are_read_as_they_are_written(series: int, running: int) -> None:
    number = entry_number(series, running)
    assert series_of(number) == series
    assert parsed_id(short_id("CC5-2022", number)) == ("CC5-2022", running)


@given(st.text())
def test_no_text_is_mistaken_for_an_id(text: str) -> None:
    told = parsed_id(text)
    assert told is None or parsed_id(f"{told[0]}-{told[1]}") == told


@given(st.text())
def test_tokens_stay_apart_from_filters_and_from_syntax(text: str) -> None:
    for token in tokens(text):
        assert token
        assert len(token) <= LONGEST
        assert not set(token) & set(" :\"'()*&|!\\")
    assert " " not in filter_token("tag", text)


def test_words_of_several_languages_are_found() -> None:
    assert tokens("Ｃhina’s Straße") == ["china", "s", "strasse"]
    assert tokens("Казахстан построит") == ["казахстан", "построит"]
    signs = ["修", "修建", "建", "建铁", "铁", "铁路", "路"]  # and the pairs they stand in
    assert tokens("修建铁路 2030年") == [*signs, "2030", "年"]


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=0, max_value=1e18),
    st.sampled_from(["USD", "percent", "hospital", "power plant", "year"]),
    st.sampled_from(list(Bound)),
    st.sampled_from(list(QuantityRole)),
)
def test_amounts_are_typed_as_they_are_shown(
    value: float, unit: str, bound: Bound, role: QuantityRole
) -> None:
    told = {"value": value, "unit": unit, "bound": bound.value, "role": role.value}
    assert typed_amount(shown_amount(told)) == told


@given(st.floats(min_value=1e-6, max_value=1e29), st.floats(min_value=1e-6, max_value=1e29))
def test_larger_amounts_never_lie_in_a_lower_power_of_ten(one: float, other: float) -> None:
    assert (decade(one) <= decade(other)) is (one <= other) or decade(one) == decade(other)
