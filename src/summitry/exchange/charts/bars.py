"""What a bar chart shows, in words and figures; it can be a key of what was drawn before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every bar: its name, and its colour, a key of :data:`COLOURS`."""

    name: str
    colour: str = "first"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a value for each series, with the addresses that the bar and its parts lead to.

    ``addresses`` has one for each series or none at all; an empty one leads nowhere. ``told`` is
    the sum as it is written at the end of the bar.
    """

    label: str
    values: tuple[int, ...]
    told: str = ""
    address: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Return the sum of its parts."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars one under the other, each divided into the same series.

    ``summary`` is the text alternative: one sentence with what the picture shows. ``what`` says
    what a bar stands for, ``unit`` what is counted. With ``beside`` the series stand one under the
    other instead of adding up.
    """

    title: str
    summary: str
    what: str
    unit: str
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    beside: bool = False
