"""The providers by the names that commands take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.statistics.providers.comtrade import Comtrade
from summitry.statistics.providers.csv_address import CsvAddress
from summitry.statistics.providers.sdmx_source import sdmx_source
from summitry.statistics.providers.worldbank import WorldBank

if TYPE_CHECKING:
    from summitry.statistics.providers.protocol import Provider

PROVIDERS = ("worldbank", "comtrade", "imf", "eurostat", "adb", "csv")
"""The names of all providers."""


def provider(name: str, base: str = "") -> Provider:
    """Return a provider; ``base`` replaces its address, without the last slash.

    UsageError for a name there is none of, and for a CSV without an address.
    """
    base = base.rstrip("/")
    if name == "worldbank":
        return WorldBank(base)
    if name == "comtrade":
        return Comtrade(base)
    if name in ("imf", "eurostat", "adb"):
        return sdmx_source(name, base)
    if name == "csv" and base:
        return CsvAddress(base)
    if name == "csv":
        raise UsageError("a CSV needs its address", remedy="Give the URL of the table.")
    raise UsageError(
        f"there is no provider called {name}", remedy=f"Choose one of: {', '.join(PROVIDERS)}."
    )
