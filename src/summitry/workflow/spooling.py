"""Rows that came from a file, kept on the disk until they are wanted in another order."""

from __future__ import annotations

import pickle
import tempfile
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any

from summitry.errors import SummitryError
from summitry.exchange.tables import TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self


class Spool:
    """The rows of tables by the tables' names, each with its place; use it in a ``with`` block.

    Adding comes first: once rows are taken out, no more can be added. SummitryError when the
    disk has no room.
    """

    def __init__(self) -> None:
        self._files: dict[str, IO[bytes]] = {}
        # What many rows share is written once: their sheet or file, and their columns.
        self._shared: list[Any] = []
        self._numbers: dict[Any, int] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, table: str, row: TableRow) -> None:
        """Keep a row of a table."""
        shared = self._number(row.where), self._number(tuple(row.values))
        try:
            if table not in self._files:
                file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the stack
                self._files[table] = self._stack.enter_context(file)
            # Nobody else can write to this file: it has no name.
            pickle.dump((*shared, row.row, tuple(row.values.values())), self._files[table], 5)
        except OSError as error:
            raise _refused(error) from error

    def names(self) -> list[str]:
        """Return the names of the tables that have rows."""
        return list(self._files)

    def rows(self, table: str) -> Iterator[TableRow]:
        """Yield the rows of a table in the order they came; of one without any, none."""
        file = self._files.get(table)
        if file is None:
            return
        try:
            file.seek(0)
        except OSError as error:
            raise _refused(error) from error
        while True:
            try:
                where, names, number, cells = pickle.load(file)
            except EOFError:
                return
            values = dict(zip(self._shared[names], cells, strict=True))
            yield TableRow(values, self._shared[where], number)

    def _number(self, shared: str | tuple[str, ...]) -> int:
        number = self._numbers.get(shared)
        if number is None:
            number = self._numbers[shared] = len(self._shared)
            self._shared.append(shared)
        return number


def _refused(error: OSError) -> SummitryError:
    return SummitryError(
        f"the rows of the file find no room on the disk ({error.strerror or error})",
        where=tempfile.gettempdir(),
        remedy="Nothing was changed. Make room there, or name another folder in TMPDIR.",
    )
