"""The names of parties in languages whose words have forms, by the codes of the party files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_entries, load_table
from summitry.lexicon.parties import load_parties
from summitry.lexicon.party_terms import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator


NAMED_IN = ("ru",)
"""The languages that have names of parties in a file of their own."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A party and its names in one language, each in its base form."""

    code: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name in its base form, and what it is to the party; IGNORED names none."""

    surface: str
    kind: NameKind
    code: str


@cache
def load_party_names(language: str) -> tuple[PartyName, ...]:
    """Return the names of parties in a language.

    Raises LexiconError that lists the codes that no party has.
    """
    file = f"parties/{language}.toml"
    names = tuple(_names(file))
    known = load_parties()
    unknown = sorted({one.code for one in names if one.code and not known.is_known(one.code)})
    if unknown:
        raise LexiconError(f"no party has the code {', '.join(unknown)}", where=file)
    return names


def _names(file: str) -> Iterator[PartyName]:
    kinds = {
        "party": NameKind.NAME,
        "collective": NameKind.NAME,
        "body": NameKind.BODY,
        "leader": NameKind.LEADER,
    }
    for table, kind in kinds.items():
        for row in load_entries(file, table, NameRow):
            adjective = NameKind.DEMONYM if table == "party" else NameKind.GROUP_ADJECTIVE
            yield from (PartyName(name, kind, row.code) for name in row.names)
            yield from (PartyName(name, adjective, row.code) for name in row.adjectives)
            yield from (PartyName(name, NameKind.CAPITAL, row.code) for name in row.capitals)
            yield from (PartyName(name, NameKind.GROUP, row.code) for name in row.regions)
    for name in load_table(file).get("ignored", ()):
        yield PartyName(name, NameKind.IGNORED, "")
