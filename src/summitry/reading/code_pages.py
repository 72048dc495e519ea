"""Which code page of Latin letters a text was saved in, told by the letters of languages.

Code pages share most bytes, so that a text with a few foreign names fits several. The one is
likeliest whose letters belong to the fewest languages, with no sign left inside a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# In the order they are tried; of two that fit alike the first is taken.
_PAGES = {
    "cp1252": ("fr", "es", "pt", "de", "sv", "da", "it", "et", "is"),
    "cp1254": ("tr", "fr", "es", "pt", "de", "sv", "da", "it"),
    "cp1250": ("pl", "cs", "sk", "hu", "hr", "ro", "de"),
    "cp1257": ("lv", "lt", "et", "de", "sv"),
}
_LETTERS = {
    "fr": "àâæçèéêëîïôœùûüÿ",
    "es": "áéíñóúü",
    "pt": "àáâãçéêíóôõúü",
    "de": "äöüß",
    "sv": "åäöé",
    "da": "æøåé",
    "it": "àèéìòù",
    "et": "äõöüšž",
    "is": "áæéíðóöúýþ",
    "tr": "âçğıiöşüû",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "hr": "čćđšž",
    "ro": "ăâîşţ",
    "lv": "āčēģīķļņšūž",
    "lt": "ąčęėįšųūž",
}
# A language whose letters Turkish ones are mistaken for counts for somewhat more than one.
_COSTS = {"is": 1.5}
_SIGN_COST = 3.0
_MIXED_ALPHABET = re.compile(r"[^\W\d_](?<=[^\x00-\x7f])(?:[^\W\d_](?<=[^\x00-\x7f])){2}")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_PUNCTUATION = frozenset("’‘“”„«»‹›–—…•·€°\u00a0\u00ad")
_OPENING = frozenset("¿¡§©®№")
# Letters where a language never has them: what holds one is not in that language.
_NEVER = {
    "pt": re.compile("õ(?!e)", re.IGNORECASE),
    "it": re.compile(r"[ìòù](?=[^\W\d_])", re.IGNORECASE),
}


def latin_pages(sample: bytes) -> Iterator[str]:
    """Yield the code pages that make words of Latin letters of some bytes, likeliest first."""
    costs = {page: cost for page in _PAGES if (cost := _cost(sample, page)) is not None}
    yield from sorted(costs, key=lambda page: costs[page])


def _cost(sample: bytes, page: str) -> float | None:
    """Return how unlikely a code page is, or None where it makes no words of the bytes."""
    try:
        text = sample.decode(page)
    except UnicodeError:
        return None
    if _MIXED_ALPHABET.search(text):
        return None  # the words of another alphabet
    letters: set[str] = set()
    signs: set[str] = set()
    for found in _FOREIGN.finditer(text):
        character = found.group()
        if character.isalpha() and character not in "ªº":
            letters.add(character.lower() if character != "İ" else "i")
        elif _stands_in_word(text, found.start()):
            signs.add(character)
    if signs:
        return None
    left_out = letters - set("".join(_LETTERS[language] for language in _PAGES[page]))
    never = {code for code, pattern in _NEVER.items() if pattern.search(text)}
    known = [code for code in _PAGES[page] if code not in never]
    return _SIGN_COST * len(left_out) + _languages(letters - left_out, known)


def _stands_in_word(text: str, at: int) -> bool:
    character, after = text[at], text[at + 1 : at + 2]
    if character in _PUNCTUATION or not after.isalpha():
        return False
    return text[at - 1 : at].isalpha() or character not in _OPENING


def _languages(letters: set[str], known: Sequence[str]) -> float:
    """Return the cost of the fewest languages, found greedily, that have all of some letters."""
    cost = 0.0
    while letters:
        best = max(
            known, key=lambda code: len(letters & set(_LETTERS[code])) / _COSTS.get(code, 1.0)
        )
        covered = letters & set(_LETTERS[best])
        if not covered:
            return cost + _SIGN_COST * len(letters)
        letters = letters - covered
        cost += _COSTS.get(best, 1.0)
    return cost
