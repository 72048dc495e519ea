"""Verdicts that people gave, each beside what was calculated then; none replaces another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.errors import UsageError
from summitry.model import COMMITMENT, Act, KeptAssessment, Truth
from summitry.storage import kinds
from summitry.storage.entries import id_of, number_of
from summitry.storage.schema import ENTRY
from summitry.storage.schema_monitoring import ASSESSMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.storage.register import Change, View

_SAME = ("reason", "calculated_reason", "method", "version")


def kept_assessments(view: View, entry_id: str | None = None) -> Iterator[KeptAssessment]:
    """Yield the verdicts people gave, of one entry or of all, oldest first; the last one counts."""
    query = select(ASSESSMENT).order_by(ASSESSMENT.c.id)
    if entry_id is not None:
        query = query.where(ASSESSMENT.c.entry_id == number_of(view, entry_id))
    for row in view.connection.execute(query).all():
        told = {name: getattr(row, name) for name in (*_SAME, "who", "at")}
        yield KeptAssessment(
            number=row.id,
            entry=id_of(view, row.entry_id),
            truth=Truth(row.truth),
            calculated=Truth(row.calculated),
            **told,
        )


def keep(change: Change, told: KeptAssessment) -> int | None:
    """Keep a verdict; None where the last one of the entry says the same for the same reason.

    UsageError for an entry that is no commitment.
    """
    entry = number_of(change, told.entry)
    kind = change.connection.execute(select(ENTRY.c.kind).where(ENTRY.c.id == entry)).scalar()
    if kind != COMMITMENT:
        raise UsageError(f"is no commitment but a {kind}", where=id_of(change, entry))
    query = select(ASSESSMENT).where(ASSESSMENT.c.entry_id == entry)
    last = change.connection.execute(query.order_by(ASSESSMENT.c.id.desc()).limit(1)).first()
    state: dict[str, Any] = {name: getattr(told, name) for name in _SAME}
    state |= {"truth": told.truth.value, "calculated": told.calculated.value, "entry_id": entry}
    if last is not None and all(getattr(last, name) == value for name, value in state.items()):
        return None
    number = change.next_number("assessment")
    change.put(kinds.ASSESSMENT.named(number), {**state, "who": change.who, "at": change.at})
    change.write(Act.ASSESS, id_of(change, entry))
    return number
