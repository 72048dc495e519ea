"""Pictures of a comparison: dots with intervals, force, who promises whom, and time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from summitry.errors import ExtraMissing
from summitry.exchange.charts import (
    COLOURS,
    Bar,
    BarChart,
    Series,
    figure,
    framed,
    leading,
    picture,
)
from summitry.exchange.comparisons.told import (
    interval_words,
    number_words,
    places_words,
    quotes_of,
)
from summitry.exchange.wording import party_name, shown
from summitry.model import Force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.exchange.comparisons.told import ToldComparison
    from summitry.model import Comparison, Group, Measured, MeasureShown

DOTTED = ("substance", "verifiable", "amount", "deadline", "firm", "body", "density")
"""The measures that are drawn; the table has the others."""

_MOST_GROUPS = 24
_MOST_PARTIES = 14
_LONG = 26
_LETTER = 8
_STEP = 30
_WIDTH = 490
_STAND_IN = re.compile(r">(name-\d+)<")
_NOBODY = "nobody named"


class _Names:
    """Stand-ins for words from outside, so that what measures and draws never meets these."""

    def __init__(self) -> None:
        self._words: list[str] = []

    def stand_in(self, words: str) -> str:
        self._words.append(shown(words))
        return f"name-{len(self._words) - 1}"

    @property
    def room(self) -> int:
        return min(_LONG, max((len(one) for one in self._words), default=0)) * _LETTER

    def put_back(self, svg: str) -> str:
        def words(match: re.Match[str]) -> str:
            return f">{escape(_shortened(self._words[int(match[1].partition('-')[2])]))}<"

        return _STAND_IN.sub(words, svg)


def dots(comparison: Comparison, measure: MeasureShown) -> Markup:
    """Return one measure of every group: a dot at the value, a line over its interval."""
    groups = comparison.groups[:_MOST_GROUPS]
    measured = [(at, one, one.measured(measure.name)) for at, one in enumerate(groups)]
    known = [one for one in measured if one[2].value is not None]
    title = measure.title[:1].upper() + measure.title[1:]
    summary = _dots_summary(known, measure)
    table = _dots_table(comparison, measure)
    drawn = _drawn(lambda: _dots_chart(known, measure), title, summary)
    return framed(drawn, title=title, summary=summary, table=table, heading="h3")


def _dots_summary(known: Sequence[tuple[int, Group, Measured]], measure: MeasureShown) -> str:
    ranked = [one for one in known if one[1].rankable]
    if not ranked:
        return f"{measure.plain} Nobody has enough commitments to be ranked."
    top = max(ranked, key=lambda one: one[2].value or 0.0)
    value = number_words(top[2].value, measure.scale)
    return f"{measure.plain} Highest as counted: {top[1].name}, {value}."


def _dots_chart(
    known: Sequence[tuple[int, Group, Measured]], measure: MeasureShown
) -> tuple[Any, _Names]:
    import altair as alt

    names = _Names()
    rows = []
    for at, group, one in known:
        value = number_words(one.value, measure.scale)
        words = f"{value} ({interval_words(one, measure.scale)})"
        rows.append(
            {
                "row": names.stand_in(group.name),
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "ranked": group.rankable,
                "told": words,
                "href": leading("#" + quotes_of(group, measure.name, f"g{at}")),
            }
        )
    order = [str(one["row"]) for one in rows]
    top = 1.0 if measure.scale == "share" else max((one["high"] or 0 for one in rows), default=1)
    form = "%" if measure.scale == "share" else ",d"
    axis = alt.Axis(labelLimit=0, minExtent=names.room, maxExtent=names.room)
    base = alt.Chart({"values": rows}).encode(
        y=alt.Y("row:N", sort=order, title=None, axis=axis, scale=alt.Scale(paddingInner=0.3)),
        color=alt.condition(
            "datum.ranked", alt.value(COLOURS["first"]), alt.value(COLOURS["fourth"])
        ),
    )
    ticks = [0, 0.25, 0.5, 0.75, 1] if measure.scale == "share" else alt.Undefined
    x_axis = alt.Axis(format=form, values=ticks, tickCount=4, grid=True)
    scale = alt.Scale(domain=[0, top], nice=measure.scale != "share")
    lines = base.mark_rule(strokeWidth=3, opacity=0.55).encode(
        x=alt.X("low:Q", title=None, axis=x_axis, scale=scale), x2="high:Q"
    )
    points = base.mark_circle(size=110, opacity=1).encode(
        x=alt.X("value:Q", title=None, axis=x_axis, scale=scale),
        description="told:N",
        href="href:N",
    )
    height = max(1, len(rows)) * _STEP
    return (lines + points).properties(width=max(140, _WIDTH - names.room), height=height), names


def _dots_table(comparison: Comparison, measure: MeasureShown) -> Markup:
    heads = (comparison.by.value, measure.title, "interval", "place")
    rows = []
    for at, group in enumerate(comparison.groups):
        one = group.measured(measure.name)
        value = number_words(one.value, measure.scale) or one.why
        link = Markup('<a href="#{}">{}</a>').format(
            quotes_of(group, measure.name, f"g{at}"), value
        )
        place = places_words(one) or ("" if group.rankable else "too few")
        rows.append((group.name, link, interval_words(one, measure.scale), place))
    return _table(measure.title, heads, rows)


def forces(comparison: Comparison) -> Markup:
    """Return how firmly each group speaks, as bars divided into firm, planned, exploratory."""
    words = [one.value for one in Force]
    colours = ("first", "second", "third")
    bars = tuple(
        Bar(
            one.name,
            tuple(one.forces.get(force, 0) for force in words),
            address=f"#g{at}",
            addresses=tuple("#" + quotes_of(one, force, f"g{at}") for force in words),
        )
        for at, one in enumerate(comparison.groups[:_MOST_GROUPS])
    )
    firm = sum(one.forces.get(words[0], 0) for one in comparison.groups)
    every = sum(len(one.promises) for one in comparison.groups)
    chart = BarChart(
        title="How firmly",
        summary=f"Commitments by force: {firm} of {every} are firm.",
        what=comparison.by.value,
        unit="commitments",
        series=tuple(Series(*one) for one in zip(words, colours, strict=True)),
        bars=bars,
    )
    return figure(chart, heading="h3")


def balance(comparison: Comparison) -> Markup:
    """Return who undertakes how much toward whom, over all groups, as a matrix."""
    pairs: dict[tuple[str, str], int] = {}
    for group in comparison.groups:
        for actor, recipient, often in group.balance:
            key = _party(actor), _party(recipient)
            pairs[key] = pairs.get(key, 0) + often
    actors = _leading(pairs, 0)
    recipients = _leading(pairs, 1)
    cells = [
        (actor, recipient, pairs[actor, recipient])
        for actor in actors
        for recipient in recipients
        if (actor, recipient) in pairs
    ]
    if not cells:
        return Markup("")
    most = max(cells, key=lambda one: one[2])
    summary = (
        f"Commitments by who undertakes them and toward whom. Most: {most[0]} toward {most[1]}, "
        f"{most[2]}."
    )
    table = _table(
        "Who promises whom",
        ("who", *recipients),
        [(one, *(str(pairs.get((one, other), "")) for other in recipients)) for one in actors],
    )
    drawn = _drawn(lambda: _matrix(cells, actors, recipients), "Who promises whom", summary)
    return framed(drawn, title="Who promises whom", summary=summary, table=table, heading="h3")


def _matrix(
    cells: Sequence[tuple[str, str, int]], actors: Sequence[str], recipients: Sequence[str]
) -> tuple[Any, _Names]:
    import altair as alt

    names = _Names()
    rows = {one: names.stand_in(one) for one in actors}
    room = names.room
    columns = {one: names.stand_in(one) for one in recipients}
    most = max(often for _, _, often in cells)
    values = [
        {
            "who": rows[who],
            "whom": columns[whom],
            "often": often,
            "part": often / most,
            "told": str(often),
        }
        for who, whom, often in cells
    ]
    y_axis = alt.Axis(labelLimit=0, minExtent=room, maxExtent=room)
    x_axis = alt.Axis(labelLimit=0, labelAngle=-40, orient="top", minExtent=96, maxExtent=96)
    base = alt.Chart({"values": values}).encode(
        y=alt.Y("who:N", sort=list(rows.values()), title=None, axis=y_axis),
        x=alt.X("whom:N", sort=list(columns.values()), title=None, axis=x_axis),
    )
    boxes = base.mark_rect(color=COLOURS["first"], stroke=COLOURS["paper"], strokeWidth=2).encode(
        opacity=alt.Opacity(
            "part:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0.12, 0.95])
        ),
        description="told:N",
    )
    words = base.mark_text(fontSize=13).encode(
        text="often:Q",
        color=alt.condition(
            "datum.part > 0.5", alt.value(COLOURS["paper"]), alt.value(COLOURS["ink"])
        ),
    )
    width, height = max(1, len(columns)) * 44, max(1, len(rows)) * 30
    # Slanted words reach beyond the last column.
    room_for_words = {"left": 2, "right": 80, "top": 2, "bottom": 2}
    chart = (boxes + words).properties(width=width, height=height, padding=room_for_words)
    return chart, names


def timeline(told: ToldComparison) -> Markup:
    """Return the texts in time: a dot for each, as large as it has commitments."""
    found = told.comparison
    texts = {one.name: one for one in told.material.texts}
    counts: dict[str, int] = {}
    for promise in told.material.promises:
        counts[promise.text] = counts.get(promise.text, 0) + 1
    dated = [
        (at, group.name, name, str(texts[name].date), counts.get(name, 0))
        for at, group in enumerate(found.groups[:_MOST_GROUPS])
        for name in group.texts
        if texts[name].date
    ]
    if not dated:
        return Markup("")
    dates = sorted(one[3] for one in dated)
    undated = sum(not one.date for one in told.material.texts)
    more = f" {undated} without a date are left out." if undated else ""
    summary = f"Texts from {dates[0]} to {dates[-1]}, by date; dots grow with commitments.{more}"
    table = _table(
        "Texts in time",
        ("date", found.by.value, "text", "commitments"),
        [(date, group, name, str(often)) for _, group, name, date, often in sorted(
            dated, key=lambda one: (one[3], one[1], one[2])
        )],
    )  # fmt: skip
    drawn = _drawn(lambda: _timeline(dated), "Texts in time", summary)
    return framed(drawn, title="Texts in time", summary=summary, table=table, heading="h3")


def _timeline(dated: Sequence[tuple[int, str, str, str, int]]) -> tuple[Any, _Names]:
    import altair as alt

    names = _Names()
    rows = {name: names.stand_in(name) for _, name, _, _, _ in dated}
    values = [
        {
            "row": rows[group],
            "year": _as_year(date),
            "often": often,
            "told": f"{date}: {often}",
            "href": leading(f"#g{at}"),
        }
        for at, group, _, date, often in dated
    ]
    years = [float(str(one["year"])) for one in values]
    scale = alt.Scale(domain=[int(min(years)), int(max(years)) + 1], nice=False)
    axis = alt.Axis(labelLimit=0, minExtent=names.room, maxExtent=names.room)
    ticks = list(range(int(min(years)), int(max(years)) + 2))
    chart = (
        alt.Chart({"values": values})
        .mark_circle(color=COLOURS["first"], opacity=0.75)
        .encode(
            x=alt.X(
                "year:Q",
                title=None,
                scale=scale,
                axis=alt.Axis(format="d", grid=True, values=ticks[:: max(1, len(ticks) // 8)]),
            ),
            y=alt.Y("row:N", sort=list(rows.values()), title=None, axis=axis),
            size=alt.Size("often:Q", legend=None, scale=alt.Scale(range=[40, 420])),
            description="told:N",
            href="href:N",
        )
        .properties(width=max(140, _WIDTH - names.room), height=max(1, len(rows)) * _STEP)
    )
    return chart, names


def _as_year(date: str) -> float:
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    return year + (max(month, 1) - 1) / 12 + (max(day, 1) - 1) / 365


def _drawn(make: Any, title: str, summary: str) -> str:
    try:
        chart, names = make()
        drawn: str = picture(chart, title=title, summary=summary)
    except (ExtraMissing, ImportError):
        return ""
    return str(names.put_back(drawn))


def _party(code: str) -> str:
    return party_name(code) if code else _NOBODY


def _leading(pairs: dict[tuple[str, str], int], side: int) -> list[str]:
    sums: dict[str, int] = {}
    for pair, often in pairs.items():
        sums[pair[side]] = sums.get(pair[side], 0) + often
    ordered = sorted(sums, key=lambda one: (one == _NOBODY, -sums[one], one))
    return ordered[:_MOST_PARTIES]


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | Markup]]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(one) for one in heads)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first, Markup("").join(Markup("<td>{}</td>").format(one) for one in rest)
        )
        for first, *rest in rows
    )
    return Markup(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
    ).format(caption, head, body)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONG else words[: _LONG - 1].rstrip() + "…"
