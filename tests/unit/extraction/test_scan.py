"""One pass over a text: hits are exact, whatever the letters, spaces and lines between them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.extraction.scan import fold, scanner

WEIRD = "aİßſŉ ﬁ\u00a0\u2009\n\r\t’‑é\u0301😀שلא\0Japan will"


def parties(text: str) -> list[tuple[str, str]]:
    return [
        (text[hit.start : hit.end], hit.terms[0].code) for hit in scanner("en").scan(text).parties
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan and Nepal", [("Japan", "JPN"), ("Nepal", "NPL")]),
        ("the United\nStates", [("United\nStates", "USA")]),
        ("United   States, Japan", [("United   States", "USA"), ("Japan", "JPN")]),
        ("Japanish Nepalo", []),
        ("İİİ Japan", [("Japan", "JPN")]),
        ("ßßß  ß Japan\r\n\r\nNepal", [("Japan", "JPN"), ("Nepal", "NPL")]),
        ("😀 Japan😀", [("Japan", "JPN")]),
    ],
)
def test_names_are_found_exactly(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(w.removeprefix("the "), code) for w, code in parties(text)] == expected


def test_a_word_that_opens_an_undertaking_is_found() -> None:
    text = "So  Japan\u00a0will build; nobody is willing."
    assert text.index("will") in scanner("en").scan(text).cues


def test_a_contracted_modal_is_found() -> None:
    assert scanner("en").scan("We’ll build it").cues == [0]


@pytest.mark.parametrize(
    "text",
    ["The fund is here to lend and grow", "What’s here and to go", "It does this: a) lend and go"],
)
def test_a_cue_may_hide_from_the_search(text: str) -> None:
    assert not scanner("en").scan(text).cues
    assert scanner("en").may_miss(text, 0, len(text))
    assert not scanner("en").may_miss("Ships and trains", 0, 16)


@given(st.text(alphabet=WEIRD, max_size=200))
def test_folding_keeps_track_of_every_character(text: str) -> None:
    folded, gaps = fold(text)
    assert len(folded) + sum(count for _, count in gaps) == len(text)
    assert "  " not in folded
    assert [place for place, _ in gaps] == sorted(place for place, _ in gaps)


@given(st.text(alphabet=WEIRD, max_size=60), st.text(alphabet=WEIRD, max_size=60))
def test_what_stands_before_shifts_hits_and_nothing_else(before: str, after: str) -> None:
    text = f"{before} . Kyrgyzstan . {after}"
    assert ("Kyrgyzstan", "KGZ") in parties(text)
    hits = scanner("en").scan(text).parties
    for hit in hits:
        assert text[hit.start : hit.end].strip() == text[hit.start : hit.end]
        assert hit.terms
    assert all(one.end <= other.start for one, other in itertools.pairwise(hits))
