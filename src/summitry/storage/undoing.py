"""Taking back what was done: the states before come again, and the journal tells of that too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from summitry.errors import EntryChanged, EntryMissing, UsageError
from summitry.model import Act, Status
from summitry.storage import journal, kinds
from summitry.storage.adding_again import DECLINED
from summitry.storage.differences import remarked
from summitry.storage.documents import WITHDRAWN
from summitry.storage.schema import DOCUMENT
from summitry.storage.schema_monitoring import BINDING, ORIGIN
from summitry.storage.schema_plans import PLAN_ACTION, PLAN_VERSION

if TYPE_CHECKING:
    from summitry.model import JournalEntry
    from summitry.storage.kinds import State
    from summitry.storage.register import Change, View

_NEVER = {Act.BEGIN.value, Act.NAME.value}
_STAYS = ("series", "dialogue", "meeting", "snapshot")
"""Kinds of things that are there for good once they are; what was fetched is a fact."""


def undo(change: Change, number: int | None = None) -> JournalEntry:
    """Take back one entry of the journal, or the last that was not taken back yet.

    Nothing is deleted: what an act made is withdrawn. EntryChanged when a later act has changed
    the same things; that one has to be taken back first.
    """
    target = journal.entry(change.connection, number) if number is not None else last_of(change)
    if target.act in _NEVER:
        raise UsageError(
            f"entry {target.number} ({target.act}) of the journal cannot be taken back",
            remedy="Names and numbers stay; give a new name instead.",
        )
    if target.number in undone(change, since=target.number):
        raise UsageError(
            f"entry {target.number} of the journal was taken back already",
            remedy="summitry log shows by which entry; undo that one to have it again.",
        )
    if target.act == Act.ADD.value:
        _withdraw_document(change, target)
    else:
        _give_back(change, target)
    body = {"undoes": target.number, "act": target.act}
    return change.write(Act.UNDO, target.subject, body)


def undo_command(change: Change) -> list[JournalEntry]:
    """Take back all that the last command did, the last first; return what the journal says.

    The entries of one change have its moment in common, and who made it.
    """
    last = last_of(change)
    back = undone(change)
    numbers = []
    for row in journal.rows(change.connection, newest_first=True):
        if row.id > last.number:
            continue
        if (row.at, row.who) != (last.at, last.who):
            break
        if row.act not in _NEVER and row.id not in back:
            numbers.append(row.id)
    return [undo(change, number) for number in numbers]


def undone(view: View, *, since: int = 0) -> set[int]:
    """Return the numbers of the entries that count as taken back, of those since a number."""
    back: set[int] = set()
    # What takes an entry back always comes after it.
    for row in journal.undos(view.connection, since):
        if row.id not in back:
            back.add(journal.entry_of(row).body["undoes"])
    return back


def last_of(change: Change, who: str | None = None) -> JournalEntry:
    """Return the last entry of a person, or of all, that can be taken back and was not yet."""
    back: set[int] = set()
    for row in journal.rows(change.connection, newest_first=True):
        if row.act == Act.UNDO.value:
            if row.id not in back:
                back.add(journal.entry_of(row).body["undoes"])
        elif row.act not in _NEVER and row.id not in back and who in (None, row.who):
            return journal.entry_of(row)
    raise EntryMissing("there is nothing to take back", where=str(change.address))


def _give_back(change: Change, target: JournalEntry) -> None:
    """Give everything the state it had before an act, those things last that others refer to."""
    order = list(kinds.KINDS)
    names = sorted(target.states, key=lambda name: -order.index(name.partition(":")[0]))
    for name in names:
        kind = kinds.kind_of(name)
        before, after = target.states[name]
        # A change that was itself taken back leaves all as it was but the version.
        now = kind.read(change.connection, name)
        if _unversioned(now) != _unversioned(after):
            raise _changed(change, target, name)
        version = (now or {}).get("version", 0) + 1 if kind is kinds.ENTRY else 0
        state = _state_before(kind, before, after, version)
        if state is None and kind is kinds.STATISTIC:
            _check_unused(change, target, name)
        if kind is kinds.PLAN and state is None:
            _check_empty(change, name)
        if state is not None or kind.name not in _STAYS:
            change.put(name, state)


def _check_unused(change: Change, target: JournalEntry, name: str) -> None:
    """Raise EntryChanged for a series that later figures joined, or that was bound since."""
    number = kinds.STATISTIC.key_of(name)["id"]
    for table, what in ((BINDING, "is bound to a commitment"), (ORIGIN, "has later figures")):
        query = select(table.c.id).where(table.c.statistic_id == number)
        if change.connection.execute(query.limit(1)).first() is not None:
            raise EntryChanged(
                f"entry {target.number} of the journal cannot be taken back: "
                f"series {number}, which it brought, {what} since",
                where=target.subject,
                remedy="Take back the later one first; summitry log shows it.",
            )


def _check_empty(change: Change, name: str) -> None:
    """Raise UsageError where a plan would go whose actions or versions stay."""
    plan = kinds.PLAN.key_of(name)["id"]
    for table in (PLAN_ACTION, PLAN_VERSION):
        query = select(table.c.id).where(table.c.plan_id == plan).limit(1)
        if change.connection.execute(query).first() is not None:
            raise UsageError(
                f"the plan P{plan} has more in it than this entry of the journal brought",
                remedy="Take back what came after it first; summitry undo takes back a command.",
            )


def _unversioned(state: State | None) -> State | None:
    return state and {name: value for name, value in state.items() if name != "version"}


def _state_before(
    kind: kinds.Kind, before: State | None, after: State | None, version: int
) -> State | None:
    """Return the state to give back; what an act made is withdrawn where ids must not come again.

    A version only ever grows, so that nobody takes the state given back for the one before.
    """
    if kind is kinds.ENTRY:
        if before is None:
            return {**(after or {}), "status": Status.WITHDRAWN.value, "version": version}
        return {**before, "version": version}
    if kind is kinds.EXTRACTION and before is None:
        return {"status": DECLINED}
    return before


def _withdraw_document(change: Change, target: JournalEntry) -> None:
    """Take back the adding of a document, unless a person has worked on it since."""
    query = select(DOCUMENT.c.id).where(DOCUMENT.c.key == target.subject)
    document = kinds.DOCUMENT.named(change.connection.execute(query).scalar_one())
    if kinds.DOCUMENT.digest_now(change.connection, document) != target.body["digests"][document]:
        raise _changed(change, target, document)
    first, count = target.body["entries"]
    for number in range(first or 0, (first or 0) + count):
        name = kinds.ENTRY.named(number)
        state: dict[str, Any] = kinds.ENTRY.read(change.connection, name) or {}
        decided = state["status"] != Status.PROPOSED.value or state["changes"] or state["fate"]
        if decided or remarked(change.connection, number):
            raise _changed(change, target, name)
        given_up = {"status": Status.WITHDRAWN.value, "version": state["version"] + 1}
        change.put(name, {**state, **given_up})
    state = kinds.DOCUMENT.read(change.connection, document) or {}
    change.put(document, {**state, "status": WITHDRAWN})


def _changed(change: Change, target: JournalEntry, name: str) -> EntryChanged:
    later = next(
        (
            one
            for one in journal.entries(change.connection, newest_first=True)
            if name in one.states
        ),
        None,
    )
    by = f" by {later.who}, entry {later.number} ({later.act})" if later else ""
    return EntryChanged(
        f"entry {target.number} of the journal cannot be taken back: "
        f"what it changed was changed again{by}",
        where=target.subject,
        remedy="Take back the later one first." if later else "Check with summitry verify.",
    )
