"""Who belongs to whom: groups of the lexicon and of a register's users, and their members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.lexicon.parties import load_parties
from summitry.model import ALL_PARTIES, PartyKind
from summitry.storage.documents import own_parties

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summitry.storage import View

_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Membership:
    """The groups of states: those of the lexicon, and those that users have added, by code.

    An organisation is nobody's group here: what the EU or the UN does, its members need not do.
    """

    own: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, view: View) -> Membership:
        """Return what is known in a register."""
        groups = (one for one in own_parties(view) if one.kind == PartyKind.GROUP)
        return cls({one.code: one.members for one in groups})

    def expanded(
        self, codes: Iterable[str], date: str | None, parties: Iterable[str]
    ) -> frozenset[str]:
        """Return the codes with groups told as their members on a date, ``ALL`` as ``parties``.

        What has no members that are listed stands for itself.
        """
        found: set[str] = set()
        waiting = [(code, 0) for code in codes]
        while waiting:
            code, depth = waiting.pop()
            if code == ALL_PARTIES:
                inside = tuple(one for one in parties if one != ALL_PARTIES)
            else:
                inside = tuple(self._members(code, date) - {code})
            if inside and depth < _DEEPEST:
                waiting += [(one, depth + 1) for one in inside]
            else:
                found.add(code)
        return frozenset(found)

    def groups(self, code: str) -> frozenset[str]:
        """Return the codes of the groups that a party is in, or ever was."""
        found = {
            party.code
            for party in load_parties().parties()
            if party.kind is PartyKind.GROUP and any(one.code == code for one in party.members)
        }
        found |= {group for group, members in self.own.items() if code in members}
        return frozenset(found)

    def _members(self, code: str, date: str | None) -> frozenset[str]:
        if code in self.own:
            return frozenset(self.own[code])
        lexicon = load_parties()
        if not lexicon.is_known(code) or lexicon.party(code).kind is not PartyKind.GROUP:
            return frozenset()
        return lexicon.members(code, date)
