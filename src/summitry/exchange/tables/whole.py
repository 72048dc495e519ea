"""Files and folders that are there whole or, on any trouble, stay as they were."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.errors import SummitryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path beside a file, which takes the file's name when all went well.

    Raises UsageError where the path is a folder, SummitryError when the disk refuses.
    """
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), remedy="Name a file to write to.")
    target = Path(os.path.realpath(path))
    temporary = _beside(target)
    with _told(path):
        try:
            yield temporary
            settle(temporary)
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o777)
            temporary.replace(target)
            _settle_folder(target.parent)
        finally:
            with suppress(OSError):
                temporary.unlink()


@contextmanager
def whole_folder(path: Path, owned: Collection[str]) -> Iterator[Path]:
    """Give a temporary folder beside one, which takes its place when all went well.

    ``owned`` are the names of the files that may be replaced: a folder that holds any other is
    left alone with UsageError. Raises SummitryError when the disk refuses.
    """
    target = Path(os.path.realpath(path))
    _check_replaceable(target, path, owned)
    temporary, old = _beside(target), _beside(target)
    with _told(path):
        try:
            temporary.mkdir()
            yield temporary
            for file in temporary.iterdir():
                settle(file)
            _settle_folder(temporary)
            _change_places(temporary, target, old)
            _settle_folder(target.parent)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)


def settle(path: Path) -> None:
    """See to it that a file is on the disk and not on its way there."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _change_places(temporary: Path, target: Path, old: Path) -> None:
    if not target.exists():
        temporary.rename(target)
        return
    target.rename(old)
    try:
        temporary.rename(target)
    except BaseException:
        old.rename(target)
        raise


def _check_replaceable(target: Path, path: Path, owned: Collection[str]) -> None:
    if not target.exists():
        return
    remedy = "Name a new folder."
    if not target.is_dir():
        raise UsageError("is a file, not a folder", where=str(path), remedy=remedy)
    others = sorted(entry.name for entry in target.iterdir() if entry.name not in owned)
    if others:
        what = f"holds {others[0]}, which an export would delete"
        raise UsageError(what, where=str(path), remedy=remedy)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")


def _settle_folder(path: Path) -> None:
    # Folders cannot be opened everywhere; where they can, the new name must reach the disk.
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SummitryError(
            f"cannot be written ({error.strerror or error})",
            where=str(path),
            remedy="Nothing was written; check the folder's rights and the space left.",
        ) from error
