"""What a commitment aims at, as a number by a date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.quantity import Bound
from summitry.model.series import Nature


class Direction(StrEnum):
    """Which way a quantity should go."""

    RISE = "rise"
    FALL = "fall"


@dataclass(frozen=True, slots=True)
class Target:
    """A number that something should reach by a date.

    ``value`` is the plain number in ``unit``; ``made`` is when it was promised, ``deadline`` when
    it is due, ``earliest_deadline`` the nearer end where the wording leaves a range; all ISO 8601
    dates of reduced precision, None where the text gives none. ``parties`` are the codes of who
    owes it and with whom. ``commitment`` is the key of the commitment, or empty.
    """

    value: float
    unit: str
    deadline: str | None = None
    made: str | None = None
    direction: Direction = Direction.RISE
    earliest_deadline: str | None = None
    bound: Bound = Bound.EXACT
    nature: Nature = Nature.UNKNOWN
    parties: tuple[str, ...] = ()
    theme: str = ""
    object: str = ""
    commitment: str = ""

    def is_met_by(self, value: float) -> bool:
        """Tell whether a value is at the target or past it."""
        return value >= self.value if self.direction is Direction.RISE else value <= self.value
