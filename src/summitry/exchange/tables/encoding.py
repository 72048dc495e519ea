"""Rows on their way out: checked, in the order of the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.errors import SummitryError
from summitry.exchange.tables.faults import Wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from summitry.model import Column, Table


def encoded(
    table: Table,
    rows: Iterable[Mapping[str, Any]],
    encoder: Callable[[Column], Callable[[Any], Any]],
) -> Iterator[list[Any]]:
    """Yield the encoded values of every row, in the order of the columns.

    Raises SummitryError for a value that its column cannot hold, and for a row that lacks a
    column or has others.
    """
    columns = [(column.name, encoder(column)) for column in table.columns]
    for number, row in enumerate(rows, start=1):
        name = ""
        if len(row) != len(columns):
            raise _refused(table, number, "", "has other columns than its table")
        try:
            cells = []
            for name, encode in columns:
                cells.append(encode(row[name]))
        except KeyError:
            raise _refused(table, number, name, "is missing in the row") from None
        except Wrong as wrong:
            raise _refused(table, number, name, wrong.what, wrong.remedy) from None
        yield cells


def _refused(
    table: Table, number: int, name: str, what: str, remedy: str = "Nothing was written."
) -> SummitryError:
    where = f"{table.name}, row {number}" + (f", column {name}" if name else "")
    return SummitryError(what, where=where, remedy=remedy)
