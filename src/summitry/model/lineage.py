"""What one promise is to another, and how that was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.promise import Promise  # noqa: TC001 - read by the schema at run time
from summitry.model.reading import Notice  # noqa: TC001 - read by the schema at run time


class LinkKind(StrEnum):
    """What became of a promise in another document.

    ``same`` is another report from the same meeting; ``related`` the same promise in two
    documents whose order is not known; ``silent`` a later meeting that does not mention it.
    """

    SAME = "same"
    RENEWED = "renewed"
    RAISED = "raised"
    LOWERED = "lowered"
    EXTENDED = "extended"
    NARROWED = "narrowed"
    SPLIT = "split"
    MERGED = "merged"
    FULFILLED = "fulfilled-by-report"
    SILENT = "silent"
    RELATED = "related"


class Agreement(StrEnum):
    """How a field of two records compares."""

    AGREES = "agrees"
    PARTLY = "partly"
    DIFFERS = "differs"
    ONE_SIDED = "one-sided"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """One field of two records side by side.

    ``score`` lies between 0 and 1, None where nothing can be compared. ``change`` is later over
    earlier for amounts (1.5 is half as much again) and days between deadlines.
    """

    field: str
    agreement: Agreement
    earlier: str
    later: str
    score: float | None = None
    change: float | None = None


@dataclass(frozen=True, slots=True)
class LineageLink:
    """A proposal that one promise continues another, with the reasons for it in words.

    ``earlier`` and ``later`` are ids of promises; ``later`` names the achievement where the kind
    is ``fulfilled-by-report`` and is empty where it is ``silent``. ``document`` is the later
    document. ``group`` holds all the later ids of a split and all the earlier ones of a merger.
    ``score`` lies between 0 and 1; ``method`` names the rules and their version.
    """

    kind: LinkKind
    earlier: str
    later: str
    document: str
    score: float
    fields: tuple[FieldComparison, ...] = ()
    reasons: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    ordered: bool = True
    method: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Every link found between the promises given, and what the reader should know of it."""

    links: tuple[LineageLink, ...]
    notices: tuple[Notice, ...] = ()
    method: str = ""


class PledgeRelation(StrEnum):
    """How a later pledge repeats an earlier one."""

    AGAIN = "announced again"
    CONVERTED = "announced again in another currency"
    PART = "part of an earlier total"


@dataclass(frozen=True, slots=True)
class RecycledPledge:
    """An amount that was announced more than once for one purpose, earliest first.

    ``relations`` says for each member after the first how it repeats the amount.
    """

    amount: float
    currency: str
    members: tuple[Promise, ...]
    relations: tuple[PledgeRelation, ...]
    score: float
    reasons: tuple[str, ...] = ()
    method: str = ""


class OutcomeKind(StrEnum):
    """What became of a proposal."""

    TAKEN_UP = "taken up"
    DECLINED = "declined"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a proposal: the later record that shows it, empty where there is none."""

    proposal: str
    kind: OutcomeKind
    later: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    method: str = ""
