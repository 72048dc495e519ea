"""Sources that speak SDMX: the IMF's trade by partner, Eurostat, and ADB as a source added here.

sdmx1 knows how each source wants to be asked and reads what it sends; the payload itself goes
through the same gateway as that of every other provider.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summitry.errors import SourceUnreadable, UsageError
from summitry.model import Nature, Observation, Series, SeriesOrigin, parse_reporting_period
from summitry.statistics.providers.protocol import EXPORTS, IMPORTS, Found
from summitry.statistics.providers.sdmx_messages import KeyedValue, library, read_message
from summitry.statistics.units import rule_table

if TYPE_CHECKING:
    from summitry.statistics.providers.protocol import Gateway, SeriesRequest
    from summitry.statistics.snapshots import Snapshot

_ACCEPT = {
    "Accept": "application/vnd.sdmx.genericdata+xml;version=2.1, "
    "application/vnd.sdmx.data+csv;q=0.9, */*;q=0.5"
}


@dataclass(frozen=True, slots=True)
class SdmxSource:
    """One SDMX source of ``providers.toml``; ``base`` replaces its address."""

    name: str
    base: str = ""
    title: str = field(default="")
    licence: str = field(default="")
    redistributable: bool | None = None

    @property
    def rules(self) -> dict[str, Any]:
        """Its entry in the rule file."""
        found: dict[str, Any] = rule_table("providers.toml")[self.name]
        return found

    def read(self, request: SeriesRequest, gateway: Gateway) -> tuple[Series, ...]:
        """Return one series for every key that the answer holds."""
        address = self._address(request)
        payload = gateway.get(self, address, _ACCEPT)
        groups: dict[tuple[str, ...], list[KeyedValue]] = {}
        for one in read_message(payload.data, address):
            if one.value not in ("", "nan"):
                names = (self.rules["reporter"], self.rules["partner"], self.rules["indicator"])
                key = tuple(one.key.get(name, "") for name in names)
                groups.setdefault(key, []).append(one)
        return tuple(
            self._series(request, key, values, payload.snapshot) for key, values in groups.items()
        )

    def search(self, words: str, gateway: Gateway) -> tuple[Found, ...]:
        """Return the dataflows of the source whose name has all the words."""
        import io

        address = f"{self._client().source.url}/dataflow/all/all/latest"
        payload = gateway.get(self, address)
        try:
            message = library().read_sdmx(io.BytesIO(payload.data))
            flows = [(str(flow.id), str(flow.name)) for flow in message.dataflow.values()]
        except Exception as error:
            raise SourceUnreadable(
                "what the provider sent is no list of dataflows",
                where=address,
                remedy="Fetch it again; if it stays so, this provider needs an update.",
            ) from error
        wanted = words.casefold().split()
        return tuple(
            Found(self.name, code, title)
            for code, title in flows
            if all(word in f"{code} {title}".casefold() for word in wanted)
        )

    def _address(self, request: SeriesRequest) -> str:
        """Return the address of a request, as sdmx1 makes it for this source."""
        rules = self.rules
        indicator = request.indicator or {EXPORTS: rules["exports"], IMPORTS: rules["imports"]}.get(
            request.flow, ""
        )
        flow = request.dataflow or rules["flow"]
        if not indicator or not flow:
            raise UsageError(
                f"{rules['title']} needs to know what to fetch",
                remedy="Give an indicator and a dataflow, or exports or imports as the flow.",
            )
        codes = rule_table("codes.toml").get(self.name, {})
        key = rules["key"].format(
            reporter=codes.get(request.reporter, request.reporter),
            partner=codes.get(request.partner, request.partner),
            indicator=indicator,
            frequency=request.frequency,
        )
        years = {"startPeriod": request.start, "endPeriod": request.end}
        params = {name: str(year) for name, year in years.items() if year is not None}
        client = self._client()
        prepared = client.get("data", resource_id=flow, key=key, params=params, dry_run=True)
        return str(prepared.url)

    def _client(self) -> Any:
        sdmx = library()
        known = self.rules["source"]
        if known not in sdmx.list_sources():
            about = {"id": known, "url": self.rules["base"], "name": self.rules["title"]}
            sdmx.add_source(about)
        client = sdmx.Client(known)
        # A copy, so that one base address never reaches the next client.
        client.source = copy.copy(client.source)
        client.source.url = self.base or client.source.url
        return client

    def _series(
        self,
        request: SeriesRequest,
        key: tuple[str, ...],
        values: list[KeyedValue],
        snapshot: Snapshot,
    ) -> Series:
        rules = self.rules
        back = {code: party for party, code in rule_table("codes.toml").get(self.name, {}).items()}
        reporter, partner, indicator = key
        reporter = back.get(reporter, reporter) or request.reporter
        partner = back.get(partner, partner) or request.partner
        unit, observations = self._observations(request, values, snapshot.address)
        flow = request.dataflow or rules["flow"]
        origin = SeriesOrigin(
            rules["producer"],
            reporter,
            f"{rules['title']}, {flow}",
            snapshot.address,
            None,
            rules["licence"],
            snapshot.accessed,
            snapshot.checksum,
            self.redistributable,
        )
        what = request.flow or indicator
        return Series(
            ".".join(part for part in (flow, indicator, reporter, partner) if part),
            f"{rules['title']}: {what} of {reporter}{f' with {partner}' if partner else ''}",
            unit,
            origin,
            observations,
            partner,
            Nature.FLOW if request.flow else Nature.UNKNOWN,
            f"{flow}.{indicator}",
        )

    def _observations(
        self, request: SeriesRequest, values: list[KeyedValue], address: str
    ) -> tuple[str, tuple[Observation, ...]]:
        """Return the unit and the figures, oldest first."""
        rules = self.rules
        # What the rule file says of unit and scale holds for its own indicators of trade.
        own = not request.indicator
        told = values[0].attributes.get("UNIT_MEASURE") or values[0].attributes.get("unit")
        unit = (own and rules["unit"]) or told or rules["unit"] or "unit not told"
        scale = rules.get("scale", 0) if own else 0
        try:
            found = [self._observation(one, unit, scale) for one in values]
        except ValueError as error:
            raise SourceUnreadable(
                f"what the provider sent has not the form it used to have: {error}",
                where=address.partition("?")[0],
                remedy="Fetch it again; if it stays so, this provider needs an update.",
            ) from error
        return unit, tuple(sorted(found, key=lambda one: one.period.end))

    @staticmethod
    def _observation(one: KeyedValue, unit: str, power: int) -> Observation:
        told = one.attributes
        scale = 10 ** int(float(told.get("UNIT_MULT") or told.get("SCALE") or power))
        value = float(one.value) * scale
        note = one.attributes.get("OBS_STATUS", "")
        shown = f"{one.value} × {scale:,} {unit}" if scale != 1 else f"{one.value} {unit}"
        return Observation(parse_reporting_period(one.period), value, unit, shown, note=note)


def sdmx_source(name: str, base: str = "") -> SdmxSource:
    """Return one of the SDMX sources of the rule file."""
    rules = rule_table("providers.toml")[name]
    return SdmxSource(name, base, rules["title"], rules["licence"], rules.get("redistributable"))
