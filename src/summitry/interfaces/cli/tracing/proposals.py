"""``summitry proposals``: what was proposed, and what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import as_json, opened
from summitry.interfaces.cli.request import takes
from summitry.interfaces.cli.tracing.asking import TracingRequest, aliases_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Promise, Remark
    from summitry.workflow.proposals import Answered
    from summitry.workflow.tracing_records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsRequest(TracingRequest):
    """What was typed after ``summitry proposals``."""

    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", show_default=False, help="Texts instead of the register."),
    ] = None
    dialogue: Annotated[
        str | None,
        typer.Option("--dialogue", metavar="NAME", help="Of this dialogue: its name, or CC5."),
    ] = None


@takes(ProposalsRequest)
def proposals(request: ProposalsRequest) -> None:
    """Tell which proposals were taken up, declined, or left without an answer.

    A register holds proposals where documents were added with --all-statements.
    """
    with clean_ends():
        from summitry.workflow.proposals import answered

        program = as_json(request)
        records, meant = _asked(request)
        say(records.undated())
        found = answered(records, aliases_of(request), meant)
        (_answer if program else _show)(found)


def _asked(request: ProposalsRequest) -> tuple[Records, set[str] | None]:
    if request.files:
        from summitry.workflow.tracing_files import of_files

        return of_files(request.files), {request.dialogue} if request.dialogue else None
    from summitry.workflow.tracing import dialogues_meant
    from summitry.workflow.tracing_records import of_register

    with opened(request) as register:
        meant = None
        if request.dialogue:
            meant = dialogues_meant(register, request.dialogue, aliases_of(request))
        return of_register(register), meant


def _answer(found: Sequence[Answered]) -> None:
    from summitry.interfaces.cli.register.answering import answer_json

    answer_json(
        [
            {
                "outcome": one.outcome.kind.value,
                "proposal": _said(one.proposal),
                "later": _said(one.later) if one.later else None,
                "score": one.outcome.score,
                "reasons": list(one.outcome.reasons),
                "method": one.outcome.method,
            }
            for one in found
        ]
    )


def _said(one: Promise | Remark) -> dict[str, Any]:
    return {
        "id": one.id,
        "date": one.occasion.date,
        "quote": one.quote,
        "document": one.occasion.document,
        "dialogue": one.occasion.dialogue,
    }


def _show(found: Sequence[Answered]) -> None:
    from summitry.interfaces.cli.register.answering import line

    for one in found:
        said = one.proposal
        line(f"{one.outcome.kind.value}: {_head(said)}")
        line(f"“{' '.join(said.quote.split())}”", indented=True)
        if one.later:
            line(f"then {_head(one.later)} ({one.outcome.score:.2f})", indented=True)
            line(f"“{' '.join(one.later.quote.split())}”", indented=True)
        line(f"{'; '.join(one.outcome.reasons)}", indented=True)
    counted = Counter(one.outcome.kind.value for one in found)
    told = ", ".join(f"{count} {kind}" for kind, count in counted.most_common())
    count = "1 proposal" if len(found) == 1 else f"{len(found)} proposals"
    line(f"{count}: {told}." if found else "No proposal was found.")


def _head(one: Promise | Remark) -> str:
    return f"{one.occasion.date or 'undated'} · {one.id} · {one.occasion.document}"
