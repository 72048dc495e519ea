"""The verdict on a commitment, calculated from evidence: true, false, unknown or contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.model import (
    Assessment,
    AssignedVerdict,
    EvidenceItem,
    EvidenceKind,
    Outlook,
    TargetProgress,
    TargetStatus,
    Truth,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

METHOD, VERSION = "verdict", "1"


def assess(
    commitment: str,
    progress: Sequence[TargetProgress] = (),
    evidence: Iterable[EvidenceItem] = (),
    outlooks: Sequence[Outlook] = (),
    assigned: AssignedVerdict | None = None,
) -> Assessment:
    """Return what evidence says of a commitment, beside what a person assigned.

    All that speaks either way agrees: true or false. It disagrees: contested. Nothing speaks
    either way: unknown, which is never the same as false.
    """
    items = (*evidence_of(progress), *evidence)
    truth, reason = weigh(items)
    return Assessment(
        commitment,
        truth,
        METHOD,
        VERSION,
        reason,
        items,
        tuple(progress),
        tuple(outlooks),
        assigned,
    )


def weigh(items: Sequence[EvidenceItem]) -> tuple[Truth, str]:
    """Return the truth value that items of evidence give together, with the reason."""
    speaking_for = [item.what for item in items if item.supports is True]
    against = [item.what for item in items if item.supports is False]
    if speaking_for and against:
        return Truth.CONTESTED, f"{speaking_for[0]}; but {against[0]}"
    if speaking_for:
        return Truth.TRUE, speaking_for[0]
    if against:
        return Truth.FALSE, against[0]
    silent = next((item.what for item in items), "no series is bound and no evidence is filed")
    return Truth.UNKNOWN, silent


def evidence_of(progress: Sequence[TargetProgress]) -> tuple[EvidenceItem, ...]:
    """Return what each result of progress says: met is for, missed against, the rest neither.

    One exception: where one reporter's figures show a target met and another's, for that period
    or a later one, still do not, the latter speak against.
    """
    met = [one.first_met.period.end for one in progress if one.first_met is not None]
    earliest = min(met, default=None)
    items = []
    for one in progress:
        supports: bool | None = None
        what = f"by {one.reporter} ({one.vintage}): {one.status}, {one.why}"
        if one.status is TargetStatus.MET:
            supports = True
        elif one.status is TargetStatus.MISSED:
            supports = False
        elif (
            one.status is not TargetStatus.NOT_MEASURABLE
            and one.latest is not None
            and earliest is not None
            and one.latest.period.end >= earliest
        ):
            supports = False
            shown = one.latest.wording or f"{one.latest.value:g}"
            what = (
                f"by {one.reporter} ({one.vintage}): not met, {shown} in {one.latest.period.text}"
            )
        items.append(EvidenceItem(EvidenceKind.SERIES, supports, what, one.reporter, one.series))
    return tuple(items)
