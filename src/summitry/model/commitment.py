"""What was undertaken, and the other statements worth keeping apart from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.party import Basis, PartyMention
from summitry.model.period import Period  # noqa: TC001 - read by the schema at run time
from summitry.model.quantity import Quantity  # noqa: TC001 - read by the schema at run time
from summitry.model.span import Span  # noqa: TC001 - read by the schema at run time


class Force(StrEnum):
    """How firmly a party undertakes an act."""

    FIRM = "firm"
    PLANNED = "planned"
    EXPLORATORY = "exploratory"


class Theme(StrEnum):
    """The field a commitment belongs to."""

    TRADE = "trade"
    FINANCE = "finance"
    TRANSPORT = "transport"
    ENERGY = "energy"
    DIGITAL = "digital"
    CLIMATE = "climate"
    WATER = "water"
    AGRICULTURE = "agriculture"
    HEALTH = "health"
    EDUCATION = "education"
    CULTURE = "culture"
    SECURITY = "security"
    SCIENCE = "science"
    GOVERNANCE = "governance"
    HUMANITARIAN = "humanitarian"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that decided something about a record, and the words it decided on.

    ``decides`` names the field ("detection", "force", "theme" …), ``rule`` the rule's stable
    name in the lexicon or grammar, ``span`` the words, None where no single words decided.
    """

    decides: str
    rule: str
    span: Span | None = None
    basis: Basis = Basis.TEXT


@dataclass(frozen=True, slots=True)
class Commitment:
    """A publicly expressed undertaking by a party to act in the future.

    ``number`` counts from 1 in reading order; ``key`` is a content hash that stays the same
    for the same words in the same document. ``action`` is the verb of the act in its base
    form. ``repeats`` is the number of an earlier record of the same act. ``conditions`` are
    the words that make it conditional. ``reporter`` says who reports it, if not the actor.
    ``theme`` is one of :class:`Theme`, or a theme a user has added.
    """

    number: int
    key: str
    span: Span
    quote: str
    actors: tuple[PartyMention, ...]
    recipients: tuple[PartyMention, ...]
    action: str
    force: Force
    verifiable: bool
    theme: str
    quantities: tuple[Quantity, ...] = ()
    deadline: Period | None = None
    conditions: tuple[Span, ...] = ()
    reporter: PartyMention | None = None
    repeats: int | None = None
    page: int | None = None
    why: tuple[Reason, ...] = ()


class StatementKind(StrEnum):
    """What a sentence does, where it does not undertake anything."""

    ACHIEVEMENT = "achievement"
    POSITION = "position"
    CALL = "call"
    PROPOSAL = "proposal"
    FORECAST = "forecast"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that is not a commitment but is worth keeping apart from one."""

    number: int
    key: str
    span: Span
    quote: str
    kind: StatementKind
    parties: tuple[PartyMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    period: Period | None = None
    page: int | None = None
    why: tuple[Reason, ...] = ()


__all__ = [
    "Basis",
    "Commitment",
    "Force",
    "PartyMention",
    "Reason",
    "Statement",
    "StatementKind",
    "Theme",
]
