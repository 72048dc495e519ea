"""Sentences of a block: where one stops and the next begins, offsets kept."""

from __future__ import annotations

import re

# Possessive throughout, and never begun inside a run of stops, so that time is linear.
_STOP = re.compile(r"(?<![.!?…])([.!?…]++)([\"'”’»)\]]*+)\s++(?=[\"'“‘«(\[]*+(\w|[$€£]))")
# Longer than any sentence of prose: beyond it a "sentence" is a list or debris, and is cut
# where it can be, so that time stays linear however long a text runs without a full stop.
_LONGEST = 2_000
_CUTS = (re.compile(r";\s|[\r\n]"), re.compile(r",\s"), re.compile(r"\s"))
_WORD_BEFORE = re.compile(r"([^\s(\[“\"]+)\Z")

# After these a full stop ends no sentence, whatever follows.
_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sgt", "sen", "rep", "gov"]
    + ["amb", "hon", "rev", "no", "nos", "art", "vs", "fig", "para", "paras", "vol", "pp", "cf"]
    + ["e.g", "i.e", "eg", "ie", "viz", "approx", "ca", "h.e", "h.r.h", "h.m", "messrs", "p"]
)
# After these it does when an opening word follows.
_ABBREVIATIONS = frozenset(
    ["jr", "sr", "etc", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul"]
    + ["aug", "sep", "sept", "oct", "nov", "dec", "al", "bn", "mn", "approx", "dept", "a.m", "p.m"]
)
_OPENERS = frozenset(
    ["the", "in", "we", "this", "it", "on", "at", "as", "these", "they", "he", "she", "a", "an"]
    + ["for", "to", "our", "both", "through", "with", "under", "by", "after", "while", "since"]
    + ["also", "additionally", "furthermore", "however", "finally", "first", "second", "and"]
    + ["but", "i", "all", "each", "there", "such", "those", "its", "their", "today", "over"]
)
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences in ``text[start:end]``, trimmed.

    What runs on for more than 2,000 characters is cut at the last semicolon or line end before
    that, else at the last comma, else at the last space.
    """
    sentences: list[tuple[int, int]] = []
    position = start
    for stop in _STOP.finditer(text, start, end):
        if not _ends(text, position, stop):
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


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    opening = stop.group(3)
    if stop.group(1) != ".":
        return not opening.islower()
    if opening.islower():
        return False
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 30), stop.start())
    if before is None:
        return True
    word = before.group(1)
    word = word.rpartition("-")[2]
    folded = word.lower()
    if folded in _TITLES:
        return False
    if folded in _ABBREVIATIONS or (_INITIALS.match(word) and word not in ("I", "A")):
        return _next_word(text, stop.end()) in _OPENERS
    if word.isdigit() and len(word) <= 3 and before.start(1) == start:
        return False  # the number of a paragraph
    return True


def _next_word(text: str, position: int) -> str:
    end = position
    while end < len(text) and (text[end].isalpha() or text[end] in "'’"):
        end += 1
    return text[position:end].lower()
