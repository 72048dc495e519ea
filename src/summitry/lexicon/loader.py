"""The one loader of lexicon data: reads TOML, validates every entry, digests what was read."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from summitry.errors import LexiconError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Entry = TypeVar("Entry")

_DATA = "data"
_DIGEST_DIGITS = 12


def load_table(file: str) -> dict[str, Any]:
    """Return the contents of a lexicon file, named by its path under ``lexicon/data``.

    Raises LexiconError when the file is missing or is not TOML.
    """
    source = _root().joinpath(*file.split("/"))
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise LexiconError("there is no such lexicon file", where=file) from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"not valid TOML: {error}", where=file) from error


def load_entries(file: str, table: str, kind: type[Entry]) -> tuple[Entry, ...]:
    """Return the array of tables ``[[table]]`` of a lexicon file as values of ``kind``.

    Raises LexiconError that lists every invalid entry, not only the first, or says that the
    table is missing: a misspelt heading must not empty a lexicon silently.
    """
    contents = load_table(file)
    if table not in contents:
        raise LexiconError(f"there is no table [[{table}]]", where=file)
    return convert_entries(contents[table], kind, where=f"{file} [[{table}]]")


def convert_entries(rows: object, kind: type[Entry], *, where: str) -> tuple[Entry, ...]:
    """Return rows as values of ``kind``; LexiconError names every row that does not fit."""
    if not isinstance(rows, list):
        raise LexiconError("an array of tables is expected", where=where)
    entries: list[Entry] = []
    faults: list[str] = []
    for number, row in enumerate(rows, start=1):
        unknown = _unknown(row, kind)
        if unknown:
            faults.append(f"entry {number}: unknown field {', '.join(sorted(unknown))}")
            continue
        try:
            entries.append(msgspec.convert(row, kind))
        except (msgspec.ValidationError, ValueError) as error:
            faults.append(f"entry {number}: {error}")
    if faults:
        raise LexiconError("; ".join(faults), where=where)
    return tuple(entries)


def _unknown(row: object, kind: type[Any]) -> set[str]:
    fields = set(getattr(kind, "__dataclass_fields__", ()))
    return set(row) - fields if isinstance(row, dict) and fields else set()


@cache
def digest() -> str:
    """Return twelve hexadecimal digits over every lexicon file, the lexicon's version."""
    total = hashlib.sha256()
    for path, source in sorted(_files(_root(), ""), key=lambda file: file[0]):
        content = source.read_bytes()
        total.update(f"{len(path)}:{path}{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()[:_DIGEST_DIGITS]


def _root() -> Traversable:
    return resources.files("summitry.lexicon").joinpath(_DATA)


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for child in folder.iterdir():
        path = f"{prefix}{child.name}"
        if child.is_dir():
            found += _files(child, f"{path}/")
        elif child.name.endswith(".toml"):
            found.append((path, child))
    return found
