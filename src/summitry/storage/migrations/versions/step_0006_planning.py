"""Action plans: their facts, their actions, and the versions that were adopted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _n(name: str, of: str | None = None) -> sa.Column[int]:
    refers = (sa.ForeignKey(f"{of}.id"),) if of else ()
    return sa.Column(name, _Number, *refers, nullable=False, autoincrement=False)


def _key() -> sa.Column[int]:
    return sa.Column("id", _Number, primary_key=True, autoincrement=False)


def _t(name: str) -> sa.Column[str]:
    return sa.Column(name, _Words, nullable=False)


def upgrade() -> None:
    """Make the tables of plans."""
    op.create_table("plan", _key(), _t("facts"))
    op.create_table(
        "plan_action",
        _key(),
        _n("plan_id", "plan"),
        sa.Column("place", sa.Integer, nullable=False),
        _t("body"),
    )
    op.create_index("plan_action_place", "plan_action", ["plan_id", "place"], unique=True)
    op.create_table(
        "plan_version",
        _key(),
        _n("plan_id", "plan"),
        sa.Column("number", sa.Integer, nullable=False),
        _t("at"),
        _t("who"),
        _t("note"),
        sa.Column("digest", sa.String(64), nullable=False),
        _t("body"),
    )
    op.create_index("plan_version_number", "plan_version", ["plan_id", "number"], unique=True)
