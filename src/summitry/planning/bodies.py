"""The bodies that have a part in an action, proposed by side and theme, and yet to be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.lexicon.parties import load_parties
from summitry.model import ALL_PARTIES, Body, Duty, Level, PartyKind, Role
from summitry.planning.rules import level_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import Promise

_GROUP_LIMIT = 12


def sides_of(promise: Promise) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parties that undertake it and those it is for, groups told by their members.

    A group with more members than a plan can have sides keeps its own code.
    """
    parties = promise.occasion.parties
    date = promise.occasion.date
    actors = _spread((one.code for one in promise.commitment.actors), parties, date)
    recipients = _spread((one.code for one in promise.commitment.recipients), parties, date)
    return tuple(actors), tuple(one for one in recipients if one not in actors)


def _spread(codes: Iterable[str], parties: Sequence[str], date: str | None) -> list[str]:
    found: dict[str, None] = {}
    for code in codes:
        named = parties if code == ALL_PARTIES else (code,)
        for one in named:
            found.update(dict.fromkeys(_members(one, date)))
    return list(found)


def _members(code: str, date: str | None) -> Sequence[str]:
    lexicon = load_parties()
    if not lexicon.is_known(code) or lexicon.party(code).kind is not PartyKind.GROUP:
        return (code,)
    members = sorted(lexicon.members(code, date))
    return members if 0 < len(members) <= _GROUP_LIMIT else (code,)


def duties_of(
    sides: tuple[tuple[str, ...], tuple[str, ...]], theme: str, level: Level
) -> tuple[tuple[Duty, ...], tuple[Body, ...]]:
    """Return who leads and who supports on each side, and the bodies that this names."""
    portfolios = level_rules().portfolio
    field = "leaders" if level is Level.LEADERS else theme
    if field not in portfolios:
        field = "other"
    duties, bodies = [], []
    for parties, role in zip(sides, (Role.LEAD, Role.SUPPORT), strict=True):
        for party in parties:
            code = f"{party}-{field}"
            duties.append(Duty(party, code, role))
            told = portfolios[field] if _is_state(party) else _of_organisation(field)
            name = f"{party_name(party)}: {told}"
            bodies.append(Body(code, name, party, to_be_named=True))
    return tuple(duties), tuple(bodies)


def _is_state(code: str) -> bool:
    lexicon = load_parties()
    return not lexicon.is_known(code) or lexicon.party(code).kind is PartyKind.STATE


def _of_organisation(field: str) -> str:
    """Return the field of a body of an organisation, which has no ministries."""
    words = level_rules().organisation
    return words.get(field) or words["theme"].format(theme=field)


def party_name(code: str) -> str:
    """Return the name of a party, or its code where it is a user's own."""
    lexicon = load_parties()
    return lexicon.party(code).name if lexicon.is_known(code) else code
