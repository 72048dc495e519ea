"""Sums of pledged money that say what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LeftOut(StrEnum):
    """Why an amount is no part of a total."""

    REPEATED = "repeated"
    REPLACED = "replaced"
    PART = "part"
    DISBURSED = "disbursed"
    LEVEL = "level"
    RANGE_END = "range end"
    CONVERSION = "conversion"
    OTHER_CURRENCY = "other currency"


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One amount of one record: taken into a total, or left out of it and why.

    ``value`` is in ``currency``; ``counted`` in the currency of the total. ``because_of`` is the
    id of the record that already holds the amount.
    """

    id: str
    document: str
    quote: str
    value: float
    currency: str
    counted: float | None = None
    left_out: LeftOut | None = None
    because_of: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A dated rate of exchange: one unit of ``base`` was worth ``value`` of ``quoted``."""

    base: str
    quoted: str
    value: float
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of pledges in one currency, every amount it holds and every amount it does not."""

    currency: str
    amount: float
    summed: tuple[TotalLine, ...]
    left_out: tuple[TotalLine, ...]
    method: str = ""
