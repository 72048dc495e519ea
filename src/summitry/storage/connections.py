"""Connections to SQLite and PostgreSQL, set up so that what is acknowledged stays."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import QueuePool, create_engine, event

from summitry.errors import RegisterMissing, RegisterUnreachable
from summitry.storage.faults import told

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from summitry.storage.address import Address

WRITING = "summitry_writing"
"""The execution option of a connection that is going to write."""

THREADS = 8
"""So many threads of one program work at a register at once without waiting for a connection."""

WAIT = 10.0
"""Seconds to wait for another who is writing."""


def connect(address: Address, *, create: bool = False, wait: float = WAIT) -> Engine:
    """Return the engine for an address; RegisterMissing when it is a file that is not there."""
    if address.path is None:
        return _server(address, wait)
    path = address.path
    if not create and not path.exists():
        raise RegisterMissing(
            "there is no register here",
            where=str(path),
            remedy="Make one with summitry init, or name another with --register.",
        )
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _open(path, create=create, wait=wait),
        # Without it one connection would be shared, because the URL names no file.
        poolclass=QueuePool,
        # Those beyond it would be opened and closed for each look, and know nothing of the file.
        pool_size=THREADS,
        max_overflow=THREADS,
    )
    event.listen(engine, "begin", _begin_file)
    return engine


def _open(path: Path, *, create: bool, wait: float) -> sqlite3.Connection:
    """Open a file for writing, or where that cannot be, for reading."""
    modes = ("rwc",) if create else ("rw", "ro", "ro&immutable=1")
    for number, mode in enumerate(modes, start=1):
        try:
            return _opened(path, mode, wait)
        except sqlite3.OperationalError as error:
            # A folder one may not write to has no room for SQLite's own files beside the register.
            unwritable = error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
            if number == len(modes) or not unwritable:
                raise
    raise AssertionError("some mode was tried")


def _opened(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(
        address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -32000")
        held = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if mode == "rwc" and not held[0]:
            # Kept in the file itself; one that holds something already is not ours to change.
            connection.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_file(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    # Taking the lock at once keeps two writers from both reading what one of them then changes.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _server(address: Address, wait: float) -> Engine:
    try:
        import psycopg
    except ImportError:
        raise RegisterUnreachable(
            "the driver for PostgreSQL is not installed",
            where=str(address),
            remedy="Install it with: pip install 'summitry[postgresql]'",
        ) from None
    engine = create_engine(
        str(address.url),
        connect_args={
            "connect_timeout": 10,
            # How to find entries depends on what is looked for: a rare word, or one on all.
            "options": f"-c lock_timeout={int(wait * 1000)} -c plan_cache_mode=force_custom_plan",
        },
        pool_pre_ping=True,
    )

    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(WRITING):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    event.listen(engine, "begin", begin)
    with told(address), engine.connect() as connection, suppress(psycopg.Error):
        connection.exec_driver_sql("SELECT 1")
    return engine


def is_file(connection: Connection) -> bool:
    """Tell whether a connection leads to a file of SQLite."""
    return connection.dialect.name == "sqlite"


def many(connection: Connection, statement: Any, rows: list[dict[str, Any]]) -> None:
    """Run a statement for every row, if there is any."""
    if rows:
        connection.execute(statement, rows)
