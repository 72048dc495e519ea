"""Reading entries: one by its id, or many in the order of their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from summitry.errors import EntryMissing, UsageError
from summitry.model import COMMITMENT, Entry, Fate, Status
from summitry.storage.encoding import parsed, read_record
from summitry.storage.numbering import entry_number, parsed_id, series_of, short_id
from summitry.storage.schema import DOCUMENT, ENTRY, RECORD, SERIES, TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Row, Select

    from summitry.model import Commitment, Statement
    from summitry.storage.register import View


_PAGE = 200


def all_entries(view: View, *, commitments: bool) -> Iterator[tuple[int | None, Entry]]:
    """Yield every commitment, or every other statement, with the number of its machine record.

    They come in the order of their numbers, whatever became of them.
    """
    kind = ENTRY.c.kind == COMMITMENT if commitments else ENTRY.c.kind != COMMITMENT
    # Which rows are meant is asked first, because a join over all of them would be sorted.
    chosen = select(ENTRY.c.id).where(kind).order_by(ENTRY.c.id).limit(_PAGE)
    whole = selected().order_by(ENTRY.c.id)
    after = -1
    while True:
        numbers = view.connection.execute(chosen.where(ENTRY.c.id > after)).scalars().all()
        rows = view.connection.execute(whole.where(ENTRY.c.id.in_(numbers))).all()
        for row, found in zip(rows, entries_of(view, rows), strict=True):
            yield row.record_id, found
        if len(numbers) < _PAGE:
            return
        after = numbers[-1]


def entries_of_document(view: View, key: str) -> list[tuple[int, Entry]]:
    """Return the entries of a document with their numbers, whatever became of them."""
    rows = view.connection.execute(
        selected().where(DOCUMENT.c.key == key).order_by(ENTRY.c.id)
    ).all()
    found = []
    for start in range(0, len(rows), _PAGE):
        page = rows[start : start + _PAGE]
        found += [(row.id, entry) for row, entry in zip(page, entries_of(view, page), strict=True)]
    return found


def selected() -> Select[Any]:
    """Return the query for all that makes up an entry."""
    return (
        select(
            ENTRY.c.id,
            ENTRY.c.record_id,
            ENTRY.c.kind,
            ENTRY.c.status,
            ENTRY.c.version,
            ENTRY.c.changes,
            ENTRY.c.fate,
            DOCUMENT.c.key.label("document"),
            RECORD.c.kind.label("record_kind"),
            RECORD.c.body,
        )
        .select_from(ENTRY)
        .join(DOCUMENT, DOCUMENT.c.id == ENTRY.c.document_id)
        .outerjoin(RECORD, RECORD.c.id == ENTRY.c.record_id)
    )


# Made once: one entry is looked up at every turn.
_ONE = selected().where(ENTRY.c.id == bindparam("number"))


def number_of(view: View, entry_id: str) -> int:
    """Return the number of an entry by its id; EntryMissing when there is none."""
    told = parsed_id(entry_id)
    if told is None:
        raise UsageError(
            f"{entry_id!r} is no id of an entry",
            remedy="An id looks like CC5-2022-07; summitry list shows them.",
        )
    code, running = told
    if told in view.numbers:
        return view.numbers[told]
    query = select(ENTRY.c.id, SERIES.c.id.label("series")).select_from(SERIES)
    # The number is made of that of the series, which only the register knows.
    here = ENTRY.c.id == SERIES.c.id * entry_number(1, 0) + running
    row = view.connection.execute(query.join(ENTRY, here).where(SERIES.c.code == code)).first()
    if row is None:
        raise EntryMissing(
            f"there is no entry {code}-{running:02}",
            where=str(view.address),
            remedy="summitry list shows those there are.",
        )
    view.know_series(row.series, code)
    number = view.numbers[told] = int(row.id)
    return number


def entries_by_id(view: View, ids: Iterable[str]) -> dict[str, tuple[int, Entry]]:
    """Return those of several ids that there are, as they are typed, each with its number."""
    told = {one: parsed_id(one) for one in ids}
    codes = {one[0] for one in told.values() if one}
    query = select(SERIES.c.code, SERIES.c.id).where(SERIES.c.code.in_(codes))
    series = {row.code: row.id for row in view.connection.execute(query)}
    numbers = {
        entry_number(series[one[0]], one[1]): typed
        for typed, one in told.items()
        if one and one[0] in series
    }
    rows = view.connection.execute(selected().where(ENTRY.c.id.in_(numbers))).all()
    found = entries_of(view, rows)
    return {numbers[row.id]: (row.id, entry) for row, entry in zip(rows, found, strict=True)}


def numbers_for(view: View, entry_ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers that ids stand for, whether or not there are such entries yet."""
    told = {one: parsed_id(one) or ("", 0) for one in entry_ids}
    codes = {code for code, _ in told.values()}
    query = select(SERIES.c.code, SERIES.c.id).where(SERIES.c.code.in_(codes))
    rows = view.connection.execute(query)
    series = {row.code: row.id for row in rows}
    for one, (code, _) in told.items():
        if code not in series:
            raise ValueError(f"{one!r} belongs to no series of ids")
    return {one: entry_number(series[code], running) for one, (code, running) in told.items()}


def statuses_of(view: View, entry_ids: Iterable[str]) -> dict[str, str]:
    """Return the statuses of entries by id; ids that belong to no entry are left out."""
    numbers = {number: one for one, number in numbers_for(view, set(entry_ids)).items()}
    found: dict[str, str] = {}
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _PAGE):
        query = select(ENTRY.c.id, ENTRY.c.status).where(
            ENTRY.c.id.in_(ordered[start : start + _PAGE])
        )
        found |= {numbers[row.id]: row.status for row in view.connection.execute(query)}
    return found


def id_of(view: View, number: int) -> str:
    """Return the id of an entry as people type it."""
    return short_id(view.series(series_of(number)), number)


def entry(view: View, number: int) -> Entry:
    """Return the entry of a number."""
    row = view.connection.execute(_ONE, {"number": number}).one()
    return entries_of(view, [row])[0]


def machine_record(view: View, number: int | None) -> Commitment | Statement | None:
    """Return what the machine read, by the number of its record; None for none."""
    if number is None:
        return None
    row = view.connection.execute(select(RECORD).where(RECORD.c.id == number)).one()
    return read_record(row.kind, row.body)


def entries_of(view: View, rows: Sequence[Row[Any]]) -> list[Entry]:
    """Return the entries of rows, with their tags."""
    tags = tags_of(view, [row.id for row in rows])
    return [
        Entry(
            id=id_of(view, row.id),
            document=row.document,
            kind=row.kind,
            status=Status(row.status),
            version=row.version,
            machine=read_record(row.record_kind, row.body) if row.body is not None else None,
            changes=parsed(row.changes) if row.changes else {},
            fate=Fate(row.fate) if row.fate else None,
            tags=tuple(tags.get(row.id, ())),
        )
        for row in rows
    ]


def tags_of(view: View, numbers: Sequence[int]) -> dict[int, list[str]]:
    """Return the tags of entries, in order."""
    found: dict[int, list[str]] = {}
    if not numbers:
        return found
    query = select(TAG).where(TAG.c.entry_id.in_(numbers))
    for row in view.connection.execute(query):
        found.setdefault(row.entry_id, []).append(row.name)
    return {number: sorted(names) for number, names in found.items()}
