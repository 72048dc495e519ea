"""The tables of figures and verdicts: what was published, which target it tells of, what became.

A series of figures is called ``statistic`` here, because ``series`` are the series of ids. Where
its figures come from is told by ``origin``, one row for each time some of them were taken in.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, Table

from summitry.storage.schema import METADATA, Number, Words


def _id() -> Column[int]:
    return Column("id", Number, primary_key=True, nullable=False, autoincrement=False)


def _of(table: str, *, required: bool = True) -> Column[int]:
    return Column(f"{table}_id", Number, ForeignKey(f"{table}.id"), nullable=not required)


def _texts(*names: str, required: bool = True) -> tuple[Column[str], ...]:
    return tuple(Column(name, Words, nullable=not required) for name in names)


def _real(name: str) -> Column[float]:
    return Column(name, Float(53), nullable=False)


SNAPSHOT = Table(
    "snapshot",
    METADATA,
    _id(),
    *_texts("provider", "address", "accessed", "checksum"),
    Column("size", Integer, nullable=False),
    *_texts("licence"),
    Column("redistributable", Integer),
    Column("body", LargeBinary, nullable=False),
    Index("snapshot_address", "provider", "address"),
)
"""What a provider sent, byte for byte; ``redistributable`` is 1, 0, or nothing where unknown."""

STATISTIC = Table(
    "statistic",
    METADATA,
    _id(),
    *_texts("key", "name", "title", "unit", "quantity", "nature", "reporter", "partner"),
    Index("statistic_key", "key", unique=True),
)
"""A series of figures of one reporter; ``key`` is the same for the same series anywhere."""

ORIGIN = Table(
    "origin",
    METADATA,
    _id(),
    _of("statistic"),
    _of("snapshot", required=False),
    *_texts("file", "producer", "source", "address", "licence", "checksum"),
    *_texts("vintage", "accessed", required=False),
    Column("redistributable", Integer),
    Index("origin_statistic", "statistic_id"),
)
"""From where figures of a series were taken in: a file, or what a provider sent (a snapshot)."""

OBSERVATION = Table(
    "observation",
    METADATA,
    _id(),
    _of("origin"),
    *_texts("period"),
    _real("value"),
    *_texts("unit", "wording", "bound"),
    *_texts("published", required=False),
    *_texts("source", "address", "note"),
    Column("row", Integer),
    Index("observation_origin", "origin_id"),
)

FACTOR = Table(
    "factor",
    METADATA,
    _id(),
    *_texts("unit", "into"),
    _real("rate"),
    *_texts("period", required=False),
    *_texts("source"),
)

BINDING = Table(
    "binding",
    METADATA,
    _id(),
    _of("entry"),
    _of("statistic"),
    *_texts("target", "decision"),
    _real("score"),
    *_texts("reasons", "method", "version", "who", "at"),
    Index("binding_entry", "entry_id"),
)
"""A series that a person confirmed or refused for a number of an entry; ``target`` names that."""

OUTCOME = Table(
    "outcome",
    METADATA,
    _id(),
    _of("entry", required=False),
    *_texts("pledge", "actor", "target", "deadline", "outcome", "outcome_date", "status_guess"),
    *_texts("source_title", "source_url", "confidence", "file"),
    Column("row", Integer),
    *_texts("speaks", "who", "at", required=False),
    Index("outcome_entry", "entry_id"),
)
"""What others report of a pledge; ``speaks`` says how, once a person has linked it to an entry."""

DATA_SOURCE = Table(
    "data_source",
    METADATA,
    _id(),
    *_texts("source", "endpoint", "shape", "access", "limits", "licence", "covers", "note", "file"),
    Column("row", Integer),
)

ASSESSMENT = Table(
    "assessment",
    METADATA,
    _id(),
    _of("entry"),
    *_texts("truth", "reason", "calculated", "calculated_reason", "method", "version"),
    *_texts("who", "at"),
    Index("assessment_entry", "entry_id"),
)
"""A person's verdict beside what was calculated at that moment; the last one of an entry counts."""
