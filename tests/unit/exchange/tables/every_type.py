"""Tables with a column of every type, and rows of any values, for the tests of the formats."""

from __future__ import annotations

import math
from datetime import UTC
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from summitry.exchange.tables import Fault, read_tables, write_tables
from summitry.exchange.tables.dates import written_moment
from summitry.model import Column, ColumnType, Table

EVERY = Table(
    "every",
    "Every type",
    "One column of each type.",
    (
        Column("id", ColumnType.TEXT, "Code", "Tells the rows apart.", required=True),
        Column("text", ColumnType.TEXT, "Words", "Any words.", editable=True),
        Column("integer", ColumnType.INTEGER, "Count", "A whole number."),
        Column("number", ColumnType.NUMBER, "Amount", "A number."),
        Column("boolean", ColumnType.BOOLEAN, "Verifiable", "True or false.", editable=True),
        Column("date", ColumnType.DATE, "Deadline", "A date.", editable=True),
        Column("moment", ColumnType.MOMENT, "Recorded", "When it was recorded."),
        Column("list", ColumnType.LIST, "Actors", "Who.", editable=True),
        Column("json", ColumnType.JSON, "Reasons", "Why."),
        Column(
            "force",
            ColumnType.TEXT,
            "Force",
            "How firmly.",
            editable=True,
            allowed=("firm", "planned", "exploratory"),
        ),
    ),
    ("id",),
)

FEW = Table(
    "few",
    "Few columns",
    "A second table.",
    (
        Column("key", ColumnType.INTEGER, "Key", "The key.", required=True),
        Column("note", ColumnType.TEXT, "Note", "A note.", editable=True),
    ),
    ("key",),
)

ODD_TEXTS = (
    "",
    "'",
    "''",
    "'tis",
    "'=x",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    " =1",
    " blanks ",
    "a\r\nb\rc\nd",
    "\x00\x01\x08\x0b\x0c\x0e\x1f\x7f\x85\u2028\ufffe\uffff",
    "_x0041_x0042_",
    "_x005F_x0041_\r_x000D",
    "{U+0041}{U+007B}U+0041}",
    "😀𝔘",
    '"quoted", "twice"; and more',
    "<r><t>x</t></r>",
    "<r></t></is></c><c><f>1+1</f></c><r>",
    "{=SUM(1)}",
    "http://example.org",
    "true",
    "1e5",
    "2022-06-30",
    "0012",
    "\\N",
    "\\e",
    "null",
    "[]",
    "\ufeffmark",
    " … [17]",
    "\ud800half",
)

texts = st.one_of(
    st.sampled_from(ODD_TEXTS),
    st.text(max_size=40),
    st.text(alphabet="=+-@'\t\r\n;\\_x0041{U}+ \x00\"<&,eN😀", max_size=12),
)
dates = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.integers(0, 9999).map(lambda year: f"{year:04}"),
)
moments = st.datetimes(timezones=st.just(UTC)).map(written_moment)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    (0.1 + 0.2, -0.0, 5e-324, 1.7976931348623157e308, 1e16, 2.0**53 + 2, math.pi)
)


def rows() -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries(
        {
            "text": st.none() | texts,
            "integer": st.none() | st.integers(-(2**63) + 1, 2**63 - 1),
            "number": st.none() | numbers,
            "boolean": st.none() | st.booleans(),
            "date": st.none() | dates,
            "moment": st.none() | moments,
            "list": st.none() | st.lists(texts, max_size=4).map(tuple),
            "json": json_values,
            "force": st.none() | st.sampled_from(("firm", "planned", "exploratory")),
        }
    )
    return st.lists(row, max_size=6).map(
        lambda many: [{"id": f"=C-{number}", **one} for number, one in enumerate(many)]
    )


def some(count: int) -> list[dict[str, Any]]:
    """Return plain rows of the first table."""
    return [
        {
            "id": f"C-{number:07}",
            "text": f"China will build {number} hospitals in Tajikistan",
            "integer": number,
            "number": number / 8,
            "boolean": number % 2 == 0,
            "date": f"20{number % 70 + 10}-06-30",
            "moment": "2022-06-30T12:00:00Z",
            "list": ("CHN", "TJK"),
            "json": {"rule": "will", "words": [number]},
            "force": "firm",
        }
        for number in range(count)
    ]


def read_back(name: str, path: Path, *tables: Table) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a file by table; fail where it has faults."""
    held: dict[str, list[dict[str, Any]]] = {table.name: [] for table in tables}
    for table, found in read_tables(name, path, tables):
        assert not isinstance(found, Fault), str(found)
        assert table is not None
        held[table.name].append(found.values)
    return held


def faults(name: str, path: Path, *tables: Table) -> list[Fault]:
    """Return the faults of a file."""
    found = (one for _, one in read_tables(name, path, tables or (EVERY, FEW)))
    return [one for one in found if isinstance(one, Fault)]


def written(name: str, path: Path, values: list[dict[str, Any]]) -> Path:
    """Write rows of the first table to a path, and return it."""
    write_tables(name, path, [(EVERY, values)])
    return path
