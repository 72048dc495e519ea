"""``summitry recycled``: money that was announced more than once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import as_json
from summitry.interfaces.cli.request import takes
from summitry.interfaces.cli.tracing.asking import (
    TracingRequest,
    aliases_of,
    money,
    records_of,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import RecycledPledge


@dataclass(frozen=True, slots=True, kw_only=True)
class RecycledRequest(TracingRequest):
    """What was typed after ``summitry recycled``."""

    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="Texts, or JSON of their records, instead of the register.",
        ),
    ] = None
    window: Annotated[
        float | None,
        typer.Option(
            "--window", metavar="YEARS", help="At most so many years apart; without it ten."
        ),
    ] = None
    full: Annotated[
        bool, typer.Option("--full", help="In JSON also how it repeats, score, reasons and method.")
    ] = False


@takes(RecycledRequest)
def recycled(request: RecycledRequest) -> None:
    """List amounts that one party announced again for one purpose, with quotes and dates."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json
        from summitry.tracing import find_recycled

        program = as_json(request)
        if request.window is not None and not 0 < request.window < float("inf"):
            raise UsageError("a window is more than no years", where="--window")
        records = records_of(request, request.files)
        say(records.undated())
        found = find_recycled(records.promises, aliases_of(request), window=request.window)
        if program:
            answer_json([_record(one, full=request.full) for one in found])
        else:
            _show(found)


def _record(pledge: RecycledPledge, *, full: bool) -> dict[str, Any]:
    told = {
        "amount": pledge.amount,
        "currency": pledge.currency,
        "members": [
            {
                "id": one.id,
                "date": one.occasion.date,
                "quote": one.quote,
                "document": one.occasion.document,
            }
            for one in pledge.members
        ],
    }
    if not full:
        return told
    return {
        **told,
        "relations": [one.value for one in pledge.relations],
        "score": pledge.score,
        "reasons": list(pledge.reasons),
        "method": pledge.method,
    }


def _show(found: Sequence[RecycledPledge]) -> None:
    from summitry.interfaces.cli.register.answering import line, table

    for pledge in found:
        line(money(pledge.amount, pledge.currency))
        relations = ["first announced", *(one.value for one in pledge.relations)]
        table(
            (("id", {"no_wrap": True}), ("date", {"no_wrap": True}), "", ("quote", {"ratio": 1})),
            (
                (one.id, one.occasion.date or "", how, f"{one.quote} ({one.occasion.document})")
                for one, how in zip(pledge.members, relations, strict=True)
            ),
        )
        for reason in pledge.reasons:
            line(reason, indented=True)
        line("")
    line(f"{len(found)} found." if found else "No amount was announced again.")
