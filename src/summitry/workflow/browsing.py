"""A page at a time of what a register holds, with counts that do not take counting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summitry.lexicon.parties import load_parties
from summitry.model import COMMITMENT, LIVE, Query, Status, effective
from summitry.storage import documents as stored
from summitry.storage import finding, journal, remarks, tallying, undoing
from summitry.storage.entries import entry, number_of
from summitry.storage.tokenising import filter_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import (
        Commitment,
        Dialogue,
        Document,
        Entry,
        JournalEntry,
        Meeting,
        Statement,
        StoredDocument,
    )
    from summitry.storage import Register, View
    from summitry.storage.remarks import Remarks

COUNTED = 1000
"""So many are counted where filters are set; beyond that it is told to be more."""

_TIMELINE = 200


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in a list: what counts of it, and the document it stands in."""

    entry: Entry
    record: Commitment | Statement
    document: StoredDocument


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list. ``before`` and ``after`` are ids to go on from, None at either end.

    ``count`` is how many there are in all; ``exact`` tells whether that was counted to its end.
    """

    items: tuple[Item, ...]
    before: str | None
    after: str | None
    count: int
    exact: bool


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """A document in a list, and how many of its commitments have each status."""

    document: StoredDocument
    counts: Counter[str]

    @property
    def waiting(self) -> int:
        """Return how many commitments wait for a person."""
        return self.counts[Status.PROPOSED.value]

    @property
    def live(self) -> int:
        """Return how many commitments count."""
        return sum(self.counts[one.value] for one in LIVE)


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Part of the documents, the newest first; the numbers are those to go on from."""

    items: tuple[DocumentItem, ...]
    newer: int | None
    older: int | None


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document with its text and all its entries that count or were rejected."""

    stored: StoredDocument
    document: Document
    items: tuple[tuple[Entry, Commitment | Statement], ...]


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An entry with its document and all that was said and done."""

    entry: Entry
    record: Commitment | Statement
    machine: Commitment | Statement | None
    stored: StoredDocument
    document: Document
    remarks: Remarks
    neighbours: tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """A party, and how many commitments it owes and is owed, by status."""

    code: str
    name: str
    kind: str
    owes: Counter[str]
    owed: Counter[str]

    @property
    def total(self) -> int:
        """Return how many commitments it has on either side."""
        return sum(self.owes.values()) + sum(self.owed.values())


def entries(register: Register, query: Query, *, size: int) -> Page:
    """Return a page of the entries that meet a query, in the order of their ids."""
    with register.looking() as view:
        found = list(finding.find(view, replace(query, limit=size + 1)))
        if query.before:
            more = len(found) > size
            found = found[-size:]
            first, last = (found[0].id if more else None), (found[-1].id if found else None)
        else:
            more = len(found) > size
            found = found[:size]
            first = found[0].id if found and query.after else None
            last = found[-1].id if more else None
        count, exact = _count(view, query)
        return Page(tuple(_items(view, found)), first, last, count, exact)


def _count(view: View, query: Query) -> tuple[int, bool]:
    plain = type(query)(kind=query.kind, statuses=query.statuses)
    if replace(query, after=None, before=None, limit=None) == plain and query.kind is not None:
        counts = tallying.counts_by_status(view, query.kind)
        return sum(counts.get(one.value, 0) for one in query.statuses), True
    count = finding.count(view, query, COUNTED + 1)
    return min(count, COUNTED), count <= COUNTED


def items_of(view: View, found: Sequence[Entry]) -> list[Item]:
    """Return entries with what counts of them and their documents."""
    return list(_items(view, found))


def _items(view: View, found: Sequence[Entry]) -> Iterable[Item]:
    known = stored.documents_of(view, (one.document for one in found))
    for one in found:
        yield Item(one, effective(one), known[one.document])


def documents(
    register: Register,
    *,
    dialogue: str | None = None,
    older: int | None = None,
    newer: int | None = None,
    size: int,
) -> DocumentPage:
    """Return a page of the documents, the newest first."""
    with register.looking() as view:
        number = finding.dialogue_number(view, dialogue) if dialogue else None
        found = stored.document_page(
            view, dialogue=number, below=older, above=newer, limit=size + 1
        )
        more = len(found) > size
        if newer is not None:
            found = found[-size:]
            first, last = more, True
        else:
            found = found[:size]
            first, last = older is not None, more
        counts = stored.standing_of(view, (one.number for one in found))
        items = tuple(DocumentItem(one, counts[one.number]) for one in found)
    return DocumentPage(
        items,
        found[0].number if found and first else None,
        found[-1].number if found and last else None,
    )


def document(register: Register, key: str) -> OpenDocument:
    """Return a document with its entries in the order of the text; ``key`` may be its start."""
    with register.looking() as view:
        whole = finding.document_key_of(view, key)
        shown = (*LIVE, Status.REJECTED)
        # All statuses, because the index would look each one up in the whole register.
        query = Query(kind=None, statuses=tuple(Status), document=whole)
        found = [(one, effective(one)) for one in finding.find(view, query) if one.status in shown]
        found.sort(key=lambda pair: (pair[1].span, pair[0].id))
        known = stored.documents_of(view, [whole])[whole]
        return OpenDocument(known, stored.document_text(view, whole), tuple(found))


def one(register: Register, entry_id: str) -> OpenEntry:
    """Return an entry with all that belongs to it, and the ids of those before and after it."""
    with register.looking() as view:
        number = number_of(view, entry_id)
        found = entry(view, number)
        query = Query(kind=found.kind, document=found.document)
        ids = [other.id for other in finding.find(view, query)]
        place = ids.index(found.id) if found.id in ids else None
        around = (None, None) if place is None else _around(ids, place)
        return OpenEntry(
            found,
            effective(found),
            found.machine,
            stored.documents_of(view, [found.document])[found.document],
            stored.document_text(view, found.document),
            remarks.remarks_on(view, number),
            around,
        )


def _around(ids: Sequence[str], place: int) -> tuple[str | None, str | None]:
    before = ids[place - 1] if place else None
    return before, ids[place + 1] if place + 1 < len(ids) else None


@dataclass(frozen=True, slots=True)
class DialogueView:
    """A dialogue, its meetings and documents in the order of their dates, and its counts."""

    dialogue: Dialogue
    meetings: tuple[Meeting, ...]
    documents: tuple[DocumentItem, ...]
    counts: Counter[str]
    cut: bool


@dataclass(frozen=True, slots=True)
class DialogueItem:
    """A dialogue in a list."""

    dialogue: Dialogue
    meetings: int
    counts: Counter[str]


def dialogues(register: Register) -> list[DialogueItem]:
    """Return the dialogues with how many commitments each has."""
    with register.looking() as view:
        counts = tallying.counts_by_token(view, COMMITMENT, "d", map(str, LIVE))
        meetings = Counter(one.dialogue for one in stored.meetings(view))
        return [
            DialogueItem(one, meetings[one.name], counts.get(_token(view, one.name), Counter()))
            for one in stored.dialogues(view)
        ]


def dialogue(register: Register, name: str) -> DialogueView:
    """Return a dialogue, by its name or the letters of its ids, with its documents by date."""
    with register.looking() as view:
        number = finding.dialogue_number(view, name)
        known = next(
            one
            for one in stored.dialogues(view)
            if finding.dialogue_number(view, one.name) == number
        )
        found = stored.document_page(view, dialogue=number, limit=_TIMELINE + 1)
        standing = stored.standing_of(view, (one.number for one in found[:_TIMELINE]))
        items = [DocumentItem(one, standing[one.number]) for one in found[:_TIMELINE]]
        items.sort(key=lambda item: str(item.document.details.get("date") or ""), reverse=True)
        meetings = [one for one in stored.meetings(view) if one.dialogue == known.name]
        counts = tallying.counts_by_token(view, COMMITMENT, "d", map(str, LIVE))
        return DialogueView(
            known,
            tuple(meetings),
            tuple(items),
            counts.get(_token(view, known.name), Counter()),
            len(found) > _TIMELINE,
        )


def _token(view: View, dialogue: str) -> str:
    return filter_token("dialogue", finding.dialogue_number(view, dialogue))


def parties(register: Register) -> list[Standing]:
    """Return every party that owes or is owed something, those with most first."""
    with register.looking() as view:
        sides = tallying.counts_by_token(view, COMMITMENT, "ar", map(str, LIVE))
        names = _names(view)
    found: dict[str, Standing] = {}
    for token, counts in sides.items():
        code = token[2:]
        told = names.get(code, (code.upper(), code.upper(), ""))
        known = found.setdefault(code, Standing(*told, Counter(), Counter()))
        (known.owes if token[0] == "a" else known.owed).update(counts)
    return sorted(found.values(), key=lambda one: (-one.total, one.name))


def party(register: Register, code: str) -> Standing:
    """Return a party by its code, with nothing owed if it appears nowhere."""
    token = filter_token("actor", code)[2:]
    for known in parties(register):
        if filter_token("actor", known.code)[2:] == token:
            return known
    with register.looking() as view:
        told = _names(view).get(token, (code, code, ""))
    return Standing(*told, Counter(), Counter())


def _names(view: View) -> dict[str, tuple[str, str, str]]:
    """Return code, name and kind of parties by the word that stands for them in the index."""
    lexicon = load_parties()
    named = [(one.code, one.name, one.kind.value) for one in lexicon.parties()]
    named += [(one.code, one.name, one.kind) for one in stored.own_parties(view)]
    found = {filter_token("actor", told[0])[2:]: told for told in named}
    return found | {"all": ("ALL", "All parties together", "")}


def facets(register: Register, letter: str) -> list[tuple[str, Counter[str]]]:
    """Return the values that commitments have of a filter, by its letter, with their counts."""
    with register.looking() as view:
        counts = tallying.counts_by_token(view, COMMITMENT, letter, map(str, LIVE))
    return [(token[2:], counted) for token, counted in sorted(counts.items())]


def journal_page(
    register: Register, *, below: int | None = None, who: str | None = None, size: int
) -> tuple[list[JournalEntry], int | None, set[int]]:
    """Return entries of the journal, the newest first; where to go on; which were taken back."""
    with register.looking() as view:
        found = journal.page(view.connection, below=below, limit=size + 1, who=who)
        more = len(found) > size
        found = found[:size]
        back = undoing.undone(view, since=found[-1].number) if found else set()
    return found, found[-1].number if more else None, back


def first_entries(register: Register, query: Query, limit: int) -> list[Item]:
    """Return the first entries that meet a query, without counting them all."""
    with register.looking() as view:
        return items_of(view, list(finding.find(view, replace(query, limit=limit))))


def documents_named(register: Register, keys: Iterable[str]) -> dict[str, StoredDocument]:
    """Return documents by their keys, without their texts."""
    with register.looking() as view:
        return stored.documents_of(view, keys)


def document_named(register: Register, key: str) -> StoredDocument:
    """Return a document by the start of its key, without its text."""
    with register.looking() as view:
        whole = finding.document_key_of(view, key)
        return stored.documents_of(view, [whole])[whole]
