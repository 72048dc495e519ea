"""Two documents of a register laid side by side, and which could be versions of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.storage.documents import documents_of, keys_of_dialogue
from summitry.storage.finding import document_key_of
from summitry.tracing import align_versions
from summitry.workflow.tracing_records import of_documents

if TYPE_CHECKING:
    from summitry.model import AlignedPair, Promise, StoredDocument
    from summitry.storage import Register

_MOST = 20
_NEAR = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """A pair with its commitments, None where a version lacks it."""

    pair: AlignedPair
    first: Promise | None
    second: Promise | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two documents, commitment by commitment; ``both`` and the rest count the rows."""

    first: StoredDocument
    second: StoredDocument
    rows: tuple[Row, ...]
    method: str

    @property
    def both(self) -> int:
        """Return how many commitments stand in both."""
        return sum(row.first is not None and row.second is not None for row in self.rows)

    @property
    def only_first(self) -> int:
        """Return how many the second lacks."""
        return sum(row.second is None for row in self.rows)

    @property
    def only_second(self) -> int:
        """Return how many the first lacks."""
        return sum(row.first is None for row in self.rows)

    @property
    def differing(self) -> int:
        """Return how many stand in both and differ in a field."""
        return sum(bool(row.pair.differences) for row in self.rows)


def side_by_side(register: Register, first: str, second: str) -> SideBySide:
    """Return two documents side by side, by the starts of their keys."""
    with register.looking() as view:
        keys = [document_key_of(view, one) for one in (first, second)]
        if keys[0] == keys[1]:
            raise UsageError("a document is no other version of itself", where=second)
        known = documents_of(view, keys)
        one, other = (of_documents(view, [key]) for key in keys)
    found = align_versions(one.promises, other.promises)
    of_first = {promise.id: promise for promise in one.promises}
    of_second = {promise.id: promise for promise in other.promises}
    rows = tuple(
        Row(pair, of_first.get(pair.first or ""), of_second.get(pair.second or ""))
        for pair in found.pairs
    )
    return SideBySide(known[keys[0]], known[keys[1]], rows, found.method)


def others(register: Register, document: StoredDocument) -> list[StoredDocument]:
    """Return the documents of its dialogue that are nearest to a document in time."""
    if not document.dialogue:
        return []
    with register.looking() as view:
        keys = [key for key in keys_of_dialogue(view, document.dialogue) if key != document.key]
        # Those that came nearest to it: what belongs together is mostly added together.
        known = documents_of(view, keys[-_NEAR:])
    date = document.details["date"] or ""
    ordered = sorted(known.values(), key=lambda one: _apart(date, one.details["date"] or ""))
    return ordered[:_MOST]


def _apart(first: str, second: str) -> tuple[bool, int]:
    """Return how far two partial dates are apart, in months; those that are not known last."""
    if not first or not second:
        return True, 0
    months = [int(one[:4]) * 12 + int(one[5:7] or 1) for one in (first, second)]
    return False, abs(months[0] - months[1])
