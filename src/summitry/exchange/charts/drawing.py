"""Drawing with altair: SVG without a browser, in colours that the page's style decides."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lxml import etree

from summitry.errors import ExtraMissing

if TYPE_CHECKING:
    from summitry.exchange.charts.bars import Bar, BarChart

COLOURS = {
    "ink": "#010101",
    "soft": "#020202",
    "line": "#030303",
    "paper": "#040404",
    "first": "#050505",
    "second": "#060606",
    "third": "#070707",
    "fourth": "#080808",
}
"""Colours to give to altair, which stand for ``--chart-NAME`` of the style of the page."""

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_REMEMBERED = 512
_WIDTH = 250
_LABELS = 190
_STEP = 30
_THIN = 17
_SIZE = 14
_LONG = 27
_TAKEN_AWAY = ("role", "aria-hidden", "style", "version", "class")
_PARTS = ("axis", "legend", "title", "visualization", "group mark container")
# What draws has addresses begin somewhere; this beginning is taken off again.
_BASE = "https://page.invalid/"


def picture(chart: Any, *, title: str, summary: str) -> str:
    """Return an altair chart as an SVG element for a page.

    Use the values of :data:`COLOURS` as colours, ``description`` for what a mark tells when it is
    pointed at, and ``href`` with :func:`leading` for where it leads. Raises ExtraMissing where
    altair is not installed.
    """
    told = {**chart.to_dict(validate=False), "config": _look()}
    return _drawn(json.dumps(told, sort_keys=True), title, summary)


def leading(address: str) -> str:
    """Return what ``href`` of a mark has to be for it to lead to an address of the site.

    >>> leading("/parties/CHN"), leading("javascript:alert(1)")
    ('https://page.invalid//parties/CHN', '')
    """
    own = address and not urlsplit(address).scheme
    return f"{_BASE}{address}" if own else ""


@lru_cache(maxsize=_REMEMBERED)
def drawn_bars(chart: BarChart) -> str:
    """Return a bar chart as an SVG element; ExtraMissing where altair is not installed."""
    return picture(_bars(chart), title=chart.title, summary=chart.summary)


def _bars(chart: BarChart) -> Any:
    alt = _altair()
    parts = [part for place, bar in enumerate(chart.bars) for part in _parts(chart, place, bar)]
    names = [one.name for one in chart.series]
    colours = [COLOURS[one.colour] for one in chart.series]
    sums = parts if chart.beside else [_sum(place, bar) for place, bar in enumerate(chart.bars)]
    most = max((one["value"] for one in sums), default=0) or 1
    labels = {f"{place}": _shortened(bar.label) for place, bar in enumerate(chart.bars)}
    shared: dict[str, Any] = {
        "x": alt.X("value:Q", scale=alt.Scale(domain=[0, most]), axis=None),
        "y": alt.Y(
            "bar:N",
            sort=None,
            title=None,
            # Bars may bear the same name, so that each goes by its place.
            scale=alt.Scale(domain=list(labels), paddingInner=0.3, paddingOuter=0.1),
            axis=alt.Axis(labelExpr=f"{json.dumps(labels)}[datum.value]", labelLimit=_LABELS),
        ),
    }
    if chart.beside:
        shared["yOffset"] = alt.YOffset("part:N", sort=names, scale=alt.Scale(paddingInner=0.05))
    bars = (
        alt.Chart({"values": parts})
        .mark_bar(stroke=COLOURS["paper"], strokeWidth=1)
        .encode(
            **shared,
            color=alt.Color(
                "part:N",
                title=None,
                legend=alt.Legend() if len(names) > 1 else None,
                scale=alt.Scale(domain=names, range=colours),
            ),
            order="order:Q",
            href="href:N",
            description="told:N",
        )
    )
    words = (
        alt.Chart({"values": sums})
        .mark_text(align="left", dx=6, color=COLOURS["soft"], fontSize=_SIZE - 1)
        .encode(**shared, text="words:N")
    )
    step = _THIN * len(names) + 12 if chart.beside else _STEP
    return (bars + words).properties(width=_WIDTH, height=max(1, len(labels)) * step)


def _parts(chart: BarChart, place: int, bar: Bar) -> list[dict[str, Any]]:
    return [
        {
            "bar": f"{place}",
            "part": one.name,
            "order": order,
            "value": value,
            "words": f"{value:,}",
            "href": leading(bar.addresses[order] if bar.addresses else bar.address),
            "told": f"{bar.label}, {one.name}: {value:,}",
        }
        for order, (one, value) in enumerate(zip(chart.series, bar.values, strict=True))
        if value
    ]


def _sum(place: int, bar: Bar) -> dict[str, Any]:
    return {"bar": f"{place}", "value": bar.total, "words": bar.told or f"{bar.total:,}"}


def _shortened(label: str) -> str:
    return label if len(label) <= _LONG else label[: _LONG - 1].rstrip() + "…"


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401
    except ImportError as error:
        raise ExtraMissing(
            "drawing charts needs altair and vl-convert",
            remedy="Install them with: python -m pip install 'summitry[charts]'",
        ) from error
    return altair


def _look() -> dict[str, Any]:
    """Return the configuration that all charts share."""
    ink, soft, line = COLOURS["ink"], COLOURS["soft"], COLOURS["line"]
    return {
        "background": None,
        "font": "sans-serif",
        "padding": 2,
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": False,
            "gridColor": line,
            "labelColor": ink,
            "labelFontSize": _SIZE,
            "labelPadding": 8,
            "titleColor": soft,
            "titleFontSize": _SIZE - 1,
            "titleFontWeight": "normal",
        },
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "labelColor": ink,
            "labelFontSize": _SIZE - 1,
            "symbolType": "square",
            "symbolStrokeWidth": 0,
            "offset": 8,
            "columnPadding": 16,
        },
    }


@lru_cache(maxsize=_REMEMBERED)
def _drawn(spec: str, title: str, summary: str) -> str:
    import vl_convert

    # Nothing is fetched, whatever a chart names.
    svg = vl_convert.vegalite_to_svg(json.loads(spec), allowed_base_urls=[])
    root = etree.fromstring(svg.encode("utf-8"), etree.XMLParser(resolve_entities=False))
    _adapt(root, title, summary)
    etree.cleanup_namespaces(root)
    told: str = etree.tostring(root, encoding="unicode")
    for name, colour in COLOURS.items():
        told = told.replace(f'"{colour}"', f'"var(--chart-{name})"')
    return told.replace(f' xmlns="{_SVG}"', "", 1)


def _adapt(root: etree._Element, title: str, summary: str) -> None:
    """Leave of a picture what a page needs, and say what it shows."""
    linked = False
    for one in root.iter(etree.Element):
        told = one.attrib.pop("aria-label", None)
        role = one.attrib.pop("aria-roledescription", None)
        for name in _TAKEN_AWAY:
            one.attrib.pop(name, None)
        address = one.attrib.pop(_LINK, None) or ""
        if address.startswith(_BASE):
            one.set("href", address.removeprefix(_BASE))
            # The table has the same links for the keyboard; a chart may have a hundred parts.
            one.set("tabindex", "-1")
            linked = True
        if told and role not in _PARTS:
            etree.SubElement(one, f"{{{_SVG}}}title").text = told
            parent = one.getparent()
            if parent is not None and parent.get("href"):
                parent.set("aria-label", told)
    width, height = root.attrib.pop("width"), root.attrib.pop("height")
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("role", "graphics-document" if linked else "img")
    root.set("aria-label", f"{title}. {summary}")
