"""Links with their fields and reasons, made when it is known what belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.lexicon.tracing_reasons import reason
from summitry.model import LineageLink, LinkKind
from summitry.tracing.comparison import amounts_of, compare_fields, reasons_for
from summitry.tracing.kinds import kind_of
from summitry.tracing.occasions import Chronology, Order, order_of

if TYPE_CHECKING:
    from summitry.tracing.facts import Facts
    from summitry.tracing.likeness import Likeness, Likenesses

_STAGE = "lineage"

Group = tuple["Facts", tuple["Facts", ...], bool]


class LinkMaker:
    """Makes the links of one lineage."""

    def __init__(self, likenesses: Likenesses, time: Chronology, method: str) -> None:
        self._likenesses = likenesses
        self._time = time
        self._method = method

    def link(
        self,
        earlier: Facts,
        later: Facts,
        found: Likeness,
        group: Group | None,
        kind: LinkKind | None,
    ) -> LineageLink:
        """Return the link of two promises; ``group`` holds the whole and parts of a division."""
        ordered = self._time.order(earlier.occasion, later.occasion) is not Order.UNKNOWN
        if kind is None:
            kind, why = kind_of(
                earlier,
                later,
                self._likenesses,
                same_meeting=self._time.same_meeting(earlier.occasion, later.occasion),
                ordered=ordered,
            )
        else:
            why = self._grouped(kind, group)
        fields = compare_fields(earlier, later, found, self._likenesses)
        told = [why, *reasons_for(earlier, later, fields)]
        if group and group[2]:
            told.insert(1, reason(_STAGE, "parts", amount=amounts_of(group[0])))
        elif group:
            told.insert(1, reason(_STAGE, "shares"))
        return LineageLink(
            kind=kind,
            earlier=earlier.id,
            later=later.id,
            document=later.occasion.document,
            score=round(found.total, 4),
            fields=fields,
            reasons=tuple(told),
            group=tuple(part.id for part in group[1]) if group else (),
            ordered=ordered,
            method=self._method,
        )

    def silence(
        self, earlier: Facts, document: str, said: str | None, closest: float
    ) -> LineageLink:
        """Return the link that says that a later meeting does not mention a promise."""
        told = [reason(_STAGE, "silent")]
        if earlier.end and order_of(earlier.end, said) is Order.BEFORE:
            told.append(reason(_STAGE, "passed", deadline=earlier.end))
        if closest:
            told.append(reason(_STAGE, "nearest", score=f"{closest:.2f}"))
        return LineageLink(
            kind=LinkKind.SILENT,
            earlier=earlier.id,
            later="",
            document=document,
            score=round(1 - closest, 4),
            reasons=tuple(told),
            method=self._method,
        )

    def _grouped(self, kind: LinkKind, group: Group | None) -> str:
        if group is None:
            return reason(_STAGE, kind.value)
        ids = ", ".join(part.id for part in group[1])
        return reason(_STAGE, kind.value, count=len(group[1]), total=ids)
