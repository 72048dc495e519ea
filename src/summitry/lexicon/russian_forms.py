"""The forms of Russian words, as pymorphy3 and the dictionary that comes with it know them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

_RUSSIAN = re.compile(r"[а-яё]{2,60}\Z")
_UNLIKELY = 0.05  # as what a form is all but never used


@cache
def analyser() -> Any:
    """Return the one analyser of forms; the dictionary is loaded on the first call."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=200_000)
def base_forms(word: str) -> tuple[str, ...]:
    """Return the base forms a word in lower case can belong to, with "е" for "ё".

    Empty for what is no word in Russian letters.

    >>> base_forms("договоров"), base_forms("fund")
    (('договор',), ())
    """
    if not _RUSSIAN.match(word):
        return ()
    likely = [one for one in analyser().parse(word) if one.score >= _UNLIKELY]
    return tuple(dict.fromkeys(one.normal_form.replace("ё", "е") for one in likely))
