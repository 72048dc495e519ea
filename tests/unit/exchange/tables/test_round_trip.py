"""What was written comes back equal, in every format and whatever it is."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from every_type import EVERY, FEW, ODD_TEXTS, read_back, rows, some, written
from hypothesis import given, settings

from summitry.errors import SummitryError, UsageError
from summitry.exchange.tables import read_tables, write_tables
from summitry.exchange.tables.workbook import write as write_workbook

NAMES = {"jsonl": "a.jsonl", "csv": "a.zip", "xlsx": "a.xlsx", "parquet": "a"}


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_any_rows_come_back(kind: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(rows())
    def check(values: list[dict[str, Any]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = written(kind, Path(folder) / NAMES[kind], values)
            assert read_back(kind, path, EVERY)["every"] == values

    check()


def _rows_of(texts: list[str]) -> list[dict[str, Any]]:
    return [
        {
            **some(1)[0],
            "id": str(number),
            "text": text,
            "list": (text, "b; c", text),
            "json": {"words": text},
        }
        for number, text in enumerate(texts)
    ]


def test_odd_texts_come_back(kind: str, target: Path) -> None:
    values = _rows_of(list(ODD_TEXTS))
    assert read_back(kind, written(kind, target, values), EVERY)["every"] == values


def test_very_long_texts_come_back(kind: str, target: Path) -> None:
    long = "=a'_x0041_\t" * 30_000
    texts = [long, "😀" * 16_384, "x" * 32_767, "x" * 32_768, "<r>" + "x" * 40_000 + "</r>"]
    texts.append("ends … [continued in sheet “Long texts”, number 1]")
    values = _rows_of(texts)
    assert read_back(kind, written(kind, target, values), EVERY)["every"] == values


def test_odd_numbers_come_back(kind: str, target: Path) -> None:
    pairs = [
        (2**53 + 1, 0.1 + 0.2),
        (-(2**63) + 1, 5e-324),
        (2**63 - 1, 1.7976931348623157e308),
        (10**15, -0.0),
        (-1, math.pi),
        (0, 1e22),
    ]
    values = [
        {**some(1)[0], "id": str(number), "integer": whole, "number": real}
        for number, (whole, real) in enumerate(pairs)
    ]
    back = read_back(kind, written(kind, target, values), EVERY)["every"]
    assert back == values
    assert [math.copysign(1, row["number"]) for row in back] == [1, 1, 1, -1, 1, 1]
    assert all(type(row["integer"]) is int and type(row["number"]) is float for row in back)


def test_missing_and_empty_are_told_apart(kind: str, target: Path) -> None:
    nothing = {**dict.fromkeys(some(1)[0]), "id": "1"}
    empty = {**nothing, "id": "2", "text": "", "list": ()}
    blank = {**nothing, "id": "3", "text": " ", "list": ("",)}
    values = [nothing, empty, blank]
    assert read_back(kind, written(kind, target, values), EVERY)["every"] == values


def test_several_tables_and_empty_ones(kind: str, target: Path) -> None:
    write_tables(kind, target, [(EVERY, []), (FEW, [{"key": 1, "note": "x"}])])
    assert read_back(kind, target, FEW, EVERY) == {
        "every": [],
        "few": [{"key": 1, "note": "x"}],
    }


def test_a_row_knows_its_place(kind: str, target: Path) -> None:
    path = written(kind, target, some(3))
    places = [(found.where, found.row) for _, found in read_tables(kind, path, [EVERY])]
    first = {"jsonl": 2, "csv": 2, "xlsx": 2, "parquet": 1}[kind]
    where = {
        "jsonl": "every.jsonl",
        "csv": "every.csv",
        "xlsx": "Every type",
        "parquet": "every.parquet",
    }[kind]
    assert places == [(where, first + number) for number in range(3)]


def test_the_same_rows_make_the_same_bytes(kind: str, target: Path, tmp_path: Path) -> None:
    def content(path: Path) -> dict[str, bytes]:
        files = path.iterdir() if path.is_dir() else [path]
        return {file.name: file.read_bytes() for file in files}

    again = (tmp_path / "again").with_suffix(target.suffix)
    first = list(content(written(kind, target, some(50))).values())
    assert first == list(content(written(kind, again, some(50))).values())


def test_a_csv_package_can_be_a_folder(tmp_path: Path) -> None:
    path = written("csv", tmp_path / "package", some(3))
    assert sorted(file.name for file in path.iterdir()) == ["datapackage.json", "every.csv"]
    assert read_back("csv", path, EVERY)["every"] == some(3)


def test_a_table_longer_than_a_sheet_goes_on_in_another(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    write_workbook(path, [(EVERY, some(7)), (FEW, [])], most_rows=3)
    assert read_back("xlsx", path, EVERY, FEW)["every"] == some(7)


def _failing() -> Iterator[dict[str, Any]]:
    yield from some(2)
    raise RuntimeError("the register is gone")


def test_what_cannot_be_written_leaves_all_as_it_was(kind: str, target: Path) -> None:
    written(kind, target, some(2))
    bad = {**some(1)[0], "integer": "many"}
    for values in (_failing(), iter([bad]), iter([{"id": "1"}])):
        with pytest.raises((RuntimeError, SummitryError)):
            write_tables(kind, target, [(EVERY, values)])
        assert read_back(kind, target, EVERY)["every"] == some(2)
        assert list(target.parent.iterdir()) == [target]


def test_a_value_that_its_column_cannot_hold_is_named(kind: str, target: Path) -> None:
    for name, value in {
        "integer": 2**63,
        "number": math.nan,
        "date": "2022-02-30",
        "moment": "2022-06-30T12:00:00+00:00",
        "list": "abc",
        "json": math.inf,
        "boolean": 1,
        "text": 5,
    }.items():
        with pytest.raises(SummitryError, match=f"every, row 2, column {name}"):
            written(kind, target, [some(1)[0], {**some(2)[1], name: value}])
    assert not target.exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    for kind in ("csv", "parquet"):
        folder = tmp_path / kind
        folder.mkdir()
        (folder / "notes.md").write_text("mine")
        with pytest.raises(UsageError, match=r"holds notes\.md"):
            written(kind, folder, some(1))
        assert [file.name for file in folder.iterdir()] == ["notes.md"]


@pytest.mark.parametrize("kind", ["jsonl", "xlsx"])
def test_a_full_disk_and_a_missing_folder_are_told(kind: str, tmp_path: Path) -> None:
    with pytest.raises(SummitryError, match="cannot be written"):
        written(kind, tmp_path / "gone" / NAMES[kind], some(1))


def test_one_csv_file_cannot_hold_tables(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="go to a folder"):
        written("csv", tmp_path / "a.csv", some(1))


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format 'ods'"):
        write_tables("ods", tmp_path / "x.ods", [])
