"""Sentences of Russian text, and the words of one with their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.russian.morphology import NOTHING, Form, morphology, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.extraction.russian.names import PartyHit

_WORD: Final = re.compile(
    r"(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?(?![^\W\d_])"
    r"|\w+(?:[-‑’'ʻʼ]\w+)*|[^\w\s]"
)
# A full stop, and what may begin a sentence behind it.
_END: Final = re.compile(
    r"[.!?…]+[»”\"')\]]*\s+(?=[«“\"(\[–—-]*\s?[A-ZА-ЯЁ0-9ӘҒҚҢӨҰҮҺІЎҲҶӢӮ])"
    r"|[!?…]+[»”\"')\]]*\s+|;\s+|\n\s*\n"
)
# Words that end in a full stop inside a sentence.
_SHORTENED: Final = re.compile(
    r"(?:^|[\s(«\"–—-])(?:(?i:г|гг|в|вв|млн|млрд|трлн|тыс|руб|долл|им|ул|д|стр|с|п|пп|ст|ч|т|м|"
    r"кв|куб|обл|р|см|др|пр|т\.\s?е|т\.\s?д|т\.\s?п|т\.\s?ч|и\.\s?о|н\.\s?э|рис|табл|гл|акад|проф|"
    r"ок|прим|напр|экз|чел|мин|сек|час|га|км|шт|тел)|[А-ЯЁA-Z](?:\.\s?[А-ЯЁA-Z])?)\.\Z"
)
# Of those words some may end a sentence as well: "… в 2030 г. Стороны …".
_MAY_END: Final = re.compile(
    r"\d\s*гг?\.\Z|(?:др|т\.\s?[дп])\.\Z|(?:млн|млрд|трлн|тыс|руб|долл|чел)\.\Z"
)
_SENTENCE_MAX: Final = 4_000


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of a part of a text; a semicolon ends one as well."""
    found: list[tuple[int, int]] = []
    position = start
    for mark in _END.finditer(text, start, end):
        if mark.start() < position or _is_inside(text, position, mark):
            continue
        _keep(text, position, mark.start() + _length(mark), found)
        position = mark.end()
    _keep(text, position, end, found)
    return found


def _length(mark: re.Match[str]) -> int:
    return len(mark.group().rstrip())


def _is_inside(text: str, first: int, mark: re.Match[str]) -> bool:
    """Tell a full stop that shortens a word or follows an initial from the end of a sentence."""
    written = mark.group()
    if not written.startswith(".") or written.startswith(".."):
        return False
    before = text[max(first, mark.start() - 24) : mark.start() + 1]
    shortened = _SHORTENED.search(before)
    if shortened is None:
        return before[:-1].strip().isdigit() and len(before) <= 4
    # "… в 2030 г. Стороны …": a year's short word may end a sentence, too.
    year = _MAY_END.search(before)
    following = text[mark.end() : mark.end() + 2]
    return year is None or not (following[:1].isupper() and following[1:].islower())


def _keep(text: str, first: int, last: int, found: list[tuple[int, int]]) -> None:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if last - first > 0:
        found.append((first, min(last, first + _SENTENCE_MAX)))


@final
class Words:
    """The words of a sentence: as written, in lower case with "е" for "ё", and their places.

    Forms are looked up when they are asked for.
    """

    __slots__ = ("_forms", "end", "ends", "lower", "parties", "start", "starts", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        starts: list[int] = []
        ends: list[int] = []
        for match in _WORD.finditer(text, start, end):
            starts.append(match.start())
            ends.append(match.end())
        self.starts = starts
        self.ends = ends
        lowered = plainly(text[start:end])
        self.lower = [
            lowered[first - start : last - start] for first, last in zip(starts, ends, strict=True)
        ]
        self._forms: list[Form | None] = [None] * len(starts)
        self.parties: list[PartyHit] = []

    def __len__(self) -> int:
        return len(self.lower)

    def form(self, index: int) -> Form:
        """Return what a word can be."""
        known = self._forms[index]
        if known is None:
            lowered = self.lower[index]
            known = self._looked_up(index, lowered) if lowered[:1].isalpha() else NOTHING
            self._forms[index] = known
        return known

    def _looked_up(self, index: int, lowered: str) -> Form:
        if index and self.text[self.starts[index]].isupper():
            return morphology().name(lowered)
        return morphology().form(lowered)

    def tags(self, index: int) -> int:
        """Return the bits of a word, none outside the sentence."""
        return self.form(index).tags if 0 <= index < len(self.lower) else 0

    def is_capitalised(self, index: int) -> bool:
        """Tell whether a word is written with a capital."""
        return self.text[self.starts[index]].isupper()

    def at(self, offset: int) -> int:
        """Return the index of the first word that ends behind an offset of the text."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def matching(self, first: int, last: int, lemmas: frozenset[str]) -> Iterator[int]:
        """Yield the indices of words that belong to a base form listed."""
        for index in range(max(first, 0), min(last, len(self.lower))):
            if not lemmas.isdisjoint(self.form(index).lemmas):
                yield index
