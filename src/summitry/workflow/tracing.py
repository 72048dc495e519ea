"""What became of promises: lineage, recycled pledges, totals, and two versions side by side."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from summitry.model import LinkKind
from summitry.storage.documents import dialogues
from summitry.storage.finding import dialogue_number, document_key_of
from summitry.storage.schema import DIALOGUE
from summitry.tracing import align_versions, trace_lineage
from summitry.workflow.tracing_decisions import Decided, Standing, decided_links, overlaid
from summitry.workflow.tracing_files import of_file
from summitry.workflow.tracing_records import Records, of_documents, of_view

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from summitry.model import Aliases, Alignment, Notice, Occasion, Promise, Remark
    from summitry.storage import Register


@dataclass(frozen=True, slots=True)
class Traced:
    """Records with the links between them, each as proposed or as people have decided."""

    records: Records
    links: tuple[Decided, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one document does to earlier promises: its own, each with the links that lead to it.

    ``silent`` are the promises of the meeting before that it passes over; ``key`` is that of the
    document in the register, empty where it is in none.
    """

    occasion: Occasion
    key: str
    promises: tuple[tuple[Promise, tuple[Decided, ...]], ...]
    silent: tuple[tuple[Promise, Decided], ...]


@dataclass(frozen=True, slots=True)
class Life:
    """One promise from meeting to meeting: all that is linked with it, in the order of dates.

    ``undated`` are in no order. ``keys`` has the keys of documents by their names.
    """

    promise: Promise
    steps: tuple[Promise | Remark, ...]
    undated: tuple[Promise | Remark, ...]
    links: tuple[Decided, ...]
    keys: Mapping[str, str]


def trace(register: Register, aliases: Aliases | None = None) -> Traced:
    """Return the links between all that counts in a register, with what people have decided."""
    with register.looking() as view:
        records, decided = of_view(view), list(decided_links(view))
    return traced(records, decided, aliases)


def traced(
    records: Records, decided: Sequence[Decided] = (), aliases: Aliases | None = None
) -> Traced:
    """Return the links between records; what people have refused is left out."""
    lineage = trace_lineage(records.promises, records.remarks, aliases)
    links = overlaid(records.places(), records.keys, lineage.links, decided)
    return Traced(records, links, lineage.notices)


def by_document(found: Traced, dialogues: Collection[str] | None = None) -> list[Told]:
    """Return what each document brings, of some dialogues or of all, dated ones first in order."""
    leading: dict[str, list[Decided]] = defaultdict(list)
    passed: dict[str, list[Decided]] = defaultdict(list)
    for one in found.links:
        if one.link.kind is LinkKind.SILENT:
            passed[one.link.document].append(one)
        else:
            leading[one.link.later].append(one)
    made: dict[str, list[Promise]] = defaultdict(list)
    by_id = {}
    for promise in found.records.promises:
        made[promise.occasion.document].append(promise)
        by_id[promise.id] = promise
    return [
        Told(
            occasion,
            found.records.keys.get(occasion.document, ""),
            tuple((one, tuple(leading[one.id])) for one in made[occasion.document]),
            tuple((by_id[one.link.earlier], one) for one in passed[occasion.document]),
        )
        for occasion in _in_order(found.records.occasions.values())
        if dialogues is None or occasion.dialogue in dialogues
    ]


def dialogues_meant(register: Register, name: str, aliases: Aliases | None = None) -> set[str]:
    """Return the names of a dialogue: as told by name or letters, and those it also goes by.

    Raises EntryMissing when there is no such dialogue in the register.
    """
    with register.looking() as view:
        number = dialogue_number(view, name)
        known = {one.name for one in dialogues(view)}
        query = select(DIALOGUE.c.name).where(DIALOGUE.c.id == number)
        meant = {str(view.connection.execute(query).scalar_one())}
    pairs = aliases.dialogues if aliases else ()
    for _ in pairs:
        for pair in pairs:
            if meant & set(pair):
                meant |= set(pair)
    return meant & known


def life_of(found: Traced, promise_id: str) -> Life:
    """Return all that is linked with a promise over any number of links, and the links."""
    start = found.records.promise(promise_id)
    ends: dict[str, list[Decided]] = defaultdict(list)
    for one in found.links:
        ends[one.link.earlier].append(one)
        if one.link.later:
            ends[one.link.later].append(one)
    reached, waiting = {start.id}, [start.id]
    while waiting:
        for one in ends[waiting.pop()]:
            for other in (one.link.earlier, one.link.later):
                if other and other not in reached:
                    reached.add(other)
                    waiting.append(other)
    every: list[Promise | Remark] = [*found.records.promises, *found.records.remarks]
    there = [one for one in every if one.id in reached]
    dated = [one for one in there if one.occasion.date]
    return Life(
        promise=start,
        steps=tuple(sorted(dated, key=lambda one: (str(one.occasion.date), one.id))),
        undated=tuple(one for one in there if not one.occasion.date),
        links=tuple(one for one in found.links if one.link.earlier in reached),
        keys=found.records.keys,
    )


def version(name: str | os.PathLike[str], register: Register | None) -> Records:
    """Return the records of one version: a file, or a document of a register by its key."""
    told = os.fspath(name)
    if register is None or Path(told).exists():
        return of_file(told)
    with register.looking() as view:
        return of_documents(view, [document_key_of(view, told)])


def align(first: Records, second: Records, aliases: Aliases | None = None) -> Alignment:
    """Return two versions of one document commitment by commitment."""
    return align_versions(first.promises, second.promises, aliases)


def confirmed(found: Traced) -> tuple[Decided, ...]:
    """Return the links that people have confirmed."""
    return tuple(one for one in found.links if one.standing is Standing.CONFIRMED)


def _in_order(occasions: Iterable[Occasion]) -> list[Occasion]:
    return sorted(occasions, key=lambda one: (one.date or "~", one.document))
