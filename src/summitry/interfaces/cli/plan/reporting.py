"""``summitry plan report``, ``move``, ``handover`` and ``state``: running a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.plan.asking import ActionChangeRequest
from summitry.interfaces.cli.register.asking import as_json, opened, who
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.model import Action
    from summitry.workflow.plans.running import Step

_SCALE = "no evidence available, not started, limited, substantial, complete"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest(ActionChangeRequest):
    """What was typed after ``summitry plan report``."""

    milestone: Annotated[
        int | None, typer.Option("--milestone", metavar="NUMBER", help="Of which step.")
    ] = None
    done: Annotated[
        str | None, typer.Option("--done", metavar="DAY", help="The step was done on this day.")
    ] = None
    moved: Annotated[
        str | None, typer.Option("--moved", metavar="DATE", help="The step is now due then.")
    ] = None
    dropped: Annotated[bool, typer.Option("--dropped", help="The step is dropped.")] = False
    reopened: Annotated[bool, typer.Option("--reopened", help="The step is open again.")] = False
    round: Annotated[str, typer.Option("--round", metavar="NAME", help="The reporting round.")] = ""
    percent: Annotated[
        float | None, typer.Option("--percent", metavar="NUMBER", help="How far, 0 to 100.")
    ] = None
    completion: Annotated[
        str | None, typer.Option("--completion", metavar="WORDS", help=f"One of {_SCALE}.")
    ] = None
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="What there is to say.")] = ""
    party: Annotated[
        str, typer.Option("--party", metavar="CODE", help="Whose report it is, if not of all.")
    ] = ""


@takes(ReportRequest)
def report(request: ReportRequest) -> None:
    """Report on an action: a step done, moved or dropped; how far it is; what there is to say."""
    with clean_ends():
        from summitry.workflow.plans.steps import Reported, reported

        told = Reported(
            request.milestone,
            request.done,
            request.moved,
            request.dropped,
            request.reopened,
            request.round,
            request.percent,
            request.completion,
            request.text,
            request.party,
        )
        _do(request, reported(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRequest(ActionChangeRequest):
    """What was typed after ``summitry plan move``."""

    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="New start.")] = None
    end: Annotated[str | None, typer.Option("--end", metavar="DATE", help="New end.")] = None


@takes(MoveRequest)
def move(request: MoveRequest) -> None:
    """Move the start or end of an action; the old date stays in its history."""
    with clean_ends():
        from summitry.workflow.plans.steps import rescheduled

        if request.start is None and request.end is None:
            raise UsageError("nothing is moved", where="--end", remedy="Give --start or --end.")
        _do(request, rescheduled(request.start, request.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverRequest(ActionChangeRequest):
    """What was typed after ``summitry plan handover``."""

    before: Annotated[str, typer.Option("--from", metavar="BODY", help="The body that had it.")]
    after: Annotated[str, typer.Option("--to", metavar="BODY", help="The body that has it now.")]


@takes(HandOverRequest)
def handover(request: HandOverRequest) -> None:
    """Hand an action from one body to another on the same side."""
    with clean_ends():
        from summitry.workflow.plans.steps import handed_over

        with opened(request) as register:
            steps = handed_over(register, request.action, request.before, request.after)
        _do(request, steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRequest(ActionChangeRequest):
    """What was typed after ``summitry plan state``."""

    action: Annotated[str, typer.Argument(metavar="ACTION", help="The action, such as P1-007.")]
    state: Annotated[
        str,
        typer.Argument(metavar="STATE", help="planned, under way, suspended, cancelled or done."),
    ]


@takes(StateRequest)
def state(request: StateRequest) -> None:
    """Set an action under way, suspend, cancel or finish it; late is no state."""
    with clean_ends():
        from summitry.workflow.plans.steps import in_state

        _do(request, in_state(request.state))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRequest(ActionChangeRequest):
    """What was typed after ``summitry plan score``."""

    party: Annotated[str, typer.Option("--party", metavar="CODE", help="Which member.")]
    mark: Annotated[
        str,
        typer.Option(
            "--mark", metavar="MARK", help="+1, 0, -1, not applicable, unknown or contested."
        ),
    ]
    rubric: Annotated[str, typer.Option("--rubric", metavar="NAME", help="By which rubric.")] = (
        "steps-done 1"
    )


@takes(ScoreRequest)
def score(request: ScoreRequest) -> None:
    """Give a member a mark; the one that a rubric gives stays beside it."""
    with clean_ends():
        from summitry.workflow.plans.steps import marked

        _do(request, marked(request.party, request.mark, request.rubric))


def _do(request: ActionChangeRequest, steps: tuple[Step, ...], *, rewriting: bool = False) -> None:
    from summitry.workflow.plans.running import change_action

    with opened(request) as register:
        action = change_action(
            register,
            request.action,
            steps,
            who(request),
            reason=request.reason,
            rewriting=rewriting,
        )
    say_action(request, action)


def say_action(request: ActionChangeRequest, action: Action) -> None:
    """Say how an action stands now."""
    import msgspec

    from summitry.interfaces.cli.register.answering import answer_json, line
    from summitry.workflow.plans.words import now_words

    if as_json(request):
        answer_json(msgspec.to_builtins(action))
    else:
        line(now_words(action))
