"""Totals of pledged money that never hold an amount twice, and say what they leave out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.lexicon.tracing_reasons import reason
from summitry.lexicon.tracing_rules import method_name, tracing_rules
from summitry.model import (
    Aliases,
    LeftOut,
    LinkKind,
    Rate,
    StatementKind,
    Total,
    TotalLine,
)
from summitry.tracing.facts import refuse_doubles
from summitry.tracing.lineage import trace_lineage
from summitry.tracing.money import (
    Amount,
    AmountRole,
    amounts_in,
    spends_the_one_before,
    tells_of_payment,
)
from summitry.tracing.occasions import years_between
from summitry.tracing.recycled import find_recycled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import Promise, Remark

_CHANGED = frozenset({LinkKind.RAISED, LinkKind.LOWERED, LinkKind.EXTENDED, LinkKind.NARROWED})
_AGAIN = frozenset({LinkKind.SAME, LinkKind.RENEWED, LinkKind.RELATED})
_BY_ROLE = {
    AmountRole.LEVEL: LeftOut.LEVEL,
    AmountRole.CONVERSION: LeftOut.CONVERSION,
    AmountRole.RANGE_END: LeftOut.RANGE_END,
    AmountRole.EARLIER_TOTAL: LeftOut.REPEATED,
    AmountRole.PART: LeftOut.PART,
}
_EQUAL = 0.02
# A link that is only likely must not take money out of a sum.
_SURELY_CHANGED = 0.75
_PARTS_WITHIN = 8

Held = dict[str, tuple[LeftOut, str]]


def total_pledges(
    promises: Iterable[Promise],
    remarks: Iterable[Remark] = (),
    *,
    aliases: Aliases | None = None,
    into: str | None = None,
    rates: Sequence[Rate] = (),
) -> tuple[Total, ...]:
    """Return one total for each currency, or one in ``into``, each amount summed or left out.

    Amounts are in the major unit of their currency (ISO 4217); currencies are never mixed
    unless ``rates`` has a dated rate, and the one nearest in time is taken. Payments reported by
    ``remarks`` are listed and never summed. Every amount of every record stands in one list.
    Raises UsageError when two records have one id.
    """
    ordered = sorted(promises, key=_place)
    refuse_doubles(ordered)
    held = _held(ordered, aliases or Aliases())
    lines = [line for one in ordered for line in _lines(one, held)]
    lines += [
        _line(one, amount, (LeftOut.DISBURSED, ""))
        for one in sorted(remarks, key=lambda one: (one.occasion.document, one.id))
        if one.statement.kind is StatementKind.ACHIEVEMENT and tells_of_payment(one)
        for amount in amounts_in(one)
    ]
    dates = {one.id: one.occasion.date for one in ordered}
    if into:
        return (_sum(into, [_converted(line, into, rates, dates) for line in lines]),)
    by_currency: dict[str, list[TotalLine]] = defaultdict(list)
    for line in lines:
        by_currency[line.currency].append(line)
    return tuple(_sum(currency, by_currency[currency]) for currency in sorted(by_currency))


def _held(promises: Sequence[Promise], aliases: Aliases) -> Held:
    """Return which promises another one already holds, why, and which one."""
    held: Held = {}
    with_money = [one for one in promises if amounts_in(one)]
    _repeated_within(with_money, held)
    _parts_within(with_money, held)
    for pledge in find_recycled(with_money, aliases):
        for member in pledge.members[1:]:
            held.setdefault(member.id, (LeftOut.REPEATED, pledge.members[0].id))
    amounts = {one.id: {a.value for a in amounts_in(one)} for one in with_money}
    for link in trace_lineage(with_money, aliases=aliases).links:
        if link.kind is LinkKind.SPLIT and link.later:
            held.setdefault(link.later, (LeftOut.PART, link.earlier))
        elif link.kind is LinkKind.MERGED:
            held.setdefault(link.earlier, (LeftOut.REPLACED, link.later))
        elif link.kind in _AGAIN and amounts[link.earlier] & amounts[link.later]:
            held.setdefault(link.later, (LeftOut.REPEATED, link.earlier))
        elif link.kind in _CHANGED and link.score >= _SURELY_CHANGED:
            held.setdefault(link.earlier, (LeftOut.REPLACED, link.later))
    return {name: why for name, why in held.items() if not _circular(name, held)}


def _circular(name: str, held: Held) -> bool:
    """Tell whether a chain of "held by" leads back to where it began: one must be summed."""
    seen = {name}
    here = held[name][1]
    while here in held:
        if here == name:
            return name == min(seen)
        if here in seen:
            return False
        seen.add(here)
        here = held[here][1]
    return False


def _repeated_within(promises: Sequence[Promise], held: Held) -> None:
    by_number = {(one.occasion.document, one.commitment.number): one.id for one in promises}
    for one in promises:
        if one.commitment.repeats is not None:
            first = by_number.get((one.occasion.document, one.commitment.repeats))
            if first and first != one.id:
                held[one.id] = (LeftOut.REPEATED, first)


def _parts_within(promises: Sequence[Promise], held: Held) -> None:
    """Note the parts of an umbrella amount: they say so, or they add up to it."""
    by_document: dict[str, list[Promise]] = defaultdict(list)
    for one in promises:
        by_document[one.occasion.document].append(one)
    for document in sorted(by_document):
        group = sorted(by_document[document], key=lambda one: one.commitment.number)
        for position, umbrella in enumerate(group):
            following = group[position + 1 : position + 1 + _PARTS_WITHIN]
            for part in _parts_of(umbrella, following, held):
                held.setdefault(part.id, (LeftOut.PART, umbrella.id))


def _parts_of(umbrella: Promise, following: Sequence[Promise], held: Held) -> list[Promise]:
    main = _main(umbrella)
    if main is None or umbrella.id in held:
        return []
    actors = {one.code for one in umbrella.commitment.actors}
    smaller: list[Promise] = []
    for one in following:
        amount = _main(one)
        by_same = actors & {party.code for party in one.commitment.actors}
        if amount and by_same and amount.unit == main.unit and amount.value < main.value:
            smaller.append(one)
    said = [one for one in smaller if spends_the_one_before(one)]
    sums = 0.0
    for count, one in enumerate(smaller, start=1):
        amount = _main(one)
        sums += amount.value if amount else 0.0
        if count > 1 and abs(sums - main.value) <= _EQUAL * main.value:
            return smaller[:count]
    return said


def _main(promise: Promise) -> Amount | None:
    return next((one for one in amounts_in(promise) if one.role is AmountRole.PLEDGED), None)


def _lines(promise: Promise, held: Held) -> list[TotalLine]:
    lines = []
    for amount in amounts_in(promise):
        by_role = _BY_ROLE.get(amount.role)
        why = (by_role, promise.id) if by_role else held.get(promise.id)
        lines.append(_line(promise, amount, why))
    return lines


def _line(source: Promise | Remark, amount: Amount, why: tuple[LeftOut, str] | None) -> TotalLine:
    return TotalLine(
        id=source.id,
        document=source.occasion.document,
        quote=source.quote,
        value=amount.value,
        currency=amount.unit,
        counted=None if why else amount.value,
        left_out=why[0] if why else None,
        because_of=why[1] if why else "",
        reason=reason("totals", why[0].value) if why else "",
    )


def _converted(
    line: TotalLine, into: str, rates: Sequence[Rate], dates: dict[str, str | None]
) -> TotalLine:
    if line.left_out or line.currency == into:
        return line
    factor = _factor(line.currency, into, rates, dates.get(line.id))
    if factor is None:
        why = reason("totals", LeftOut.OTHER_CURRENCY.value, currency=line.currency, total=into)
        return replace(line, counted=None, left_out=LeftOut.OTHER_CURRENCY, reason=why)
    return replace(line, counted=line.value * factor)


def _factor(currency: str, into: str, rates: Sequence[Rate], said: str | None) -> float | None:
    """Return what one unit was worth by the rate nearest in time, None without a rate."""
    known = [
        (abs(years_between(said, rate.date) or 0.0), rate.date, rate.source, factor)
        for rate in rates
        for factor in (
            [rate.value]
            if (rate.base, rate.quoted) == (currency, into)
            else [1 / rate.value]
            if (rate.quoted, rate.base) == (currency, into) and rate.value
            else []
        )
    ]
    return min(known)[3] if known else None


def _sum(currency: str, lines: Sequence[TotalLine]) -> Total:
    summed = tuple(line for line in lines if line.left_out is None)
    return Total(
        currency=currency,
        amount=sum(line.counted or 0.0 for line in summed),
        summed=summed,
        left_out=tuple(line for line in lines if line.left_out is not None),
        method=method_name(tracing_rules().totals),
    )


def _place(promise: Promise) -> tuple[str, str, int, str]:
    occasion = promise.occasion
    return occasion.date or "~", occasion.document, promise.commitment.number, promise.id
