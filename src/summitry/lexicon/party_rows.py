"""The rows of the party files, as a person writes them, and how they are read together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import msgspec

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_entries

Row = TypeVar("Row")

_FOLDER = "parties"


class AccessionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Members that joined, and perhaps left, on the same dates (ISO 8601, partial)."""

    codes: tuple[str, ...]
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class StateRow:
    """A state or territory: nouns, adjectives and people, seats of government."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation or a forum, with its members where they are states or known parties."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    members: tuple[AccessionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of states; its regions and adjectives fill the patterns of the group file."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    members: tuple[AccessionRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A phrase with ``{region}`` or ``{adjective}`` that stands for the group named by it."""

    pattern: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """An organ that stands for a party wherever it is named."""

    name: str
    party: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A word for an office or an organ that stands for a party only together with its name."""

    word: str
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A person who speaks for a party while in office (``since``, ``until``: partial dates).

    ``family`` and ``names`` (full forms) each list every usual spelling. A ``common`` family
    name, which is also another word or many people's name, counts only after a title.
    """

    family: tuple[str, ...]
    names: tuple[str, ...]
    party: str
    offices: tuple[str, ...]
    since: str | None = None
    until: str | None = None
    common: bool = False


@dataclass(frozen=True, slots=True)
class SurfaceRow:
    """A wording about which something is to be known: ignored, or told apart by its case."""

    surface: str


@dataclass(frozen=True, slots=True)
class AmbiguousRow:
    """A wording that several parties rightly share."""

    surface: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyRows:
    """Everything the party files hold."""

    states: tuple[StateRow, ...] = ()
    organisations: tuple[OrganisationRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    patterns: tuple[PatternRow, ...] = ()
    bodies: tuple[BodyRow, ...] = ()
    offices: tuple[OfficeRow, ...] = ()
    leaders: tuple[LeaderRow, ...] = ()
    ignored: tuple[SurfaceRow, ...] = ()
    cased: tuple[SurfaceRow, ...] = ()
    ambiguous: tuple[AmbiguousRow, ...] = ()

    @property
    def collectives(self) -> tuple[OrganisationRow | GroupRow, ...]:
        """The parties that have members."""
        return (*self.organisations, *self.groups)


def load_rows() -> PartyRows:
    """Return the rows of all party files; LexiconError lists the faults of every file."""
    faults: list[str] = []

    def rows(file: str, table: str, kind: type[Row]) -> tuple[Row, ...]:
        try:
            return load_entries(f"{_FOLDER}/{file}.toml", table, kind)
        except LexiconError as error:
            faults.append(str(error))
            return ()

    loaded = PartyRows(
        states=rows("states", "state", StateRow),
        organisations=rows("organisations", "organisation", OrganisationRow),
        groups=rows("groups", "group", GroupRow),
        patterns=rows("groups", "pattern", PatternRow),
        bodies=rows("bodies", "body", BodyRow),
        offices=rows("offices", "office", OfficeRow),
        leaders=rows("leaders", "leader", LeaderRow),
        ignored=rows("ignored", "ignored", SurfaceRow),
        cased=rows("surfaces", "cased", SurfaceRow),
        ambiguous=rows("surfaces", "ambiguous", AmbiguousRow),
    )
    if faults:
        raise LexiconError("; ".join(faults), where=f"{_FOLDER}/")
    return loaded
