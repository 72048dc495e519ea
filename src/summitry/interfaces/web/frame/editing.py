"""The form in which a person sets fields of an entry: read into values, laid out from them."""

from __future__ import annotations

from typing import Any

from summitry.errors import UsageError
from summitry.interfaces.web.frame.visitors import Sent
from summitry.model import Commitment, Statement, plain_quantity
from summitry.workflow.amounts import shown_amount, typed_amount


def fields_of(record: Commitment | Statement) -> dict[str, str]:
    """Return what stands in the fields of the form for a record."""
    statement = isinstance(record, Statement)
    period = record.period if isinstance(record, Statement) else record.deadline
    shared = {
        "quote": record.quote,
        "quantities": "\n".join(shown_amount(plain_quantity(one)) for one in record.quantities),
        "deadline_start": (period.start or "") if period else "",
        "deadline_end": (period.end or "") if period else "",
    }
    if isinstance(record, Statement):
        return {**shared, "parties": ", ".join(one.code for one in record.parties)}
    assert not statement
    return {
        **shared,
        "actors": ", ".join(one.code for one in record.actors),
        "recipients": ", ".join(one.code for one in record.recipients),
        "action": record.action,
        "force": record.force.value,
        "verifiable": "yes" if record.verifiable else "no",
        "theme": str(record.theme),
        "reporter": record.reporter.code if record.reporter else "",
    }


def told_in(sent: Sent, names: dict[str, str]) -> dict[str, str]:
    """Return what stands in the fields that were sent."""
    return {name: sent.text(name).replace("\r\n", "\n") for name in names}


def values_of(told: dict[str, str], seen: dict[str, str]) -> dict[str, Any]:
    """Return the values of the fields that differ from what was seen.

    An ExceptionGroup of UsageErrors tells all that cannot be read. ``quote`` stays words.
    """
    values: dict[str, Any] = {}
    faults: list[UsageError] = []
    changed = {name for name, value in told.items() if value != seen.get(name)}
    for name in sorted(changed - {"deadline_start", "deadline_end"}):
        try:
            values[name] = _value(name, told[name])
        except UsageError as fault:
            faults.append(UsageError(fault.what, where=name, remedy=fault.remedy))
    if changed & {"deadline_start", "deadline_end"}:
        start, end = told["deadline_start"], told["deadline_end"]
        values["deadline"] = {"start": start or None, "end": end or None} if start or end else None
    if faults:
        raise ExceptionGroup("fields are wrong", faults)
    return values


def _value(name: str, told: str) -> Any:
    if name in ("actors", "recipients", "parties"):
        return [part.strip() for part in told.replace(";", ",").split(",") if part.strip()]
    if name == "quantities":
        return [typed_amount(line) for line in told.splitlines() if line.strip()]
    if name == "verifiable":
        return told == "yes"
    if name == "reporter":
        return told or None
    return told
