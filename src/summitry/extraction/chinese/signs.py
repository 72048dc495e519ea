"""One pass over a text for every wording of the lexicon, as a row of signs with their offsets.

Chinese writes no blanks, so the longest wording that begins at a place is taken, and what is in
no list stands in the gaps. What stands in quotation marks or brackets is one name and takes no
part in the grammar of its clause; its parties are kept.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Final, final

import ahocorasick_rs

from summitry.lexicon.chinese import (
    COMMA,
    MARK,
    OPENING,
    OPENS,
    PARTY,
    QUOTED,
    SEMICOLON,
    STOP,
    load_chinese,
)

_CLOSING = {
    "“": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
}
_QUOTE_LONGEST: Final = 45
_TITLE_LONGEST: Final = 120
_STRETCH: Final = 200_000


@final
class Signs:
    """The wordings found, in reading order: ``starts``, ``ends``, ``flags``, and their numbers."""

    __slots__ = ("ends", "flags", "numbers", "starts", "text", "wordings")

    def __init__(self, text: str, wordings: list[str]) -> None:
        self.text = text
        self.wordings = wordings
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.flags: list[int] = []
        self.numbers: list[int] = []

    def word(self, index: int) -> str:
        """Return the wording of a sign, as the lexicon lists it."""
        return self.wordings[self.numbers[index]]

    def has(self, first: int, after: int, wanted: int, unwanted: int = QUOTED) -> bool:
        """Tell whether a sign of a row does a thing wanted, and none that is unwanted."""
        flags = self.flags
        for index in range(first, after):
            flag = flags[index]
            if flag & wanted and not flag & unwanted:
                return True
        return False

    def first_from(self, offset: int) -> int:
        """Return the first sign that begins at an offset or behind it."""
        return bisect_left(self.starts, offset)


class Signer:
    """The automaton over all wordings of the lexicon."""

    def __init__(self, flags: dict[str, int]) -> None:
        self._wordings = sorted(flags)
        self._flags = [flags[word] for word in self._wordings]
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._wordings, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def read(self, text: str) -> Signs:
        """Return the signs of a text; time is linear in its length."""
        found = Signs(text, self._wordings)
        start, length = 0, len(text)
        while start < length:
            end = _stretch_end(text, start)
            self._search(text[start:end], start, found)
            start = end
        return found

    def _search(self, stretch: str, offset: int, found: Signs) -> None:
        starts, ends, flags, numbers = found.starts, found.ends, found.flags, found.numbers
        known = self._flags
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(stretch)
        inside = -1  # where the quotation that is open ends
        for number, start, end in hits:
            flag = known[number]
            if start < inside:
                if not flag & PARTY:
                    continue
                flag |= QUOTED
            elif flag & OPENS:
                inside = _closed(stretch, start)
                continue
            elif not flag or (flag & COMMA and _within_number(stretch, start)):
                continue
            starts.append(start + offset)
            ends.append(end + offset)
            flags.append(flag)
            numbers.append(number)


def _closed(text: str, start: int) -> int:
    """Return where a name in quotation marks ends; -1 for what is said, not named."""
    mark = text[start]
    longest = _QUOTE_LONGEST if mark in "“「『" else _TITLE_LONGEST
    place = text.find(_CLOSING[mark], start + 1, start + longest)
    if place < 0:
        return -1
    if mark in "“「『":
        for sign in "。，；：":
            if text.find(sign, start, place) >= 0:
                return -1
    return place


def _within_number(text: str, place: int) -> bool:
    if text[place] != ",":
        return False
    return place + 1 < len(text) and text[place + 1].isdigit() and text[place - 1].isdigit()


def _stretch_end(text: str, start: int) -> int:
    """Return where a stretch may end: between lines, else sentences."""
    last = start + _STRETCH
    if last >= len(text):
        return len(text)
    for mark in ("\n", "。", "，"):
        place = text.rfind(mark, last - _STRETCH // 2, last)
        if place >= 0:
            return place + 1
    return last


@cache
def signer() -> Signer:
    """Return the searcher of the lexicon, built once."""
    return Signer(load_chinese().flags)


BREAKS: Final = COMMA | SEMICOLON | STOP
LEADING: Final = OPENING | MARK
