"""What belongs to an entry beside its record: notes, links, evidence, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from summitry.model import Act, Link, Note
from summitry.storage import journal
from summitry.storage.entries import id_of
from summitry.storage.evidence import kept_evidence
from summitry.storage.schema import JOURNAL, LINK, NOTE, TOUCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import JournalEntry, KeptEvidence
    from summitry.storage.register import View


@dataclass(frozen=True, slots=True)
class Remarks:
    """Notes, links, history and evidence of an entry, each in the order it came."""

    notes: tuple[Note, ...]
    links: tuple[Link, ...]
    history: tuple[JournalEntry, ...]
    evidence: tuple[KeptEvidence, ...] = ()


def last_changes(view: View, numbers: Sequence[int]) -> dict[int, str]:
    """Return when entries were last decided on or edited, of those that ever were."""
    remarks = [one.value for one in (Act.NOTE, Act.TAG, Act.UNTAG, Act.LINK, Act.UNLINK)]
    query = (
        select(TOUCH.c.entry_id, func.max(JOURNAL.c.at).label("latest"))
        .join(JOURNAL, JOURNAL.c.id == TOUCH.c.journal_id)
        .where(TOUCH.c.entry_id.in_(numbers), JOURNAL.c.act.not_in(remarks))
        .group_by(TOUCH.c.entry_id)
    )
    return {row.entry_id: row.latest for row in view.connection.execute(query)}


def remarks_on(view: View, number: int) -> Remarks:
    """Return all that belongs to the entry of a number."""
    notes = view.connection.execute(
        select(NOTE).where(NOTE.c.entry_id == number).order_by(NOTE.c.id)
    ).all()
    links = view.connection.execute(
        select(LINK)
        .where(or_(LINK.c.source_id == number, LINK.c.target_id == number))
        .order_by(LINK.c.source_id, LINK.c.target_id)
    ).all()
    return Remarks(
        notes=tuple(
            Note(row.id, id_of(view, row.entry_id), row.text, row.who, row.at) for row in notes
        ),
        links=tuple(
            Link(id_of(view, row.source_id), row.kind, id_of(view, row.target_id)) for row in links
        ),
        history=tuple(journal.touching(view.connection, number)),
        evidence=tuple(kept_evidence(view, id_of(view, number))),
    )
