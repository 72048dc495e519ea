"""What a passage says of a promise: delivered, partly, progress, reaffirmed, amended."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summitry.lexicon.tracing import purpose_words
from summitry.model import QuantityRole, Says

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Passage, Quantity
    from summitry.tracing.profiles import Profile

_OPENING_WORDS = 14
_WORD = re.compile(r"[\w’'-]+")
_FULL = 100.0


def is_done(wording: str, language: str) -> bool:
    """Tell whether a passage opens with a deed: a perfect or a past tense in its first words."""
    opening = " ".join(wording.split()[:_OPENING_WORDS])
    pattern = _past(language)
    return pattern is not None and pattern.search(opening) is not None


def is_outlook(wording: str, language: str) -> bool:
    """Tell whether a passage speaks of what may come of a deed."""
    return bool(_cue("outlook", wording, language))


def what_it_says(
    profile: Profile, passage: Passage, wording: str, language: str, *, itself: bool
) -> tuple[Says, str]:
    """Return what a passage reports of a promise, and the words or amounts that tell it.

    ``itself`` tells that it speaks of the promise by its own words: what only stands beside such
    a passage delivers nothing.
    """
    amended = _cue("amended", wording, language)
    if amended:
        return Says.AMENDED, amended
    by_amount = _by_amount(profile, passage.quantities)
    if by_amount:
        return by_amount
    done = is_done(wording, language)
    again = _cue("reaffirmed", wording, language)
    if again and (not done or again.startswith("re")):
        return Says.REAFFIRMED, again
    partly = _cue("partly", wording, language)
    if partly:
        return Says.PARTLY, partly
    delivered = _cue("delivered", wording, language)
    if delivered and done and itself and not profile.of_money:
        return Says.DELIVERED, delivered
    return Says.PROGRESS, ""


def _by_amount(profile: Profile, reported: Iterable[Quantity]) -> tuple[Says, str] | None:
    """Compare what is reported with what was promised in the same unit."""
    for one in reported:
        if one.unit == "percent" and one.value < _FULL and profile.of_money and profile.amounts:
            if any((other.value, other.unit) in profile.amounts for other in reported):
                return Says.PARTLY, one.text
            continue
        if one.role is QuantityRole.MONEY:
            continue
        for value, unit in profile.amounts:
            if unit == one.unit and value > 1:
                share = one.value / value
                return (Says.DELIVERED if share >= 1 else Says.PARTLY), one.text
    return None


@cache
def _past(language: str) -> re.Pattern[str] | None:
    if not purpose_words(language).known:
        return None
    forms = purpose_words(language).past
    words = sorted(forms | {"has", "have", "was", "were"}, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _cue(kind: str, wording: str, language: str) -> str:
    pattern = _cues(language).get(kind)
    found = pattern.search(wording) if pattern else None
    return found[0].lower() if found else ""


@cache
def _cues(language: str) -> dict[str, re.Pattern[str]]:
    return {kind: _any_of(cues) for kind, cues in purpose_words(language).delivery.items()}


def _any_of(cues: Iterable[tuple[str, ...]]) -> re.Pattern[str]:
    longest_first = sorted(cues, key=lambda words: (-len(words), words))
    wordings = (r"\s+".join(map(re.escape, words)) for words in longest_first)
    return re.compile(rf"\b(?:{'|'.join(wordings)})\b", re.IGNORECASE)
