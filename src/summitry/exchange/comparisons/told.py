"""A comparison with what is needed to tell of it: texts, quotes, what was missing, the command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summitry.exchange.wording import party_name
from summitry.model import Grouping

if TYPE_CHECKING:
    from summitry.model import Comparison, Failure, Group, Material, Measured, MeasureShown


@dataclass(frozen=True, slots=True)
class ToldComparison:
    """A comparison to be written; ``command`` makes it again, ``versions`` say with what."""

    comparison: Comparison
    material: Material
    failures: tuple[Failure, ...] = ()
    command: str = ""
    versions: str = ""


def named(told: ToldComparison) -> ToldComparison:
    """Return a comparison of parties with their names in the place of their codes."""
    found = told.comparison
    if found.by is not Grouping.PARTY:
        return told

    def groups(of: tuple[Group, ...]) -> tuple[Group, ...]:
        return tuple(replace(one, name=party_name(one.name)) for one in of)

    comparison = replace(
        found,
        groups=groups(found.groups),
        apart=tuple(
            replace(one, higher=party_name(one.higher), lower=party_name(one.lower))
            for one in found.apart
        ),
        sensitivity=tuple(replace(one, group=party_name(one.group)) for one in found.sensitivity),
        strata=tuple(replace(one, groups=groups(one.groups)) for one in found.strata),
    )
    return replace(told, comparison=comparison)


def number_words(value: float | None, scale: str) -> str:
    """Return a number as people read it: 57%, 44.0.

    >>> number_words(0.567, "share"), number_words(43.96, "rate"), number_words(None, "share")
    ('57%', '44.0', '')
    """
    if value is None:
        return ""
    if scale == "share":
        return f"{100 * value:.0f}%"
    return f"{value:.1f}"


def interval_words(one: Measured, scale: str) -> str:
    """Return the interval of a measure: 38–64%, empty where there is none."""
    if one.low is None or one.high is None:
        return ""
    low = number_words(one.low, scale).removesuffix("%")
    return f"{low}–{number_words(one.high, scale)}"


def places_words(one: Measured) -> str:
    """Return the places that a group can have: 1–3, empty where it has none."""
    if one.ranks is None:
        return ""
    first, last = one.ranks
    return str(first) if first == last else f"{first}–{last}"


def quotes_of(group: Group, measure: str, target: str) -> str:
    """Return where the page has the quotes behind a measure of a group that stands at a target.

    Where all of a group's commitments were counted, or none, all of them are shown.
    """
    counted = group.measured(measure).counted
    every = not counted or set(counted) == set(group.promises)
    return f"{target}-{'all' if every else measure}"


def unit_of(shown: MeasureShown) -> str:
    """Return what a measure is counted in, for tables that programs read."""
    return {"share": "share", "rate": "per 1,000 words"}.get(shown.scale, "number")
