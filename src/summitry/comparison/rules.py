"""What is measured and how, read from data with an id and a version."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from summitry.errors import LexiconError
from summitry.lexicon.loader import convert_entries


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """One measure: the count ``of`` over the count ``per``; ``error`` names its reading quality.

    ``scale`` is share, rate or number; a rate is ``times`` the quotient.
    """

    name: str
    title: str
    plain: str
    of: str = ""
    per: str = "promises"
    scale: str = "share"
    times: float = 1.0
    error: str = ""
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRules:
    """The measures, and from what size on they are ranked and generalised."""

    id: str
    version: str
    source: str
    fewest_promises: int
    fewest_texts: int
    level: float
    bands: tuple[int, ...]
    measure: tuple[MeasureRule, ...]


@dataclass(frozen=True, slots=True)
class IndexRules:
    """The substance index: the measures it is made of, and their weights."""

    id: str
    version: str
    source: str
    title: str
    plain: str
    weightings: int
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class TextQuality:
    """How one text was read against its gold records.

    ``count`` is records that are gold, records that are none, gold records missed. Each property
    has eight counts: of records read as having it, those that are gold and have it, that are gold
    and do not, that are no gold; the same of records read without it; then gold records missed
    that have it, and that do not.
    """

    text: str
    count: tuple[int, int, int]
    properties: dict[str, tuple[int, int, int, int, int, int, int, int]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class QualityRules:
    """How well texts of one language are read, text by text, as it was measured.

    ``shared_records`` is how many records of all texts are put beside those of a text drawn.
    """

    id: str
    version: str
    source: str
    measured: str
    engine: str
    language: str
    shared_records: float
    text: tuple[TextQuality, ...]


def _table(file: str) -> dict[str, Any]:
    source = resources.files("summitry.comparison").joinpath("data", file)
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def measure_rules() -> MeasureRules:
    """Return the measures; LexiconError when the data are invalid."""
    return convert_entries([_table("measures.toml")], MeasureRules, where="measures.toml")[0]


@cache
def index_rules() -> IndexRules:
    """Return the substance index; LexiconError when its weights are no weights."""
    rules = convert_entries([_table("substance.toml")], IndexRules, where="substance.toml")[0]
    known = {one.name for one in measure_rules().measure if one.scale == "share"}
    if unknown := sorted(set(rules.weights) - known):
        raise LexiconError(f"no share is called {unknown[0]!r}", where="substance.toml")
    if min(rules.weights.values()) < 0 or abs(sum(rules.weights.values()) - 1) > 1e-9:
        raise LexiconError("weights are not negative and add up to one", where="substance.toml")
    return rules


@cache
def quality_rules() -> QualityRules:
    """Return how well texts are read; LexiconError when the data are invalid."""
    file = "reading_quality.toml"
    return convert_entries([_table(file)], QualityRules, where=file)[0]


@cache
def body_words() -> tuple[str, ...]:
    """Return words for organs that can be asked what became of a promise."""
    return tuple(_table("bodies.toml")["words"])
