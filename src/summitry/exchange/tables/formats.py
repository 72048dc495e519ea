"""The formats in which tables go out and come in, by name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summitry.errors import ExtraMissing, UsageError
from summitry.exchange.tables.faults import Fault, TableRow
from summitry.exchange.tables.schemas import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from summitry.model import Table


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One format: the endings it is known by, what it makes, the extra it needs, its module."""

    name: str
    suffixes: tuple[str, ...]
    makes: str
    module: str
    extra: str = ""


TABLE_FORMATS = {
    known.name: known
    for known in (
        TableFormat("jsonl", (".jsonl", ".ndjson"), "a file", "json_lines"),
        TableFormat("csv", (".zip", ".csv"), "a folder, or a zip file", "comma_separated"),
        TableFormat("xlsx", (".xlsx",), "a file", "workbook"),
        TableFormat("parquet", (".parquet",), "a folder", "parquet", "tables"),
    )
}
"""Every format of tables by its name on the command line."""


def write_tables(
    name: str,
    path: Path | str,
    tables: Iterable[tuple[Table, Iterable[Mapping[str, Any]]]],
) -> None:
    """Write tables to a path, whole or not at all; rows are taken one at a time.

    Raises UsageError for a format there is not and a path that holds something else,
    ExtraMissing where a package is not installed, SummitryError for a value that its column
    cannot hold and when the disk refuses.
    """
    _module(name).write(Path(path), tables)


def read_tables(
    name: str,
    path: Path | str,
    tables: Iterable[Table],
) -> Iterator[tuple[Table | None, TableRow | Fault]]:
    """Yield every row without faults and every fault of a file, as they are met.

    The table is None where a fault belongs to none. Rows come one at a time, so that nothing
    is known to be right before the last was read. Raises UsageError for a format there is not,
    ExtraMissing where a package is not installed; whatever is wrong with the file is a fault.
    """
    module = _module(name)
    return _read(module, Path(path), tuple(tables))


def table_format_for(path: str) -> TableFormat | None:
    """Return the format that the ending of a name stands for, or None."""
    lowered = path.lower()
    for known in TABLE_FORMATS.values():
        if lowered.endswith(known.suffixes):
            return known
    return None


def heads_of(name: str, tables: Iterable[Table]) -> dict[str, dict[str, str]]:
    """Return, by table, what people see above each column in a format, where not its name."""
    if name != "xlsx":
        return {}
    return {
        table.name: dict(zip((one.name for one in table.columns), titles(table), strict=True))
        for table in tables
    }


def _read(
    module: Any, path: Path, tables: tuple[Table, ...]
) -> Iterator[tuple[Table | None, TableRow | Fault]]:
    try:
        path.stat()  # raises where there is nothing, whatever the format makes of it
        yield from module.read(path, tables)
    except FileNotFoundError:
        yield None, Fault(str(path), "is not there", "Check the name.")
    except OSError as error:
        reason = error.strerror or error
        yield None, Fault(str(path), f"cannot be read ({reason})", "Check its rights and its kind.")


def _module(name: str) -> Any:
    if name not in TABLE_FORMATS:
        raise UsageError(
            f"there is no format {name!r} for tables",
            remedy=f"Use one of {', '.join(TABLE_FORMATS)}.",
        )
    known = TABLE_FORMATS[name]
    try:
        return import_module(f"summitry.exchange.tables.{known.module}")
    except ModuleNotFoundError as error:
        if not known.extra or (error.name or "").startswith("summitry"):
            raise
        raise ExtraMissing(
            f"the format {name} needs the package {error.name}, which is not installed",
            remedy=f'Install it with: pip install "summitry[{known.extra}]"',
        ) from None
