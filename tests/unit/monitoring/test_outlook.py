"""The outlook: honest where figures are few, bounded, coherent, and the same every time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from figures import series, target
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.errors import ExtraMissing
from summitry.model import Direction, Nature, Outlook, Series, Target
from summitry.monitoring import outlook_models
from summitry.monitoring.outlook import outlook, outlooks
from summitry.monitoring.outlook_errors import backtest
from summitry.monitoring.outlook_law import predict
from summitry.monitoring.vintages import vintages


def rising(length: int, start: int = 2010, rate: float = 1.06) -> Series:
    wobble = (1.0, 1.03, 0.98, 1.01, 0.99)
    values = {str(start + i): 40 * rate**i * wobble[i % 5] for i in range(length)}
    return series(values)


def ask(aim: Target, bound: Series) -> Outlook:
    return outlook(aim, bound, vintages(bound)[0])


def codes(found: Outlook) -> list[str]:
    return [fault.code for fault in found.faults]


def test_an_outlook_tells_its_method_models_and_errors() -> None:
    found = ask(target(90), rising(14))
    assert (found.method, found.version) == ("outlook-median", "1")
    assert found.probability is not None
    assert 0 < found.probability < 1
    assert [point.period for point in found.points] == [str(y) for y in range(2024, 2031)]
    assert {"ETS", "theta", "dynamic theta", "drift", "no change", "median of all"} <= {
        name for name, _ in found.models
    }
    assert found.errors_used == 1
    assert 0 < found.reference_share < 1


def test_intervals_hold_each_other_and_widen() -> None:
    points = ask(target(90), rising(14)).points
    for point in points:
        assert point.low95 <= point.low80 <= point.value <= point.high80 <= point.high95
        assert point.low95 > 0
    widths = [point.high80 / point.low80 for point in points]
    assert widths == sorted(widths)


def test_a_higher_target_is_less_likely_and_its_opposite_more() -> None:
    bound = rising(14)
    chances = [ask(target(value), bound).probability or 0 for value in (40, 80, 100, 150, 400)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.9
    assert chances[-1] < 0.1
    falling = ask(target(80, direction=Direction.FALL), bound).probability
    assert falling == pytest.approx(1 - chances[1])


@pytest.mark.parametrize("length", [0, 1, 4])
def test_fewer_than_five_points_give_no_number(length: int) -> None:
    found = ask(target(), rising(length, start=2020) if length else series({}))
    assert found.probability is None
    assert not found.points
    assert "too-short" in codes(found) or "empty" in codes(found)


def test_only_the_years_after_the_last_gap_are_used() -> None:
    bound = rising(14)
    without = replace(
        bound,
        observations=tuple(one for one in bound.observations if one.period.text != "2015"),
    )
    found = ask(target(90), without)
    assert "gaps" in codes(found)
    later = replace(bound, observations=bound.observations[6:])
    assert found.points == ask(target(90), later).points


@pytest.mark.parametrize(
    ("aim", "bound", "code"),
    [
        (target(deadline=None), rising(14), "no-deadline"),
        (target(unit="EUR"), rising(14), "unit-differs"),
        (target(deadline="2023"), rising(14), "deadline-reached"),
        (target(deadline="2050"), rising(14), "too-far"),
        (target(), series({str(year): 50.0 for year in range(2015, 2025)}), "constant"),
    ],
)
def test_what_has_no_outlook_says_why(aim: Target, bound: Series, code: str) -> None:
    found = ask(aim, bound)
    assert (found.probability, found.points) == (None, ())
    assert codes(found)[-1] == code


def test_series_that_fall_below_nought_have_an_outlook_too() -> None:
    values = {str(2010 + i): value for i, value in enumerate([5, 3, -2, 1, 4, -1, 2, 6, 3, 1.0])}
    found = ask(target(4, deadline="2022"), series(values))
    assert found.probability is not None
    assert found.points[0].low95 < 0


def test_a_stock_counts_by_the_last_figure_of_a_year() -> None:
    values = {f"{2015 + i}-06-30": 10.0 + 3 * i + i % 2 for i in range(9)}
    found = ask(target(60, deadline="2027-03"), series(values, nature=Nature.STOCK))
    assert [point.period for point in found.points] == ["2024", "2025", "2026", "2027"]


def test_the_same_question_has_the_same_answer() -> None:
    assert ask(target(90), rising(14)) == ask(target(90), rising(14))


def test_many_are_asked_at_once_and_stay_in_order() -> None:
    bound = [rising(14, rate=1 + place / 50) for place in range(1, 6)]
    asked = [(target(90), one, vintages(one)[0]) for one in bound]
    short = series({"2023": 1.0})
    asked.insert(2, (target(90), short, vintages(short)[0]))
    found = outlooks(asked)
    assert [one.probability is None for one in found] == [False, False, True, False, False, False]
    chances = [one.probability for one in found if one.probability is not None]
    assert chances == sorted(chances)


def test_errors_come_from_inside_the_history_only() -> None:
    values = np.array([40 * 1.05**i * (1 + 0.05 * (i % 3)) for i in range(15)])
    whole = backtest(values, 6)
    assert len([1 for horizon, _ in whole.errors if horizon == 6]) == 3
    longer = backtest(np.append(values, [1e9, 1e9]), 6)
    assert longer.errors != whole.errors
    again = backtest(values, 6)
    assert again.errors == whole.errors


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.floats(min_value=1, max_value=1e6, allow_nan=False), min_size=5, max_size=20
    ).filter(lambda values: len(set(values)) > 1)
)
def test_whatever_the_history_chances_are_chances(values: list[float]) -> None:
    (found,) = predict([np.array(values)], 3)
    for horizon in (1, 2, 3):
        low, high = found.interval(0.8, horizon)
        assert 0 < low <= found.expected(horizon) <= high
        chances = [found.chance_at_least(x, horizon) for x in sorted((0.0, low, high, 1e9))]
        assert all(0 <= chance <= 1 for chance in chances)
        assert chances == sorted(chances, reverse=True)


def test_without_the_extra_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "statsforecast", None)
    with pytest.raises(ExtraMissing, match=r"summitry\[statistics\]"):
        outlook_models.models()


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, summitry.monitoring.outlook, summitry.monitoring.progress, "
        "summitry.statistics.providers, summitry.statistics.importing; "
        "print(sorted({'numpy', 'pandas', 'statsforecast', 'sdmx', 'httpx'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
