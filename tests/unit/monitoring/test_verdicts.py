"""Four truth values from evidence, beside what a person assigned."""

from __future__ import annotations

import pytest
from figures import TODAY, series, target

from summitry.model import AssignedVerdict, EvidenceItem, EvidenceKind, Truth
from summitry.monitoring.progress import progress
from summitry.monitoring.verdicts import assess, weigh
from summitry.monitoring.vintages import vintages


def item(supports: bool | None) -> EvidenceItem:
    return EvidenceItem(EvidenceKind.EVENT, supports, f"it {supports}")


@pytest.mark.parametrize(
    ("supports", "truth"),
    [
        ((), Truth.UNKNOWN),
        ((None,), Truth.UNKNOWN),
        ((True, None), Truth.TRUE),
        ((False,), Truth.FALSE),
        ((True, False), Truth.CONTESTED),
    ],
)
def test_the_four_values(supports: tuple[bool | None, ...], truth: Truth) -> None:
    found, reason = weigh([item(one) for one in supports])
    assert found is truth
    assert reason


def test_a_target_that_is_not_due_is_unknown_and_one_that_is_missed_false() -> None:
    figures = series({"2021": 50.0, "2023": 55.0, "2024": 57.0, "2025": 58.0})
    assert assess("c", progress(target(), [figures], TODAY)).calculated is Truth.UNKNOWN
    missed = assess("c", progress(target(deadline="2025"), [figures], TODAY))
    assert missed.calculated is Truth.FALSE


def test_figures_that_end_before_another_shows_it_met_say_nothing_against() -> None:
    ours = series({"2021": 50.0, "2024": 71.0})
    early = series({"2021": 30.0, "2023": 40.0}, name="mirror", reporter="KAZ")
    late = series({"2021": 30.0, "2024": 40.0}, name="mirror", reporter="KAZ")
    assert assess("c", progress(target(), [ours, early], TODAY)).calculated is Truth.TRUE
    assert assess("c", progress(target(), [ours, late], TODAY)).calculated is Truth.CONTESTED


def test_what_a_person_assigned_stands_beside_the_calculation() -> None:
    assigned = AssignedVerdict(Truth.TRUE, "an analyst", "2026-03-01", "seen on site")
    found = assess("c", evidence=[item(False)], assigned=assigned)
    assert (found.calculated, found.assigned, found.differs) == (Truth.FALSE, assigned, True)
    assert (found.method, found.version) == ("verdict", "1")


def test_each_restatement_makes_a_vintage_that_keeps_what_it_did_not_touch() -> None:
    found = vintages(
        series(
            {
                "2020": 1.0,
                "2021@2022-01": 2.0,
                "2021@2023-01": 2.5,
                "2022@2023-01": 3.0,
                "2021@2024-01": 2.6,
                "2023@2024-06": 4.0,
            }
        )
    )
    told = {one.name: {o.period.text: o.value for o in one.observations} for one in found}
    assert told == {
        "first published": {"2020": 1.0, "2021": 2.0, "2022": 3.0, "2023": 4.0},
        "restated 2023-01": {"2020": 1.0, "2021": 2.5, "2022": 3.0},
        "restated 2024-01": {"2020": 1.0, "2021": 2.6, "2022": 3.0, "2023": 4.0},
    }
