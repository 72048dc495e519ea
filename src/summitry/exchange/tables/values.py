"""What the value of each type of column is in Python, checked before it goes out or comes in."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from summitry.exchange.tables.dates import checked_moment
from summitry.exchange.tables.faults import Wrong
from summitry.model import Column, ColumnType, is_partial_date

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_INTEGER = 2**63 - 1
"""Whole numbers are held in 64 bits, since columnar files and databases hold no larger ones."""

# Made once: json.dumps makes a new one for every call that is not the usual.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False
)

DEEPEST_JSON = 100
"""How many lists and objects may lie in one another; parsers elsewhere stop at more."""


def check_of(column: Column) -> Callable[[Any], Any]:
    """Return a function that returns a value as its column holds it, or raises Wrong.

    The function takes any value but None.
    """
    return _CHECKS[column.type]


def json_text(value: object) -> str:
    """Return JSON on one line, the same for equal values; raises Wrong where JSON has no form."""
    try:
        return _ENCODER.encode(value)
    except (TypeError, ValueError, RecursionError) as error:
        raise Wrong(f"cannot be written as JSON ({error})", "Give values that JSON has.") from None


def json_value(text: str) -> Any:
    """Return the value of a JSON text, or raise Wrong."""
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise Wrong(
            f"is not JSON ({str(error).partition(':')[0] or 'too deep'})",
            'Write it as JSON: texts in "double quotes".',
        ) from None
    return _json(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong(f"is {_kind(value)}, not a text", "Write it as a text.")
    return str(value)


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Wrong(f"is {_kind(value)}, not a whole number", "Write digits only.")
    if abs(value) > LARGEST_INTEGER:
        raise Wrong("is too large a whole number", f"The largest is {LARGEST_INTEGER}.")
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong(f"is {_kind(value)}, not a number", "Write digits with a decimal point.")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Wrong("is not a finite number", "Leave the cell empty where there is no number.")
    return number


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(f"is {_kind(value)}, not true or false", "Write true or false.")
    return value


def _date(value: Any) -> str:
    text = _text(value)
    if not is_partial_date(text):
        raise Wrong("is not an ISO date", "Write it as 2022, 2022-06 or 2022-06-30.")
    return text


def _moment(value: Any) -> str:
    text = _text(value)
    if checked_moment(text) != text:
        raise Wrong("is a moment in another form", f"Write it as {checked_moment(text)}.")
    return text


def _list(value: Any) -> tuple[str, ...]:
    if not isinstance(value, tuple | list) or not all(isinstance(item, str) for item in value):
        raise Wrong(f"is {_kind(value)}, not a list of texts", "Write a list of texts.")
    return tuple(map(str, value))


def _json(value: Any) -> Any:
    # Depth is counted level by level, without a call for every value.
    level = [value]
    for _ in range(DEEPEST_JSON):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list | tuple)
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list | tuple)
        ]
        if not level:
            return value
    raise Wrong("has too many lists in one another", f"At most {DEEPEST_JSON} are read.")


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _kind(value: Any) -> str:
    for kind, name in _KINDS:
        if isinstance(value, kind):
            return name
    return f"a {type(value).__name__}"


_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number with decimals"),
    (str, "a text"),
    (list, "a list"),
    (tuple, "a list"),
    (dict, "an object"),
)

_CHECKS: dict[ColumnType, Callable[[Any], Any]] = {
    ColumnType.TEXT: _text,
    ColumnType.INTEGER: _integer,
    ColumnType.NUMBER: _number,
    ColumnType.BOOLEAN: _boolean,
    ColumnType.DATE: _date,
    ColumnType.MOMENT: _moment,
    ColumnType.LIST: _list,
    ColumnType.JSON: _json,
}
