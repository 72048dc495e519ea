"""A comparison as one HTML page: every number leads to the quotes behind it.

``report.html`` is the template of the page, ``report_body.html`` that of its sections. The page
needs nothing from outside; its Content-Security-Policy lets nothing run or load, whatever a text
holds.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from summitry.exchange.comparisons import methods, pictures
from summitry.exchange.comparisons.sentences import answer, of_group
from summitry.exchange.comparisons.told import (
    interval_words,
    named,
    number_words,
    places_words,
    quotes_of,
)
from summitry.exchange.wording import party_name, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jinja2 import Template

    from summitry.exchange.comparisons.told import ToldComparison
    from summitry.model import ComparedPromise, Comparison, Group, MeasureShown

MAIN = ("density", "verifiable", "amount", "deadline", "both", "body", "firm", "substance")
"""The measures of the first table; a second one has the others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a group: its words, interval and place; ``target`` is where its quotes are."""

    value: str
    interval: str
    place: str
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class Behind:
    """The commitments behind one number."""

    target: str
    title: str
    number: str
    promises: Sequence[ComparedPromise]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group as the page shows it."""

    target: str
    group: Group
    sentence: str
    main: tuple[Cell, ...]
    more: tuple[Cell, ...]
    behind: tuple[Behind, ...]


def html_of(told: ToldComparison) -> bytes:
    """Return the page as UTF-8; the same comparison gives the same bytes."""
    style = "".join(
        files(f"summitry.exchange.{folder}").joinpath(name).read_text("utf-8")
        for folder, name in (
            ("html_page", "page.css"),
            ("charts.look", "charts.css"),
            ("comparisons.look", "comparison.css"),
        )
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _template("report.html").render(
        told=told,
        found=told.comparison,
        body=body_of(told),
        style=Markup(style),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'",
    )
    return page.encode("utf-8", "replace")


def body_of(told: ToldComparison, address: Callable[[str], str] | None = None) -> Markup:
    """Return the sections of the page, to stand in any page that brings the style.

    ``address`` gives where a commitment has a page of its own, by its id.
    """
    return Markup(_template("report_body.html").render(**_view_of(named(told)), address=address))


def _view_of(told: ToldComparison) -> dict[str, object]:
    found = told.comparison
    main = [one for one in found.measures if one.name in MAIN]
    more = [one for one in found.measures if one.name not in MAIN and _known(found, one.name)]
    unknown = [one for one in found.measures if not _known(found, one.name)]
    by_id = {one.id: one for one in told.material.promises}
    names = [one.name for one in more]
    groups = [
        _group_view(f"g{at}", group, found.measures, by_id, names)
        for at, group in enumerate(found.groups)
    ]
    strata = [
        (
            stratum,
            [
                _group_view(f"s{number}g{at}", group, found.measures, by_id, names)
                for at, group in enumerate(stratum.groups)
            ],
        )
        for number, stratum in enumerate(found.strata)
    ]
    measures = {one.name: one for one in found.measures}
    shown_measures = [one for one in pictures.DOTTED if one in measures]
    return {
        "told": told,
        "found": found,
        "answer": answer(found),
        "main": main,
        "more": more,
        "not_told": [(one.title, found.groups[0].measured(one.name).why) for one in unknown],
        "groups": groups,
        "dots": [pictures.dots(found, measures[one]) for one in shown_measures],
        "forces": pictures.forces(found),
        "balance": pictures.balance(found),
        "timeline": pictures.timeline(told),
        "strata": strata,
        "methods": list(methods.told(told)),
        "measures": measures,
        "counts": _counts(told),
    }


def _known(found: Comparison, measure: str) -> bool:
    """Tell whether a measure has a number for anybody, or stands in the first table anyway."""
    if measure in MAIN:
        return True
    return any(one.measured(measure).value is not None for one in found.groups)


def _counts(told: ToldComparison) -> dict[str, int]:
    counts = dict.fromkeys((one.name for one in told.material.texts), 0)
    for promise in told.material.promises:
        counts[promise.text] += 1
    return counts


def _group_view(
    target: str,
    group: Group,
    measures: Sequence[MeasureShown],
    by_id: dict[str, ComparedPromise],
    more: Sequence[str],
) -> GroupView:
    cells = {one.name: _cell(target, group, one) for one in measures}
    behind = [Behind(f"{target}-all", "all commitments", str(len(group.promises)), [
        by_id[one] for one in group.promises
    ])]  # fmt: skip
    for one in measures:
        measured = group.measured(one.name)
        # All commitments stand there once already.
        if measured.counted and set(measured.counted) != set(group.promises):
            number = f"{len(measured.counted)} of {len(group.promises)}"
            quotes = [by_id[name] for name in measured.counted]
            behind.append(Behind(f"{target}-{one.name}", one.title, number, quotes))
    for money in group.money:
        quotes = [by_id[name] for name in money.ids]
        title = f"money in {money.currency}"
        behind.append(Behind(f"{target}-{money.currency}", title, str(len(quotes)), quotes))
    return GroupView(
        target,
        group,
        of_group(group),
        tuple(cells[one.name] for one in measures if one.name in MAIN),
        tuple(cells[one] for one in more),
        tuple(behind),
    )


def _cell(target: str, group: Group, shown_measure: MeasureShown) -> Cell:
    one = group.measured(shown_measure.name)
    if one.value is None:
        return Cell("", "", "", "", one.why)
    return Cell(
        number_words(one.value, shown_measure.scale),
        interval_words(one, shown_measure.scale),
        places_words(one),
        quotes_of(group, shown_measure.name, target),
        "",
    )


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["shown"] = shown
    environment.filters["party"] = party_name
    environment.filters["amount"] = lambda value: f"{value:,.2f}".removesuffix(".00")
    page = files("summitry.exchange.comparisons").joinpath(name)
    return environment.from_string(page.read_text("utf-8"))
