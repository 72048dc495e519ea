"""Evidence for commitments: proposed from later texts, accepted, refused or added by people."""

from __future__ import annotations

import pickle
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import Act, KeptEvidence, Says, is_partial_date
from summitry.storage import evidence as stored
from summitry.storage import finding
from summitry.storage.documents import document_text, documents_of, keys_of_dialogue
from summitry.storage.entries import number_of
from summitry.storage.finding import document_key_of
from summitry.tracing import PROPOSED_FROM, suggest_evidence
from summitry.workflow.reading import read
from summitry.workflow.register import open_at, person
from summitry.workflow.tracing_records import of_documents, of_entries, of_view

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

    from summitry.model import Document, Promise, SuggestedEvidence
    from summitry.storage import Register, View
    from summitry.workflow.tracing_records import Records

_PASSAGE = re.compile(r"([0-9a-f]{6,}):(\d+)-(\d+)\Z", re.IGNORECASE)
_KEY = 12


@dataclass(frozen=True, slots=True)
class Suggested:
    """A passage proposed for a commitment, and where it stands.

    ``report`` names the document; ``passage`` names the words for a decision (the key of the
    document, then offsets), and is empty where the report is in no register.
    """

    found: SuggestedEvidence
    promise: Promise
    report: str
    date: str | None = None
    passage: str = ""
    accepted: bool = False


def report_document(source: str | os.PathLike[str]) -> Document:
    """Return a report read from a file or page, with its text and blocks."""
    return read(source).document


def suggest_from(
    records: Records, report: Document, name: str, *, at_least: float = PROPOSED_FROM
) -> list[Suggested]:
    """Return the passages of a report proposed for the commitments of other documents."""
    by_id = {one.id: one for one in records.promises}
    return [
        Suggested(one, by_id[one.promise], name, report.date)
        for one in suggest_evidence(records.promises, report, at_least=at_least)
    ]


def suggest(register: Register, report: str | None = None) -> Iterator[Suggested]:
    """Yield what documents of a register say of its earlier commitments; refused ones are hidden.

    ``report`` is a file, or the start of a document's key, and is held against every earlier
    commitment. Without it, each document is held against those of its own dialogue, so that the
    cost stays in proportion to the texts.
    """
    with register.looking() as view:
        records = of_view(view)
        if report is not None and Path(report).exists():
            text = report_document(report)
            yield from suggest_from(records, text, Path(report).name)
            return
        names = {key: name for name, key in records.keys.items()}
        wanted = [document_key_of(view, report)] if report else list(names)
        by_dialogue: dict[str | None, list[Promise]] = defaultdict(list)
        for one in records.promises:
            by_dialogue[one.occasion.dialogue].append(one)
        found = (
            one
            for key in wanted
            for dialogue in [records.occasions[names[key]].dialogue]
            if report or dialogue
            for one in _of_document(
                view, key, names[key], records.promises if report else by_dialogue[dialogue]
            )
        )
        yield from standing(view, found)


def proposed_for(register: Register, key: str, dialogue: str | None) -> Iterator[Suggested]:
    """Yield what a document says of the earlier commitments of a dialogue, its own without one.

    What people have decided is not looked at: see :func:`standing`.
    """
    with register.looking() as view:
        known, keys = _held_against(view, key, dialogue)
        records = of_documents(view, [key, *keys])
        names = {one: name for name, one in records.keys.items()}
        yield from _of_document(view, known, names[known], records.promises)


def write_proposed_at(address: str, key: str, dialogue: str | None, path: Path) -> None:
    """Write the same to a file, for the register at an address, as a process of its own does."""
    with open_at(address) as register:
        path.write_bytes(pickle.dumps(tuple(proposed_for(register, key, dialogue))))


def weight_of(view: View, key: str, dialogue: str | None) -> int:
    """Return how much there is to hold a document against: commitments by characters."""
    known, keys = _held_against(view, key, dialogue)
    return len(document_text(view, known).text) * finding.count_in(view, keys)


def _held_against(view: View, key: str, dialogue: str | None) -> tuple[str, list[str]]:
    known = document_key_of(view, key)
    stored_one = documents_of(view, [known])[known]
    name = dialogue or stored_one.dialogue
    return known, keys_of_dialogue(view, name) if name else []


def standing(view: View, found: Iterable[Suggested]) -> Iterator[Suggested]:
    """Yield proposed passages as people have decided: refused ones are hidden."""
    decided = {
        (one.entry, one.document, one.start or 0, one.end or 0): one.accepted
        for one in stored.kept_evidence(view)
        if one.document is not None
    }
    whole: dict[str, str] = {}
    for one in found:
        start = one.passage.partition(":")[0]
        key = whole.setdefault(start, "") or document_key_of(view, start)
        whole[start] = key
        known = decided.get((one.found.promise, key, one.found.span.start, one.found.span.end))
        if known is not False:
            yield replace(one, accepted=bool(known))


def decided_now(register: Register, found: Iterable[Suggested]) -> list[Suggested]:
    """Return proposed passages as people have decided by now: refused ones are hidden."""
    with register.looking() as view:
        return list(standing(view, found))


def _of_document(view: View, key: str, name: str, near: Iterable[Promise]) -> Iterator[Suggested]:
    text = document_text(view, key)
    earlier = {
        one.id: one
        for one in near
        if one.occasion.document != name
        and one.occasion.date
        and one.occasion.language == text.language
        and text.date
    }
    for found in suggest_evidence(earlier.values(), text) if earlier else ():
        passage = f"{key[:_KEY]}:{found.span.start}-{found.span.end}"
        yield Suggested(found, earlier[found.promise], name, text.date, passage)


def decide_evidence(
    register: Register,
    entry_id: str,
    passage: str,
    who: str,
    *,
    accept: bool,
    says: str | None = None,
) -> int | None:
    """Accept or refuse a passage (``KEY:START-END``) as evidence; None if it is so already.

    Without ``says`` it says what is proposed for it. Returns the number of the evidence.
    """
    place = _PASSAGE.match(passage.strip())
    if place is None:
        raise UsageError(
            f"{passage!r} names no passage",
            remedy="Name it as summitry evidence suggest shows it: 0a1b2c3d4e5f:120-245.",
        )
    with register.changing(person(who)) as change:
        key = document_key_of(change, place[1])
        text = document_text(change, key)
        start, end = int(place[2]), int(place[3])
        if not start < end <= len(text.text):
            raise UsageError(f"no words stand at {start} to {end}", where=place[1])
        promise, near = _promise_with_those_near(change, entry_id)
        (report,) = of_documents(change, [key]).occasions.values() or (None,)
        if any(key == one for one in near.keys.values()):
            raise UsageError("a document is no evidence for what it says itself", where=entry_id)
        proposed = [
            one.says.value
            for one in suggest_evidence(near.promises, text, at_least=0.0)
            if one.promise == promise.id and (one.span.start, one.span.end) == (start, end)
        ]
        told = KeptEvidence(
            number=0,
            entry=promise.id,
            accepted=accept,
            says=_said(says) if says else next(iter(proposed), Says.PROGRESS.value),
            source=report.document if report else key[:_KEY],
            quote=text.text[start:end],
            date=report.date if report else text.date,
            document=key,
            start=start,
            end=end,
        )
        return stored.keep(change, told, Act.ACCEPT_EVIDENCE if accept else Act.REFUSE_EVIDENCE)


def _promise_with_those_near(view: View, entry_id: str) -> tuple[Promise, Records]:
    """Return a commitment that counts, and all of its document, to which it may point back."""
    known = of_entries(view, [entry_id])
    if not known.promises:
        number_of(view, entry_id)  # which says that there is none
        raise UsageError("is no commitment that counts", where=entry_id)
    (promise,) = known.promises
    return promise, of_documents(view, known.keys.values())


def add_evidence(register: Register, told: KeptEvidence, who: str) -> int | None:
    """Add evidence by hand: its source, date, quote and what it says; None if it was there."""
    faults: list[UsageError] = []
    for option, words in (("--source", told.source), ("--quote", told.quote)):
        if not words.strip() or "\0" in words:
            faults.append(UsageError("nothing is said", where=option))
    if told.date is not None and not is_partial_date(told.date):
        what = f"{told.date!r} is no date"
        faults.append(UsageError(what, where="--date", remedy="Write 2022, 2022-01 or 2022-01-25."))
    try:
        _said(told.says)
    except UsageError as fault:
        faults.append(fault)
    if faults:
        raise ExceptionGroup("the evidence is wrong", faults)
    with register.changing(person(who)) as change:
        return stored.keep(change, told, Act.ADD_EVIDENCE)


def kept(register: Register, entry_id: str | None = None) -> Sequence[KeptEvidence]:
    """Return the evidence that people have accepted, refused or added."""
    with register.looking() as view:
        return tuple(stored.kept_evidence(view, entry_id))


def _said(says: str) -> str:
    allowed = [one.value for one in Says]
    if says not in allowed:
        raise UsageError(
            f"{says!r} is not possible",
            where="--says",
            remedy=f"Use one of {', '.join(allowed)}.",
        )
    return says
