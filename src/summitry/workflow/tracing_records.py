"""Promises and remarks to be traced: of a register, or of files that are no register."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summitry.errors import EntryMissing
from summitry.exchange.rows import short_name
from summitry.model import (
    LIVE,
    Commitment,
    Notice,
    Occasion,
    Promise,
    Query,
    Remark,
    Severity,
    effective,
)
from summitry.storage import finding
from summitry.storage.documents import documents, meetings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import Meeting, StoredDocument
    from summitry.storage import Register, View


@dataclass(frozen=True, slots=True)
class Records:
    """What is traced, and the documents it stands in.

    ``occasions`` has every document by the name that its promises give it; ``keys`` the content
    key of each that is in a register; ``ids`` the id that a record has in its file, by its id here.
    """

    promises: tuple[Promise, ...]
    remarks: tuple[Remark, ...] = ()
    occasions: Mapping[str, Occasion] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, int | str] = field(default_factory=dict)

    def promise(self, name: str) -> Promise:
        """Return the promise of an id; EntryMissing when there is none that counts."""
        wanted = name.strip().casefold()
        for one in self.promises:
            if one.id.casefold() == wanted:
                return one
        raise EntryMissing(
            f"there is no commitment {name} that counts",
            remedy="summitry list shows those there are; what was rejected is not traced.",
        )

    def undated(self) -> tuple[Notice, ...]:
        """Return a notice for each document without a date, which is put in no order."""
        every: list[Promise | Remark] = [*self.promises, *self.remarks]
        made_in = {one.occasion.document for one in every}
        return tuple(
            Notice(
                Severity.WARNING,
                "undated",
                "the document has no date: what it says is put in no order",
                where=name,
                remedy="Give the document a date.",
            )
            for name in sorted(made_in)
            if not self.occasions[name].date
        )


def of_register(register: Register) -> Records:
    """Return what counts in a register: its live entries, as people have changed them."""
    with register.looking() as view:
        return of_view(view)


def of_view(view: View) -> Records:
    """Return what counts in a register at the moment of a look at it."""
    occasions = occasions_of(view)
    promises: list[Promise] = []
    remarks: list[Remark] = []
    for entry in finding.find(view, Query(kind=None, statuses=LIVE)):
        record, occasion = effective(entry), occasions[entry.document]
        if isinstance(record, Commitment):
            promises.append(Promise(entry.id, record, occasion))
        else:
            remarks.append(Remark(entry.id, record, occasion))
    return Records(
        promises=tuple(promises),
        remarks=tuple(remarks),
        occasions={one.document: one for one in occasions.values()},
        keys={one.document: key for key, one in occasions.items()},
    )


def occasions_of(view: View) -> dict[str, Occasion]:
    """Return the occasion of every document that counts, by the key of the document."""
    here = [one for one in documents(view) if not one.withdrawn]
    names = _names(here)
    told = {one.number: one for one in meetings(view)}
    return {one.key: _occasion(one, names[one.key], told) for one in here}


def meeting_name(number: int) -> str:
    """Return how an occasion names a meeting."""
    return f"meeting {number}"


def _names(here: Sequence[StoredDocument]) -> dict[str, str]:
    """Return a name for each document by its key; the key tells apart what is called alike."""
    short = {one.key: short_name(one.details["source"]) for one in here}
    often = Counter(short.values())
    return {
        key: name if often[name] == 1 else f"{name} ({key[:12]})" for key, name in short.items()
    }


def _occasion(one: StoredDocument, name: str, told: Mapping[int, Meeting]) -> Occasion:
    meeting = told.get(one.meeting) if one.meeting is not None else None
    details = one.details
    return Occasion(
        document=name,
        date=details["date"] or (meeting.date if meeting else None),
        dialogue=one.dialogue or details["dialogue"],
        meeting=meeting_name(one.meeting) if meeting and one.meeting is not None else None,
        parties=tuple(details["parties"]) or (meeting.parties if meeting else ()),
        language=details["language"] or "en",
    )
