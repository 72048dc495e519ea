"""The nouns of the field: frozen values, standard library only, no input or output."""

from summitry.model.assessment import (
    Assessment,
    AssignedVerdict,
    EvidenceItem,
    EvidenceKind,
    Fault,
    MethodResult,
    Outlook,
    OutlookPoint,
    Status,
    TargetProgress,
    Truth,
)
from summitry.model.binding import Binding, BindingReason, Factor
from summitry.model.claim import ClaimCheck, ClaimFigure, ClaimKind, ClaimVerdict, FactClaim
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
from summitry.model.outcome import DataSource, ReportedOutcome
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
from summitry.model.reporting_period import (
    Frequency,
    ReportingPeriod,
    first_day,
    last_day,
    parse_reporting_period,
)
from summitry.model.series import Nature, Observation, Series, SeriesOrigin, Vintage
from summitry.model.span import Span
from summitry.model.table import Column, ColumnType, Table
from summitry.model.target import Direction, Target

__all__ = [
    "ALL_PARTIES",
    "Assessment",
    "AssignedVerdict",
    "Basis",
    "Binding",
    "BindingReason",
    "Block",
    "BlockKind",
    "Bound",
    "ClaimCheck",
    "ClaimFigure",
    "ClaimKind",
    "ClaimVerdict",
    "Column",
    "ColumnType",
    "Commitment",
    "DataSource",
    "Direction",
    "Document",
    "EvidenceItem",
    "EvidenceKind",
    "FactClaim",
    "Factor",
    "Failure",
    "Fault",
    "Force",
    "Frequency",
    "Membership",
    "MethodResult",
    "Nature",
    "Notice",
    "Observation",
    "Origin",
    "Outlook",
    "OutlookPoint",
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
    "ReportedOutcome",
    "ReportingPeriod",
    "Series",
    "SeriesOrigin",
    "Severity",
    "Span",
    "Statement",
    "StatementKind",
    "Status",
    "Table",
    "Target",
    "TargetProgress",
    "Theme",
    "Truth",
    "Vintage",
    "content_key",
    "first_day",
    "is_partial_date",
    "last_day",
    "parse_reporting_period",
]
