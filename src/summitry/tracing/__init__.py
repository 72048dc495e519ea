"""What becomes of a promise from meeting to meeting: lineage, recycling, evidence, versions."""

from summitry.tracing.evidence import PROPOSED_FROM, suggest_evidence
from summitry.tracing.plain_records import promises_of

__all__ = ["PROPOSED_FROM", "promises_of", "suggest_evidence"]
