"""``summitry data outcomes`` and ``link``: what others report of pledges, as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import (
    ChangeRequest,
    RegisterRequest,
    as_json,
    opened,
    who,
)
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.workflow.assessing import MatchedOutcome


@takes(RegisterRequest)
def outcomes(request: RegisterRequest) -> None:
    """List what others report of pledges, with the commitments each may tell of."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import line, stream_json, table
        from summitry.workflow.assessing import suggest_outcomes

        program = as_json(request)
        with opened(request) as register:
            found = suggest_outcomes(register)
        if program:
            stream_json("outcomes", map(_record, found))
            return
        heads = ("no.", "pledge", "outcome", "date", ("tells of", {"no_wrap": True}))
        if not table(heads, map(_row, found)):
            line("There are no reported outcomes; take a table in with summitry data import.")


def _record(one: MatchedOutcome) -> dict[str, Any]:
    import msgspec

    kept = msgspec.to_builtins(one.kept)
    proposed = [
        {
            "commitment": match.promise.id,
            "score": match.score,
            "reasons": list(match.reasons),
            "method": match.method,
        }
        for match in one.matches
    ]
    return {**kept, "proposed": proposed}


def _row(one: MatchedOutcome) -> tuple[str, ...]:
    told = one.kept.outcome
    if one.kept.entry is not None:
        where = f"{one.kept.entry} ({one.kept.speaks})"
    else:
        where = "\n".join(f"{match.promise.id}?" for match in one.matches[:3])
    return str(one.kept.number), told.pledge, told.outcome, told.outcome_date, where


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOutcomeRequest(ChangeRequest):
    """What was typed after ``summitry data link``."""

    outcome: Annotated[
        int, typer.Argument(metavar="NUMBER", help="As summitry data outcomes shows it.")
    ]
    entry: Annotated[str, typer.Argument(metavar="ID", help="The commitment it tells of.")]
    speaks: Annotated[
        str,
        typer.Option(
            "--speaks", metavar="HOW", help="for or against its having been kept, or neither."
        ),
    ]


@takes(LinkOutcomeRequest)
def link(request: LinkOutcomeRequest) -> None:
    """Say of which commitment a reported outcome tells, and whether for or against it."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.assessing import link_outcome

        program = as_json(request)
        with opened(request) as register:
            changed = link_outcome(
                register, request.outcome, request.entry, request.speaks, who(request)
            )
        if program:
            answer_json({"outcome": request.outcome, "changed": changed})
        else:
            line(f"Outcome {request.outcome} is linked." if changed else "That was so already.")
