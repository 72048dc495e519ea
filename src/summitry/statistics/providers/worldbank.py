"""World Bank indicators: one value a country and year."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from summitry.errors import SourceMissing, SourceUnreadable
from summitry.model import (
    Nature,
    Observation,
    Series,
    SeriesOrigin,
    is_partial_date,
    parse_reporting_period,
)
from summitry.statistics.providers.protocol import Found
from summitry.statistics.units import rule_table

if TYPE_CHECKING:
    from summitry.statistics.providers.protocol import Gateway, SeriesRequest
    from summitry.statistics.snapshots import Payload

_CATALOGUE = "2"
"""The number of the World Development Indicators among the bank's sources."""


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = rule_table("providers.toml")["worldbank"]
    return rules


@dataclass(frozen=True, slots=True)
class WorldBank:
    """The indicators interface, version 2; ``base`` is its address without the last slash."""

    base: str = ""
    name: str = "worldbank"
    title: str = field(default_factory=lambda: str(_rules()["title"]))
    licence: str = field(default_factory=lambda: str(_rules()["licence"]))
    redistributable: bool | None = None

    def read(self, request: SeriesRequest, gateway: Gateway) -> tuple[Series, ...]:
        """Return one series: an indicator of a country, all pages of it."""
        path = f"country/{quote(request.reporter)}/indicator/{quote(request.indicator)}"
        dates = {"date": f"{request.start or 1960}:{request.end or 2100}"}
        rows, payloads, meta = self._pages(path, dates, gateway)
        last = payloads[-1].snapshot
        try:
            observations = tuple(self._observation(row, meta) for row in rows if _has_value(row))
            title = str(rows[0]["indicator"]["value"]) if rows else request.indicator
        except (KeyError, TypeError, ValueError) as error:
            raise _changed(last.address, f"a row has no {error}") from error
        origin = SeriesOrigin(
            str(_rules()["producer"]),
            "World Bank",
            f"{self.title}, {request.indicator}",
            last.address,
            meta.get("lastupdated"),
            self.licence,
            last.accessed,
            last.checksum,
            self.redistributable,
        )
        unit = _unit(title)
        ordered = tuple(sorted(observations, key=lambda one: one.period.end))
        return (
            Series(
                f"{request.indicator}.{request.reporter}",
                title,
                unit,
                origin,
                ordered,
                request.reporter,
                Nature.UNKNOWN,
                request.indicator,
            ),
        )

    def search(self, words: str, gateway: Gateway) -> tuple[Found, ...]:
        """Return the development indicators whose name has all the words."""
        rows, _, _ = self._pages("indicator", {"source": _CATALOGUE}, gateway)
        wanted = words.casefold().split()
        return tuple(
            Found(self.name, str(row["id"]), str(row["name"]), str(row.get("unit", "")))
            for row in rows
            if all(word in str(row.get("name", "")).casefold() for word in wanted)
        )

    def _pages(
        self, path: str, query: dict[str, str], gateway: Gateway
    ) -> tuple[list[dict[str, Any]], list[Payload], dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        payloads: list[Payload] = []
        meta: dict[str, Any] = {}
        page, pages = 1, 1
        while page <= pages:
            shared = {"format": "json", "per_page": str(_rules()["page_size"]), "page": str(page)}
            base = self.base or _rules()["base"]
            payload = gateway.get(self, f"{base}/{path}?{urlencode({**query, **shared})}")
            payloads.append(payload)
            meta, found = self._page(payload)
            rows += found
            pages, page = int(meta.get("pages", 1)), page + 1
        total = int(meta.get("total", len(rows)))
        if total != len(rows):
            address = payloads[-1].snapshot.address
            what = f"{total} rows were announced and {len(rows)} came"
            raise SourceUnreadable(what, where=address, remedy="Fetch it again.")
        return rows, payloads, meta

    def _page(self, payload: Payload) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        address = payload.snapshot.address
        try:
            answer = json.loads(payload.data)
        except ValueError as error:
            raise _changed(address, "it is no JSON, or ends too early") from error
        if isinstance(answer, list) and answer and "message" in (answer[0] or {}):
            told = "; ".join(str(one.get("value", "")) for one in answer[0]["message"])
            raise SourceMissing(
                f"the World Bank does not know this: {told}",
                where=address.partition("?")[0],
                remedy="The code may have been renamed; search for it.",
            )
        if not (isinstance(answer, list) and len(answer) == 2 and isinstance(answer[0], dict)):
            raise _changed(address, "it is no pair of a head and rows")
        return answer[0], answer[1] or []

    def _observation(self, row: dict[str, Any], meta: dict[str, Any]) -> Observation:
        published = str(meta.get("lastupdated", ""))
        return Observation(
            parse_reporting_period(str(row["date"])),
            float(row["value"]),
            _unit(str(row["indicator"]["value"])),
            str(row["value"]),
            published=published if is_partial_date(published) else None,
            source=self.title,
            note=str(row.get("obs_status") or ""),
        )


def _has_value(row: dict[str, Any]) -> bool:
    return row["value"] is not None


def _unit(title: str) -> str:
    """Return the unit that the name of an indicator tells in its brackets."""
    inside = title.rpartition("(")[2].rstrip(") ") if "(" in title else title
    lower = inside.casefold()
    if "us$" in lower:
        return "USD" if "constant" not in lower else inside
    return "percent" if lower.startswith("%") or "(%" in title else inside


def _changed(address: str, what: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"what the World Bank sent has not the form it used to have: {what}",
        where=address.partition("?")[0],
        remedy="Fetch it again; if it stays so, this provider needs an update.",
    )
