"""Drawing with altair: SVG without a browser, in colours that the page's style decides."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lxml import etree

from summitry.errors import ExtraMissing
from summitry.exchange.wording import shown

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
_WIDTH = 480
_LABELS = 216
_LETTER = 9
_FOR_WORDS = 56
_MARGIN = 10
_STEP = 30
_THIN = 17
_SIZE = 14
_LONG = 24
_BAR = re.compile(r"bar-(\d+)\Z")
_PART = re.compile(r"part-(\d+)-(\d+)\Z")
_UNWRITABLE = re.compile("[\x0b\x0c\ud800-\udfff\ufffe\uffff]")
_UNMEASURABLE = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
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
    root = _drawn(chart)
    _adapt(root, title, summary)
    return _written(root)


def leading(address: str) -> str:
    """Return what ``href`` of a mark has to be for it to lead to an address of the site.

    >>> leading("/parties/CHN"), leading("javascript:alert(1)")
    ('https://page.invalid//parties/CHN', '')
    """
    own = address and not urlsplit(address).scheme
    return f"{_BASE}{address}" if own else ""


def prepare() -> None:
    """Load what draws, so that the first chart comes as fast as all others; nothing if absent."""
    from summitry.exchange.charts.bars import Bar, BarChart, Series

    with suppress(ExtraMissing):
        drawn_bars(BarChart("", "", "", "", (Series("a"),), (Bar("a", (1,)),)))


@lru_cache(maxsize=_REMEMBERED)
def drawn_bars(chart: BarChart) -> str:
    """Return a bar chart as an SVG element; ExtraMissing where altair is not installed."""
    root = _drawn(_bars(chart))
    _label(root, chart)
    _adapt(root, chart.title, chart.summary)
    return _written(root)


def _bars(chart: BarChart) -> Any:
    """Return the chart with a stand-in for every word that comes from outside.

    What measures and draws stumbles over some characters, and would run some words as formulas.
    """
    alt = _altair()
    parts = [part for place, bar in enumerate(chart.bars) for part in _parts(chart, place, bar)]
    names = [one.name for one in chart.series]
    colours = [COLOURS[one.colour] for one in chart.series]
    sums = parts if chart.beside else [_sum(place, bar) for place, bar in enumerate(chart.bars)]
    most = max((one["value"] for one in sums), default=0) or 1
    longest = max((len(_shortened(bar.label)) for bar in chart.bars), default=0)
    room = min(_LABELS, longest * _LETTER)
    shared = {
        "x": alt.X("value:Q", scale=alt.Scale(domain=[0, most]), axis=None),
        "y": _rows(len(chart.bars), room),
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
            description="key:N",
        )
    )
    words = (
        alt.Chart({"values": sums})
        .mark_text(align="left", dx=6, color=COLOURS["soft"], fontSize=_SIZE - 1)
        .encode(**shared, text="words:N")
    )
    step = _THIN * len(names) + 12 if chart.beside else _STEP
    height = max(1, len(chart.bars)) * step
    return (bars + words).properties(width=_WIDTH - _FOR_WORDS - room, height=height)


def _rows(count: int, room: int) -> Any:
    """Return the places of bars one under the other, with room for their labels before them."""
    alt = _altair()
    # Bars may bear the same name, so that each goes by its place.
    places = [f"bar-{place}" for place in range(count)]
    scale = alt.Scale(domain=places, paddingInner=0.3, paddingOuter=0.1)
    axis = alt.Axis(labelLimit=0, minExtent=room, maxExtent=room)
    return alt.Y("bar:N", sort=None, title=None, scale=scale, axis=axis)


def _parts(chart: BarChart, place: int, bar: Bar) -> list[dict[str, Any]]:
    return [
        {
            "bar": f"bar-{place}",
            "part": one.name,
            "order": order,
            "value": value,
            "words": f"{value:,}",
            "key": f"part-{place}-{order}",
        }
        for order, (one, value) in enumerate(zip(chart.series, bar.values, strict=True))
        if value
    ]


def _sum(place: int, bar: Bar) -> dict[str, Any]:
    return {"bar": f"bar-{place}", "value": bar.total, "words": bar.told or f"{bar.total:,}"}


def _label(root: etree._Element, chart: BarChart) -> None:
    """Put the words and addresses of bars where their stand-ins are."""
    for one in list(root.iter(f"{{{_SVG}}}text")):
        if match := _BAR.match(one.text or ""):
            one.text = _shortened(chart.bars[int(match[1])].label)
    for one in list(root.iter(f"{{{_SVG}}}path")):
        match = _PART.match(one.get("aria-label", ""))
        if match is None:
            continue
        bar, order = chart.bars[int(match[1])], int(match[2])
        told = f"{bar.label}, {chart.series[order].name}: {bar.values[order]:,}"
        one.set("aria-label", _writable(told))
        address = leading(bar.addresses[order] if bar.addresses else bar.address)
        parent = one.getparent()
        if address and parent is not None:
            link = etree.Element(f"{{{_SVG}}}a")
            link.set(_LINK, address)
            parent.replace(one, link)
            link.append(one)


def _writable(words: str) -> str:
    """Return words without the characters that XML has no place for."""
    return _UNWRITABLE.sub("\ufffd", shown(words))


def _shortened(label: str) -> str:
    words = _writable(label)
    return words if len(words) <= _LONG else words[: _LONG - 1].rstrip() + "…"


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


def _drawn(chart: Any) -> etree._Element:
    _altair()
    import vl_convert

    spec = {**_measurable(chart.to_dict(validate=False)), "config": _look()}
    # Nothing is fetched, whatever a chart names.
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return etree.fromstring(svg.encode("utf-8"), etree.XMLParser(resolve_entities=False))


def _measurable(told: Any) -> Any:
    """Return a description without the characters that what draws cannot measure."""
    if isinstance(told, str):
        return _UNMEASURABLE.sub("\ufffd", _writable(told))
    if isinstance(told, dict):
        return {name: _measurable(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_measurable(one) for one in told]
    return told


def _written(root: etree._Element) -> str:
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
    # Fonts of the reader may be wider than the one that was measured with.
    width, height = float(root.get("width", "0")) + 2 * _MARGIN, root.get("height", "0")
    root.set("width", f"{width:g}")
    root.set("viewBox", f"{-_MARGIN} 0 {width:g} {height}")
    root.set("role", "graphics-document" if linked else "img")
    root.set("aria-label", _writable(f"{title}. {summary}"))
