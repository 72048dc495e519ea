"""Promises of files that are in no register: texts, and the JSON of records."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summitry.errors import SourceUnreadable, SummitryError, UsageError
from summitry.exchange.rows import short_name
from summitry.model import Occasion, Promise, Remark
from summitry.tracing import promises_of
from summitry.workflow.reading import read
from summitry.workflow.tracing_records import Records

if TYPE_CHECKING:
    from collections.abc import Iterable

_RECORDS = ".json"


def of_files(sources: Iterable[str | os.PathLike[str]]) -> Records:
    """Return the promises of several files together; each id begins with the file's name.

    A file is a text, or JSON as ``summitry read`` writes it or as :func:`promises_of` takes it.
    Raises a SummitryError that says which file is wrong and how.
    """
    promises: list[Promise] = []
    remarks: list[Remark] = []
    occasions: dict[str, Occasion] = {}
    for source in sources:
        found = of_file(source)
        for name in found.occasions:
            if name in occasions:
                raise UsageError("two files have this name", where=name, remedy="Rename one.")
        occasions |= found.occasions
        many = len(found.occasions) > 1
        promises += [one if many else _named(one) for one in found.promises]
        remarks += [replace(one, id=f"{one.occasion.document}#s{one.id}") for one in found.remarks]
    return Records(tuple(promises), tuple(remarks), occasions)


def of_file(source: str | os.PathLike[str]) -> Records:
    """Return the promises of one file under the ids they have there; a text counts from 1."""
    path = os.fspath(source)
    if not path.lower().endswith(_RECORDS):
        return _of_text(path)
    try:
        record = json.loads(Path(path).read_bytes())
    except OSError:
        return _of_text(path)  # which says what is wrong with it
    except ValueError as error:
        raise SourceUnreadable(
            f"is no JSON ({error})", where=path, remedy="Give a text, or the JSON of its records."
        ) from error
    try:
        return _of_records(record, short_name(path))
    except SummitryError as error:
        raise type(error)(error.what, where=error.where or path, remedy=error.remedy) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceUnreadable(
            f"holds no records of commitments ({error})",
            where=path,
            remedy="Give what summitry read --format json writes.",
        ) from error


def _of_text(path: str) -> Records:
    reading = read(path, all_statements=True)
    document = reading.document
    name = short_name(document.source)
    occasion = Occasion(
        document=name,
        date=document.date,
        dialogue=document.dialogue,
        parties=document.parties,
        language=document.language,
    )
    return Records(
        promises=tuple(Promise(str(one.number), one, occasion) for one in reading.commitments),
        remarks=tuple(Remark(str(one.number), one, occasion) for one in reading.statements),
        occasions={name: occasion},
        ids={str(one.number): one.number for one in reading.commitments},
    )


def _of_records(record: Any, name: str) -> Records:
    parts = record.get("documents") if isinstance(record, dict) else None
    if parts is None:
        promises = promises_of(record)
        known = str(record.get("document") or name)
        own = {
            str(row.get("id") or row.get("number") or at): row.get("id") or row.get("number") or at
            for at, row in enumerate(record["commitments"], start=1)
        }
        if not promises:
            date, language = record.get("date"), record.get("language") or "en"
            occasion = Occasion(known, date, record.get("dialogue"), language=language)
            return Records((), occasions={known: occasion})
        occasion = replace(promises[0].occasion, document=known)
        made = tuple(replace(one, occasion=occasion) for one in promises)
        return Records(made, occasions={known: occasion}, ids=own)
    every = [_of_records(part, name) for part in parts]
    occasions: dict[str, Occasion] = {}
    for one in every:
        occasions |= one.occasions
    return Records(
        promises=tuple(_named(one) for found in every for one in found.promises),
        occasions=occasions,
    )


def _named(promise: Promise) -> Promise:
    return replace(promise, id=f"{promise.occasion.document}#{promise.id}")
