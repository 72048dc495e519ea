"""What a register keeps of figures and verdicts: each with who decided it, when, and from where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.assessment import Truth  # noqa: TC001 - read by the schema at run time
from summitry.model.binding import BindingReason  # noqa: TC001 - read by the schema at run time
from summitry.model.outcome import ReportedOutcome  # noqa: TC001 - read by the schema at run time
from summitry.model.series import (  # noqa: TC001 - read by the schema at run time
    Observation,
    Series,
    SeriesOrigin,
)


class Speaks(StrEnum):
    """How a reported outcome speaks of the commitment it was linked to."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """One figure with where it was taken in from: a ``file``, or a provider's address."""

    observation: Observation
    origin: SeriesOrigin
    file: str = ""
    snapshot: int | None = None


@dataclass(frozen=True, slots=True)
class KeptSeries:
    """A series in the register by its number, which is never reused."""

    number: int
    series: Series
    figures: tuple[KeptFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptBinding:
    """A series that a person confirmed or refused for a number of an entry.

    ``target`` names the number as :func:`summitry.monitoring.targets.target_name` writes it;
    ``series`` is the number of the series. ``reasons`` are those of the rules, empty where a
    person chose a series that was not proposed.
    """

    number: int
    entry: str
    series: int
    target: str
    confirmed: bool
    score: float = 0.0
    reasons: tuple[BindingReason, ...] = ()
    method: str = ""
    version: str = ""
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """What others report of a pledge; ``entry`` and ``speaks`` are None until a person links it."""

    number: int
    outcome: ReportedOutcome
    file: str
    entry: str | None = None
    speaks: Speaks | None = None
    who: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class KeptAssessment:
    """A person's verdict beside what was calculated when it was given; ``at`` is in UTC."""

    number: int
    entry: str
    truth: Truth
    reason: str
    calculated: Truth
    calculated_reason: str
    method: str
    version: str
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many series and figures were taken in; ``unchanged`` figures were there already."""

    series: int = 0
    new_series: int = 0
    figures: int = 0
    unchanged: int = 0
