"""Loads the rule sets of monitoring: thresholds and rubrics are data with an id and a version."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from summitry.lexicon.loader import convert_entries


@dataclass(frozen=True, slots=True)
class OutlookRules:
    """What the outlook is made by; ``reference_…`` are quantiles of scaled errors by horizon."""

    id: str
    version: str
    source: str
    fewest_points: int
    shortest_training: int
    most_origins: int
    enough: int
    growth: float
    reference_positive: tuple[tuple[float, ...], ...]
    reference_other: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A label for values from ``least`` upwards, and the status it stands for."""

    label: str
    least: float
    status: str


@dataclass(frozen=True, slots=True)
class ProgressRules:
    """One way to tell progress: its formula's name, its bands from the highest down."""

    id: str
    version: str
    title: str
    formula: str
    source: str
    confirmed: bool
    bands: tuple[Band, ...]


@cache
def rule_table(file: str) -> dict[str, Any]:
    """Return the contents of a rule file of this stage."""
    source = resources.files("summitry.monitoring").joinpath("data", file)
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def outlook_rules() -> OutlookRules:
    """Return the rules of the outlook; LexiconError when the data are invalid."""
    return convert_entries([rule_table("outlook.toml")], OutlookRules, where="outlook.toml")[0]


@cache
def progress_rules() -> tuple[ProgressRules, ...]:
    """Return the rule sets of progress in their order; LexiconError when the data are invalid."""
    rows = rule_table("progress.toml")["method"]
    return convert_entries(rows, ProgressRules, where="progress.toml [[method]]")
