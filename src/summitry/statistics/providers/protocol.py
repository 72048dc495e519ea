"""What every provider does, and how a fetch becomes snapshots and series, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from summitry.errors import SourceUnreachable, UsageError
from summitry.statistics.snapshots import Payload, Snapshot
from summitry.statistics.tables import checksum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import Series
    from summitry.statistics.fetching import Fetcher
    from summitry.statistics.snapshots import Snapshots

EXPORTS, IMPORTS = "exports", "imports"
_OTHER_SIDE = {EXPORTS: IMPORTS, IMPORTS: EXPORTS}


@dataclass(frozen=True, slots=True)
class SeriesRequest:
    """What to fetch: of what, counted by whom, with whom, from year to year.

    ``reporter`` and ``partner`` are codes of the lexicon (ISO 3166-1 alpha-3 for states).
    ``indicator`` is the provider's code; ``flow`` is ``exports`` or ``imports`` for trade, and
    may be empty elsewhere. ``dataflow`` names an SDMX dataflow; ``frequency`` is A, Q or M.
    """

    reporter: str
    indicator: str = ""
    partner: str = ""
    flow: str = ""
    start: int | None = None
    end: int | None = None
    dataflow: str = ""
    frequency: str = "A"

    def mirrored(self) -> SeriesRequest:
        """Return the same flow as the partner counts it: exports to B are what B imports."""
        if not self.partner or self.flow not in _OTHER_SIDE:
            raise UsageError(
                "only a flow between two parties has another side",
                remedy="Give a partner, and exports or imports as the flow.",
            )
        other = _OTHER_SIDE[self.flow]
        return replace(self, reporter=self.partner, partner=self.reporter, flow=other)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a provider can be asked for."""

    provider: str
    code: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The series of a fetch with the snapshots they were read from."""

    series: tuple[Series, ...]
    snapshots: tuple[Snapshot, ...]


@dataclass(slots=True)
class Gateway:
    """How payloads are got: from the network, or offline from the snapshots; never a mixture.

    ``today`` is the ISO 8601 day written as "accessed". ``keys`` are secrets by provider; they
    go into headers only, never into an address, a snapshot or a message.
    """

    store: Snapshots
    today: str
    fetcher: Fetcher | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    got: list[Payload] = field(default_factory=list)

    def get(
        self, provider: Provider, address: str, headers: Mapping[str, str] | None = None
    ) -> Payload:
        """Return a payload, fetched or from its snapshot; nothing is kept yet."""
        if self.fetcher is None:
            payload = self.store.read(provider.name, address)
        else:
            data = self._fetched(provider, address, headers)
            about = (provider.licence, provider.redistributable)
            snapshot = Snapshot(
                provider.name, address, self.today, checksum(data), len(data), *about
            )
            payload = Payload(snapshot, data)
        self.got.append(payload)
        return payload

    def _fetched(
        self, provider: Provider, address: str, headers: Mapping[str, str] | None
    ) -> bytes:
        assert self.fetcher is not None
        try:
            return self.fetcher.get(address, headers)
        except SourceUnreachable as error:
            known = self.store.latest(provider.name, address)
            if known is None:
                raise
            raise SourceUnreachable(
                error.what,
                where=error.where,
                remedy=f"Try again later, or work offline: a snapshot of {known.accessed} is kept.",
            ) from error


class Provider(Protocol):
    """An official source of statistics."""

    @property
    def name(self) -> str:
        """Its short name, as commands take it."""

    @property
    def title(self) -> str:
        """Its name for people."""

    @property
    def licence(self) -> str:
        """What it is reported to allow."""

    @property
    def redistributable(self) -> bool | None:
        """Whether its figures may be passed on; None where nobody said."""

    def read(self, request: SeriesRequest, gateway: Gateway) -> tuple[Series, ...]:
        """Return the series of a request, got through the gateway.

        SourceMissing where it does not know a code (any more), SourceUnreadable where what it
        sent has another form than it used to, or ends too early.
        """

    def search(self, words: str, gateway: Gateway) -> tuple[Found, ...]:
        """Return what it can be asked for whose title has all the words."""


def fetch(provider: Provider, requests: Sequence[SeriesRequest], gateway: Gateway) -> Fetched:
    """Return the series of several requests; snapshots are kept only when every one was read.

    What fails in the middle leaves all earlier snapshots as they were.
    """
    gateway.got.clear()
    series: list[Series] = []
    try:
        for request in requests:
            series += provider.read(request, gateway)
        if gateway.fetcher is not None:
            gateway.store.keep(gateway.got)
        return Fetched(tuple(series), tuple(payload.snapshot for payload in gateway.got))
    finally:
        gateway.got.clear()


def fetch_mirrored(provider: Provider, request: SeriesRequest, gateway: Gateway) -> Fetched:
    """Return a flow as both sides count it, fetched together or not at all."""
    return fetch(provider, [request, request.mirrored()], gateway)
