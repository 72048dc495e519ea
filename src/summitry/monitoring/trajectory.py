"""The way to a target as a picture: reporters as lines, vintages faint, the outlook as a fan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from summitry.errors import ExtraMissing
from summitry.lexicon.parties import load_parties
from summitry.model import Frequency, OutlookPoint, parse_reporting_period
from summitry.monitoring.faults import comparable, nature_for
from summitry.monitoring.vintages import vintages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import Outlook, Series, Target

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_SHORT = {
    "labelExpr": "replace(replace(replace(replace(format(datum.value, '~s'), "
    "'k', ' thousand'), 'M', ' mn'), 'G', ' bn'), 'T', ' trn')",
    "tickCount": 6,
}
_DAY, _VALUE, _COLOUR = "day", "value", "reporter"
_ACROSS = {
    "field": _DAY,
    "type": "temporal",
    "title": None,
    "axis": {"format": "%Y", "tickCount": 8, "labelOverlap": True},
}
_FAINT = 0.35


@dataclass(frozen=True, slots=True)
class Colours:
    """What a picture is drawn in: writing, fine lines, the target, and one for each reporter."""

    ink: str = "#1c1f24"
    soft: str = "#555b65"
    line: str = "#d9d7cf"
    target: str = "#9a2a22"
    reporters: tuple[str, ...] = ("#16467a", "#a05a00", "#2f7d5b", "#7a4a8f")
    paper: str | None = "#ffffff"


OF_PAGE = Colours(
    "#010101", "#020202", "#030303", "#090909", ("#050505", "#070707", "#060606", "#080808"), None
)
"""Colours that stand for those of the style of a page; see :func:`for_page`."""

_STYLED = {
    "#010101": "var(--chart-ink)",
    "#020202": "var(--chart-soft)",
    "#030303": "var(--chart-line)",
    "#050505": "var(--chart-first)",
    "#060606": "var(--chart-second)",
    "#070707": "var(--chart-third)",
    "#080808": "var(--chart-fourth)",
    "#090909": "var(--bad)",
}


def trajectory(
    target: Target,
    bound: Sequence[Series],
    ahead: Sequence[Outlook] = (),
    colours: Colours = Colours(),
) -> dict[str, Any]:
    """Return a Vega-Lite specification of the figures, the target and what may come.

    Each reporter has a colour and a shape; its latest vintage is drawn full, earlier ones faint.
    Of an outlook the 80 and 95 per cent intervals are shaded.
    """
    latest = {series.key: vintages(series)[-1].name for series in bound}
    names = list(dict.fromkeys(shown_name(series.reporter) for series in bound))
    palette = [colours.reporters[one % len(colours.reporters)] for one in range(len(names))]
    by_reporter = {
        "field": _COLOUR,
        "type": "nominal",
        "title": None,
        "scale": {"domain": names, "range": palette},
        "legend": {"orient": "top", "symbolType": "circle", "symbolOpacity": 1} if names else None,
    }
    up = {"field": _VALUE, "type": "quantitative", "title": target.unit, "axis": _SHORT}
    figures: dict[str, Any] = {
        "mark": {"type": "line", "point": {"filled": True, "size": 46}, "strokeWidth": 2},
        "data": {"values": _figures(target, bound, latest)},
        "encoding": {
            "x": _ACROSS,
            "y": up,
            "color": by_reporter,
            "opacity": {"field": "opacity", "type": "quantitative", "scale": None, "legend": None},
            "detail": {"field": "run", "type": "nominal"},
            "description": {"field": "told", "type": "nominal"},
        },
    }
    days = [row[_DAY] for row in figures["data"]["values"]]
    begin = min(days, default=_place(target.made or target.deadline or "2000"))
    layers = [
        *_fan(bound, ahead, latest, (target, up, by_reporter)),
        figures,
        *_aim(target, up, colours, begin),
    ]
    chart = {"$schema": _SCHEMA, "width": 560, "height": 300, "layer": layers}
    return {**chart, "config": _look(colours)}


def shown_name(reporter: str) -> str:
    """Return the English name of a reporter that is a party, else what it is called.

    >>> shown_name("CHN"), shown_name("EDB (CA5 statistics)")
    ('China', 'EDB (CA5 statistics)')
    """
    parties = load_parties()
    return parties.party(reporter).name if parties.is_known(reporter) else reporter


def _look(colours: Colours) -> dict[str, Any]:
    return {
        "background": colours.paper,
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": {
            "domainColor": colours.line,
            "gridColor": colours.line,
            "tickColor": colours.line,
            "labelColor": colours.ink,
            "labelFontSize": 13,
            "titleColor": colours.soft,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
        },
        "axisX": {"grid": False},
        "legend": {"labelColor": colours.ink, "labelFontSize": 13, "labelLimit": 260},
    }


def _fan(
    bound: Sequence[Series],
    ahead: Sequence[Outlook],
    latest: Mapping[str, str],
    shared: tuple[Target, dict[str, Any], dict[str, Any]],
) -> list[dict[str, Any]]:
    """Return the intervals of each series' latest vintage, and the line in their middle."""
    target, up, by_reporter = shared
    known = {series.id: series for series in bound}
    points: list[dict[str, Any]] = []
    for outlook in ahead:
        series = known.get(outlook.series)
        if series is None or outlook.vintage != latest[series.key] or not outlook.points:
            continue
        nature, _ = nature_for(target, series)
        last = comparable(vintages(series)[-1].observations, nature)[0][-1]
        begin = OutlookPoint(last.period.text, *[last.value] * 5)
        points += [
            {
                _COLOUR: shown_name(series.reporter),
                _DAY: _place(point.period),
                _VALUE: point.value,
                "low80": point.low80,
                "high80": point.high80,
                "low95": point.low95,
                "high95": point.high95,
            }
            for point in (begin, *outlook.points)
        ]
    if not points:
        return []
    both: dict[str, Any] = {"x": _ACROSS, "color": by_reporter}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": points},
            "mark": {"type": "area", "opacity": opacity},
            "encoding": {
                **both,
                "y": {**up, "field": f"low{level}"},
                "y2": {"field": f"high{level}"},
            },
        }
        for level, opacity in ((95, 0.14), (80, 0.22))
    ]
    middle = {"type": "line", "strokeDash": [4, 4]}
    layers.append({"data": {"values": points}, "mark": middle, "encoding": {**both, "y": up}})
    return layers


def render(chart: dict[str, Any], form: Literal["svg", "png"]) -> bytes:
    """Return a picture of a specification; ExtraMissing where ``charts`` is not installed."""
    try:
        import vl_convert
    except ImportError as error:
        raise ExtraMissing(
            "pictures need a part of summitry that is installed apart",
            remedy="Install it with: pip install 'summitry[charts]'",
        ) from error
    # Nothing is fetched, whatever a picture names.
    if form == "svg":
        return str(vl_convert.vegalite_to_svg(chart, allowed_base_urls=[])).encode()
    return bytes(vl_convert.vegalite_to_png(chart, scale=2, allowed_base_urls=[]))


def for_page(svg: str, title: str) -> str:
    """Return a picture drawn in the colours :data:`OF_PAGE` as an element of a page.

    It takes the colours of the page's style, and is told by its title to those who cannot see it.
    """
    from lxml import etree

    space = "http://www.w3.org/2000/svg"
    root = etree.fromstring(svg.encode("utf-8"), etree.XMLParser(resolve_entities=False))
    for one in root.iter(etree.Element):
        told = one.attrib.pop("aria-label", None)
        role = one.attrib.pop("aria-roledescription", None)
        for name in ("role", "aria-hidden", "style", "version", "class"):
            one.attrib.pop(name, None)
        if told and role in ("point", "circle"):
            etree.SubElement(one, f"{{{space}}}title").text = told
    width = float(root.get("width", "0")) + 20
    height = root.get("height", "0")
    root.set("width", f"{width:g}")
    root.set("viewBox", f"-10 0 {width:g} {height}")
    root.set("role", "img")
    root.set("aria-label", title)
    etree.cleanup_namespaces(root)
    drawn: str = etree.tostring(root, encoding="unicode").replace(f' xmlns="{space}"', "", 1)
    for colour, styled in _STYLED.items():
        drawn = drawn.replace(f'"{colour}"', f'"{styled}"')
    return drawn


def _place(period: str) -> str:
    """Return where a period stands on the axis: a year at its own mark, the rest at its end."""
    return f"{period}-01-01" if len(period) == 4 else parse_reporting_period(period).end


def _figures(
    target: Target, bound: Sequence[Series], latest: Mapping[str, str]
) -> list[dict[str, Any]]:
    rows = []
    for series in bound:
        nature, _ = nature_for(target, series)
        name = shown_name(series.reporter)
        for vintage in vintages(series):
            opacity = 1.0 if vintage.name == latest[series.key] else _FAINT
            run, before = 0, None
            for one in comparable(vintage.observations, nature)[0]:
                # Where years are missing nothing is drawn in their place.
                yearly = one.period.frequency is Frequency.YEAR
                run += yearly and before is not None and one.period.year - before > 1
                before = one.period.year
                rows.append(
                    {
                        _COLOUR: name,
                        "run": f"{series.id}, {series.reporter}, {vintage.name}, {run:03}",
                        _DAY: _place(one.period.text),
                        _VALUE: one.value,
                        "opacity": opacity,
                        "told": f"{name}, {one.period.text}: {one.wording} ({vintage.name})",
                    }
                )
    # What is faint is drawn first, so that it never hides what counts.
    return sorted(rows, key=lambda row: (row["opacity"] == 1.0, row["run"], row[_DAY]))


def _aim(target: Target, up: dict[str, Any], colours: Colours, begin: str) -> list[dict[str, Any]]:
    """Return the target as a level line with its words, and its deadline as a point on it."""
    told = "target" if target.deadline is None else f"target, due {target.deadline}"
    level = {"data": {"values": [{_VALUE: target.value}]}, "encoding": {"y": up}}
    rule = {"type": "rule", "strokeDash": [3, 3], "color": colours.target, "strokeWidth": 1.5}
    text = {"type": "text", "align": "left", "dx": 4, "dy": -9, "fontSize": 13}
    place = {"x": _ACROSS, "y": up}
    first = {"values": [{_DAY: begin, _VALUE: target.value, "told": told}]}
    words = {"field": "told", "type": "nominal"}
    drawn: list[dict[str, Any]] = [
        {**level, "mark": rule},
        {
            "data": first,
            "mark": {**text, "color": colours.target},
            "encoding": {**place, "text": words},
        },
    ]
    if target.deadline is not None:
        due = {"values": [{_DAY: _place(target.deadline), _VALUE: target.value, "told": told}]}
        shape = {"type": "point", "shape": "diamond", "size": 110, "filled": True, "opacity": 1}
        mark = {**shape, "color": colours.target}
        encoding = {**place, "description": words}
        drawn.append({"data": due, "mark": mark, "encoding": encoding})
    return drawn
