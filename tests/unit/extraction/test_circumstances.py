"""Conditions, reporters and repetitions, by what they mean. All sentences are made up."""

from __future__ import annotations

import pytest

from summitry.extraction import extract
from summitry.model import Document
from summitry.reading.segment import segment_plain


def read(text: str) -> Document:
    return Document(source="case.txt", text=text, date="2024-05-01", blocks=segment_plain(text))


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        (
            "Ghana will open two ports, subject to the approval of its parliament.",
            ["subject to the approval of its parliament"],
        ),
        ("If the rains fail, Kenya will release grain.", ["If the rains fail"]),
        (
            "Chile intends to fund the school, provided that the land is given free.",
            ["provided that the land is given free"],
        ),
        (
            "Norway will, pending ratification, lend 5 million euros to Fiji.",
            ["pending ratification"],
        ),
        ("Peru will build a road contingent on a loan.", ["contingent on a loan"]),
        ("Japan has provided aid and will build a clinic.", []),
        ("Qatar will settle the pending claims by 2026.", []),
        ("India will train teachers in the subject of physics.", []),
    ],
)
def test_conditions_are_quoted(text: str, conditions: list[str]) -> None:
    (found,) = extract(read(text)).commitments
    assert [span.of(text) for span in found.conditions] == conditions


@pytest.mark.parametrize(
    ("text", "actors", "reporter"),
    [
        ("The Minister of Japan said that Peru will host the games.", ["PER"], "JPN"),
        ("According to the World Bank, Iran plans to link the two grids.", ["IRN"], "WB"),
        ("President Macron announced that France will open a school.", ["FRA"], None),
        ("Brazil will plant trees.", ["BRA"], None),
        ("Brazil and Peru met. Chile will plant trees.", ["CHL"], None),
    ],
)
def test_the_reporter_is_named_where_it_is_somebody_else(
    text: str, actors: list[str], reporter: str | None
) -> None:
    (found,) = extract(read(text)).commitments
    assert [mention.code for mention in found.actors] == actors
    assert (found.reporter.code if found.reporter else None) == reporter


@pytest.mark.parametrize(
    ("first", "second", "repeats"),
    [
        (
            "Italy will lend Malawi 40 million euros for rural clinics.",
            "Italy will provide a loan of 40 million euros for clinics in rural Malawi.",
            True,
        ),
        (
            "Egypt will open a school of nursing in Juba.",
            "Egypt will open the school of nursing in Juba.",
            True,
        ),
        ("Egypt will open a school in Juba.", "Jordan will open a school in Juba.", False),
        ("Egypt will open a school in Juba.", "Egypt will repair the port of Berbera.", False),
        (
            "Italy will lend Malawi 40 million euros for clinics.",
            "Italy will lend Malawi 60 million euros for roads.",
            False,
        ),
    ],
)
def test_an_act_told_twice_points_back(first: str, second: str, *, repeats: bool) -> None:
    one, other = extract(read(f"{first}\n\n{second}")).commitments
    assert one.repeats is None
    assert (other.repeats == one.number) is repeats
