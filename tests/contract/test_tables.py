"""A register goes out as tables and comes back: all of it, or the edits of a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summitry.errors import ImportRefused, RowFault
from summitry.exchange.tables import TableRow
from summitry.model import Query, Status, Table
from summitry.workflow import consulting, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.exporting import export_tables
from summitry.workflow.importing import Arrived, Imported, import_tables
from summitry.workflow.register import Register

WHO = "Aisha"
Tables = list[tuple[Table, list[dict[str, Any]]]]


def out(register: Register) -> Tables:
    with export_tables(register) as tables:
        return [(table, list(rows)) for table, rows in tables]


def rows(tables: Tables, name: str) -> list[dict[str, Any]]:
    return next(found for table, found in tables if table.name == name)


def back(register: Register, tables: Tables, **options: bool) -> Imported:
    found = {
        table.name: [TableRow(row, table.name, place) for place, row in enumerate(rows, start=2)]
        for table, rows in tables
    }
    return import_tables(register, Arrived(found), "Bo", **options)


def place_of(fault: RowFault) -> str:
    return str(fault).partition(":")[0]


def reviewed(register: Register) -> Register:
    first, second, third, *_ = [one.id for one, _ in consulting.find(register, Query())]
    reviewing.edit(
        register, first, {"force": "planned", "deadline": {"end": "2031"}, "actors": ["JPN"]}, WHO
    )
    reviewing.decide(register, [second], Status.ACCEPTED, WHO)
    reviewing.note(register, second, "A note.\nOf two lines.", WHO)
    reviewing.tag(register, second, ["watch", "water"], WHO)
    reviewing.link(register, (third, second), "repeats", WHO)
    reviewing.merge(register, [first, third], WHO)
    reviewing.undo(register, WHO)
    return register


def test_cells_are_what_their_columns_say(filled: Register) -> None:
    kinds = {"text": str, "date": str, "moment": str, "integer": int, "boolean": bool}
    for table, found in out(reviewed(filled)):
        assert len({tuple(row[one] for one in table.key) for row in found}) == len(found)
        for row in found:
            assert set(row) <= {column.name for column in table.columns}
            for column in table.columns:
                value = row[column.name]
                if value is None:
                    assert not column.required
                elif column.type == "list":
                    assert isinstance(value, tuple)
                elif column.type in kinds:
                    assert type(value) is kinds[column.type]
                if column.allowed and value is not None:
                    assert value in column.allowed


def test_nothing_is_lost_on_the_way_to_the_other_database_and_back(
    filled: Register, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    before = out(reviewed(filled))
    tables = before
    for address in (new_database(), str(tmp_path / "other.db"), new_database()):
        workflow.create(address, "secretary")
        with workflow.open_at(address) as other:
            assert back(other, tables).restored
            tables = out(other)
            assert list(consulting.verify(other)) == []
            history = consulting.show(other, "CC5-2025-02").remarks
            assert history == consulting.show(filled, "CC5-2025-02").remarks
            hits = [one.id for one, _ in consulting.find(other, Query(tag="watch", words="water"))]
            assert hits == ["CC5-2025-02"]
        assert tables == before
    assert back(filled, before).changed == []


def test_a_changed_journal_makes_no_register(filled: Register, tmp_path: Path) -> None:
    tables = out(reviewed(filled))
    rows(tables, "log")[3]["who"] = "Mallory"
    address = str(tmp_path / "other.db")
    workflow.create(address, "secretary")
    with workflow.open_at(address) as other:
        with pytest.raises(ImportRefused, match="journal 4: does not follow"):
            back(other, tables)
        assert [one.act for one in consulting.log(other)] == ["begin"]
        assert back(other, out(filled)).restored


def test_edits_come_back_as_decisions(filled: Register) -> None:
    tables = out(filled)
    first, second, third, *_ = rows(tables, "commitments")
    first.update(
        status="accepted",
        actors=("Kazakhstan", "CHN"),
        amounts=("at least 4 hospital",),
        deadline_end="2031",
        verifiable=False,
        tags=("watch",),
    )
    second.update(start=second["start"], end=second["end"] - len(" by 2028"))
    third.update(status="rejected")
    (proposal,) = rows(tables, "statements")
    proposal.update(fate="declined")
    done = back(filled, tables)
    ids = [first["id"], second["id"], third["id"], proposal["id"]]
    assert done.changed == ids
    shown = consulting.show(filled, ids[0])
    assert [one.code for one in shown.record.actors] == ["KAZ", "CHN"]  # type: ignore[union-attr]
    assert shown.record.quantities[0].bound == "at least"
    assert shown.entry.tags == ("watch",)
    assert shown.entry.status is Status.ACCEPTED
    assert not consulting.show(filled, ids[1]).record.quote.endswith("2028")
    assert consulting.show(filled, ids[3]).entry.fate == "declined"
    assert list(consulting.verify(filled)) == []
    for _ in range(4):
        reviewing.undo(filled, WHO)
    assert rows(out(filled), "commitments")[0]["actors"] == ("CHN",)
    assert list(consulting.verify(filled)) == []


def test_all_faults_are_told_and_nothing_changes(filled: Register) -> None:
    tables = out(filled)
    first, second, third, fourth, fifth = rows(tables, "commitments")
    first.update(force="iron", actors=("Atlantis",), status="accepted")
    second.update(quote="something else", status="accepted")
    third.update(amounts=("plenty",), theme="gossip")
    fourth.update(status="merged")
    fifth.update(id="CC5-2025-77")
    rows(tables, "dialogues")[0]["name"] = "Another"
    before = out(filled)
    with pytest.raises(ImportRefused) as caught:
        back(filled, tables)
    places = [place_of(one) for one in caught.value.faults]
    assert places == [
        "dialogues, row 2, column name",
        "commitments, row 2, column actors",
        "commitments, row 2, column force",
        "commitments, row 3, column quote",
        "commitments, row 4, column amounts",
        "commitments, row 5, column status",
        "commitments, row 6",
    ]
    assert out(filled) == before
    rows(tables, "statements")[0]["status"] = "rejected"
    done = back(filled, tables, partial=True)
    assert done.changed == [rows(tables, "statements")[0]["id"]]
    assert len(done.faults) == len(places)


def test_a_row_that_is_out_of_date_is_refused(filled: Register) -> None:
    tables = out(filled)
    first = rows(tables, "commitments")[0]
    reviewing.edit(filled, first["id"], {"force": "planned"}, "secretary")
    assert back(filled, [(table, []) for table, _ in tables]).changed == []
    with pytest.raises(ImportRefused, match="by secretary"):
        back(filled, tables)


def test_a_row_without_id_is_added_by_hand(filled: Register) -> None:
    tables = out(filled)
    known = rows(tables, "commitments")
    new = dict.fromkeys(known[0], None)
    new.update(
        quote="set up a joint fund",
        actors=("EU",),
        document_key=known[0]["document_key"],
        tags=("x",),
    )
    known.append(new)
    (added,) = back(filled, tables).added
    shown = consulting.show(filled, added)
    assert (shown.record.quote, shown.entry.tags) == ("set up a joint fund", ("x",))
    new.update(quote="set up a joint venture")
    with pytest.raises(ImportRefused, match="word for word"):
        back(filled, tables)


GARBAGE = ["\0", 7, -1.5, ("x",), {"a": 1}, "🏔" * 99, True, "2030-99"]


@pytest.mark.parametrize("column", ["status", "actors", "amounts", "deadline_end", "start", "tags"])
def test_garbage_ends_in_listed_faults(filled: Register, column: str) -> None:
    before = out(filled)
    for value in GARBAGE:
        tables = out(filled)
        first = rows(tables, "commitments")[0]
        first[column] = value
        refused = None
        try:
            done = back(filled, tables)
        except ImportRefused as error:
            refused = error
        if refused is None:
            assert done.changed == [first["id"]]
            reviewing.undo(filled, WHO)
            before = out(filled)
        else:
            assert refused.faults
            assert out(filled) == before
    assert list(consulting.verify(filled)) == []
