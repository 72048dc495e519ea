"""A picture of a promise's life: each saying at its date, with lines between those linked."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summitry.errors import ExtraMissing, UsageError
from summitry.exchange.charts import COLOURS, leading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_ENDINGS = (".svg", ".png", ".html")
_WIDTH = 760
_ROW = 46
_TITLE = 90
_NARROW = 300
_STEP = 40
_FEW = 3


@dataclass(frozen=True, slots=True)
class Node:
    """One saying of a promise; ``date`` is a partial ISO 8601 date or None."""

    id: str
    date: str | None
    document: str
    quote: str


def check_picture(path: Path) -> None:
    """Raise UsageError for an ending that is no picture, ExtraMissing where nothing draws."""
    if path.suffix.lower() not in _ENDINGS:
        raise UsageError(
            f"no picture is known by the ending {path.suffix!r}",
            where="--picture",
            remedy=f"Use one of {', '.join(_ENDINGS)}.",
        )
    try:
        import altair  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise ExtraMissing(
            "drawing pictures needs altair and vl-convert",
            remedy="Install them with: python -m pip install 'summitry[charts]'",
        ) from error


def draw(nodes: Sequence[Node], links: Sequence[tuple[str, str, str]], ending: str) -> bytes:
    """Return the picture as SVG, PNG or one HTML page by the ending of its file.

    ``links`` are (earlier id, later id, kind). Sayings without a date stand left of all others.
    """
    chart = _chart(nodes, links)
    kind = ending.lower().removeprefix(".")
    if kind == "png":
        page = io.BytesIO()
        chart.save(page, format="png", scale_factor=2)
        return page.getvalue()
    text = io.StringIO()
    options = {"inline": True} if kind == "html" else {}
    chart.save(text, format=kind, **options)
    return text.getvalue().encode("utf-8")


def life_chart(nodes: Sequence[Node], links: Sequence[tuple[str, str, str]]) -> Any:
    """Return the altair chart of a life for a page, in colours that the page's style decides.

    Dates stand left to right, sayings from top to bottom. Raises ExtraMissing without altair.
    """
    try:
        import altair as alt
    except ImportError as error:
        raise ExtraMissing("drawing pictures needs altair") from error
    dates = sorted({one.date or "–" for one in nodes}, key=lambda date: (date != "–", date))
    order = [one.id for one in nodes]
    x = alt.X(
        "date:O",
        scale=alt.Scale(domain=dates),
        sort=None,
        title=None,
        axis=alt.Axis(labelAngle=-40 if len(dates) > _FEW else 0, labelLimit=110),
    )
    y = alt.Y("id:N", scale=alt.Scale(domain=order), sort=None, title=None)
    lines = _lines(nodes, links)
    rules = (
        alt.Chart({"values": lines})
        .mark_rule(strokeWidth=2, color=COLOURS["second"])
        .encode(x=x, y=y, x2="to:O", y2="below:N", description="told:N")
    )
    points = (
        alt.Chart({"values": _sayings(nodes)})
        .mark_point(filled=True, size=130, opacity=1, color=COLOURS["first"])
        .encode(x=x, y=y, description="told:N", href="href:N")
    )
    drawn = (rules + points) if lines else points
    return drawn.properties(width=_NARROW, height=max(2, len(nodes)) * _STEP)


def _lines(nodes: Sequence[Node], links: Sequence[tuple[str, str, str]]) -> list[dict[str, str]]:
    """Return a line for each link between two of the sayings."""
    by_id = {one.id: one for one in nodes}
    return [
        {
            "date": by_id[earlier].date or "–",
            "id": earlier,
            "to": by_id[later].date or "–",
            "below": later,
            "told": f"{later}: {kind}",
        }
        for earlier, later, kind in links
        if earlier in by_id and later in by_id
    ]


def _sayings(nodes: Sequence[Node]) -> list[dict[str, str]]:
    return [
        {
            "id": one.id,
            "date": one.date or "–",
            "told": f"{one.date or '–'}: {_shortened(one.quote)}",
            "href": leading(f"#s-{one.id}"),
        }
        for one in nodes
    ]


def _chart(nodes: Sequence[Node], links: Sequence[tuple[str, str, str]]) -> Any:
    import altair as alt

    rows = [
        {
            "id": one.id,
            "date": one.date or "undated",
            "row": f"{one.id} · {one.document}",
            "quote": " ".join(one.quote.split()),
            "short": _shortened(one.quote),
        }
        for one in nodes
    ]
    by_id = {row["id"]: row for row in rows}
    lines = [
        {
            "date": by_id[earlier]["date"],
            "row": by_id[earlier]["row"],
            "to": by_id[later]["date"],
            "below": by_id[later]["row"],
            "kind": kind,
        }
        for earlier, later, kind in links
        if earlier in by_id and later in by_id
    ]
    order = [row["row"] for row in rows]
    dates = sorted({row["date"] for row in rows}, key=lambda date: (date != "undated", date))
    # Layers that are sorted by a list each lose the order; a domain they share keeps it.
    x = alt.X(
        "date:O", scale=alt.Scale(domain=dates), sort=None, title=None, axis=alt.Axis(labelAngle=0)
    )
    y = alt.Y(
        "row:N", scale=alt.Scale(domain=order), sort=None, title=None, axis=alt.Axis(labelLimit=320)
    )
    points = (
        alt.Chart({"values": rows})
        .mark_point(filled=True, size=90, color="#1f4e79")
        .encode(x=x, y=y, tooltip=["id:N", "date:N", "quote:N"])
    )
    drawn = points
    if lines:
        drawn = (
            alt.Chart({"values": lines})
            .mark_rule(strokeWidth=1.5)
            .encode(x=x, y=y, x2="to:O", y2="below:N", color=alt.Color("kind:N", title="link"))
        ) + points
    title = rows[0]["short"] if rows else ""
    return drawn.properties(width=_WIDTH, height=max(2, len(rows)) * _ROW, title=title)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + "…"
