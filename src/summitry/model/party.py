"""Who can owe something, and who can be owed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.span import Span  # noqa: TC001 - read by the schema at run time

ALL_PARTIES = "ALL"
"""The code for all the parties to a document together."""


class PartyKind(StrEnum):
    """What sort of party a code stands for."""

    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of an organisation or group, with ISO 8601 dates where they are known."""

    code: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A state (ISO 3166-1 alpha-3), an organisation, or a group of states."""

    code: str
    name: str
    kind: PartyKind
    members: tuple[Membership, ...] = ()


class Basis(StrEnum):
    """What a field was read from, or inferred from."""

    TEXT = "text"
    LEAD_IN = "lead-in"
    HEADING = "heading"
    PREVIOUS_SENTENCE = "previous sentence"
    DOCUMENT = "parties of the document"
    SPEAKER = "speaker of the document"
    PERSON = "a person's decision"


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party in a role, with the words that name it.

    ``span`` is None only when nothing in the text names it and ``basis`` says where it was
    taken from instead.
    """

    code: str
    basis: Basis
    span: Span | None = None
