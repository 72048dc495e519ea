"""What kind of thing a commitment brings about, and at which level it is followed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summitry.model import Deliverable, Level, QuantityRole
from summitry.planning.rules import KindRule, LevelRule, kind_rules, level_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Commitment

_VERB = 2.0
_AMOUNT = 1.5


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    parts = (
        re.escape(one.rstrip("*")) + (r"\w*" if one.endswith("*") else "")
        for one in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


def _found(words: tuple[str, ...], text: str) -> list[str]:
    pattern = _pattern(words)
    return list(dict.fromkeys(pattern.findall(text))) if pattern else []


def deliverable_of(commitment: Commitment) -> tuple[KindRule, str]:
    """Return the kind of deliverable proposed for a commitment, and the words that decided."""
    text = commitment.quote.casefold()
    action = commitment.action.casefold()
    money = has_money(commitment) and not is_target(commitment)
    best: tuple[float, KindRule, str] | None = None
    rules = kind_rules()
    for rule in rules.kind:
        words = _found(rule.words, text)
        score = float(len(words))
        told = list(words)
        if action in rule.verbs:
            score += _VERB
            told.insert(0, action)
        if money and rule.deliverable == Deliverable.MONEY.value:
            score += _AMOUNT
            told.append("an amount of money")
        if best is None or score > best[0]:
            best = (score, rule, ", ".join(told))
    assert best is not None
    score, rule, told_of = best
    if score == 0:
        return rules.kind[-1], f"{rules.id} {rules.version}: no word tells the kind"
    return rule, f"{rules.id} {rules.version}: {rule.deliverable}, from {told_of}"


def has_money(commitment: Commitment) -> bool:
    """Tell whether an amount of money stands in a commitment."""
    return any(one.role is QuantityRole.MONEY for one in commitment.quantities)


def is_target(commitment: Commitment) -> bool:
    """Tell whether the money in a commitment says how large something shall become."""
    rule = kind_rules().target
    text = commitment.quote.casefold()
    acts = commitment.action.casefold() in rule.verbs or bool(_found(rule.verbs, text))
    return acts and bool(_found(rule.words, text))


def level_of(deliverable: str, theme: str, force: str, quote: str) -> tuple[Level, str]:
    """Return the level proposed for an action, and the rule that decided."""
    rules = level_rules()
    for rule in rules.level:
        if _fits(rule, (deliverable, theme, force), quote):
            return Level(rule.level), f"{rules.id} {rules.version}: {rule.rule}"
    return Level.EXPERTS, f"{rules.id} {rules.version}: no rule"


def _fits(rule: LevelRule, facts: Iterable[str], quote: str) -> bool:
    wanted = (rule.deliverable, rule.theme, rule.force)
    if any(one and one != fact for one, fact in zip(wanted, facts, strict=True)):
        return False
    return not rule.words or bool(_found(rule.words, quote.casefold()))
