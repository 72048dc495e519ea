"""How one language words what is no undertaking: calls, positions, forecasts, facts told."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_entries, load_table
from summitry.model import StatementKind  # noqa: TC001 - read by the loader at run time

VERB_ELEMENTS = frozenset({"DEED", "DONE", "ACTED"})
_SUBJECTS = frozenset({"acting", "named", "other", "any"})
_PARTIES = frozenset({"subject", "object"})


@dataclass(frozen=True, slots=True)
class StatementRule:
    """One way a language words a statement; see ``data/en/statements.toml``."""

    rule: str
    words: str
    kind: StatementKind
    subject: str = "any"
    parties: str = "subject"


@dataclass(slots=True)
class StatementNode:
    """A state of the recogniser: where each next word, or kind of verb, leads."""

    words: dict[str, StatementNode] = field(default_factory=dict)
    verbs: dict[str, StatementNode] = field(default_factory=dict)
    rule: StatementRule | None = None


@dataclass(frozen=True, slots=True)
class MinutesWords:
    """Heads of the columns of an action list, and what stands where no date was set."""

    actions: frozenset[str]
    bodies: frozenset[str]
    dates: frozenset[str]
    others: frozenset[str]
    undated: frozenset[str]
    everyone: frozenset[str]


@cache
def load_statements(language: str) -> StatementNode:
    """Return one tree over all rules; LexiconError lists everything wrong with the data."""
    where = f"{language}/statements.toml"
    rules = load_entries(where, "statement", StatementRule)
    _check(rules, where)
    root = StatementNode()
    for rule in rules:
        nodes = [root]
        for element in rule.words.split():
            nodes = _extend(nodes, element)
        for node in nodes:
            node.rule = node.rule or rule
    return root


@cache
def load_minutes_words(language: str) -> MinutesWords:
    """Return the words of the lines and tables of an action list."""
    where = f"{language}/statements.toml"
    table = load_table(where).get("minutes", {})
    missing = sorted(set(MinutesWords.__slots__) - table.keys())
    if missing:
        raise LexiconError(f"[minutes] lacks {', '.join(missing)}", where=where)
    undated = frozenset(phrase.strip() for phrase in table["undated"].split("|"))
    sets = {name: frozenset(table[name].split()) for name in table if name != "undated"}
    return MinutesWords(undated=undated, **sets)


def _extend(nodes: list[StatementNode], element: str) -> list[StatementNode]:
    if element in VERB_ELEMENTS:
        return [node.verbs.setdefault(element, StatementNode()) for node in nodes]
    alternatives = element.strip("[]").split("|")
    return [node.words.setdefault(word, StatementNode()) for node in nodes for word in alternatives]


def _check(rules: tuple[StatementRule, ...], where: str) -> None:
    faults: list[str] = []
    seen: set[str] = set()
    for rule in rules:
        if rule.rule in seen:
            faults.append(f"{rule.rule}: the name is used twice")
        seen.add(rule.rule)
        if not rule.rule.startswith(f"{rule.kind.value}."):
            faults.append(f"{rule.rule}: the name does not begin with its kind {rule.kind.value}")
        if rule.subject not in _SUBJECTS:
            faults.append(f"{rule.rule}: unknown subject {rule.subject}")
        if rule.parties not in _PARTIES:
            faults.append(f"{rule.rule}: unknown parties {rule.parties}")
        for element in rule.words.split():
            if element.isupper() and element not in VERB_ELEMENTS:
                faults.append(f"{rule.rule}: unknown kind of verb {element}")
    if faults:
        raise LexiconError("; ".join(faults), where=where)
