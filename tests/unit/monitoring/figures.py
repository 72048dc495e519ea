"""Series and targets made in a line, for tests."""

from __future__ import annotations

from collections.abc import Mapping

from summitry.model import (
    Nature,
    Observation,
    Series,
    SeriesOrigin,
    Target,
    parse_reporting_period,
)

TODAY = "2026-03-01"


def series(
    values: Mapping[str, float],
    *,
    name: str = "trade",
    reporter: str = "CHN",
    nature: Nature = Nature.FLOW,
    unit: str = "USD",
) -> Series:
    """A period may carry its publication behind an @: ``2022@2025-06``."""
    observations = []
    for key, value in values.items():
        period, _, published = key.partition("@")
        observations.append(
            Observation(
                parse_reporting_period(period),
                value,
                unit,
                f"{value:g} {unit}",
                published=published or None,
            )
        )
    origin = SeriesOrigin(reporter, reporter, "made for a test")
    return Series(name, "Goods trade", unit, origin, tuple(observations), "CA5", nature, name)


def target(value: float = 70, **fields: object) -> Target:
    shared: dict[str, object] = {"deadline": "2030", "made": "2022-01-25", "unit": "USD"}
    return Target(value, **{**shared, **fields})  # type: ignore[arg-type]
