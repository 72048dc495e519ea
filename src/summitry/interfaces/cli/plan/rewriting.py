"""``summitry plan edit``, ``step``, ``money``, ``body``, ``round`` and ``publisher``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.plan.asking import ActionChangeRequest, PlanChangeRequest
from summitry.interfaces.cli.plan.reporting import say_action
from summitry.interfaces.cli.register.asking import as_json, opened, who
from summitry.interfaces.cli.request import takes


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRequest(ActionChangeRequest):
    """What was typed after ``summitry plan edit``."""

    action: Annotated[str, typer.Argument(metavar="ACTION", help="The action, such as P1-007.")]
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="title, level, deliverable, theme, depends, parent or other_ids.",
        ),
    ]


@takes(EditRequest)
def edit(request: EditRequest) -> None:
    """Rewrite what an action is; needs an amendment where the plan is adopted."""
    with clean_ends():
        from summitry.workflow.plans.running import change_action
        from summitry.workflow.plans.steps import edited

        values = dict(_pair(one) for one in request.values)
        with opened(request) as register:
            action = change_action(
                register,
                request.action,
                edited(values),
                who(request),
                reason=request.reason,
                rewriting=True,
            )
        say_action(request, action)


def _pair(told: str) -> tuple[str, str]:
    name, sign, value = told.partition("=")
    if not sign:
        raise UsageError(f"{told!r} sets nothing", remedy="Write FIELD=VALUE.")
    return name.strip().replace("-", "_"), value.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRequest(ActionChangeRequest):
    """What was typed after ``summitry plan step``."""

    action: Annotated[str, typer.Argument(metavar="ACTION", help="The action, such as P1-007.")]
    title: Annotated[str, typer.Argument(metavar="WORDS", help="What the step is.")]
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="When it is due.")] = None


@takes(StepRequest)
def step(request: StepRequest) -> None:
    """Add a step to an action."""
    with clean_ends():
        from summitry.workflow.plans.running import change_action
        from summitry.workflow.plans.steps import added_step

        with opened(request) as register:
            action = change_action(
                register,
                request.action,
                added_step(request.title, request.due),
                who(request),
                reason=request.reason,
                rewriting=True,
            )
        say_action(request, action)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRequest(ActionChangeRequest):
    """What was typed after ``summitry plan money``."""

    action: Annotated[str, typer.Argument(metavar="ACTION", help="The action, such as P1-007.")]
    kind: Annotated[str, typer.Argument(metavar="KIND", help="pledge, commitment or disbursement.")]
    amount: Annotated[float, typer.Argument(metavar="AMOUNT", help="As a plain number.")]
    currency: Annotated[str, typer.Argument(metavar="CURRENCY", help="Such as USD.")]
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="When.")] = None
    document: Annotated[
        str,
        typer.Option(
            "--document", metavar="NAME", help="What says so; a commitment needs what was signed."
        ),
    ] = ""
    provider: Annotated[str, typer.Option("--provider", metavar="CODE", help="Who gives.")] = ""
    receiver: Annotated[str, typer.Option("--receiver", metavar="CODE", help="Who gets.")] = ""


@takes(MoneyRequest)
def money(request: MoneyRequest) -> None:
    """Record money: announced (pledge), bound by a signed document (commitment), or paid."""
    with clean_ends():
        from summitry.workflow.plans.running import change_action
        from summitry.workflow.plans.steps import MoneyTold, with_money

        told = MoneyTold(
            request.kind,
            request.amount,
            request.currency,
            request.date,
            request.document,
            (request.provider, request.receiver),
        )
        with opened(request) as register:
            action = change_action(
                register, request.action, with_money(told), who(request), reason=request.reason
            )
        say_action(request, action)


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRequest(PlanChangeRequest):
    """What was typed after ``summitry plan body``."""

    code: Annotated[str, typer.Argument(metavar="CODE", help="Such as KAZ-transport.")]
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")]
    party: Annotated[str, typer.Option("--party", metavar="CODE", help="Whose body it is.")]


@takes(BodyRequest)
def body(request: BodyRequest) -> None:
    """Name a body of a plan: a new one, or one that was still to be named."""
    with clean_ends():
        from summitry.model import Body
        from summitry.workflow.plans.running import name_body

        told = Body(request.code.strip(), request.name.strip(), request.party.strip())
        with opened(request) as register:
            name_body(register, request.plan, told, who(request))
        _said(request, f"{told.code} is {told.name} ({told.party}).")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRequest(PlanChangeRequest):
    """What was typed after ``summitry plan round``."""

    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as 2027-interim.")]
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="When reports are due.")]
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="interim or final.")] = (
        "interim"
    )


@takes(RoundRequest)
def reporting_round(request: RoundRequest) -> None:
    """Set a reporting round of a plan and the date by which reports are due."""
    with clean_ends():
        from summitry.model import Round, RoundKind
        from summitry.workflow.plans.running import name_round
        from summitry.workflow.plans.steps import one_of

        kind = one_of(RoundKind, request.kind, "--kind")
        with opened(request) as register:
            told = Round(request.name.strip(), kind, request.due.strip())
            name_round(register, request.plan, told, who(request))
        _said(request, f"Reports for {told.name} are due {told.due}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherRequest(PlanChangeRequest):
    """What was typed after ``summitry plan publisher``."""

    ref: Annotated[
        str, typer.Argument(metavar="IDENTIFIER", help="Its IATI organisation identifier.")
    ]
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")]
    kind: Annotated[
        str, typer.Option("--kind", metavar="CODE", help="IATI organisation type, 10: government.")
    ] = "10"
    party: Annotated[
        str, typer.Option("--party", metavar="CODE", help="On whose behalf it reports.")
    ] = ""


@takes(PublisherRequest)
def publisher(request: PublisherRequest) -> None:
    """Say who publishes the plan as IATI activities."""
    with clean_ends():
        from summitry.model import Publisher
        from summitry.workflow.plans.running import name_publisher

        told = Publisher(
            request.ref.strip(), request.kind.strip(), request.name.strip(), request.party.strip()
        )
        with opened(request) as register:
            name_publisher(register, request.plan, told, who(request))
        _said(request, f"{told.name} ({told.ref}) publishes the plan.")


def _said(request: PlanChangeRequest, words: str) -> None:
    from summitry.interfaces.cli.register.answering import answer_json, line

    if as_json(request):
        answer_json({"done": words})
    else:
        line(words)
