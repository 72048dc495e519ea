"""UN Comtrade: trade in goods between two states, as either side counts it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from summitry.errors import SourceMissing, SourceUnreadable, UsageError
from summitry.model import Nature, Observation, Series, SeriesOrigin, parse_reporting_period
from summitry.statistics.providers.protocol import EXPORTS, IMPORTS, Found
from summitry.statistics.units import rule_table

if TYPE_CHECKING:
    from summitry.statistics.providers.protocol import Gateway, SeriesRequest

_FLOWS = {EXPORTS: "X", IMPORTS: "M"}
_TOTAL = "TOTAL"
_MOST_YEARS = 12


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = rule_table("providers.toml")["comtrade"]
    return rules


@dataclass(frozen=True, slots=True)
class Comtrade:
    """The data interface, version 1; a key of one's own (optional) allows larger answers.

    Its terms do not allow figures to be passed on: series say so in their origin.
    """

    base: str = ""
    name: str = "comtrade"
    title: str = field(default_factory=lambda: str(_rules()["title"]))
    licence: str = field(default_factory=lambda: str(_rules()["licence"]))
    redistributable: bool | None = False

    def read(self, request: SeriesRequest, gateway: Gateway) -> tuple[Series, ...]:
        """Return one series: a flow between two states, at most twelve years a request."""
        if request.flow not in _FLOWS:
            raise UsageError(
                f"{request.flow or 'nothing'} is no flow of trade",
                remedy="Choose exports or imports.",
            )
        if request.start is None or request.end is None:
            raise UsageError("the years are not given", remedy="Give the first and the last year.")
        rows: list[dict[str, Any]] = []
        address = ""
        for first in range(request.start, request.end + 1, _MOST_YEARS):
            years = range(first, min(first + _MOST_YEARS, request.end + 1))
            found, address = self._rows(request, years, gateway)
            rows += found
        return (self._series(request, rows, gateway, address),)

    def search(self, words: str, gateway: Gateway) -> tuple[Found, ...]:
        """Return the commodity codes most asked for; the full list is the provider's."""
        known = {
            _TOTAL: "all commodities",
            "27": "mineral fuels and oils",
            "2709": "crude petroleum",
            "2711": "petroleum gases and natural gas",
            "26": "ores, slag and ash",
            "2844": "radioactive elements, uranium",
        }
        wanted = words.casefold().split()
        return tuple(
            Found(self.name, code, title)
            for code, title in known.items()
            if all(word in title for word in wanted)
        )

    def _rows(
        self, request: SeriesRequest, years: range, gateway: Gateway
    ) -> tuple[list[dict[str, Any]], str]:
        key = gateway.keys.get(self.name, "")
        path = "data/v1/get/C/A/HS" if key else "public/v1/preview/C/A/HS"
        query = {
            "reporterCode": _code(request.reporter),
            "period": ",".join(map(str, years)),
            "partnerCode": _code(request.partner),
            "cmdCode": request.indicator or _TOTAL,
            "flowCode": _FLOWS[request.flow],
        }
        address = f"{self.base or _rules()['base']}/{path}?{urlencode(query)}"
        headers = {"Ocp-Apim-Subscription-Key": key} if key else None
        payload = gateway.get(self, address, headers)
        most = _rules()["most_rows_with_key" if key else "most_rows"]
        return _parsed(payload.data, address, most), address

    def _series(
        self, request: SeriesRequest, rows: list[dict[str, Any]], gateway: Gateway, address: str
    ) -> Series:
        commodity = request.indicator or _TOTAL
        if not rows:
            raise SourceMissing(
                f"{self.title} has no {request.flow} of {request.reporter} with {request.partner}",
                where=address.partition("?")[0],
                remedy="Ask for other years, or for the other side of the flow.",
            )
        try:
            observations = tuple(
                sorted(map(self._observation, rows), key=lambda one: one.period.end)
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _changed(address, f"a row has no proper {error}") from error
        snapshot = gateway.got[-1].snapshot
        origin = SeriesOrigin(
            str(_rules()["producer"]),
            request.reporter,
            f"{self.title}, {commodity}",
            address,
            None,
            self.licence,
            snapshot.accessed,
            snapshot.checksum,
            self.redistributable,
        )
        what = "Goods" if commodity == _TOTAL else f"Commodity {commodity}"
        return Series(
            f"{request.flow}.{request.reporter}.{request.partner}.{commodity}",
            f"{what} {request.flow} of {request.reporter} with {request.partner}",
            "USD",
            origin,
            observations,
            request.partner,
            Nature.FLOW,
            f"{request.flow}.{commodity}",
        )

    def _observation(self, row: dict[str, Any]) -> Observation:
        value = float(row["primaryValue"])
        period = parse_reporting_period(str(row["period"]))
        return Observation(period, value, "USD", f"{value:.0f} USD", source=self.title)


def _code(party: str) -> str:
    codes = rule_table("codes.toml")["comtrade"]
    if party not in codes:
        raise UsageError(
            f"UN Comtrade has no code for {party or 'nobody'}",
            remedy="Give single states, by their ISO 3166-1 alpha-3 codes.",
        )
    return str(codes[party])


def _parsed(data: bytes, address: str, most: int) -> list[dict[str, Any]]:
    try:
        answer = json.loads(data)
        rows = answer["data"]
        count = int(answer.get("count", len(rows)))
        told = str(answer.get("error") or "")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _changed(address, "it is no JSON with data, or ends too early") from error
    if told:
        raise SourceMissing(
            f"UN Comtrade answers: {told}",
            where=address.partition("?")[0],
            remedy="A code may have been renamed; check it.",
        )
    if not isinstance(rows, list) or count != len(rows):
        what = f"{count} rows were announced and {len(rows)} came"
        raise SourceUnreadable(what, where=address.partition("?")[0], remedy="Fetch it again.")
    if len(rows) >= most:
        raise SourceUnreadable(
            f"the answer has {len(rows)} rows, which is where the provider cuts it off",
            where=address.partition("?")[0],
            remedy="Ask for fewer years, or use a key.",
        )
    return rows


def _changed(address: str, what: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"what UN Comtrade sent has not the form it used to have: {what}",
        where=address.partition("?")[0],
        remedy="Fetch it again; if it stays so, this provider needs an update.",
    )
