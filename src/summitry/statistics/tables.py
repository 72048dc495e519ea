"""Reads tables of comma-separated values strictly: every fault is noted with its row and column."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summitry.errors import ImportFaults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MOST_FAULTS = 200


@dataclass(slots=True)
class FaultList:
    """The faults found so far; reading goes on, so that all are told at once."""

    where: str
    faults: list[str] = field(default_factory=list)

    def add(self, row: int, column: str, value: str, what: str, remedy: str) -> None:
        """Note a fault of one cell; ``row`` is the line of the file, from 1."""
        shown = f" {value!r}" if value else ""
        self.faults.append(f"row {row}, column {column}:{shown} {what}. {remedy}")

    def raise_if_any(self) -> None:
        """Raise ImportFaults with every fault, long lists cut short with their number told."""
        if not self.faults:
            return
        shown = self.faults[:_MOST_FAULTS]
        if len(self.faults) > len(shown):
            shown.append(f"and {len(self.faults) - len(shown)} more")
        raise ImportFaults(tuple(shown), where=self.where)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells by column, trimmed."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def checksum(data: bytes) -> str:
    """Return the SHA-256 of a payload in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def decode(data: bytes, where: str) -> str:
    """Return the text of a table in UTF-8, with or without a mark at its start."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = f"row {line}: this is not UTF-8. Save the table as CSV in UTF-8."
        raise ImportFaults((fault,), where=where) from error


def read_header(text: str) -> tuple[str, ...]:
    """Return the names of the columns, in small letters; empty for an empty table."""
    try:
        cells = next(csv.reader(io.StringIO(text, newline="")), [])
    except csv.Error:
        return ()  # no table at all; the columns that are missing say so
    return tuple(cell.strip().casefold() for cell in cells)


def read_rows(
    text: str, required: Sequence[str], aliases: Mapping[str, str], faults: FaultList
) -> Iterator[Row]:
    """Yield the rows of a table; a row with too many or too few cells is a fault.

    ``aliases`` maps other names of columns to ours. Missing columns stop the reading.
    """
    header = tuple(aliases.get(name, name) for name in read_header(text))
    missing = [name for name in required if name not in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing:
        faults.add(1, ", ".join(missing), "", "is not there", "Add it; see the template.")
    if twice:
        faults.add(1, ", ".join(twice), "", "is there more than once", "Keep one.")
    faults.raise_if_any()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        next(reader, None)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) not in (0, len(header)):
                what = f"has {len(cells)} cells, the head of the table {len(header)}"
                faults.add(line, "all", "", what, "Put cells with commas in quotation marks.")
            elif any(cell.strip() for cell in cells):
                trimmed = (cell.strip() for cell in cells)
                yield Row(line, dict(zip(header, trimmed, strict=True)))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.add(reader.line_num, "all", "", f"is no proper CSV ({error})", "Save it again.")
