"""How people and dialogues differ, in measures that name their method."""

from summitry.comparison.agreement import (
    Agreement,
    Decision,
    FieldAgreement,
    SpanAgreement,
    agreement,
)
from summitry.comparison.reliability import Measure
from summitry.comparison.sampling import sample_for_double_review, sample_of_stream

__all__ = [
    "Agreement",
    "Decision",
    "FieldAgreement",
    "Measure",
    "SpanAgreement",
    "agreement",
    "sample_for_double_review",
    "sample_of_stream",
]
