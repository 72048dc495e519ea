"""Figures, bindings and verdicts in a register, on whichever database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summitry.errors import EntryChanged, EntryMissing, ImportFaults, UsageError
from summitry.exchange.tables import TableRow
from summitry.model import Query, Truth
from summitry.workflow import assessing, binding, claims, consulting, data, monitoring, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.exporting import export_tables
from summitry.workflow.importing import Arrived, import_tables
from summitry.workflow.register import Register

WHO = "Aisha"
TODAY = "2026-02-28"
HEAD = "series_id,indicator,reporter,partner,period,value,unit,published,source_url,licence\n"
FIGURES = """water,Money for water,Japan,UZB,2024,10,mn USD,2025-01,https://e.org,CC0
water,Money for water,Japan,UZB,2025,20,mn USD,2026-01,https://e.org,CC0
water,Money for water,Japan,UZB,2026,55,mn USD,2026-02,https://e.org,CC0
"""
OUTCOMES = """confidence,pledge,actor,target,deadline,outcome,outcome_date,status_guess,\
source_title,source_url
low,Money for water,Japan,50 mn USD,2028,Half was paid,2026-01,in progress,Gazette,https://e.org
"""
FACTORS = "unit,into,rate,period,source\nJPY,USD,0.0067,2024,Bank\nJPY,USD,0.0065,2025,Bank\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(register: Register) -> list[str]:
    return [f"{one.where} {one.what}" for one in consulting.verify(register)]


def water(register: Register) -> str:
    return next(
        one.id for one, record in consulting.find(register, Query()) if "water" in record.quote
    )


@pytest.fixture
def followed(filled: Register, tmp_path: Path) -> Register:
    data.import_data(filled, write(tmp_path, "figures.csv", HEAD + FIGURES), WHO)
    data.import_data(filled, write(tmp_path, "outcomes.csv", OUTCOMES), WHO)
    data.import_data(filled, write(tmp_path, "factors.csv", FACTORS), WHO)
    entry = water(filled)
    binding.decide(filled, entry, ["water"], WHO)
    assessing.link_outcome(filled, 1, entry, "against", WHO)
    assessing.assess(filled, entry, "true", "the ministry says so", who=WHO, today=TODAY)
    return filled


def test_figures_are_kept_with_all_they_came_with(followed: Register) -> None:
    kept = data.one_series(followed, "water")
    series = kept.series
    assert (series.reporter, series.partner, series.unit) == ("JPN", "UZB", "USD")
    assert [one.value for one in series.observations] == [10e6, 20e6, 55e6]
    first = kept.figures[0]
    assert (first.observation.published, first.origin.licence) == ("2025-01", "CC0")
    assert (first.file, first.observation.row) == ("figures.csv", 2)
    assert data.one_series(followed, str(kept.number)) == kept
    assert data.one_series(followed, series.key[:10]) == kept
    with pytest.raises(EntryMissing):
        data.one_series(followed, "nothing")
    assert faults(followed) == []


def test_a_verdict_stands_beside_what_is_calculated(followed: Register) -> None:
    entry = water(followed)
    (one,) = monitoring.monitor(followed, TODAY, entry, outlook=False)
    (target,) = one.targets
    assert [(row.status, row.first_met) for row in target.rows] == [("met", "2026")]
    found = one.assessment
    assert found.calculated is Truth.CONTESTED
    assert "Half was paid" in found.reason
    assert found.assigned is not None
    assert (found.assigned.truth, found.assigned.by, found.differs) == (Truth.TRUE, WHO, True)
    assessing.assess(followed, entry, "unknown", "no receipt", who="Bo", today=TODAY)
    number, _ = assessing.assess(followed, entry, "unknown", "no receipt", who="Bo", today=TODAY)
    assert number is None
    (after,) = monitoring.monitor(followed, TODAY, entry, outlook=False)
    assert [(kept.truth.value, kept.who) for kept in after.history] == [
        ("true", WHO),
        ("unknown", "Bo"),
    ]
    assert after.history[0].calculated is Truth.CONTESTED


def test_all_of_it_can_be_taken_back_and_done_again(followed: Register) -> None:
    entry = water(followed)
    acts = [one.act for one in consulting.log(followed)][:6][::-1]
    assert acts == [
        *("import data", "import data", "import data", "bind figures", "link outcome", "assess"),
    ]
    for _ in range(6):
        reviewing.undo(followed, WHO)
        assert faults(followed) == []
    assert data.all_series(followed) == []
    assert list(data.all_outcomes(followed)) == []
    assert list(data.all_factors(followed)) == []
    (one,) = monitoring.monitor(followed, TODAY, entry)
    assert (one.history, one.assessment.calculated) == ((), Truth.UNKNOWN)


def test_what_is_bound_cannot_be_taken_from_under_it(followed: Register, tmp_path: Path) -> None:
    *_, first = (one for one in consulting.log(followed) if one.act == "import data")
    with pytest.raises(EntryChanged, match="is bound to a commitment since"):
        reviewing.undo(followed, WHO, first.number)
    later = "water,Money for water,Japan,UZB,2027,60,mn USD,2026-02,https://e.org,CC0\n"
    data.import_data(followed, write(tmp_path, "later.csv", HEAD + later), WHO)
    binding.decide(followed, water(followed), ["water"], WHO, confirm=False)
    with pytest.raises(EntryChanged, match="since"):
        reviewing.undo(followed, WHO, first.number)
    assert faults(followed) == []
    assert len(data.all_series(followed)) == 1


def test_a_document_with_verdicts_is_not_withdrawn(followed: Register) -> None:
    added = next(one for one in consulting.log(followed) if one.act == "add")
    with pytest.raises(EntryChanged, match="cannot be taken back"):
        reviewing.undo(followed, WHO, added.number)


def test_nothing_is_lost_on_the_way_to_the_other_database(
    followed: Register, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    with export_tables(followed) as tables:
        before = {table.name: (table, list(rows)) for table, rows in tables}
    assert len(before["observations"][1]) == 3
    assert len(before["assessments"][1]) == 1
    for address in (new_database(), str(tmp_path / "other.db")):
        workflow.create(address, "secretary")
        with workflow.open_at(address) as other:
            given = {
                name: [TableRow(row, name, place) for place, row in enumerate(rows, start=2)]
                for name, (_, rows) in before.items()
            }
            assert import_tables(other, Arrived(given), "Bo").restored
            assert faults(other) == []
            with export_tables(other) as tables:
                assert {table.name: list(rows) for table, rows in tables} == {
                    name: rows for name, (_, rows) in before.items()
                }
            assert data.all_series(other) == data.all_series(followed)
            assert monitoring.monitor(other, TODAY, outlook=False) == monitoring.monitor(
                followed, TODAY, outlook=False
            )


def test_a_backup_holds_the_figures(
    followed: Register, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    copy, moved = tmp_path / "copy.db", new_database()
    workflow.backup(followed, copy)
    workflow.restore(copy, moved)
    with workflow.open_at(moved) as other:
        assert data.all_series(other) == data.all_series(followed)
        assert faults(other) == []


def test_the_same_file_again_changes_nothing_and_later_figures_join(
    followed: Register, tmp_path: Path
) -> None:
    before = list(consulting.log(followed))
    same = data.import_data(followed, write(tmp_path, "figures.csv", HEAD + FIGURES), "Bo")
    assert (same.taken.figures, same.taken.unchanged) == (0, 3)
    assert list(consulting.log(followed)) == before
    later = "water,Money for water,Japan,UZB,2024,12,mn USD,2026-02,https://e.org,CC0\n"
    more = data.import_data(followed, write(tmp_path, "later.csv", HEAD + later), "Bo")
    assert (more.taken.new_series, more.taken.figures) == (0, 1)
    kept = data.one_series(followed, "water")
    assert [one.file for one in kept.figures] == [*["figures.csv"] * 3, "later.csv"]


def test_another_figure_without_another_date_is_a_fault(followed: Register, tmp_path: Path) -> None:
    other = (
        "water,Money for water,Japan,UZB,2024,12,mn USD,2025-01,https://e.org,CC0\n"
        "water,Money for water,Japan,UZB,2025,22,mn USD,2026-01,https://e.org,CC0\n"
    )
    with pytest.raises(ImportFaults) as caught:
        data.import_data(followed, write(tmp_path, "other.csv", HEAD + other), "Bo")
    assert [fault.partition(":")[0] for fault in caught.value.faults] == [
        "row 2, column value",
        "row 3, column value",
    ]
    assert "12 mn USD here and 10 mn USD in the register" in caught.value.faults[0]
    changed = "water,Money for water,Japan,UZB,2027,9,mn EUR,2025-01,https://e.org,CC0\n"
    with pytest.raises(ImportFaults, match="counted in USD so far and counts in EUR"):
        data.import_data(followed, write(tmp_path, "unit.csv", HEAD + changed), "Bo")
    assert faults(followed) == []


def test_bindings_are_proposed_refused_and_named_wrong(followed: Register) -> None:
    entry = water(followed)
    found = binding.suggest(followed, entry)
    assert [(one.series.series.id, one.confirmed) for one in found] == [("water", True)]
    assert binding.decide(followed, entry, ["water"], WHO) == []
    assert len(binding.decide(followed, entry, ["water"], "Bo", confirm=False)) == 1
    assert binding.suggest(followed, entry) == []
    (one,) = monitoring.monitor(followed, TODAY, entry, outlook=False)
    assert one.targets[0].bound == ()
    with pytest.raises(ExceptionGroup) as caught:
        binding.decide(followed, entry, ["one", "two"], WHO)
    assert len(caught.value.exceptions) == 2
    with pytest.raises(ExceptionGroup, match="cannot be bound"):
        binding.decide(followed, entry, ["water"], WHO, number="7")
    with pytest.raises(UsageError, match="no day"):
        monitoring.monitor(followed, "soon")


def test_converted_figures_show_their_factor(followed: Register, tmp_path: Path) -> None:
    yen = (
        "yen,Money for water in yen,Japan,UZB,2024,1000,mn JPY,2025-01,https://e.org,CC0\n"
        "yen,Money for water in yen,Japan,UZB,2025,9000,mn JPY,2026-01,https://e.org,CC0\n"
    )
    data.import_data(followed, write(tmp_path, "yen.csv", HEAD + yen), WHO)
    entry = water(followed)
    (bound,) = binding.decide(followed, entry, ["yen"], WHO)
    assert "JPY can be converted into USD" in bound.reasons[0].why
    (one,) = monitoring.monitor(followed, TODAY, entry, outlook=False)
    row = one.targets[0].rows[-1]
    assert (row.series, row.status, row.latest_value) == ("yen", "met", pytest.approx(58.5e6))
    assert "9000 mn JPY × 0.0065 of 2025 (Bank" in row.why


def test_claims_without_figures_cannot_be_told(followed: Register) -> None:
    assert {one.check.verdict.value for one in claims.claims(followed)} <= {"cannot tell"}
