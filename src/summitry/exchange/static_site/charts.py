"""The charts of a published site; their parts lead to the search and to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from summitry.exchange.charts import Bar, BarChart, Series
from summitry.exchange.wording import party_name, shown
from summitry.model import Force

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from summitry.exchange.static_site.gathered import Gathered, Listed

FORCES = tuple(one.value for one in Force)
_SERIES = tuple(
    Series(force, colour)
    for force, colour in zip(FORCES, ("first", "second", "third"), strict=True)
)
_MOST = 15
_FEW = 12


def by_theme(themes: Mapping[str, Counter[str]]) -> BarChart | None:
    """Return commitments by theme and force, the most frequent first."""
    ordered = sorted(themes.items(), key=lambda one: (-one[1].total(), one[0]))[:_MOST]
    bars = [_of_search(theme, told, "theme") for theme, told in ordered]
    return _by_force("Commitments by theme", "theme", bars)


def by_year(years: Mapping[str, Counter[str]]) -> BarChart | None:
    """Return commitments by the year in which they fall due, the last years of all."""
    bars = [Bar(year, tuple(told[one] for one in FORCES)) for year, told in sorted(years.items())]
    return _by_force("Deadlines by year", "year", bars[-_MOST:])


def by_document(documents: Sequence[Listed]) -> BarChart | None:
    """Return the commitments of the latest documents of a dialogue by force."""
    bars = [
        Bar(
            one.date or one.title,
            tuple(one.forces[force] for force in FORCES),
            address=f"../documents/{one.key}.html",
        )
        for one in documents[:_FEW]
    ]
    return _by_force("Commitments by document and force", "document", bars)


def of_parties(gathered: Gathered) -> BarChart | None:
    """Return what the parties with most owe and are owed."""
    both = gathered.owes + gathered.owed
    codes = sorted(both, key=lambda code: (-both[code], party_name(code)))[:_FEW]
    if not codes:
        return None
    most, other = (
        max(codes, key=lambda code: side[code]) for side in (gathered.owes, gathered.owed)
    )
    return BarChart(
        "Who owes, and who is owed",
        f"Owes most: {shown(party_name(most))} ({gathered.owes[most]:,}). "
        f"Is owed most: {shown(party_name(other))} ({gathered.owed[other]:,}).",
        "party",
        "commitments",
        (Series("owes", "first"), Series("is owed", "third")),
        tuple(
            Bar(
                shown(party_name(code)),
                (gathered.owes[code], gathered.owed[code]),
                address=f"search.html?party={quote(code, safe='')}",
            )
            for code in codes
        ),
        beside=True,
    )


def _of_search(value: str, told: Counter[str], name: str) -> Bar:
    address = f"search.html?{name}={quote(value, safe='')}"
    addresses = tuple(f"{address}&force={force}" for force in FORCES)
    return Bar(value, tuple(told[one] for one in FORCES), "", address, addresses)


def _by_force(title: str, what: str, bars: Sequence[Bar]) -> BarChart | None:
    if not bars:
        return None
    most = max(bars, key=lambda one: one.total)
    summary = f"Most: {most.label}, {most.total:,} of {sum(one.total for one in bars):,}."
    return BarChart(title, summary, what, "commitments", _SERIES, tuple(bars))
