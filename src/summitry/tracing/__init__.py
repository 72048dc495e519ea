"""What becomes of a promise from meeting to meeting: lineage, recycling, evidence, versions."""

from summitry.tracing.alignment import align_versions
from summitry.tracing.confirmations import refuse_circles
from summitry.tracing.evidence import PROPOSED_FROM, suggest_evidence
from summitry.tracing.lineage import trace_lineage
from summitry.tracing.occasions import Order, order_of
from summitry.tracing.plain_records import promises_of
from summitry.tracing.proposals import proposal_outcomes
from summitry.tracing.recycled import find_recycled
from summitry.tracing.totals import total_pledges

__all__ = [
    "PROPOSED_FROM",
    "Order",
    "align_versions",
    "find_recycled",
    "order_of",
    "promises_of",
    "proposal_outcomes",
    "refuse_circles",
    "suggest_evidence",
    "total_pledges",
    "trace_lineage",
]
