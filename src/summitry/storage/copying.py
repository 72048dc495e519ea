"""A whole register copied, row for row, to another file or to another kind of database."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, inspect, select

from summitry.errors import RegisterDamaged, RegisterExists
from summitry.model import Entry, Status, effective
from summitry.storage.connections import WRITING, connect, is_file
from summitry.storage.encoding import parsed, read_record
from summitry.storage.entries import tags_of
from summitry.storage.faults import told
from summitry.storage.indexing import standing_tokens, told_of_entries
from summitry.storage.opening import lay_tables, open_register
from summitry.storage.register import View
from summitry.storage.schema import DOCUMENT, ENTRY, METADATA, TALLY
from summitry.storage.tallying import tally
from summitry.storage.tokenising import all_tokens, entry_tokens
from summitry.storage.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Table

    from summitry.storage.address import Address
    from summitry.storage.register import Register

_PAGE = 500
_FEW = 20  # documents, which come with their texts


def copy_register(source: Register, target: Address) -> int:
    """Copy a register to an address where there is none yet; return how many rows that took.

    The copy has the same ids, decisions and journal, and is verified before it counts: all of it
    is there, or nothing. RegisterExists when something is there already.
    """
    if target.path is not None and target.path.exists():
        raise RegisterExists(
            "is there already", where=str(target), remedy="Name a file that does not exist."
        )
    if target.path is None:
        return _copied(source, target)
    beside = target.path.with_name(f".{target.path.name}.{os.getpid()}.tmp")
    try:
        count = _copied(source, type(target)(path=beside))
        _give_name(beside, target.path)
    finally:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                beside.with_name(beside.name + ending).unlink()
    return count


def _give_name(beside: Path, path: Path) -> None:
    """Give the finished file its name, unless something has come to be there meanwhile."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise RegisterExists(
            "has come to be there meanwhile", where=str(path), remedy="Name another file."
        ) from None
    except OSError:  # a file system without links
        beside.rename(path)


def _copied(source: Register, target: Address) -> int:
    engine = None
    try:
        with told(target):
            engine = connect(target, create=True)
            with engine.connect() as plain:
                connection = plain.execution_options(**{WRITING: True})
                with connection.begin():
                    if not is_file(connection) and inspect(connection).get_table_names():
                        raise RegisterExists(
                            "holds something already",
                            where=str(target),
                            remedy="Name an empty database.",
                        )
                    lay_tables(connection)
                    with source.looking() as view:
                        count = _rows(view, connection)
                        _check(view, connection, target)
        return count
    finally:
        if engine is not None:
            engine.dispose()


def _check(view: View, connection: Connection, target: Address) -> None:
    from summitry.storage.index import FileIndex, ServerIndex

    index = FileIndex() if is_file(connection) else ServerIndex()
    copy = View(connection, index, target)
    index_anew(copy)
    fault = next(iter(verify(copy)), None)
    if fault is not None:
        raise RegisterDamaged(
            f"{fault.where} {fault.what}",
            where=str(view.address),
            remedy="Nothing was copied. summitry verify lists everything that is wrong.",
        )


def _rows(view: View, target: Connection) -> int:
    count = 0
    for table in METADATA.sorted_tables:
        if table is TALLY:  # counted anew, as the index is made anew
            continue
        for page in _pages(view.connection, table):
            target.execute(insert(table), page)
            count += len(page)
    return count


def _pages(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    size = _FEW if table is DOCUMENT else _PAGE
    query = select(table).order_by(*table.primary_key.columns)
    rows = connection.execute(query, execution_options={"yield_per": size})
    for page in rows.mappings().partitions():
        yield [dict(row) for row in page]


def index_anew(copy: View) -> None:
    """Make the index anew from what was copied."""
    query = told_of_entries().order_by(ENTRY.c.id).limit(_PAGE)
    after = 0
    while True:
        page = copy.connection.execute(query.where(ENTRY.c.id > after)).all()
        tags = tags_of(copy, [row.id for row in page])
        found = [(row.id, _tokens(row, tags)) for row in page]
        copy.index.add(copy.connection, found)
        tally(copy.connection, (tokens for _, tokens in found))
        if len(page) < _PAGE:
            copy.index.settle(copy.connection)
            return
        after = page[-1].id


def _tokens(row: Any, tags: dict[int, list[str]]) -> list[str]:
    machine = read_record(row.record_kind, row.body) if row.body is not None else None
    changes = parsed(row.changes) if row.changes else {}
    entry = Entry(str(row.id), row.key, row.kind, Status(row.status), 1, machine, changes)
    record = effective(entry)
    standing = standing_tokens(row.kind, row.status, row.fate, row.dialogue_id)
    standing += all_tokens(record, parsed(row.details)["parties"])
    return entry_tokens(record, standing=standing, tags=tags.get(row.id, ()))


def restore_register(source: Address, target: Address) -> int:
    """Make a register of a backup at an address where there is none yet; return its rows."""
    with open_register(source) as backup:
        return copy_register(backup, target)
