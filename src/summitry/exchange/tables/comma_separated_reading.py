"""Reading CSV files as they come back from people and their spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from summitry.exchange.tables import archives
from summitry.exchange.tables.cells import decoder
from summitry.exchange.tables.checking import (
    Found,
    Keys,
    RowReader,
    by_name,
    columns_of,
    likeness,
    present,
    stray_cells,
    table_of,
)
from summitry.exchange.tables.faults import Fault, Wrong, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from summitry.model import Column, Table

DESCRIPTOR = "datapackage.json"

_LARGEST_CELL = 64 * 2**20
_LARGEST_DESCRIPTOR = 16 * 2**20
_SEPARATORS = (",", ";", "\t")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BAD = re.compile("[\0\udc80-\udcff]")
_DAMAGED = (*archives.BROKEN, zlib.error)


def read(path: Path, tables: Sequence[Table]) -> Iterator[tuple[Table | None, Found]]:
    """Yield every row and every fault of a folder, a zip file or a single CSV file."""
    if path.is_dir():
        names = sorted(file.name for file in path.iterdir() if file.is_file())
        yield from _read_all(names, lambda name: (path / name).open("rb"), path.name, tables)
    elif zipfile.is_zipfile(path) or path.suffix.lower() == ".zip":
        yield from _read_zip(path, tables)
    else:
        with path.open("rb") as file:
            keys = {table.name: Keys(table) for table in tables}
            yield from _read_file(file, path.name, tables, keys)


def _read_zip(path: Path, tables: Sequence[Table]) -> Iterator[tuple[Table | None, Found]]:
    try:
        archive = archives.opened(path)
    except Wrong as wrong:
        yield None, Fault(path.name, wrong.what, wrong.remedy)
        return
    with closing(archive):
        inside = {Path(name).name: name for name in sorted(archive.namelist()) if name[-1:] != "/"}
        yield from _read_all(
            list(inside), lambda name: archive.open(inside[name]), path.name, tables
        )


def _read_all(
    names: Sequence[str],
    opened: Callable[[str], IO[bytes]],
    where: str,
    tables: Sequence[Table],
) -> Iterator[tuple[Table | None, Found]]:
    keys = {table.name: Keys(table) for table in tables}
    csv_names = [name for name in names if name.lower().endswith((".csv", ".txt", ".tsv"))]
    for name in names:
        if name == DESCRIPTOR:
            yield from _check_descriptor(name, opened)
        elif name not in csv_names and not name.startswith("."):
            yield None, Fault(name, "is no CSV file", "Take it out of the folder or zip file.")
    if not csv_names:
        known = ", ".join(f"{table.name}.csv" for table in tables)
        yield None, Fault(where, "holds no CSV file", f"It holds {known} where it is an export.")
    for name in csv_names:
        try:
            with opened(name) as file:
                yield from _read_file(file, name, tables, keys)
        except _DAMAGED as error:
            what = f"is damaged ({shown(error) or type(error).__name__})"
            yield None, Fault(name, what, "Export it again, or ask for it to be sent again.")


def _check_descriptor(
    name: str, opened: Callable[[str], IO[bytes]]
) -> Iterator[tuple[Table | None, Found]]:
    remedy = "Delete it, or put back the one that was exported."
    try:
        with opened(name) as file:
            package = json.loads(file.read(_LARGEST_DESCRIPTOR))
    except (*_DAMAGED, RecursionError) as error:
        yield None, Fault(name, f"is not JSON ({shown(error)})", remedy)
        return
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        yield None, Fault(name, "describes no data package", remedy)


def _read_file(
    file: IO[bytes], where: str, tables: Sequence[Table], keys: Mapping[str, Keys]
) -> Iterator[tuple[Table | None, Found]]:
    start = file.read(4096)
    if start[:2] in _WIDE:
        remedy = "Save it as “CSV UTF-8 (comma delimited)”."
        yield None, Fault(where, "is encoded as UTF-16", remedy)
        return
    file.seek(0)
    # The limit is one for all of Python; raising it harms nobody.
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_CELL))
    page = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    first = page.readline(2**20)
    separator, table = _recognised(first, where, tables)
    if table is None:
        known = ", ".join(f"{one.name}.csv" for one in tables)
        remedy = f"Name it as the table it holds ({known}), with its columns in the first row."
        yield None, Fault(where, "is the file of no table", remedy, value=shown(first))
        return
    page.seek(0)
    for found in _Sheet(table, where, page, separator).read(keys[table.name]):
        yield table, found


def _recognised(first: str, where: str, tables: Sequence[Table]) -> tuple[str, Table | None]:
    """Return the separator and the table of a file, by its name or else by its first line."""
    named = [table for table in tables if table.name.casefold() == Path(where).stem.casefold()]
    candidates = named or tables
    headers = {separator: _cells(first, separator) for separator in _SEPARATORS}
    best = max(
        headers,
        key=lambda one: max((likeness(headers[one], table) for table in candidates), default=0),
    )
    return best, named[0] if named else table_of(headers[best], tables)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


class _Sheet:
    """One CSV file and the table it holds."""

    def __init__(self, table: Table, where: str, page: io.TextIOWrapper, separator: str) -> None:
        self._table = table
        self._where = where
        self._page = page
        self._separator = separator
        self._ended = True

    def read(self, keys: Keys) -> Iterator[Found]:
        rows = csv.reader(self._lines(), delimiter=self._separator, strict=True)
        number = 0
        try:
            header = next(rows, [])
            number = 1
            places, faults = columns_of(header, self._table, self._where)
            yield from faults
            table = present(self._table, places)
            if table.key != self._table.key:
                keys = Keys(table)
            reader = RowReader(table, self._where, self._take, keys)
            for cells in rows:
                number += 1
                if any(cells):
                    yield from _without_rows(self._row(reader, number, cells, places), faults)
        except csv.Error as error:
            what = f"has quotation marks that do not close, or too much text ({error})"
            remedy = "Double the quotation marks inside texts; nothing below was read."
            yield Fault(self._where, what, remedy, number + 1)

    def _row(
        self, reader: RowReader, number: int, cells: list[str], places: list[str | None]
    ) -> Iterator[Found]:
        if len(cells) < len(places) and not self._ended:
            what = f"ends after {len(cells)} of {len(places)} cells, without a line end"
            yield Fault(self._where, what, "The file is cut off; export it again.", number)
            return
        strays = stray_cells(cells, places, self._where, number)
        yield from strays
        found = reader.read(number, by_name(places, cells))
        yield from _without_rows(found, strays)

    def _lines(self) -> Iterator[str]:
        while line := self._page.readline(_LARGEST_CELL):
            if len(line) == _LARGEST_CELL:
                raise csv.Error("line longer than 64 MiB")
            self._ended = line[-1] in "\r\n"
            yield line

    def _take(self, column: Column) -> Callable[[Any], Any]:
        decode = decoder(column, decimal_comma=self._separator == ";")

        def take(cell: str) -> Any:
            if _BAD.search(cell):
                if "\0" in cell:
                    raise Wrong("holds NUL characters", "The file is damaged; export it again.")
                raise Wrong("is not UTF-8", "Save the file as “CSV UTF-8 (comma delimited)”.")
            return decode(cell)

        return take


def _without_rows(found: Iterator[Found], faults: Sequence[Fault]) -> Iterator[Found]:
    # A row is right only where its whole header and all its cells are.
    return (one for one in found if not faults or isinstance(one, Fault))
