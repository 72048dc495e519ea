"""Keeps what providers sent, with a checksum, so that work goes on offline and can be repeated."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from summitry.errors import SourceMissing, SourceUnreadable
from summitry.statistics.tables import checksum

if TYPE_CHECKING:
    from collections.abc import Sequence

_LATEST = "latest.json"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One payload as it came: from which provider and address, when, with its SHA-256.

    ``address`` never has a key in it; ``accessed`` is ISO 8601; ``redistributable`` False means
    that it must not be passed on.
    """

    provider: str
    address: str
    accessed: str
    checksum: str
    size: int
    licence: str = ""
    redistributable: bool | None = None


@dataclass(frozen=True, slots=True)
class Payload:
    """A snapshot with its bytes."""

    snapshot: Snapshot
    data: bytes


class Snapshots(Protocol):
    """Where payloads are kept: a folder, or a register."""

    def keep(self, payloads: Sequence[Payload]) -> None:
        """Keep the payloads of one fetch, all or none."""

    def read(self, provider: str, address: str) -> Payload:
        """Return the latest payload of an address; SourceMissing where none was kept."""

    def latest(self, provider: str, address: str) -> Snapshot | None:
        """Return what is known of the latest snapshot of an address, or None."""


@dataclass(frozen=True, slots=True)
class SnapshotStore:
    """A folder of snapshots; a new one never overwrites an old one, only the pointer moves."""

    folder: Path

    def keep(self, payloads: Sequence[Payload]) -> None:
        """Keep payloads of one fetch: all are written before any becomes the latest."""
        for payload in payloads:
            place = self._place(payload.snapshot.provider, payload.snapshot.address)
            place.mkdir(parents=True, exist_ok=True)
            _write(place / f"{payload.snapshot.checksum}.body", payload.data)
        for payload in payloads:
            place = self._place(payload.snapshot.provider, payload.snapshot.address)
            pointer = json.dumps(asdict(payload.snapshot), indent=1, sort_keys=True)
            _write(place / _LATEST, pointer.encode())

    def read(self, provider: str, address: str) -> Payload:
        """Return the latest payload of an address.

        SourceMissing where none was kept; SourceUnreadable where it was changed since.
        """
        place = self._place(provider, address)
        try:
            snapshot = Snapshot(**json.loads((place / _LATEST).read_bytes()))
            data = (place / f"{snapshot.checksum}.body").read_bytes()
        except FileNotFoundError as error:
            raise SourceMissing(
                "there is no snapshot of this", where=address, remedy="Fetch it once online."
            ) from error
        except (TypeError, ValueError) as error:
            raise SourceUnreadable(
                "the record of this snapshot is damaged", where=address, remedy="Fetch it again."
            ) from error
        if checksum(data) != snapshot.checksum:
            raise SourceUnreadable(
                "this snapshot was changed after it was kept",
                where=address,
                remedy="Fetch it again; its checksum no longer fits.",
            )
        return Payload(snapshot, data)

    def latest(self, provider: str, address: str) -> Snapshot | None:
        """Return what is known of the latest snapshot of an address, or None."""
        try:
            return self.read(provider, address).snapshot
        except (SourceMissing, SourceUnreadable):
            return None

    def _place(self, provider: str, address: str) -> Path:
        return self.folder / provider / hashlib.sha256(address.encode()).hexdigest()[:24]


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
