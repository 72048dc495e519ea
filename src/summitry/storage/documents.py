"""Reading the documents of a register, their texts, and what they belong to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import func, select

from summitry.model import (
    COMMITMENT,
    Block,
    BlockKind,
    Dialogue,
    Document,
    Level,
    Meeting,
    Origin,
    OwnParty,
    OwnTheme,
    Provenance,
    Span,
    StoredDocument,
)
from summitry.storage.encoding import parsed, read_text
from summitry.storage.schema import DIALOGUE, DOCUMENT, ENTRY, EXTRACTION, MEETING, PARTY, THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Select

    from summitry.storage.register import View

_PAGE = 200
_FEW = 20  # documents, which come with their texts
Made = TypeVar("Made")
WITHDRAWN = "withdrawn"
HERE = "here"


def document_text(view: View, key: str) -> Document:
    """Return a document with its text and blocks as it was read."""
    return whole(view.connection.execute(select(DOCUMENT).where(DOCUMENT.c.key == key)).one())


class DocumentsAhead(Generic[Made]):
    """The documents of entries that come one after another, some looked up at a time.

    ``make`` makes of a stored document what is wanted of it.
    """

    def __init__(self, view: View, make: Callable[[Any], Made]) -> None:
        self._connection = view.connection
        self._make = make
        self._known: dict[str, Made] = {}
        self._expected: list[str] = []

    def expect(self, keys: Iterable[str]) -> None:
        """Take note of the keys that will be asked for next, in their order."""
        self._expected = list(dict.fromkeys(keys))

    def of(self, key: str) -> Made:
        """Return the document of a key."""
        if key not in self._known:
            place = self._expected.index(key) if key in self._expected else len(self._expected)
            keys = self._expected[place : place + _FEW] or [key]
            rows = self._connection.execute(select(DOCUMENT).where(DOCUMENT.c.key.in_(keys)))
            self._known = {row.key: self._make(row) for row in rows}
        return self._known[key]


def whole(row: Any) -> Document:
    """Return a stored document with its text and blocks as it was read."""
    details = parsed(row.details)
    return Document(
        text=read_text(row.text),
        parties=tuple(details.pop("parties")),
        provenance=tuple(
            Provenance(detail, Origin(origin), place)
            for detail, origin, place in details.pop("provenance")
        ),
        blocks=tuple(
            Block(Span(start, end), BlockKind(kind), level, page)
            for start, end, kind, level, page in parsed(row.blocks)
        ),
        **details,
    )


def documents(view: View) -> Iterator[StoredDocument]:
    """Yield the documents in the order they came, without their texts."""
    query = _described().order_by(DOCUMENT.c.id).limit(_PAGE)
    after = 0
    while True:
        rows = view.connection.execute(query.where(DOCUMENT.c.id > after)).all()
        yield from map(_stored, rows)
        if len(rows) < _PAGE:
            return
        after = rows[-1].id


def _described() -> Select[Any]:
    return (
        select(
            DOCUMENT.c.id,
            DOCUMENT.c.key,
            DOCUMENT.c.details,
            DOCUMENT.c.status,
            DOCUMENT.c.meeting_id,
            DIALOGUE.c.name.label("dialogue"),
            EXTRACTION.c.engine,
            EXTRACTION.c.lexicon,
        )
        .join(EXTRACTION, EXTRACTION.c.id == DOCUMENT.c.extraction_id)
        .outerjoin(DIALOGUE, DIALOGUE.c.id == DOCUMENT.c.dialogue_id)
    )


def document_page(
    view: View,
    *,
    dialogue: int | None = None,
    below: int | None = None,
    above: int | None = None,
    limit: int = 50,
) -> list[StoredDocument]:
    """Return documents, the newest first: those below a number, or the last ones above it."""
    query = _described().where(DOCUMENT.c.status == HERE)
    if dialogue is not None:
        query = query.where(DOCUMENT.c.dialogue_id == dialogue)
    if above is not None:
        rows = view.connection.execute(
            query.where(DOCUMENT.c.id > above).order_by(DOCUMENT.c.id).limit(limit)
        ).all()
        return [_stored(row) for row in reversed(rows)]
    if below is not None:
        query = query.where(DOCUMENT.c.id < below)
    rows = view.connection.execute(query.order_by(DOCUMENT.c.id.desc()).limit(limit)).all()
    return [_stored(row) for row in rows]


def documents_of(view: View, keys: Iterable[str]) -> dict[str, StoredDocument]:
    """Return documents by their keys, without their texts."""
    query = _described().where(DOCUMENT.c.key.in_(sorted(set(keys))))
    return {row.key: _stored(row) for row in view.connection.execute(query)}


def keys_of_dialogue(view: View, dialogue: str) -> list[str]:
    """Return the keys of the documents of a dialogue, by its name, in the order they came."""
    query = (
        select(DOCUMENT.c.key)
        .join(DIALOGUE, DIALOGUE.c.id == DOCUMENT.c.dialogue_id)
        .where(DIALOGUE.c.name == dialogue, DOCUMENT.c.status == HERE)
        .order_by(DOCUMENT.c.id)
    )
    return list(view.connection.execute(query).scalars())


def standing_of(view: View, numbers: Iterable[int]) -> dict[int, Counter[str]]:
    """Return for documents how many of their commitments have each status."""
    found: dict[int, Counter[str]] = {number: Counter() for number in numbers}
    query = (
        select(ENTRY.c.document_id, ENTRY.c.status, func.count().label("count"))
        .where(ENTRY.c.document_id.in_(list(found)), ENTRY.c.kind == COMMITMENT)
        .group_by(ENTRY.c.document_id, ENTRY.c.status)
    )
    for row in view.connection.execute(query):
        found[row.document_id][row.status] = row._mapping["count"]
    return found


def _stored(row: Any) -> StoredDocument:
    return StoredDocument(
        key=row.key,
        number=row.id,
        details=parsed(row.details),
        dialogue=row.dialogue,
        meeting=row.meeting_id,
        engine=row.engine,
        lexicon=row.lexicon,
        withdrawn=row.status == WITHDRAWN,
    )


def dialogues(view: View) -> list[Dialogue]:
    """Return the dialogues in the order they came."""
    rows = view.connection.execute(select(DIALOGUE).order_by(DIALOGUE.c.id))
    return [Dialogue(row.name, row.series) for row in rows]


def meetings(view: View) -> list[Meeting]:
    """Return the meetings in the order they came."""
    query = (
        select(MEETING, DIALOGUE.c.name.label("dialogue"))
        .join(DIALOGUE, DIALOGUE.c.id == MEETING.c.dialogue_id)
        .order_by(MEETING.c.id)
    )
    return [
        Meeting(
            row.id,
            row.dialogue,
            row.date,
            row.place,
            Level(row.level) if row.level else None,
            tuple(parsed(row.parties)),
        )
        for row in view.connection.execute(query)
    ]


def own_themes(view: View) -> list[OwnTheme]:
    """Return the themes that users have added, by code."""
    rows = view.connection.execute(select(THEME)).all()
    return sorted((OwnTheme(row.code, row.name) for row in rows), key=lambda one: one.code)


def own_parties(view: View) -> list[OwnParty]:
    """Return the parties that users have added, by code."""
    rows = view.connection.execute(select(PARTY)).all()
    found = (OwnParty(row.code, row.name, row.kind, tuple(parsed(row.members))) for row in rows)
    return sorted(found, key=lambda one: one.code)
