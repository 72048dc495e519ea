"""Long work in a process of its own, which leaves a file when it is done."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from importlib import import_module
from typing import TYPE_CHECKING

from summitry.errors import SummitryError

if TYPE_CHECKING:
    from pathlib import Path

_FAULT = ".fault"
_LESS_URGENT = 10


class Job:
    """A function that writes a file, called in a process of its own, which begins at once.

    ``function`` is ``module:name``; the file is there at its path only once it is whole.
    """

    def __init__(self, path: Path, function: str, told: tuple[object, ...]) -> None:
        self.path = path
        # A fork would hold locks that other threads of a server had at that moment.
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(
            target=_work, args=(function, told, path), daemon=True, name="summitry comparing"
        )
        self._process.start()

    @property
    def running(self) -> bool:
        """Tell whether it is still at work."""
        return self._process.is_alive()

    @property
    def fault(self) -> str:
        """Return why it has left no file, "" where it has or is still at work."""
        if self.running or self.path.exists():
            return ""
        told = self.path.with_suffix(_FAULT)
        return told.read_text("utf-8") if told.exists() else "it ended before it was done"

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.join()


def _work(function: str, told: tuple[object, ...], path: Path) -> None:
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_LESS_URGENT)  # pages come first
    module, _, name = function.partition(":")
    begun = path.with_suffix(".begun")
    try:
        getattr(import_module(module), name)(*(begun if one == path else one for one in told))
        begun.replace(path)
    except (SummitryError, ExceptionGroup, OSError, MemoryError) as error:
        path.with_suffix(_FAULT).write_text(str(error), "utf-8")
