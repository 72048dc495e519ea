"""What people decide on entries, one change of the register each.

Each takes ``who`` decides, and where it makes sense ``expected``: the version that person has
seen. When somebody else has changed the entry since, EntryChanged tells who, and nothing is done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from summitry.errors import UsageError
from summitry.model import COMMITMENT, Statement, Status, effective, plain_values
from summitry.storage import decisions, undoing
from summitry.storage import differences as reading_differences
from summitry.storage.documents import document_text
from summitry.storage.entries import entry, number_of
from summitry.storage.finding import document_key_of
from summitry.workflow.register import person
from summitry.workflow.values import Checker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import Commitment, Fate, JournalEntry
    from summitry.storage import Change, Register

TAG = re.compile(r"\w[\w.+-]{0,49}\Z")
_LINK = re.compile(r"[a-z][a-z -]{0,49}\Z")


def decide(
    register: Register,
    entry_ids: Sequence[str],
    status: Status,
    who: str,
    *,
    expected: int | Mapping[str, int] | None = None,
) -> list[JournalEntry]:
    """Accept, reject or propose entries again, all or none; return what the journal says.

    An entry that stands so already is passed over. ``expected`` is the version a person has
    seen, or a version for each id.
    """
    seen = expected if not isinstance(expected, int) else dict.fromkeys(entry_ids, expected)
    with register.changing(person(who)) as change:
        done = [
            decisions.set_status(change, one, status, (seen or {}).get(one))
            for one in dict.fromkeys(entry_ids)
        ]
    return [one for one in done if one is not None]


def edit(
    register: Register,
    entry_id: str,
    values: Mapping[str, Any],
    who: str,
    *,
    expected: int | None = None,
) -> JournalEntry | None:
    """Set fields of an entry; None when that changes nothing.

    ``values`` are those of :mod:`summitry.model.layers`, parties by code or name. An
    ExceptionGroup of UsageErrors tells all that is wrong with them.
    """
    with register.changing(person(who)) as change:
        return decisions.edit(change, entry_id, _checked(change, entry_id, values), expected)


def split(
    register: Register,
    entry_id: str,
    parts: Sequence[Mapping[str, Any]],
    who: str,
    *,
    expected: int | None = None,
) -> list[str]:
    """Divide an entry into parts, each with the words it stands in and whatever else differs.

    A part names its words by ``quote`` (found inside the entry), or by ``start`` and ``end``.
    Returns the ids of the parts.
    """
    with register.changing(person(who)) as change:
        told = [_checked(change, entry_id, _placed(change, entry_id, part)) for part in parts]
        return decisions.split(change, entry_id, told, expected)


def merge(
    register: Register,
    entry_ids: Sequence[str],
    who: str,
    values: Mapping[str, Any] | None = None,
    *,
    expected: Mapping[str, int] | None = None,
) -> str:
    """Make one entry of several: its words run from the first to the last of theirs.

    It has the parties and amounts of all, and else what the first has, unless ``values`` say
    otherwise. Returns its id.
    """
    with register.changing(person(who)) as change:
        merged = {**_together(change, entry_ids), **(values or {})}
        return decisions.merge(change, entry_ids, _checked(change, entry_ids[0], merged), expected)


def add_by_hand(
    register: Register,
    document: str,
    values: Mapping[str, Any],
    who: str,
    *,
    kind: str = COMMITMENT,
) -> str:
    """Add what the machine did not find, at words of the document (the start of its key).

    ``values`` names the words by ``quote``, or by ``start`` and ``end``. Returns the id.
    """
    with register.changing(person(who)) as change:
        key = document_key_of(change, document)
        text = document_text(change, key).text
        checked = Checker.of(change).checked(kind, text, found_words(text, values, (0, len(text))))
        if "quote" not in checked:
            raise UsageError("no words are named", where=key, remedy="Give their quote.")
        return decisions.add_by_hand(change, key, kind, checked)


def set_fate(
    register: Register, entry_id: str, fate: Fate | None, who: str, *, expected: int | None = None
) -> JournalEntry | None:
    """Say what became of a proposal; None when that is known already."""
    with register.changing(person(who)) as change:
        return decisions.set_fate(change, entry_id, fate, expected)


def note(register: Register, entry_id: str, text: str, who: str) -> int:
    """Write a note on an entry; return its number."""
    words = text.strip()
    if not words or "\0" in words:
        raise UsageError("there is nothing in the note", where=entry_id)
    # Lone surrogates, which a terminal gives for bytes that are no text, have no form on disk.
    words = words.encode("utf-8", "replace").decode()
    with register.changing(person(who)) as change:
        return decisions.add_note(change, entry_id, words)


def tag(
    register: Register, entry_id: str, names: Sequence[str], who: str, *, on: bool = True
) -> list[JournalEntry]:
    """Put tags on an entry or take them off; return what the journal says."""
    for name in names:
        if not TAG.match(name):
            raise UsageError(
                f"{name!r} is no tag", remedy="Use letters and digits, with - or _ between."
            )
    with register.changing(person(who)) as change:
        done = [decisions.set_tag(change, entry_id, name, on=on) for name in names]
    return [one for one in done if one is not None]


def link(
    register: Register, ends: tuple[str, str], kind: str, who: str, *, on: bool = True
) -> JournalEntry | None:
    """Relate one entry to another, such as ``repeats``, or end that; None if it is so already."""
    if not _LINK.match(kind):
        raise UsageError(f"{kind!r} is no relation", remedy="Use a word or two, such as repeats.")
    with register.changing(person(who)) as change:
        return decisions.set_link(change, ends[0], kind, ends[1], on=on)


def undo(register: Register, who: str, number: int | None = None) -> JournalEntry:
    """Take back an entry of the journal, or the last one; the journal tells of that too."""
    with register.changing(person(who)) as change:
        return undoing.undo(change, number)


def undo_own(register: Register, who: str) -> JournalEntry:
    """Take back the last thing a person did that can be taken back and was not yet."""
    name = person(who)
    with register.changing(name) as change:
        return undoing.undo(change, undoing.last_of(change, name).number)


def settle_differences(
    register: Register, documents: Sequence[str], who: str, *, take: bool
) -> list[JournalEntry]:
    """Take over the differences of a newer reading of documents, or leave them; all or none.

    ``documents`` are starts of keys.
    """
    settle = reading_differences.accept if take else reading_differences.decline
    with register.changing(person(who)) as change:
        return [settle(change, document_key_of(change, one)) for one in documents]


def settle_all_differences(register: Register, who: str, *, take: bool) -> list[str]:
    """Do so with all documents that have differences, and return their keys."""
    settle = reading_differences.accept if take else reading_differences.decline
    with register.changing(person(who)) as change:
        keys = list(dict.fromkeys(one.document for one in reading_differences.pending(change)))
        for key in keys:  # what the journal says of each may be long, and is not held
            settle(change, key)
        return keys


def undo_command(register: Register, who: str) -> list[JournalEntry]:
    """Take back all that the last command did; return what the journal says, the last first."""
    with register.changing(person(who)) as change:
        return undoing.undo_command(change)


def _checked(change: Change, entry_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    known = entry(change, number_of(change, entry_id))
    told = dict(values)
    if "start" in told or "end" in told:
        span = effective(known).span
        told.setdefault("start", span.start)
        told.setdefault("end", span.end)
    text = document_text(change, known.document).text if "start" in told else ""
    return Checker.of(change).checked(known.kind, text, told)


def _placed(change: Change, entry_id: str, part: Mapping[str, Any]) -> dict[str, Any]:
    known = entry(change, number_of(change, entry_id))
    span = effective(known).span
    text = document_text(change, known.document).text
    placed = found_words(text, part, (span.start, span.end))
    if "start" not in placed or "end" not in placed:
        raise UsageError("a part needs its words", where=entry_id, remedy="Give their quote.")
    return placed


def found_words(text: str, values: Mapping[str, Any], within: tuple[int, int]) -> dict[str, Any]:
    """Return values in which a quote has become the place where it stands."""
    told = dict(values)
    quote = told.pop("quote", None)
    if quote is None or "start" in told:
        return told
    start = text.find(quote, *within) if quote else -1
    if start < 0:
        raise UsageError(
            f"{quote!r} does not stand there word for word", where="quote", remedy="Copy it."
        )
    if text.find(quote, start + 1, within[1]) >= 0:
        raise UsageError(
            f"{quote!r} stands there more than once", where="quote", remedy="Quote more of it."
        )
    return {**told, "start": start, "end": start + len(quote)}


def _together(change: Change, entry_ids: Sequence[str]) -> dict[str, Any]:
    """Return the values that several entries have together."""
    records: list[Commitment | Statement] = [
        effective(entry(change, number_of(change, one))) for one in entry_ids
    ]
    if not records:
        raise UsageError("a merge needs two entries at least")
    plain = [plain_values(record) for record in records]
    together: dict[str, Any] = {
        "start": min(record.span.start for record in records),
        "end": max(record.span.end for record in records),
    }
    lists = ("parties",) if isinstance(records[0], Statement) else ("actors", "recipients")
    for name in lists:
        together[name] = list(dict.fromkeys(code for one in plain for code in one.get(name, ())))
    amounts: list[Any] = []
    for one in plain:
        amounts += [amount for amount in one["quantities"] if amount not in amounts]
    together["quantities"] = amounts
    together["deadline"] = next((one["deadline"] for one in plain if one["deadline"]), None)
    return together
