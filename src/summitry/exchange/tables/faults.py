"""What is found in a table file: rows with their place, and faults that a person can mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: where, what, and what to do about it.

    ``where`` is a file or a sheet; ``row`` counts as the person sees it (the header of a sheet
    is row 1), None where no single row is meant; ``column`` and ``value`` are empty where none
    is meant.
    """

    where: str
    what: str
    remedy: str
    row: int | None = None
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = self.where
        if self.row is not None:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        value = f"“{self.value}” " if self.value else ""
        return f"{place}: {value}{self.what}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row without faults, by the name of its column, with the place it was found at."""

    values: dict[str, Any]
    where: str
    row: int


class Wrong(Exception):
    """A value that its column cannot hold: what is wrong and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def shown(value: object) -> str:
    """Return a value as a fault names it: on one line, and short.

    >>> shown("two\\nlines"), shown(None)
    ('two lines', '')
    """
    if value is None:
        return ""
    text = str(value)[: _SHOWN * 8]
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    text = " ".join(text.split())
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
