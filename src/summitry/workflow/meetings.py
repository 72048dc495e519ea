"""How firm the commitments of each meeting of a dialogue are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import LIVE, Commitment, effective
from summitry.storage.entries import entries_of_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Meeting, StoredDocument
    from summitry.storage import Register, View
    from summitry.workflow.browsing import DialogueView

LATEST = 12
"""So many meetings are looked through."""


@dataclass(frozen=True, slots=True)
class MeetingForces:
    """A meeting, or a document that belongs to none, with its live commitments by force."""

    meeting: Meeting | None
    documents: tuple[StoredDocument, ...]
    forces: Counter[str]


def forces_by_meeting(register: Register, found: DialogueView) -> tuple[MeetingForces, ...]:
    """Return the latest meetings of a dialogue with their commitments by force, newest first."""
    meetings = {one.number: one for one in found.meetings}
    grouped: dict[object, list[StoredDocument]] = {}
    for item in found.documents:
        document = item.document
        known = document.meeting if document.meeting in meetings else document.key
        if known in grouped or len(grouped) < LATEST:
            grouped.setdefault(known, []).append(document)
    with register.looking() as view:
        return tuple(
            MeetingForces(meetings.get(told[0].meeting or 0), tuple(told), _forces(view, told))
            for told in grouped.values()
        )


def _forces(view: View, documents: Iterable[StoredDocument]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for document in documents:
        for _number, entry in entries_of_document(view, document.key):
            record = effective(entry)
            if entry.status in LIVE and isinstance(record, Commitment):
                counted[record.force.value] += 1
    return counted
