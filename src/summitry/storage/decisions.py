"""What people decide: layered over the machine's record, journaled, never lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.errors import EntryChanged, UsageError
from summitry.model import Act, Fate, Status, plain_values
from summitry.storage import journal, kinds
from summitry.storage.differences import series_for
from summitry.storage.encoding import compact, parsed
from summitry.storage.entries import entry, id_of, machine_record, number_of
from summitry.storage.finding import document_number
from summitry.storage.naming import new_entries
from summitry.storage.schema import LINK, TAG
from summitry.storage.undoing import undone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import JournalEntry
    from summitry.storage.kinds import State
    from summitry.storage.register import Change

_OPEN = {Status.PROPOSED.value, Status.ACCEPTED.value, Status.REJECTED.value}
SPLIT_FROM = "split from"
MERGED_FROM = "merged from"
_OWN_LINKS = (SPLIT_FROM, MERGED_FROM)


def set_status(
    change: Change, entry_id: str, status: Status, expected: int | None = None
) -> JournalEntry | None:
    """Accept, reject or propose an entry again; None when this person has said so already.

    Who comes to the same decision as another before is told of in the journal, and nothing else
    changes. ``expected`` is the version a person has seen; EntryChanged when it is no longer that.
    """
    number, state = _opened(change, entry_id, expected)
    acts = {Status.ACCEPTED: Act.ACCEPT, Status.REJECTED: Act.REJECT}
    if state["status"] != status.value:
        _put(change, number, state, status=status.value)
    elif status in acts and not _stands_by(change, number, state):
        change.made(kinds.ENTRY.named(number), state)
    else:
        return None
    return change.write(acts.get(status, Act.EDIT), id_of(change, number))


def _stands_by(change: Change, number: int, state: State) -> bool:
    """Tell whether who makes a change has left an entry as it stands, and not taken that back."""
    name = kinds.ENTRY.named(number)
    told = [one for one in journal.touching(change.connection, number) if name in one.states]
    own = [one for one in told if one.who == change.who and one.act != Act.UNDO.value]
    if not own or own[-1].number in undone(change):
        return False
    after = own[-1].states[name][1] or {}
    return all(after.get(one) == state[one] for one in ("status", "changes"))


def edit(
    change: Change, entry_id: str, changes: Mapping[str, Any], expected: int | None = None
) -> JournalEntry | None:
    """Lay a person's values over those of an entry; None when nothing becomes different."""
    number, state = _opened(change, entry_id, expected)
    merged = _layered(change, number, state, changes)
    if merged == state["changes"]:
        return None
    _put(change, number, state, changes=merged)
    return change.write(Act.EDIT, id_of(change, number))


def set_fate(
    change: Change, entry_id: str, fate: Fate | None, expected: int | None = None
) -> JournalEntry | None:
    """Say what became of a proposal; None when that is known already."""
    number, state = _opened(change, entry_id, expected)
    told = fate.value if fate else None
    if state["fate"] == told:
        return None
    _put(change, number, state, fate=told)
    return change.write(Act.FATE, id_of(change, number))


@dataclass(frozen=True, slots=True)
class Revision:
    """What a row that came back sets on an entry; None and empty leave it as it is."""

    status: Status | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    fate: tuple[Fate | None] | None = None
    tags: tuple[str, ...] | None = None


def revise(
    change: Change, entry_id: str, revision: Revision, expected: int | None = None
) -> JournalEntry | None:
    """Set several things on an entry at once; None when nothing becomes different."""
    number, state = _opened(change, entry_id, expected)
    new: dict[str, Any] = {}
    if revision.changes:
        new["changes"] = _layered(change, number, state, revision.changes)
    if revision.status is not None:
        new["status"] = revision.status.value
    if revision.fate is not None:
        new["fate"] = revision.fate[0].value if revision.fate[0] else None
    if any(state[one] != value for one, value in new.items()):
        _put(change, number, state, **new)
    if revision.tags is not None:
        known = set(entry(change, number).tags)
        for name in sorted(known ^ set(revision.tags)):
            change.put(kinds.TAG.named(number, name), None if name in known else {})
    if not change.pending:
        return None
    return change.write(Act.IMPORT, id_of(change, number))


def split(
    change: Change,
    entry_id: str,
    parts: Sequence[Mapping[str, Any]],
    expected: int | None = None,
) -> list[str]:
    """Divide an entry into several; each part's values lie over those of the whole.

    Returns the ids of the parts. The whole stays, with the status ``split``.
    """
    number, state = _opened(change, entry_id, expected)
    if len(parts) < 2:
        raise UsageError("a split needs two parts at least", where=entry_id)
    first = _new_numbers(change, state["document_id"], len(parts))
    _put(change, number, state, status=Status.SPLIT.value)
    for part, values in enumerate(parts):
        changes = _layered(change, number, state, values)
        _create(change, first + part, {**state, "changes": changes})
        change.put(kinds.LINK.named(first + part, SPLIT_FROM, number), {})
    ids = [id_of(change, first + part) for part in range(len(parts))]
    change.write(Act.SPLIT, id_of(change, number), {"into": ids})
    return ids


def merge(
    change: Change,
    entry_ids: Sequence[str],
    changes: Mapping[str, Any],
    expected: Mapping[str, int] | None = None,
) -> str:
    """Make one entry of several of one document; the changes lie over the first of them.

    Returns its id. The several stay, with the status ``merged``.
    """
    seen = expected or {}
    opened = [_opened(change, one, seen.get(one)) for one in entry_ids]
    if len({number for number, _ in opened}) < 2:
        raise UsageError("a merge needs two entries at least", where=" ".join(entry_ids))
    if len({(state["document_id"], state["kind"]) for _, state in opened}) > 1:
        raise UsageError(
            "only entries of one kind in one document can be merged", where=" ".join(entry_ids)
        )
    first, state = opened[0]
    new = _new_numbers(change, state["document_id"], 1)
    merged = _layered(change, first, state, changes)
    for number, known in opened:
        _put(change, number, known, status=Status.MERGED.value)
    _create(change, new, {**state, "changes": merged})
    for number, _ in opened:
        change.put(kinds.LINK.named(new, MERGED_FROM, number), {})
    change.write(Act.MERGE, id_of(change, new), {"from": [id_of(change, one) for one, _ in opened]})
    return id_of(change, new)


def add_by_hand(change: Change, document: str, kind: str, values: Mapping[str, Any]) -> str:
    """Add what the machine did not find; ``values`` hold ``start``, ``end`` and ``quote`` at least.

    Returns its id. What a person adds counts as accepted.
    """
    number = document_number(change, document)
    new = _new_numbers(change, number, 1)
    state = {
        "document_id": number,
        "record_id": None,
        "kind": kind,
        "fate": None,
        "changes": compact(dict(values)),
    }
    _create(change, new, {**state, "status": Status.ACCEPTED.value})
    change.write(Act.ADD_BY_HAND, id_of(change, new))
    return id_of(change, new)


def add_note(change: Change, entry_id: str, text: str) -> int:
    """Write a note on an entry; return its number."""
    number = number_of(change, entry_id)
    note = change.next_number("note")
    state = {"entry_id": number, "text": text, "who": change.who, "at": change.at}
    change.put(kinds.NOTE.named(note), state)
    change.write(Act.NOTE, id_of(change, number))
    return note


def set_tag(change: Change, entry_id: str, tag: str, *, on: bool = True) -> JournalEntry | None:
    """Put a tag on an entry or take it off; None when it stands so already."""
    number = number_of(change, entry_id)
    query = select(TAG.c.name).where(TAG.c.entry_id == number, TAG.c.name == tag)
    if (change.connection.execute(query).first() is not None) is on:
        return None
    change.put(kinds.TAG.named(number, tag), {} if on else None)
    return change.write(Act.TAG if on else Act.UNTAG, id_of(change, number))


def set_link(
    change: Change, source: str, kind: str, target: str, *, on: bool = True
) -> JournalEntry | None:
    """Relate two entries or end that; None when it stands so already."""
    ends = number_of(change, source), number_of(change, target)
    if kind in _OWN_LINKS or ends[0] == ends[1]:
        raise UsageError(f"{source} cannot be told to be {kind!r} {target}", where=source)
    query = select(LINK).where(
        LINK.c.source_id == ends[0], LINK.c.kind == kind, LINK.c.target_id == ends[1]
    )
    if (change.connection.execute(query).first() is not None) is on:
        return None
    change.put(kinds.LINK.named(ends[0], kind, ends[1]), {} if on else None)
    return change.write(Act.LINK if on else Act.UNLINK, id_of(change, ends[0]))


def _opened(change: Change, entry_id: str, expected: int | None) -> tuple[int, State]:
    """Return the number and state of an entry that can be decided on."""
    number = number_of(change, entry_id)
    state = kinds.ENTRY.read(change.connection, kinds.ENTRY.named(number)) or {}
    if expected is not None and state["version"] != expected:
        raise changed_since(change, number, state["version"], expected)
    if state["status"] not in _OPEN:
        raise UsageError(
            f"has been {state['status']} and is not decided on any more",
            where=id_of(change, number),
            remedy="summitry show tells what came of it; summitry undo takes that back.",
        )
    return number, state


def changed_since(change: Change, number: int, version: int, expected: int) -> EntryChanged:
    """Return the error that tells a person who has changed an entry in the meantime."""
    told = journal.touching(change.connection, number)
    by = f" by {told[-1].who} at {told[-1].at} ({told[-1].act})" if told else ""
    return EntryChanged(
        f"was changed in the meantime{by}: it is version {version} now, you saw {expected}",
        where=id_of(change, number),
        remedy="Nothing was overwritten. Look at it with summitry show, then decide again.",
    )


def _put(change: Change, number: int, state: State, **values: Any) -> None:
    new = {**state, **values, "version": state["version"] + 1}
    change.put(kinds.ENTRY.named(number), new, state)


def _create(change: Change, number: int, state: State) -> None:
    change.put(kinds.ENTRY.named(number), {**state, "version": 1})


def _new_numbers(change: Change, document: int, count: int) -> int:
    return new_entries(change, series_for(change, document), count)


def _layered(change: Change, number: int, state: State, changes: Mapping[str, Any]) -> str | None:
    """Return the changes of an entry with more laid over; what the machine says is left out."""
    machine = machine_record(change, state["record_id"])
    own = dict(plain_values(machine), quote=machine.quote) if machine is not None else {}
    known = parsed(state["changes"]) if state["changes"] else {}
    merged = {**known, **changes}
    kept = {
        name: value
        for name, value in merged.items()
        if name not in own or compact(own[name]) != compact(value)
    }
    return compact(kept) if kept else None
