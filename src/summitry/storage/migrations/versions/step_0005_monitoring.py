"""Figures with their origin, which targets they tell of, what others report, and verdicts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _id() -> sa.Column[int]:
    return sa.Column("id", _Number, primary_key=True, autoincrement=False)


def _of(table: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(f"{table}_id", _Number, sa.ForeignKey(f"{table}.id"), nullable=null)


def _t(*names: str, null: bool = False) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, _Words, nullable=null) for name in names)


def _i(name: str, *, null: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _f(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float(53), nullable=False)


def upgrade() -> None:
    """Make the tables of figures, then those of what is said by them."""
    _figures()
    _verdicts()


def _figures() -> None:
    op.create_table(
        "snapshot",
        _id(),
        *_t("provider", "address", "accessed", "checksum"),
        _i("size", null=False),
        *_t("licence"),
        _i("redistributable"),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("snapshot_address", "snapshot", ["provider", "address"])
    op.create_table(
        "statistic",
        _id(),
        *_t("key", "name", "title", "unit", "quantity", "nature", "reporter", "partner"),
    )
    op.create_index("statistic_key", "statistic", ["key"], unique=True)
    op.create_table(
        "origin",
        _id(),
        _of("statistic"),
        _of("snapshot", null=True),
        *_t("file", "producer", "source", "address", "licence", "checksum"),
        *_t("vintage", "accessed", null=True),
        _i("redistributable"),
    )
    op.create_index("origin_statistic", "origin", ["statistic_id"])
    op.create_table(
        "observation",
        _id(),
        _of("origin"),
        *_t("period"),
        _f("value"),
        *_t("unit", "wording", "bound"),
        *_t("published", null=True),
        *_t("source", "address", "note"),
        _i("row"),
    )
    op.create_index("observation_origin", "observation", ["origin_id"])
    op.create_table(
        "factor", _id(), *_t("unit", "into"), _f("rate"), *_t("period", null=True), *_t("source")
    )


def _verdicts() -> None:
    op.create_table(
        "binding",
        _id(),
        _of("entry"),
        _of("statistic"),
        *_t("target", "decision"),
        _f("score"),
        *_t("reasons", "method", "version", "who", "at"),
    )
    op.create_index("binding_entry", "binding", ["entry_id"])
    op.create_table(
        "outcome",
        _id(),
        _of("entry", null=True),
        *_t("pledge", "actor", "target", "deadline", "outcome", "outcome_date", "status_guess"),
        *_t("source_title", "source_url", "confidence", "file"),
        _i("row"),
        *_t("speaks", "who", "at", null=True),
    )
    op.create_index("outcome_entry", "outcome", ["entry_id"])
    op.create_table(
        "data_source",
        _id(),
        *_t("source", "endpoint", "shape", "access", "limits", "licence", "covers", "note", "file"),
        _i("row"),
    )
    op.create_table(
        "assessment",
        _id(),
        _of("entry"),
        *_t("truth", "reason", "calculated", "calculated_reason", "method", "version"),
        *_t("who", "at"),
    )
    op.create_index("assessment_entry", "assessment", ["entry_id"])
