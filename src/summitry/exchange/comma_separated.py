"""Comma-separated values (RFC 4180): one row a commitment, for a spreadsheet.

A cell that a spreadsheet would run as a formula gets an apostrophe in front (see
:mod:`summitry.exchange.formulas`). Several values in one cell are joined with ``"; "``.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from summitry.exchange.formulas import neutralised
from summitry.exchange.json_lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.exchange.formats import Results

COLUMNS = (
    "document",
    "date",
    "language",
    "title",
    "dialogue",
    "document_parties",
    "document_kind",
    "kind",
    "id",
    "start",
    "end",
    "page",
    "quote",
    "actors",
    "recipients",
    "action",
    "force",
    "verifiable",
    "theme",
    "quantity_texts",
    "quantity_values",
    "quantity_units",
    "quantity_bounds",
    "deadline_text",
    "deadline_start",
    "deadline_end",
    "deadline_earliest_end",
    "deadline_resolved",
    "deadline_basis",
    "conditions",
    "reporter",
    "repeats",
    "reasons",
    "key",
    "source",
    "engine",
    "lexicon",
)
"""The columns, in order; the same for every file."""

_JOIN = "; "


def encode(results: Results) -> bytes:
    """Return a header and one row for every commitment and every statement asked for, as UTF-8."""
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for reading in results.readings:
        for line in lines_of(reading, with_statements=results.with_statements):
            row = _row(line)
            writer.writerow({column: harmless(row.get(column)) for column in COLUMNS})
    return page.getvalue().encode("utf-8", "backslashreplace")


def harmless(value: object) -> str:
    """Return a value as the text of a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless(True), harmless(None)
    ("'=1+1", 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutralised(str(value))


def _row(line: dict[str, Any]) -> dict[str, Any]:
    quantities = line["quantities"]
    deadline = line.get("deadline") or line.get("period") or {}
    return {
        **line,
        "document_parties": _joined(line["document_parties"]),
        "actors": _joined(line.get("actors") or line.get("parties") or ()),
        "recipients": _joined(line.get("recipients", ())),
        "quantity_texts": _joined(quantity["text"] for quantity in quantities),
        "quantity_values": _joined(quantity["value"] for quantity in quantities),
        "quantity_units": _joined(quantity["unit"] for quantity in quantities),
        "quantity_bounds": _joined(quantity["bound"] for quantity in quantities),
        "deadline_text": deadline.get("text"),
        "deadline_start": deadline.get("start"),
        "deadline_end": deadline.get("end"),
        "deadline_earliest_end": deadline.get("earliest_end"),
        "deadline_resolved": deadline.get("resolved"),
        "deadline_basis": deadline.get("basis"),
        "conditions": _joined(condition["text"] for condition in line.get("conditions", ())),
        "reasons": _joined(_reason(reason) for reason in line["why"]),
    }


def _reason(reason: dict[str, Any]) -> str:
    words = f" “{reason['text']}”" if reason["text"] else ""
    return f"{reason['decides']}: {reason['rule']}{words}"


def _joined(values: Iterable[object]) -> str:
    return _JOIN.join(str(value) for value in values)
