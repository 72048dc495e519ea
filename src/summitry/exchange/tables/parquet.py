"""Parquet: a folder with one file per table, in types that columnar tools know.

Dates of reduced precision and JSON are strings, and the metadata of their fields says so.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from summitry.exchange.tables.characters import signed, unsigned
from summitry.exchange.tables.checking import Found, Keys, RowReader, columns_of, present
from summitry.exchange.tables.dates import written_moment
from summitry.exchange.tables.encoding import encoded
from summitry.exchange.tables.faults import Fault, Wrong, shown
from summitry.exchange.tables.schemas import FORMAT, VERSION
from summitry.exchange.tables.values import check_of, json_text, json_value
from summitry.exchange.tables.whole import whole_folder
from summitry.model import Column, ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from summitry.model import Table

_BATCH = 500
_GROUP_ROWS = 5_000
_GROUP_CHARACTERS = 1_000_000
_LARGEST_GROUP = 2**30
_MARK = FORMAT.encode()
_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPES = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.string(),
    ColumnType.MOMENT: pa.timestamp("us", tz="UTC"),
    ColumnType.LIST: pa.list_(pa.string()),
    ColumnType.JSON: pa.string(),
}
_DAMAGED = (pa.ArrowException, OSError, ValueError, TypeError, KeyError, IndexError, OverflowError)


def write(path: Path, contents: Iterable[tuple[Table, Iterable[Mapping[str, Any]]]]) -> None:
    """Write tables to a folder."""
    pairs = list(contents)
    with whole_folder(path, [f"{table.name}.parquet" for table, _ in pairs]) as folder:
        for table, rows in pairs:
            _write_table(folder / f"{table.name}.parquet", table, rows)


def read(path: Path, tables: Sequence[Table]) -> Iterator[tuple[Table | None, Found]]:
    """Yield every row and every fault of a folder, or of a single file."""
    files = sorted(one for one in path.iterdir() if one.name[0] != ".") if path.is_dir() else [path]
    named = {f"{table.name}.parquet".casefold(): table for table in tables}
    if not files:
        yield None, Fault(path.name, "is an empty folder", "Export it again.")
    for file in files:
        table = named.get(file.name.casefold())
        if table is None:
            remedy = f"Name it as the table it holds: {', '.join(named)}."
            yield None, Fault(file.name, "is the file of no table", remedy)
            continue
        try:
            for found in _read_table(file, table):
                yield table, found
        except _DAMAGED as error:
            remedy = "Export it again, or ask for it to be sent again."
            yield table, Fault(file.name, f"is damaged ({shown(error)})", remedy)


def _write_table(path: Path, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    schema = pa.schema(
        [_field(column) for column in table.columns],
        metadata={_MARK: str(VERSION), "title": table.title, "description": table.meaning},
    )
    values = encoded(table, rows, _encoder)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(values):
            columns = [
                pa.array(cells, field.type)
                for cells, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def _groups(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    """Yield rows in groups of so many, or fewer where they hold long texts."""
    group: list[list[Any]] = []
    size = 0
    for row in rows:
        group.append(row)
        size += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(group) == _GROUP_ROWS or size >= _GROUP_CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _field(column: Column) -> pa.Field:
    metadata = {"type": column.type.value, "title": column.title, "description": column.meaning}
    return pa.field(column.name, _TYPES[column.type], not column.required, metadata)


def _read_table(path: Path, table: Table) -> Iterator[Found]:
    with pq.ParquetFile(path) as file:
        metadata = file.metadata
        for number in range(metadata.num_row_groups):
            if metadata.row_group(number).total_byte_size > _LARGEST_GROUP:
                what = f"has a row group of more than {_LARGEST_GROUP >> 20} MiB"
                yield Fault(path.name, what, "Write it with smaller row groups.")
                return
        schema = file.schema_arrow
        places, faults = columns_of(schema.names, table, path.name)
        yield from faults
        own = _MARK in (schema.metadata or {})
        known = present(table, places)
        reader = RowReader(known, path.name, lambda one: _decoder(one, own=own), Keys(known))
        row = 0
        for batch in file.iter_batches(_BATCH):
            columns = [(name, batch.column(i)) for i, name in enumerate(places) if name]
            names = [name for name, _ in columns]
            for cells in zip(*(_listed(column) for _, column in columns), strict=True):
                row += 1
                for found in reader.read(row, dict(zip(names, cells, strict=True))):
                    if isinstance(found, Fault) or not faults:
                        yield found


def _listed(column: pa.Array) -> list[Any]:
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    held: list[Any] = column.to_pylist()
    return held


def _encoder(column: Column) -> Callable[[Any], Any]:
    check, write = check_of(column), _WRITERS.get(column.type)
    if write is None:
        return lambda value: None if value is None else check(value)
    return lambda value: None if value is None else write(check(value))


def _decoder(column: Column, *, own: bool) -> Callable[[Any], Any]:
    """Return what makes a value of a cell; ``own`` tells that we wrote the file."""
    check, kind = check_of(column), column.type
    plain = unsigned if own else str

    def decode(cell: Any) -> Any:
        if kind is ColumnType.MOMENT and isinstance(cell, datetime):
            return _moment(cell)
        if kind is ColumnType.DATE and type(cell) is date:
            return str(cell)
        if kind is ColumnType.JSON:
            return json_value(plain(check_of(_TEXT)(cell)))
        if kind is ColumnType.TEXT:
            return plain(check(cell))
        if kind is ColumnType.LIST:
            return tuple(plain(item) for item in check(cell))
        return check(cell)

    return decode


def _moment(cell: datetime) -> str:
    if cell.tzinfo is None:
        raise Wrong("does not tell its time zone", "Write it as a timestamp in UTC.")
    return written_moment(cell)


def _told(text: str) -> str:
    # Only halves of surrogate pairs cannot be held; our own sign must stay apart from them.
    return signed(text) if "{U+" in text or _SURROGATE.search(text) else text


def _list(value: tuple[str, ...]) -> list[str]:
    return [_told(item) for item in value]


def _json(value: Any) -> str | None:
    return None if value is None else _told(json_text(value))


_TEXT = Column("", ColumnType.TEXT, "", "")
_WRITERS: dict[ColumnType, Callable[[Any], Any]] = {
    ColumnType.TEXT: _told,
    ColumnType.LIST: _list,
    ColumnType.JSON: _json,
    ColumnType.MOMENT: datetime.fromisoformat,
}
