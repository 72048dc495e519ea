"""When two cells say the same: what spreadsheets change by themselves is no edit."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

_LINE_ENDS = ("\r\n", "\r")


def same(value: Any) -> Any:
    """Return a value in the form that all cells share which say the same.

    Line ends are line feeds, blanks at the ends are gone, nothing is None, and numbers have the
    fifteen digits that spreadsheets keep.

    >>> same(" two\\r\\nlines ") == same("two\\nlines"), same(()) == same("") == same(None)
    (True, True)
    """
    if isinstance(value, str):
        for end in _LINE_ENDS:
            value = value.replace(end, "\n")
        return value.strip() or None
    if isinstance(value, list | tuple):
        return [same(one) for one in value] or None
    if isinstance(value, dict):
        return {name: same(one) for name, one in value.items()} or None
    if isinstance(value, float):
        rounded = float(f"{value:.15g}")
        return int(rounded) if rounded.is_integer() and abs(rounded) < 2**53 else rounded
    return value


def digest_of(value: Any) -> bytes:
    """Return eight bytes that are the same for values that say the same."""
    text = json.dumps(same(value), sort_keys=True, default=str)
    return blake2b(text.encode(), digest_size=8).digest()
