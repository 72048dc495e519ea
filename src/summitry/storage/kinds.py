"""The things of a register whose states the journal tells: how each is read and written.

The state of a thing is the mapping of the columns that may change. What never changes is part of
its digest, not of its state. A thing's name is its kind and key: ``entry:50331655``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, select, update

from summitry.storage import schema, schema_monitoring, schema_plans
from summitry.storage.encoding import compact, state_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection, Table

State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: its table, and the columns that are its key, its state, and fixed."""

    name: str
    table: Table
    keys: tuple[str, ...]
    state: tuple[str, ...]
    fixed: tuple[str, ...] = ()

    def named(self, *key: object) -> str:
        """Return the name of a thing."""
        return ":".join((self.name, *map(str, key)))

    def name_of(self, row: Any) -> str:
        """Return the name of the thing of a row."""
        return self.named(*(getattr(row, one) for one in self.keys))

    def key_of(self, name: str) -> dict[str, Any]:
        """Return the key columns of the thing of a name."""
        parts = name.split(":", len(self.keys))[1:]
        columns = (self.table.c[one] for one in self.keys)
        return {
            column.name: column.type.python_type(part)
            for column, part in zip(columns, parts, strict=True)
        }

    def where(self, name: str) -> ColumnElement[bool]:
        """Return the condition that a row is the thing of a name."""
        key = self.key_of(name)
        return and_(*(self.table.c[one] == value for one, value in key.items()))

    def read(self, connection: Connection, name: str) -> State | None:
        """Return the state of a thing, or None if there is none of that name."""
        columns = [self.table.c[one] for one in self.state]
        if not columns:
            found = connection.execute(select(self.table).where(self.where(name))).first()
            return None if found is None else {}
        row = connection.execute(select(*columns).where(self.where(name))).first()
        return None if row is None else dict(row._mapping)

    def write(
        self, connection: Connection, name: str, state: Mapping[str, Any] | None, *, new: bool
    ) -> None:
        """Make a thing, give it another state, or remove it (None)."""
        if state is None:
            connection.execute(delete(self.table).where(self.where(name)))
        elif new:
            connection.execute(insert(self.table).values(**self.key_of(name), **state))
        elif state:
            connection.execute(update(self.table).where(self.where(name)).values(**state))

    def digest(self, row: Any) -> str:
        """Return the digest of the thing of a whole row, or of what has its columns."""
        state = {one: getattr(row, one) for one in self.state}
        fixed = (_covered(getattr(row, one)) for one in self.fixed)
        return state_digest(self.name_of(row), state, *fixed)

    def digest_now(self, connection: Connection, name: str) -> str | None:
        """Return the digest of a thing as it is, None if it is not there."""
        row = connection.execute(select(self.table).where(self.where(name))).first()
        return None if row is None else self.digest(row)


def _covered(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    return value if isinstance(value, str) else compact(value)


DIALOGUE = Kind("dialogue", schema.DIALOGUE, ("id",), ("name", "series"))
SERIES = Kind("series", schema.SERIES, ("id",), ("code",))
MEETING = Kind(
    "meeting", schema.MEETING, ("id",), ("dialogue_id", "date", "place", "level", "parties")
)
DOCUMENT = Kind(
    "document",
    schema.DOCUMENT,
    ("id",),
    ("dialogue_id", "meeting_id", "extraction_id", "status", "details"),
    ("key", "blocks", "text"),
)
EXTRACTION = Kind(
    "extraction",
    schema.EXTRACTION,
    ("id",),
    ("status",),
    ("document_id", "engine", "lexicon", "scope", "digest"),
)
ENTRY = Kind(
    "entry",
    schema.ENTRY,
    ("id",),
    ("document_id", "record_id", "kind", "status", "version", "changes", "fate"),
)
NOTE = Kind("note", schema.NOTE, ("id",), ("entry_id", "text", "who", "at"))
EVIDENCE = Kind(
    "evidence",
    schema.EVIDENCE,
    ("id",),
    (
        "entry_id",
        "decision",
        "says",
        "source",
        "date",
        "quote",
        "document",
        "start",
        "end",
        "who",
        "at",
    ),
)
TAG = Kind("tag", schema.TAG, ("entry_id", "name"), ())
LINK = Kind("link", schema.LINK, ("source_id", "kind", "target_id"), ())
THEME = Kind("theme", schema.THEME, ("code",), ("name",))
PARTY = Kind("party", schema.PARTY, ("code",), ("name", "kind", "members"))


def _numbered(table: Table, *fixed: str) -> Kind:
    """Return the kind of a table by number, all of whose other columns may change but the fixed."""
    names = (column.name for column in table.columns)
    state = tuple(name for name in names if name not in ("id", *fixed))
    return Kind(table.name, table, ("id",), state, fixed)


SNAPSHOT = _numbered(schema_monitoring.SNAPSHOT, "body")
STATISTIC = _numbered(schema_monitoring.STATISTIC)
ORIGIN = _numbered(schema_monitoring.ORIGIN)
OBSERVATION = _numbered(schema_monitoring.OBSERVATION)
FACTOR = _numbered(schema_monitoring.FACTOR)
BINDING = _numbered(schema_monitoring.BINDING)
OUTCOME = _numbered(schema_monitoring.OUTCOME)
DATA_SOURCE = _numbered(schema_monitoring.DATA_SOURCE)
ASSESSMENT = _numbered(schema_monitoring.ASSESSMENT)
PLAN = Kind("plan", schema_plans.PLAN, ("id",), ("facts",))
PLAN_ACTION = Kind("plan_action", schema_plans.PLAN_ACTION, ("id",), ("plan_id", "place", "body"))
PLAN_VERSION = Kind(
    "plan_version",
    schema_plans.PLAN_VERSION,
    ("id",),
    ("plan_id", "number", "at", "who", "note", "digest", "body"),
)

KINDS = {
    one.name: one
    for one in (
        DIALOGUE,
        SERIES,
        MEETING,
        DOCUMENT,
        EXTRACTION,
        ENTRY,
        NOTE,
        EVIDENCE,
        TAG,
        LINK,
        THEME,
        PARTY,
        SNAPSHOT,
        STATISTIC,
        ORIGIN,
        OBSERVATION,
        FACTOR,
        BINDING,
        OUTCOME,
        DATA_SOURCE,
        ASSESSMENT,
        PLAN,
        PLAN_ACTION,
        PLAN_VERSION,
    )
}
"""Every kind of thing by name, those first that others refer to."""


def kind_of(name: str) -> Kind:
    """Return the kind of the thing of a name."""
    return KINDS[name.partition(":")[0]]
