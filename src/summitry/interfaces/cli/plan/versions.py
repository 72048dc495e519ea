"""``summitry plan adopt``, ``amend``, ``versions`` and ``diff``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.plan.asking import PlanChangeRequest, PlanRequest
from summitry.interfaces.cli.register.asking import as_json, opened, who
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.planning import PlanDifference


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptRequest(PlanChangeRequest):
    """What was typed after ``summitry plan adopt``."""

    note: Annotated[
        str, typer.Option("--note", metavar="WORDS", help="Where and how it was adopted.")
    ] = ""


@takes(AdoptRequest)
def adopt(request: AdoptRequest) -> None:
    """Adopt a plan: it is frozen as a version with a digest."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.plans.adopting import adopt as adopted

        with opened(request) as register:
            version = adopted(register, request.plan, who(request), request.note)
        if as_json(request):
            answer_json(msgspec.to_builtins(version))
        else:
            line(f"{version.plan} is adopted as version {version.number}.")
            line(f"SHA-256 {version.digest}", indented=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendRequest(PlanChangeRequest):
    """What was typed after ``summitry plan amend``."""

    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why it is amended.")]


@takes(AmendRequest)
def amend(request: AmendRequest) -> None:
    """Open an adopted plan for changes; the adopted version stays as it is."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.plans.adopting import amend as amended

        with opened(request) as register:
            plan = amended(register, request.plan, who(request), request.reason)
        if as_json(request):
            answer_json({"plan": plan.id, "state": plan.facts.state.value})
        else:
            line(f"{plan.id} can be changed now. Adopt it again with: summitry plan adopt")


@takes(PlanRequest)
def versions(request: PlanRequest) -> None:
    """List the versions of a plan that were adopted."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import answer_json, line, table
        from summitry.workflow.plans.looking import versions as known

        with opened(request) as register:
            found = known(register, request.plan)
        if as_json(request):
            answer_json([msgspec.to_builtins(one) for one in found])
        elif found:
            rows = ((str(x.number), x.at[:10], x.who, x.note, x.digest[:16]) for x in found)
            table(("version", "adopted", "by", "note", "SHA-256"), rows)
        else:
            line("The plan was never adopted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest(PlanRequest):
    """What was typed after ``summitry plan diff``."""

    first: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help="The last one adopted without it.")
    ] = None
    second: Annotated[
        str | None, typer.Argument(metavar="[VERSION]", help="The plan as it stands without it.")
    ] = None


@takes(DiffRequest)
def diff(request: DiffRequest) -> None:
    """Tell how two versions of a plan differ, action by action."""
    with clean_ends():
        import msgspec

        from summitry.interfaces.cli.register.answering import answer_json
        from summitry.workflow.plans.adopting import compare

        with opened(request) as register:
            _, _, found = compare(register, request.plan, request.first, request.second)
        if as_json(request):
            answer_json(msgspec.to_builtins(found))
        else:
            _show(found)


def _show(found: PlanDifference) -> None:
    from summitry.interfaces.cli.register.answering import line

    for one in found.facts:
        line(f"{one.field}: {_change(one.before, one.after)}")
    for action in found.actions:
        line(f"{action.action} · {action.change} · {action.title}")
        for field in action.fields:
            line(f"{field.field}: {_change(field.before, field.after)}", indented=True)
    if found.same:
        line("They are the same.")


def _change(before: str, after: str) -> str:
    if not before:
        return f"new: {after}"
    return f"{before} → {after}" if after else f"no longer: {before}"
