"""Sentences of a block: where one stops and the next begins, offsets kept."""

from __future__ import annotations

import re

from summitry.lexicon.grammar import load_grammar

# Possessive throughout, and never begun inside a run of stops, so that time is linear.
_STOP = re.compile(r"(?<![.!?…])([.!?…]++)([\"'”’»)\]*_]*+)\s++(?=[\"'“‘«(\[*_]*+(\w|[$€£]))")
# Longer than any sentence of prose: beyond it a "sentence" is a list or debris, and is cut
# where it can be, so that time stays linear however long a text runs without a full stop.
_LONGEST = 2_000
_CUTS = (re.compile(r";\s|[\r\n]"), re.compile(r",\s"), re.compile(r"\s"))
_WORD_BEFORE = re.compile(r"([^\s(\[“\"]+)\Z")

_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")


def split_sentences(text: str, start: int, end: int, language: str = "en") -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences in ``text[start:end]``, trimmed.

    What runs on for more than 2,000 characters is cut at the last semicolon or line end before
    that, else at the last comma, else at the last space.
    """
    known = load_grammar(language).words
    sentences: list[tuple[int, int]] = []
    position = start
    for stop in _STOP.finditer(text, start, end):
        if not _ends(text, position, stop, known):
            continue
        _add(text, position, stop.end(2), sentences)
        position = stop.end()
    last = end
    while last > position and text[last - 1].isspace():
        last -= 1
    if last > position:
        _add(text, position, last, sentences)
    return sentences


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


def _ends(text: str, start: int, stop: re.Match[str], known: dict[str, frozenset[str]]) -> bool:
    if stop.group(3).islower():
        return False
    if stop.group(1) != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 30), stop.start())
    if before is None:
        return True
    word = before.group(1).rpartition("-")[2]
    folded = word.lower()
    if folded in known["abbreviations"] or (_INITIALS.match(word) and word not in ("I", "A")):
        return _next_word(text, stop.end()) in known["opening"]
    numbers_paragraph = word.isdigit() and len(word) <= 3 and before.start(1) == start
    return folded not in known["titles"] and not numbers_paragraph


def _next_word(text: str, position: int) -> str:
    end = position
    while end < len(text) and (text[end].isalpha() or text[end] in "'’"):
        end += 1
    return text[position:end].lower()
