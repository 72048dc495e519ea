"""Series are proposed for reasons, ruled out for reasons, and converted only with dated factors."""

from __future__ import annotations

from dataclasses import replace

import pytest
from figures import series, target

from summitry.errors import UsageError
from summitry.model import Factor, Series
from summitry.monitoring.binding import judge, propose
from summitry.monitoring.conversion import convert
from summitry.monitoring.words import content_words, named_parties, parties_in

YEARS = {"2021": 50.0, "2023": 60.0}
AIM = target(parties=("CHN", "CA5"), object="raise goods trade with the five states", theme="trade")


def against(bound: Series) -> list[str]:
    return [reason.rule for reason in judge(AIM, bound) if reason.weight < 0]


def test_unit_parties_and_words_must_all_speak_for_a_series() -> None:
    good = series(YEARS)
    assert against(good) == []
    (binding,) = propose(AIM, [good])
    assert binding.series == good.key
    assert binding.score >= 5
    assert (binding.method, binding.version) == ("binding", "1")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"unit": "EUR"}, "unit"),
        ({"partner": "KAZ"}, "parties"),
        ({"partner": "Ruritania"}, "parties"),
        ({"partner": "USA"}, "parties"),
        ({"title": "Goods exports"}, "words"),
        ({"title": "Share of trade"}, "words"),
        ({"title": "Students"}, "words"),
        ({"title": "China Central Asia"}, "words"),
    ],
)
def test_a_series_is_ruled_out_for_a_reason(changes: dict[str, str], rule: str) -> None:
    bound = replace(series(YEARS), **changes)  # type: ignore[arg-type]
    assert rule in against(bound)
    assert propose(AIM, [bound]) == ()


def test_the_other_side_counts_as_well() -> None:
    mirrored = replace(series(YEARS, reporter="CA5"), partner="CHN")
    assert against(mirrored) == []


def test_names_tell_parties() -> None:
    assert named_parties("CA5+China") == {"CA5", "CHN"}
    assert named_parties("") == frozenset()
    assert parties_in("between China and the Central Asian states") == {"CHN", "CA5"}
    assert parties_in("nobody in particular") == frozenset()
    assert content_words("number of China-Europe trains") == {"china", "europe", "train"}


FACTORS = (
    Factor("CNY", "USD", 0.15, "2021", "central bank, yearly mean"),
    Factor("CNY", "USD", 0.14, "2023", "central bank, yearly mean"),
)


def test_factors_make_a_series_eligible_and_stay_visible() -> None:
    yuan = series(YEARS, unit="CNY")
    assert propose(AIM, [yuan]) == ()
    assert len(propose(AIM, [yuan], FACTORS)) == 1
    converted = convert(yuan, FACTORS)
    assert converted.unit == "USD"
    assert [one.value for one in converted.observations] == pytest.approx([7.5, 8.4])
    assert converted.observations[0].wording == (
        "50 CNY × 0.15 of 2021 (central bank, yearly mean; conversion 1)"
    )


def test_no_year_borrows_the_factor_of_another() -> None:
    yuan = series({**YEARS, "2022": 55.0}, unit="CNY")
    with pytest.raises(UsageError, match="no factor from CNY for 2022"):
        convert(yuan, FACTORS)
    with pytest.raises(UsageError, match="convert EUR into nothing"):
        convert(series(YEARS, unit="EUR"), FACTORS)
    always = Factor("gigawatt", "megawatt", 1000, None, "definition")
    power = convert(series(YEARS, unit="gigawatt"), [always])
    assert power.observations[0].wording == "50 gigawatt × 1000 (definition; conversion 1)"
