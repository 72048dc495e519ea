"""Writing results: whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from summitry.errors import SummitryError, UsageError


def write_standard_output(content: bytes) -> None:
    """Write bytes to standard output as they are, whatever encoding the terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def check_writable(path: Path, sources: tuple[str, ...] = ()) -> None:
    """Raise UsageError when a file cannot be written, or is one of the sources to be read."""
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), remedy="Name a file to write to.")
    if not path.absolute().parent.is_dir():
        raise UsageError(
            "its folder does not exist", where=str(path), remedy="Make the folder first."
        )
    for source in sources:
        with suppress(OSError):
            if path.exists() and path.samefile(source):
                raise UsageError(
                    "is also a source", where=str(path), remedy="Write to another file."
                )


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or, on any trouble, stays as it was.

    The content goes to a temporary file in the same folder, which then takes the name.
    Raises SummitryError when the disk refuses.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device or a named pipe
        else:
            _replace(target, content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SummitryError(
            f"cannot be written ({error.strerror or error})",
            where=str(path),
            remedy="Nothing was written; check the folder's rights and the space left.",
        ) from error


def _replace(target: Path, content: bytes) -> None:
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
