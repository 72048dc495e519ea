"""Where texts lie: files, folders and standard input, opened within a limit of size."""

from __future__ import annotations

import difflib
import os
import re
import select
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from summitry.errors import (
    SourceEmpty,
    SourceError,
    SourceMissing,
    SourceTooLarge,
    SourceUnreadable,
)
from summitry.model import Failure
from summitry.reading.kinds import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STANDARD_INPUT = "-"

DEFAULT_PATIENCE = 20.0
"""Seconds to wait for what writes into a named pipe."""

_CHUNK = 1 << 20
_LIKE_ADDRESS = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/", re.IGNORECASE)
_LOCK_FILE = "~$"


@dataclass(frozen=True, slots=True)
class RawSource:
    """The bytes of a source with what is known of them before they are looked at."""

    data: bytes
    media_type: str | None = None
    charset: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Expansion:
    """The single sources that a request names, and what could not be opened on the way."""

    sources: tuple[str, ...]
    failures: tuple[Failure, ...] = ()


def is_address(source: str) -> bool:
    """Tell whether a source is the address of a web page."""
    return source[:8].lower().startswith(("http://", "https://"))


def expand_sources(sources: Sequence[str]) -> Expansion:
    """Return each source once, every folder replaced by the supported files in it, sorted.

    Hidden files and the lock files of Office are passed over. A folder without a supported
    file becomes a failure and never stops the rest; a path that does not exist passes through,
    since reading it says best what is wrong with it.
    """
    found: dict[str, None] = {}
    failures: list[Failure] = []
    for source in sources:
        if source == STANDARD_INPUT or is_address(source) or not _is_folder(source):
            found[source] = None
            continue
        errors: list[SourceError] = []
        files = sorted(_files_of(source, errors))
        if not files and not errors:
            errors.append(_nothing_in(source))
        found.update(dict.fromkeys(files))
        failures += [Failure(e.where, e.code, e.what, e.remedy) for e in errors]
    return Expansion(tuple(found), tuple(failures))


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _files_of(folder: str, errors: list[SourceError]) -> Iterator[str]:
    def note(error: OSError) -> None:
        errors.append(_refused(error, str(error.filename or folder), "the folder"))

    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith((".", _LOCK_FILE)) and name.lower().endswith(SUFFIXES):
                yield os.path.join(place, name)  # noqa: PTH118 - Path would drop a leading ./


def _nothing_in(folder: str) -> SourceEmpty:
    return SourceEmpty(
        "there is no file in this folder that can be read",
        where=folder,
        remedy=f"Files are known by their names: {', '.join(SUFFIXES)}.",
    )


def read_file(source: str, max_size: int, timeout: float = DEFAULT_PATIENCE) -> RawSource:
    """Return the bytes of a file; raises a SourceError that gives the system's reason.

    ``timeout`` in seconds bounds each wait for whatever writes into a named pipe.
    """
    path = Path(source)
    try:
        if path.is_fifo():
            return RawSource(_through_pipe(source, max_size, timeout))
        if path.is_dir():
            raise SourceUnreadable(
                "this is a folder", where=source, remedy="Name a file, or read the whole folder."
            )
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > max_size:
                raise too_large(source, max_size, size)
            return RawSource(_limited(stream, source, max_size), name=path.name)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _missing(source) from error
    except ValueError as error:  # a NUL in the name
        raise SourceMissing("there is no such file", where=repr(source)) from error
    except OSError as error:
        raise _refused(error, source, "the file") from error


def _through_pipe(source: str, max_size: int, timeout: float) -> bytes:
    """Return what comes through a named pipe; opening one as a file would wait for ever."""
    descriptor = os.open(source, os.O_RDONLY | os.O_NONBLOCK)
    chunks: list[bytes] = []
    size = 0
    with os.fdopen(descriptor, "rb", buffering=0) as pipe:
        waiting = select.poll()
        waiting.register(pipe, select.POLLIN)
        while size <= max_size:
            if not waiting.poll(timeout * 1000):
                raise SourceUnreadable(
                    f"nothing came through this pipe for {timeout:g} seconds",
                    where=source,
                    remedy="Start what writes into it, or wait longer with --timeout.",
                )
            chunk = pipe.read(_CHUNK)
            if not chunk:
                return b"".join(chunks)
            chunks.append(chunk)
            size += len(chunk)
    raise too_large(source, max_size)


def read_standard_input(stream: BinaryIO | None, max_size: int) -> RawSource:
    """Return all bytes of standard input, counted while they come in."""
    if stream is None:
        raise SourceMissing(
            "nothing was given on standard input",
            where=STANDARD_INPUT,
            remedy="Name a file, or pipe a text in.",
        )
    try:
        return RawSource(_limited(stream, STANDARD_INPUT, max_size))
    except OSError as error:
        raise _refused(error, STANDARD_INPUT, "standard input") from error


def _limited(stream: BinaryIO, source: str, max_size: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(min(_CHUNK, max_size + 1 - size)):
        size += len(chunk)
        if size > max_size:
            raise too_large(source, max_size)
        chunks.append(chunk)
    return b"".join(chunks)


def too_large(source: str, max_size: int, size: int | None = None) -> SourceTooLarge:
    """Return the error for a source over the limit; ``size`` where it is known."""
    has = f"has {readable_size(size)}" if size is not None else "goes on"
    return SourceTooLarge(
        f"it {has}, {'over' if size is not None else 'past'} the limit of "
        f"{readable_size(max_size)}",
        where=source,
        remedy="Raise the limit with --max-size if you trust the source.",
    )


def readable_size(size: int) -> str:
    """Return a number of bytes for people, in decimal units.

    >>> readable_size(100_000_000), readable_size(1_234)
    ('100 MB', '1.2 kB')
    """
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= factor:
            return f"{size / factor:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} bytes"


def _missing(source: str) -> SourceMissing:
    path = Path(source)
    if (hint := _address_hint(source)) is not None:
        return SourceMissing(
            "this is no file, and no address that is opened", where=source, remedy=hint
        )
    spelling = "Check the spelling."
    try:
        names = sorted(os.listdir(path.parent))  # noqa: PTH208 - names alone are compared
    except OSError:
        names, spelling = [], "Check the folder it is in."
    close = difflib.get_close_matches(path.name, names[:5000], n=1, cutoff=0.6)
    remedy = f"Did you mean {close[0]}?" if close else spelling
    if _LIKE_ADDRESS.match(source):
        remedy = f"If it is the address of a page, write https://{source}"
    return SourceMissing("there is no such file or folder", where=source, remedy=remedy)


def _address_hint(source: str) -> str | None:
    """Return what to do about what was meant as an address."""
    scheme, separator, rest = source.partition("://")
    if separator and scheme.lower() == "file":
        return f"Give the path itself: {unquote(rest) or '/'}"
    if separator and scheme.isalnum():
        return "Only http and https addresses are opened; fetch the file first and read that."
    if source.lower().startswith("www."):
        return f"Write the address in full: https://{source}"
    return None


def _refused(error: OSError, source: str, what: str) -> SourceUnreadable:
    reason = (error.strerror or str(error)).lower()
    return SourceUnreadable(
        f"{what} cannot be opened: {reason}", where=source, remedy="Check its permissions."
    )
