"""Which series people confirmed or refused for the numbers of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import select

from summitry.model import Act, BindingReason, KeptBinding
from summitry.storage import kinds
from summitry.storage.encoding import compact, parsed
from summitry.storage.entries import id_of, number_of
from summitry.storage.schema_monitoring import BINDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.storage.register import Change, View

CONFIRMED = "confirmed"
REFUSED = "refused"
_SAME = ("target", "score", "method", "version")


def kept_bindings(view: View, entry_id: str | None = None) -> Iterator[KeptBinding]:
    """Yield what was decided, of one entry or of all, in the order it came."""
    query = select(BINDING).order_by(BINDING.c.id)
    if entry_id is not None:
        query = query.where(BINDING.c.entry_id == number_of(view, entry_id))
    for row in view.connection.execute(query).all():
        yield KeptBinding(
            number=row.id,
            entry=id_of(view, row.entry_id),
            series=row.statistic_id,
            confirmed=row.decision == CONFIRMED,
            reasons=tuple(msgspec.convert(parsed(row.reasons), list[BindingReason])),
            who=row.who,
            at=row.at,
            **{name: getattr(row, name) for name in _SAME},
        )


def decide(change: Change, told: KeptBinding) -> int | None:
    """Confirm or refuse a series for a number of an entry; None where that was so already."""
    entry = number_of(change, told.entry)
    wanted = CONFIRMED if told.confirmed else REFUSED
    query = select(BINDING).where(
        BINDING.c.entry_id == entry,
        BINDING.c.statistic_id == told.series,
        BINDING.c.target == told.target,
    )
    known = change.connection.execute(query).first()
    if known is not None and known.decision == wanted:
        return None
    number = int(known.id) if known is not None else change.next_number("binding")
    state: dict[str, Any] = {name: getattr(told, name) for name in _SAME}
    state |= {
        "entry_id": entry,
        "statistic_id": told.series,
        "decision": wanted,
        "reasons": compact(told.reasons),
        "who": change.who,
        "at": change.at,
    }
    change.put(kinds.BINDING.named(number), state)
    change.write(Act.BIND if told.confirmed else Act.UNBIND, id_of(change, entry))
    return number
