"""What belongs to an entry beside its record: notes, links, evidence, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from summitry.model import Link, Note
from summitry.storage import journal
from summitry.storage.entries import id_of
from summitry.storage.evidence import kept_evidence
from summitry.storage.schema import LINK, NOTE

if TYPE_CHECKING:
    from summitry.model import JournalEntry, KeptEvidence
    from summitry.storage.register import View


@dataclass(frozen=True, slots=True)
class Remarks:
    """Notes, links, history and evidence of an entry, each in the order it came."""

    notes: tuple[Note, ...]
    links: tuple[Link, ...]
    history: tuple[JournalEntry, ...]
    evidence: tuple[KeptEvidence, ...] = ()


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
