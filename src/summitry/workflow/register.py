"""The register: making one, opening one, and taking documents into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.lexicon.dialogues import dialogue_name, series_letters
from summitry.model import Added, Failure, Level, Meeting
from summitry.storage import Register, address_of, copy_register, create_register, open_register
from summitry.storage import restore_register as _restore
from summitry.storage.adding import NewDocument, add_documents
from summitry.storage.naming import dialogue_for, meeting_for

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summitry.model import Reading
    from summitry.reading import ReadOptions
    from summitry.storage import Change
    from summitry.workflow.reading import Progress

__all__ = ["Keeping", "Register", "add", "add_readings", "backup", "create", "open_at", "restore"]

_BATCH = 500
_BATCH_CHARACTERS = 5_000_000


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is said of documents when they are added; each is for all of them.

    ``level`` is leaders, ministers or experts; ``series`` the letters that ids begin with;
    ``meeting`` tells that one is meant even where no place or level is given.
    """

    place: str | None = None
    level: Level | None = None
    series: str | None = None
    all_statements: bool = False

    @property
    def tells_meeting(self) -> bool:
        """Tell whether something is said of a meeting."""
        return self.place is not None or self.level is not None


def create(address: str | os.PathLike[str], who: str) -> bool:
    """Make a register at a path or URL, or bring an older one up to date.

    Returns False when it is there and up to date already. Raises RegisterError.
    """
    return create_register(address_of(address), person(who))


def open_at(address: str | os.PathLike[str]) -> Register:
    """Open the register at a path or URL; use it in a ``with`` block. Raises RegisterError."""
    return open_register(address_of(address))


def backup(register: Register, path: str | os.PathLike[str]) -> int:
    """Copy a register to a new file, whichever database it is in; return how many rows it has.

    The copy is verified before the file gets its name. Raises RegisterExists, RegisterDamaged.
    """
    target = address_of(path)
    if target.path is None:
        raise UsageError(
            "a backup is a file", where=str(path), remedy="Name a file; restore takes it anywhere."
        )
    return copy_register(register, target)


def restore(backup_file: str | os.PathLike[str], address: str | os.PathLike[str]) -> int:
    """Make a register of a backup, on whichever database; return how many rows it has.

    Raises RegisterExists when there is something at the address already.
    """
    return _restore(address_of(backup_file), address_of(address))


def add(
    register: Register,
    sources: Iterable[str | os.PathLike[str]],
    who: str,
    options: ReadOptions | None = None,
    *,
    keeping: Keeping | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Added | Failure]:
    """Read sources and keep each as soon as it is read; yield what was done with each.

    What was yielded is on the disk. A source that cannot be read never stops the rest.
    """
    from summitry.workflow.reading import read_many

    kept = keeping or Keeping()
    for outcome in read_many(
        sources, options, all_statements=kept.all_statements, on_progress=on_progress
    ):
        if isinstance(outcome, Failure):
            yield outcome
            continue
        yield from add_readings(register, [outcome], who, kept)


def add_readings(
    register: Register,
    readings: Iterable[Reading],
    who: str,
    keeping: Keeping | None = None,
) -> Iterator[Added]:
    """Keep readings, a batch at a time; yield what was done with each once it is on the disk.

    A batch has some hundred documents, or fewer where they are long, and is kept whole.
    """
    kept = keeping or Keeping()
    name = person(who)
    for chosen in _batches(readings):
        with register.changing(name) as change:
            outcomes = add_documents(change, _new(change, chosen, kept))
        yield from outcomes


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Yield readings in lists that are neither too many nor too long to be held."""
    batch: list[Reading] = []
    characters = 0
    for reading in readings:
        batch.append(reading)
        characters += len(reading.document.text)
        if len(batch) == _BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _new(change: Change, readings: Sequence[Reading], kept: Keeping) -> list[NewDocument]:
    known: dict[str, int] = {}
    new = []
    for reading in readings:
        document = reading.document
        dialogue = meeting = None
        if document.dialogue and document.dialogue.strip():
            name = dialogue_name(document.dialogue)
            if name not in known:
                letters = (kept.series,) if kept.series else series_letters(name)
                known[name] = dialogue_for(change, name, letters)
            dialogue = known[name]
            if kept.tells_meeting:
                told = Meeting(0, name, document.date, kept.place, kept.level, document.parties)
                meeting = meeting_for(change, dialogue, told)
        elif kept.tells_meeting:
            raise UsageError(
                "a meeting belongs to a dialogue, and none is known",
                where=document.source,
                remedy="Name it with --dialogue.",
            )
        new.append(NewDocument(reading, dialogue, meeting, kept.all_statements))
    return new


def person(who: str) -> str:
    """Return the name of who does something; UsageError when nobody is named."""
    name = " ".join(who.split())
    if not name or not name.isprintable():
        raise UsageError(
            "nobody is named who does this",
            where="--as",
            remedy="Give your name with --as or SUMMITRY_USER.",
        )
    return name
