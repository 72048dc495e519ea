"""What goes out of tracing: lives of promises, repeats, totals, proposals; nothing unpublished."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from summitry.model import LineageLink, Outcome, RecycledPledge, Total


@dataclass(frozen=True, slots=True)
class Step:
    """Something said in a published document; ``page`` tells whether it has a page of its own."""

    id: str
    date: str | None
    title: str
    key: str
    quote: str
    page: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """A link and whether a person has confirmed it; ``where`` is the document of a silence."""

    link: LineageLink
    confirmed: bool
    where: Step | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a source says of a commitment, as people have accepted it."""

    says: str
    source: str
    date: str | None
    quote: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """One promise from meeting to meeting; ``undated`` sayings are in no order."""

    steps: tuple[Step, ...] = ()
    undated: tuple[Step, ...] = ()
    links: tuple[Told, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TracedSite:
    """All that goes out of tracing; ``life`` gives that of a commitment by its id."""

    life: Callable[[str], Life]
    said: dict[str, Step] = field(default_factory=dict)
    recycled: tuple[RecycledPledge, ...] = ()
    totals: tuple[Total, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
