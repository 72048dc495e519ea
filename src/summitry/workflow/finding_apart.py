"""What comparing finds, at hand for pages: looked for again when the register has changed.

A small register is compared while somebody waits, which takes no longer than a page. A large one
is compared in a process of its own; until it is done, what was found before is shown and said to
be so. Nothing is compared anew after a decision that changes no record.
"""

from __future__ import annotations

import pickle
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.storage.findings import state_of
from summitry.workflow.evidence import proposed_for, weight_of
from summitry.workflow.findings import Findings, make_findings
from summitry.workflow.working_apart import Job

if TYPE_CHECKING:
    from summitry.storage import Register
    from summitry.workflow.evidence import Suggested

AT_ONCE = 400
"""So many entries are compared while somebody waits."""

_WEIGHT_AT_ONCE = 1_500_000
_REMEMBERED = 64
_MOST_JOBS = 2

Asked = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, None before anything was; ``fresh`` tells whether it is of this moment.

    ``fault`` says why nothing newer can be had.
    """

    findings: Findings | None
    fresh: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Passages proposed as evidence, None while they are still looked for."""

    passages: tuple[Suggested, ...] | None
    fault: str = ""


class Finder:
    """Compares what the register at an address holds, apart from those who look at it."""

    def __init__(
        self, address: str, *, at_once: int = AT_ONCE, weight: int = _WEIGHT_AT_ONCE
    ) -> None:
        self._address = address
        self._at_once = at_once
        self._weight = weight
        self._lock = threading.Lock()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._count = 0
        self._found: Findings | None = None
        self._comparing: tuple[str, Job] | None = None
        self._reading: dict[Asked, Job] = {}
        self._evidence: OrderedDict[Asked, tuple[Suggested, ...]] = OrderedDict()

    def found(self, register: Register) -> Found:
        """Return what comparing the register has found; it is begun anew where that is needed."""
        with register.looking() as view:
            state, live = state_of(view)
        with self._lock:
            if self._found is not None and self._found.state == state:
                return Found(self._found, fresh=True)
            if live <= self._at_once:
                self._found = make_findings(register, self._path())
                return Found(self._found, fresh=True)
            fault = self._compare(state)
            fresh = self._found is not None and self._found.state == state
            return Found(self._found, fresh, fault)

    def _compare(self, state: str) -> str:
        """Take what was compared apart, and begin again where it is of another state."""
        if self._comparing is not None:
            of_state, job = self._comparing
            if job.running:
                return ""
            if job.fault and of_state == state:
                return job.fault
            if not job.fault:
                self._found = Findings(job.path)
                of_state = self._found.state
            self._comparing = None
            if of_state == state:
                return ""
        path = self._path()
        job = Job(path, "summitry.workflow.findings:make_findings_at", (self._address, path))
        self._comparing = (state, job)
        return ""

    def evidence(self, register: Register, key: str, dialogue: str | None) -> Proposed:
        """Return passages of a document proposed for earlier commitments of a dialogue."""
        with register.looking() as view:
            state, _live = state_of(view)
            weight = weight_of(view, key, dialogue)
        asked = (key, dialogue or "", state)
        with self._lock:
            fault = ""
            if asked not in self._evidence:
                if weight <= self._weight:
                    self._keep(asked, tuple(proposed_for(register, key, dialogue)))
                else:
                    fault = self._read(asked, dialogue)
            return Proposed(self._evidence.get(asked), fault)

    def _read(self, asked: Asked, dialogue: str | None) -> str:
        job = self._reading.get(asked)
        if job is None:
            if sum(one.running for one in self._reading.values()) < _MOST_JOBS:
                told = (self._address, asked[0], dialogue, path := self._path())
                job = Job(path, "summitry.workflow.evidence:write_proposed_at", told)
                self._reading[asked] = job
            return ""
        if job.running or job.fault:
            return job.fault
        self._keep(asked, pickle.loads(job.path.read_bytes()))
        del self._reading[asked]
        return ""

    def _keep(self, asked: Asked, passages: tuple[Suggested, ...]) -> None:
        self._evidence[asked] = passages
        while len(self._evidence) > _REMEMBERED:
            self._evidence.popitem(last=False)

    def _path(self) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="summitry-findings-")
        self._count += 1
        return Path(self._folder.name) / f"{self._count}.findings"

    def close(self) -> None:
        """End what is still at work, and throw away what was found."""
        with self._lock:
            jobs = [*self._reading.values(), *([self._comparing[1]] if self._comparing else [])]
            for job in jobs:
                job.stop()
            self._reading, self._comparing, self._found = {}, None, None
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None
