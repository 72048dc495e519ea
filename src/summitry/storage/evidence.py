"""What later texts say of commitments, as people have accepted, refused or added it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.errors import UsageError
from summitry.model import COMMITMENT, Act, KeptEvidence
from summitry.storage import kinds
from summitry.storage.entries import id_of, number_of
from summitry.storage.schema import ENTRY, EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.storage.register import Change, View

ACCEPTED = "accepted"
REFUSED = "refused"
_SAME = ("says", "source", "date", "quote", "document", "start", "end")


def kept_evidence(view: View, entry_id: str | None = None) -> Iterator[KeptEvidence]:
    """Yield what was decided, of one entry or of all, in the order it came."""
    query = select(EVIDENCE).order_by(EVIDENCE.c.id)
    if entry_id is not None:
        query = query.where(EVIDENCE.c.entry_id == number_of(view, entry_id))
    for row in view.connection.execute(query).all():
        told = {name: getattr(row, name) for name in (*_SAME, "who", "at")}
        accepted = row.decision == ACCEPTED
        yield KeptEvidence(
            number=row.id, entry=id_of(view, row.entry_id), accepted=accepted, **told
        )


def keep(change: Change, told: KeptEvidence, act: Act) -> int | None:
    """Keep evidence for an entry; return its number, None when the same was kept already.

    A decision on the same passage takes the place of the one before. Raises EntryMissing, and
    UsageError for an entry that is no commitment.
    """
    number = number_of(change, told.entry)
    kind = change.connection.execute(select(ENTRY.c.kind).where(ENTRY.c.id == number)).scalar()
    if kind != COMMITMENT:
        raise UsageError(f"is no commitment but a {kind}", where=id_of(change, number))
    state: dict[str, Any] = {name: getattr(told, name) for name in _SAME}
    state |= {"entry_id": number, "decision": ACCEPTED if told.accepted else REFUSED}
    known = _known(change, state)
    if known is not None:
        if all(getattr(known, name) == value for name, value in state.items()):
            return None
        found = int(known.id)
    else:
        found = change.next_number("evidence")
    change.put(kinds.EVIDENCE.named(found), {**state, "who": change.who, "at": change.at})
    change.write(act, id_of(change, number))
    return found


def _known(change: Change, state: dict[str, Any]) -> Any:
    place = ("document", "start", "end") if state["document"] else ("source", "quote")
    query = select(EVIDENCE).where(EVIDENCE.c.entry_id == state["entry_id"])
    query = query.where(*(EVIDENCE.c[name] == state[name] for name in place))
    return change.connection.execute(query.order_by(EVIDENCE.c.id)).first()
