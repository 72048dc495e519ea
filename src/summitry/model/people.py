"""Those who use a register together: their roles, accounts and saved views."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do; each may do all that those before it may.

    A reader looks; a reviewer decides, edits and writes notes; a secretary also adds documents
    and names dialogues; an admin also invites people and closes accounts.
    """

    READER = "reader"
    REVIEWER = "reviewer"
    SECRETARY = "secretary"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Tell whether this role includes another.

        >>> Role.SECRETARY.may(Role.REVIEWER), Role.READER.may(Role.REVIEWER)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(needed)

    def at_most(self, other: Role) -> Role:
        """Return the lesser of two roles.

        >>> Role.ADMIN.at_most(Role.READER), Role.READER.at_most(Role.ADMIN)
        (<Role.READER: 'reader'>, <Role.READER: 'reader'>)
        """
        return other if self.may(other) else self


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may come in; ``name`` is what the journal calls them."""

    number: int
    name: str
    role: Role
    made: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SavedView:
    """A search with a name; ``query`` is the query part of its address."""

    number: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class AccessToken:
    """By which a program comes in for a person, with a role of its own; ``used`` may be None.

    The token itself is kept nowhere; moments are ISO 8601 in UTC.
    """

    number: int
    name: str
    role: Role
    made: str
    ends: str
    used: str | None = None
