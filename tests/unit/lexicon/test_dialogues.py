"""Names of dialogues, and the letters that their ids begin with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.lexicon.dialogues import dialogue_name, series_letters


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("China–Central Asia", "CC5"),
        ("India–Central Asia", "IC5"),
        ("Italy–Central Asia", "IC5"),
        ("EU–Central Asia", "EUC5"),
        ("Central Asia and Japan", "C5J"),
        ("C5+1", "C51"),
        ("Organisation of the Northern Lights", "ONL"),
        ("Диалог", "D"),
    ],
)
def test_letters_of_dialogues(name: str, letters: str) -> None:
    assert series_letters(name)[0] == letters


def test_two_that_would_have_the_same_letters_have_longer_ones() -> None:
    assert series_letters("India–Central Asia")[1] == "INDC5"
    assert series_letters("Italy–Central Asia")[1] == "ITAC5"


@given(st.text(min_size=1))
def test_letters_can_be_typed_whatever_the_name(name: str) -> None:
    for letters in series_letters(dialogue_name(name)):
        assert re.fullmatch(r"[A-Z0-9]{1,8}", letters)
