"""Claims of fact in a register, held against the series that people bound to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.model import ClaimKind, StatementKind, Target
from summitry.monitoring.claims import check_claim
from summitry.monitoring.claims_reading import read_claim
from summitry.monitoring.fitting import fitted
from summitry.monitoring.targets import amount
from summitry.monitoring.words import parties_in
from summitry.storage import bindings, figures, outcomes
from summitry.workflow.tracing_records import of_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import ClaimCheck, FactClaim, Remark
    from summitry.storage import Register, View

_KINDS = (StatementKind.CLAIM, StatementKind.ACHIEVEMENT, StatementKind.FORECAST)


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One claim of an entry, named as commands name it, with what its series say."""

    entry: str
    name: str
    remark: Remark
    check: ClaimCheck
    series: tuple[int, ...] = ()


def claims_for(remark: Remark) -> tuple[FactClaim, ...]:
    """Return what a statement claims to be so; what people want or ask for is no claim."""
    statement = remark.statement
    if statement.kind not in _KINDS:
        return ()
    found = read_claim(
        statement.quote, statement.quantities, statement.period, remark.occasion.date
    )
    return tuple({claim_name(one): one for one in found[::-1]}.values())[::-1]


def claim_name(claim: FactClaim) -> str:
    """Return the words by which a claim of an entry is named, such as "level 12,000 train"."""
    return f"{claim.kind.value} {amount(claim.value)} {claim.unit}".strip()


def claim_target(remark: Remark, claim: FactClaim) -> Target:
    """Return a claim in the form in which series are sought for it."""
    statement = remark.statement
    text = statement.quote
    for quantity in statement.quantities:
        text = text.replace(quantity.text, " ")
    named = parties_in(text) or frozenset(one.code for one in statement.parties)
    unit = claim.unit if claim.kind is ClaimKind.LEVEL else ""
    words = " ".join(one.text.lstrip("0123456789,. ") for one in statement.quantities)
    return Target(
        value=claim.value,
        unit=unit,
        made=remark.occasion.date,
        parties=tuple(sorted(named - {"ALL"})),
        object=f"{text} {words}",
        commitment=remark.id,
    )


def claims(register: Register, entry_id: str | None = None) -> list[CheckedClaim]:
    """Return the claims of all entries or of one, each held against its confirmed series."""
    with register.looking() as view:
        return list(checked(view, entry_id))


def checked(view: View, entry_id: str | None = None) -> Iterator[CheckedClaim]:
    """Yield what :func:`claims` returns, of one look at a register."""
    confirmed: dict[tuple[str, str], list[int]] = {}
    for one in bindings.kept_bindings(view):
        if one.confirmed:
            confirmed.setdefault((one.entry, one.target), []).append(one.series)
    wanted = sorted({number for numbers in confirmed.values() for number in numbers})
    series = {one.number: one.series for one in figures.kept_series(view, wanted)}
    factors = outcomes.kept_factors(view)
    chosen = entry_id.strip().casefold() if entry_id else None
    for remark in of_view(view).remarks:
        if chosen not in (None, remark.id.casefold()):
            continue
        for claim in claims_for(remark):
            name = claim_name(claim)
            numbers = confirmed.get((remark.id, name), [])
            bound = tuple(series[number] for number in numbers)
            if claim.kind is ClaimKind.LEVEL:
                _, bound = fitted(claim_target(remark, claim), bound, factors)
            check = check_claim(claim, bound)
            yield CheckedClaim(remark.id, name, remark, check, tuple(numbers))
