"""The way to a target as a picture: reporters as lines, vintages faint, the outlook as a fan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from summitry.errors import ExtraMissing
from summitry.model import parse_reporting_period
from summitry.monitoring.faults import comparable, nature_for
from summitry.monitoring.vintages import vintages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summitry.model import Outlook, Series, Target

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_SHORT = {
    "labelExpr": "replace(replace(replace(replace(format(datum.value, '~s'), "
    "'k', ' thousand'), 'M', ' mn'), 'G', ' bn'), 'T', ' trn')"
}
_DAY, _VALUE, _COLOUR = "day", "value", "reporter"
_ACROSS = {"field": _DAY, "type": "temporal", "title": None}
_BY_REPORTER = {"field": _COLOUR, "type": "nominal"}


def trajectory(
    target: Target, bound: Sequence[Series], ahead: Sequence[Outlook] = ()
) -> dict[str, Any]:
    """Return a Vega-Lite specification of the figures, the target and what may come.

    Each reporter has a colour; its latest vintage is drawn full, earlier ones faint. Of an
    outlook the 80 and 95 per cent intervals are shaded.
    """
    latest = {series.id: vintages(series)[-1].name for series in bound}
    up = {
        "field": _VALUE,
        "type": "quantitative",
        "title": target.unit,
        "axis": _SHORT,
    }
    figures = {
        "mark": {"type": "line", "point": True},
        "data": {"values": _figures(target, bound, latest)},
        "encoding": {
            "x": _ACROSS,
            "y": up,
            "color": _BY_REPORTER,
            "opacity": {"field": "opacity", "type": "quantitative", "scale": None, "legend": None},
            "detail": {"field": "vintage", "type": "nominal"},
        },
    }
    layers = [*_fan(bound, ahead, latest, up), figures, *_aim(target, up)]
    return {"$schema": _SCHEMA, "width": 560, "height": 300, "layer": layers}


def _fan(
    bound: Sequence[Series],
    ahead: Sequence[Outlook],
    latest: Mapping[str, str],
    up: dict[str, Any],
) -> list[dict[str, Any]]:
    """Return the intervals of each series' latest vintage, and the line in their middle."""
    reporters = {series.id: series.reporter for series in bound}
    points = [
        {
            _COLOUR: reporters.get(outlook.series, outlook.series),
            _DAY: _place(point.period),
            _VALUE: point.value,
            "low80": point.low80,
            "high80": point.high80,
            "low95": point.low95,
            "high95": point.high95,
        }
        for outlook in ahead
        if outlook.vintage == latest.get(outlook.series)
        for point in outlook.points
    ]
    shared: dict[str, Any] = {"x": _ACROSS, "color": _BY_REPORTER}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": points},
            "mark": {"type": "area", "opacity": opacity},
            "encoding": {
                **shared,
                "y": {**up, "field": f"low{level}"},
                "y2": {"field": f"high{level}"},
            },
        }
        for level, opacity in ((95, 0.12), (80, 0.2))
    ]
    middle = {"type": "line", "strokeDash": [4, 4]}
    layers.append({"data": {"values": points}, "mark": middle, "encoding": {**shared, "y": up}})
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
    if form == "svg":
        return str(vl_convert.vegalite_to_svg(chart)).encode()
    return bytes(vl_convert.vegalite_to_png(chart, scale=2))


def _place(period: str) -> str:
    """Return where a period stands on the axis: a year at its own mark, the rest at its end."""
    return f"{period}-01-01" if len(period) == 4 else parse_reporting_period(period).end


def _figures(
    target: Target, bound: Sequence[Series], latest: Mapping[str, str]
) -> list[dict[str, Any]]:
    rows = []
    for series in bound:
        nature, _ = nature_for(target, series)
        for vintage in vintages(series):
            opacity = 1.0 if vintage.name == latest[series.id] else 0.3
            for one in comparable(vintage.observations, nature)[0]:
                rows.append(
                    {
                        _COLOUR: series.reporter,
                        "vintage": f"{series.id}, {vintage.name}",
                        _DAY: _place(one.period.text),
                        _VALUE: one.value,
                        "opacity": opacity,
                    }
                )
    return rows


def _aim(target: Target, up: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the target as a level line, and its deadline as a point on it."""
    level = {"data": {"values": [{_VALUE: target.value}]}, "encoding": {"y": up}}
    drawn: list[dict[str, Any]] = [{**level, "mark": {"type": "rule", "strokeDash": [2, 2]}}]
    if target.deadline is not None:
        due = {"values": [{_DAY: _place(target.deadline), _VALUE: target.value}]}
        mark = {"type": "point", "shape": "diamond", "size": 90, "filled": True}
        drawn.append({"data": due, "mark": mark, "encoding": {"x": _ACROSS, "y": up}})
    return drawn
