"""Other programs read what is written: the tools that people have."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from every_type import EVERY, FEW, ODD_TEXTS, read_back, some, written

from summitry.exchange.tables import write_tables

GOLDEN = Path(__file__).parent / "golden"


def test_duckdb_and_polars_read_parquet(tmp_path: Path) -> None:
    import duckdb
    import polars

    path = written("parquet", tmp_path / "out", some(5)) / "every.parquet"
    with duckdb.connect() as base:
        base.execute("SET autoinstall_known_extensions = false")
        query = "SELECT sum(integer), max(moment)::VARCHAR, list[1] FROM read_parquet(?) GROUP BY 3"
        # The zone that moments are shown in is the machine's; the date is enough here.
        (row,) = base.execute(query, [str(path)]).fetchall()
    assert (row[0], row[1][:7], row[2]) == (10, "2022-06", "CHN")
    frame = polars.read_parquet(path)
    assert frame.schema["list"] == polars.List(polars.String)
    assert frame.schema["moment"] == polars.Datetime("us", "UTC")
    assert frame["boolean"].to_list() == [True, False, True, False, True]


def test_csv_is_rfc_4180(tmp_path: Path) -> None:
    path = written("csv", tmp_path / "out.zip", [{**some(1)[0], "text": 'a "b",\nc'}])
    page = zipfile.ZipFile(path).read("every.csv")
    assert page.count(b"\r\n") == 2
    assert b'"a ""b"",\nc"' in page
    assert len(list(csv.reader(io.StringIO(page.decode(), newline="")))) == 2


def test_a_workbook_is_typed_and_made_for_people(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    texts = [{**one, "text": "=cmd|' /C calc'!A0"} for one in some(3)]
    write_tables("xlsx", path, [(EVERY, texts), (FEW, [])])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Legend", "Every type", "Few columns"]
    sheet = book["Every type"]
    assert [cell.data_type for cell in sheet[2]] == list("ssnnbddsss")
    assert sheet["B2"].value == "'=cmd|' /C calc'!A0"
    assert sheet.auto_filter.ref == "A1:J4"
    assert sheet.freeze_panes == "B2"
    colors = {cell.value: cell.fill.fgColor.rgb for cell in sheet[1]}
    assert colors["Words"] != colors["Count"]
    lists = {
        str(one.sqref).partition("2")[0]: one.formula1
        for one in sheet.data_validations.dataValidation
    }
    assert lists == {"E": '"TRUE,FALSE"', "J": '"firm,planned,exploratory"'}
    legend = [[cell.value for cell in row] for row in book["Legend"].iter_rows()]
    assert [row[1] for row in legend if row[2] in {"id", "force", "note"}] == [
        "Code",
        "Force",
        "Note",
    ]


def test_titles_that_could_be_confused_give_way_to_names(tmp_path: Path) -> None:
    columns = (EVERY.columns[0], replace(EVERY.columns[1], title="ID"))
    table = replace(EVERY, columns=columns)
    path = tmp_path / "a.xlsx"
    write_tables("xlsx", path, [(table, [{"id": "1", "text": "x"}])])
    assert [cell.value for cell in openpyxl.load_workbook(path)["Every type"][1]] == ["id", "text"]


@pytest.mark.parametrize("name", ["every.jsonl", "datapackage.json", "every.csv"])
def test_files_are_to_the_letter(tmp_path: Path, name: str) -> None:
    """After a wanted change: REFRESH_GOLDEN=1 python -m pytest, and read what changed."""
    odd = {
        **some(2)[1],
        "text": '\'=1+1; a "quote"\nand a second line',
        "list": ("one; two", "back\\slash"),
        "date": "2022-06",
    }
    nothing = {**dict.fromkeys(odd), "id": "=C-3", "text": "", "list": None}
    path = written("jsonl", tmp_path / "every.jsonl", [some(1)[0], odd, nothing])
    if name != path.name:
        path = written("csv", tmp_path / "package", [some(1)[0], odd, nothing]) / name
    golden = GOLDEN / name
    if os.environ.get("REFRESH_GOLDEN"):
        golden.write_bytes(path.read_bytes())
    assert path.read_bytes() == golden.read_bytes()


def test_a_missing_extra_is_told_with_its_command(tmp_path: Path) -> None:
    # In a Python of its own that cannot find pyarrow, as where the extra is not installed.
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from summitry.exchange.tables import write_tables\n"
        "from summitry.errors import ExtraMissing\n"
        "try:\n    write_tables('parquet', 'x', [])\n"
        "except ExtraMissing as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == (
        "the format parquet needs the package pyarrow, which is not installed. "
        'Install it with: pip install "summitry[tables]"\n'
    )


def test_a_workbook_saved_by_libreoffice_comes_back_whole(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine; on Debian: apt-get install libreoffice-calc")
    # LibreOffice makes every line end one line feed; all else it keeps.
    texts = [text.replace("\r\n", "\n").replace("\r", "\n") for text in ODD_TEXTS]
    values = [{**some(1)[0], "id": str(n), "text": text} for n, text in enumerate(texts)]
    values.append({**some(1)[0], "id": "long", "text": "long text " * 5_000, "date": "2022"})
    path = written("xlsx", tmp_path / "a.xlsx", values)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    saved = tmp_path / "saved"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", saved, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert read_back("xlsx", saved / "a.xlsx", EVERY)["every"] == values
