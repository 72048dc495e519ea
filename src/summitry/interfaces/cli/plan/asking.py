"""What several commands of plans are told: which plan, on which day, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from summitry.interfaces.cli.register.asking import ChangeRequest, RegisterRequest


def plan_option() -> typer.models.OptionInfo:
    """Return the option that names a plan."""
    option: typer.models.OptionInfo = typer.Option(
        "--plan", metavar="ID", help="Which plan, such as P1; needed where there are several."
    )
    return option


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest(RegisterRequest):
    """Which plan is looked at."""

    plan: Annotated[str | None, plan_option()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRequest(PlanRequest):
    """Which plan is looked at, and on which day."""

    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="As of this day; today without it.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChangeRequest(ChangeRequest):
    """Which plan is changed."""

    plan: Annotated[str | None, plan_option()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChangeRequest(ChangeRequest):
    """Which action is changed, and why."""

    action: Annotated[str, typer.Argument(metavar="ACTION", help="The action, such as P1-007.")]
    reason: Annotated[
        str, typer.Option("--reason", metavar="WORDS", help="Why; needed to move, drop or stop.")
    ] = ""
