"""Tables of figures become series with their origin, or every fault is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitry.errors import ImportFaults
from summitry.model import Bound, Nature, Series
from summitry.statistics.importing import import_series
from summitry.statistics.notes import bound_of, published_in
from summitry.statistics.outcomes import (
    TableKind,
    import_outcomes,
    import_sources,
    outcome_period,
    table_kind,
)
from summitry.statistics.template import SERIES_TABLE, empty_template
from summitry.statistics.units import read_unit

HEAD = "series_id,indicator,reporter,partner,period,value,unit,source_title,source_url,note\n"


def table(*rows: str, head: str = HEAD) -> bytes:
    return (head + "".join(f"{row}\n" for row in rows)).encode()


def only(data: bytes) -> Series:
    (series,) = import_series(data).series
    return series


def faults_of(data: bytes) -> tuple[str, ...]:
    with pytest.raises(ImportFaults) as caught:
        import_series(data, where="figures.csv")
    return caught.value.faults


@pytest.fixture(scope="module")
def data_folder(checkout: Path) -> Path:
    return checkout / "examples" / "central-asia" / "data"


def test_a_row_becomes_an_observation_with_all_it_tells() -> None:
    series = only(
        table('t,Goods trade,China,CA5,2022,70.2,bn USD,Gazette 2023-04-19,https://e.org,"a, b"')
    )
    (one,) = series.observations
    assert (series.id, series.title, series.unit) == ("t", "Goods trade", "USD")
    assert (series.reporter, series.partner, series.nature) == ("CHN", "CA5", Nature.FLOW)
    assert (one.value, one.unit, one.wording) == (70.2e9, "USD", "70.2 bn USD")
    assert (one.published, one.source, one.note) == ("2023-04-19", "Gazette 2023-04-19", "a, b")
    assert one.address == "https://e.org"
    assert one.row == 2
    assert series.origin.checksum
    assert series.origin.producer == "China"


def test_the_template_is_understood() -> None:
    names = [column.name for column in SERIES_TABLE.columns]
    cells = dict.fromkeys(names, "")
    cells |= {
        "series_id": "pairs",
        "quantity": "twin towns",
        "indicator": "Pairs of sister cities",
        "reporter": "KAZ",
        "period": "2024-03-29",
        "value": "80",
        "unit": "pairs",
        "bound": "at least",
        "nature": "stock",
        "published": "2024-04",
        "source_url": "https://e.org",
        "licence": "CC0",
        "accessed": "2026-01-02",
    }
    series = only(table(",".join(cells.values()), head=empty_template()))
    (one,) = series.observations
    assert (series.quantity, series.nature, series.unit) == ("twin towns", Nature.STOCK, "pair")
    assert (one.bound, one.published) == (Bound.AT_LEAST, "2024-04")
    assert (series.origin.licence, series.origin.accessed) == ("CC0", "2026-01-02")


def test_every_fault_is_told_with_its_row_column_value_and_remedy() -> None:
    faults = faults_of(
        table(
            "t,Trade,China,CA5,2022,70.2,bn USD,G,https://e.org,",
            't,Trade,China,CA5,2023,"89,4",bn USD,G,https://e.org,',
            "t,Trade,China,CA5,last year,1,bn USD,G,https://e.org,",
            "t,Trade,,CA5,2024,1,bn,G,https://e.org,",
            "t,Trade,China,CA5,2025,inf,bn USD,G,,",
            "t,Trade,China",
        )
    )
    assert len(faults) == 7
    assert faults[0] == (
        "row 3, column value: '89,4' is no number. "
        "Write it like 70.2, with a full stop and without commas or words."
    )
    for fault, words in zip(
        faults[1:],
        [
            "row 4, column period: 'last year' is no period",
            "row 5, column reporter: is empty",
            "row 5, column unit: 'bn' does not say what is counted",
            "row 6, column source_url: is empty",
            "row 6, column value: 'inf' is no finite number",
            "row 7, column all: has 3 cells, the head of the table 10",
        ],
        strict=True,
    ):
        assert fault.startswith(words)


def test_wrong_choices_are_faults() -> None:
    head = HEAD.replace("note", "bound,nature,published")
    faults = faults_of(
        table("t,Trade,China,CA5,2022,1,USD,G,https://e.org,circa,river,soon", head=head)
    )
    assert [fault.split(":")[0] for fault in faults] == [
        "row 2, column published",
        "row 2, column bound",
        "row 2, column nature",
    ]


def test_missing_and_doubled_columns_stop_the_reading() -> None:
    assert "unit" in faults_of(b"series_id,indicator,reporter,period,value,source_url\n")[0]
    assert "more than once" in faults_of(HEAD.replace("note", "unit").encode())[0]
    assert "series_id" in faults_of(b"")[0]


@pytest.mark.parametrize("period", ["0000", "2022-13", "2022-02-30", "2024-Q5", "2025-05/01", "22"])
def test_periods_that_cannot_be_are_faults(period: str) -> None:
    (fault,) = faults_of(table(f"t,Trade,China,CA5,{period},1,USD,G,https://e.org,"))
    assert fault.startswith(f"row 2, column period: {period!r} is no ")


def test_what_is_no_utf8_is_named_with_its_row() -> None:
    assert faults_of(HEAD.encode() + b"caf\xe9")[0].startswith("row 2: this is not UTF-8")


def test_rows_that_wait_for_a_better_source_are_left_out() -> None:
    imported = import_series(
        table(
            't,Trade,China,CA5,2022,1,USD,G,https://e.org,"mirror host, replace URL"',
            "t,Trade,China,CA5,2023,2,USD,G,https://e.org,",
        )
    )
    assert [one.period.text for one in imported.series[0].observations] == ["2023"]
    assert imported.notices[0].code == "withheld"


def test_another_vintage_joins_its_series() -> None:
    series = only(
        table(
            "t,Trade,China,CA5,2022,70.2,bn USD,A 2023-04-19,https://e.org,",
            "t_altvintage,Trade (alternative vintage),China,CA5,2022,69.8,bn USD,B 2025-06,https://e.org,",
        )
    )
    assert [one.value for one in series.observations] == [70.2e9, 69.8e9]


def test_columns_that_are_not_known_are_told() -> None:
    head = HEAD.replace("note", "colour")
    imported = import_series(table("t,Trade,China,CA5,2022,1,USD,G,https://e.org,red", head=head))
    assert "colour" in imported.notices[-1].what


@pytest.mark.parametrize(
    ("text", "name", "one"),
    [
        ("bn USD", "USD", 1e9),
        ("US dollars", "USD", 1),
        ("mn EUR", "EUR", 1e6),
        ("bcm", "cubic metre", 1e9),
        ("mt", "tonne", 1e6),
        ("thousand TEU", "TEU", 1e3),
        ("%", "percent", 1),
        ("pairs", "pair", 1),
        ("persons", "person", 1),
        ("countries", "country", 1),
        ("aircraft", "aircraft", 1),
        ("times", "times", 1),
        ("cooperation documents", "cooperation document", 1),
    ],
)
def test_units(text: str, name: str, one: float) -> None:
    unit = read_unit(text)
    assert unit.name == name
    assert float(unit.factor) == one


@pytest.mark.parametrize(
    ("note", "figure", "bound"),
    [
        ('"exceeded 14"; signed contracts 120.1', "14", Bound.AT_LEAST),
        ('"exceeding 18,000"; mirror host', "18000", Bound.AT_LEAST),
        ('"just under 22"', "22.0", Bound.AT_MOST),
        ('"just under 22"', "42.9", Bound.EXACT),
        ('upper bound: "less than 8"', "8", Bound.AT_MOST),
        ('"more than"', "30000", Bound.AT_LEAST),
        ('"more than 100" / 110 outcomes', "12", Bound.EXACT),
        ("about 40 bcm per year", "450", Bound.EXACT),
        ("rounded", "48.6", Bound.ABOUT),
        ("", "1", Bound.EXACT),
    ],
)
def test_notes_tell_how_a_figure_is_limited(note: str, figure: str, bound: Bound) -> None:
    assert bound_of(note, figure) is bound


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("Gazette 2023-04-19: minister on trade", "2023-04-19"),
        ("A 2026-01-20; B 2026-01-18", "2026-01-18"),
        ("Trade hits 89.4 billion in 2023", None),
        ("Report 2023-13", None),
    ],
)
def test_a_title_tells_when_a_figure_came_out(title: str, date: str | None) -> None:
    assert published_in(title) == date


def test_each_table_of_the_example_is_known_and_read(data_folder: Path) -> None:
    def data(name: str) -> bytes:
        return (data_folder / f"{name}.csv").read_bytes()

    assert table_kind(data("observations")) is TableKind.SERIES
    assert table_kind(data("pledge_outcomes")) is TableKind.OUTCOMES
    assert table_kind(data("data_sources")) is TableKind.SOURCES
    assert table_kind(b"a,b\n1,2\n") is TableKind.UNKNOWN
    assert sum(len(one.observations) for one in import_series(data("observations")).series) > 150
    outcomes = import_outcomes(data("pledge_outcomes"))
    assert len(outcomes) > 40
    assert all(one.source_url for one in outcomes)
    assert outcome_period(outcomes[0]) is None
    assert len(import_sources(data("data_sources"))) == 8
