"""Tokens by which programs of a person come in, beside the register as its accounts are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _t(name: str) -> sa.Column[str]:
    return sa.Column(name, _Words, nullable=False)


def upgrade() -> None:
    """Make the table of tokens."""
    op.create_table(
        "access_token",
        sa.Column("id", _Number, primary_key=True, nullable=False, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("account_id", _Number, sa.ForeignKey("account.id"), nullable=False),
        _t("name"),
        _t("role"),
        _t("made"),
        _t("ends"),
        sa.Column("used", _Words),
    )
    op.create_index("access_token_digest", "access_token", ["digest"], unique=True)
    op.create_index("access_token_account", "access_token", ["account_id"])
