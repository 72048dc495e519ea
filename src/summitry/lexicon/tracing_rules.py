"""Weights and thresholds by which promises are traced, each set with its name and version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from summitry.errors import LexiconError
from summitry.lexicon.loader import convert_entries, load_table

Rules = TypeVar("Rules")

_FILE = "tracing.toml"


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """Which passages of a report speak of a promise; each figure is explained in the file."""

    id: str
    version: str
    propose: float
    of_best: float
    best_at_most: float
    damping: float
    name: float
    subject: float
    actor_name: float
    recipient_name: float
    recipient_state: float
    body_name: float
    inherited: float
    covered: float
    covered_from: float
    covered_weight: float
    telling: float
    one_term: float
    one_term_share: float
    amount: float
    amount_from: float
    amount_topic: float
    other_states: float
    section: float
    lead_in: float
    previous: float
    opening: float
    neighbour: float
    new_name: float
    both: float
    unheard: float
    outlook: float
    other_body: float
    unpaid: float
    paid_in_words: float
    paid: float
    paid_from: float
    learned: float
    learned_from: float
    learned_from_terms: float
    learned_most: int
    says_little: float
    points_back: int
    goes_on: int


@dataclass(frozen=True, slots=True)
class LineageRules:
    """Which promises of different documents are one, and how candidates are found."""

    id: str
    version: str
    same_from: float
    object_from: float
    amount_object: float
    actors_from: float
    reports_within_days: int
    terms_used: int
    postings_most: int
    candidates_most: int
    parties_most: int
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class RecycledRules:
    """When an amount counts as announced again."""

    id: str
    version: str
    within_years: float
    purpose_from: float
    converted_within: float
    smallest: float


@dataclass(frozen=True, slots=True)
class TotalsRules:
    """The name and version of the rules by which pledges are summed."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class AlignmentRules:
    """How two versions of a document are laid side by side; ``band`` bounds how far they part."""

    id: str
    version: str
    pair_from: float
    order: float
    band: int
    weights: dict[str, float]


@dataclass(frozen=True, slots=True)
class ProposalRules:
    """When a later record counts as the answer to a proposal."""

    id: str
    version: str
    object_from: float


@dataclass(frozen=True, slots=True)
class TracingRules:
    """All rules of tracing."""

    evidence: EvidenceRules
    lineage: LineageRules
    recycled: RecycledRules
    totals: TotalsRules
    alignment: AlignmentRules
    proposals: ProposalRules


def method_name(rules: Any) -> str:
    """Return the name and version of a set of rules, as results carry it.

    >>> method_name(tracing_rules().totals)
    'totals-of-pledges 1'
    """
    return f"{rules.id} {rules.version}"


@cache
def tracing_rules() -> TracingRules:
    """Return the rules; LexiconError when the data are invalid."""
    table = load_table(_FILE)
    return TracingRules(
        evidence=_rules(table, "evidence", EvidenceRules),
        lineage=_rules(table, "lineage", LineageRules),
        recycled=_rules(table, "recycled", RecycledRules),
        totals=_rules(table, "totals", TotalsRules),
        alignment=_rules(table, "alignment", AlignmentRules),
        proposals=_rules(table, "proposals", ProposalRules),
    )


def _rules(table: dict[str, Any], name: str, kind: type[Rules]) -> Rules:
    if name not in table:
        raise LexiconError(f"there is no table [{name}]", where=_FILE)
    return convert_entries([table[name]], kind, where=f"{_FILE} [{name}]")[0]
