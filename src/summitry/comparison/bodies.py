"""Whether a commitment names an organ that acts, so that somebody can be asked."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summitry.comparison.rules import body_words

if TYPE_CHECKING:
    from summitry.model import Commitment

_BEYOND = 30
"""How far after the party its organ may be named: "Kazakhstan's Ministry of Transport"."""


def names_a_body(commitment: Commitment) -> bool:
    """Tell whether an organ stands with the party that acts, in the words of the commitment.

    Only words before the act are looked at: "will set up a committee" names nobody.
    """
    quote, start = commitment.quote, commitment.span.start
    for actor in commitment.actors:
        if actor.span is None:
            continue
        first, last = actor.span.start - start, actor.span.end - start
        if first < 0 or last > len(quote):
            continue
        after = quote[last : last + _BEYOND]
        possessive = after.startswith(("'s ", "’s ", "' ", "’ "))
        words = quote[first:last] + (after if possessive else "")
        if _organ().search(words):
            return True
    return False


@cache
def _organ() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(body_words(), key=len, reverse=True)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
