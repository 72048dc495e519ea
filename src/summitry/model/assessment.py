"""What became of a commitment: progress, outlook and verdicts, each with its method."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.commitment import Reason  # noqa: TC001 - read by the schema at run time
from summitry.model.series import Observation  # noqa: TC001 - read by the schema at run time
from summitry.model.target import Target  # noqa: TC001 - read by the schema at run time


class TargetStatus(StrEnum):
    """Where a target stands; ``missed`` is a deadline that passed without it being met."""

    MET = "met"
    ON_TRACK = "on track"
    OFF_TRACK = "off track"
    MISSED = "missed"
    NOT_MEASURABLE = "not measurable"


@dataclass(frozen=True, slots=True)
class FigureFault:
    """Why figures cannot be used as they are: a stable code, what is wrong, what to do.

    ``stops`` tells that no number can honestly be calculated over it.
    """

    code: str
    what: str
    remedy: str = ""
    stops: bool = True


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What one rule set makes of a vintage; ``value`` in its own measure, None if not measurable.

    ``method`` and ``version`` name the rule set, ``band`` its label, ``status`` ours.
    """

    method: str
    version: str
    value: float | None
    band: str
    status: TargetStatus
    reason: str


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """How far one reporter's figures, in one vintage, have come towards a target.

    ``first_met`` is the first period, after the target was set, in which it was met; ``base`` and
    ``latest`` the observations compared. ``results`` hold one entry a rule set; ``status`` is
    that of the rule set named by ``method`` and ``version`` unless met, missed or not measurable.
    """

    target: Target
    series: str
    reporter: str
    vintage: str
    status: TargetStatus
    method: str
    version: str
    first_met: Observation | None = None
    base: Observation | None = None
    latest: Observation | None = None
    results: tuple[MethodResult, ...] = ()
    faults: tuple[FigureFault, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class OutlookPoint:
    """The expected value of one period to come, with its 80 and 95 per cent intervals."""

    period: str
    value: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """How likely a series is to stand at a target when it is due, and the way there.

    ``probability`` is between 0 and 1: that the figure of the deadline's period is at the target
    or past it; None where no number can be stood by, and ``faults`` say why. ``models`` gives the
    expected value of each model in the last period; ``errors_used`` how many past errors the
    intervals rest on, ``reference_share`` the weight of errors of other series.
    """

    series: str
    vintage: str
    method: str
    version: str
    probability: float | None = None
    points: tuple[OutlookPoint, ...] = ()
    models: tuple[tuple[str, float], ...] = ()
    errors_used: int = 0
    reference_share: float = 0.0
    faults: tuple[FigureFault, ...] = ()


class Truth(StrEnum):
    """What can be said of whether a commitment was kept."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    CONTESTED = "contested"


class EvidenceKind(StrEnum):
    """What speaks for or against a commitment having been kept."""

    SERIES = "series"
    EVENT = "event"
    PLAN_REPORT = "plan report"


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing that speaks for (True), against (False), or on neither side (None).

    ``reporter`` says who tells it, ``source`` where; ``date`` is ISO 8601.
    """

    kind: EvidenceKind
    supports: bool | None
    what: str
    reporter: str = ""
    source: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class AssignedVerdict:
    """A person's verdict, with who, when and why; it never replaces what was calculated."""

    truth: Truth
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on one commitment: calculated and assigned, side by side.

    ``calculated`` was reached by ``method`` and ``version`` from ``evidence``; ``assigned`` is a
    person's, or None.
    """

    commitment: str
    calculated: Truth
    method: str
    version: str
    reason: str
    evidence: tuple[EvidenceItem, ...] = ()
    progress: tuple[TargetProgress, ...] = ()
    outlooks: tuple[Outlook, ...] = ()
    assigned: AssignedVerdict | None = None
    why: tuple[Reason, ...] = ()

    @property
    def differs(self) -> bool:
        """Tell whether a person came to another verdict than the calculation."""
        return self.assigned is not None and self.assigned.truth is not self.calculated
