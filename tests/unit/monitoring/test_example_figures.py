"""The example, from its texts and its table to verdicts: what the public facts say, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from figures import TODAY

import summitry
from summitry.model import (
    Binding,
    ClaimVerdict,
    Reading,
    Series,
    Target,
    TargetStatus,
    Truth,
)
from summitry.monitoring.binding import propose
from summitry.monitoring.claims import check_claim
from summitry.monitoring.claims_reading import read_claim
from summitry.monitoring.differences import differences
from summitry.monitoring.faults import series_faults
from summitry.monitoring.outlook import outlook
from summitry.monitoring.progress import progress
from summitry.monitoring.targets import targets_of
from summitry.monitoring.verdicts import assess
from summitry.monitoring.vintages import vintages
from summitry.statistics.importing import import_series


@pytest.fixture(scope="module")
def figures(checkout: Path) -> tuple[Series, ...]:
    table = checkout / "examples" / "central-asia" / "data" / "observations.csv"
    return import_series(table.read_bytes(), where=table.name).series


@pytest.fixture(scope="module")
def reading(checkout: Path) -> Reading:
    folder = checkout / "examples" / "central-asia" / "documents"
    return summitry.read(folder / "2022-01-china-online-summit.md", all_statements=True)


@pytest.fixture(scope="module")
def targets(reading: Reading) -> Mapping[float, Target]:
    document = reading.document
    found = [
        target
        for commitment in reading.commitments
        for target in targets_of(commitment, document.date, document.parties)
    ]
    return {target.value: target for target in found}


def bound_to(target: Target, figures: tuple[Series, ...]) -> list[Series]:
    by_key = {one.key: one for one in figures}
    return [by_key[binding.series] for binding in propose(target, figures)]


def test_the_trade_target_is_met_in_2022_in_2023_or_not_by_who_reports_and_when(
    targets: Mapping[float, Target], figures: tuple[Series, ...]
) -> None:
    bound = bound_to(targets[70e9], figures)
    results = progress(targets[70e9], bound, TODAY)
    found = [
        (one.reporter, one.vintage, one.first_met.period.text if one.first_met else None)
        for one in results
    ]
    assert found == [
        ("CHN", "first published", "2022"),
        ("CHN", "restated 2025-06", "2023"),
        ("EDB (CA5 statistics)", "first published", None),
    ]
    assert [one.status for one in results] == [
        TargetStatus.MET,
        TargetStatus.MET,
        TargetStatus.ON_TRACK,
    ]
    partner = results[-1].latest
    assert partner is not None
    assert (partner.period.text, partner.wording) == ("2024", "66.2 bn USD")
    rows = differences(results, bound)
    assert "2022: 69.8 bn USD instead of 70.2 bn USD (-0.6 %)" in rows[1].differs
    assert "2024: 66.2 bn USD instead of 94.82 bn USD (-30.2 %)" in rows[2].differs
    assessment = assess("trade", results)
    assert assessment.calculated is Truth.CONTESTED
    assert "70.2 bn USD in 2022" in assessment.reason
    assert "66.2 bn USD in 2024" in assessment.reason


def test_the_outlook_of_the_two_sides(
    targets: Mapping[float, Target], figures: tuple[Series, ...]
) -> None:
    ours, theirs = bound_to(targets[70e9], figures)
    found = outlook(targets[70e9], ours, vintages(ours)[-1])
    assert found.probability is not None
    assert found.probability > 0.8
    assert found.reference_share == 1
    none = outlook(targets[70e9], theirs, vintages(theirs)[0])
    assert none.probability is None
    assert none.faults[-1].code == "too-short"


def test_sister_cities_are_met_in_2025(
    targets: Mapping[float, Target], figures: tuple[Series, ...]
) -> None:
    bound = bound_to(targets[100], figures)
    assert [one.id for one in bound] == ["sister_cities"]
    # The text counts "100"; that these are pairs is what the person who confirms it says.
    target = Target(100, "pair", "2032", "2022-01-25", earliest_deadline="2027")
    (result,) = progress(target, bound, TODAY)
    assert result.status is TargetStatus.MET
    assert result.first_met is not None
    assert result.first_met.period.text == "2025-06-17"
    assert assess("cities", [result]).calculated is Truth.TRUE


def test_scholarships_are_not_measurable(
    targets: Mapping[float, Target], figures: tuple[Series, ...]
) -> None:
    assert propose(targets[1200], figures) == ()
    assessment = assess("scholarships", progress(targets[1200], [], TODAY))
    assert assessment.calculated is Truth.UNKNOWN
    assert assessment.reason == "no series is bound and no evidence is filed"


def test_proposals_give_their_reasons(
    targets: Mapping[float, Target], figures: tuple[Series, ...]
) -> None:
    found = propose(targets[70e9], figures)
    assert all(isinstance(one, Binding) and one.confirmed_by is None for one in found)
    told = {reason.rule: reason.why for reason in found[0].reasons}
    assert told["unit"] == "both count in USD"
    assert told["parties"] == "both are about CA5, CHN"
    assert "trade" in told["words"]


def test_bad_series_of_the_example_are_named(figures: tuple[Series, ...]) -> None:
    named = {one.id: [f.code for f in series_faults(one)] for one in figures}
    assert named["cku_rail"] == ["units-changed"]
    assert named["summit_docs"] == ["units-changed"]
    assert named["fdi_stock_cn_uzb_edb"] == ["not-comparable"]
    assert named["trade_cn_ca5"] == []


def by_id(figures: tuple[Series, ...], name: str) -> list[Series]:
    return [one for one in figures if one.id == name]


def test_a_hundredfold_in_thirty_years_holds_roughly(figures: tuple[Series, ...]) -> None:
    (claim,) = read_claim("Trade grew almost 100 times in 30 years.", said="2022-01-25")
    check = check_claim(claim, by_id(figures, "trade_cn_ca5"))
    assert check.verdict is ClaimVerdict.HOLDS_ROUGHLY
    assert check.low == pytest.approx(38.6 / 0.46)
    assert check.high == pytest.approx(49.5 / 0.46)


def test_the_claims_of_the_text(reading: Reading, figures: tuple[Series, ...]) -> None:
    found = {}
    for statement in reading.statements:
        for claim in read_claim(
            statement.quote, statement.quantities, statement.period, reading.document.date
        ):
            name = {14e9: "fdi_stock_cn_ca5", 12000.0: "cre_trips"}.get(claim.value, "")
            found[claim.value] = check_claim(claim, by_id(figures, name))
    assert found[14e9].verdict is ClaimVerdict.HOLDS
    assert found[12000.0].verdict is ClaimVerdict.HOLDS
    assert found[12000.0].figures[0].working == "15000 trips in 2021"
    assert found[15.0].verdict is ClaimVerdict.CANNOT_TELL
    assert "forecast of World Bank" in found[15.0].reason
