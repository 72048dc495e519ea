"""Where a sentence stops, and that the ranges are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.extraction.sentences import split_sentences

LONGEST = 2_000


def sentences(text: str) -> list[str]:
    return [text[left:right] for left, right in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("He met Mr. Lee. She left.", ["He met Mr. Lee.", "She left."]),
        ("The U.S. will act. So will we.", ["The U.S. will act.", "So will we."]),
        ("It costs 3.5 million. We pay.", ["It costs 3.5 million.", "We pay."]),
        ("“We agree.” They left.", ["“We agree.”", "They left."]),
        ("Why? Because! $5 is due.", ["Why?", "Because!", "$5 is due."]),
        ("Roads, ports, etc. will be built.", ["Roads, ports, etc. will be built."]),
        ("  spaced out  ", ["  spaced out"]),
        ("Wait... and see.", ["Wait... and see."]),
        ("See No. 5 of the list.", ["See No. 5 of the list."]),
        ("", []),
        ("   ", []),
    ],
)
def test_where_sentences_stop(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="aB. !?;,\n“”()…1", max_size=300))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    ranges = split_sentences(text, 0, len(text))
    position = 0
    for left, right in ranges:
        assert position <= left < right <= len(text)
        assert not text[position:left].strip()
        position = right
    assert not text[position:].strip()


@pytest.mark.parametrize("mark", ["; ", "\n", ", ", " ", ""])
def test_what_runs_on_is_cut_where_it_can_be(mark: str) -> None:
    text = (("a" * 50 + " b") * 3 + mark) * 100 if mark.strip() else ("a" * 50 + mark) * 400
    pieces = sentences(text)
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    if mark.strip():
        assert all(piece.endswith((mark.strip(), "b")) for piece in pieces)
