"""Which spans of several reviewers are the same: one-to-one, best overlap first."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from summitry.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SAME = 0.5
"""The least intersection over union of two spans that are the same."""


def overlap(one: Span, other: Span) -> float:
    """Return the intersection over union of two spans, from 0 to 1.

    >>> overlap(Span(0, 10), Span(5, 10))
    0.5
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return 0.0
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def trimmed(span: Span, text: str) -> Span:
    """Return a span without the white space at its edges; one of white space only stays."""
    words = text[span.start : span.end]
    bare = words.strip()
    if not bare:
        return span
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(bare))


def matched(spans: Mapping[str, Sequence[Span]]) -> list[dict[str, int]]:
    """Return units: for each, the position of its span by reviewer, in the order of the text.

    Pairs of spans of different reviewers are joined, best overlap first, as long as a unit has
    at most one span of each; for two reviewers this is one-to-one matching. A span that is
    like no other is a unit of its own.
    """
    places = [(name, number) for name in spans for number in range(len(spans[name]))]
    unit_of = {place: {place[0]: place[1]} for place in places}
    for first, second in _pairs(spans):
        one, other = unit_of[first], unit_of[second]
        if one is not other and one.keys().isdisjoint(other):
            one.update(other)
            for place in other.items():
                unit_of[place] = one
    units = {id(unit): unit for unit in unit_of.values()}.values()
    return sorted(units, key=lambda unit: min(_place(spans[name][unit[name]]) for name in unit))


def _pairs(
    spans: Mapping[str, Sequence[Span]],
) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    """Yield the pairs of spans that may be the same, best overlap first, then as they stand."""
    found = []
    for first, second in combinations(spans, 2):
        near = _by_start(spans[second])
        for i, span in enumerate(spans[first]):
            # A pair that overlaps by half shares a stretch of the text.
            for j in sorted(set().union(*(near[cell] for cell in _cells(span)))):
                size = overlap(span, spans[second][j])
                if size >= SAME:
                    order = sorted((_place(span), _place(spans[second][j])))
                    found.append((-size, order, (first, i), (second, j)))
    yield from ((one, other) for *_, one, other in sorted(found))


_CELL = 1_000


def _by_start(spans: Sequence[Span]) -> defaultdict[int, set[int]]:
    near: defaultdict[int, set[int]] = defaultdict(set)
    for number, span in enumerate(spans):
        for cell in _cells(span):
            near[cell].add(number)
    return near


def _cells(span: Span) -> range:
    return range(span.start // _CELL, span.end // _CELL + 1)


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
