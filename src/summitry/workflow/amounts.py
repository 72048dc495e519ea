"""Amounts as people type them, and as they are shown to be typed again."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from summitry.errors import UsageError
from summitry.model import Bound, QuantityRole

if TYPE_CHECKING:
    from collections.abc import Mapping

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_BOUNDS = "|".join(one.value for one in Bound if one is not Bound.EXACT)
_AMOUNT = re.compile(
    rf"(?:(?P<bound>{_BOUNDS})\s+)?(?P<value>[+-]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)"
    rf"\s*(?:(?P<scale>{'|'.join(_SCALES)})\s+)?(?P<unit>\S.*)\Z",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_TIMES = {"year", "month", "week", "day", "hour", "decade", "minute", "quarter"}
_WHOLE = 2**53
_ROLE = re.compile(r"\s*\[(\w+)\]\Z")


def typed_amount(text: str) -> dict[str, Any]:
    """Return the plain values of an amount as it is typed: bound, number and unit.

    Raises UsageError for what is none.

    >>> typed_amount("at least 1.5 billion USD")["value"]
    1500000000.0
    """
    role_told = _ROLE.search(text)
    match = _AMOUNT.match((text[: role_told.start()] if role_told else text).strip())
    value = None
    if match is not None:
        value = float(match["value"].replace(",", ""))
        value *= _SCALES[match["scale"].lower()] if match["scale"] else 1
    roles = {one.value for one in QuantityRole}
    if (
        match is None
        or value is None
        or not math.isfinite(value)
        or (role_told and role_told[1] not in roles)
    ):
        raise UsageError(
            f"{text!r} is no amount",
            remedy="Write a number and a unit, such as 500 million USD, at least 7 percent, "
            "or 3 hospital.",
        )
    unit = "percent" if match["unit"] == "%" else match["unit"].strip()
    return {
        "value": value,
        "unit": unit,
        "bound": Bound((match["bound"] or "exact").lower()).value,
        "role": role_told[1] if role_told else role_of(unit),
    }


def role_of(unit: str) -> str:
    """Return what a number of a unit measures."""
    if unit == "percent":
        return QuantityRole.SHARE.value
    if _CURRENCY.match(unit):
        return QuantityRole.MONEY.value
    if unit in _TIMES:
        return QuantityRole.DURATION.value
    return QuantityRole.COUNT.value


def shown_amount(values: Mapping[str, Any]) -> str:
    """Return an amount as :func:`typed_amount` reads it to the same values.

    >>> shown_amount(typed_amount("at least 1.5 billion USD"))
    'at least 1500000000 USD'
    """
    value = float(values["value"])
    whole = value.is_integer() and abs(value) <= _WHOLE
    number = str(int(value)) if whole else repr(value)
    bound = "" if values["bound"] == Bound.EXACT.value else f"{values['bound']} "
    role = "" if values["role"] == role_of(values["unit"]) else f" [{values['role']}]"
    return f"{bound}{number} {values['unit']}{role}"
