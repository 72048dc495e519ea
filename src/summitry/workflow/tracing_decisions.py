"""What people decide on proposed links between promises, kept in the register as links."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import LineageLink, LinkKind
from summitry.storage import tracing as stored
from summitry.tracing import Order, order_of, refuse_circles
from summitry.workflow.register import person
from summitry.workflow.tracing_records import of_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from summitry.model import JournalEntry, Promise, Remark
    from summitry.storage import Register, View
    from summitry.workflow.tracing_records import Records

_UNORDERED = (LinkKind.SAME, LinkKind.RELATED)


class Standing(StrEnum):
    """Whether a person has decided on a link."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decided:
    """A link, and how it stands."""

    link: LineageLink
    standing: Standing = Standing.PROPOSED


def decided_links(view: View) -> Iterator[Decided]:
    """Yield the links that people have confirmed or refused."""
    for one in stored.decided(view):
        standing, _, kind = one.kind.partition(" ")
        if kind in {known.value for known in LinkKind}:
            found = LinkKind(kind)
            link = LineageLink(
                kind=found,
                earlier=one.source,
                later=one.target,
                document="",
                score=1.0,
                reasons=("a person has confirmed it",),
                ordered=found not in _UNORDERED,
                method="person",
            )
            yield Decided(link, Standing(standing))


def overlaid(
    records: Records, proposed: Iterable[LineageLink], decided: Sequence[Decided]
) -> tuple[Decided, ...]:
    """Return proposed links with people's decisions over them; refused ones are left out.

    Where a person has confirmed a link between two records, no other kind is proposed for them.
    """
    confirmed = {
        (one.link.earlier, one.link.later): one
        for one in decided
        if one.standing is Standing.CONFIRMED
    }
    refused = {
        (one.link.kind, one.link.earlier, one.link.later)
        for one in decided
        if one.standing is Standing.REFUSED
    }
    continued = {earlier for earlier, _ in confirmed}
    shown: list[Decided] = []
    for link in proposed:
        known = confirmed.get((link.earlier, link.later))
        if known is not None:
            if known.link.kind is link.kind:
                confirmed.pop((link.earlier, link.later))
                shown.append(Decided(link, Standing.CONFIRMED))
        elif (link.kind, link.earlier, link.later) not in refused:
            silent = link.kind is LinkKind.SILENT
            if not silent or link.earlier not in continued:
                shown.append(Decided(link))
    every: list[Promise | Remark] = [*records.promises, *records.remarks]
    places = {one.id: one.occasion.document for one in every}
    shown += [
        Decided(_placed(one.link, places[one.link.later]), one.standing)
        for one in confirmed.values()
        if one.link.earlier in places and one.link.later in places
    ]
    return tuple(shown)


def _placed(link: LineageLink, document: str) -> LineageLink:
    return LineageLink(
        link.kind,
        link.earlier,
        link.later,
        document,
        link.score,
        reasons=link.reasons,
        ordered=link.ordered,
        method=link.method,
    )


def decide_link(
    register: Register, ends: tuple[str, str], kind: LinkKind, who: str, *, confirm: bool
) -> JournalEntry | None:
    """Confirm or refuse that the second record continues the first; None if it is so already.

    Raises UsageError when the second is dated before the first, when it is told to continue
    itself, and when the confirmed links would go round in a circle.
    """
    if kind is LinkKind.SILENT:
        raise UsageError("silence is no link between two entries", where="--kind")
    with register.changing(person(who)) as change:
        records = of_view(change)
        every: list[Promise | Remark] = [*records.promises, *records.remarks]
        by_id = {one.id: one for one in every}
        first, second = (stored.known_id(change, one) for one in ends)
        if confirm:
            _check_order(by_id.get(first), by_id.get(second))
            known = [one.link for one in decided_links(change) if one.standing is _CONFIRMED]
            new = LineageLink(kind, first, second, "", 1.0, ordered=kind not in _UNORDERED)
            refuse_circles([*known, new])
        return stored.decide(change, (first, second), kind.value, confirm=confirm)


_CONFIRMED = Standing.CONFIRMED


def _check_order(first: Promise | Remark | None, second: Promise | Remark | None) -> None:
    if first is None or second is None:
        raise UsageError(
            "only entries that count can be linked",
            remedy="summitry show tells what became of them.",
        )
    dates = first.occasion.date, second.occasion.date
    if order_of(*dates) is Order.AFTER:
        raise UsageError(
            f"{second.id} ({dates[1]}) was said before {first.id} ({dates[0]})",
            remedy="Name the earlier one first.",
        )
