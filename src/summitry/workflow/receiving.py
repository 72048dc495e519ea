"""Documents that come from others: read in a process apart, within limits of memory and time.

A file that is made to exhaust whoever opens it ends that process and nothing else.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import re
import threading
import unicodedata
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from summitry.errors import SummitryError
from summitry.model import Failure, Reading
from summitry.workflow.register import Keeping, add_readings

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from summitry.model import Added
    from summitry.reading import ReadOptions
    from summitry.storage import Register

_SECONDS = 120.0
_MEMORY = 1_500_000_000
_LONGEST_NAME = 120
_UNSAFE = re.compile(r"[^\w.,;()+&'’ -]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """A source that was sent: where it lies, and what it is called."""

    place: str
    name: str


def safe_name(name: str | None) -> str:
    """Return a file name without folders or characters that steer anything.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\files\\\\a.pdf"), safe_name("..")
    ('passwd', 'a.pdf', 'document')
    """
    told = unicodedata.normalize("NFC", name or "").replace("\\", "/")
    last = _UNSAFE.sub(" ", PurePath(told).name)
    plain = " ".join(last.split()).strip(". ")
    if len(plain) > _LONGEST_NAME:
        ending = PurePath(plain).suffix[:10]
        plain = plain[: _LONGEST_NAME - len(ending)].rstrip(". ") + ending
    return plain or "document"


class Receiver:
    """Reads sources one at a time in a process of its own, which is begun when first needed."""

    def __init__(self, *, seconds: float = _SECONDS, memory: int = _MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def receive(
        self,
        register: Register,
        sent: Sent,
        who: str,
        options: ReadOptions,
        keeping: Keeping | None = None,
    ) -> Added | Failure:
        """Read a source and keep it; a Failure where that cannot be."""
        kept = keeping or Keeping()
        outcome = self.read(sent, options, all_statements=kept.all_statements)
        if isinstance(outcome, Failure):
            return replace(outcome, source=sent.name)
        named = replace(outcome, document=replace(outcome.document, source=sent.name))
        try:
            return next(iter(add_readings(register, [named], who, kept)))
        except SummitryError as error:
            return Failure(sent.name, error.code, error.what, error.remedy)

    def read(
        self, sent: Sent, options: ReadOptions, *, all_statements: bool = False
    ) -> Reading | Failure:
        """Read a source within the limits."""
        with self._lock:
            pipe = self._ready()
            try:
                pipe.send((sent.place, options, all_statements))
                if pipe.poll(self._seconds):
                    outcome: Reading | Failure = pipe.recv()
                    return outcome
                what = f"reading it took more than {self._seconds:g} seconds"
            except (EOFError, OSError):
                what = "reading it took more memory than there is for one document"
            self._stop()
            return Failure(sent.name, "too-large", what, "Divide the document, and try a part.")

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _ready(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._stop()
            # A fork would hold locks that other threads of a server had at that moment.
            context = multiprocessing.get_context("spawn")
            self._pipe, other = context.Pipe()
            self._process = context.Process(
                target=_work, args=(other, self._memory), daemon=True, name="summitry reading"
            )
            self._process.start()
            other.close()
        return self._pipe

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _work(pipe: Connection, memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    from summitry.workflow.reading import read_many

    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            place, options, all_statements = pipe.recv()
            outcome = next(iter(read_many([place], options, all_statements=all_statements)))
            pipe.send(outcome)
