"""Two language versions are laid side by side by what needs no translation."""

from __future__ import annotations

from dataclasses import replace

from summitry.model import Occasion, Promise
from summitry.tracing import align_versions

from . import cases

ENGLISH = Occasion("en", "2023-05-19", "Forum", language="en")
RUSSIAN = Occasion("ru", "2023-05-19", "Forum", language="ru")
CHINESE = Occasion("zh", "2023-05-19", "Forum", language="zh")

FIRST = [
    [
        "a",
        "NOR",
        "EST",
        "energy",
        "Norway will invest 20 million dollars in wind farms by 2030",
        "20 million dollars=20000000 USD",
        "2030",
    ],
    [
        "b",
        "EST",
        "",
        "education",
        "Estonia will award 100 scholarships",
        "100 scholarships=100 scholarship",
        "",
    ],
    ["c", "NOR,EST", "", "governance", "Both will meet every year", "", ""],
    ["d", "NOR", "", "transport", "Norway will repair the ferry terminal", "", ""],
    ["e", "EST", "", "digital", "Estonia will open a 5G laboratory", "", ""],
]
SECOND = [
    [
        "A",
        "NOR",
        "EST",
        "energy",
        "Норвегия вложит 20 млн долларов в ветропарки до 2030 года",
        "20 млн долларов=20000000 USD",
        "2030",
    ],
    [
        "B",
        "EST",
        "",
        "education",
        "Эстония выделит 120 стипендий",
        "120 стипендий=120 стипендия",
        "",
    ],
    ["D", "NOR", "", "transport", "Норвегия отремонтирует паромный терминал", "", ""],
    ["E", "EST", "", "digital", "Эстония откроет лабораторию 5G", "", ""],
    ["F", "EST", "NOR", "culture", "Эстония проведёт фестиваль", "", ""],
]


def version(rows: list[list[str]], occasion: Occasion) -> list[Promise]:
    return [cases.promise(row, occasion, number) for number, row in enumerate(rows, 1)]


def test_what_answers_and_what_one_side_lacks() -> None:
    found = align_versions(version(FIRST, ENGLISH), version(SECOND, RUSSIAN))
    pairs = [(one.first, one.second) for one in found.pairs]
    assert pairs == [("a", "A"), ("b", "B"), ("c", None), ("d", "D"), ("e", "E"), (None, "F")]
    assert all(one.reasons for one in found.pairs)
    assert all(0 <= one.score <= 1 for one in found.pairs)
    assert found.method


def test_amounts_that_differ_are_shown() -> None:
    found = align_versions(version(FIRST, ENGLISH), version(SECOND, RUSSIAN))
    (difference,) = found.pairs[1].differences
    assert (difference.field, difference.earlier, difference.later) == ("amounts", "100", "120")
    assert found.pairs[0].differences == ()


def test_deadlines_that_differ_are_shown() -> None:
    changed = [[*SECOND[0][:6], "2035"], *SECOND[1:]]
    found = align_versions(version(FIRST, ENGLISH), version(changed, RUSSIAN))
    assert [(d.field, d.earlier, d.later) for d in found.pairs[0].differences] == [
        ("dates", "2030", "2035")
    ]


def test_a_version_beside_itself_agrees_in_everything() -> None:
    rows = version(FIRST, CHINESE)
    found = align_versions(rows, [replace(one, id=one.id.upper()) for one in rows])
    assert [(one.first, one.second) for one in found.pairs] == [(c, c.upper()) for c in "abcde"]
    assert all(not one.differences for one in found.pairs)


def test_an_empty_version_lacks_everything() -> None:
    found = align_versions(version(FIRST, ENGLISH), [])
    assert [one.second for one in found.pairs] == [None] * 5
    assert align_versions([], []).pairs == ()
