"""Progress by every rule set, and every kind of bad figures named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from figures import TODAY, series, target

from summitry.model import Bound, Direction, Nature, Series, Target, TargetProgress, TargetStatus
from summitry.monitoring.differences import differences
from summitry.monitoring.formulas import FORMULAS
from summitry.monitoring.progress import progress
from summitry.monitoring.rules import progress_rules


def only(aim: Target, bound: Series, today: str = TODAY) -> TargetProgress:
    (result,) = progress(aim, [bound], today)
    return result


def codes(result: TargetProgress) -> list[str]:
    return [fault.code for fault in result.faults]


YEARS = {"2020": 40.0, "2021": 50.0, "2022": 52.0, "2023": 55.0, "2024": 60.0}


def test_every_rule_set_has_an_id_a_version_and_a_source() -> None:
    rules = progress_rules()
    assert [one.id for one in rules] == [
        "required-growth",
        "projected-share",
        "current-status",
        "anticipated-progress",
    ]
    assert all(one.version and one.source and one.formula in FORMULAS for one in rules)
    assert all(one.bands[-1].least == float("-inf") for one in rules)


def test_the_formulas_give_what_is_worked_out_by_hand() -> None:
    result = only(target(), series(YEARS))
    found = {one.method: one.value for one in result.results}
    actual = (60 / 50) ** (1 / 3) - 1
    required = (70 / 50) ** (1 / 9) - 1
    assert found["required-growth"] == pytest.approx(actual / required)
    projected = 50 * (60 / 50) ** (9 / 3)
    assert found["projected-share"] == pytest.approx((projected - 50) / 20)
    assert found["current-status"] == pytest.approx(10 * 10 / 20 - 10 * 3 / 9)
    assert result.status is TargetStatus.ON_TRACK
    assert (result.method, result.version) == ("required-growth", "1")
    assert result.base is not None
    assert result.base.period.text == "2021"


def test_anticipated_progress_weighs_late_figures_more_and_leaves_a_gap() -> None:
    flat = {"2021": 50.0, "2022": 50.0, "2023": 50.0, "2024": 50.0}
    found = {one.method: one for one in only(target(), series(flat)).results}
    assert found["anticipated-progress"].value == pytest.approx(-100)
    assert found["anticipated-progress"].band == "accelerate"
    falling = {"2021": 50.0, "2022": 45.0, "2023": 40.0, "2024": 35.0}
    result = only(target(), series(falling))
    assert result.status is TargetStatus.OFF_TRACK
    assert {one.band for one in result.results} == {
        "moving away",
        "stagnation or regression",
        "behind the time passed",
        "reverse",
    }


def test_shares_are_carried_forward_on_the_logit() -> None:
    shares = {"2021": 60.0, "2022": 70.0, "2023": 80.0}
    result = only(target(99, unit="percent"), series(shares, unit="percent"))
    found = {one.method: one.value for one in result.results}
    assert found["anticipated-progress"] is not None
    assert -10 <= found["anticipated-progress"] <= 0


def test_what_should_fall_may_fall() -> None:
    result = only(
        target(30, direction=Direction.FALL), series({"2021": 50.0, "2022": 44.0, "2023": 40.0})
    )
    assert result.status is TargetStatus.ON_TRACK
    met = only(target(30, direction=Direction.FALL), series({"2021": 50.0, "2023": 29.0}))
    assert met.status is TargetStatus.MET


def test_the_first_period_in_which_it_was_met_is_told() -> None:
    result = only(target(), series({**YEARS, "2025": 71.0}))
    assert result.status is TargetStatus.MET
    assert result.first_met is not None
    assert result.first_met.period.text == "2025"
    assert (result.method, result.results) == ("observed", ())


def test_less_than_the_target_shows_nothing() -> None:
    bound = series({**YEARS, "2025": 70.0})
    last = replace(bound.observations[-1], bound=Bound.AT_MOST)
    limited = replace(bound, observations=(*bound.observations[:-1], last))
    assert only(target(), limited).status is not TargetStatus.MET


def test_vintages_of_one_reporter_stand_side_by_side() -> None:
    bound = series({"2021": 49.5, "2022": 70.2, "2022@2025-06": 69.8, "2023": 89.4})
    first, second = progress(target(), [bound], TODAY)
    assert (first.vintage, second.vintage) == ("first published", "restated 2025-06")
    assert first.first_met is not None
    assert second.first_met is not None
    assert (first.first_met.period.text, second.first_met.period.text) == ("2022", "2023")


def test_the_table_says_why_verdicts_differ() -> None:
    ours = series({"2021": 49.5, "2022": 70.2, "2022@2025-06": 69.8, "2023": 89.4})
    theirs = series({"2021": 30.0, "2022": 40.0, "2023": 50.0}, name="mirror", reporter="KAZ")
    rows = differences(progress(target(), [ours, theirs], TODAY), [ours, theirs])
    assert [(row.reporter, row.status, row.first_met) for row in rows] == [
        ("CHN", "met", "2022"),
        ("CHN", "met", "2023"),
        ("KAZ", "on track", ""),
    ]
    assert rows[0].differs == ""
    assert rows[1].differs == "restated: 2022: 69.8 USD instead of 70.2 USD (-0.6 %)"
    assert rows[2].differs.startswith("KAZ counts otherwise: 2021: 30 USD instead of 49.5 USD")
    assert rows[2].method == "required-growth 1"


# ------------------------------------------------------------------------- bad figures
def test_gaps_are_told_and_nothing_is_put_in_their_place() -> None:
    result = only(target(), series({"2019": 40.0, "2021": 50.0, "2024": 60.0}))
    (gap,) = (fault for fault in result.faults if fault.code == "gaps")
    assert gap.what == "no figures for 2020, 2022-2023"
    assert result.status is TargetStatus.ON_TRACK


@pytest.mark.parametrize(
    ("aim", "bound", "today", "code"),
    [
        (target(), series({"2021": 50.0, "2023": 55.0, "2023@": 60.0}), TODAY, "duplicate-period"),
        (target(), series({}), TODAY, "empty"),
        (target(unit="EUR"), series(YEARS), TODAY, "unit-differs"),
        (target(45), series(YEARS), TODAY, "target-behind-baseline"),
        (target(), series({"2019": 40.0, "2021": 50.0}), TODAY, "ends-before-commitment"),
        (target(deadline="2025"), series(YEARS), TODAY, "ends-before-deadline"),
        (target(), series({"2024-Q1": 10.0}), TODAY, "no-figures"),
    ],
)
def test_what_cannot_be_measured_is_named(
    aim: Target, bound: Series, today: str, code: str
) -> None:
    result = only(aim, bound, today)
    assert result.status is TargetStatus.NOT_MEASURABLE
    stopping = next(fault for fault in result.faults if fault.stops)
    assert stopping.code == code
    assert result.why == stopping.what
    assert stopping.remedy


def test_a_changed_unit_is_named() -> None:
    bound = series(YEARS)
    changed = replace(bound.observations[-1], unit="EUR")
    mixed = replace(bound, observations=(*bound.observations[:-1], changed))
    result = only(target(), mixed)
    assert (result.status, codes(result)[0]) == (TargetStatus.NOT_MEASURABLE, "units-changed")


@pytest.mark.parametrize("base", [0.0, -5.0])
def test_a_base_of_nought_or_less_has_no_growth_rate(base: float) -> None:
    result = only(target(), series({"2021": base, "2022": 20.0, "2024": 60.0}))
    assert "base-not-positive" in codes(result)
    measured = {one.method: one.value for one in result.results}
    assert measured["required-growth"] is None
    assert measured["projected-share"] is None
    assert measured["current-status"] is not None
    assert result.method == "current-status"


def test_a_deadline_that_is_past_is_met_or_missed() -> None:
    years = {**YEARS, "2025": 65.0}
    missed = only(target(deadline="2025"), series(years))
    assert (missed.status, "deadline-past" in codes(missed)) == (TargetStatus.MISSED, True)
    late = only(target(64, deadline="2024"), series(years))
    assert late.status is TargetStatus.MISSED
    assert "reached after the deadline 2024" in late.why
    met = only(target(60, deadline="2024"), series(years))
    assert met.status is TargetStatus.MET
    early = only(target(60, deadline="2025"), series(YEARS))
    assert early.status is TargetStatus.MET  # later figures cannot undo it


def test_a_deadline_within_a_year_asks_for_whole_years_before_it() -> None:
    result = only(target(deadline="2025-06"), series(YEARS))
    assert result.status is TargetStatus.MISSED


def test_without_a_deadline_nothing_is_late() -> None:
    result = only(target(deadline=None), series(YEARS))
    assert (result.status, "no-deadline" in codes(result)) == (TargetStatus.NOT_MEASURABLE, True)
    assert only(target(60, deadline=None), series(YEARS)).status is TargetStatus.MET


def test_parts_of_years_are_left_out_of_a_flow_and_kept_in_a_stock() -> None:
    values = {"2021": 50.0, "2024": 60.0, "2025-01/10": 99.0}
    result = only(target(), series(values))
    assert (result.status, "part-years" in codes(result)) == (TargetStatus.ON_TRACK, True)
    assert only(target(), series(values, nature=Nature.STOCK)).status is TargetStatus.MET


def test_without_a_baseline_only_whether_it_was_met_is_told() -> None:
    result = only(target(), series({"2022": 52.0, "2023": 55.0}))
    assert (result.status, "no-baseline" in codes(result)) == (TargetStatus.NOT_MEASURABLE, True)
    assert "baseline" in result.why
