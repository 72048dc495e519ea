"""A chart on a page: its title, what it shows in a sentence, the picture, and the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from summitry.errors import ExtraMissing
from summitry.exchange.charts.drawing import drawn_bars

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from summitry.exchange.charts.bars import Bar, BarChart


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a chart, in the language of the page; ``number`` writes a number."""

    table: str = "Figures as a table"
    total: str = "all"
    number: Callable[[float], str] = "{:,}".format


def figure(chart: BarChart, words: Words = Words(), heading: str = "h2") -> Markup:
    """Return the HTML of a bar chart; where nothing draws, the table stands open in its place."""
    try:
        picture = drawn_bars(chart)
    except ExtraMissing:
        picture = ""
    table = _table(chart, words)
    return framed(
        picture, title=chart.title, summary=chart.summary, table=table, words=words, heading=heading
    )


def framed(
    picture: str,
    *,
    title: str,
    summary: str,
    table: Markup,
    words: Words = Words(),
    heading: str = "h2",
) -> Markup:
    """Return the HTML of any picture with its title, what it shows, and the table of figures."""
    return Markup(
        '<figure class="chart"><figcaption><{tag}>{title}</{tag}><p>{summary}</p></figcaption>'
        '{picture}<details class="figures-table"{open}><summary>{words}</summary>'
        '<div class="chart-scroll" tabindex="0" role="region" aria-label="{title}">{table}</div>'
        "</details></figure>"
    ).format(
        tag=Markup(heading),
        title=title,
        summary=summary,
        picture=Markup(picture),
        open=Markup("" if picture else " open"),
        words=words.table,
        table=table,
    )


def _table(chart: BarChart, words: Words) -> Markup:
    several = len(chart.series) > 1
    names = [one.name for one in chart.series] if several else [chart.unit]
    summed = several and not chart.beside
    head = [chart.what, *names, *([words.total] if summed else [])]
    columns = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in head)
    rows = Markup("").join(_row(bar, words, summed=summed) for bar in chart.bars)
    return Markup(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(f"{chart.title} ({chart.unit})" if several else chart.title, columns, rows)


def _row(bar: Bar, words: Words, *, summed: bool) -> Markup:
    values: Sequence[int] = (*bar.values, bar.total) if summed else bar.values
    addresses = bar.addresses or ("",) * len(bar.values)
    cells = Markup("").join(
        Markup("<td>{}</td>").format(_linked(words.number(value), address if value else ""))
        for value, address in zip(values, (*addresses, bar.address), strict=False)
    )
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(
        _linked(bar.label, bar.address), cells
    )


def _linked(words: str, address: str) -> Markup:
    if not address:
        return Markup("{}").format(words)
    return Markup('<a href="{}">{}</a>').format(address, words)
