"""How it was measured, in words for people who must defend it; the words are in methods.toml."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.exchange.comparisons.told import ToldComparison


def told(comparison: ToldComparison) -> Iterator[tuple[str, str]]:
    """Yield headings with what is to be known under each."""
    found = comparison.comparison
    weights = ", ".join(f"{name} {weight:.0%}" for name, weight in found.weights.items())
    figures = {**asdict(found.method), "weights": weights}
    for head, words in _said():
        yield head, words.format(**figures)
    if found.as_of:
        yield "Lateness", f"Judged on {found.as_of}, with the evidence that people have accepted."
    yield "Versions", f"{comparison.versions}, measures {found.method.measures_version}"


def remarks(comparison: ToldComparison) -> Iterator[tuple[str, str]]:
    """Yield what is to be known before the figures are used, and of whom."""
    for remark in comparison.comparison.remarks:
        yield "To be known first", remark
    for group in comparison.comparison.groups:
        if group.remarks:
            yield group.name, " ".join(group.remarks)
    for failure in comparison.failures:
        yield "Could not be read", f"{failure.source}: {failure.what}"


@cache
def _said() -> tuple[tuple[str, str], ...]:
    page = files("summitry.exchange.comparisons").joinpath("methods.toml")
    rows = tomllib.loads(page.read_text("utf-8"))["said"]
    return tuple((str(row["head"]), str(row["words"])) for row in rows)
