"""The nouns of the field: frozen values, standard library only, no input or output."""

from summitry.model.commitment import (
    Commitment,
    Force,
    Reason,
    Statement,
    StatementKind,
    Theme,
)
from summitry.model.document import Block, BlockKind, Document, Origin, Provenance
from summitry.model.identity import content_key
from summitry.model.party import (
    ALL_PARTIES,
    Basis,
    Membership,
    Party,
    PartyKind,
    PartyMention,
)
from summitry.model.period import Period, PeriodRole, is_partial_date
from summitry.model.quantity import Bound, Quantity, QuantityRole
from summitry.model.reading import Failure, Notice, Reading, Severity
from summitry.model.span import Span
from summitry.model.table import Column, ColumnType, Table

__all__ = [
    "ALL_PARTIES",
    "Basis",
    "Block",
    "BlockKind",
    "Bound",
    "Column",
    "ColumnType",
    "Commitment",
    "Document",
    "Failure",
    "Force",
    "Membership",
    "Notice",
    "Origin",
    "Party",
    "PartyKind",
    "PartyMention",
    "Period",
    "PeriodRole",
    "Provenance",
    "Quantity",
    "QuantityRole",
    "Reading",
    "Reason",
    "Severity",
    "Span",
    "Statement",
    "StatementKind",
    "Table",
    "Theme",
    "content_key",
    "is_partial_date",
]
