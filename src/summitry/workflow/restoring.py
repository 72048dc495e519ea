"""A register made again from the tables it went out in, and checked against its own journal."""

from __future__ import annotations

from itertools import groupby
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.exc import DataError, IntegrityError

from summitry.errors import ImportRefused
from summitry.exchange.tables import Fault
from summitry.model import Entry, Status, effective
from summitry.storage import journal, schema
from summitry.storage.connections import many
from summitry.storage.copying import index_anew
from summitry.storage.encoding import compact, read_record, written_text
from summitry.storage.entries import number_of, numbers_for
from summitry.storage.indexing import amount_rows, due_of
from summitry.storage.opening import lay_tables_anew
from summitry.storage.verifying import verify
from summitry.workflow import register_tables as tables
from summitry.workflow import register_tables_monitoring as monitoring
from summitry.workflow.exporting import source_of
from summitry.workflow.monitoring_rows import stored_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from summitry.exchange.tables import TableRow
    from summitry.storage import Change

_PAGE = 500
_MOST_FAULTS = 100


# Even an empty register has something in these.
_NEVER_EMPTY = (tables.SETTINGS, tables.COUNTERS, tables.LOG, tables.LOG_BODIES)
_REMEDY = (
    "An empty register takes all that was written, as it was written; edits are taken by the "
    "register they were made for."
)


def restore_rows(change: Change, given: Mapping[str, Iterable[TableRow]]) -> None:
    """Fill an empty register with the rows of all tables, by the names of the tables.

    ImportRefused, and nothing is changed, when rows are missing, wrong, or do not agree with the
    journal that came with them.
    """
    missing = [table for table in _NEVER_EMPTY if table.name not in given]
    if missing:
        raise _refused([Fault(table.title, "is missing", _REMEDY) for table in missing])
    rows = Rows(given)
    lay_tables_anew(change.connection)
    try:
        _fill(change, rows)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _refused([rows.fault(str(error))]) from error
    except (IntegrityError, DataError) as error:
        # What the database says of a row: it is there already, or belongs to none.
        raise _refused([rows.fault(str(error.orig).partition("\n")[0])]) from error
    faults = []
    for fault in verify(change):
        faults.append(Fault(fault.where, fault.what, _REMEDY))
        if len(faults) == _MOST_FAULTS:
            break
    if faults:
        raise _refused(faults)


class Rows:
    """The values of the rows of each table, and where the last that was taken stood."""

    def __init__(self, given: Mapping[str, Iterable[TableRow]]) -> None:
        self._given = given
        self._where = ""
        self._row: int | None = None

    def __getitem__(self, name: str) -> Iterator[Mapping[str, Any]]:
        columns = next(len(table.columns) for table in tables.TABLES if table.name == name)
        for row in self._given.get(name, ()):
            self._where, self._row = row.where, row.row
            if len(row.values) < columns:
                raise ValueError("a column is missing")
            yield row.values

    def fault(self, why: str) -> Fault:
        """Return the fault of the rows taken last; they are put together some hundred at a time."""
        what = f"cannot be put together, here or some rows above ({why})"
        return Fault(self._where, what, _REMEDY, self._row)


def _refused(faults: list[Fault]) -> ImportRefused:
    return ImportRefused(tuple(faults), remedy="Nothing was changed.")


def _fill(change: Change, rows: Rows) -> None:
    connection = change.connection
    for name in ("settings", "counters", "series", "dialogues", "themes"):
        _as_they_are(change, name, rows)
    _insert(change, schema.MEETING, map(_meeting, rows["meetings"]))
    _insert(change, schema.PARTY, map(_party, rows["parties"]))
    _insert(change, schema.DOCUMENT, _documents(rows), few=True)
    _as_they_are(change, "extractions", rows)
    _insert(change, schema.RECORD, _records(rows))
    for name in ("commitments", "statements"):
        for page in _pages(rows[name]):
            _entries(change, page)
    _insert(change, schema.NOTE, (_note(change, row) for row in rows["notes"]))
    _insert(change, schema.EVIDENCE, (_evidence(change, row) for row in rows["evidence"]))
    for name in ("plans", "plan_actions", "plan_versions"):
        _as_they_are(change, name, rows)
    _insert(change, schema.LINK, (_link(change, row) for row in rows["links"]))
    _monitoring(change, rows)
    for page in _pages(_log(rows)):
        connection.execute(insert(schema.JOURNAL), page)
        for row in page:
            entry = journal.entry_of(SimpleNamespace(**row))
            journal.touch(connection, entry.number, journal.touched(entry))
    index_anew(change)
    change.follow()


def _monitoring(change: Change, rows: Rows) -> None:
    """Put in what others are told by first: what was fetched, series, then what is said of them."""
    kept = (monitoring.SNAPSHOTS, *monitoring.SHOWN)
    bodies = (body for _, body in _whole(rows[monitoring.SNAPSHOT_BODIES.name], ("number",)))
    for table in kept:
        stored, made = stored_rows(change, table, rows[table.name], bodies)
        _insert(change, stored, made, few=table is monitoring.SNAPSHOTS)


def _as_they_are(change: Change, name: str, rows: Rows) -> None:
    table = next(table for table in tables.TABLES if table.name == name)
    stored, columns = source_of(table)
    made = ({column: row[one] for one, column in columns.items()} for row in rows[name])
    _insert(change, stored, made)


def _insert(
    change: Change, stored: Any, made: Iterable[dict[str, Any]], *, few: bool = False
) -> None:
    for page in _pages(made, 20 if few else _PAGE):
        many(change.connection, insert(stored), page)


def _pages(rows: Iterable[Any], size: int = _PAGE) -> Iterator[list[Any]]:
    page = []
    for row in rows:
        page.append(row)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page


def _meeting(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["number"],
        "dialogue_id": row["dialogue"],
        "date": row["date"],
        "place": row["place"],
        "level": row["level"],
        "parties": compact(list(row["parties"] or ())),
    }


def _party(row: Mapping[str, Any]) -> dict[str, Any]:
    members = compact(list(row["members"] or ()))
    return {"code": row["code"], "name": row["name"], "kind": row["kind"], "members": members}


def _documents(rows: Rows) -> Iterator[dict[str, Any]]:
    texts = _whole(rows["texts"], ("document", "what"))
    for row in rows["documents"]:
        blocks, text = _next(texts), _next(texts)
        if (blocks[0], text[0]) != ((row["number"], "blocks"), (row["number"], "text")):
            raise ValueError(f"the text of document {row['number']} is not where it should be")
        yield {
            "id": row["number"],
            "key": row["key"],
            "dialogue_id": row["dialogue"],
            "meeting_id": row["meeting"],
            "extraction_id": row["extraction"],
            "status": row["status"],
            "details": compact(row["details"]),
            "blocks": blocks[1],
            "text": written_text(text[1]),
        }


def _records(rows: Rows) -> Iterator[dict[str, Any]]:
    for (number, kind), body in _whole(rows["records"], ("number", "kind")):
        yield {"id": number, "kind": kind, "body": body}


def _log(rows: Rows) -> Iterator[dict[str, Any]]:
    bodies = _whole(rows["log_bodies"], ("number",))
    for row in rows["log"]:
        (number,), body = _next(bodies)
        if number != row["number"]:
            raise ValueError(f"entry {row['number']} of the log is not where it should be")
        yield {
            "id": number,
            "at": row["at"],
            "who": row["who"],
            "act": row["act"],
            "subject": row["subject"] or "",
            "body": body,
            "hash": row["hash"],
        }


def _next(whole: Iterator[tuple[tuple[Any, ...], str]]) -> tuple[tuple[Any, ...], str]:
    found = next(whole, None)
    if found is None:
        raise ValueError("what belongs to it in another table is missing")
    return found


def _whole(
    rows: Iterable[Mapping[str, Any]], keys: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield texts put together again of their parts, which come in order."""
    for key, group in groupby(rows, lambda row: tuple(row[one] for one in keys)):
        parts = list(group)
        if [row["part"] for row in parts] != list(range(1, len(parts) + 1)):
            raise ValueError(f"parts of {key} are missing or out of order")
        yield key, "".join(row["text"] for row in parts)


def _entries(change: Change, page: list[Mapping[str, Any]]) -> None:
    connection = change.connection
    keys = {row["document_key"] for row in page}
    query = select(schema.DOCUMENT.c.key, schema.DOCUMENT.c.id)
    found = connection.execute(query.where(schema.DOCUMENT.c.key.in_(keys)))
    numbers = {row.key: row.id for row in found}
    wanted = [row["record"] for row in page if row["record"] is not None]
    read = connection.execute(select(schema.RECORD).where(schema.RECORD.c.id.in_(wanted)))
    records = {row.id: read_record(row.kind, row.body) for row in read}
    entries, amounts, tags = [], [], []
    given = numbers_for(change, [row["id"] for row in page])
    for row in page:
        number = given[row["id"]]
        kind = row.get("kind") or "commitment"
        machine = None if row["record"] is None else records[row["record"]]
        changes = row["changes"] or {}
        record = effective(
            Entry(row["id"], row["document_key"], kind, Status.PROPOSED, 1, machine, changes)
        )
        entries.append(
            {
                "id": number,
                "document_id": numbers[row["document_key"]],
                "record_id": row["record"],
                "kind": kind,
                "status": row["status"],
                "version": row["version"],
                "due": due_of(record),
                "changes": compact(changes) if changes else None,
                "fate": row["fate"],
            }
        )
        amounts += amount_rows(number, record)
        tags += [{"entry_id": number, "name": name} for name in row["tags"] or ()]
    many(connection, insert(schema.ENTRY), entries)
    many(connection, insert(schema.AMOUNT), amounts)
    many(connection, insert(schema.TAG), tags)


def _note(change: Change, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["number"],
        "entry_id": number_of(change, row["entry"]),
        "text": row["text"],
        "who": row["who"],
        "at": row["at"],
    }


def _evidence(change: Change, row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name not in ("number", "entry")}
    return {"id": row["number"], "entry_id": number_of(change, row["entry"]), **told}


def _link(change: Change, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "source_id": number_of(change, row["source"]),
        "kind": row["kind"],
        "target_id": number_of(change, row["target"]),
    }
