"""Evidence for commitments: what later texts say, accepted, refused or added by people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _t(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, _Words, nullable=null)


def upgrade() -> None:
    """Make the table of evidence; say which version of summitry knows it."""
    op.create_table(
        "evidence",
        sa.Column("id", _Number, primary_key=True, autoincrement=False),
        sa.Column("entry_id", _Number, sa.ForeignKey("entry.id"), nullable=False),
        _t("decision"),
        _t("says"),
        _t("source"),
        _t("date", null=True),
        _t("quote"),
        _t("document", null=True),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        _t("who"),
        _t("at"),
    )
    op.create_index("evidence_entry", "evidence", ["entry_id"])
