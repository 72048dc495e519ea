"""Loads the rules of planning: kinds of deliverables, levels, overdue rules, completion."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from summitry.errors import LexiconError


@dataclass(frozen=True, slots=True)
class KindRule:
    """One kind of deliverable: the words that tell it, the steps it takes, its usual risk."""

    deliverable: str
    steps: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    risk: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RiskRule:
    """A risk that the wording of a commitment shows."""

    rule: str
    text: str
    response: str


@dataclass(frozen=True, slots=True)
class TargetRule:
    """Verbs and words that tell an amount of money as a target, which nobody pledges to pay."""

    verbs: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindRules:
    """All kinds of deliverables, with the version of the rules."""

    id: str
    version: str
    source: str
    kind: tuple[KindRule, ...]
    risk: tuple[RiskRule, ...]
    target: TargetRule


@dataclass(frozen=True, slots=True)
class LevelRule:
    """When an action belongs to a level; what is empty fits always."""

    rule: str
    level: str
    deliverable: str = ""
    theme: str = ""
    force: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelRules:
    """Levels and the portfolios of bodies, by theme; ``leaders`` is that of the highest level."""

    id: str
    version: str
    source: str
    level: tuple[LevelRule, ...]
    portfolio: dict[str, str]
    organisation: dict[str, str]


@dataclass(frozen=True, slots=True)
class OverdueRule:
    """So many days after something without something else; see ``overdue.toml``."""

    rule: str
    after: str
    days: int
    without: str
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class OverdueRules:
    """All overdue rules, with their version; ``due_soon_days`` is what counts as due soon."""

    id: str
    version: str
    source: str
    due_soon_days: int
    rule: tuple[OverdueRule, ...]


@dataclass(frozen=True, slots=True)
class CompletionRules:
    """From which share of milestones a completion is substantial."""

    id: str
    version: str
    source: str
    substantial: float


def rule_file(name: str) -> dict[str, Any]:
    """Return the contents of a rule file of planning."""
    source = resources.files("summitry.planning").joinpath("data", name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _loaded(name: str, kind: Any) -> Any:
    try:
        return msgspec.convert(rule_file(name), kind)
    except msgspec.ValidationError as error:
        raise LexiconError(str(error), where=name) from error


@cache
def kind_rules() -> KindRules:
    """Return the kinds of deliverables; LexiconError when the data are invalid."""
    rules: KindRules = _loaded("kinds.toml", KindRules)
    return rules


@cache
def level_rules() -> LevelRules:
    """Return the rules of levels; LexiconError when the data are invalid."""
    rules: LevelRules = _loaded("levels.toml", LevelRules)
    return rules


@cache
def overdue_rules() -> OverdueRules:
    """Return the overdue rules; LexiconError when the data are invalid."""
    rules: OverdueRules = _loaded("overdue.toml", OverdueRules)
    return rules


@cache
def completion_rules() -> CompletionRules:
    """Return what tells completion from milestones; LexiconError when the data are invalid."""
    rules: CompletionRules = _loaded("completion.toml", CompletionRules)
    return rules
