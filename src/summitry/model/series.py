"""Published figures with where they come from: who counted, who said so, and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.identity import content_key
from summitry.model.quantity import Bound
from summitry.model.reporting_period import ReportingPeriod  # noqa: TC001 - read at run time


class Nature(StrEnum):
    """Whether figures add up over time, stand at a moment, or nobody said."""

    FLOW = "flow"
    STOCK = "stock"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SeriesOrigin:
    """Where a series comes from.

    ``producer`` is who counts, ``reporter`` whose figures these are (a party's code where it is
    one), ``source`` what it was read from (a title, a dataflow), ``address`` a URL. ``vintage``
    and ``accessed`` are ISO 8601 dates of reduced precision, ``checksum`` the SHA-256 of the
    payload. ``redistributable`` is None where the licence does not say.
    """

    producer: str
    reporter: str
    source: str
    address: str = ""
    vintage: str | None = None
    licence: str = ""
    accessed: str | None = None
    checksum: str = ""
    redistributable: bool | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure: of which period, how much, and who published it when.

    ``value`` is the plain number (70.2 bn is 70200000000) in the unit of its own, which is that
    of the series unless a fault; ``wording`` is the figure as it was given. ``published`` is an
    ISO 8601 date of reduced precision, None where nobody said. ``row`` is the line of the file.
    """

    period: ReportingPeriod
    value: float
    unit: str
    wording: str = ""
    bound: Bound = Bound.EXACT
    published: str | None = None
    source: str = ""
    address: str = ""
    note: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one reporter for one quantity, with every vintage kept.

    ``id`` is the name it was given; ``quantity`` the name shared by all vintages and reporters
    of one quantity, ``partner`` with whom (a party's code where it is one). Several observations
    of one period are vintages where they were published at different times, a fault otherwise.
    """

    id: str
    title: str
    unit: str
    origin: SeriesOrigin
    observations: tuple[Observation, ...]
    partner: str = ""
    nature: Nature = Nature.UNKNOWN
    quantity: str = ""

    @property
    def reporter(self) -> str:
        """Whose figures these are."""
        return self.origin.reporter

    @property
    def key(self) -> str:
        """The same for the same quantity, reporter, partner and unit, whatever was observed."""
        return content_key("series", self.id, self.reporter, self.partner, self.unit)


@dataclass(frozen=True, slots=True)
class Vintage:
    """The figures of a series as they were known at one time, one a period, oldest first.

    ``name`` is "first published", or "as of" the publication that restated an earlier figure;
    ``date`` its ISO 8601 date, None for the first. ``method`` says how vintages were told apart.
    """

    name: str
    date: str | None
    observations: tuple[Observation, ...]
    method: str
