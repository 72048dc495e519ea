"""Decisions on the lineage of entries, which are links whose kind begins with the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from summitry.errors import UsageError
from summitry.model import Act, Link
from summitry.storage import kinds
from summitry.storage.entries import id_of, number_of
from summitry.storage.schema import LINK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import JournalEntry
    from summitry.storage.register import Change, View

CONFIRMED = "confirmed"
REFUSED = "refused"


def decided(view: View) -> Iterator[Link]:
    """Yield the decisions: the kind is ``confirmed`` or ``refused``, then what was decided on."""
    query = (
        select(LINK)
        .where(or_(LINK.c.kind.startswith(f"{CONFIRMED} "), LINK.c.kind.startswith(f"{REFUSED} ")))
        .order_by(LINK.c.source_id, LINK.c.target_id, LINK.c.kind)
    )
    for row in view.connection.execute(query).all():
        yield Link(id_of(view, row.source_id), row.kind, id_of(view, row.target_id))


def known_id(view: View, entry_id: str) -> str:
    """Return the id of an entry as it is written; EntryMissing when there is none."""
    return id_of(view, number_of(view, entry_id))


def decide(
    change: Change, ends: tuple[str, str], kind: str, *, confirm: bool
) -> JournalEntry | None:
    """Confirm or refuse a kind of link between two entries; None when that was decided already.

    A decision takes the place of the contrary one, and a confirmed kind that of another.
    """
    source, target = (number_of(change, one) for one in ends)
    if source == target:
        raise UsageError("an entry cannot continue itself", where=ends[0])
    wanted = f"{CONFIRMED if confirm else REFUSED} {kind}"
    query = select(LINK.c.kind).where(LINK.c.source_id == source, LINK.c.target_id == target)
    known = set(change.connection.execute(query).scalars())
    if wanted in known:
        return None
    given_up = {f"{REFUSED if confirm else CONFIRMED} {kind}"}
    if confirm:
        given_up |= {one for one in known if one.startswith(f"{CONFIRMED} ")}
    for one in sorted(given_up & known):
        change.put(kinds.LINK.named(source, one, target), None)
    change.put(kinds.LINK.named(source, wanted, target), {})
    return change.write(Act.CONFIRM if confirm else Act.REFUSE, id_of(change, source))
