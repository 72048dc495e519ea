"""What an amount is in its sentence; what is announced again; sums that hold nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import summitry
from summitry.model import (
    Aliases,
    LeftOut,
    Occasion,
    PledgeRelation,
    Promise,
    Rate,
    Remark,
    StatementKind,
)
from summitry.tracing import find_recycled, total_pledges
from summitry.tracing.money import amounts_in

from . import cases

FIRST = Occasion("A", "2019-05-02", "Forum")
SECOND = Occasion("B", "2022-05-02", "Forum")
LATE = Occasion("C", "2039-05-02", "Forum")
UNDATED = Occasion("D", None, "Forum")


def dollars(millions: int) -> str:
    return f"{millions} million dollars={millions}000000 USD"


def made(name: str, occasion: Occasion, quote: str, amounts: str, **other: Any) -> Promise:
    row = [
        name,
        other.get("actors", "NOR"),
        other.get("recipients", ""),
        other.get("theme", "energy"),
        quote,
        amounts,
        "",
    ]
    return cases.promise(row, occasion, other.get("number", 1))


@pytest.mark.parametrize("case", cases.load("money"), ids=lambda case: case["quote"])
def test_what_an_amount_is(case: dict[str, Any]) -> None:
    found = amounts_in(made("A1", FIRST, case["quote"], case["amounts"]))
    assert [one.role.value for one in found] == case["roles"]


WIND = "Norway will invest 20 million dollars in wind farms"
TWENTY = "20 million dollars=20000000 USD"


def test_the_same_amount_for_the_same_purpose_is_recycled() -> None:
    (group,) = find_recycled([made("B1", SECOND, WIND, TWENTY), made("A1", FIRST, WIND, TWENTY)])
    assert (group.amount, group.currency) == (2e7, "USD")
    assert cases.names(group.members) == ["A1", "B1"]
    assert group.relations == (PledgeRelation.AGAIN,)
    assert "2019-05-02" in group.reasons[0]
    assert "2022-05-02" in group.reasons[0]


@pytest.mark.parametrize(
    ("quote", "amounts", "occasion", "other"),
    [
        ("Norway will invest 20 million dollars in cod hatcheries", TWENTY, SECOND, {}),
        (WIND, TWENTY, SECOND, {"actors": "DNK"}),
        (WIND, "21 million dollars=21000000 USD", SECOND, {}),
        (WIND, "20 million euros=20000000 EUR", SECOND, {}),
        (WIND, TWENTY, LATE, {}),
        (WIND, TWENTY, UNDATED, {}),
        (WIND, TWENTY, FIRST, {}),
        (WIND, TWENTY, Occasion("E", "2019-05-04", "Forum"), {}),
    ],
)
def test_what_is_not_recycled(
    quote: str, amounts: str, occasion: Occasion, other: dict[str, Any]
) -> None:
    rows = [made("A1", FIRST, WIND, TWENTY), made("B1", occasion, quote, amounts, **other)]
    assert find_recycled(rows) == ()


def test_an_amount_announced_again_in_another_currency() -> None:
    first = made(
        "A1",
        FIRST,
        "Norway will lend 1.4 billion dollars for wind farms",
        "1.4 billion dollars=1400000000 USD",
    )
    quote = "Norway will lend 15 billion kroner (about 1.41 billion dollars) for wind farms"
    second = made(
        "B1",
        SECOND,
        quote,
        "15 billion kroner=15000000000 NOK; 1.41 billion dollars=1410000000 USD",
    )
    (group,) = find_recycled([first, second])
    assert group.relations == (PledgeRelation.CONVERTED,)


def test_a_part_of_an_earlier_total() -> None:
    quote = "Norway will pay 5 million dollars of the 20 million dollars for wind farms"
    second = made("B1", SECOND, quote, f"5 million dollars=5000000 USD; {TWENTY}")
    (group,) = find_recycled([made("A1", FIRST, WIND, TWENTY), second])
    assert group.relations == (PledgeRelation.PART,)


def test_a_party_that_changed_its_name_recycles_as_before() -> None:
    rows = [made("A1", FIRST, WIND, TWENTY, actors="OLD"), made("B1", SECOND, WIND, TWENTY)]
    assert find_recycled(rows) == ()
    assert len(find_recycled(rows, Aliases(parties=(("OLD", "NOR"),)))) == 1


def test_the_example_shows_the_twenty_billion_announced_twice(example: Path) -> None:
    rows = []
    for path in sorted(example.glob("*.md")):
        reading = summitry.read(path)
        document = reading.document
        occasion = Occasion(path.stem, document.date, document.dialogue, None, document.parties)
        rows += [Promise(f"{path.stem}#{c.number}", c, occasion) for c in reading.commitments]
    largest = find_recycled(rows)[0]
    assert (largest.amount, largest.currency) == (2e10, "USD")
    dates = [member.occasion.date for member in largest.members]
    assert dates[:2] == ["2019-10-04", "2022-01-25"]


def left_out(total: Any) -> dict[str, LeftOut]:
    return {line.id: line.left_out for line in total.left_out}


def test_a_repeated_amount_is_summed_once() -> None:
    rows = [made("A1", FIRST, WIND, TWENTY), made("B1", SECOND, WIND, TWENTY)]
    (total,) = total_pledges(rows)
    assert total.amount == 2e7
    assert left_out(total) == {"B1": LeftOut.REPEATED}
    assert total.left_out[0].because_of == "A1"
    assert total.left_out[0].reason


def test_of_a_raised_amount_the_later_is_summed() -> None:
    more = "Norway will invest 30 million dollars in wind farms"
    rows = [
        made("A1", FIRST, WIND, TWENTY),
        made("B1", SECOND, more, "30 million dollars=30000000 USD"),
    ]
    (total,) = total_pledges(rows)
    assert total.amount == 3e7
    assert left_out(total) == {"A1": LeftOut.REPLACED}


def test_parts_that_add_up_to_an_umbrella_are_left_out() -> None:
    rows = [
        made("A1", FIRST, "Norway announced a package of 20 million dollars", TWENTY, number=1),
        made(
            "A2",
            FIRST,
            "it will spend 12 million dollars on dams",
            "12 million dollars=12000000 USD",
            number=2,
        ),
        made(
            "A3",
            FIRST,
            "it will spend 8 million dollars on grids",
            "8 million dollars=8000000 USD",
            number=3,
        ),
    ]
    (total,) = total_pledges(rows)
    assert total.amount == 2e7
    assert left_out(total) == {"A2": LeftOut.PART, "A3": LeftOut.PART}


def test_a_part_that_says_so_is_left_out() -> None:
    rows = [
        made("A1", FIRST, "Norway announced a package of 20 million dollars", TWENTY, number=1),
        made(
            "A2",
            FIRST,
            "of this, 3 million dollars will go to dams",
            "3 million dollars=3000000 USD",
            number=2,
        ),
        made(
            "A3",
            FIRST,
            "Norway will also lend 4 million dollars for ferries",
            "4 million dollars=4000000 USD",
            number=3,
        ),
    ]
    (total,) = total_pledges(rows)
    assert total.amount == 2.4e7
    assert left_out(total) == {"A2": LeftOut.PART}


def test_levels_and_conversions_are_no_pledges() -> None:
    quote = "China will lend 10 billion yuan (about 1.4 billion dollars) for ports"
    rows = [
        made(
            "A1",
            FIRST,
            quote,
            "10 billion yuan=10000000000 CNY; 1.4 billion dollars=1400000000 USD",
        ),
        made(
            "A2",
            FIRST,
            "they will raise trade to 8 billion dollars",
            "8 billion dollars=8000000000 USD",
            number=2,
        ),
    ]
    yuan, dollars = total_pledges(rows)
    assert (yuan.currency, yuan.amount) == ("CNY", 1e10)
    assert (dollars.currency, dollars.amount) == ("USD", 0)
    assert left_out(dollars) == {"A1": LeftOut.CONVERSION, "A2": LeftOut.LEVEL}


def test_payments_are_listed_and_never_summed() -> None:
    paid = cases.remarks(
        {
            "docs": {"B": "2022-05-02 | Forum"},
            "paid": [
                [
                    "B~1",
                    "NOR",
                    "Norway has paid 6 million dollars for wind farms",
                    "6 million dollars=6000000 USD",
                ]
            ],
        },
        "paid",
        StatementKind.ACHIEVEMENT,
    )
    (total,) = total_pledges([made("A1", FIRST, WIND, TWENTY)], paid)
    assert total.amount == 2e7
    assert left_out(total) == {"B~1": LeftOut.DISBURSED}


def test_currencies_are_kept_apart_unless_a_dated_rate_is_given() -> None:
    rows = [
        made("A1", FIRST, WIND, TWENTY),
        made(
            "A2",
            FIRST,
            "Norway will pay 3 million euros for eel ladders",
            "3 million euros=3000000 EUR",
            number=2,
        ),
    ]
    assert [one.currency for one in total_pledges(rows)] == ["EUR", "USD"]
    (without,) = total_pledges(rows, into="USD")
    assert without.amount == 2e7
    assert left_out(without) == {"A2": LeftOut.OTHER_CURRENCY}
    rates = [
        Rate("EUR", "USD", 1.2, "2019-05-01", "a bank"),
        Rate("USD", "EUR", 0.5, "2022", "another"),
    ]
    (with_rate,) = total_pledges(rows, into="USD", rates=rates)
    assert with_rate.amount == pytest.approx(2e7 + 3.6e6)


def test_every_amount_stands_in_one_list(example: Path) -> None:
    rows: list[Promise] = []
    remarks: list[Remark] = []
    for path in sorted(example.glob("*.md")):
        reading = summitry.read(path, all_statements=True)
        document = reading.document
        occasion = Occasion(path.stem, document.date, document.dialogue, None, document.parties)
        rows += [Promise(f"{path.stem}#{c.number}", c, occasion) for c in reading.commitments]
        remarks += [Remark(f"{path.stem}~{s.number}", s, occasion) for s in reading.statements]
    totals = total_pledges(rows, remarks)
    listed = [line.id for total in totals for line in (*total.summed, *total.left_out)]
    counted = [one.id for one in rows for _ in amounts_in(one)]
    assert sorted(name for name in listed if "~" not in name) == sorted(counted)
    assert total_pledges(rows[::-1], remarks[::-1]) == totals


def test_no_amounts_give_no_totals() -> None:
    assert total_pledges([made("A1", FIRST, "Norway will build wind farms", "")]) == ()
