"""Sentences of a block: where one stops and the next begins, offsets kept."""

from __future__ import annotations

import re
from typing import Final, final

from summitry.lexicon.grammar import load_grammar

_STOPS = frozenset(".!?…")
_CLOSING = frozenset("\"'”’»)]*_")  # may stand behind the stop
_OPENING = frozenset("\"'“‘«([*_")  # may stand before the next word
_SIGNS = frozenset("$€£")  # open a sentence as a letter or a digit does
# Longer than any sentence of prose: beyond it a "sentence" is a list or debris, and is cut
# where it can be, so that time stays linear however long a text runs without a full stop.
_LONGEST = 2_000
_CUTS = (re.compile(r";\s|[\r\n]"), re.compile(r",\s"), re.compile(r"\s"))
_WORD_REACH: Final = 30
_BEFORE_WORD = frozenset('([“"')
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")


def split_sentences(text: str, start: int, end: int, language: str = "en") -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences in ``text[start:end]``, trimmed.

    What runs on for more than 2,000 characters is cut at the last semicolon or line end before
    that, else at the last comma, else at the last space.
    """
    known = load_grammar(language).words
    sentences: list[tuple[int, int]] = []
    stops = _Stops(text, end)
    position = start
    inside = start > 0 and text[start - 1] in _STOPS
    stop = stops.following(_skip(text, start, end, _STOPS) if inside else start)
    while stop >= 0:
        after = _skip(text, stop, end, _STOPS)
        closed = _skip(text, after, end, _CLOSING)
        following = closed
        while following < end and text[following].isspace():
            following += 1
        word = _skip(text, following, end, _OPENING) if following > closed else end
        if word < end and (text[word].isalnum() or text[word] in _SIGNS):
            full = after > stop + 1 or text[stop] != "."
            if not text[word].islower() and (full or _ends(text, position, stop, following, known)):
                _add(text, position, closed, sentences)
                position = following
        stop = stops.following(after)
    last = end
    while last > position and text[last - 1].isspace():
        last -= 1
    if last > position:
        _add(text, position, last, sentences)
    return sentences


@final
class _Stops:
    """Finds one stop after the other: each kind is looked for only when it may be the next."""

    __slots__ = ("_end", "_places", "_text")

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._places = dict.fromkeys(_STOPS, -1)  # where each kind was found last

    def following(self, position: int) -> int:
        """Return where the first stop at or after a position stands, or -1."""
        nearest = end = self._end
        for mark, known in self._places.items():
            place = known
            if known < position:
                place = self._text.find(mark, position, end)
                place = end if place < 0 else place
                self._places[mark] = place
            nearest = min(nearest, place)
        return nearest if nearest < end else -1


def _skip(text: str, position: int, end: int, characters: frozenset[str]) -> int:
    """Return where characters of one kind that stand from a position on end."""
    while position < end and text[position] in characters:
        position += 1
    return position


def _add(text: str, start: int, end: int, sentences: list[tuple[int, int]]) -> None:
    while end - start > _LONGEST:
        cut = _cut(text, start)
        last = cut
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            sentences.append((start, last))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        sentences.append((start, end))


def _cut(text: str, start: int) -> int:
    for pattern in _CUTS:
        places = [found.end() for found in pattern.finditer(text, start + 1, start + _LONGEST)]
        if places:
            return places[-1]
    return start + _LONGEST


def _ends(
    text: str, start: int, stop: int, following: int, known: dict[str, frozenset[str]]
) -> bool:
    """Tell the full stop of a sentence from that of an abbreviation, initials or a number."""
    floor = max(start, stop - _WORD_REACH)
    first = stop
    while first > floor and not (text[first - 1].isspace() or text[first - 1] in _BEFORE_WORD):
        first -= 1
    if first == stop:
        return True
    word = text[first:stop].rpartition("-")[2]
    folded = word.lower()
    initials = word[-1:].isupper() and word not in ("I", "A") and _INITIALS.match(word) is not None
    if initials or folded in known["abbreviations"]:
        return _next_word(text, following) in known["opening"]
    numbers_paragraph = word.isdigit() and len(word) <= 3 and first == start
    return folded not in known["titles"] and not numbers_paragraph


def _next_word(text: str, position: int) -> str:
    end = position
    while end < len(text) and (text[end].isalpha() or text[end] in "'’"):
        end += 1
    return text[position:end].lower()
