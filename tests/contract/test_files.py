"""A register goes out to files and comes back from them, whole or as a person edited it."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from summitry.errors import ImportRefused, RowFault, SummitryError
from summitry.exchange.tables import TableRow, read_tables
from summitry.model import Fate, Query, Reading, Status
from summitry.workflow import consulting, reviewing
from summitry.workflow import register as workflow
from summitry.workflow.arriving import import_file
from summitry.workflow.exporting import export_register
from summitry.workflow.register import Keeping, Register
from summitry.workflow.register_tables import TABLES

WHO = "analyst"
FORMATS = {"jsonl": "out.jsonl", "csv": "out.zip", "xlsx": "out.xlsx", "parquet": "out"}
ODD = "=1+1 \r\n'“{U+0041}\\N; ]\t|\N{MONGOLIAN VOWEL SEPARATOR}<r>x</r>"


@pytest.fixture
def reviewed(filled: Register) -> Register:
    """A register with something in every table."""
    first, second, third, fourth, *_ = [one.id for one, _ in consulting.find(filled, Query())]
    reviewing.decide(filled, [first], Status.ACCEPTED, WHO)
    reviewing.edit(filled, second, {"deadline": {"start": None, "end": "2031"}}, "second reader")
    reviewing.note(filled, second, ODD, WHO)
    reviewing.tag(filled, second, ["water"], WHO)
    reviewing.link(filled, (third, second), "repeats", WHO)
    reviewing.split(filled, fourth, [{"quote": "hospital"}, {"quote": "Osh"}], WHO)
    (proposal,) = consulting.find(filled, Query(kind="proposal"))
    reviewing.set_fate(filled, proposal[0].id, Fate.DECLINED, WHO)
    return filled


def written(register: Register, name: str, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / FORMATS[name]
    export_register(register, name, path)
    return path


def content(path: Path) -> object:
    """What a file holds: its bytes, or for a folder its rows."""
    if path.is_file():
        return path.read_bytes()
    found = [one for _, one in read_tables("parquet", path, TABLES)]
    assert all(isinstance(one, TableRow) for one in found)
    return found


def kept(register: Register, folder: Path) -> object:
    return content(written(register, "jsonl", folder))


@pytest.mark.parametrize("name", FORMATS)
def test_what_goes_out_comes_back_the_same_on_any_database(
    reviewed: Register, name: str, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    first = written(reviewed, name, tmp_path / "first")
    before, path = content(first), first
    for place, address in enumerate((new_database(), str(tmp_path / "other.db"))):
        workflow.create(address, "second reader")
        with workflow.open_at(address) as other:
            assert import_file(other, path, WHO).restored
            assert list(consulting.verify(other)) == []
            path = written(other, name, tmp_path / f"again{place}")
            assert content(path) == before
    done = import_file(reviewed, path, WHO)
    assert (done.changed, done.added, done.restored) == ([], [], False)


def workbook(register: Register, folder: Path) -> tuple[Path, Any]:
    path = written(register, "xlsx", folder)
    return path, openpyxl.load_workbook(path)


def heads(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def test_an_edited_part_of_a_workbook_comes_back(reviewed: Register, tmp_path: Path) -> None:
    path, book = workbook(reviewed, tmp_path / "out")
    for sheet in book.worksheets:
        if sheet.title not in ("Legend", "Commitments"):
            book.remove(sheet)
    sheet = book["Commitments"]
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    ids = list(rows)
    columns = heads(sheet)
    sheet.cell(rows[ids[0]], columns["Status"]).value = "rejected"
    sheet.cell(rows[ids[1]], columns["Deadline to"]).value = "2032-06"
    sheet.delete_rows(rows[ids[2]])
    for title in ("Actors", "Deadline from", "Start", "End", "Machine record"):
        if title in heads(sheet):
            sheet.delete_cols(heads(sheet)[title])
    last = sheet.max_row
    sheet.move_range(f"A2:Z{last}", rows=last)
    for row in range(2, last + 1):
        source = 2 * last + 2 - row
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row, column).value = sheet.cell(source, column).value
            sheet.cell(source, column).value = None
    book.save(path)
    assert import_file(reviewed, path, WHO, dry_run=True).changed == [ids[1], ids[0]]
    assert import_file(reviewed, path, WHO).changed == [ids[1], ids[0]]
    assert consulting.show(reviewed, ids[0]).entry.status is Status.REJECTED
    shown = consulting.show(reviewed, ids[1]).record
    assert (shown.deadline.start, shown.deadline.end) == (None, "2032-06")  # type: ignore[union-attr]
    assert list(consulting.verify(reviewed)) == []


def test_faults_of_the_file_and_of_the_register_are_told_together(
    reviewed: Register, tmp_path: Path
) -> None:
    path, book = workbook(reviewed, tmp_path / "out")
    sheet, columns = book["Commitments"], heads(book["Commitments"])
    sheet.cell(2, columns["Status"]).value = "acepted"
    sheet.cell(3, columns["Actors"]).value = "Atlantis"
    sheet.cell(4, columns["Date"]).value = "2020"
    sheet.cell(6, columns["Status"]).value = "rejected"
    book["Dialogues"].cell(2, 2).value = "Another"
    book.save(path)
    before = kept(reviewed, tmp_path / "before")
    with pytest.raises(ImportRefused) as caught:
        import_file(reviewed, path, WHO)
    places = [(one.where, one.row, one.column) for one in caught.value.faults]
    assert places == [
        ("Commitments", 2, "Status"),
        ("Commitments", 3, "Actors"),
        ("Commitments", 4, "Date"),
        ("Dialogues", 2, "Name"),
    ]
    assert all(one.what and one.remedy for one in caught.value.faults)
    assert kept(reviewed, tmp_path / "after") == before
    done = import_file(reviewed, path, WHO, partial=True)
    assert (len(done.changed), len(done.faults)) == (1, 4)


def test_what_programs_change_by_themselves_is_no_edit(reviewed: Register, tmp_path: Path) -> None:
    path = written(reviewed, "jsonl", tmp_path / "out")
    lines = []
    for line in path.read_text("utf-8").splitlines():
        told = json.loads(line)
        row = told.get("row", {})
        for column, value in row.items():
            if isinstance(value, str) and told["table"] in ("commitments", "documents", "notes"):
                row[column] = value.replace("\r\n", "\n") if column == "text" else f"{value} "
            if isinstance(value, float):
                row[column] = float(f"{value:.15g}")
        if row and told["table"] not in ("commitments", "notes"):
            row.update({name: row[name].strip() for name in row if isinstance(row[name], str)})
        lines.append(json.dumps(told))
    allowed = {"status", "force", "fate", "date", "deadline_start", "deadline_end", "at"}
    for place, line in enumerate(lines):
        told = json.loads(line)
        row = told.get("row", {})
        row.update({name: row[name].strip() for name in allowed & set(row) if row[name]})
        lines[place] = json.dumps(told)
    path.write_text("\n".join(lines), encoding="utf-8")
    done = import_file(reviewed, path, WHO)
    assert (done.changed, done.added, done.faults) == ([], [], [])


def test_a_row_out_of_date_names_who_changed_it_and_where_it_stands(
    reviewed: Register, tmp_path: Path
) -> None:
    path, book = workbook(reviewed, tmp_path / "out")
    sheet = book["Commitments"]
    sheet.cell(3, heads(sheet)["Force"]).value = "exploratory"
    book.save(path)
    reviewing.edit(reviewed, sheet.cell(3, 1).value, {"force": "firm"}, "second reader")
    reviewing.edit(reviewed, sheet.cell(3, 1).value, {"force": "planned"}, "second reader")
    with pytest.raises(ImportRefused, match=r"Commitments, row 3: .*by second reader"):
        import_file(reviewed, path, WHO)


def test_part_of_a_register_makes_no_register(reviewed: Register, tmp_path: Path) -> None:
    for place, lost in enumerate(("Log", "Documents", "Texts", "Machine records", "Notes")):
        path, book = workbook(reviewed, tmp_path / "out")
        book.remove(book[lost])
        book.save(path)
        address = str(tmp_path / f"empty{place}.db")
        workflow.create(address, WHO)
        with workflow.open_at(address) as empty:
            with pytest.raises(ImportRefused):
                import_file(empty, path, WHO, partial=True)
            assert [one.act for one in consulting.log(empty)] == ["begin"]


def garbled(whole: bytes, dice: random.Random) -> bytes:
    """Return bytes with a few of them changed, cut out, doubled or made something else."""
    for _ in range(dice.randint(1, 4)):
        at, more = dice.randrange(len(whole)), dice.randint(1, 40)
        piece = dice.choice([b"", b'"', b"\0", b",", b"\xff", b"9" * 30, b"{", b"\n", whole[:more]])
        whole = whole[:at] + piece + whole[at + dice.randint(0, more) :]
    return whole


def faults_of(register: Register, path: Path) -> tuple[RowFault, ...]:
    try:
        import_file(register, path, WHO, dry_run=True)
    except ImportRefused as refused:
        return refused.faults
    return ()


@pytest.mark.parametrize("name", ["jsonl", "csv", "xlsx"])
def test_garbage_ends_in_listed_faults_and_changes_nothing(
    reviewed: Register, name: str, tmp_path: Path
) -> None:
    source = written(reviewed, name, tmp_path / "out")
    empty_at = str(tmp_path / "empty.db")
    workflow.create(empty_at, WHO)
    before = kept(reviewed, tmp_path / "before")
    dice = random.Random(7)
    refused = 0
    with workflow.open_at(empty_at) as empty:
        for place in range(25):
            path = tmp_path / f"garbage{place}{source.suffix}"
            _garble(source, path, dice, inside=place % 2 == 1)
            for register in (reviewed, empty):
                faults = faults_of(register, path)
                refused += bool(faults)
                assert all(one.where and one.what for one in faults)
        assert [one.act for one in consulting.log(empty)] == ["begin"]
    assert refused > 25
    assert kept(reviewed, tmp_path / "after") == before


def _garble(source: Path, path: Path, dice: random.Random, *, inside: bool) -> None:
    if not inside or source.suffix not in (".zip", ".xlsx"):
        path.write_bytes(garbled(source.read_bytes(), dice))
        return
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        chosen = dice.choice(old.namelist())
        for one in old.namelist():
            whole = old.read(one)
            new.writestr(one, garbled(whole, dice) if one == chosen else whole)


def test_a_name_that_tells_nothing_is_refused(reviewed: Register, tmp_path: Path) -> None:
    (tmp_path / "notes.doc").write_text("x")
    for name, what in (("notes.doc", "no format"), ("gone", "not there")):
        with pytest.raises(SummitryError, match=what):
            import_file(reviewed, tmp_path / name, WHO)
    with pytest.raises(ImportRefused, match="not there"):
        import_file(reviewed, tmp_path / "gone.xlsx", WHO)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(notes=st.lists(TEXTS.filter(str.strip), min_size=1, max_size=3), title=TEXTS)
@pytest.mark.parametrize("name", FORMATS)
def test_whatever_people_write_survives(
    tmp_path_factory: pytest.TempPathFactory,
    full_reading: Reading,
    name: str,
    notes: list[str],
    title: str,
) -> None:
    folder = tmp_path_factory.mktemp("any")
    reading = replace(full_reading, document=replace(full_reading.document, title=title))
    for file in ("one.db", "two.db"):
        workflow.create(str(folder / file), WHO)
    with (
        workflow.open_at(str(folder / "one.db")) as one,
        workflow.open_at(str(folder / "two.db")) as two,
    ):
        list(workflow.add_readings(one, [reading], WHO, Keeping(all_statements=True)))
        (entry, _), *_ = consulting.find(one, Query())
        for text in notes:
            reviewing.note(one, entry.id, text, WHO)
        assert import_file(two, written(one, name, folder), WHO).restored
        assert kept(two, folder / "b") == kept(one, folder / "a")
