"""An amount, as worded and as a number."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.span import Span  # noqa: TC001 - read by the schema at run time


class Bound(StrEnum):
    """How the wording limits the number."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"


class QuantityRole(StrEnum):
    """What the number measures."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that stands in the text.

    ``value`` is the plain number (50 million is 50000000; 7 per cent is 7); ``unit`` an
    ISO 4217 code, ``percent``, or the counted noun in the singular. A range is two
    quantities, its lower and its upper end. ``span`` leaves out "more than", "up to" and the
    like, which ``bound`` keeps.
    """

    span: Span
    text: str
    value: float
    unit: str
    bound: Bound = Bound.EXACT
    role: QuantityRole = QuantityRole.COUNT
