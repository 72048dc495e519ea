"""Documents in several languages: each block is read by the reader of its own language."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import Block, Commitment, Document, Statement

_FEWEST_LETTERS: Final = 30
_MOST: Final = 0.8  # of the letters of a block are in the script of its language
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[А-яЁё]")
# Words that nearly every sentence of a language has: no other of its script is taken for it.
_USUAL: Final = {
    "en": re.compile(r"\b(?:the|and|of|to|will|for|in|shall|with|by)\b", re.IGNORECASE),
    "ru": re.compile(r"\b(?:и|в|на|по|с|для|к|о|об|из|до|мы|что|будет|будут)\b", re.IGNORECASE),
}
_FOREIGN = re.compile("[ҐґЄєІіЇїЎўҚқҒғҲҳҶҷӢӣӮӯӘәҢңӨөҰұҮүҺһЂЃЅЈЉЊЋЌЏђѓѕјљњћќџѢѣ]")
_FEWEST_USUAL: Final = 2


def by_language(document: Document, languages: Iterable[str]) -> list[Document]:
    """Return a document for each language it holds blocks of, its own first.

    Only blocks in another script than that of the document's language are looked at; one whose
    language is not told for sure stays with the rest.
    """
    parts: dict[str, list[Block]] = {document.language: []}
    known = set(languages)
    for block in document.blocks:
        wording = document.text[block.span.start : block.span.end]
        language = _language_of(wording, document.language)
        chosen = language if language in known else document.language
        parts.setdefault(chosen, []).append(block)
    if len(parts) == 1:
        return [document]
    return [
        replace(document, language=language, blocks=tuple(blocks))
        for language, blocks in parts.items()
    ]


def _language_of(wording: str, usual: str) -> str:
    """Return the language of a block, or the usual one where it is not told for sure."""
    if usual == "en" and wording.isascii():
        return usual
    candidate, script = ("en", _LATIN) if usual != "en" else ("ru", _CYRILLIC)
    inside = len(script.findall(wording))
    if inside < _FEWEST_LETTERS:
        return usual
    letters = sum(1 for letter in wording if letter.isalpha())
    if inside < _MOST * letters or (candidate == "ru" and _FOREIGN.search(wording)):
        return usual
    return candidate if len(_USUAL[candidate].findall(wording)) >= _FEWEST_USUAL else usual


def merged(parts: Sequence[Sequence[Commitment]]) -> tuple[Commitment, ...]:
    """Return the records of several parts in reading order, numbered anew."""
    numbers: dict[tuple[int, int], int] = {}
    placed = sorted(
        ((one.span.start, part, one) for part, records in enumerate(parts) for one in records),
        key=lambda item: item[:2],
    )
    for number, (_, part, one) in enumerate(placed, start=1):
        numbers[part, one.number] = number
    return tuple(
        replace(
            one,
            number=numbers[part, one.number],
            repeats=None if one.repeats is None else numbers[part, one.repeats],
        )
        for _, part, one in placed
    )


def merged_statements(parts: Sequence[Sequence[Statement]]) -> tuple[Statement, ...]:
    """Return the statements of several parts in reading order, numbered anew."""
    every = sorted((one for part in parts for one in part), key=attrgetter("span"))
    return tuple(replace(one, number=number) for number, one in enumerate(every, start=1))
