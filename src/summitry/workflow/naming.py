"""Names that users of a register give: letters of dialogues, own themes and parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.lexicon.parties import load_parties
from summitry.model import OwnTheme, PartyKind, Theme
from summitry.storage import naming
from summitry.storage.finding import dialogue_number
from summitry.workflow.register import person
from summitry.workflow.values import Checker

if TYPE_CHECKING:
    from summitry.model import OwnParty
    from summitry.storage import Register

_SERIES = re.compile(r"[A-Z0-9]{1,8}\Z")
_THEME = re.compile(r"[a-z][a-z0-9-]{1,29}\Z")
_PARTY = re.compile(r"[A-Z][A-Z0-9-]{1,15}\Z")


def set_series(register: Register, dialogue: str, series: str | None, who: str) -> None:
    """Let coming ids of a dialogue begin with other letters; ids there are stay as they are."""
    letters = (series or "").upper()
    if not _SERIES.match(letters):
        raise UsageError(
            f"{series!r} cannot begin an id",
            where="--series",
            remedy="Use up to eight letters and digits.",
        )
    with register.changing(person(who)) as change:
        naming.set_series(change, dialogue_number(change, dialogue), letters)


def add_theme(register: Register, code: str, name: str | None, who: str) -> None:
    """Add a theme of a user's own, or give one another name."""
    if not _THEME.match(code) or code in {one.value for one in Theme}:
        raise UsageError(
            f"{code!r} cannot be a theme of your own",
            remedy="Use small letters, digits and -, and no theme there is already.",
        )
    with register.changing(person(who)) as change:
        naming.add_theme(change, OwnTheme(code, _plain(name) or code))


def add_party(register: Register, party: OwnParty, who: str) -> None:
    """Add a party of a user's own, or tell other things of one."""
    kinds = [one.value for one in PartyKind]
    if party.kind not in kinds:
        raise UsageError(f"{party.kind!r} is no kind", remedy=f"Use one of {', '.join(kinds)}.")
    if not _PARTY.match(party.code) or load_parties().is_known(party.code):
        raise UsageError(
            f"{party.code!r} cannot be a party of your own",
            remedy="Use capitals, digits and -, and no code there is already.",
        )
    if not _plain(party.name):
        raise UsageError("a party needs a name", where="--name")
    with register.changing(person(who)) as change:
        checker = Checker.of(change)
        members = tuple(checker.code(one) for one in party.members)
        kept = type(party)(party.code, _plain(party.name), party.kind, members)
        naming.add_party(change, kept)


def _plain(name: str | None) -> str:
    plain = " ".join((name or "").split())
    if not plain.isprintable():
        raise UsageError("a name cannot hold such characters", where="--name")
    return plain
