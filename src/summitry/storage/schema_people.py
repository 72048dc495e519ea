"""The tables of those who use a register together; they stand apart from what it holds.

They are no part of a register's copies, exports or journal: whoever is handed a register learns
nothing of the accounts beside it.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table

from summitry.storage.schema import Number, Words

PEOPLE = MetaData()


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Number, primary_key=key, nullable=False, autoincrement=False)


def _text(name: str, *, required: bool = True) -> Column[str]:
    return Column(name, Words, nullable=not required)


ACCOUNT = Table(
    "account",
    PEOPLE,
    _number("id", key=True),
    _text("name"),
    _text("folded"),
    _text("password"),
    _text("role"),
    _text("made"),
    Column("closed", Integer, nullable=False),
    Index("account_folded", "folded", unique=True),
)
"""``folded`` is the name without regard to case; ``password`` an Argon2 hash with its salt."""

SESSION = Table(
    "session",
    PEOPLE,
    Column("digest", String(64), primary_key=True),
    Column("account_id", Number, ForeignKey("account.id"), nullable=False),
    _text("made"),
    _text("seen"),
    Index("session_account", "account_id"),
)
"""``digest`` is the SHA-256 of what the browser holds, which is itself kept nowhere."""

INVITATION = Table(
    "invitation",
    PEOPLE,
    Column("digest", String(64), primary_key=True),
    _text("role"),
    _text("made"),
    _text("by"),
)

ACCESS_TOKEN = Table(
    "access_token",
    PEOPLE,
    _number("id", key=True),
    Column("digest", String(64), nullable=False),
    Column("account_id", Number, ForeignKey("account.id"), nullable=False),
    _text("name"),
    _text("role"),
    _text("made"),
    _text("ends"),
    _text("used", required=False),
    Index("access_token_digest", "digest", unique=True),
    Index("access_token_account", "account_id"),
)
"""By which a program comes in for a person; ``digest`` is the SHA-256 of what it holds."""

ATTEMPT = Table(
    "attempt",
    PEOPLE,
    _number("id", key=True),
    _text("subject"),
    _text("at"),
    Index("attempt_subject", "subject", "at"),
)
"""Failed tries to log in, of a name or from an address."""

SAVED_VIEW = Table(
    "saved_view",
    PEOPLE,
    _number("id", key=True),
    _text("owner"),
    _text("name"),
    _text("query"),
    Index("saved_view_owner", "owner"),
)
"""A search that a person has given a name; ``query`` is that of its address."""
