"""What a later text says of an earlier promise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.quantity import Quantity  # noqa: TC001 - read by the schema at run time
from summitry.model.span import Span  # noqa: TC001 - read by the schema at run time


class Says(StrEnum):
    """What a passage reports of a promise."""

    DELIVERED = "delivered"
    PARTLY = "partly"
    PROGRESS = "progress"
    REAFFIRMED = "reaffirmed"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class SuggestedEvidence:
    """A passage of a report proposed as evidence for a promise; a person decides on it.

    ``span`` covers ``quote`` in the report; ``quantities`` are the amounts that stand in it.
    ``score`` lies between 0 and 1; ``method`` names the rules and their version.
    """

    promise: str
    span: Span
    quote: str
    says: Says
    score: float
    quantities: tuple[Quantity, ...] = ()
    reasons: tuple[str, ...] = ()
    method: str = ""
