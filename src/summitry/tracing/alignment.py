"""Two language versions of one declaration, laid side by side without translating either.

Order, amounts, dates, parties, themes and names that look alike decide; dynamic programming
keeps the order of both versions and lets either lack what the other has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.lexicon.tracing_reasons import reason
from summitry.lexicon.tracing_rules import AlignmentRules, method_name, tracing_rules
from summitry.model import Agreement, Aliases, AlignedPair, Alignment, FieldComparison
from summitry.tracing.facts import FactReader, Facts
from summitry.tracing.likeness import sets_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import Promise

_STAGE = "alignment"
_NAME = re.compile(r"[A-Z][A-Za-z0-9&+]*[A-Z0-9+][A-Za-z0-9+]*|\d{2,}(?:[-–]\d+)*")
_EQUAL = 1e-6
_PARTLY = 0.5
_ONE_SIDED = 0.3
_OTHER_VALUE = 0.7
_UNITS = {"percent"}


def align_versions(
    first: Iterable[Promise], second: Iterable[Promise], aliases: Aliases | None = None
) -> Alignment:
    """Return the commitments of two versions in reading order, paired where they answer.

    Each version is the promises of one document. Only their records are read, so the versions
    may be in any two languages. Both orders are kept: no pair crosses another.
    """
    rules = tracing_rules().alignment
    reader = FactReader(aliases or Aliases())
    one = [reader.of_promise(promise) for promise in sorted(first, key=_place)]
    other = [reader.of_promise(promise) for promise in sorted(second, key=_place)]
    pairs = [_pair(one, other, place, rules) for place in _path(one, other, rules)]
    return Alignment(tuple(pairs), method_name(rules))


def _path(
    one: Sequence[Facts], other: Sequence[Facts], rules: AlignmentRules
) -> list[tuple[int | None, int | None]]:
    """Return the best way through both versions, as steps of (first, second) positions."""
    rows, columns = len(one), len(other)
    band = max(rules.band, abs(rows - columns) + rules.band // 2)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step = [[""] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            options: list[tuple[float, str]] = []
            if row and column and abs(row - column) <= band:
                score = _score(one, other, (row - 1, column - 1), rules)[0]
                if score > 0:
                    gain = score - rules.pair_from / 2
                    options.append((best[row - 1][column - 1] + gain, "pair"))
            if row:
                options.append((best[row - 1][column], "first"))
            if column:
                options.append((best[row][column - 1], "second"))
            if options:
                best[row][column], step[row][column] = max(options)
    path: list[tuple[int | None, int | None]] = []
    row, column = rows, columns
    while row or column:
        taken = step[row][column]
        row -= taken in ("pair", "first")
        column -= taken in ("pair", "second")
        path.append((row if taken != "second" else None, column if taken != "first" else None))
    return path[::-1]


def _score(
    one: Sequence[Facts], other: Sequence[Facts], place: tuple[int, int], rules: AlignmentRules
) -> tuple[float, dict[str, float | None]]:
    first, second = one[place[0]], other[place[1]]
    apart = abs((place[0] + 0.5) / len(one) - (place[1] + 0.5) / len(other))
    theme = None if "other" in (first.theme, second.theme) else float(first.theme == second.theme)
    order = max(0.0, 1 - 4 * apart)
    parts: dict[str, float | None] = {
        "amounts": _amounts_alike(first, second),
        "dates": _keys_alike(_dates(first), _dates(second)),
        "actors": sets_alike(first.actors, second.actors),
        "recipients": sets_alike(first.recipients, second.recipients),
        "theme": theme,
        "names": _keys_alike(_names(first), _names(second)),
    }
    compared = [(rules.weights[name], score) for name, score in parts.items() if score is not None]
    whole = sum(weight for weight, _ in compared)
    content = sum(weight * score for weight, score in compared) / whole if whole else 0.0
    if content < rules.pair_from:
        return 0.0, {"order": order, **parts}
    return (1 - rules.order) * content + rules.order * order, {"order": order, **parts}


def _amounts_alike(first: Facts, second: Facts) -> float | None:
    """Compare amounts; other values in the same place are less unlike the closer they are."""
    found = _keys_alike(_amounts(first), _amounts(second))
    one, other = first.money + first.counts, second.money + second.counts
    if found or not one or not other:
        return found
    ratios = [min(a, b) / max(a, b) for a, _ in one for b, _ in other if a > 0 and b > 0]
    return _OTHER_VALUE * max(ratios, default=0.0)


def _keys_alike(first: frozenset[str], second: frozenset[str]) -> float | None:
    if not first and not second:
        return None
    if not first or not second:
        return _ONE_SIDED
    return len(first & second) / max(len(first), len(second))


def _pair(
    one: Sequence[Facts],
    other: Sequence[Facts],
    place: tuple[int | None, int | None],
    rules: AlignmentRules,
) -> AlignedPair:
    at, to = place
    if at is None or to is None:
        only = reason(_STAGE, "only_first" if to is None else "only_second")
        here = None if at is None else one[at].id
        there = None if to is None else other[to].id
        return AlignedPair(here, there, 0.0, reasons=(only,))
    score, parts = _score(one, other, (at, to), rules)
    fields = tuple(_field(name, one[at], other[to], found) for name, found in parts.items())
    differences = tuple(
        field
        for field in fields
        if field.agreement in (Agreement.DIFFERS, Agreement.PARTLY, Agreement.ONE_SIDED)
        and field.field in ("amounts", "dates", "actors", "recipients")
    )
    names = ", ".join(sorted(_names(one[at]) & _names(other[to])))
    told = [
        reason(_STAGE, field.field, names=names)
        for field in fields
        if field.agreement is Agreement.AGREES
    ]
    told += [
        reason(_STAGE, "differs", field=field.field, first=field.earlier, second=field.later)
        for field in differences
    ]
    return AlignedPair(
        one[at].id, other[to].id, round(min(1.0, score), 4), fields, differences, tuple(told)
    )


def _field(name: str, first: Facts, second: Facts, score: float | None) -> FieldComparison:
    shown = {
        "amounts": (_amounts(first), _amounts(second)),
        "dates": (_dates(first), _dates(second)),
        "actors": (first.actors, second.actors),
        "recipients": (first.recipients, second.recipients),
        "theme": (frozenset({first.theme}), frozenset({second.theme})),
        "names": (_names(first), _names(second)),
    }.get(name, (frozenset(), frozenset()))
    earlier, later = ("; ".join(sorted(values)) for values in shown)
    if name != "order" and (not earlier or not later):
        missing = Agreement.ABSENT if not earlier and not later else Agreement.ONE_SIDED
        return FieldComparison(name, missing, earlier, later)
    found = score or 0.0
    if found >= 1 - _EQUAL:
        agreement = Agreement.AGREES
    else:
        agreement = Agreement.PARTLY if found >= _PARTLY else Agreement.DIFFERS
    return FieldComparison(name, agreement, earlier, later, round(found, 4))


def _amounts(facts: Facts) -> frozenset[str]:
    """Return the amounts without the nouns they count, which each language has for itself."""
    money = {f"{value:.15g} {unit}" for value, unit in facts.money}
    counts = {
        f"{value:.15g} percent" if unit in _UNITS else f"{value:.15g}"
        for value, unit in facts.counts
    }
    return frozenset(money | counts)


def _dates(facts: Facts) -> frozenset[str]:
    return frozenset({facts.end}) if facts.end else frozenset()


def _names(facts: Facts) -> frozenset[str]:
    """Return what looks the same in any language: acronyms in Latin letters, long figures."""
    return frozenset(_NAME.findall(facts.source.quote))


def _place(promise: Promise) -> tuple[int, int, str]:
    return promise.commitment.span.start, promise.commitment.number, promise.id
