"""Promises from plain records: the JSON of a file of commitments, gold form included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.errors import UsageError
from summitry.model import (
    Basis,
    Commitment,
    Force,
    Occasion,
    PartyMention,
    Period,
    Promise,
    Quantity,
    QuantityRole,
    Span,
    content_key,
    is_partial_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CURRENCY_LETTERS = 3


def promises_of(record: Mapping[str, Any], *, document: str | None = None) -> tuple[Promise, ...]:
    """Return the promises of one file: ``{"document", "date", "language", "commitments": [...]}``.

    Each commitment has at least ``id`` (or ``number``) and ``quote``; offsets, actors,
    recipients, quantities, deadline and theme are taken where they stand. The id of a promise
    is that of its record as text. Raises UsageError that names every record without a quote and
    every date that is none.
    """
    rows = record.get("commitments")
    if not isinstance(rows, list):
        raise UsageError("there is no list of commitments", remedy='Give {"commitments": [...]}.')
    faults = [fault for at, row in enumerate(rows, 1) for fault in _faults(at, row)]
    if record.get("date") and not is_partial_date(str(record["date"])):
        faults.insert(0, f"{record['date']} is no date")
    if faults:
        raise UsageError("; ".join(faults), remedy="Dates are 2022, 2022-01 or 2022-01-25.")
    source = document or str(record.get("document") or "")
    occasion = Occasion(
        document=source,
        date=record.get("date"),
        dialogue=record.get("dialogue"),
        meeting=record.get("meeting"),
        parties=tuple(record.get("parties") or ()),
        language=record.get("language") or "en",
    )
    return tuple(_promise(row, number, occasion) for number, row in enumerate(rows, start=1))


def _faults(at: int, row: Any) -> list[str]:
    if not isinstance(row, dict) or not str(row.get("quote") or "").strip():
        return [f"commitment {at} has no quote"]
    deadline = row.get("deadline") or {}
    ends = [deadline.get("start"), deadline.get("end")]
    return [
        f"commitment {at}: {end} is no date" for end in ends if end and not is_partial_date(end)
    ]


def _promise(row: Mapping[str, Any], number: int, occasion: Occasion) -> Promise:
    quote = str(row["quote"])
    start = int(row.get("start") or 0)
    name = str(row.get("id") or row.get("number") or number)
    commitment = Commitment(
        number=int(row.get("number") or number),
        key=str(row.get("key") or content_key("plain record", occasion.document, name, quote)),
        span=Span(start, int(row.get("end") or start + len(quote))),
        quote=quote,
        actors=_parties(row.get("actors") or ()),
        recipients=_parties(row.get("recipients") or ()),
        action=str(row.get("action") or ""),
        force=Force(row.get("force") or Force.FIRM),
        verifiable=bool(row.get("verifiable")),
        theme=str(row.get("theme") or "other"),
        quantities=tuple(_quantity(one) for one in row.get("quantities") or ()),
        deadline=_period(row.get("deadline")),
        repeats=row.get("repeats"),
    )
    return Promise(name, commitment, occasion)


def _parties(codes: Iterable[Any]) -> tuple[PartyMention, ...]:
    named = (one.get("code") if isinstance(one, dict) else one for one in codes)
    return tuple(PartyMention(str(code), Basis.TEXT) for code in named)


def _quantity(row: Mapping[str, Any]) -> Quantity:
    unit, text = str(row.get("unit") or ""), str(row.get("text") or "")
    start = int(row.get("start") or 0)
    span = Span(start, int(row.get("end") or start + len(text)))
    money = len(unit) == _CURRENCY_LETTERS and unit.isupper()
    share = QuantityRole.SHARE if unit == "percent" else QuantityRole.COUNT
    return Quantity(
        span, text, float(row["value"]), unit, role=QuantityRole.MONEY if money else share
    )


def _period(row: Mapping[str, Any] | None) -> Period | None:
    if not row:
        return None
    text = str(row.get("text") or "")
    return Period(Span(0, len(text)), text, row.get("start"), row.get("end"))
