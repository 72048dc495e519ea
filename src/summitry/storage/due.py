"""Commitments in the order of the last day of their deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from summitry.model import COMMITMENT, LIVE
from summitry.storage.entries import entries_of, selected
from summitry.storage.schema import ENTRY

if TYPE_CHECKING:
    from summitry.model import Entry
    from summitry.storage.register import View


def due_between(view: View, first: int, last: int, limit: int) -> list[Entry]:
    """Return the commitments that count and are due between two days, the next to come first.

    Days are numbers yyyymmdd, both inclusive.
    """
    chosen = (
        select(ENTRY.c.id)
        .where(
            ENTRY.c.due >= first,
            ENTRY.c.due <= last,
            ENTRY.c.kind == COMMITMENT,
            ENTRY.c.status.in_([one.value for one in LIVE]),
        )
        .order_by(ENTRY.c.due, ENTRY.c.id)
        .limit(limit)
    )
    numbers = list(view.connection.execute(chosen).scalars())
    rows = view.connection.execute(selected().where(ENTRY.c.id.in_(numbers))).all()
    place = {number: at for at, number in enumerate(numbers)}
    return entries_of(view, sorted(rows, key=lambda row: place[row.id]))
