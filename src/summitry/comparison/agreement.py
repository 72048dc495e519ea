"""How far reviewers of one document agree: on what is a commitment, and on each of its fields.

Spans are matched one-to-one, best overlap first, where intersection over union is at least 0.5;
white space at their edges does not count. Fields are compared on the spans that were matched.
Ready-made packages for these measures are under the GPL or far larger than the measures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from summitry.comparison.matching import matched, trimmed
from summitry.comparison.reliability import Level, Measure, cohen_kappa, krippendorff_alpha
from summitry.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from summitry.model import Span

LEVELS = {
    "force": Level.NOMINAL,
    "verifiable": Level.NOMINAL,
    "theme": Level.NOMINAL,
    "actors": Level.SETS,
    "recipients": Level.SETS,
    "deadline": Level.NOMINAL,
    "status": Level.NOMINAL,
    "amount": Level.INTERVAL,
}
"""The fields that are compared, and how their ratings differ."""

METHOD = "span matching, intersection over union of at least 0.5, best overlap first"
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer says of one span.

    ``ratings`` has a rating for each field of :data:`LEVELS` that the reviewer gave one; a field
    that is not there was not rated, while None rates it as having no value (no deadline). Sets
    are frozen sets of texts; an amount that is None counts as not rated, having no distance.
    """

    span: Span
    ratings: Mapping[str, Hashable] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """How far two reviewers mark the same spans, the second taken as the reference.

    Each figure is None where it is not defined: nothing was marked.
    """

    first: str
    second: str
    marked_by_first: int
    marked_by_second: int
    matched: int
    precision: float | None
    recall: float | None
    f1: float | None
    method: str = METHOD
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How far reviewers agree on a field; kappa takes sets as the same only where they are equal.

    ``share`` is the share of units on which all who rated it gave the same rating.
    """

    field: str
    share: float | None
    kappa: Measure
    alpha: Measure


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of the reviewers of one document.

    ``units`` counts the different spans marked by any, ``shared`` those marked by two or more.
    """

    reviewers: tuple[str, ...]
    units: int
    shared: int
    spans: tuple[SpanAgreement, ...]
    fields: tuple[FieldAgreement, ...]


def agreement(text: str, reviews: Mapping[str, Sequence[Decision]]) -> Agreement:
    """Return how far the reviewers of a text agree; ``reviews`` has the decisions of each.

    Raises UsageError for less than two reviewers and for a field that is not known.
    """
    _check(reviews)
    spans = {
        name: [trimmed(decision.span, text) for decision in decisions]
        for name, decisions in reviews.items()
    }
    units = matched(spans)
    shared = [
        [reviews[name][unit[name]] for name in reviews if name in unit]
        for unit in units
        if len(unit) > 1
    ]
    return Agreement(
        reviewers=tuple(reviews),
        units=len(units),
        shared=len(shared),
        spans=tuple(_spans(first, second, spans) for first, second in combinations(spans, 2)),
        fields=tuple(_field(name, shared, raters=len(reviews)) for name in LEVELS),
    )


def _check(reviews: Mapping[str, Sequence[Decision]]) -> None:
    if len(reviews) < 2:
        raise UsageError(
            "agreement needs the decisions of two reviewers", remedy="Ask for a second review."
        )
    named = {name for decisions in reviews.values() for one in decisions for name in one.ratings}
    if unknown := sorted(named - LEVELS.keys()):
        known = ", ".join(LEVELS)
        raise UsageError(f"there is no field {unknown[0]!r} to compare", remedy=f"Use {known}.")


def _spans(first: str, second: str, spans: Mapping[str, Sequence[Span]]) -> SpanAgreement:
    # Two reviewers are matched by themselves: a third must not change how far they agree.
    pair = {first: spans[first], second: spans[second]}
    both = sum(len(unit) == 2 for unit in matched(pair))
    one, other = len(pair[first]), len(pair[second])
    return SpanAgreement(
        first,
        second,
        one,
        other,
        both,
        precision=both / one if one else None,
        recall=both / other if other else None,
        f1=2 * both / (one + other) if one + other else None,
    )


def _field(name: str, units: Sequence[Sequence[Decision]], *, raters: int) -> FieldAgreement:
    level = LEVELS[name]
    rated = []
    for unit in units:
        ratings = [_rating(one.ratings[name], level) for one in unit if name in one.ratings]
        if level is Level.INTERVAL:
            ratings = [rating for rating in ratings if rating is not None]
        if len(ratings) > 1:
            rated.append(ratings)
    if raters == 2:
        kappa = cohen_kappa((first, second) for first, second in rated)
    else:
        reason = f"it compares two raters, and there are {raters}"
        kappa = Measure(cohen_kappa(()).method, None, len(rated), reason)
    same = sum(len(set(ratings)) == 1 for ratings in rated)
    share = same / len(rated) if rated else None
    return FieldAgreement(name, share, kappa, krippendorff_alpha(rated, level))


def _rating(rating: Hashable, level: Level) -> Hashable:
    if level is Level.SETS:
        if rating is None:
            return frozenset()
        if isinstance(rating, str) or not isinstance(rating, frozenset | tuple):
            raise UsageError(f"{rating!r} is no set of texts", remedy="Give a frozen set.")
        return frozenset(rating)
    return rating
