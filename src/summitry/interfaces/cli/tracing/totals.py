"""``summitry totals``: sums of pledged money that hold no amount twice."""

from __future__ import annotations

import re
from collections import defaultdict
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
    from collections.abc import Iterator

    from summitry.model import Promise, Rate, Total, TotalLine
    from summitry.workflow.tracing_records import Records

_BY = ("actor", "recipient", "theme", "dialogue", "document")
_CODE = re.compile(r"[A-Z]{3}\Z")
_RATE = re.compile(r"([A-Z]{3})/([A-Z]{3})=(\d+(?:\.\d+)?)@(\d{4}(?:-\d\d){0,2})(?::(.+))?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRequest(TracingRequest):
    """What was typed after ``summitry totals``."""

    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            show_default=False,
            help="Texts, or JSON of their records, instead of the register.",
        ),
    ] = None
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WHAT", help=f"One total for each {', '.join(_BY)}."),
    ] = None
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="CURRENCY", help="One total in this currency; needs rates."),
    ] = None
    rate: Annotated[
        list[str] | None,
        typer.Option(
            "--rate",
            metavar="RATE",
            show_default=False,
            help="What one unit was worth and when: EUR/USD=1.08@2025-04; may be repeated.",
        ),
    ] = None
    summed: Annotated[
        bool, typer.Option("--summed", help="Also list every amount that was summed.")
    ] = False


@takes(TotalsRequest)
def totals(request: TotalsRequest) -> None:
    """Sum pledged money, each amount once; say what was left out and why."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json
        from summitry.tracing import total_pledges

        program = as_json(request)
        rates, into = _rates(request), _currency(request)
        if request.by is not None and request.by not in _BY:
            remedy = f"Use one of {', '.join(_BY)}."
            raise UsageError(f"{request.by!r} is not possible", where="--by", remedy=remedy)
        records = records_of(request, request.files)
        say(records.undated())
        found = total_pledges(
            records.promises, records.remarks, aliases=aliases_of(request), into=into, rates=rates
        )
        if program:
            answer_json({"by": request.by, "totals": [_record(request, records, x) for x in found]})
        else:
            _show(request, records, found)


def _rates(request: TotalsRequest) -> list[Rate]:
    from summitry.model import Rate, is_partial_date

    rates = []
    for told in request.rate or ():
        match = _RATE.match(told.strip())
        if match is None or float(match[3]) == 0 or not is_partial_date(match[4]):
            raise UsageError(
                f"{told!r} is no rate", where="--rate", remedy="Write it as EUR/USD=1.08@2025-04."
            )
        source = match[5] or "option --rate"
        rates.append(Rate(match[1], match[2], float(match[3]), match[4], source))
    if rates and not request.into:
        raise UsageError("a rate needs --into", where="--rate", remedy="Name the currency.")
    return rates


def _currency(request: TotalsRequest) -> str | None:
    if request.into is None:
        return None
    code = request.into.strip().upper()
    if not _CODE.match(code):
        raise UsageError(f"{request.into!r} is no currency", where="--into", remedy="Such as USD.")
    return code


def _record(request: TotalsRequest, records: Records, total: Total) -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(total)
    told["with_repeats"] = total.amount + _repeated(total)
    if request.by:
        told["groups"] = dict(_groups(request.by, records, total))
    return told


def _repeated(total: Total) -> float:
    """Return what was left out because it was announced before, in the currency of the total."""
    from summitry.model import LeftOut

    again = [one for one in total.left_out if one.left_out is LeftOut.REPEATED]
    return sum(one.value for one in again if one.currency == total.currency)


def _groups(by: str, records: Records, total: Total) -> Iterator[tuple[str, float]]:
    """Yield the sum of each group, largest first; an amount with several counts in each alone."""
    by_id = {one.id: one for one in records.promises}
    sums: dict[str, float] = defaultdict(float)
    for line in total.summed:
        sums[_group(by, by_id[line.id])] += line.counted or 0.0
    yield from sorted(sums.items(), key=lambda one: (-one[1], one[0]))


def _group(by: str, promise: Promise) -> str:
    """Return what a promise is counted under; several parties are one group of their own."""
    commitment = promise.commitment
    named = {
        "actor": "+".join(one.code for one in commitment.actors),
        "recipient": "+".join(one.code for one in commitment.recipients),
        "theme": str(commitment.theme),
        "dialogue": promise.occasion.dialogue or "",
        "document": promise.occasion.document,
    }
    return named[by] or "not known"


def _show(request: TotalsRequest, records: Records, found: tuple[Total, ...]) -> None:
    from summitry.interfaces.cli.register.answering import line, table

    if not found:
        line("No pledged money was found.")
    for total in found:
        amounts = "1 amount" if len(total.summed) == 1 else f"{len(total.summed)} amounts"
        line(f"{money(total.amount, total.currency)} in {amounts}")
        if again := _repeated(total):
            more = money(total.amount + again, total.currency)
            line(f"with what was announced again: {more}", indented=True)
        if request.by:
            groups = _groups(request.by, records, total)
            table((request.by, "total"), ((name, money(x, total.currency)) for name, x in groups))
        if request.summed:
            table((("summed", {"no_wrap": True}), "amount", "quote"), map(_summed, total.summed))
        if total.left_out:
            heads = (("left out", {"no_wrap": True}), "amount", "why", "quote")
            table(heads, map(_left_out, total.left_out))
        line("")


def _summed(one: TotalLine) -> tuple[str, ...]:
    return one.id, money(one.value, one.currency), f"{_cut(one.quote)} ({one.document})"


def _left_out(one: TotalLine) -> tuple[str, ...]:
    held = one.because_of and one.because_of != one.id
    why = f"{one.reason} ({one.because_of})" if held else one.reason
    quote = f"{_cut(one.quote)} ({one.document})"
    return one.id, money(one.value, one.currency), why, quote


def _cut(quote: str) -> str:
    from summitry.interfaces.cli.register.answering import symbols
    from summitry.interfaces.cli.terminal import printable, shortened

    return shortened(printable(quote), 120, symbols().cut)
