"""The names of dialogues: the year that is no part of one, and the letters that stand for it."""

from __future__ import annotations

import re
import unicodedata

from summitry.lexicon.parties import load_parties
from summitry.model import PartyKind

_YEAR = re.compile(r"[\s,]*\(?\b(?:19|20)\d\d\)?\s*\Z")
_SIDES = re.compile(r"\s*[–—-]\s*|\s+(?:and|with)\s+")
_WORD = re.compile(r"[A-Z0-9]+")
_DIGITS = re.compile(r"[A-Z]*?(\d+)\Z")
_SHORT = 4
_LONGEST = 8
_SMALL = {"of", "the", "and", "for", "on", "in", "with", "a", "an", "to", "de", "la"}
_NAMELESS = "D"


def dialogue_name(name: str) -> str:
    """Return the name of a dialogue without the year of one of its meetings.

    >>> dialogue_name("China–Central Asia 2022"), dialogue_name("2022")
    ('China–Central Asia', '2022')
    """
    plain = " ".join(name.split())
    return _YEAR.sub("", plain) or plain


def series_letters(name: str) -> tuple[str, ...]:
    """Return what the ids of a dialogue may begin with, best first: capitals and digits.

    A state gives its initial, a group its initial and number, another body its code; where no
    sides are named, the initials of the words do. The longer form serves where two would agree.

    >>> series_letters("China–Central Asia"), series_letters("C5+1"), series_letters("Valdai")
    (('CC5', 'CHNC5'), ('C51',), ('VALDAI',))
    """
    sides = [side for side in _SIDES.split(name) if side]
    codes = [load_parties().resolve(side) for side in sides]
    if len(sides) > 1 and all(codes):
        short = "".join(_short(code) for code in codes if code)
        long = "".join(_short(code, whole=True) for code in codes if code)
        return tuple(dict.fromkeys((short[:_LONGEST], long[:_LONGEST])))
    words = [word for word in name.split() if word.lower() not in _SMALL]
    if len(words) > 1:
        letters = "".join(_plain(word)[:1] for word in words)
        return (letters[:_LONGEST],) if letters else (_NAMELESS,)
    return (_plain(name)[:6] or _NAMELESS,)


def _short(code: str, *, whole: bool = False) -> str:
    party = load_parties().party(code)
    plain = _plain(code)
    if party.kind is PartyKind.STATE:
        return plain if whole else plain[:1]
    digits = _DIGITS.match(plain)
    if party.kind is PartyKind.GROUP and digits:
        return plain[:1] + digits[1]
    return plain[:_SHORT]


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).upper()
    return "".join(_WORD.findall(bare.encode("ascii", "ignore").decode()))
