"""Counting entries as they change: by kind, status, and the tokens that pages tell counts of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from summitry.storage.connections import many
from summitry.storage.schema import TALLY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from summitry.storage.register import View

_COUNTED = frozenset("adfrtvy")
_UPSERT = text(
    "INSERT INTO tally (kind, status, token, count) VALUES (:kind, :status, :token, :count)"
    " ON CONFLICT (kind, status, token) DO UPDATE SET count = tally.count + excluded.count"
)

Key = tuple[str, str, str]


def tally(
    connection: Connection,
    come: Iterable[Sequence[str]],
    gone: Iterable[Sequence[str]] = (),
) -> None:
    """Count entries that have come and gone, each by its tokens."""
    counts: Counter[Key] = Counter()
    for tokens in come:
        counts.update(_keys(tokens))
    for tokens in gone:
        counts.subtract(_keys(tokens))
    rows = [
        {"kind": kind, "status": status, "token": token, "count": count}
        for (kind, status, token), count in sorted(counts.items())
        if count
    ]
    many(connection, _UPSERT, rows)


def _keys(tokens: Sequence[str]) -> list[Key]:
    standing = {token[0]: token[2:] for token in tokens if token[:2] in ("k:", "s:")}
    kind, status = standing["k"], standing["s"]
    counted = [token for token in tokens if token[1:2] == ":" and token[0] in _COUNTED]
    return [(kind, status, token) for token in ("", *counted)]


def counts_by_status(view: View, kind: str) -> dict[str, int]:
    """Return how many entries of a kind have each status."""
    query = select(TALLY.c.status, TALLY.c["count"].label("times"))
    chosen = query.where(TALLY.c.kind == kind, TALLY.c.token == "")
    return {row.status: row.times for row in view.connection.execute(chosen) if row.times}


def counts_by_token(
    view: View, kind: str, letters: str, statuses: Iterable[str]
) -> dict[str, Counter[str]]:
    """Return, for tokens that begin with one of some letters, how many entries have each status."""
    found: dict[str, Counter[str]] = {}
    wanted = tuple(statuses)
    for letter in letters:
        for status in wanted:
            query = select(TALLY.c.token, TALLY.c["count"].label("times")).where(
                TALLY.c.kind == kind,
                TALLY.c.status == status,
                TALLY.c.token >= f"{letter}:",
                TALLY.c.token < f"{letter};",
                TALLY.c["count"] > 0,
            )
            for row in view.connection.execute(query):
                found.setdefault(row.token, Counter())[status] = row.times
    return found
