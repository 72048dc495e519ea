"""Targets, claims and series as pages show them: pictures, words and what may be switched."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from summitry.errors import ExtraMissing
from summitry.exchange.measures import about_words, counted_words
from summitry.interfaces.web.frame.languages import gettext as _
from summitry.monitoring.trajectory import OF_PAGE, for_page, render, shown_name, trajectory

if TYPE_CHECKING:
    from summitry.model import Outlook, Series, Target
    from summitry.workflow.monitoring import Monitored, MonitoredTarget

_REMEMBERED = 64


def status_words(status: str) -> str:
    """Return where a target stands in the visitor's words."""
    words = {
        "met": _("met"),
        "on track": _("on track"),
        "off track": _("off track"),
        "missed": _("missed"),
        "not measurable": _("not measurable"),
    }
    return words.get(status, status)


def truth_words(truth: str) -> str:
    """Return a verdict on a commitment in the visitor's words."""
    words = {
        "true": _("kept"),
        "false": _("not kept"),
        "unknown": _("unknown"),
        "contested": _("contested"),
    }
    return words.get(truth, truth)


def verdict_words(verdict: str) -> str:
    """Return what figures say of a claim in the visitor's words."""
    words = {
        "holds": _("holds"),
        "holds roughly": _("holds roughly"),
        "does not hold": _("does not hold"),
        "cannot tell": _("cannot tell"),
    }
    return words.get(verdict, verdict)


def chance_words(probability: float | None) -> str:
    """Return a chance in per cent, never as certain as 0 or 100."""
    if probability is None:
        return ""
    share = round(100 * probability)
    if share < 1:
        return _("below 1 %")
    return _("above 99 %") if share > 99 else f"{share} %"


def picture(target: MonitoredTarget, reporter: str | None = None) -> Markup:
    """Return the way to a target as SVG, of all reporters or one; empty where nothing can draw."""
    bound = tuple(one for one in target.bound if reporter in (None, one.reporter))
    title = _("The way to %(target)s by reporter and vintage") % {
        "target": counted_words(target.target.value, target.target.unit)
    }
    return Markup(_drawn(target.target, bound, target.watched.outlooks, title))


@lru_cache(maxsize=_REMEMBERED)
def _drawn(
    target: Target, bound: tuple[Series, ...], ahead: tuple[Outlook, ...], title: str
) -> str:
    try:
        svg = render(trajectory(target, bound, ahead, OF_PAGE), "svg").decode()
    except ExtraMissing:
        return ""
    return for_page(svg, title)


def measured_first(found: tuple[Monitored, ...]) -> list[tuple[Monitored, MonitoredTarget]]:
    """Return targets with figures before those without, else in their order."""
    pairs = [(one, target) for one in found for target in one.targets]
    return sorted(pairs, key=lambda pair: not pair[1].numbers)


FILTERS = {
    "about": about_words,
    "chance": chance_words,
    "counted": counted_words,
    "reporter": shown_name,
    "target_status": status_words,
    "truth": truth_words,
    "verdict": verdict_words,
}
"""Filters of the templates of monitoring."""
