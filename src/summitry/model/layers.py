"""A person's changes laid over the machine's record.

Changes are plain values by field name, so that they can be stored, compared and undone:
``actors``, ``recipients`` and ``parties`` are lists of codes; ``quantities`` a list of mappings
with ``value``, ``unit``, ``bound`` and ``role``; ``deadline`` a mapping with ``start`` and ``end``;
``start``, ``end`` and ``quote`` move the words meant. A field not named stays the machine's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summitry.model.commitment import (
    Commitment,
    Force,
    Reason,
    Statement,
    StatementKind,
)
from summitry.model.identity import content_key
from summitry.model.party import Basis, PartyMention
from summitry.model.period import Period
from summitry.model.quantity import Bound, Quantity, QuantityRole
from summitry.model.register import COMMITMENT
from summitry.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from summitry.model.register import Entry

COMMITMENT_FIELDS = (
    "start",
    "end",
    "actors",
    "recipients",
    "action",
    "force",
    "verifiable",
    "theme",
    "quantities",
    "deadline",
    "reporter",
)
"""What a person may change of a commitment."""

STATEMENT_FIELDS = ("start", "end", "parties", "quantities", "deadline")
"""What a person may change of another statement; its period goes by the name of deadline."""

_BY_PERSON = "person"


def effective(entry: Entry) -> Commitment | Statement:
    """Return what counts: the machine's record with a person's changes over it."""
    base = entry.machine or _blank(entry)
    return layered(base, entry.changes) if entry.changes else base


def layered(base: Commitment | Statement, changes: Mapping[str, Any]) -> Commitment | Statement:
    """Return a record with changes over it; ``why`` tells which fields a person has set."""
    span = Span(changes.get("start", base.span.start), changes.get("end", base.span.end))
    why = tuple(reason for reason in base.why if reason.decides not in changes)
    decided = sorted(name for name in changes if name != "quote")
    values: dict[str, Any] = {
        "span": span,
        "quote": changes.get("quote", base.quote),
        "why": (*why, *(Reason(name, _BY_PERSON, None, Basis.PERSON) for name in decided)),
    }
    if "quantities" in changes:
        values["quantities"] = _quantities(base, changes["quantities"], span, values["quote"])
    if isinstance(base, Statement):
        return _statement(base, changes, values)
    return _commitment(base, changes, values)


def plain_values(record: Commitment | Statement) -> dict[str, Any]:
    """Return the fields of a record as the plain values that changes are told in."""
    shared: dict[str, Any] = {
        "start": record.span.start,
        "end": record.span.end,
        "quantities": [plain_quantity(one) for one in record.quantities],
    }
    if isinstance(record, Statement):
        return {
            **shared,
            "parties": [one.code for one in record.parties],
            "deadline": _plain_period(record.period),
        }
    return {
        **shared,
        "actors": [one.code for one in record.actors],
        "recipients": [one.code for one in record.recipients],
        "action": record.action,
        "force": record.force.value,
        "verifiable": record.verifiable,
        "theme": str(record.theme),
        "deadline": _plain_period(record.deadline),
        "reporter": record.reporter.code if record.reporter else None,
    }


def plain_quantity(quantity: Quantity) -> dict[str, Any]:
    """Return an amount as plain values."""
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "role": quantity.role.value,
    }


def _plain_period(period: Period | None) -> dict[str, Any] | None:
    if period is None:
        return None
    return {"start": period.start, "end": period.end}


def _commitment(base: Commitment, changes: Mapping[str, Any], values: dict[str, Any]) -> Commitment:
    readers: dict[str, Callable[[Any], Any]] = {
        "actors": lambda codes: _mentions(base.actors, codes),
        "recipients": lambda codes: _mentions(base.recipients, codes),
        "force": Force,
        "deadline": lambda told: _period(base.deadline, told, values),
        "reporter": lambda code: _mention(base.reporter, code),
    }
    for name in ("actors", "recipients", "action", "force", "verifiable", "theme", "deadline"):
        if name in changes:
            values[name] = readers.get(name, lambda value: value)(changes[name])
    if "reporter" in changes:
        values["reporter"] = readers["reporter"](changes["reporter"])
    if "start" in changes or "end" in changes:
        inside = values["span"]
        values["conditions"] = tuple(one for one in base.conditions if inside.contains(one))
    return replace(base, **values)


def _statement(base: Statement, changes: Mapping[str, Any], values: dict[str, Any]) -> Statement:
    if "parties" in changes:
        values["parties"] = _mentions(base.parties, changes["parties"])
    if "deadline" in changes:
        values["period"] = _period(base.period, changes["deadline"], values)
    return replace(base, **values)


def _mentions(base: Sequence[PartyMention], codes: Sequence[str]) -> tuple[PartyMention, ...]:
    known = {mention.code: mention for mention in base}
    return tuple(known.get(code) or PartyMention(code, Basis.PERSON) for code in codes)


def _mention(base: PartyMention | None, code: str | None) -> PartyMention | None:
    if code is None or (base is not None and base.code == code):
        return base if code is not None else None
    return PartyMention(code, Basis.PERSON)


def _quantities(
    base: Commitment | Statement, told: Sequence[Mapping[str, Any]], span: Span, quote: str
) -> tuple[Quantity, ...]:
    """Return amounts a person has told; one the machine had read keeps its words."""
    known = {(one.value, one.unit): one for one in base.quantities}
    amounts = []
    for one in told:
        value, unit = float(one["value"]), one["unit"]
        bound, role = Bound(one["bound"]), QuantityRole(one["role"])
        read = known.get((value, unit)) or Quantity(span, quote, value, unit)
        amounts.append(replace(read, bound=bound, role=role))
    return tuple(amounts)


def _period(
    base: Period | None, told: Mapping[str, Any] | None, values: Mapping[str, Any]
) -> Period | None:
    if told is None:
        return None
    words = base or Period(values["span"], values["quote"])
    return replace(
        words,
        start=told["start"],
        end=told["end"],
        earliest_end=None,
        anchor=None,
        resolved=True,
    )


def _blank(entry: Entry) -> Commitment | Statement:
    """Return what a person's own entry is laid over: its words, and nothing known of them."""
    changes = entry.changes
    span, quote = Span(changes["start"], changes["end"]), changes["quote"]
    key = content_key("by hand", entry.document, entry.id)
    if entry.kind == COMMITMENT:
        return Commitment(0, key, span, quote, (), (), "", Force.PLANNED, False, "other")
    return Statement(0, key, span, quote, StatementKind(entry.kind))
