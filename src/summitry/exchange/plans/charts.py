"""Pictures of a plan: when its actions run, and who owes how many to whom."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summitry.errors import ExtraMissing, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import ActionStanding

ENDINGS = (".svg", ".png", ".html")
_WIDTH = 760
_ROW = 22
_TITLE = 42
COLOURS = {
    "on time": "#2b6cb0",
    "late": "#c05621",
    "no date agreed": "#a0aec0",
    "suspended": "#805ad5",
    "cancelled": "#4a5568",
    "done": "#2f855a",
    "done late": "#b7791f",
}
"""A colour for each standing; each is told in words as well."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An action in a picture: its days as ISO dates, how it stands, its dated steps.

    ``open_ended`` tells that it has no end; the bar then goes on to the edge of the picture.
    """

    id: str
    title: str
    start: str
    end: str
    standing: str
    open_ended: bool
    steps: tuple[tuple[str, str, str], ...] = ()


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise ExtraMissing(
            "drawing pictures needs altair and vl-convert",
            remedy='Install them with: python -m pip install "summitry[charts]"',
        ) from error
    return altair


def gantt(bars: Sequence[Bar], today: str, title: str) -> Any:
    """Return a Gantt chart: a bar an action, its steps as points, a line for today."""
    alt = _altair()
    names = {one.id: f"{one.id} {_cut(one.title)}" for one in bars}
    y = alt.Y(
        "row:N",
        scale=alt.Scale(domain=[names[one.id] for one in bars]),
        sort=None,
        title=None,
        axis=alt.Axis(labelLimit=420, labelFontSize=10),
    )
    layers = _runs(alt, bars, names, y) + (
        alt.Chart({"values": [{"day": today}]})
        .mark_rule(color="#9b2c2c", strokeDash=[4, 3])
        .encode(x="day:T")
    )
    points = [
        {"row": names[one.id], "day": day, "step": step, "state": state}
        for one in bars
        for day, step, state in one.steps
    ]
    if points:
        layers += (
            alt.Chart({"values": points})
            .mark_point(filled=True, size=46, shape="diamond", color="#1a202c", stroke="#ffffff")
            .encode(x="day:T", y=y, tooltip=["row:N", "step:N", "day:T", "state:N"])
        )
    return layers.properties(width=_WIDTH, height=max(3, len(bars)) * _ROW, title=title)


def _runs(alt: Any, bars: Sequence[Bar], names: dict[str, str], y: Any) -> Any:
    """Return the bars, coloured by how each action stands; pale where the end is to be agreed."""
    rows = [
        {
            "row": names[one.id],
            "start": one.start,
            "end": one.end,
            "standing": one.standing,
            "ends": "to be agreed" if one.open_ended else one.end,
        }
        for one in bars
    ]
    known = [name for name in COLOURS if any(one.standing == name for one in bars)]
    colour = alt.Color(
        "standing:N",
        scale=alt.Scale(domain=known, range=[COLOURS[name] for name in known]),
        legend=alt.Legend(title=None, orient="top"),
    )
    months = alt.Axis(format="%b %Y", labelOverlap=True, orient="top")
    return (
        alt.Chart({"values": rows})
        .mark_bar(height=12, cornerRadius=2)
        .encode(
            x=alt.X("start:T", title=None, axis=months),
            x2="end:T",
            y=y,
            color=colour,
            opacity=alt.condition("datum.ends == 'to be agreed'", alt.value(0.45), alt.value(1)),
            tooltip=["row:N", "start:T", "ends:N", "standing:N"],
        )
    )


def matrix(actions: Sequence[ActionStanding], names: dict[str, str], title: str) -> Any:
    """Return who owes how many actions to whom; several parties count for each."""
    alt = _altair()
    counts: dict[tuple[str, str], list[int]] = {}
    for one in actions:
        giving = [x.party for x in one.action.leads]
        for giver in giving:
            for taker in one.action.recipients or ("all together",):
                kept = counts.setdefault((giver, taker), [0, 0])
                kept[0] += 1
                kept[1] += one.timeliness.value == "late"
    rows = [
        {
            "from": names.get(giver, giver),
            "to": names.get(taker, taker),
            "actions": count,
            "late": late,
            "label": f"{count}" + (f" ({late} late)" if late else ""),
        }
        for (giver, taker), (count, late) in sorted(counts.items())
    ]
    base = alt.Chart({"values": rows}).encode(
        x=alt.X("to:N", title="owed to", axis=alt.Axis(orient="top", labelAngle=-35)),
        y=alt.Y("from:N", title="owed by"),
    )
    tiles = base.mark_rect(stroke="#ffffff").encode(
        color=alt.Color("actions:Q", scale=alt.Scale(scheme="blues"), legend=None),
        tooltip=["from:N", "to:N", "actions:Q", "late:Q"],
    )
    most = max((count for count, _ in counts.values()), default=1)
    texts = base.mark_text(fontSize=11).encode(
        text="label:N",
        color=alt.condition(
            f"datum.actions > {most * 0.6}", alt.value("#ffffff"), alt.value("#1a202c")
        ),
    )
    width = max(3, len({row["to"] for row in rows})) * 84
    height = max(2, len({row["from"] for row in rows})) * 40
    return (tiles + texts).properties(width=width, height=height, title=title)


def drawn(chart: Any, ending: str) -> bytes:
    """Return a picture as SVG, PNG or one HTML page; UsageError for another ending."""
    if ending.lower() not in ENDINGS:
        raise UsageError(
            f"no picture is known by the ending {ending!r}",
            remedy=f"Use one of {', '.join(ENDINGS)}.",
        )
    kind = ending.lower().removeprefix(".")
    if kind == "png":
        page = io.BytesIO()
        chart.save(page, format="png", scale_factor=2)
        return page.getvalue()
    text = io.StringIO()
    options = {"inline": True} if kind == "html" else {}
    chart.save(text, format=kind, **options)
    return text.getvalue().encode("utf-8")


def _cut(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
