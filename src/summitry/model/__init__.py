"""The nouns of the field: frozen values, standard library only, no input or output."""

from summitry.model.alignment import AlignedPair, Alignment
from summitry.model.commitment import (
    Commitment,
    Force,
    Reason,
    Statement,
    StatementKind,
    Theme,
)
from summitry.model.document import Block, BlockKind, Document, Origin, Provenance
from summitry.model.evidence import Says, SuggestedEvidence
from summitry.model.identity import content_key
from summitry.model.lineage import (
    Agreement,
    FieldComparison,
    Lineage,
    Link,
    LinkKind,
    Outcome,
    OutcomeKind,
    PledgeRelation,
    RecycledPledge,
)
from summitry.model.party import (
    ALL_PARTIES,
    Basis,
    Membership,
    Party,
    PartyKind,
    PartyMention,
)
from summitry.model.period import Period, PeriodRole, is_partial_date
from summitry.model.promise import Aliases, Occasion, Passage, Promise, Remark
from summitry.model.quantity import Bound, Quantity, QuantityRole
from summitry.model.reading import Failure, Notice, Reading, Severity
from summitry.model.span import Span
from summitry.model.table import Column, ColumnType, Table
from summitry.model.totals import LeftOut, Rate, Total, TotalLine

__all__ = [
    "ALL_PARTIES",
    "Agreement",
    "Aliases",
    "AlignedPair",
    "Alignment",
    "Basis",
    "Block",
    "BlockKind",
    "Bound",
    "Column",
    "ColumnType",
    "Commitment",
    "Document",
    "Failure",
    "FieldComparison",
    "Force",
    "LeftOut",
    "Lineage",
    "Link",
    "LinkKind",
    "Membership",
    "Notice",
    "Occasion",
    "Origin",
    "Outcome",
    "OutcomeKind",
    "Party",
    "PartyKind",
    "PartyMention",
    "Passage",
    "Period",
    "PeriodRole",
    "PledgeRelation",
    "Promise",
    "Provenance",
    "Quantity",
    "QuantityRole",
    "Rate",
    "Reading",
    "Reason",
    "RecycledPledge",
    "Remark",
    "Says",
    "Severity",
    "Span",
    "Statement",
    "StatementKind",
    "SuggestedEvidence",
    "Table",
    "Theme",
    "Total",
    "TotalLine",
    "content_key",
    "is_partial_date",
]
