"""Rows of figures and verdicts, as they go out of a register and come back into one."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.storage import schema_monitoring as schema
from summitry.storage.encoding import compact, parsed
from summitry.storage.entries import id_of, number_of
from summitry.workflow import register_tables_monitoring as tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from summitry.model import Table
    from summitry.storage import Change, View

Row = dict[str, Any]
_PAGE = 500
_STORED = {
    tables.STATISTICS.name: schema.STATISTIC,
    tables.ORIGINS.name: schema.ORIGIN,
    tables.OBSERVATIONS.name: schema.OBSERVATION,
    tables.FACTORS.name: schema.FACTOR,
    tables.BINDINGS.name: schema.BINDING,
    tables.OUTCOMES.name: schema.OUTCOME,
    tables.DATA_SOURCES.name: schema.DATA_SOURCE,
    tables.ASSESSMENTS.name: schema.ASSESSMENT,
    tables.SNAPSHOTS.name: schema.SNAPSHOT,
}
PARTED = tables.SNAPSHOT_BODIES.name


def is_monitoring(table: Table) -> bool:
    """Tell whether a table is one of these."""
    return table.name in _STORED or table.name == PARTED


def monitoring_rows(
    view: View, table: Table, parts: Callable[[str], Iterator[tuple[int, str]]]
) -> Iterator[Row]:
    """Yield the rows of one of these tables; ``parts`` cuts a long text."""
    if table.name == PARTED:
        yield from _bodies(view, parts)
        return
    stored = _STORED[table.name]
    names = [column.name for column in table.columns]
    columns = [stored.c[_column(stored, name)].label(name) for name in names]
    query = select(*columns).order_by(stored.c.id)
    for row in view.connection.execute(query, execution_options={"yield_per": _PAGE}).all():
        told = dict(row._mapping)
        if told.get("entry") is not None:
            told["entry"] = id_of(view, told["entry"])
        if "reasons" in told:
            told["reasons"] = parsed(told["reasons"])
        # An empty cell and an empty text are one in most files; here they are one everywhere.
        yield {name: None if value == "" else value for name, value in told.items()}


def _column(stored: Any, name: str) -> str:
    if name == "number":
        return "id"
    return f"{name}_id" if f"{name}_id" in stored.c else name


def _bodies(view: View, parts: Callable[[str], Iterator[tuple[int, str]]]) -> Iterator[Row]:
    query = select(schema.SNAPSHOT.c.id, schema.SNAPSHOT.c.body).order_by(schema.SNAPSHOT.c.id)
    for row in view.connection.execute(query, execution_options={"yield_per": 20}):
        for part, text in parts(b64encode(bytes(row.body)).decode("ascii")):
            yield {"number": row.id, "part": part, "text": text}


def stored_rows(
    change: Change, table: Table, rows: Iterable[Mapping[str, Any]], bodies: Iterator[str]
) -> tuple[Any, Iterator[Row]]:
    """Return the stored table of one of these, and its rows made again; ``bodies`` in base64."""
    stored = _STORED[table.name]
    return stored, (_made(change, stored, row, bodies) for row in rows)


def _made(change: Change, stored: Any, row: Mapping[str, Any], bodies: Iterator[str]) -> Row:
    made: Row = {}
    for name, value in row.items():
        column = stored.c[_column(stored, name)]
        made[column.name] = "" if value is None and not column.nullable else value
    if row.get("entry") is not None:
        made["entry_id"] = number_of(change, row["entry"])
    if "reasons" in row:
        made["reasons"] = compact(row["reasons"])
    if stored is schema.SNAPSHOT:
        made["body"] = b64decode(next(bodies), validate=True)
    return made
