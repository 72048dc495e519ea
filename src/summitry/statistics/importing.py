"""Tables of figures → series with their origin; every fault is told at once, nothing half-read."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from summitry.lexicon.parties import load_parties
from summitry.model import (
    Bound,
    Frequency,
    Nature,
    Notice,
    Observation,
    Series,
    SeriesOrigin,
    Severity,
    is_partial_date,
    parse_reporting_period,
)
from summitry.statistics.notes import bound_of, is_withheld, published_in, reporter_of
from summitry.statistics.tables import FaultList, Row, checksum, decode, read_header, read_rows
from summitry.statistics.template import ALIASES, SERIES_TABLE
from summitry.statistics.units import read_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

_VINTAGE_ENDING = "_altvintage"
_VINTAGE_REMARK = " (alternative vintage)"
_REQUIRED = tuple(column.name for column in SERIES_TABLE.columns if column.required)
_KNOWN = {column.name for column in SERIES_TABLE.columns}
_WRITE_NUMBER = "Write it like 70.2, with a full stop and without commas or words."


@dataclass(frozen=True, slots=True)
class Imported:
    """The series of a table, and what its owner should know about how it was read."""

    series: tuple[Series, ...]
    notices: tuple[Notice, ...]


def import_series(data: bytes, *, where: str = "", accessed: str | None = None) -> Imported:
    """Return the series of a CSV in the form of the template; ImportFaults lists every fault.

    ``where`` names the file in messages, ``accessed`` says when it was fetched (ISO 8601). Rows
    that wait for a better source are left out. Another vintage of a series joins it.
    """
    faults = FaultList(where)
    text = decode(data, where)
    kept: list[tuple[Row, Observation]] = []
    withheld = dated = 0
    for row in read_rows(text, _REQUIRED, ALIASES, faults):
        if is_withheld(row["note"]):
            withheld += 1
            continue
        observation = _observation(row, faults)
        if observation is not None:
            dated += bool(observation.published and not row["published"])
            kept.append((row, observation))
    faults.raise_if_any()
    groups: dict[tuple[str, str, str], list[tuple[Row, Observation]]] = {}
    for row, observation in kept:
        name = row["series_id"].removesuffix(_VINTAGE_ENDING)
        reporter = reporter_of(row["reporter"], row["note"])
        groups.setdefault((name, reporter, row["partner"]), []).append((row, observation))
    origin = SeriesOrigin("", "", where, accessed=accessed, checksum=checksum(data))
    series = tuple(_series(name, rows, origin) for (name, _, _), rows in groups.items())
    unknown = [name for name in read_header(text) if name not in _KNOWN and name not in ALIASES]
    return Imported(series, tuple(_notices(where, withheld, dated, unknown)))


def _observation(row: Row, faults: FaultList) -> Observation | None:
    """Return the figure of a row, or None with its faults noted."""
    before = len(faults.faults)
    for column in _REQUIRED:
        if not row[column]:
            faults.add(row.line, column, "", "is empty", "Fill it in, or take the row out.")
    value = _number(row, faults)
    try:
        period = parse_reporting_period(row["period"]) if row["period"] else None
    except ValueError as error:
        faults.add(row.line, "period", "", str(error).split(";")[0], str(error).partition("; ")[2])
    try:
        unit = read_unit(row["unit"]) if row["unit"] else None
    except ValueError as error:
        faults.add(row.line, "unit", "", str(error), "Write it like bn USD, percent or pairs.")
    _check_choices(row, faults)
    if len(faults.faults) > before or value is None or period is None or unit is None:
        return None
    return Observation(
        period,
        unit.plain(value),
        unit.name,
        f"{row['value']} {row['unit']}",
        Bound(row["bound"]) if row["bound"] else bound_of(row["note"], row["value"]),
        row["published"] or published_in(row["source_title"]),
        row["source_title"],
        row["source_url"],
        row["note"],
        row.line,
    )


def _number(row: Row, faults: FaultList) -> Decimal | None:
    if not row["value"]:
        return None
    try:
        value = Decimal(row["value"])
    except InvalidOperation:
        faults.add(row.line, "value", row["value"], "is no number", _WRITE_NUMBER)
        return None
    if not (value.is_finite() and math.isfinite(float(value))):
        faults.add(row.line, "value", row["value"], "is no finite number", _WRITE_NUMBER)
        return None
    return value


def _check_choices(row: Row, faults: FaultList) -> None:
    for column in ("published", "accessed"):
        if row[column] and not is_partial_date(row[column]):
            remedy = "Write 2022, 2022-01 or 2022-01-31."
            faults.add(row.line, column, row[column], "is no date", remedy)
    for column, kind in (("bound", Bound), ("nature", Nature)):
        if row[column] and row[column] not in set(kind):
            remedy = f"Choose one of: {', '.join(kind)}."
            faults.add(row.line, column, row[column], "is not known", remedy)


def _series(name: str, rows: list[tuple[Row, Observation]], origin: SeriesOrigin) -> Series:
    first, figure = rows[0]
    resolve = load_parties().resolve
    observations = tuple(observation for _, observation in rows)
    reporter = reporter_of(first["reporter"], first["note"])
    sources = dict.fromkeys(observation.source for observation in observations)
    named = replace(
        origin,
        producer=reporter,
        reporter=resolve(reporter) or reporter,
        source=next(iter(sources)) if len(sources) == 1 else origin.source,
        address=first["source_url"] if len(sources) == 1 else "",
        vintage=max((one.published for one in observations if one.published), default=None),
        licence=first["licence"],
        accessed=first["accessed"] or origin.accessed,
    )
    return Series(
        name,
        first["indicator"].removesuffix(_VINTAGE_REMARK),
        figure.unit,
        named,
        observations,
        resolve(first["partner"]) or first["partner"],
        Nature(first["nature"]) if first["nature"] else nature_of(observations),
        first["quantity"] or name,
    )


def nature_of(observations: Iterable[Observation]) -> Nature:
    """Return what the periods tell of figures: any single day makes a stock, any year a flow.

    Months alone tell nothing, since both are published by month.
    """
    found = {one.period.frequency for one in observations}
    if Frequency.DAY in found:
        return Nature.STOCK
    return Nature.FLOW if found - {Frequency.MONTH} else Nature.UNKNOWN


def _notices(where: str, withheld: int, dated: int, unknown: list[str]) -> Iterable[Notice]:
    if withheld:
        what = f"{withheld} rows that wait for a better source were left out"
        yield Notice(Severity.NOTE, "withheld", what, where, "Replace their source first.")
    if dated:
        what = f"the date of publication of {dated} figures was taken from the title of the source"
        remedy = "Fill in the column published to say otherwise."
        yield Notice(Severity.NOTE, "published-from-title", what, where, remedy)
    if unknown:
        what = f"columns that are not known were passed over: {', '.join(unknown)}"
        yield Notice(Severity.WARNING, "unknown-columns", what, where, "See the template.")
