"""A Frictionless Data Package: a folder or a zip file of CSV files and their description.

RFC 4180: commas, double quotes, CRLF, UTF-8. What spreadsheets make of it is read as well:
semicolons or tabs, a byte order mark, other line ends, blank rows.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import IO, TYPE_CHECKING, Any

from summitry.errors import UsageError
from summitry.exchange.tables.cells import encoder
from summitry.exchange.tables.comma_separated_reading import DESCRIPTOR, read
from summitry.exchange.tables.encoding import encoded
from summitry.exchange.tables.schemas import data_package
from summitry.exchange.tables.whole import whole_file, whole_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from summitry.model import Table

__all__ = ["read", "write"]

_FIXED = (1980, 1, 1, 0, 0, 0)


def write(path: Path, contents: Iterable[tuple[Table, Iterable[Mapping[str, Any]]]]) -> None:
    """Write tables to a folder, or to a zip file where the path ends in ``.zip``."""
    pairs = list(contents)
    if path.suffix.lower() == ".zip":
        with (
            whole_file(path) as temporary,
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            _write(pairs, lambda name: _entry(archive, name))
        return
    if path.suffix.lower() == ".csv":
        raise UsageError(
            "tables go to a folder, not to one CSV file",
            where=str(path),
            remedy="Name a folder, or a file that ends in .zip.",
        )
    names = [DESCRIPTOR, *(f"{table.name}.csv" for table, _ in pairs)]
    with whole_folder(path, names) as folder:
        _write(pairs, lambda name: (folder / name).open("wb"))


def _write(
    pairs: list[tuple[Table, Iterable[Mapping[str, Any]]]], opened: Callable[[str], IO[bytes]]
) -> None:
    package = data_package(table for table, _ in pairs)
    with opened(DESCRIPTOR) as file:
        file.write(json.dumps(package, ensure_ascii=False, indent=2).encode() + b"\n")
    for table, rows in pairs:
        with (
            opened(f"{table.name}.csv") as file,
            io.TextIOWrapper(file, encoding="utf-8", newline="") as page,
        ):
            writer = csv.writer(page, lineterminator="\r\n")
            writer.writerow(column.name for column in table.columns)
            writer.writerows(encoded(table, rows, encoder))


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    # A fixed time, so that the same rows make the same bytes.
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return archive.open(entry, "w", force_zip64=True)
