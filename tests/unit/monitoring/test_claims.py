"""Claims are read for what they say, and held against figures of every reporter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from figures import series

from summitry.model import Bound, ClaimKind, ClaimVerdict, FactClaim, Nature, Quantity, Span
from summitry.monitoring.claims import check_claim
from summitry.monitoring.claims_reading import read_claim

SAID = "2022-01-25"


def quantity(text: str, value: float, unit: str, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(Span(0, len(text)), text, value, unit, bound)


@pytest.mark.parametrize(
    ("text", "value", "bound", "nearly", "start", "years"),
    [
        ("up almost 100 times in 30 years", 100, Bound.ABOUT, True, None, 30),
        ("had grown almost a hundredfold in thirty years", 100, Bound.ABOUT, True, None, 30),
        ("trade has more than doubled since 2012", 2, Bound.AT_LEAST, False, "2012", None),
        ("tripled over the past five years", 3, Bound.EXACT, False, None, 5),
        ("a roughly tenfold rise between 2000 and 2020", 10, Bound.ABOUT, False, "2000", None),
        ("grew 2.5 times", 2.5, Bound.EXACT, False, None, None),
        ("rose by twenty-five times in twenty years", 25, Bound.EXACT, False, None, 20),
    ],
)
def test_multiples(
    text: str, value: float, bound: Bound, nearly: bool, start: str | None, years: float | None
) -> None:
    (claim,) = read_claim(text, said=SAID)
    assert claim.kind is ClaimKind.MULTIPLE
    assert (claim.value, claim.bound, claim.nearly) == (value, bound, nearly)
    assert (claim.start, claim.years) == (start, years)


def test_levels_changes_and_forecasts() -> None:
    trains = quantity("12,000 trains", 12000, "train", Bound.AT_LEAST)
    (level,) = read_claim("more than 12,000 trains crossed in 2021", [trains], said=SAID)
    assert (level.kind, level.end, level.bound) == (ClaimKind.LEVEL, "2021", Bound.AT_LEAST)
    share = quantity("15 per cent", 15, "percent")
    (change,) = read_claim("trade fell by 15 per cent in 2020", [share], said=SAID)
    assert (change.kind, change.value, change.end) == (ClaimKind.CHANGE, -15, "2020")
    text = "According to the World Bank, links could add 15 per cent to output"
    (forecast,) = read_claim(text, [share], said=SAID)
    assert (forecast.forecast, forecast.attributed_to) == (True, "World Bank")
    assert read_claim("trade is important", said=SAID) == ()
    assert read_claim("ministers met three times a year", said=SAID) == ()
    assert read_claim("it was said many times", said=SAID) == ()


YEARS = {"2018": 10.0, "2019": 20.0, "2020": 19.0, "2021": 30.0}


def claim(kind: ClaimKind, value: float, **fields: object) -> FactClaim:
    return replace(FactClaim("", kind, value, said=SAID), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        (claim(ClaimKind.LEVEL, 30, unit="USD", end="2021"), ClaimVerdict.HOLDS),
        (claim(ClaimKind.LEVEL, 29, unit="USD", end="2021"), ClaimVerdict.HOLDS),
        (claim(ClaimKind.LEVEL, 35, unit="USD", end="2021"), ClaimVerdict.HOLDS_ROUGHLY),
        (claim(ClaimKind.LEVEL, 60, unit="USD", end="2021"), ClaimVerdict.DOES_NOT),
        (
            claim(ClaimKind.LEVEL, 31, unit="USD", end="2021", bound=Bound.AT_LEAST),
            ClaimVerdict.HOLDS_ROUGHLY,
        ),
        (
            claim(ClaimKind.LEVEL, 29, unit="USD", end="2021", bound=Bound.AT_MOST),
            ClaimVerdict.HOLDS_ROUGHLY,
        ),
        (claim(ClaimKind.LEVEL, 30, unit="USD", end="2016"), ClaimVerdict.CANNOT_TELL),
        (claim(ClaimKind.LEVEL, 30, unit="EUR", end="2021"), ClaimVerdict.CANNOT_TELL),
        (claim(ClaimKind.MULTIPLE, 3, start="2018", end="2021"), ClaimVerdict.HOLDS),
        (claim(ClaimKind.MULTIPLE, 3, years=3), ClaimVerdict.HOLDS_ROUGHLY),
        (claim(ClaimKind.MULTIPLE, 9, start="2018"), ClaimVerdict.DOES_NOT),
        (claim(ClaimKind.CHANGE, -5, end="2020"), ClaimVerdict.HOLDS),
        (claim(ClaimKind.CHANGE, 5, end="2020"), ClaimVerdict.DOES_NOT),
        (claim(ClaimKind.MULTIPLE, 3, start="2018", forecast=True), ClaimVerdict.CANNOT_TELL),
    ],
)
def test_verdicts(made: FactClaim, verdict: ClaimVerdict) -> None:
    check = check_claim(made, [series(YEARS)])
    assert check.verdict is verdict
    assert check.reason
    assert (check.method, check.version) == ("claims", "1")


def test_reporters_that_disagree_make_a_range() -> None:
    theirs = series({"2018": 10.0, "2021": 20.0}, name="mirror", reporter="KAZ")
    made = claim(ClaimKind.MULTIPLE, 3, start="2018", end="2021")
    check = check_claim(made, [series(YEARS), theirs])
    assert (check.verdict, check.low, check.high) == (ClaimVerdict.HOLDS_ROUGHLY, 2, 3)
    assert [one.reporter for one in check.figures] == ["CHN", "KAZ"]


def test_vintages_count_once_where_they_agree() -> None:
    bound = series({"2018": 10.0, "2021": 30.0, "2020": 19.0, "2020@2025-06": 18.0})
    made = claim(ClaimKind.MULTIPLE, 3, start="2018", end="2021")
    assert len(check_claim(made, [bound]).figures) == 1
    made = claim(ClaimKind.LEVEL, 19, unit="USD", end="2020")
    assert [one.vintage for one in check_claim(made, [bound]).figures] == [
        "first published",
        "restated 2025-06",
    ]


def test_nothing_is_told_from_bad_figures_or_none() -> None:
    made = claim(ClaimKind.LEVEL, 30, unit="USD", end="2021")
    assert check_claim(made, []).reason == "no series is bound to the claim"
    doubled = series({"2021": 1.0, "2021@": 2.0})
    assert "several figures" in check_claim(made, [doubled]).reason
    stock = series({"2021-06-30": 30.0}, nature=Nature.STOCK)
    assert check_claim(made, [stock]).verdict is ClaimVerdict.HOLDS
