"""The words of a text as a register looks for them: the same on every database.

Letters are brought to one form (Unicode NFKC, case folded). A Chinese character is a word of its
own, since nothing between them tells where words end; other languages may come with their own
rules here, and :data:`VERSION` tells with which an index was made.
"""

from __future__ import annotations

import re
import unicodedata

VERSION = "1"
LONGEST = 60
"""Letters of a word that count; what is longer is no word of a language."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")


def tokens(text: str) -> list[str]:
    """Return the words of a text in order.

    >>> tokens("The EU’s 50-million Fund")
    ['the', 'eu', 's', '50', 'million', 'fund']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return [word[:LONGEST] for word in _WORD.findall(text.casefold())]
