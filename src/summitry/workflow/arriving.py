"""A file of tables comes back: read once and whole, then taken into the register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.exchange.tables import (
    TABLE_FORMATS,
    Fault,
    heads_of,
    read_tables,
    table_format_for,
)
from summitry.workflow import register_tables as tables
from summitry.workflow.importing import MOST_FAULTS, Arrived, import_tables
from summitry.workflow.spooling import Spool

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from summitry.storage import Register
    from summitry.workflow.importing import Imported

_TELL = 1000


def import_file(
    register: Register,
    path: str | os.PathLike[str],
    who: str,
    *,
    partial: bool = False,
    dry_run: bool = False,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> Imported:
    """Take back a file or folder that a register was written to, edited or not.

    An untouched register takes all of it; any other the edits of a person. ImportRefused lists
    every fault and nothing is changed; with ``partial`` the rows without a fault are taken.
    UsageError when the name tells no format.
    """
    name = format_of(path)
    with Spool() as spool:
        faults = _read(name, path, spool, on_progress)
        rows = {table: spool.rows(table) for table in spool.names()}
        arrived = Arrived(rows, faults, heads_of(name, tables.TABLES))
        return import_tables(register, arrived, who, partial=partial, dry_run=dry_run)


def format_of(path: str | os.PathLike[str]) -> str:
    """Return the name of the format that a file or folder is in, by its ending or its files."""
    place = Path(path)
    known = table_format_for(str(path))
    if known is not None:
        return known.name
    if place.is_dir():
        inside = {one.suffix.lower() for one in place.iterdir()}
        for name in ("csv", "parquet"):
            if f".{name}" in inside:
                return name
    raise UsageError(
        "tells no format by its name" if place.exists() else "is not there",
        where=str(path),
        remedy="Name a file or folder that export has written: "
        + ", ".join(f"{one.name} ({one.makes})" for one in TABLE_FORMATS.values())
        + ".",
    )


def _read(
    name: str,
    path: str | os.PathLike[str],
    spool: Spool,
    on_progress: Callable[[int, int, str], None] | None,
) -> list[Fault]:
    """Put every row into the spool; return the faults of the file."""
    faults: list[Fault] = []
    more = 0
    for number, (table, found) in enumerate(read_tables(name, str(path), tables.TABLES), start=1):
        if not isinstance(found, Fault) and table is not None:
            spool.add(table.name, found)
        elif isinstance(found, Fault) and len(faults) < MOST_FAULTS:
            faults.append(found)
        else:
            more += 1
        if on_progress is not None and number % _TELL == 0:
            on_progress(number, 0, table.title if table else "")
    if more:
        faults.append(Fault(str(path), f"has {more} faults more", "Mend these first."))
    return faults
