"""Proposals, and what became of each: taken up, declined, or left without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import StatementKind
from summitry.tracing import proposal_outcomes

if TYPE_CHECKING:
    from collections.abc import Collection

    from summitry.model import Aliases, Outcome, Promise, Remark
    from summitry.workflow.tracing_records import Records


@dataclass(frozen=True, slots=True)
class Answered:
    """A proposal with what became of it; ``later`` is the record that shows it, None for none."""

    proposal: Remark
    outcome: Outcome
    later: Promise | Remark | None


def answered(
    records: Records, aliases: Aliases | None = None, dialogues: Collection[str] | None = None
) -> list[Answered]:
    """Return what became of the proposals of some dialogues or of all, in the order of dates."""
    asked = {
        one.id: one
        for one in records.remarks
        if one.statement.kind is StatementKind.PROPOSAL
        and (dialogues is None or one.occasion.dialogue in dialogues)
    }
    outcomes = proposal_outcomes(asked.values(), records.promises, records.remarks, aliases)
    wanted = {one.later for one in outcomes if one.later}
    every: list[Promise | Remark] = [*records.promises, *records.remarks]
    by_id = {one.id: one for one in every if one.id in wanted}
    found = [Answered(asked[one.proposal], one, by_id.get(one.later)) for one in outcomes]
    return sorted(found, key=_place)


def _place(one: Answered) -> tuple[str, str, int, str]:
    said = one.proposal
    return (
        said.occasion.date or "~",
        said.occasion.document,
        said.statement.number,
        said.id,
    )
