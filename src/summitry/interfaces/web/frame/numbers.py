"""Numbers in addresses, which anybody can type."""

from __future__ import annotations

_LONGEST = 15


def whole_number(told: str | None) -> int | None:
    """Return a whole number from an address, or None for what is none.

    >>> whole_number("12"), whole_number("-1"), whole_number("x"), whole_number(None)
    (12, None, None, None)
    """
    if told and told.isascii() and told.isdecimal() and len(told) <= _LONGEST:
        return int(told)
    return None
