"""``summitry bind``: which series tells of which number, proposed and decided on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
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
    from summitry.workflow.binding import Proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class BindSuggestRequest(RegisterRequest):
    """What was typed after ``summitry bind suggest`` or ``list``."""

    entry: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Only for this commitment or claim."),
    ] = None


@takes(BindSuggestRequest)
def suggest(request: BindSuggestRequest) -> None:
    """Propose series of figures for the numbers of commitments and claims, with reasons."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import line, stream_json, table
        from summitry.workflow.binding import suggest as proposed

        program = as_json(request)
        with opened(request) as register:
            found = proposed(register, request.entry)
        if program:
            stream_json("proposed", map(_record, found))
            return
        heads = ("no.", ("series", {"no_wrap": True}), "reporter", "score", "because")
        for question, group in groupby(found, key=lambda one: one.question):
            line(f"{question.entry} · {question.name} · “{' '.join(question.quote.split())}”")
            table(heads, map(_row, group))
        line(
            "Confirm one with: summitry bind confirm ID NO."
            if found
            else "No series speaks of these numbers."
        )


def _record(one: Proposed) -> dict[str, Any]:
    return {
        "entry": one.question.entry,
        "number": one.question.name,
        "claim": one.question.is_claim,
        "series": one.series.number,
        "name": one.series.series.id,
        "reporter": one.series.series.reporter,
        "score": one.binding.score,
        "confirmed": one.confirmed,
        "reasons": [
            {"rule": reason.rule, "weight": reason.weight, "why": reason.why}
            for reason in one.binding.reasons
        ],
        "method": f"{one.binding.method} {one.binding.version}",
    }


def _row(one: Proposed) -> tuple[str, ...]:
    why = "; ".join(reason.why for reason in one.binding.reasons if reason.weight > 0)
    state = f"{one.binding.score:g}" + (" (confirmed)" if one.confirmed else "")
    series = one.series.series
    return str(one.series.number), series.id, series.reporter, state, why


@dataclass(frozen=True, slots=True, kw_only=True)
class BindRequest(ChangeRequest):
    """What was typed after ``summitry bind confirm`` or ``refuse``."""

    entry: Annotated[str, typer.Argument(metavar="ID", help="The commitment or claim.")]
    series: Annotated[
        list[str],
        typer.Argument(metavar="SERIES", show_default=False, help="Numbers or names of series."),
    ]
    number: Annotated[
        str | None,
        typer.Option(
            "--number", metavar="NUMBER", help="Which of its numbers, where it has several."
        ),
    ] = None


@takes(BindRequest)
def confirm(request: BindRequest) -> None:
    """Confirm that series tell of a number; they need not have been proposed."""
    _decide(request, confirm=True)


@takes(BindRequest)
def refuse(request: BindRequest) -> None:
    """Refuse series for a number; they are not proposed again."""
    _decide(request, confirm=False)


def _decide(request: BindRequest, *, confirm: bool) -> None:
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.binding import decide

        program = as_json(request)
        with opened(request) as register:
            done = decide(
                register,
                request.entry,
                request.series,
                who(request),
                confirm=confirm,
                number=request.number,
            )
        if program:
            answer_json({"changed": [{"series": one.series, "number": one.target} for one in done]})
            return
        for one in done:
            word = "confirmed" if confirm else "refused"
            line(f"Series {one.series} is {word} for {request.entry}, {one.target}.")
            against = [reason.why for reason in one.reasons if reason.weight < 0]
            if confirm and against:
                line(f"The rules did not propose it: {'; '.join(against)}.", indented=True)
        if not done:
            line("That was so already.")


@takes(BindSuggestRequest)
def list_kept(request: BindSuggestRequest) -> None:
    """List which series people have confirmed and refused."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import line, stream_json, table
        from summitry.workflow.binding import kept

        program = as_json(request)
        with opened(request) as register:
            found = kept(register, request.entry)
        if program:
            stream_json("bindings", map(msgspec.to_builtins, found))
            return
        heads = ("no.", ("for", {"no_wrap": True}), "number", "series", "decided", "who", "when")
        rows = (
            (
                str(one.number),
                one.entry,
                one.target,
                str(one.series),
                "confirmed" if one.confirmed else "refused",
                one.who,
                one.at[:10],
            )
            for one in found
        )
        if not table(heads, rows):
            line("No series is bound yet; summitry bind suggest proposes some.")
