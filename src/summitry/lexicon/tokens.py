"""The words of a text as a register looks for them: the same on every database.

Letters are brought to one form (Unicode NFKC, case folded). Nothing between Chinese characters
tells where words end, so that each is a word of its own, and so are every two that stand together:
合作 is found where its characters follow one another, and not wherever both occur.
:data:`VERSION` tells with which rules an index was made.
"""

from __future__ import annotations

import re
import unicodedata

VERSION = "2"
LONGEST = 60
"""Letters of a word that count; what is longer is no word of a language."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_FIRST_HAN = "\u3400"
_HAN_RUN = re.compile(rf"[{_HAN}]+\Z")


def tokens(text: str) -> list[str]:
    """Return the words of a text in order; for a run of Chinese characters, each and every pair.

    >>> tokens("The EU’s 50-million Fund")
    ['the', 'eu', 's', '50', 'million', 'fund']
    >>> tokens("水合作")
    ['水', '水合', '合', '合作', '作']
    """
    if text.isascii():
        return [word[:LONGEST] for word in _WORD.findall(text.casefold())]
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        if word[0] < _FIRST_HAN or not _HAN_RUN.match(word):
            found.append(word[:LONGEST])
            continue
        for place in range(len(word)):
            found.append(word[place])
            if place + 1 < len(word):
                found.append(word[place : place + 2])
    return found
