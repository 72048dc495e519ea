"""Decisions on the lineage of entries, which are links whose kind begins with the decision.

That a document is silent on an entry is decided as a link of the entry with itself, whose kind
ends with the key of the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from summitry.errors import UsageError
from summitry.model import Act, Link
from summitry.storage import kinds
from summitry.storage.entries import id_of, number_of
from summitry.storage.schema import LINK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from summitry.model import JournalEntry
    from summitry.storage.register import Change, View

CONFIRMED = "confirmed"
REFUSED = "refused"
SILENT = "silent"


def decided(view: View, numbers: Collection[int] | None = None) -> Iterator[Link]:
    """Yield the decisions: the kind is ``confirmed`` or ``refused``, then what was decided on.

    ``numbers`` are those of entries of which either end is one; without them it is all.
    """
    query = (
        select(LINK)
        .where(or_(LINK.c.kind.startswith(f"{CONFIRMED} "), LINK.c.kind.startswith(f"{REFUSED} ")))
        .order_by(LINK.c.source_id, LINK.c.target_id, LINK.c.kind)
    )
    if numbers is not None:
        query = query.where(or_(LINK.c.source_id.in_(numbers), LINK.c.target_id.in_(numbers)))
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
    return _decide(change, (source, target), kind, confirm=confirm)


def decide_silence(
    change: Change, entry_id: str, document: str, *, confirm: bool
) -> JournalEntry | None:
    """Confirm or refuse that the document of a key is silent on an entry; None if it is so."""
    number = number_of(change, entry_id)
    return _decide(change, (number, number), f"{SILENT} {document}", confirm=confirm)


def _decide(
    change: Change, ends: tuple[int, int], kind: str, *, confirm: bool
) -> JournalEntry | None:
    source, target = ends
    wanted = f"{CONFIRMED if confirm else REFUSED} {kind}"
    query = select(LINK.c.kind).where(LINK.c.source_id == source, LINK.c.target_id == target)
    known = set(change.connection.execute(query).scalars())
    if wanted in known:
        return None
    given_up = {f"{REFUSED if confirm else CONFIRMED} {kind}"}
    if confirm and source != target:
        given_up |= {one for one in known if one.startswith(f"{CONFIRMED} ")}
    for one in sorted(given_up & known):
        change.put(kinds.LINK.named(source, one, target), None)
    change.put(kinds.LINK.named(source, wanted, target), {})
    return change.write(Act.CONFIRM if confirm else Act.REFUSE, id_of(change, source))
