"""Whatever bytes come in, they end in rows and listed faults, never in a traceback."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from every_type import EVERY, FEW, some, written
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.exchange.tables import Fault, TableRow, read_tables

NAMES = {"jsonl": "a.jsonl", "csv": "every.csv", "xlsx": "a.xlsx", "parquet": "every.parquet"}


def _check(kind: str, content: bytes, name: str = "") -> list[TableRow | Fault]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (name or NAMES[kind])
        path.write_bytes(content)
        found = [one for _, one in read_tables(kind, path, (EVERY, FEW))]
    for one in found:
        if isinstance(one, Fault):
            assert one.what
            assert one.remedy
            assert "\n" not in str(one)
    return found


@cache
def _valid(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        if kind == "csv":
            return (written(kind, path / "a", some(20)) / "every.csv").read_bytes()
        if kind == "parquet":
            return (written(kind, path / "a", some(20)) / "every.parquet").read_bytes()
        return written(kind, path / NAMES[kind], some(20)).read_bytes()


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_any_bytes_end_in_faults(kind: str) -> None:
    @settings(max_examples=100, deadline=None)
    @given(st.binary(max_size=300))
    def check(content: bytes) -> None:
        found = _check(kind, content)
        assert found
        assert all(isinstance(one, Fault) for one in found)

    check()


def _mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randint(1, 50)]
            case 2:
                changed[place:place] = bytes(chance.randrange(256) for _ in range(9))
            case _:
                changed[place:place] = changed[place : place + 30]
        if not changed:
            break
    return bytes(changed)


@pytest.mark.parametrize("kind", sorted(NAMES))
@pytest.mark.parametrize("seed", range(60))
def test_mutated_files_end_in_rows_and_faults(kind: str, seed: int) -> None:
    _check(kind, _mutated(_valid(kind), random.Random(seed)))


def _repacked(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    held, packed = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in held.namelist():
            archive.writestr(name, change(held.read(name)) if name == part else held.read(name))
    return packed.getvalue()


PARTS = (
    "xl/worksheets/sheet2.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("seed", range(40))
def test_mutated_parts_of_a_workbook(part: str, seed: int) -> None:
    chance = random.Random(seed)
    _check("xlsx", _repacked(_valid("xlsx"), part, lambda xml: _mutated(xml, chance)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="A2"', b'r="ZZZ2"'),
        (b'r="A2"', b'r="2"'),
        (b'<row r="3"', b'<row r="2"'),
        (b'<row r="3"', b'<row r="99999999999"'),
        (b"<v>", b"<v>1e999"),
        (b"<v>", b"<v>x"),
        (b' s="', b' s="999'),
        (b' s="', b' s="x'),
        (b"<is><t>", b"<is><q>"),
    ],
)
def test_odd_cells_of_a_workbook(old: bytes, new: bytes) -> None:
    part = "xl/worksheets/sheet2.xml"
    found = _check("xlsx", _repacked(_valid("xlsx"), part, lambda xml: xml.replace(old, new)))
    assert any(isinstance(one, Fault) for one in found)


@pytest.mark.parametrize("seed", range(40))
def test_mutated_zips_of_csv(seed: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("every.csv", _valid("csv"))
    _check("csv", _mutated(packed.getvalue(), random.Random(seed)), "a.zip")
