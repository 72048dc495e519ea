"""Whatever is wrong in a file that comes back is listed: where, what, and what to do."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from every_type import EVERY, FEW, faults, read_back, some, written

from summitry.exchange.tables import Fault, read_tables

HEADER = "id,text,integer,number,boolean,date,moment,list,json,force"
ROW = "1,words,5,2.5,yes,2022-06,2022-06-30T12:00:00Z,CHN; TJK,[1],firm"


def csv_faults(folder: Path, content: str | bytes, name: str = "every.csv") -> list[Fault]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return faults("csv", path)


def _with(**cells: str) -> str:
    values = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | cells
    return HEADER + "\r\n" + ",".join(values.values()) + "\r\n"


CELLS = [
    ("integer", '"1,234"', "has separators between thousands", "Write 1234."),
    ("integer", "1.2E+15", "was shortened by a spreadsheet", "exported"),
    ("integer", "12.5", "is not a whole number", "digits"),
    ("integer", "9999999999999999999", "too large", "The largest"),
    ("number", '"3,5"', "has a decimal comma", "Write 3.5."),
    ("number", '"1,234.5"', "separators between thousands", "digits"),
    ("number", "1 234", "separators between thousands", "digits"),
    ("number", "1e999", "is not a finite number", "empty"),
    ("boolean", "maybe", "neither true nor false", "true or false"),
    ("date", "30.06.2022", "not written as an ISO date", "Write 2022-06-30."),
    ("date", "05/06/2022", "two dates", "Write 2022-06-05 or 2022-05-06"),
    ("date", "30 June 2022", "not written as an ISO date", "Write 2022-06-30."),
    ("date", '"June 2, 2022"', "not written as an ISO date", "Write 2022-06-02."),
    ("date", "soon", "is not a date", "2022-06-30"),
    ("moment", "2022-06-30 12:00", "time zone", "Put Z"),
    ("moment", "2022-06-31T12:00:00Z", "can exist", "UTC"),
    ("json", "{", "is not JSON", "double quotes"),
    ("json", "NaN", "is not JSON", "JSON"),
    ("force", "Firm", "is not allowed", "Is firm meant? Write one of firm, planned, exploratory."),
    ("id", "", "is empty", "needs a value"),
    ("text", "a\0b", "NUL", "export"),
]


@pytest.mark.parametrize(("column", "cell", "what", "remedy"), CELLS)
def test_cells(tmp_path: Path, column: str, cell: str, what: str, remedy: str) -> None:
    (fault,) = csv_faults(tmp_path, _with(**{column: cell}))
    assert (fault.where, fault.row, fault.column) == ("every.csv", 2, column)
    assert what in fault.what
    assert remedy in fault.remedy
    assert str(fault).startswith(f"every.csv, row 2, column {column}: ")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    bad = _with(integer="x", force="y") + ROW + "\r\n" + ROW + "\r\n"
    found = csv_faults(tmp_path, bad)
    assert [(fault.row, fault.column) for fault in found] == [
        (2, "integer"),
        (2, "force"),
        (4, "id"),
    ]
    assert found[2].what == "is the key of row 3 already"


def test_a_key_is_known_across_files_and_sheets(tmp_path: Path) -> None:
    for name in ("every.csv", "every copy.csv"):
        (tmp_path / name).write_text(f"{HEADER}\n{ROW}\n")
    (fault,) = faults("csv", tmp_path)
    assert fault.what == "is the key of row 2 of every copy.csv already"


def test_headers(tmp_path: Path) -> None:
    header = HEADER.replace("text,", "txet,").replace("integer", "id")
    found = csv_faults(tmp_path, f"{header}\n{ROW}\n")
    told = [(fault.column or fault.value, fault.what) for fault in found]
    assert ("txet", "is no column") in told
    assert ("id", "stands twice in the header") in told
    assert ("text", "is missing") in told
    assert ("integer", "is missing") in told
    assert "Is text meant?" in str(found[0])


SPREADSHEETS: dict[str, Callable[[str], bytes]] = {
    "byte order mark": lambda page: b"\xef\xbb\xbf" + page.encode(),
    "semicolons": lambda page: page.replace("CHN; TJK", '"CHN; TJK"').replace(",", ";").encode(),
    "tabs": lambda page: page.replace(",", "\t").encode(),
    "line feeds": lambda page: page.replace("\r\n", "\n").encode(),
    "old line ends": lambda page: page.replace("\r\n", "\r").encode(),
    "blank rows": lambda page: (page + ",,,,,,,,,\r\n\r\n,,,,,,,,,\r\n").encode(),
    "titles": lambda page: page.replace("text,integer", "WORDS,Count").encode(),
    "more columns": lambda page: page.replace("\r\n", ",,\r\n").encode(),
}


@pytest.mark.parametrize("change", SPREADSHEETS)
def test_what_spreadsheets_make_of_a_file_is_read(tmp_path: Path, change: str) -> None:
    path = tmp_path / "every.csv"
    path.write_bytes(SPREADSHEETS[change](f"{HEADER}\r\n{ROW}\r\n"))
    (row,) = read_back("csv", path, EVERY)["every"]
    assert row == {
        "id": "1",
        "text": "words",
        "integer": 5,
        "number": 2.5,
        "boolean": True,
        "date": "2022-06",
        "moment": "2022-06-30T12:00:00Z",
        "list": ("CHN", "TJK"),
        "json": [1],
        "force": "firm",
    }


def test_decimal_commas_are_read_where_semicolons_separate(tmp_path: Path) -> None:
    page = _with(list="CHN").replace(",", ";")
    path = tmp_path / "every.csv"
    path.write_text(page.replace("2.5", "3,75"), "utf-8")
    (row,) = read_back("csv", path, EVERY)["every"]
    assert row["number"] == 3.75
    (fault,) = csv_faults(tmp_path, page.replace("2.5", "1,234"))
    assert "thousands" in fault.what


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is the file of no table"),
        ("id,text\n1".encode("utf-16"), "UTF-16"),
        (f"{HEADER}\n{ROW}".replace("words", "caf\xe9").encode("latin-1"), "is not UTF-8"),
        (f'{HEADER}\n"{ROW}', "quotation marks"),
        (f"{HEADER}\n1,wor", "ends after 2 of 10 cells"),
        (f"{HEADER}\n{ROW},more\n", "stands below no column"),
    ],
)
def test_files(tmp_path: Path, content: str | bytes, what: str) -> None:
    name = "every.csv" if content else "other.csv"
    found = csv_faults(tmp_path, content, name)
    assert what in found[0].what


def test_a_renamed_file_is_known_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "every (copy).csv"
    path.write_text(f"{HEADER}\n{ROW}\n")
    assert len(read_back("csv", path, EVERY, FEW)["every"]) == 1
    assert "no table" in csv_faults(tmp_path, "a,b,c\n1,2,3\n", "notes.csv")[0].what


def test_a_missing_file_is_a_fault(kind: str, target: Path) -> None:
    assert "is not there" in faults(kind, target)[0].what


def _jsonl(folder: Path, *lines: str) -> list[Fault]:
    path = folder / "every.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return faults("jsonl", path)


def test_json_lines(tmp_path: Path) -> None:
    start = '{"format":"summitry-tables","version":1}'
    bad = [
        ("{", "is not JSON"),
        ("[1]", "is no row"),
        ('{"table":"x","row":{}}', "names no table"),
        ('{"table":"few","row":[]}', "has no row"),
        ('{"table":"few","row":{"key":1}}', "is missing"),
        ('{"table":"few","row":{"key":1,"note":null,"x":1}}', "is no column"),
        ('{"table":"few","row":{"key":1,"key":2,"note":null}}', "has key twice"),
        ('{"table":"few","row":{"key":true,"note":null}}', "is true or false, not a whole number"),
        ('{"table":"few","row":{"key":1.5,"note":null}}', "is a number with decimals"),
        ('{"table":"few","row":{"key":1,"note":NaN}}', "is not JSON"),
        ("[" * 100_000, "is not JSON"),
    ]
    found = _jsonl(tmp_path, start, *(line for line, _ in bad))
    assert [fault.row for fault in found] == list(range(2, len(bad) + 2))
    for fault, (_, what) in zip(found, bad, strict=True):
        assert what in fault.what
    assert "first line" in _jsonl(tmp_path, '{"a":1}')[0].what
    newer = _jsonl(tmp_path, '{"format":"summitry-tables","version":2}', "{")
    assert [fault.what for fault in newer] == [
        "was written by a newer summitry (version 2 of the format)"
    ]
    assert _jsonl(tmp_path, "")[0].what == "is empty"


def _edited(path: Path, edit: Callable[[Any], None]) -> list[Fault]:
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return faults("xlsx", path)


def _set(place: str, value: Any) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        book["Every type"][place] = value

    return edit


XLSX_CELLS = [
    ("B2", "=1+1", "Words", "is a formula"),
    ("B2", datetime(2022, 6, 30), "Words", "was turned into a date"),  # noqa: DTZ001
    ("C2", "1,234", "Count", "separators between thousands"),
    ("C2", 1.5, "Count", "not a whole number"),
    ("E2", "perhaps", "Verifiable", "neither true nor false"),
    ("F2", "30.06.2022", "Deadline", "not written as an ISO date"),
    ("F2", 2022, "Deadline", "may be the year 2022"),
    ("F2", datetime(2022, 6, 30, 12), "Deadline", "has a time of day"),  # noqa: DTZ001
    ("J2", "sure", "Force", "is not allowed"),
    ("A2", None, "Code", "is empty"),
    ("A3", "C-0000000", "Code", "is the key of row 2 already"),
    ("P2", "note", "", "stands below no column"),
]


@pytest.mark.parametrize(("place", "value", "column", "what"), XLSX_CELLS)
def test_cells_of_a_workbook(
    tmp_path: Path, place: str, value: Any, column: str, what: str
) -> None:
    path = written("xlsx", tmp_path / "a.xlsx", some(3))
    (fault,) = _edited(path, _set(place, value))
    assert (fault.where, fault.row, fault.column) == ("Every type", int(place[1:]), column)
    assert what in fault.what


@pytest.mark.parametrize(
    ("place", "value", "column", "read"),
    [
        ("F2", date(2022, 6, 30), "date", "2022-06-30"),
        ("F2", "2022-06", "date", "2022-06"),
        ("E2", "Yes", "boolean", True),
        ("E2", 0, "boolean", False),
        ("E2", "=FALSE()", "boolean", False),
        ("B2", 2022, "text", "2022"),
        ("B2", 0.5, "text", "0.5"),
        ("H2", "KAZ;UZB ; ", "list", ("KAZ", "UZB")),
        ("D2", 7, "number", 7.0),
    ],
)
def test_what_people_type_is_read(
    tmp_path: Path, place: str, value: Any, column: str, read: Any
) -> None:
    path = written("xlsx", tmp_path / "a.xlsx", some(1))
    assert _edited(path, _set(place, value)) == []
    assert read_back("xlsx", path, EVERY)["every"] == [{**some(1)[0], column: read}]


def test_a_workbook_saved_by_another_program_comes_back_whole(tmp_path: Path) -> None:
    path = written("xlsx", tmp_path / "a.xlsx", some(5))
    assert _edited(path, lambda book: None) == []
    assert read_back("xlsx", path, EVERY)["every"] == some(5)


def test_sheets_may_be_renamed_and_moved(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book["Every type"].title = "My work"
        book.move_sheet("My work", -1)

    path = written("xlsx", tmp_path / "a.xlsx", some(2))
    assert _edited(path, edit) == []
    assert read_back("xlsx", path, EVERY, FEW)["every"] == some(2)


def test_sheets_that_are_wrong(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        book.create_sheet("Pivot")["A1"] = "total"
        sheet = book["Every type"]
        sheet.merge_cells("B2:B3")
        sheet["C1"] = "Cuont"

    path = written("xlsx", tmp_path / "a.xlsx", some(3))
    told = {(fault.where, fault.row, fault.value, fault.what) for fault in _edited(path, edit)}
    assert ("Pivot", None, "", "is the sheet of no table") in told
    assert ("Every type", 2, "B2:B3", "are merged cells") in told
    assert ("Every type", 1, "Cuont", "is no column") in told
    assert not [one for _, one in read_tables("xlsx", path, [EVERY]) if not isinstance(one, Fault)]


def test_a_long_text_that_was_edited_at_its_beginning(tmp_path: Path) -> None:
    values = [{**some(1)[0], "text": "word " * 10_000}]
    path = written("xlsx", tmp_path / "a.xlsx", values)
    (fault,) = _edited(path, _set("B2", f"new {_cell(path, 'B2')}"))
    assert "was edited" in fault.what
    path = written("xlsx", tmp_path / "b.xlsx", values)
    (fault,) = _edited(path, lambda book: book.remove(book["Long texts"]))
    assert "parts of it are missing" in fault.what


def _cell(path: Path, place: str) -> Any:
    return openpyxl.load_workbook(path)["Every type"][place].value


def _rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    held = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in held.namelist():
            archive.writestr(name, change(name, held.read(name)))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"])
def test_xml_bombs_are_refused(tmp_path: Path, part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"?>", b"?>" + bomb, 1) if name == part else content

    path = written("xlsx", tmp_path / "a.xlsx", some(1))
    _rewritten(path, change)
    assert "declares entities" in faults("xlsx", path)[0].what


@pytest.mark.parametrize("kind_of_zip", ["xlsx", "csv"])
def test_zip_bombs_and_cut_zips_are_refused(tmp_path: Path, kind_of_zip: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("every.csv", b"0" * (100 * 2**20))
    assert "times its size" in faults(kind_of_zip, path)[0].what
    name = "b.zip" if kind_of_zip == "csv" else "b.xlsx"
    path = written(kind_of_zip, tmp_path / name, some(50))
    path.write_bytes(path.read_bytes()[:-200])
    assert "damaged or cut off" in faults(kind_of_zip, path)[0].what


def test_old_and_other_workbooks_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "password" in faults("xlsx", path)[0].what
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    assert "OpenDocument" in faults("xlsx", path)[0].what


def test_parquet_of_other_types(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path / "few"
    folder.mkdir()
    pq.write_table(pa.table({"key": ["a"], "notes": ["x"]}), folder / "few.parquet")
    (folder / "other.parquet").write_bytes(b"PAR1")
    told = [(fault.where, fault.what) for fault in faults("parquet", folder)]
    assert ("few.parquet", "is no column") in told
    assert ("few.parquet", "is missing") in told
    assert ("few.parquet", "is a text, not a whole number") in told
    assert ("other.parquet", "is the file of no table") in told


def test_the_descriptor_of_a_package_is_looked_at(tmp_path: Path) -> None:
    path = written("csv", tmp_path / "package", some(1))
    described = json.loads((path / "datapackage.json").read_text())
    fields = described["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == HEADER.split(",")
    (path / "datapackage.json").write_text("{")
    (path / "photo.jpg").write_bytes(b"x")
    assert [fault.where for fault in faults("csv", path)] == ["datapackage.json", "photo.jpg"]
