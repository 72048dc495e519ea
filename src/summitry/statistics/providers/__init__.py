"""Providers of public statistics behind one protocol."""

from summitry.statistics.providers.protocol import (
    Fetched,
    Found,
    Gateway,
    Provider,
    SeriesRequest,
    fetch,
    fetch_mirrored,
)
from summitry.statistics.providers.registry import PROVIDERS, provider

__all__ = [
    "PROVIDERS",
    "Fetched",
    "Found",
    "Gateway",
    "Provider",
    "SeriesRequest",
    "fetch",
    "fetch_mirrored",
    "provider",
]
