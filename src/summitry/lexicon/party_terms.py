"""From the rows of the party files to the wordings a text is searched for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.lexicon.party_rows import GroupRow, LeaderRow, PartyRows

_DISTINGUISHING_CAPITALS = 2


class NameKind(StrEnum):
    """What a wording is to the party it stands for."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    BODY = "body"
    LEADER = "leader"
    GROUP = "group"
    GROUP_ADJECTIVE = "group adjective"
    OFFICE = "office"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, order=True)
class PartyTerm:
    """A wording to look for, and the party it stands for.

    ``surface`` has straight apostrophes and single spaces. ``code`` is empty for an OFFICE,
    which needs a party beside it, and for IGNORED wordings, which contain a party's name but
    name no party. ``since`` and ``until`` bound a leader's time in office (inclusive partial
    dates). An ``ambiguous`` surface has one term for each party it may stand for.
    """

    surface: str
    kind: NameKind
    code: str
    case_sensitive: bool = False
    since: str | None = None
    until: str | None = None
    ambiguous: bool = False


def expand_terms(rows: PartyRows) -> tuple[PartyTerm, ...]:
    """Return every wording of the rows, each once for a party and kind, sorted by surface."""
    cased = {row.surface for row in rows.cased}
    ambiguous = {row.surface for row in rows.ambiguous}
    terms = {
        PartyTerm(
            surface,
            kind,
            code,
            surface in cased or kind is NameKind.LEADER or is_acronym(surface),
            since,
            until,
            surface in ambiguous,
        )
        for surface, kind, code, since, until in _wordings(rows)
    }
    return tuple(sorted(terms, key=lambda term: (*_identity(term), term.since or "")))


def is_acronym(surface: str) -> bool:
    """Tell whether a wording is one word told apart by its capitals, such as USAID or KfW."""
    capitals = sum(letter.isupper() for letter in surface)
    return " " not in surface and "-" not in surface and capitals >= _DISTINGUISHING_CAPITALS


def _identity(term: PartyTerm) -> tuple[str, str, str]:
    return term.surface, term.kind, term.code


_Wording = tuple[str, NameKind, str, str | None, str | None]


def _wordings(rows: PartyRows) -> Iterator[_Wording]:
    for surface, kind, code in _lasting(rows):
        yield surface, kind, code, None, None
    for leader in rows.leaders:
        for surface in _leader_wordings(leader):
            yield surface, NameKind.LEADER, leader.party, leader.since, leader.until


def _lasting(rows: PartyRows) -> Iterator[tuple[str, NameKind, str]]:
    for state in rows.states:
        yield from ((name, NameKind.NAME, state.code) for name in (state.name, *state.names))
        yield from ((name, NameKind.DEMONYM, state.code) for name in state.demonyms)
        yield from ((name, NameKind.CAPITAL, state.code) for name in state.capitals)
    for organisation in rows.organisations:
        names = (organisation.name, *organisation.names)
        yield from ((name, NameKind.NAME, organisation.code) for name in names)
    patterns = tuple(row.pattern for row in rows.patterns)
    for group in rows.groups:
        yield from ((name, NameKind.GROUP, group.code) for name in _group_names(group, patterns))
        yield from ((word, NameKind.GROUP_ADJECTIVE, group.code) for word in group.adjectives)
    for body in rows.bodies:
        yield from ((name, NameKind.BODY, body.party) for name in (body.name, *body.names))
    for office in rows.offices:
        words = (office.word, office.plural) if office.plural else (office.word,)
        yield from ((word, NameKind.OFFICE, "") for word in words)
    yield from ((row.surface, NameKind.IGNORED, "") for row in rows.ignored)


def _group_names(group: GroupRow, patterns: tuple[str, ...]) -> Iterator[str]:
    yield from (group.name, *group.names, *group.regions)
    for pattern in patterns:
        slot, fillers = (
            ("{region}", group.regions)
            if "{region}" in pattern
            else ("{adjective}", group.adjectives)
        )
        yield from (pattern.replace(slot, filler) for filler in fillers)


def _leader_wordings(leader: LeaderRow) -> Iterator[str]:
    yield from leader.names
    for family in leader.family:
        if leader.common:
            yield from (f"{office} {family}" for office in leader.offices)
        else:
            yield family
