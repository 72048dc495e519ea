"""Evidence for commitments: proposed from later texts, accepted, refused or added by people."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import Act, KeptEvidence, Says, is_partial_date
from summitry.storage import evidence as stored
from summitry.storage.documents import document_text
from summitry.storage.finding import document_key_of
from summitry.tracing import PROPOSED_FROM, suggest_evidence
from summitry.workflow.reading import read
from summitry.workflow.register import person
from summitry.workflow.tracing_records import of_view

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
        decided = _decided(view)
        for key in wanted:
            occasion = records.occasions[names[key]]
            near = records.promises if report else by_dialogue[occasion.dialogue]
            if report or occasion.dialogue:
                yield from _of_document(view, key, names[key], near, decided)


def _of_document(
    view: View,
    key: str,
    name: str,
    near: Iterable[Promise],
    decided: dict[tuple[str, str, int, int], bool],
) -> Iterator[Suggested]:
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
        start, end = found.span.start, found.span.end
        known = decided.get((found.promise, key, start, end))
        if known is not False:
            passage = f"{key[:_KEY]}:{start}-{end}"
            promise = earlier[found.promise]
            yield Suggested(found, promise, name, text.date, passage, accepted=bool(known))


def _decided(view: View) -> dict[tuple[str, str, int, int], bool]:
    return {
        (one.entry, one.document, one.start or 0, one.end or 0): one.accepted
        for one in stored.kept_evidence(view)
        if one.document is not None
    }


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
        records = of_view(change)
        promise = records.promise(entry_id)
        names = {known: name for name, known in records.keys.items()}
        if promise.occasion.document == names.get(key):
            raise UsageError("a document is no evidence for what it says itself", where=entry_id)
        proposed = [
            one.says.value
            for one in suggest_evidence([promise], text, at_least=0.0)
            if (one.span.start, one.span.end) == (start, end)
        ]
        told = KeptEvidence(
            number=0,
            entry=promise.id,
            accepted=accept,
            says=_said(says) if says else next(iter(proposed), Says.PROGRESS.value),
            source=names.get(key, key[:_KEY]),
            quote=text.text[start:end],
            date=records.occasions[names[key]].date if key in names else text.date,
            document=key,
            start=start,
            end=end,
        )
        return stored.keep(change, told, Act.ACCEPT_EVIDENCE if accept else Act.REFUSE_EVIDENCE)


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
