"""Factors between units and currencies, each with its year and who says so."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from summitry.model import Column, ColumnType, Factor, Table
from summitry.statistics.tables import FaultList, decode, read_rows
from summitry.statistics.units import read_unit

if TYPE_CHECKING:
    from summitry.statistics.tables import Row

FACTOR_TABLE = Table(
    name="factors",
    title="Factors between units",
    meaning="One factor a row: so many of one unit make one of another.",
    columns=(
        Column("unit", ColumnType.TEXT, "Unit", "from this unit, such as CNY", required=True),
        Column("into", ColumnType.TEXT, "Into", "into this one, such as USD", required=True),
        Column("rate", ColumnType.NUMBER, "Rate", "multiplied by this", required=True),
        Column(
            "period",
            ColumnType.TEXT,
            "Year",
            "the year it holds for; empty for one that never changes",
        ),
        Column("source", ColumnType.TEXT, "Source", "who says so", required=True),
    ),
    key=("unit", "into", "period"),
)
"""The columns of a table of factors, in order."""

_REQUIRED = tuple(column.name for column in FACTOR_TABLE.columns if column.required)
_ALIASES = {"year": "period"}


def import_factors(data: bytes, *, where: str = "") -> tuple[Factor, ...]:
    """Return the factors of a CSV; ImportFaults lists every fault."""
    faults = FaultList(where)
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for row in read_rows(decode(data, where), _REQUIRED, _ALIASES, faults):
        factor = _factor(row, faults)
        if factor is None:
            continue
        key = (factor.unit, factor.into, factor.period or "")
        if key in seen:
            what = f"is the same conversion as row {seen[key]}"
            faults.add(row.line, "unit", row["unit"], what, "Keep one of them.")
        seen.setdefault(key, row.line)
        found.append(factor)
    faults.raise_if_any()
    return tuple(found)


def _factor(row: Row, faults: FaultList) -> Factor | None:
    before = len(faults.faults)
    for column in _REQUIRED:
        if not row[column]:
            faults.add(row.line, column, "", "is empty", "Fill it in, or take the row out.")
    rate = 0.0
    try:
        rate = float(row["rate"]) if row["rate"] else 0.0
    except ValueError:
        faults.add(row.line, "rate", row["rate"], "is no number", "Write it like 0.1389.")
    if row["rate"] and len(faults.faults) == before and not (math.isfinite(rate) and rate > 0):
        faults.add(row.line, "rate", row["rate"], "is no rate", "Write a number above 0.")
    year = row["period"]
    if year and not (len(year) == 4 and year.isascii() and year.isdigit()):
        faults.add(row.line, "period", year, "is no year", "Write it like 2024, or leave it empty.")
    units = []
    for column in ("unit", "into"):
        try:
            units.append(read_unit(row[column]) if row[column] else None)
        except ValueError as error:
            faults.add(row.line, column, "", str(error), "Write it like USD or tonnes.")
    if len(faults.faults) > before or len(units) < 2 or units[0] is None or units[1] is None:
        return None
    # Series hold plain numbers, so a factor from "bn CNY" is one from CNY all the same.
    plain = rate * float(units[1].factor / units[0].factor)
    return Factor(units[0].name, units[1].name, plain, year or None, row["source"])
