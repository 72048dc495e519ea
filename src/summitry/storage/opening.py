"""Making a register and opening one."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import insert, inspect

from summitry.errors import RegisterForeign
from summitry.lexicon.tokens import VERSION as TOKENS
from summitry.model import Act
from summitry.storage import journal, migrating
from summitry.storage.connections import WAIT, WRITING, connect, is_file
from summitry.storage.faults import told
from summitry.storage.index import FileIndex, ServerIndex
from summitry.storage.register import Register
from summitry.storage.schema import SETTING

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from summitry.storage.address import Address
    from summitry.storage.index import SearchIndex


def open_register(address: Address, *, wait: float = WAIT) -> Register:
    """Open the register at an address.

    Raises a RegisterError when there is none, or this version cannot work with it; ``wait`` is
    how many seconds to wait for another who is writing.
    """
    with told(address):
        engine = connect(address, wait=wait)
        try:
            with engine.connect() as connection, connection.begin():
                migrating.check_standing(connection, address)
        except BaseException:
            engine.dispose()
            raise
    return Register(address, engine, _index(engine))


def create_register(
    address: Address, who: str, *, steps: tuple[Path, ...] = (migrating.OWN_STEPS,)
) -> bool:
    """Make a register, or bring an older one up to date; return False if nothing was to be done.

    All or nothing: what is interrupted leaves an address where the next call begins again.
    """
    with told(address):
        engine = connect(address, create=True)
        try:
            with engine.connect() as plain:
                connection = plain.execution_options(**{WRITING: True})
                with connection.begin():
                    return _made(connection, address, who, steps)
        finally:
            engine.dispose()


def _made(connection: Connection, address: Address, who: str, steps: tuple[Path, ...]) -> bool:
    found = migrating.standing(connection)
    if found.step is None:
        _check_empty(connection, address)
        lay_tables(connection, steps)
        journal.begin(connection)
        _begin(connection, who)
        return True
    if found.step > migrating.HEAD:
        migrating.check_standing(connection, address)
    if steps == (migrating.OWN_STEPS,) and found.step == migrating.HEAD:
        return False
    migrating.upgrade(connection, steps)
    return True


def lay_tables(connection: Connection, steps: tuple[Path, ...] = (migrating.OWN_STEPS,)) -> None:
    """Make the tables of an empty register."""
    if not is_file(connection):
        # Two who make a register at once would else both find it missing.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7825093)")
    migrating.upgrade(connection, steps)


def lay_tables_anew(connection: Connection) -> None:
    """Make the tables of a register again that holds nothing yet, not even who made it."""
    for table in (*inspect(connection).get_table_names(), "entry_search"):
        if is_file(connection):
            # FTS5 keeps tables of its own, which go with the one they belong to.
            if not table.startswith("entry_search_"):
                connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{table}"')
        else:
            connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{table}" CASCADE')
    if not is_file(connection):
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS refuse_change CASCADE")
    lay_tables(connection)


def _check_empty(connection: Connection, address: Address) -> None:
    if inspect(connection).get_table_names():
        raise RegisterForeign(
            "holds something else already",
            where=str(address),
            remedy="Name another file or database.",
        )


def _begin(connection: Connection, who: str) -> None:
    settings = {"register": secrets.token_hex(16), "needs": migrating.NEEDS, "tokens": TOKENS}
    connection.execute(
        insert(SETTING), [{"name": name, "value": value} for name, value in settings.items()]
    )
    head = journal.Head(connection)
    at = journal.moment_now()
    head.append(at, who, (Act.BEGIN.value, ""), {"register": settings["register"]})
    head.save()


def _index(engine: Engine) -> SearchIndex:
    return FileIndex() if engine.dialect.name == "sqlite" else ServerIndex()
