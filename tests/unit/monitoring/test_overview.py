"""One row for each target, reporter and vintage, and the picture of the way there."""

from __future__ import annotations

import json

import pytest
from figures import TODAY, series, target

from summitry.model import Nature, TargetStatus
from summitry.monitoring.overview import watch
from summitry.monitoring.progress import progress
from summitry.monitoring.trajectory import render, trajectory

OURS = series(
    {
        "2017": 36.0,
        "2018": 40.0,
        "2019": 46.4,
        "2020": 38.6,
        "2021": 49.5,
        "2022": 70.2,
        "2022@2025-06": 69.8,
        "2023": 89.4,
    }
)
THEIRS = series({"2020": 23.6, "2024": 66.2}, name="mirror", reporter="KAZ")


def test_every_reporter_and_vintage_has_a_row_with_its_methods() -> None:
    aim, other = target(commitment="c1"), target(1200, unit="scholarship", commitment="c2")
    first, second = watch([aim, other], {aim: [OURS, THEIRS]}, TODAY)
    rows = first.rows
    assert [(row.reporter, row.vintage, row.status, row.first_met) for row in rows] == [
        ("CHN", "first published", "met", "2022"),
        ("CHN", "restated 2025-06", "met", "2023"),
        ("KAZ", "first published", "on track", None),
    ]
    assert rows[0].commitment == "c1"
    assert rows[0].probability is not None
    assert (rows[0].method, rows[0].outlook_method) == ("observed 1", "outlook-median 1")
    assert rows[2].probability is None
    assert (rows[2].latest, rows[2].latest_value) == ("2024", 66.2)
    assert any("too few" in fault for fault in rows[2].faults)
    assert (second.progress, second.outlooks, second.rows) == ((), (), ())


def test_the_picture_has_reporters_vintages_target_and_fan() -> None:
    aim = target()
    (watched,) = watch([aim], {aim: [OURS, THEIRS]}, TODAY)
    chart = trajectory(aim, [OURS, THEIRS], watched.outlooks)
    text = json.dumps(chart)
    assert text.count('"2030-01-01"') >= 4
    figures = chart["layer"][3]["data"]["values"]
    assert {one["reporter"] for one in figures} == {"China", "Kazakhstan"}
    assert {one["opacity"] for one in figures} == {0.35, 1.0}
    # Four years are missing between the two figures of the second: no line is drawn over them.
    assert len({one["run"] for one in figures if one["reporter"] == "Kazakhstan"}) == 2
    pytest.importorskip("vl_convert", reason="the extra charts is not installed")
    assert render(chart, "svg").startswith(b"<svg")
    assert render(chart, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("wanted", "known", "code"),
    [
        (Nature.FLOW, Nature.STOCK, "nature-differs"),
        (Nature.STOCK, Nature.FLOW, "nature-differs"),
        (Nature.UNKNOWN, Nature.UNKNOWN, "nature-unknown"),
        (Nature.FLOW, Nature.UNKNOWN, "no-figures"),
    ],
)
def test_months_are_not_taken_for_years(wanted: Nature, known: Nature, code: str) -> None:
    months = series({"2021-12": 50.0, "2024-01": 80.0}, nature=known)
    (result,) = progress(target(nature=wanted), [months], TODAY)
    assert result.status is TargetStatus.NOT_MEASURABLE
    assert next(fault for fault in result.faults if fault.stops).code == code
