"""The register as it was first made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from summitry.storage.migrations import triggers

revision = "0001"
down_revision = None

_Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _n(
    name: str, *, key: bool = False, null: bool = False, of: str | None = None
) -> sa.Column[int]:
    refers = (sa.ForeignKey(f"{of}.id"),) if of else ()
    return sa.Column(name, _Number, *refers, primary_key=key, nullable=null, autoincrement=False)


def _t(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, _Words, primary_key=key, nullable=null)


def upgrade() -> None:
    """Make the tables, the index for searching, and the triggers."""
    _naming()
    _documents()
    _entries()
    _people()
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        op.get_bind().exec_driver_sql(
            "CREATE VIRTUAL TABLE entry_search USING fts5(tokens, content='', detail='none',"
            " columnsize=0, tokenize=\"ascii tokenchars ':_.-+'\")"
        )
    else:
        op.execute(
            "CREATE TABLE entry_search (entry_id bigint PRIMARY KEY REFERENCES entry (id),"
            " tokens tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX entry_search_tokens ON entry_search USING gin (tokens)")
    for statement in triggers.statements(dialect):
        op.execute(sa.text(statement.replace(":", "\\:")))


def _naming() -> None:
    op.create_table("setting", _t("name", key=True), _t("value"))
    op.create_table("counter", _t("name", key=True), _n("last"))
    op.create_table("dialogue", _n("id", key=True), _t("name"), _t("series"))
    op.create_table("series", _n("id", key=True), _t("code"), _n("last"))
    op.create_table("theme", _t("code", key=True), _t("name"))
    op.create_table("party", _t("code", key=True), _t("name"), _t("kind"), _t("members"))
    op.create_table(
        "meeting",
        _n("id", key=True),
        _n("dialogue_id", of="dialogue"),
        _t("date", null=True),
        _t("place", null=True),
        _t("level", null=True),
        _t("parties"),
    )


def _documents() -> None:
    op.create_table(
        "document",
        _n("id", key=True),
        _t("key"),
        _n("dialogue_id", null=True, of="dialogue"),
        _n("meeting_id", null=True, of="meeting"),
        _n("extraction_id"),
        _t("status"),
        _t("details"),
        _t("blocks"),
        sa.Column("text", sa.LargeBinary, nullable=False),
    )
    op.create_index("document_key", "document", ["key"], unique=True)
    op.create_table(
        "extraction",
        _n("id", key=True),
        _n("document_id", of="document"),
        _t("engine"),
        _t("lexicon"),
        _t("scope"),
        _t("status"),
        _t("digest"),
    )
    op.create_index("extraction_document", "extraction", ["document_id"])
    op.create_table("record", _n("id", key=True), _t("kind"), _t("body"))


def _entries() -> None:
    op.create_table(
        "entry",
        _n("id", key=True),
        _n("document_id", of="document"),
        _n("record_id", null=True, of="record"),
        _t("kind"),
        _t("status"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("due", sa.Integer),
        _t("changes", null=True),
        _t("fate", null=True),
    )
    op.create_index("entry_document", "entry", ["document_id"])
    op.create_table(
        "amount",
        _n("entry_id", key=True, of="entry"),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        _t("unit"),
        sa.Column("value", sa.Float(53), nullable=False),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    op.create_table(
        "note",
        _n("id", key=True),
        _n("entry_id", of="entry"),
        _t("text"),
        _t("who"),
        _t("at"),
    )
    op.create_index("note_entry", "note", ["entry_id"])
    op.create_table(
        "tag", _n("entry_id", key=True, of="entry"), _t("name", key=True), sqlite_with_rowid=False
    )
    op.create_table(
        "link",
        _n("source_id", key=True, of="entry"),
        _t("kind", key=True),
        _n("target_id", key=True, of="entry"),
        sqlite_with_rowid=False,
    )
    op.create_index("link_target", "link", ["target_id"])
    op.create_table(
        "journal",
        _n("id", key=True),
        _t("at"),
        _t("who"),
        _t("act"),
        _t("subject"),
        _t("body"),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "touch",
        _n("entry_id", key=True, of="entry"),
        _n("journal_id", key=True, of="journal"),
        sqlite_with_rowid=False,
    )
