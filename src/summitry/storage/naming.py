"""Dialogues, meetings, series of ids, and a user's own themes and parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from summitry.errors import UsageError
from summitry.model import Act
from summitry.storage import kinds
from summitry.storage.encoding import compact
from summitry.storage.numbering import MOST_RUNNING, entry_number
from summitry.storage.schema import DIALOGUE, DOCUMENT, MEETING, SERIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Meeting, OwnParty, OwnTheme
    from summitry.storage.register import Change

NO_DIALOGUE = "DOC"
"""What ids begin with where a document belongs to no dialogue."""


def dialogue_for(change: Change, name: str, candidates: Sequence[str]) -> int:
    """Return the number of a dialogue, made with the first free of the candidate letters."""
    query = select(DIALOGUE.c.id).where(DIALOGUE.c.name == name)
    known: int | None = change.connection.execute(query).scalar()
    if known is not None:
        return known
    taken = set(change.connection.execute(select(DIALOGUE.c.series)).scalars())
    taken.add(NO_DIALOGUE)
    series = next((one for one in candidates if one not in taken), None)
    if series is None:
        last = candidates[-1]
        series = next(f"{last}X{n}" for n in range(2, 10_000) if f"{last}X{n}" not in taken)
    number = change.next_number("dialogue")
    change.put(kinds.DIALOGUE.named(number), {"name": name, "series": series})
    change.write(Act.NAME, name)
    return number


def set_series(change: Change, number: int, series: str) -> None:
    """Let the ids of a dialogue's coming entries begin with other letters."""
    taken = change.connection.execute(
        select(DIALOGUE.c.name).where(DIALOGUE.c.series == series, DIALOGUE.c.id != number)
    ).scalar()
    if taken is not None or series == NO_DIALOGUE:
        raise UsageError(
            f"{series} stands for {taken or 'documents of no dialogue'} already",
            where="--series",
            remedy="Choose other letters.",
        )
    name = kinds.DIALOGUE.named(number)
    state = kinds.DIALOGUE.read(change.connection, name) or {}
    if state["series"] != series:
        change.put(name, {**state, "series": series})
        change.write(Act.NAME, state["name"])


def meeting_for(change: Change, dialogue: int, told: Meeting) -> int:
    """Return the number of the meeting of a dialogue on a date, made or told more of if need be."""
    query = select(MEETING).where(MEETING.c.dialogue_id == dialogue)
    known = [row for row in change.connection.execute(query) if row.date == told.date]
    known = [row for row in known if told.place in (None, row.place) or row.place is None]
    parties = compact(list(told.parties))
    state = {
        "dialogue_id": dialogue,
        "date": told.date,
        "place": told.place,
        "level": told.level.value if told.level else None,
        "parties": parties,
    }
    if known:
        number = int(known[0].id)
        before = {name: getattr(known[0], name) for name in state}
        state = {name: before[name] if value is None else value for name, value in state.items()}
        if not told.parties:
            state["parties"] = before["parties"]
        if state == before:
            return number
    else:
        number = change.next_number("meeting")
    change.put(kinds.MEETING.named(number), state)
    change.write(Act.NAME, f"meeting {number}")
    return number


def place_document(
    change: Change, document: int, *, dialogue: int | None = None, meeting: int | None = None
) -> None:
    """Say which dialogue and meeting a document belongs to; None leaves it as it is."""
    name = kinds.DOCUMENT.named(document)
    state = kinds.DOCUMENT.read(change.connection, name) or {}
    told = {"dialogue_id": dialogue, "meeting_id": meeting}
    wanted = {**state, **{key: value for key, value in told.items() if value is not None}}
    if wanted != state:
        key = change.connection.execute(select(DOCUMENT.c.key).where(DOCUMENT.c.id == document))
        change.put(name, wanted)
        change.write(Act.NAME, key.scalar_one())


def add_theme(change: Change, theme: OwnTheme) -> None:
    """Add a theme, or give one another name."""
    change.put(kinds.THEME.named(theme.code), {"name": theme.name})
    change.write(Act.NAME, f"theme {theme.code}")


def add_party(change: Change, party: OwnParty) -> None:
    """Add a party, or tell other things of one."""
    members = compact(list(party.members))
    state = {"name": party.name, "kind": party.kind, "members": members}
    change.put(kinds.PARTY.named(party.code), state)
    change.write(Act.NAME, f"party {party.code}")


def new_entries(change: Change, code: str, count: int) -> int:
    """Return the first of as many new entry numbers in a series; none is ever given twice."""
    row = change.connection.execute(select(SERIES).where(SERIES.c.code == code)).first()
    if row is None:
        series = change.next_number("series")
        change.connection.execute(insert(SERIES).values(id=series, code=code, last=0))
        change.made(kinds.SERIES.named(series))
        last = 0
    else:
        series, last = row.id, row.last
    change.know_series(series, code)
    if last + count > MOST_RUNNING:
        raise UsageError(
            f"{code} has no numbers left", remedy="Give the dialogue other letters (--series)."
        )
    change.connection.execute(update(SERIES).where(SERIES.c.id == series).values(last=last + count))
    return entry_number(series, last + 1)
