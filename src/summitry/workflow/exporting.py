"""A register as tables of plain rows, for every format alike; nothing is left out."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from summitry.exchange.rows import short_name
from summitry.exchange.tables import write_tables
from summitry.model import Statement, effective, plain_quantity, plain_values
from summitry.storage import schema, schema_plans
from summitry.storage.documents import DocumentsAhead
from summitry.storage.encoding import parsed, read_text
from summitry.storage.entries import all_entries, id_of
from summitry.workflow import register_tables as tables
from summitry.workflow.amounts import shown_amount
from summitry.workflow.monitoring_rows import is_monitoring, monitoring_rows

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping

    from summitry.model import Commitment, Entry, Table
    from summitry.storage import Register, View

Row = dict[str, Any]
_PAGE = 500
_FEW = 20
_TELL = 1000


def export_register(
    register: Register,
    name: str,
    path: str | os.PathLike[str],
    on_progress: Callable[[int, int, str], None] | None = None,
) -> dict[str, int]:
    """Write all of a register in a format of tables, whole or not at all.

    Returns how many rows each table has. ``on_progress`` is told now and then how many rows are
    written, about how many there are, and which table they belong to.
    Raises UsageError for a path that holds something else, SummitryError when the disk refuses.
    """
    written: dict[str, int] = {}

    def counted(table: Table, rows: Iterator[Row]) -> Iterator[Row]:
        before = sum(written.values())
        for count, row in enumerate(rows, start=1):
            yield row
            written[table.name] = count
            if on_progress is not None and (before + count) % _TELL == 0:
                on_progress(before + count, total, table.title)

    with register.looking() as view:
        kept = (schema.ENTRY, schema.RECORD, schema.JOURNAL, schema.JOURNAL)
        counts = (select(func.count()).select_from(one) for one in kept)
        total = sum(view.connection.execute(one).scalar_one() for one in counts)
        pairs = [(table, counted(table, rows_of(view, table))) for table in tables.TABLES]
        write_tables(name, str(path), pairs)
    return {table.name: written.get(table.name, 0) for table in tables.TABLES}


@contextmanager
def export_tables(register: Register) -> Iterator[list[tuple[Table, Iterator[Row]]]]:
    """Give every table of a register with its rows, all of one moment, without holding them.

    Rows can be taken inside the block only, and once.
    """
    with register.looking() as view:
        yield [(table, rows_of(view, table)) for table in tables.TABLES]


def rows_of(view: View, table: Table) -> Iterator[Row]:
    """Yield the rows of one table in the order of their keys."""
    makers: Mapping[str, Callable[[View], Iterator[Row]]] = {
        "commitments": lambda view: _entries(view, commitments=True),
        "statements": lambda view: _entries(view, commitments=False),
        "meetings": _meetings,
        "documents": _documents,
        "notes": _notes,
        "evidence": _evidence,
        "links": _links,
        "parties": _parties,
        "log_bodies": _log_bodies,
        "texts": _texts,
        "records": _records,
    }
    if is_monitoring(table):
        return monitoring_rows(view, table, _parts)
    maker = makers.get(table.name)
    return maker(view) if maker else _plain(view, table)


def entry_row(entry: Entry, record: Commitment | Statement, document: Document) -> Row:
    """Return the row of an entry; ``document`` tells what is known of the text it stands in."""
    plain = plain_values(record)
    deadline = plain["deadline"] or {}
    period = record.period if isinstance(record, Statement) else record.deadline
    row: Row = {
        "id": entry.id,
        "status": entry.status.value,
        "quote": record.quote,
        "amounts": tuple(shown_amount(plain_quantity(one)) for one in record.quantities),
        "deadline_start": deadline.get("start"),
        "deadline_end": deadline.get("end"),
        "deadline_text": period.text if period else None,
        "tags": entry.tags,
        "fate": entry.fate.value if entry.fate else None,
        "date": document.details["date"],
        "dialogue": document.details["dialogue"],
        "document": short_name(document.details["source"]),
        "page": record.page,
        "start": plain["start"],
        "end": plain["end"],
        "edited": tuple(sorted(entry.changes)),
        "version": entry.version,
        "document_key": entry.document,
        "changes": dict(entry.changes) or None,
    }
    if isinstance(record, Statement):
        return {**row, "kind": record.kind.value, "parties": tuple(plain["parties"])}
    own = ("action", "force", "verifiable", "theme", "reporter")
    return {
        **row,
        **{name: plain[name] for name in own},
        "actors": tuple(plain["actors"]),
        "recipients": tuple(plain["recipients"]),
        "conditions": tuple(document.words(one.start, one.end) for one in record.conditions),
    }


class Document:
    """What is known of the document that rows belong to, and the words of its text."""

    def __init__(self, row: Any) -> None:
        self.key: str = row.key
        self.details: Row = parsed(row.details)
        self._kept = row.text
        self._text: str | None = None

    def words(self, start: int, end: int) -> str:
        """Return the words between two offsets."""
        if self._text is None:
            self._text = read_text(self._kept)
        return self._text[start:end]


def _entries(view: View, *, commitments: bool) -> Iterator[Row]:
    documents = DocumentsAhead(view, Document)
    found = all_entries(view, commitments=commitments)
    while page := list(islice(found, _PAGE)):
        documents.expect(entry.document for _, entry in page)
        for record, entry in page:
            row = entry_row(entry, effective(entry), documents.of(entry.document))
            yield {**row, "record": record}


_SOURCES = {
    "plans": (schema_plans.PLAN, {"number": "id", "facts": "facts"}),
    "plan_actions": (
        schema_plans.PLAN_ACTION,
        {"number": "id", "plan": "plan_id", "place": "place", "action": "body"},
    ),
    "plan_versions": (
        schema_plans.PLAN_VERSION,
        {
            "number": "id",
            "plan": "plan_id",
            "version": "number",
            "at": "at",
            "who": "who",
            "note": "note",
            "digest": "digest",
            "plan_then": "body",
        },
    ),
    "dialogues": (schema.DIALOGUE, {"number": "id", "name": "name", "series": "series"}),
    "themes": (schema.THEME, {"code": "code", "name": "name"}),
    "series": (schema.SERIES, {"number": "id", "code": "code", "last": "last"}),
    "counters": (schema.COUNTER, {"name": "name", "last": "last"}),
    "settings": (schema.SETTING, {"name": "name", "value": "value"}),
    "log": (
        schema.JOURNAL,
        {
            "number": "id",
            "at": "at",
            "who": "who",
            "act": "act",
            "subject": "subject",
            "hash": "hash",
        },
    ),
    "extractions": (
        schema.EXTRACTION,
        {
            "number": "id",
            "document": "document_id",
            "engine": "engine",
            "lexicon": "lexicon",
            "scope": "scope",
            "status": "status",
            "digest": "digest",
        },
    ),
}


def source_of(table: Table) -> tuple[Any, dict[str, str]]:
    """Return the stored table of a table that goes out as it is, and its columns by name."""
    return _SOURCES[table.name]


def _plain(view: View, table: Table) -> Iterator[Row]:
    stored, columns = source_of(table)
    found = list(_rows(view, stored, _PAGE)) if table.key[0] in ("name", "code") else None
    # Databases do not agree on the order of texts; there are few of these.
    ordered = sorted(found, key=lambda row: str(row[0])) if found is not None else None
    for row in ordered if ordered is not None else _rows(view, stored, _PAGE):
        yield {name: getattr(row, column) for name, column in columns.items()}


def _rows(view: View, stored: Any, size: int) -> Iterator[Any]:
    query = select(stored).order_by(*stored.primary_key.columns)
    yield from view.connection.execute(query, execution_options={"yield_per": size})


def _meetings(view: View) -> Iterator[Row]:
    for row in _rows(view, schema.MEETING, _PAGE):
        yield {
            "number": row.id,
            "dialogue": row.dialogue_id,
            "date": row.date,
            "place": row.place,
            "level": row.level,
            "parties": tuple(parsed(row.parties)),
        }


def _documents(view: View) -> Iterator[Row]:
    one = schema.DOCUMENT.c
    # Everything but the text, which has a table of its own.
    query = select(
        one.id,
        one.key,
        one.dialogue_id,
        one.meeting_id,
        one.extraction_id,
        one.status,
        one.details,
    ).order_by(one.id)
    for row in view.connection.execute(query, execution_options={"yield_per": _PAGE}):
        details = parsed(row.details)
        yield {
            "number": row.id,
            "key": row.key,
            "title": details["title"],
            "date": details["date"],
            "source": details["source"],
            "dialogue": row.dialogue_id,
            "meeting": row.meeting_id,
            "status": row.status,
            "extraction": row.extraction_id,
            "details": details,
        }


def _notes(view: View) -> Iterator[Row]:
    for row in _rows(view, schema.NOTE, _PAGE):
        yield {
            "number": row.id,
            "entry": id_of(view, row.entry_id),
            "text": row.text,
            "who": row.who,
            "at": row.at,
        }


def _evidence(view: View) -> Iterator[Row]:
    columns = [one for one in tables.EVIDENCE.columns if one.name not in ("number", "entry")]
    for row in _rows(view, schema.EVIDENCE, _PAGE):
        told = {one.name: getattr(row, one.name) for one in columns}
        yield {"number": row.id, "entry": id_of(view, row.entry_id), **told}


def _links(view: View) -> Iterator[Row]:
    for row in _rows(view, schema.LINK, _PAGE):
        yield {
            "source": id_of(view, row.source_id),
            "kind": row.kind,
            "target": id_of(view, row.target_id),
        }


def _parties(view: View) -> Iterator[Row]:
    for row in sorted(_rows(view, schema.PARTY, _PAGE), key=lambda row: str(row.code)):
        yield {
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "members": tuple(parsed(row.members)),
        }


def _log_bodies(view: View) -> Iterator[Row]:
    for row in _rows(view, schema.JOURNAL, _PAGE):
        for part, text in _parts(row.body):
            yield {"number": row.id, "part": part, "text": text}


def _texts(view: View) -> Iterator[Row]:
    for row in _rows(view, schema.DOCUMENT, _FEW):
        for what, whole in (("blocks", row.blocks), ("text", read_text(row.text))):
            for part, text in _parts(whole):
                yield {"document": row.id, "what": what, "part": part, "text": text}


def _records(view: View) -> Iterator[Row]:
    for row in _rows(view, schema.RECORD, _PAGE):
        for part, text in _parts(row.body):
            yield {"number": row.id, "kind": row.kind, "part": part, "text": text}


def _parts(whole: str) -> Iterator[tuple[int, str]]:
    """Yield a text in numbered parts; an empty one has one part."""
    for part, start in enumerate(range(0, max(len(whole), 1), tables.PART), start=1):
        yield part, whole[start : start + tables.PART]
