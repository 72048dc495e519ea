"""What a published site is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    plans: tuple[PublishedPlan, ...] = ()
