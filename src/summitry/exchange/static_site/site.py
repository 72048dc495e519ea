"""What a published site is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from summitry.exchange.comparisons.told import ToldComparison
    from summitry.exchange.static_site.traced import TracedSite
    from summitry.model import ActionPlan, Commitment, Document, PlanVersion


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the publisher says of the site.

    ``address`` is where it will be found, without a slash at its end; without one there is no
    sitemap and no feed, which need it.
    """

    title: str = "Commitments"
    publisher: str = ""
    licence: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """A commitment that goes out: whether a person has accepted it, and when it was changed."""

    id: str
    record: Commitment
    reviewed: bool
    changed: str


@dataclass(frozen=True, slots=True)
class PublishedTarget:
    """A number of a commitment as each reporter's figures, in each vintage, tell of it.

    ``rows`` are reporter, vintage, status, first met, chance, why and differs; ``picture`` is an
    SVG or empty; ``notes`` say what is not known; ``series`` are numbers.
    """

    words: str
    due: str
    picture: str
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    series: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedVerdict:
    """A verdict, calculated or given by a person (``date`` says when), with its reason."""

    words: str
    reason: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A commitment with its targets, what speaks for and against it, and the verdicts."""

    id: str
    quote: str
    targets: tuple[PublishedTarget, ...]
    evidence: tuple[tuple[str, str, str], ...]
    calculated: PublishedVerdict
    assigned: PublishedVerdict | None = None


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    """A claim of fact with what figures say of it."""

    id: str
    quote: str
    said: str
    verdict: str
    reason: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedSeries:
    """A series; ``rows`` are period, figure, published, source, address, note and licence."""

    number: int
    name: str
    title: str
    reporter: str
    partner: str
    unit: str
    vintages: tuple[str, ...]
    faults: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Monitoring:
    """What goes out of targets, claims and figures; ``records`` is the same for programs."""

    followed: tuple[Followed, ...] = ()
    claims: tuple[PublishedClaim, ...] = ()
    series: tuple[PublishedSeries, ...] = ()
    records: tuple[Mapping[str, Any], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.followed or self.claims or self.series)


@dataclass(frozen=True, slots=True)
class PublishedPlan:
    """An action plan as it was last adopted, and its calendar where one can be written."""

    plan: ActionPlan
    version: PlanVersion
    calendar: bytes | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What goes out. ``documents`` gives each with what is published of it, one after the other."""

    imprint: Imprint
    documents: Callable[[], Iterator[tuple[str, Document, list[Published]]]]
    traced: TracedSite | None = None
    monitoring: Monitoring = field(default_factory=Monitoring)
    plans: tuple[PublishedPlan, ...] = ()
    compared: ToldComparison | None = None
