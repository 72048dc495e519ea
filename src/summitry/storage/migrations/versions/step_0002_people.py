"""Accounts beside the register, and what pages need: counts, and indexes on dates and dialogues."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

_COUNT_FILE = """
INSERT INTO tally (kind, status, token, count)
SELECT entry.kind, entry.status, told.term, count(*)
FROM entry_terms AS told JOIN entry ON entry.id = told.doc
WHERE told.term GLOB '[adfrtvy]:*' GROUP BY 1, 2, 3
"""
_COUNT_SERVER = """
INSERT INTO tally (kind, status, token, count)
SELECT entry.kind, entry.status, told.term, count(*)
FROM entry_search JOIN entry ON entry.id = entry_search.entry_id,
     unnest(tsvector_to_array(entry_search.tokens)) AS told (term)
WHERE told.term ~ '^[adfrtvy][:]' GROUP BY 1, 2, 3
"""
_COUNT_ALL = """
INSERT INTO tally (kind, status, token, count)
SELECT kind, status, '', count(*) FROM entry GROUP BY 1, 2
"""


def _n(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, _Number, primary_key=key, nullable=False, autoincrement=False)


def _t(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, _Words, primary_key=key, nullable=False)


def upgrade() -> None:
    """Make the tables and indexes, and count what is there already."""
    _people()
    op.create_index("document_dialogue", "document", ["dialogue_id"])
    op.create_index("extraction_status", "extraction", ["status"])
    op.create_index("journal_act", "journal", ["act", "id"])
    op.create_index("entry_due", "entry", ["due"])
    op.create_table(
        "tally",
        _t("kind", key=True),
        _t("status", key=True),
        _t("token", key=True),
        _n("count"),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    connection.exec_driver_sql(_COUNT_ALL)
    if connection.dialect.name == "sqlite":
        # A temporary table lies outside the register, which is not to keep it.
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.entry_terms USING fts5vocab('main', 'entry_search',"
            " 'instance')"
        )
        connection.exec_driver_sql(_COUNT_FILE)
        connection.exec_driver_sql("DROP TABLE temp.entry_terms")
    else:
        connection.exec_driver_sql(_COUNT_SERVER)


def _people() -> None:
    op.create_table(
        "account",
        _n("id", key=True),
        _t("name"),
        _t("folded"),
        _t("password"),
        _t("role"),
        _t("made"),
        sa.Column("closed", sa.Integer, nullable=False),
    )
    op.create_index("account_folded", "account", ["folded"], unique=True)
    op.create_table(
        "session",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("account_id", _Number, sa.ForeignKey("account.id"), nullable=False),
        _t("made"),
        _t("seen"),
    )
    op.create_index("session_account", "session", ["account_id"])
    op.create_table(
        "invitation",
        sa.Column("digest", sa.String(64), primary_key=True),
        _t("role"),
        _t("made"),
        _t("by"),
    )
    op.create_table("attempt", _n("id", key=True), _t("subject"), _t("at"))
    op.create_index("attempt_subject", "attempt", ["subject", "at"])
    op.create_table("saved_view", _n("id", key=True), _t("owner"), _t("name"), _t("query"))
    op.create_index("saved_view_owner", "saved_view", ["owner"])
