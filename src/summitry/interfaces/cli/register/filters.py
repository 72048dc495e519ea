"""The filters of ``list`` and ``search``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.register.asking import RegisterRequest

if TYPE_CHECKING:
    from summitry.model import Query, Status

_ALL = "all"


def _option(name: str, metavar: str, text: str) -> object:
    return typer.Option(name, metavar=metavar, help=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRequest(RegisterRequest):
    """What entries have to meet; what is not said lets everything through."""

    dialogue: Annotated[
        str | None, _option("--dialogue", "NAME", "Of this dialogue: its name, or CC5.")
    ] = None
    document: Annotated[
        str | None, _option("--document", "KEY", "In this document: the start of its key.")
    ] = None
    party: Annotated[
        str | None,
        _option(
            "--party",
            "CODE",
            "With this party on either side: by itself, in a group such as CA5, or as one of all "
            "parties of the document.",
        ),
    ] = None
    only_named: Annotated[
        bool, typer.Option("--only-named", help="With --party: only where it is named itself.")
    ] = False
    actor: Annotated[str | None, _option("--actor", "CODE", "Undertaken by this party.")] = None
    recipient: Annotated[str | None, _option("--recipient", "CODE", "For this party.")] = None
    theme: Annotated[str | None, _option("--theme", "THEME", "In this field.")] = None
    force: Annotated[str | None, _option("--force", "FORCE", "firm, planned or exploratory.")] = (
        None
    )
    verifiable: Annotated[
        bool | None,
        typer.Option("--verifiable/--not-verifiable", help="Whether it can be checked."),
    ] = None
    unit: Annotated[
        str | None,
        _option("--unit", "UNIT", "With an amount in it: USD, percent, or what is counted."),
    ] = None
    amount_from: Annotated[
        float | None, _option("--amount-from", "NUMBER", "The amount at least; needs --unit.")
    ] = None
    amount_to: Annotated[
        float | None, _option("--amount-to", "NUMBER", "The amount at most; needs --unit.")
    ] = None
    due_from: Annotated[
        str | None, _option("--due-from", "DATE", "Due on this date or later: 2027, 2027-06 …")
    ] = None
    due_to: Annotated[str | None, _option("--due-to", "DATE", "Due on this date or before.")] = None
    tag: Annotated[str | None, _option("--tag", "TAG", "With this tag.")] = None
    fate: Annotated[
        str | None, _option("--fate", "FATE", "Of proposals: offered, accepted or declined.")
    ] = None
    kind: Annotated[
        str,
        _option(
            "--kind",
            "KIND",
            "commitment, proposal, position, achievement, call, forecast, claim, or all.",
        ),
    ] = "commitment"
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            show_default=False,
            help="proposed, accepted, rejected, split, merged, withdrawn, or all; may be repeated. "
            "Without it: proposed and accepted.",
        ),
    ] = None
    after: Annotated[str | None, _option("--after", "ID", "Go on behind this entry.")] = None
    limit: Annotated[
        int | None, _option("--limit", "NUMBER", "At most so many; without it 100 in a table.")
    ] = None


def query_of(request: FilterRequest, words: str = "", *, limit: int | None) -> Query:
    """Return what is looked for; UsageError for a value there is not."""
    from summitry.model import COMMITMENT, Fate, Force, Query, StatementKind

    kinds = (COMMITMENT, *(one.value for one in StatementKind), _ALL)
    _check("--kind", request.kind, kinds)
    if request.force is not None:
        _check("--force", request.force, tuple(one.value for one in Force))
    if request.fate is not None:
        _check("--fate", request.fate, tuple(one.value for one in Fate))
    if request.limit is not None and request.limit < 1:
        raise UsageError("a limit is one at least", where="--limit")
    return Query(
        words=words,
        dialogue=request.dialogue,
        party=_code(request.party),
        only_named=request.only_named,
        actor=_code(request.actor),
        recipient=_code(request.recipient),
        theme=request.theme,
        force=request.force,
        verifiable=request.verifiable,
        unit=request.unit,
        amount_from=request.amount_from,
        amount_to=request.amount_to,
        due_from=request.due_from,
        due_to=request.due_to,
        tag=request.tag,
        fate=request.fate,
        document=request.document,
        kind=None if request.kind == _ALL else request.kind,
        statuses=_statuses(request.status),
        after=request.after,
        limit=request.limit or limit,
    )


def _statuses(told: list[str] | None) -> tuple[Status, ...]:
    from summitry.model import LIVE, Status

    if not told:
        return LIVE
    if _ALL in told:
        return tuple(Status)
    known = tuple(one.value for one in Status)
    for one in told:
        _check("--status", one, (*known, _ALL))
    return tuple(one for one in Status if one.value in told)


def _code(name: str | None) -> str | None:
    """Return the code of a party by code or name; what is not known may be a user's own."""
    if name is None:
        return None
    from summitry.lexicon.parties import load_parties

    return load_parties().resolve(name) or name.strip()


def _check(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(
            f"{value!r} is not possible", where=option, remedy=f"Use one of {', '.join(allowed)}."
        )
