"""The fields of an entry that a person can set, as options of ``edit`` and ``enter``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.register.asking import ReviewRequest

_NONE = "none"
_BETWEEN = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsRequest(ReviewRequest):
    """The fields to set; what is not named stays as it is, ``none`` empties it."""

    actors: Annotated[
        str | None,
        typer.Option(metavar="CODES", help="Who undertakes it, such as CHN,KAZ, or none."),
    ] = None
    recipients: Annotated[
        str | None, typer.Option(metavar="CODES", help="Whom it is for, or none.")
    ] = None
    parties: Annotated[
        str | None, typer.Option(metavar="CODES", help="Whom another statement is about.")
    ] = None
    action: Annotated[
        str | None, typer.Option(metavar="VERB", help="The verb of the act in its base form.")
    ] = None
    force: Annotated[
        str | None, typer.Option(metavar="FORCE", help="firm, planned or exploratory.")
    ] = None
    verifiable: Annotated[
        bool | None,
        typer.Option("--verifiable/--not-verifiable", help="Whether it can be checked."),
    ] = None
    theme: Annotated[
        str | None, typer.Option(metavar="THEME", help="A theme, or one of your own.")
    ] = None
    amount: Annotated[
        list[str] | None,
        typer.Option(
            "--amount",
            metavar="AMOUNT",
            show_default=False,
            help="Such as 'at least 500 million USD'; replaces all amounts; may be repeated; "
            "or none.",
        ),
    ] = None
    deadline: Annotated[
        str | None, typer.Option(metavar="DATES", help="2030, 2025..2030, 2026.., or none.")
    ] = None
    reporter: Annotated[
        str | None, typer.Option(metavar="CODE", help="Who reports it, if not the actor; or none.")
    ] = None
    start: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Where its words begin in the text.")
    ] = None
    end: Annotated[int | None, typer.Option(metavar="NUMBER", help="Where its words end.")] = None


def values_of(request: FieldsRequest) -> dict[str, Any]:
    """Return the values that were typed, by field; an ExceptionGroup tells all that is wrong."""
    from summitry.workflow.amounts import typed_amount

    values: dict[str, Any] = {}
    faults: list[UsageError] = []
    for name in ("actors", "recipients", "parties"):
        told = getattr(request, name)
        if told is not None:
            values[name] = [] if told == _NONE else [one for one in told.split(",") if one.strip()]
    for name in ("action", "force", "verifiable", "theme", "start", "end"):
        if getattr(request, name) is not None:
            values[name] = getattr(request, name)
    if request.reporter is not None:
        values["reporter"] = None if request.reporter == _NONE else request.reporter
    if request.deadline is not None:
        values["deadline"] = _deadline(request.deadline)
    if request.amount is not None:
        values["quantities"] = []
        for one in [] if request.amount == [_NONE] else request.amount:
            try:
                values["quantities"].append(typed_amount(one))
            except UsageError as fault:
                faults.append(UsageError(fault.what, where="--amount", remedy=fault.remedy))
    if faults:
        raise ExceptionGroup("the command is mistyped", faults)
    return values


def _deadline(told: str) -> dict[str, str | None] | None:
    if told == _NONE:
        return None
    start, between, end = told.partition(_BETWEEN)
    return {"start": start or None, "end": end or None} if between else {"start": None, "end": told}
