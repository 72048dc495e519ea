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
    Status,
    effective,
)
from summitry.storage import finding
from summitry.storage.documents import documents, documents_of, meetings
from summitry.storage.entries import entries_by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summitry.model import Entry, Meeting, StoredDocument
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

    def places(self) -> dict[str, str]:
        """Return the name of the document of every record by the record's id."""
        every: list[Promise | Remark] = [*self.promises, *self.remarks]
        return {one.id: one.occasion.document for one in every}

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
    found = finding.find(view, Query(kind=None, statuses=LIVE))
    return _records(view, documents(view), found)


def of_documents(view: View, keys: Iterable[str]) -> Records:
    """Return what counts in some documents, by their whole keys."""
    here = documents_of(view, keys)
    found = (
        one
        for key in here
        for one in finding.find(view, Query(kind=None, statuses=tuple(Status), document=key))
        # All statuses are asked for: the index would look each one up in the whole register.
        if one.status in LIVE
    )
    return _records(view, here.values(), found)


def of_entries(view: View, ids: Iterable[str]) -> Records:
    """Return those of some entries that count, in their order, and the documents they stand in."""
    known = sorted(entries_by_id(view, ids).values(), key=lambda one: one[0])
    found = [one for _, one in known if one.status in LIVE]
    return _records(view, documents_of(view, {one.document for one in found}).values(), found)


def _records(view: View, known: Iterable[StoredDocument], found: Iterable[Entry]) -> Records:
    occasions = _occasions(view, known)
    promises: list[Promise] = []
    remarks: list[Remark] = []
    for entry in found:
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
    return _occasions(view, documents(view))


def _occasions(view: View, known: Iterable[StoredDocument]) -> dict[str, Occasion]:
    here = [one for one in known if not one.withdrawn]
    names = _names(here)
    # Dates of meetings are looked up where something was said at one.
    told = {one.number: one for one in meetings(view)} if any(x.meeting for x in here) else {}
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
