"""Tables beside the figures: what became of pledges, and where figures can be fetched."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar

from summitry.model import DataSource, ReportedOutcome, parse_reporting_period
from summitry.statistics.notes import is_withheld
from summitry.statistics.tables import FaultList, decode, read_header, read_rows
from summitry.statistics.template import ALIASES, SERIES_TABLE

Record = TypeVar("Record", ReportedOutcome, DataSource)


class TableKind(StrEnum):
    """What a table holds, told by its columns."""

    SERIES = "series"
    OUTCOMES = "pledge outcomes"
    SOURCES = "data sources"
    FACTORS = "factors"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns that tell a kind of table from others."""

    kind: TableKind
    columns: frozenset[str]


_SHAPES = (
    _Shape(TableKind.OUTCOMES, frozenset({"pledge", "actor", "outcome", "source_url"})),
    _Shape(TableKind.SOURCES, frozenset({"source", "endpoint", "licence"})),
    _Shape(TableKind.FACTORS, frozenset({"unit", "into", "rate", "source"})),
    _Shape(
        TableKind.SERIES,
        frozenset(column.name for column in SERIES_TABLE.columns if column.required),
    ),
)


def table_kind(data: bytes, where: str = "") -> TableKind:
    """Return what a CSV holds, told by its columns."""
    header = read_header(decode(data, where))
    for shape in _SHAPES:
        if shape.columns <= {*header, *(ALIASES.get(name, name) for name in header)}:
            return shape.kind
    return TableKind.UNKNOWN


def import_outcomes(data: bytes, *, where: str = "") -> tuple[ReportedOutcome, ...]:
    """Return what a table tells of pledges; ImportFaults lists every fault.

    Dates of outcomes are periods where they are one (``2025-06-17``), else any words
    (``2022/2023``).
    """
    return _import(data, ReportedOutcome, ("pledge", "actor", "outcome", "source_url"), where)


def import_sources(data: bytes, *, where: str = "") -> tuple[DataSource, ...]:
    """Return where a table says figures can be fetched; ImportFaults lists every fault."""
    return _import(data, DataSource, ("source", "endpoint", "licence"), where)


def _import(
    data: bytes, kind: type[Record], required: tuple[str, ...], where: str
) -> tuple[Record, ...]:
    faults = FaultList(where)
    names = [one.name for one in fields(kind) if one.name != "row"]
    found = []
    for row in read_rows(decode(data, where), required, {}, faults):
        if is_withheld(row["note"]):
            continue
        for column in required[:1]:
            if not row[column]:
                faults.add(row.line, column, "", "is empty", "Fill it in, or take the row out.")
        found.append(kind(**{name: row[name] for name in names}, row=row.line))
    faults.raise_if_any()
    return tuple(found)


def outcome_period(outcome: ReportedOutcome) -> str | None:
    """Return the last day of the period an outcome is dated to, None where it is no one period."""
    try:
        return parse_reporting_period(outcome.outcome_date).end
    except ValueError:
        return None
