"""Dialogues, meetings, documents, parties, years or themes of a register or of files compared."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from summitry.errors import ExtraMissing, SummitryError, UsageError
from summitry.exchange.rows import short_name
from summitry.extraction import ENGINE
from summitry.lexicon.loader import digest
from summitry.model import Failure, Grouping, Occasion, Promise, Remark
from summitry.reading import ReadOptions, expand_sources
from summitry.storage import evidence as stored
from summitry.storage.documents import document_text, documents
from summitry.version import __version__
from summitry.workflow.compared_material import Known, Told, material_of, only, told_of
from summitry.workflow.reading import failure_of, read_many
from summitry.workflow.tracing import traced
from summitry.workflow.tracing_decisions import decided_links
from summitry.workflow.tracing_files import of_file
from summitry.workflow.tracing_records import Records, of_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summitry.model import Aliases, Comparison, Material, Reading
    from summitry.storage import Register, View

_RECORDS = ".json"
Said = TypeVar("Said")


def material_of_register(
    register: Register, aliases: Aliases | None = None, as_of: str | None = None
) -> Material:
    """Return what is compared of a register: what counts in it, as people have decided."""
    with register.looking() as view:
        return material_of_view(view, aliases, as_of)


def material_of_view(
    view: View, aliases: Aliases | None = None, as_of: str | None = None
) -> Material:
    """Return what is compared of a register at the moment of a look at it."""
    records, decided = of_view(view), list(decided_links(view))
    names = {key: name for name, key in records.keys.items()}
    # A register keeps other statements only where that was asked for.
    heard = {one.occasion.document for one in records.remarks}
    told = {
        names[one.key]: told_of(document_text(view, one.key), heard=names[one.key] in heard)
        for one in documents(view)
        if one.key in names
    }
    found = traced(records, decided, aliases)
    return material_of(Known(found, told, list(stored.kept_evidence(view)), aliases), as_of)


def material_of_sources(
    sources: Iterable[str | os.PathLike[str]],
    aliases: Aliases | None = None,
    as_of: str | None = None,
    options: ReadOptions | None = None,
) -> tuple[Material, tuple[Failure, ...]]:
    """Return what is compared of files, folders and JSON of records, and what could not be read."""
    told: dict[str, Told] = {}
    parts: list[Records] = []
    failures: list[Failure] = []
    expanded = expand_sources([os.fspath(one) for one in sources])
    for source in expanded.sources:
        if source.lower().endswith(_RECORDS):
            try:
                parts.append(_named(of_file(source)))
            except SummitryError as error:
                failures.append(failure_of(error, source))
            continue
        for outcome in read_many([source], options, all_statements=True):
            if isinstance(outcome, Failure):
                failures.append(outcome)
                continue
            name = short_name(outcome.document.source)
            told[name] = told_of(outcome.document)
            parts.append(_records(outcome, name))
    records = _joined(parts)
    known = Known(traced(records, (), aliases), told, None, aliases)
    return material_of(known, as_of), (*failures, *expanded.failures)


def compare(
    material: Material, by: str, *, genre: str | None = None, rounds: int = 1000, seed: int = 1
) -> Comparison:
    """Return a comparison of what is put side by side, of one genre where one is named.

    Raises UsageError for what cannot be compared, ExtraMissing without what draws samples.
    """
    allowed = [one.value for one in Grouping]
    if by not in allowed:
        remedy = f"Use one of {', '.join(allowed)}."
        raise UsageError(f"{by!r} is not possible", where="--by", remedy=remedy)
    chosen = only(material, genre)
    if not chosen.texts and material.texts:
        there = sorted({one.genre for one in material.texts if one.genre})
        kinds = f"There are {', '.join(there)}." if there else "Nobody said what kind they are."
        raise UsageError(f"no text is a {genre!r}", where="--genre", remedy=kinds)
    try:
        from summitry.comparison.comparing import compare as compared
    except ImportError as error:
        raise ExtraMissing(
            "comparing needs numpy",
            remedy="Install it with: python -m pip install 'summitry[statistics]'",
        ) from error
    return compared(chosen, Grouping(by), rounds=rounds, seed=seed)


def versions() -> str:
    """Return what is compared with: the version of summitry, of its engine and of its lexicon."""
    return f"summitry {__version__}, engine {ENGINE}, lexicon {digest()}"


def _records(reading: Reading, name: str) -> Records:
    document = reading.document
    occasion = Occasion(
        document=name,
        date=document.date,
        dialogue=document.dialogue,
        parties=document.parties,
        language=document.language,
    )
    return Records(
        promises=tuple(
            Promise(f"{name}#{one.number}", one, occasion) for one in reading.commitments
        ),
        remarks=tuple(Remark(f"{name}#s{one.number}", one, occasion) for one in reading.statements),
        occasions={name: occasion},
    )


def _named(records: Records) -> Records:
    if len(records.occasions) > 1:  # whose ids begin with the document already
        return records
    promises = tuple(
        replace(one, id=f"{one.occasion.document}#{one.id}") for one in records.promises
    )
    return replace(records, promises=promises)


def _joined(parts: Sequence[Records]) -> Records:
    occasions: dict[str, Occasion] = {}
    for part in parts:
        for name in part.occasions:
            if name in occasions:
                raise UsageError("two files have this name", where=name, remedy="Rename one.")
        occasions |= part.occasions
    return Records(
        promises=tuple(_every(one.promises for one in parts)),
        remarks=tuple(_every(one.remarks for one in parts)),
        occasions=occasions,
    )


def _every(lists: Iterable[Iterable[Said]]) -> Iterator[Said]:
    for one in lists:
        yield from one
