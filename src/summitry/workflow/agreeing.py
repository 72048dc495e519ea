"""How far people agree on one document, read from what the journal tells of their decisions.

Each counts with the decision last made on an entry: accepted or edited means it is a commitment,
with the values it then had; rejected, split or merged means it is none. What was proposed again
or taken back counts for nobody. Compared are the entries on which all have decided, and those
that people made themselves, which who did not decide on them has not marked. Notes, tags, links
and fates are no decisions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from summitry.comparison import Agreement, Decision, agreement
from summitry.errors import UsageError
from summitry.model import COMMITMENT, Act, Commitment, Entry, Span, Status, effective
from summitry.storage import journal, undoing
from summitry.storage.documents import document_text
from summitry.storage.encoding import parsed
from summitry.storage.entries import entries_of_document
from summitry.storage.finding import document_key_of, document_number
from summitry.storage.membership import Membership
from summitry.workflow.agreeing_differences import MARKED, EntryDifference, differences

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from summitry.model import Document
    from summitry.storage import Register, View

_DECIDING = {
    one.value
    for one in (
        Act.ACCEPT,
        Act.REJECT,
        Act.EDIT,
        Act.IMPORT,
        Act.SPLIT,
        Act.MERGE,
        Act.ADD_BY_HAND,
    )
}
_JUDGED = "words"
_REMEDY = "summitry log shows who decided on what."


@dataclass(frozen=True, slots=True)
class DocumentAgreement:
    """The agreement on one document, and how many entries each left undecided that others did.

    ``document`` is its content key. Entries not decided on by all are not compared; ``differing``
    are those of the compared on which not all said the same.
    """

    document: str
    agreement: Agreement
    compared: int
    undecided: Mapping[str, int]
    differing: tuple[EntryDifference, ...] = ()


def agreement_on(
    register: Register, document: str, reviewers: Sequence[str] = ()
) -> DocumentAgreement:
    """Return how far reviewers agree on a document (the start of its key); without names, all.

    UsageError when less than two have decided on it, or one who is named has not.
    """
    with register.looking() as view:
        key = document_key_of(view, document)
        read = document_text(view, key)
        decided, made = _decisions(view, key)
        names = _names(decided, reviewers, key)
        ratings = _Ratings(read, Membership.of(view))
        numbers = {number for name in names for number in decided[name]}
        both = {one for one in numbers if all(one in decided[name] for name in names)}
        compared = both | (numbers & made)
        said = {
            name: {one: decided[name][one] for one in sorted(compared & decided[name].keys())}
            for name in names
        }
        rated = {
            name: {
                number: ratings.of(one) for number, one in states.items() if one.status in MARKED
            }
            for name, states in said.items()
        }
        judged = {
            name: [_judged(place, states[number]) for place, number in enumerate(sorted(both))]
            for name, states in said.items()
        }
        undecided = {name: len(numbers - made - decided[name].keys()) for name in names}
    found = agreement(read.text, {name: list(told.values()) for name, told in rated.items()})
    by_entry = {
        number: {name: rated[name][number] for name in names if number in rated[name]}
        for number in compared
    }
    differing = tuple(differences(names, said, by_entry))
    # Whether it is a commitment at all is compared on all that was judged, not on the marked.
    status = next(
        one for one in agreement(_JUDGED * len(both), judged).fields if one.field == "status"
    )
    fields = tuple(status if one.field == "status" else one for one in found.fields)
    whole = replace(found, fields=fields)
    return DocumentAgreement(key, whole, len(compared), undecided, differing)


def reviewers_of(register: Register, document: str) -> tuple[str, ...]:
    """Return who has decided on entries of a document (the start of its key), by name."""
    with register.looking() as view:
        number = document_number(view, document)
        return tuple(sorted(journal.deciding_on(view.connection, number, sorted(_DECIDING))))


def _names(
    decided: Mapping[str, Mapping[int, Entry]], told: Sequence[str], key: str
) -> tuple[str, ...]:
    known = sorted(decided)
    names = tuple(dict.fromkeys(told or known))
    for name in names:
        if name not in decided:
            who = ", ".join(known) or "nobody"
            raise UsageError(
                f"{name} has decided on nothing in this document; {who} did",
                where=key,
                remedy=_REMEDY,
            )
    if len(names) < 2:
        raise UsageError(
            "agreement needs the decisions of two people; "
            + (f"only {names[0]} has decided on it" if names else "nobody has decided on it"),
            where=key,
            remedy="Let a second person accept or reject its entries with their own --as name.",
        )
    return names


def _decisions(view: View, key: str) -> tuple[dict[str, dict[int, Entry]], set[int]]:
    """Return for each person the entries as they last decided on them, and those people made."""
    entries = dict(entries_of_document(view, key))
    gone = undoing.undone(view)
    decided: defaultdict[str, dict[int, Entry]] = defaultdict(dict)
    made: set[int] = set()
    for told in journal.touching_document(view.connection, document_number(view, key)):
        if told.act not in _DECIDING or told.number in gone:
            continue
        for name, (before, after) in told.states.items():
            number = int(name.split(":")[1]) if name.startswith("entry:") else 0
            if number not in entries or after is None or after["kind"] != COMMITMENT:
                continue
            if before is None:
                made.add(number)
            proposed = Status.PROPOSED.value
            if before and before["status"] != proposed and after["status"] == proposed:
                decided[told.who].pop(number, None)  # who opens it again has not decided
            else:
                decided[told.who][number] = _as_it_was(entries[number], after)
    return {name: found for name, found in decided.items() if found}, made


def _as_it_was(entry: Entry, state: Mapping[str, Any]) -> Entry:
    changes = parsed(state["changes"]) if state["changes"] else {}
    return replace(entry, status=Status(state["status"]), changes=changes)


def _judged(place: int, entry: Entry) -> Decision:
    status = "accepted" if entry.status in MARKED else "rejected"
    # Each has a place of its own, however much the words of two entries overlap.
    size = len(_JUDGED)
    return Decision(Span(place * size, (place + 1) * size), {"status": status})


class _Ratings:
    """What a person says of a commitment, field by field, groups told as their members."""

    def __init__(self, document: Document, membership: Membership) -> None:
        self._document = document
        self._membership = membership

    def of(self, entry: Entry) -> Decision:
        record = effective(entry)
        assert isinstance(record, Commitment)
        deadline = record.deadline
        ratings: dict[str, Hashable] = {
            "force": record.force.value,
            "verifiable": record.verifiable,
            "theme": str(record.theme),
            "actors": self._states([one.code for one in record.actors]),
            "recipients": self._states([one.code for one in record.recipients]),
            "deadline": (deadline.start, deadline.end) if deadline else None,
            "amount": record.quantities[0].value if record.quantities else None,
        }
        return Decision(record.span, ratings)

    def _states(self, codes: Sequence[str]) -> frozenset[str]:
        date, parties = self._document.date, self._document.parties
        return self._membership.expanded(codes, date, parties)
