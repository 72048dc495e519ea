"""How alike two promises are, field by field, as numbers between 0 and 1."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from summitry.tracing.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.lexicon.tracing_rules import LineageRules
    from summitry.tracing.facts import Facts

_SMOOTHING = 10
_OTHER_THEME = "other"
_THEMES_APART = 0.25
_VERBS_APART = 0.3
_ONE_SIDED = 0.4
_SUBSET = 0.85
_OTHER_NAMES = 0.55
_UNITS = 0.5
_NOTHING_TELLING = 0.7
_OTHER_COUNTERPART = 0.4


class Likeness(NamedTuple):
    """The score of each field, None where nothing can be compared, and of all together."""

    actors: float | None
    recipients: float | None
    theme: float | None
    object: float | None
    action: float | None
    amounts: float | None
    total: float


class Likenesses:
    """Compares promises by the weights of the method and the rarity of their terms."""

    def __init__(self, rules: LineageRules, facts: Iterable[Facts]) -> None:
        fields = ("actors", "recipients", "theme", "object", "action", "amounts")
        self._weights = tuple(rules.weights[field] for field in fields)
        counts: Counter[str] = Counter()
        total = 0
        languages: dict[str, str] = {}
        for one in facts:
            counts.update(one.bag)
            total += 1
            for stem in one.bag:
                languages.setdefault(stem, one.occasion.language)
        self.rarity: dict[str, float] = {
            stem: terms_of(languages[stem]).weight(stem)
            * math.log(1 + (total + _SMOOTHING) / (count + 1))
            for stem, count in counts.items()
        }
        self._telling = frozenset(
            stem for stem in counts if terms_of(languages[stem]).weight(stem) == 1
        )
        self._totals: dict[frozenset[str], float] = {}

    def of(self, earlier: Facts, later: Facts) -> Likeness:
        """Return the likeness of two promises; the order of the two does not matter."""
        actors = self._actors(earlier, later)
        recipients = sets_alike(earlier.recipients, later.recipients)
        theme = _themes(earlier.theme, later.theme)
        purpose = self.purpose(earlier, later)
        action = _actions(earlier.action, later.action)
        amounts = amounts_alike(earlier, later)
        total = whole = 0.0
        for weight, score in zip(
            self._weights, (actors, recipients, theme, purpose, action, amounts), strict=True
        ):
            if score is not None:
                whole += weight
                total += weight * score
        total = total / whole if whole else 0.0
        return Likeness(actors, recipients, theme, purpose, action, amounts, min(1.0, total))

    def _actors(self, earlier: Facts, later: Facts) -> float | None:
        """Compare who acts; of two formats that share a side, the other side decides."""
        score = sets_alike(earlier.actors, later.actors)
        first, second = earlier.actors, later.actors
        if score and first - second and second - first:
            return score * _OTHER_COUNTERPART
        return score

    def purpose(self, earlier: Facts, later: Facts) -> float | None:
        """Return how alike the terms of two promises are; None across languages."""
        if earlier.occasion.language != later.occasion.language:
            return None
        first, second = earlier.bag, later.bag
        if not first or not second:
            return 0.0
        weight = self.weight(first & second)
        one, other = self.weight(first), self.weight(second)
        if not one or not other:
            return 0.0
        telling = not self._telling.isdisjoint(first & second)
        score = 0.5 * (2 * weight / (one + other)) + 0.5 * weight / min(one, other)
        if self._other_names(earlier, later):
            score *= _OTHER_NAMES
        return min(1.0, score if telling else score * _NOTHING_TELLING)

    def weight(self, stems: frozenset[str]) -> float:
        """Return the weight of a set of terms."""
        known = self._totals.get(stems)
        if known is None:
            known = math.fsum(map(self.rarity.__getitem__, stems))
            if len(stems) > 3:
                self._totals[stems] = known
        return known

    def _other_names(self, earlier: Facts, later: Facts) -> bool:
        """Tell whether each names a place or programme of its own and they share none."""
        first, second = earlier.names, later.names
        if not first or not second or first & second:
            return False
        return not (first & later.bag) and not (second & earlier.bag)


def sets_alike(first: frozenset[str], second: frozenset[str]) -> float | None:
    """Return 1 for equal sets of parties, less for overlap, 0 for none; None where one is empty."""
    if not first or not second:
        return None
    if first == second:
        return 1.0
    shared = len(first & second)
    if not shared:
        return 0.0
    if shared == min(len(first), len(second)):
        return max(shared / len(first | second), _SUBSET * 0.9)
    return shared / len(first | second)


def amounts_alike(earlier: Facts, later: Facts) -> float | None:
    """Return 1 for an amount in common, less for other amounts in one unit, None for no amounts."""
    first, second = earlier.money + earlier.counts, later.money + later.counts
    if not first and not second:
        return None
    if not first or not second:
        return _ONE_SIDED
    best = 0.0
    for value, unit in first:
        for other, other_unit in second:
            if unit == other_unit and value > 0 and other > 0:
                best = max(best, _UNITS + (1 - _UNITS) * min(value, other) / max(value, other))
    return best


def _themes(first: str, second: str) -> float | None:
    if not first or not second:
        return None
    if first == second:
        return 1.0
    return 0.5 if _OTHER_THEME in (first, second) else _THEMES_APART


def _actions(first: str, second: str) -> float | None:
    if not first or not second:
        return None
    return 1.0 if first == second else _VERBS_APART
