"""The tables of action plans; they belong to the register and its journal.

A plan and its actions are kept as JSON of their nouns, without what is at its default.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from summitry.storage.schema import METADATA, Number, Words


def _number(name: str, *, key: bool = False, of: str | None = None) -> Column[int]:
    refers = (ForeignKey(f"{of}.id"),) if of else ()
    return Column(name, Number, *refers, primary_key=key, nullable=False, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Words, nullable=False)


PLAN = Table("plan", METADATA, _number("id", key=True), _text("facts"))

PLAN_ACTION = Table(
    "plan_action",
    METADATA,
    _number("id", key=True),
    _number("plan_id", of="plan"),
    Column("place", Integer, nullable=False),
    _text("body"),
    Index("plan_action_place", "plan_id", "place", unique=True),
)
"""``place`` is the number in the id of the action; it is never given twice."""

PLAN_VERSION = Table(
    "plan_version",
    METADATA,
    _number("id", key=True),
    _number("plan_id", of="plan"),
    Column("number", Integer, nullable=False),
    _text("at"),
    _text("who"),
    _text("note"),
    Column("digest", String(64), nullable=False),
    _text("body"),
    Index("plan_version_number", "plan_id", "number", unique=True),
)
"""``body`` is the canonical JSON of the plan, packed with zlib and written in base 85."""
