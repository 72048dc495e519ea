"""Codes of IATI by what summitry calls things."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

DATA = Path(__file__).parent / "data"
STANDARD = DATA / "2.03"


@dataclass(frozen=True, slots=True)
class Region:
    """A region by code and name; with ``members`` it stands for several of these states."""

    code: str
    name: str
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Codes:
    """Everything in ``codes.toml``."""

    source: str
    sector: dict[str, str]
    status: dict[str, str]
    region: tuple[Region, ...]
    unspecified: Region
    field: dict[str, str]
    remedy: dict[str, str]
    country: dict[str, str]

    def region_of(self, states: frozenset[str]) -> Region:
        """Return the region that stands for several states."""
        for one in self.region:
            if states and states <= one.members:
                return one
        return self.unspecified


@cache
def codes() -> Codes:
    """Return the codes, read once."""
    return msgspec.convert(tomllib.loads((DATA / "codes.toml").read_text("utf-8")), Codes)
