"""A table that goes out to people and comes back: typed columns, each with its meaning.

What a register holds is told to spreadsheets, data packages and columnar files by these; the
formats know nothing else of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """What a cell holds; in Python: str, int, float, bool, tuple of str, or JSON values.

    ``date`` is an ISO 8601 date of reduced precision (``2022``, ``2022-06``, ``2022-06-30``),
    ``moment`` an ISO 8601 date and time in UTC; both are str. ``list`` is a tuple of str, joined
    with ``"; "`` where a cell is text. ``json`` is anything JSON can hold.
    """

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    LIST = "list"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, what it means to a reader, and what its cells may be.

    ``allowed`` lists the only values there are, empty where any will do; ``editable`` tells that
    a person may change it in a file that is read back; ``required`` that it is never empty.
    """

    name: str
    type: ColumnType
    title: str
    meaning: str
    required: bool = False
    editable: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one noun; ``key`` names the columns that tell one row from all others.

    ``needed`` names the columns that a file must have when it comes back; None stands for all.
    A row of a file that lacks another column has no value under its name, not even None.
    """

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    needed: tuple[str, ...] | None = None

    def column(self, name: str) -> Column | None:
        """Return the column of a name, or None."""
        for known in self.columns:
            if known.name == name:
                return known
        return None
