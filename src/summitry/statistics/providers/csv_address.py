"""Tables of figures at any address, in the form of the template."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summitry.statistics.importing import import_series

if TYPE_CHECKING:
    from summitry.model import Series
    from summitry.statistics.providers.protocol import Found, Gateway, SeriesRequest


@dataclass(frozen=True, slots=True)
class CsvAddress:
    """A CSV by its URL, given as ``base``; the request chooses nothing, all of it is read."""

    base: str
    name: str = "csv"
    title: str = "CSV by address"
    licence: str = ""
    redistributable: bool | None = None

    def read(
        self,
        request: SeriesRequest,
        gateway: Gateway,
    ) -> tuple[Series, ...]:
        """Return every series of the table; ImportFaults lists all that is wrong with it."""
        payload = gateway.get(self, self.base)
        accessed = payload.snapshot.accessed
        found = import_series(payload.data, where=self.base, accessed=accessed).series
        return tuple(
            replace(one, origin=replace(one.origin, address=one.origin.address or self.base))
            for one in found
        )

    def search(self, words: str, gateway: Gateway) -> tuple[Found, ...]:
        """Return nothing: a table has no catalogue."""
        return ()
