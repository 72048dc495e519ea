"""How a comparison is shown to people: sentences, then tables of numbers with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.exchange.comparisons.sentences import answer
from summitry.exchange.comparisons.told import (
    interval_words,
    named,
    number_words,
    places_words,
)
from summitry.interfaces.cli.register.answering import line, table
from summitry.interfaces.cli.tracing.asking import money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.exchange.comparisons.told import ToldComparison
    from summitry.model import Comparison, Group, MeasureShown

_TOGETHER = (
    ("substance", "density", "verifiable", "amount", "deadline"),
    ("both", "body", "firm", "planned", "exploratory"),
    ("spread", "talk", "new", "renewed", "dropped"),
    ("delivered", "late", "unknown"),
)
"""Which measures share a table, so that a table is as wide as a terminal."""


def show(told: ToldComparison) -> None:
    """Print what surely differs, the measures, money, remarks, and how to make it again."""
    found = named(told).comparison
    for one in answer(found):
        line(one)
    for one in found.remarks:
        line(one)
    line("")
    measures = {one.name: one for one in found.measures}
    for names in _TOGETHER:
        shown = [measures[name] for name in names]
        if any(_known(group, shown) for group in found.groups):
            _table(found, shown)
    rows = [
        (group.name, money(one.once, one.currency), money(one.with_repeats, one.currency))
        for group in found.groups
        for one in group.money
    ]
    if rows:
        table((found.by.value, "money, each amount once", "with repeats"), rows)
    for group in found.groups:
        for remark in group.remarks:
            line(f"{group.name}: {remark}")
    line(f"Intervals are of {found.method.level:.0%}, places among those that can be ranked.")


def _known(group: Group, measures: Sequence[MeasureShown]) -> bool:
    return any(group.measured(one.name).value is not None for one in measures)


def _table(found: Comparison, measures: Sequence[MeasureShown]) -> None:
    heads = (found.by.value, *(one.title for one in measures))
    table(heads, ((one.name, *(_cell(one, shown) for shown in measures)) for one in found.groups))


def _cell(group: Group, shown: MeasureShown) -> str:
    one = group.measured(shown.name)
    if one.value is None:
        return "–"
    value = number_words(one.value, shown.scale)
    interval = interval_words(one, shown.scale)
    places = places_words(one)
    place = f"place {places}" if places else ""
    return "\n".join(part for part in (value, interval, place) if part)
