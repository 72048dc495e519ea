"""``summitry plan rubric`` and ``marks``: rubrics checked for gaps, and the marks they give."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import Annotated

import typer

from summitry.interfaces.cli.exits import SOME_FAILED, clean_ends
from summitry.interfaces.cli.plan.asking import PlanRequest
from summitry.interfaces.cli.register.asking import RegisterRequest, as_json, opened
from summitry.interfaces.cli.request import takes

_FILE = typer.Argument(metavar="[FILE]", help="A TOML file; without it, those of summitry.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricRequest(RegisterRequest):
    """What was typed after ``summitry plan rubric``."""

    file: Annotated[Path | None, _FILE] = None


@takes(RubricRequest)
def rubric(request: RubricRequest) -> None:
    """Check rubrics: every combination of their inputs must fall into exactly one band."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.planning import check_rubric
        from summitry.workflow.plans.looking import rubrics

        found = [(one, check_rubric(one)) for one in rubrics(request.file)]
        if as_json(request):
            answer_json(
                [{"rubric": one.name, "faults": list(map(str, told))} for one, told in found]
            )
        else:
            for one, faults in found:
                line(
                    f"{one.name} · {one.title}: {'has no gap and no overlap' if not faults else ''}"
                )
                for fault in faults:
                    line(str(fault), indented=True)
        if any(faults for _, faults in found):
            raise typer.Exit(SOME_FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksRequest(PlanRequest):
    """What was typed after ``summitry plan marks``."""

    file: Annotated[
        Path | None, typer.Option("--rubric", metavar="FILE", help="A rubric of your own.")
    ] = None


@takes(MarksRequest)
def marks(request: MarksRequest) -> None:
    """Show the mark of every member: what the rubric gives, beside what people have given."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import line, stream_json, table
        from summitry.workflow.plans.looking import marks as all_marks
        from summitry.workflow.plans.looking import rubrics

        with opened(request) as register:
            chosen = rubrics(request.file)[0]
            found = all_marks(register, request.plan, chosen)
        if as_json(request):
            stream_json("marks", map(msgspec.to_builtins, found))
            return
        rows = (
            (
                one.action,
                one.party,
                one.calculated.value,
                f"{one.assigned.mark.value} ({one.assigned.who})" if one.assigned else "",
                ", ".join(f"{name} {value}" for name, value in one.inputs.items()),
            )
            for one in found
        )
        table((("action", {"no_wrap": True}), "party", "calculated", "assigned", "from"), rows)
        line(f"Rubric: {chosen.name}")
