"""Which series tells of a target: proposed by rules with reasons, confirmed by a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BindingReason:
    """One rule that spoke for a series (positive weight) or against it, and why."""

    rule: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Binding:
    """A series held ready for a target; ``series`` is its key.

    ``score`` sums the weights of the ``reasons``; ``method`` and ``version`` name the rules.
    ``confirmed_by`` and ``confirmed_at`` are None until a person agreed.
    """

    commitment: str
    series: str
    score: float
    reasons: tuple[BindingReason, ...]
    method: str
    version: str
    confirmed_by: str | None = None
    confirmed_at: str | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """How many of one unit make one of another, when, and who says so.

    ``rate`` of ``into`` make one of ``unit``; ``period`` is the year it holds for, None for a
    factor that never changes (tonnes and kilograms).
    """

    unit: str
    into: str
    rate: float
    period: str | None
    source: str
