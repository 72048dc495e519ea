"""What a comparison says, in sentences made of its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.exchange.comparisons.told import interval_words, number_words

if TYPE_CHECKING:
    from summitry.model import Comparison, Group

_SMALL = 0.001
_TOLD = (("verifiable", "can be checked"), ("amount", "name an amount"), ("deadline", "say when"))


def answer(comparison: Comparison) -> list[str]:
    """Return what surely differs, and what the material cannot tell."""
    titles = {one.name: one for one in comparison.measures}
    said = []
    pairs: dict[tuple[str, str], list[str]] = {}
    for one in comparison.apart:
        measure = titles[one.measure]
        difference = number_words(one.difference, measure.scale).replace("%", " points")
        p = f"p {one.p:.3f}" if one.p >= _SMALL else f"p below {_SMALL}"
        words = f"“{measure.title}” by {difference} ({p})"
        pairs.setdefault((one.higher, one.lower), []).append(words)
    for (higher, lower), words_of in pairs.items():
        said.append(f"{higher} is surely above {lower} in {', '.join(words_of)}.")
    ranked = [one.name for one in comparison.groups if one.rankable]
    if not comparison.apart and len(ranked) > 1:
        said.append("No two of those that can be ranked differ surely in any ranked measure.")
    elif comparison.apart:
        said.append("No other two of those that can be ranked differ surely.")
    few = [one for one in comparison.groups if not one.rankable]
    if few:
        names = ", ".join(f"{one.name} ({len(one.promises)})" for one in few)
        least = comparison.method.fewest_promises
        said.append(f"Too few commitments to be ranked (less than {least}): {names}.")
    checked = [one for one in comparison.groups if one.promises]
    empty = [one for one in checked if one.measured("verifiable").counted_number == 0]
    if empty:
        names = ", ".join(one.name for one in empty)
        said.append(f"Nothing that can be checked was found in: {names}.")
    elif checked:
        said.append("Each has at least one commitment that can be checked.")
    return said


def of_group(group: Group) -> str:
    """Return one group in a sentence: how much it says, and how much of it can be checked."""
    number, texts = len(group.promises), len(group.texts)
    count = "1 commitment" if number == 1 else f"{number} commitments"
    start = f"{count} in {'1 text' if texts == 1 else f'{texts} texts'}"
    if not number:
        return f"{start}."
    parts = []
    for name, words in _TOLD:
        one = group.measured(name)
        share = number_words(one.value, "share")
        parts.append(f"{one.counted_number:.0f} {words} ({share}, {interval_words(one, 'share')})")
    return f"{start}: {'; '.join(parts)}."
