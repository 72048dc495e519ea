"""What people decide on proposed links between promises, kept in the register as links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.model import LineageLink, LinkKind
from summitry.storage import tracing as stored
from summitry.storage.finding import document_key_of
from summitry.tracing import Order, order_of, refuse_circles
from summitry.workflow.register import person
from summitry.workflow.tracing_records import of_documents, of_entries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from summitry.model import JournalEntry, Promise, Remark
    from summitry.storage import Change, Register, View

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


def decided_links(view: View, numbers: Collection[int] | None = None) -> Iterator[Decided]:
    """Yield the links that people have confirmed or refused, of all entries or of some numbers.

    The document of a silence is its key.
    """
    known = {one.value for one in LinkKind}
    for one in stored.decided(view, numbers):
        standing, _, told = one.kind.partition(" ")
        kind, _, document = told.partition(" ")
        if kind not in known:
            continue
        found, silent = LinkKind(kind), kind == LinkKind.SILENT
        link = LineageLink(
            kind=found,
            earlier=one.source,
            later="" if silent else one.target,
            document=document,
            score=1.0,
            reasons=("a person has confirmed it",),
            ordered=found not in _UNORDERED,
            method="person",
        )
        yield Decided(link, Standing(standing))


def overlaid(
    places: Mapping[str, str],
    keys: Mapping[str, str],
    proposed: Iterable[LineageLink],
    decided: Iterable[Decided],
) -> tuple[Decided, ...]:
    """Return proposed links with people's decisions over them; refused ones are left out.

    ``places`` has the document of every record by its id, ``keys`` the key of every document by
    its name. Where a person has confirmed a link between two records, no other kind is proposed.
    """
    names = {key: name for name, key in keys.items()}
    confirmed: dict[tuple[str, str, str], Decided] = {}
    refused: set[tuple[LinkKind, tuple[str, str, str]]] = set()
    for one in decided:
        silent = one.link.kind is LinkKind.SILENT
        document = names.get(one.link.document) if silent else ""
        if document is None:
            continue
        ends = one.link.earlier, one.link.later, document
        if one.standing is Standing.CONFIRMED:
            confirmed[ends] = one
        else:
            refused.add((one.link.kind, ends))
    continued = {earlier for earlier, later, _ in confirmed if later}
    shown: list[Decided] = []
    for link in proposed:
        silent = link.kind is LinkKind.SILENT
        ends = link.earlier, link.later, link.document if silent else ""
        known = confirmed.get(ends)
        if known is not None:
            if known.link.kind is link.kind:
                confirmed.pop(ends)
                shown.append(Decided(link, Standing.CONFIRMED))
        elif (link.kind, ends) not in refused and not (silent and link.earlier in continued):
            shown.append(Decided(link))
    for (earlier, later, document), one in confirmed.items():
        if earlier in places and (not later or later in places):
            placed = replace(one.link, document=document or places[later])
            shown.append(Decided(placed, one.standing))
    return tuple(shown)


def decide_link(
    register: Register, ends: tuple[str, str], kind: LinkKind, who: str, *, confirm: bool
) -> JournalEntry | None:
    """Confirm or refuse that the second record continues the first; None if it is so already.

    The second end of ``silent`` is the start of the key of the document that does not mention the
    first. Raises UsageError when the second is dated before the first, when it is told to
    continue itself, and when the confirmed links would go round in a circle.
    """
    with register.changing(person(who)) as change:
        if kind is LinkKind.SILENT:
            return _decide_silence(change, ends, confirm=confirm)
        first, second = (stored.known_id(change, one) for one in ends)
        if confirm:
            records = of_entries(change, (first, second))
            every: list[Promise | Remark] = [*records.promises, *records.remarks]
            by_id = {one.id: one for one in every}
            _check_order(by_id.get(first), by_id.get(second))
            known = [one.link for one in decided_links(change) if one.standing is _CONFIRMED]
            new = LineageLink(kind, first, second, "", 1.0, ordered=kind not in _UNORDERED)
            refuse_circles([*known, new])
        return stored.decide(change, (first, second), kind.value, confirm=confirm)


def _decide_silence(change: Change, ends: tuple[str, str], *, confirm: bool) -> JournalEntry | None:
    entry, key = stored.known_id(change, ends[0]), document_key_of(change, ends[1])
    (promise,) = of_entries(change, [entry]).promises or (None,)
    if promise is None:
        raise UsageError("only a commitment that counts can be passed over", where=entry)
    (later,) = of_documents(change, [key]).occasions.values()
    if confirm and order_of(promise.occasion.date, later.date) is not Order.BEFORE:
        raise UsageError(
            f"{later.document} ({later.date or 'undated'}) is not known to be later than {entry}",
            remedy="Only a later document can pass over what was said before it.",
        )
    return stored.decide_silence(change, entry, key, confirm=confirm)


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
