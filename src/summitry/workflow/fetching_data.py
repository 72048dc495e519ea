"""Figures fetched from providers, kept with what was sent, or read again from that offline."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from summitry.errors import SourceMissing, SourceUnreadable
from summitry.model import Act
from summitry.statistics.fetching import Fetcher, FetchOptions
from summitry.statistics.providers import (
    PROVIDERS,
    Gateway,
    SeriesRequest,
    fetch,
    fetch_mirrored,
    provider,
)
from summitry.statistics.snapshots import Payload, Snapshot
from summitry.statistics.tables import checksum
from summitry.storage import figures, snapshots
from summitry.storage.snapshots import KeptPayload
from summitry.workflow.register import person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import Series, TakenIn
    from summitry.statistics.providers import Found
    from summitry.storage import Register

__all__ = ["DataFetched", "Fetching", "SeriesRequest", "fetch_data", "search_data"]

_KEYS = "SUMMITRY_{}_KEY"


@dataclass(frozen=True, slots=True)
class Fetching:
    """How to fetch: ``base`` replaces the provider's address; ``offline`` asks snapshots only."""

    base: str = ""
    offline: bool = False
    mirrored: bool = False
    options: FetchOptions = field(default_factory=FetchOptions)


@dataclass(frozen=True, slots=True)
class DataFetched:
    """What came of a fetch: the series, what was new of them, and what they were read from."""

    series: tuple[Series, ...]
    taken: TakenIn
    snapshots: tuple[Snapshot, ...]
    offline: bool = False


@dataclass(slots=True)
class RegisterSnapshots:
    """The snapshots of a register; what a fetch keeps is held until its series are kept too."""

    register: Register
    held: list[Payload] = field(default_factory=list)

    def keep(self, payloads: Sequence[Payload]) -> None:
        """Hold the payloads of a fetch."""
        self.held += payloads

    def read(self, provider: str, address: str) -> Payload:
        """Return the latest payload of an address. SourceMissing, SourceUnreadable."""
        with self.register.looking() as view:
            known = snapshots.latest(view, provider, address)
        if known is None:
            raise SourceMissing(
                "there is no snapshot of this", where=address, remedy="Fetch it once online."
            )
        if checksum(known.body) != known.checksum:
            raise SourceUnreadable(
                "this snapshot was changed after it was kept",
                where=address,
                remedy="Fetch it again; its checksum no longer fits.",
            )
        return Payload(_snapshot(known), known.body)

    def latest(self, provider: str, address: str) -> Snapshot | None:
        """Return what is known of the latest snapshot of an address, or None."""
        with self.register.looking() as view:
            known = snapshots.latest(view, provider, address)
        return None if known is None else _snapshot(known)


def _snapshot(one: KeptPayload) -> Snapshot:
    return Snapshot(
        one.provider,
        one.address,
        one.accessed,
        one.checksum,
        one.size,
        one.licence,
        one.redistributable,
    )


def fetch_data(
    register: Register, name: str, request: SeriesRequest, fetching: Fetching, who: str
) -> DataFetched:
    """Fetch series from a provider and keep them together with what was sent, or nothing at all.

    With ``mirrored`` the other side of a flow comes with it. SourceError tells what is wrong with
    the provider or its answer, UsageError what is wrong with the request.
    """
    source = provider(name, fetching.base)
    store = RegisterSnapshots(register)
    gateway = Gateway(store, _today(), _fetcher(fetching), keys_of(os.environ))
    if fetching.mirrored:
        found = fetch_mirrored(source, request, gateway)
    else:
        found = fetch(source, [request], gateway)
    payloads = [
        KeptPayload(
            one.snapshot.provider,
            one.snapshot.address,
            one.snapshot.accessed,
            one.snapshot.checksum,
            one.snapshot.size,
            one.snapshot.licence,
            one.snapshot.redistributable,
            one.data,
        )
        for one in store.held
    ]
    with register.changing(person(who)) as change:
        numbers = snapshots.keep(change, payloads)
        days = max((one.accessed for one in found.snapshots), default=_today())
        taken = figures.take_in(change, found.series, snapshots=numbers, seen_on=days)
        if change.pending:
            asked = {"series": [one.id for one in found.series], "offline": fetching.offline}
            change.write(Act.FETCH_DATA, source.name, asked)
    return DataFetched(found.series, taken, found.snapshots, fetching.offline)


def search_data(register: Register, name: str, words: str, fetching: Fetching) -> tuple[Found, ...]:
    """Return what providers can be asked for whose title has all the words.

    ``name`` is one provider, or empty for all whose catalogue needs no answer from afar.
    """
    store = RegisterSnapshots(register)
    gateway = Gateway(store, _today(), _fetcher(fetching), keys_of(os.environ))
    return provider(name, fetching.base).search(words, gateway)


def keys_of(surroundings: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of providers that are set, such as SUMMITRY_COMTRADE_KEY."""
    named = ((name, surroundings.get(_KEYS.format(name.upper()), "")) for name in PROVIDERS)
    return {name: key for name, key in named if key}


def _fetcher(fetching: Fetching) -> Fetcher | None:
    return None if fetching.offline else Fetcher(fetching.options)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
