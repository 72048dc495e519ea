"""Checking a register: the chain of its journal, and that what it holds is what that tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.model import Act, Fault, Status
from summitry.storage import journal, kinds
from summitry.storage.adding import records_digest
from summitry.storage.encoding import parsed, record_kind
from summitry.storage.numbering import extraction_of, record_number
from summitry.storage.schema import ENTRY, EXTRACTION, RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select

    from summitry.storage.register import View

_PAGE = 500
_FEW = 20  # documents, which come with their texts


@dataclass(slots=True)
class _Told:
    """What the journal tells: the last digest of each thing, and entries that came with documents.

    ``ranges`` are first number, count, document and extraction, in the order they were given out.
    """

    digests: dict[str, bytes] = field(default_factory=dict)
    ranges: dict[int, tuple[int, int, int]] = field(default_factory=dict)

    def take(self, body: dict[str, Any]) -> None:
        for name, digest in body.get("digests", {}).items():
            if digest is None:
                self.digests.pop(name, None)
            else:
                self.digests[name] = bytes.fromhex(digest)


def verify(view: View, head: str | None = None) -> Iterator[Fault]:
    """Yield everything that is wrong; nothing when the register is as its journal tells.

    ``head`` is a hash noted earlier (``summitry log`` shows it): the journal must still hold it,
    which shows whether its end was cut off and all else made to agree.
    """
    told = _Told()
    yield from _chain(view, told, head)
    for kind in kinds.KINDS.values():
        if kind is kinds.ENTRY:
            yield from _entries(view, told)
        else:
            yield from _things(view, told, kind)
    for name in told.digests:
        yield Fault(name, "is told of in the journal and is not there")
    yield from _records(view)


def _chain(view: View, told: _Told, head: str | None) -> Iterator[Fault]:
    """Follow the chain from its beginning, and take in what it tells."""
    previous, expected, seen = journal.BEGINNING, 1, head is None
    for row in journal.rows(view.connection):
        where = f"journal {row.id}"
        if row.id != expected:
            yield Fault(where, f"entries are missing before it: {expected} should come")
        parts = (row.id, row.at, row.who, row.act, row.subject, row.body)
        if journal.chained(previous, parts) != row.hash:
            yield Fault(where, "does not follow from the entry before it, or was changed")
        previous, expected = row.hash, row.id + 1
        seen = seen or row.hash == head
        try:
            body = parsed(row.body)
            told.take(body)
            if row.act == Act.ADD.value:
                _take_range(told, body)
        except (ValueError, KeyError, TypeError, AttributeError):
            yield Fault(where, "cannot be read")
    number, digest = journal.head_of(view.connection)
    if (number, digest) != (expected - 1, previous):
        yield Fault("journal", f"ends at {expected - 1}, and the register remembers {number}")
    if not seen:
        yield Fault("journal", f"does not hold the entry {head} any more")


def _take_range(told: _Told, body: dict[str, Any]) -> None:
    first, count = body["entries"]
    if count:
        document = next(name for name in body["digests"] if name.startswith("document:"))
        told.ranges[first] = (count, int(document.partition(":")[2]), body["extraction"])


def _things(view: View, told: _Told, kind: kinds.Kind) -> Iterator[Fault]:
    for row in _rows(view, kind):
        name = kind.name_of(row)
        known = told.digests.pop(name, None)
        if known is None:
            yield Fault(name, "is there, and the journal does not tell of it")
        elif kind.digest(row) != known.hex():
            yield Fault(name, "is not as the journal tells")


def _entries(view: View, told: _Told) -> Iterator[Fault]:
    """Check the entries in the order of their numbers, beside the ranges that documents brought."""
    ranges = _expected(told)
    came = next(ranges, None)
    query = select(ENTRY, RECORD.c.kind.label("read")).outerjoin(RECORD)
    for row in _by_number(view, query, ENTRY.c.id, _PAGE):
        while came is not None and came[0] < row.id:
            yield Fault(kinds.ENTRY.named(came[0]), "came with a document and is not there")
            told.digests.pop(kinds.ENTRY.named(came[0]), None)
            came = next(ranges, None)
        name = kinds.ENTRY.named(row.id)
        known = told.digests.pop(name, None)
        first = came is not None and came[0] == row.id
        if known is None and not first:
            yield Fault(name, "is not told of in the journal")
        elif not (_as_it_came(row, came) if known is None else _digest_is(row, known)):
            yield Fault(name, "is not as the journal tells")
        if first:
            came = next(ranges, None)
    while came is not None:
        yield Fault(kinds.ENTRY.named(came[0]), "came with a document and is not there")
        told.digests.pop(kinds.ENTRY.named(came[0]), None)
        came = next(ranges, None)


def _expected(told: _Told) -> Iterator[tuple[int, int, int]]:
    """Yield number, document and record of every entry that came with a document."""
    for first in sorted(told.ranges):
        count, document, extraction = told.ranges[first]
        for place in range(count):
            yield first + place, document, record_number(extraction, place)


def _digest_is(row: Any, known: bytes) -> bool:
    return kinds.ENTRY.digest(row) == known.hex()


def _as_it_came(row: Any, came: tuple[int, int, int] | None) -> bool:
    """Tell whether an entry is as documents bring them, which no digest of its own tells."""
    state = (row.document_id, row.record_id, row.status, row.version, row.changes, row.fate)
    as_came = came is not None and state == (*came[1:], Status.PROPOSED.value, 1, None, None)
    return as_came and row.kind == row.read


def _records(view: View) -> Iterator[Fault]:
    """Check the machine's records against the digest of the reading each belongs to."""
    read = groupby(
        _by_number(view, select(RECORD), RECORD.c.id, _PAGE), lambda row: extraction_of(row.id)
    )
    stray = 0
    group = next(read, None)
    for reading in _by_number(view, select(EXTRACTION), EXTRACTION.c.id, _PAGE):
        while group is not None and group[0] < reading.id:
            stray += sum(1 for _ in group[1])
            group = next(read, None)
        rows = list(group[1]) if group is not None and group[0] == reading.id else []
        if rows:
            group = next(read, None)
        if records_digest(row.body for row in rows) != reading.digest or not all(
            row.kind == record_kind(row.body) for row in rows
        ):
            where = kinds.EXTRACTION.named(reading.id)
            yield Fault(where, "its records are not as they were read")
    while group is not None:
        stray += sum(1 for _ in group[1])
        group = next(read, None)
    if stray:
        yield Fault("records", f"{stray} belong to no reading")


def _rows(view: View, kind: kinds.Kind) -> Iterator[Any]:
    """Yield the rows of a kind in the order of their keys, a page at a time."""
    keys = [kind.table.c[one] for one in kind.keys]
    query = select(kind.table)
    size = _FEW if kind is kinds.DOCUMENT else _PAGE
    if len(keys) == 1 and keys[0].type.python_type is int:
        yield from _by_number(view, query, keys[0], size)
        return
    ordered = query.order_by(*keys).execution_options(yield_per=size)
    yield from view.connection.execute(ordered)


def _by_number(
    view: View, query: Select[Any], number: ColumnElement[int], size: int
) -> Iterator[Any]:
    ordered = query.order_by(number).limit(size)
    after = -1
    while True:
        page = view.connection.execute(ordered.where(number > after)).all()
        yield from page
        if len(page) < size:
            return
        after = page[-1].id
