"""A comparison as CSV, one row a number, and as JSON."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import msgspec

from summitry.exchange.comma_separated import harmless
from summitry.exchange.comparisons.told import unit_of
from summitry.exchange.json_document import indented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.exchange.comparisons.told import ToldComparison
    from summitry.model import Comparison, Group, Measured

COLUMNS = (
    "compared",
    "group",
    "measure",
    "unit",
    "value",
    "low",
    "high",
    "sampling_low",
    "sampling_high",
    "counted",
    "out_of",
    "first_place",
    "last_place",
    "interval_of",
    "why_not",
    "stratum_kind",
    "stratum",
)
"""The columns, in order; the same for every comparison."""


def rows_of(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield one row for each number of each group, then the same for each stratum."""
    for group in comparison.groups:
        yield from _of_group(comparison, group)
    for stratum in comparison.strata:
        for group in stratum.groups:
            for row in _of_group(comparison, group):
                yield {**row, "stratum_kind": stratum.kind, "stratum": stratum.name}


def _of_group(comparison: Comparison, group: Group) -> Iterator[dict[str, Any]]:
    start = {"compared": comparison.by.value, "group": group.name}
    for shown in comparison.measures:
        one = group.measured(shown.name)
        yield {**start, "measure": shown.name, "unit": unit_of(shown), **_figures(one, group)}
    for money in group.money:
        unit = {"unit": money.currency, "counted": len(money.ids)}
        yield {**start, "measure": "money once", **unit, "value": money.once}
        yield {**start, "measure": "money with repeats", **unit, "value": money.with_repeats}


def _figures(one: Measured, group: Group) -> dict[str, Any]:
    known = one.value is not None
    return {
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "sampling_low": one.sampling_low,
        "sampling_high": one.sampling_high,
        "counted": one.counted_number if known else None,
        "out_of": one.out_of if known else None,
        "first_place": one.ranks[0] if one.ranks else None,
        "last_place": one.ranks[1] if one.ranks else None,
        "interval_of": group.basis.value if known else None,
        "why_not": one.why or None,
    }


def csv_of(told: ToldComparison) -> bytes:
    """Return a header and one row for each number, as UTF-8."""
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows_of(told.comparison):
        writer.writerow({column: harmless(_written(row.get(column))) for column in COLUMNS})
    return page.getvalue().encode("utf-8", "backslashreplace")


def _written(value: Any) -> Any:
    """Return a number with the digits that tell something, a whole one without a point."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6g}"
    return value


def json_of(told: ToldComparison) -> bytes:
    """Return all of a comparison as JSON: groups, measures, ids behind them, texts, method."""
    record = {
        "command": told.command,
        "versions": told.versions,
        "comparison": msgspec.to_builtins(told.comparison),
        "texts": [
            {**msgspec.to_builtins(one), "talk": None if one.talk is None else len(one.talk)}
            for one in told.material.texts
        ],
        "failures": msgspec.to_builtins(told.failures),
    }
    return indented(record) + b"\n"
