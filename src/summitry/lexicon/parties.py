"""The parties: who can owe something and be owed, under every name an English text uses."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from summitry.errors import LexiconError, UsageError
from summitry.lexicon.party_checks import find_faults
from summitry.lexicon.party_rows import AccessionRow, PartyRows, load_rows
from summitry.lexicon.party_terms import NameKind, PartyTerm, expand_terms
from summitry.model import Membership, Party, PartyKind

__all__ = ["NameKind", "PartyLexicon", "PartyTerm", "build_parties", "load_parties"]

_CURLY = re.compile("[\u2018\u2019\u02bb\u02bc]")
_ARTICLE = "the "
_RESOLVABLE = (NameKind.NAME, NameKind.GROUP)


@dataclass(frozen=True, slots=True)
class PartyLexicon:
    """The parties by code, and the wordings that stand for them.

    ``terms`` are sorted by surface; several terms may share one surface (an ambiguous name,
    leaders of one name at different times).
    """

    terms: tuple[PartyTerm, ...]
    _parties: dict[str, Party] = field(repr=False)
    _codes: dict[str, str] = field(repr=False)

    def is_known(self, code: str) -> bool:
        """Tell whether a code stands for a party."""
        return code in self._parties

    def party(self, code: str) -> Party:
        """Return the party of a code; UsageError, with the closest names, when there is none."""
        try:
            return self._parties[code]
        except KeyError:
            close = ", ".join(self.suggest(code))
            remedy = f"Perhaps one of these: {close}." if close else "Give an ISO 3166-1 code."
            raise UsageError(f"no party has the code {code!r}", remedy=remedy) from None

    def parties(self) -> tuple[Party, ...]:
        """Return every party, sorted by code."""
        return tuple(self._parties[code] for code in sorted(self._parties))

    def members(self, code: str, date: str | None = None) -> frozenset[str]:
        """Return the codes of a party's members on a date, or without a date of those still in.

        ``date`` is a partial ISO 8601 date; a membership that covers any part of it counts. A
        state stands for itself. Empty where no members are listed. UsageError for an unknown
        code.
        """
        party = self.party(code)
        if party.kind is PartyKind.STATE:
            return frozenset({code})
        return frozenset(member.code for member in party.members if _holds(member, date))

    def memberships(self, code: str, date: str | None = None) -> frozenset[str]:
        """Return the codes of the organisations and groups a party is a member of on a date."""
        return frozenset(
            party.code
            for party in self._parties.values()
            if any(member.code == code and _holds(member, date) for member in party.members)
        )

    def same_memberships(self, first: str, second: str, date: str | None = None) -> bool:
        """Tell whether two parties are members of the same organisations and groups."""
        return self.memberships(first, date) == self.memberships(second, date)

    def resolve(self, name: str) -> str | None:
        """Return the code of a party given by code or name, or None when none or several fit.

        Letter case, a leading "the", curly apostrophes and surplus spaces do not matter.

        >>> load_parties().resolve("the kyrgyz republic"), load_parties().resolve("Китай")
        ('KGZ', 'CHN')
        """
        folded = _folded(name)
        return self._codes.get(folded) or (None if folded.isascii() else _abroad(folded))

    def suggest(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Return the names of the parties closest to a misspelt name, best first."""
        close = difflib.get_close_matches(_folded(name), self._codes, n=4 * count, cutoff=0.6)
        codes = dict.fromkeys(self._codes[match] for match in close)
        return tuple(self._parties[code].name for code in codes)[:count]


def build_parties(rows: PartyRows) -> PartyLexicon:
    """Return the lexicon of the rows; LexiconError lists every fault in them."""
    faults = find_faults(rows)
    if faults:
        raise LexiconError("; ".join(faults), where="parties/")
    terms = expand_terms(rows)
    parties = {party.code: party for party in _parties(rows)}
    return PartyLexicon(terms, parties, _resolvable(terms, parties))


@cache
def load_parties() -> PartyLexicon:
    """Return the lexicon of the shipped files, read once."""
    return build_parties(load_rows())


def _abroad(folded: str) -> str | None:
    """Return the code of a party by its name in another language that is read."""
    from summitry.lexicon.party_names import NAMED_IN, load_party_names

    found = {
        one.code
        for language in NAMED_IN
        for one in load_party_names(language)
        if one.kind in _RESOLVABLE and _folded(one.surface) == folded
    }
    return found.pop() if len(found) == 1 else None


def _parties(rows: PartyRows) -> list[Party]:
    states = [Party(row.code, row.name, PartyKind.STATE) for row in rows.states]
    organisations = [
        Party(row.code, row.name, PartyKind.ORGANISATION, _memberships(row.members))
        for row in rows.organisations
    ]
    groups = [
        Party(row.code, row.name, PartyKind.GROUP, _memberships(row.members)) for row in rows.groups
    ]
    return states + organisations + groups


def _memberships(accessions: tuple[AccessionRow, ...]) -> tuple[Membership, ...]:
    return tuple(
        Membership(code, accession.since, accession.until)
        for accession in accessions
        for code in accession.codes
    )


def _resolvable(terms: tuple[PartyTerm, ...], parties: dict[str, Party]) -> dict[str, str]:
    # Codes come last, so that a code wins over another party's acronym.
    codes = {
        _folded(term.surface): term.code
        for term in terms
        if term.kind in _RESOLVABLE and not term.ambiguous
    }
    return codes | {_folded(code): code for code in parties}


def _folded(name: str) -> str:
    straight = _CURLY.sub("'", unicodedata.normalize("NFC", name))
    return " ".join(straight.casefold().split()).removeprefix(_ARTICLE)


def _holds(member: Membership, date: str | None) -> bool:
    if date is None:
        return member.until is None
    begun = member.since is None or member.since[: len(date)] <= date[: len(member.since)]
    return begun and (
        member.until is None or date[: len(member.until)] <= member.until[: len(date)]
    )
