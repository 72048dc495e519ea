"""A claim of fact, and what figures say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.quantity import Bound


class ClaimKind(StrEnum):
    """What a claim says of a quantity."""

    LEVEL = "level"
    MULTIPLE = "multiple"
    CHANGE = "change"


class ClaimVerdict(StrEnum):
    """What figures say of a claim."""

    HOLDS = "holds"
    HOLDS_ROUGHLY = "holds roughly"
    DOES_NOT = "does not hold"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class FactClaim:
    """What is claimed of one quantity.

    LEVEL: ``value`` in ``unit`` at ``end``. MULTIPLE: the figure of ``end`` is ``value`` times
    that of ``start``. CHANGE: it differs from it by ``value`` per cent. ``start`` and ``end`` are
    ISO 8601 dates of reduced precision; ``years`` is how long the claim says it took, where it
    gives no years. ``nearly`` is "almost", which means a little less. ``forecast`` is about what
    was still to come, ``attributed_to`` whom it is put down to.
    """

    text: str
    kind: ClaimKind
    value: float
    unit: str = ""
    bound: Bound = Bound.EXACT
    nearly: bool = False
    start: str | None = None
    end: str | None = None
    years: float | None = None
    said: str | None = None
    forecast: bool = False
    attributed_to: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFigure:
    """What one reporter's figures, in one vintage, give for a claim, and by which figures."""

    series: str
    reporter: str
    vintage: str
    value: float
    working: str


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim held against series: the figures, the range over them, and the verdict.

    ``low`` and ``high`` are in the measure of the claim, None without figures.
    """

    claim: FactClaim
    verdict: ClaimVerdict
    reason: str
    method: str
    version: str
    figures: tuple[ClaimFigure, ...] = ()
    low: float | None = None
    high: float | None = None
