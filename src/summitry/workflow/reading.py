"""Reading documents: one source, or many of which none stops the rest."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from summitry.errors import SummitryError
from summitry.extraction import extract
from summitry.model import Failure, Reading
from summitry.reading import ReadOptions, expand_sources, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class OptionFields(TypedDict, total=False):
    """What can be said about a source beforehand; each overrides what the source itself says.

    ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``parties`` are codes or names;
    ``max_size`` is in bytes; ``timeout`` in seconds, for pages.
    """

    date: str | None
    dialogue: str | None
    parties: tuple[str, ...]
    language: str | None
    max_size: int
    timeout: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of many sources is: ``done`` of ``total``, ``source`` comes next."""

    done: int
    total: int
    source: str


def read(
    source: str | os.PathLike[str],
    *,
    all_statements: bool = False,
    **options: Unpack[OptionFields],
) -> Reading:
    """Return one document with the commitments found in it.

    ``source`` is a file, the address of a page, or ``-`` for standard input;
    ``all_statements`` also keeps achievements, positions, calls, proposals and claims.
    Raises a SummitryError that says what is wrong and what to do about it.
    """
    return _read(os.fspath(source), ReadOptions(**options), all_statements=all_statements)


def read_many(
    sources: Iterable[str | os.PathLike[str]],
    options: ReadOptions | None = None,
    *,
    all_statements: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Reading | Failure]:
    """Yield a Reading or a Failure for every source, in order; a folder gives its files.

    A source that cannot be read never stops the rest; nor does a fault of summitry itself,
    which becomes a Failure with the code ``internal``. Folders without any file come last.
    """
    chosen = options or ReadOptions()
    expanded = expand_sources([os.fspath(source) for source in sources])
    total = len(expanded.sources)
    for done, source in enumerate(expanded.sources):
        if on_progress is not None:
            on_progress(Progress(done, total, source))
        yield _attempt(source, chosen, all_statements=all_statements)
    if on_progress is not None:
        on_progress(Progress(total, total, ""))
    yield from expanded.failures


def _attempt(source: str, options: ReadOptions, *, all_statements: bool) -> Reading | Failure:
    try:
        return _read(source, options, all_statements=all_statements)
    except SummitryError as error:
        return failure_of(error, source)
    except Exception as error:  # reported by name, so that the other sources go on
        return Failure(
            source,
            "internal",
            f"summitry itself failed on it ({type(error).__name__}: {error})",
            "This is a fault of summitry: report it with the document.",
        )


def failure_of(error: SummitryError, source: str) -> Failure:
    """Return an error as the Failure of a source, with the place inside it where one is known."""
    inside = error.where and error.where != source
    what = f"{error.what} ({error.where})" if inside else error.what
    return Failure(source, error.code, what, error.remedy)


def _read(source: str, options: ReadOptions, *, all_statements: bool) -> Reading:
    # Taken only when it is asked for: a program that embeds summitry may have none.
    standard_input = sys.stdin.buffer if source == "-" and sys.stdin else None
    result = read_document(source, options, standard_input)
    reading = result.restored(extract(result.flowing(), all_statements=all_statements))
    return replace(reading, notices=(*result.notices, *reading.notices))
