"""Zip files from elsewhere, opened within limits."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from summitry.exchange.tables.faults import Wrong

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 16 * 2**30
"""Bytes that may come out of one zip file: more than a million rows need."""

_MOST_ENTRIES = 10_000
_HIGHEST_RATIO = 400
_SMALL = 64 * 2**20
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BROKEN = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError)
"""What zipfile raises for damaged and protected files; zlib.error is turned into BadZipFile."""


def opened(path: Path) -> zipfile.ZipFile:
    """Return a zip file whose entries are within limits, or raise Wrong."""
    remedy = "Export it again, or ask for it to be sent again."
    try:
        with path.open("rb") as file:
            if file.read(len(_OLD_OFFICE)) == _OLD_OFFICE:
                raise Wrong(
                    "is protected by a password, or an old .xls",
                    "Save it as .xlsx without a password.",
                )
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise Wrong(f"is damaged or cut off ({_reason(error)})", remedy) from None
    try:
        _check(archive)
    except Wrong:
        archive.close()
        raise
    return archive


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise Wrong(f"holds more than {_MOST_ENTRIES} files", "It is no export; use another.")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise Wrong("holds a file twice", "It is no export; use another.")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > LARGEST:
        raise Wrong(f"unpacks to {unpacked >> 20} MiB", f"At most {LARGEST >> 20} MiB are read.")
    if unpacked > _SMALL and unpacked > packed * _HIGHEST_RATIO:
        raise Wrong(
            f"unpacks to {unpacked // max(packed, 1)} times its size",
            f"At most {_HIGHEST_RATIO} times is read; it is no honest file.",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Wrong("is protected by a password", "Save it without a password.")


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
