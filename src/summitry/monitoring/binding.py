"""Proposes which series tell of a target, by rules that give their reasons; a person confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.lexicon.parties import load_parties
from summitry.lexicon.themes import load_themes
from summitry.model import Binding, BindingReason, PartyKind, first_day
from summitry.monitoring.rules import rule_table
from summitry.monitoring.words import (
    content_words,
    members_of,
    name_words,
    named_parties,
    narrowing,
    same_unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import Factor, Series, Target

_FILE = "binding.toml"


def propose(
    target: Target, candidates: Iterable[Series], factors: Sequence[Factor] = ()
) -> tuple[Binding, ...]:
    """Return the series that may tell of a target, the best first, each with its reasons.

    Unit, parties and words must all speak for a series. ``factors`` make series in other units
    eligible; nothing is converted here.
    """
    rules = rule_table(_FILE)
    found = []
    for series in candidates:
        reasons = judge(target, series, factors)
        score = sum(reason.weight for reason in reasons)
        if min(reason.weight for reason in reasons) >= 0 and score >= rules["least"]:
            found.append(
                Binding(
                    target.commitment, series.key, score, reasons, rules["id"], rules["version"]
                )
            )
    return tuple(sorted(found, key=lambda one: -one.score))


def judge(
    target: Target, series: Series, factors: Sequence[Factor] = ()
) -> tuple[BindingReason, ...]:
    """Return what every rule says of a series; a negative weight rules it out."""
    return (
        _unit(target, series, factors),
        _parties(target, series),
        *_words(target, series),
        _theme(target, series),
        _time(target, series),
    )


def _weight(name: str) -> float:
    return float(rule_table(_FILE)["weights"][name])


def _unit(target: Target, series: Series, factors: Sequence[Factor]) -> BindingReason:
    if target.unit and same_unit(target.unit, series.unit):
        return BindingReason("unit", _weight("unit"), f"both count in {series.unit}")
    if not target.unit:
        why = f"the text names no unit; the series counts in {series.unit}"
        return BindingReason("unit", 0.0, why)
    if any(one.unit == series.unit and one.into == target.unit for one in factors):
        why = f"{series.unit} can be converted into {target.unit} with the factors given"
        return BindingReason("unit", _weight("convertible"), why)
    why = f"the series counts in {series.unit}, the target in {target.unit}"
    return BindingReason("unit", -1.0, why)


def _parties(target: Target, series: Series) -> BindingReason:
    about = _about(series, frozenset(target.parties))
    wanted = frozenset(target.parties)
    if series.partner and not named_parties(series.partner):
        return BindingReason("parties", -1.0, f"no party we know is called {series.partner}")
    if not wanted:
        return BindingReason("parties", 0.0, "the text names no party")
    told = ", ".join(sorted(about)) or "no party we know"
    if about == wanted or members_of(about) == members_of(wanted):
        return BindingReason("parties", _weight("parties"), f"both are about {told}")
    if not members_of(about) <= members_of(wanted):
        why = f"the series is about {told}, the target about {', '.join(sorted(wanted))}"
        return BindingReason("parties", -1.0, why)
    if len(about) == 1 and about <= wanted:
        why = f"the series is about {told} alone"
        return BindingReason("parties", _weight("party"), why)
    missing = ", ".join(sorted(members_of(wanted) - members_of(about)))
    return BindingReason("parties", -1.0, f"the series leaves out {missing}")


def _about(series: Series, wanted: frozenset[str]) -> frozenset[str]:
    """Return the parties a series is about; a bank that only compiles figures is none."""
    known = load_parties()
    reporter = frozenset(
        code
        for code in named_parties(series.reporter)
        if code in wanted or known.party(code).kind is not PartyKind.ORGANISATION
    )
    return reporter | named_parties(series.partner)


def _words(target: Target, series: Series) -> tuple[BindingReason, ...]:
    wanted, told = content_words(target.object), content_words(series.title)
    parties = frozenset(target.parties) | _about(series, frozenset(target.parties))
    shared = (wanted & told) - name_words(parties)
    part = narrowing(told | content_words(series.id.replace("_", " "))) - wanted
    if part:
        why = f"the series counts only a part: {', '.join(sorted(part))}"
        return (BindingReason("words", -1.0, why),)
    if not shared:
        return (BindingReason("words", -1.0, "no word of what is counted in common"),)
    weight = min(_weight("most_for_words"), _weight("word") * len(shared))
    return (BindingReason("words", weight, f"words in common: {', '.join(sorted(shared))}"),)


def _theme(target: Target, series: Series) -> BindingReason:
    wordings = load_themes("en")
    words = series.title.casefold().split()
    found = {theme for word in words for theme, _ in wordings.get(word, ())}
    if target.theme in found:
        return BindingReason("theme", _weight("theme"), f"both are about {target.theme}")
    return BindingReason("theme", 0.0, "the title does not tell the theme")


def _time(target: Target, series: Series) -> BindingReason:
    last = max((one.period.end for one in series.observations), default="")
    if target.made is not None and last >= first_day(target.made):
        return BindingReason("time", _weight("later_figures"), "has figures after the promise")
    return BindingReason("time", 0.0, "has no figures after the promise")
