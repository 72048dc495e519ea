"""Short ids that people can type, and the numbers that hold them."""

from __future__ import annotations

import re

_RUNNING_BITS = 24
_PLACE_BITS = 20
_RUNNING = (1 << _RUNNING_BITS) - 1
_PLACE = (1 << _PLACE_BITS) - 1
MOST_RUNNING = _RUNNING
"""The most entries a series can have."""

MOST_PLACES = _PLACE
"""The most statements one reading of a document can have."""

_ID = re.compile(r"([A-Z0-9]+-(?:\d{4}|ND))-(\d{2,8})\Z")
UNDATED = "ND"


def entry_number(series: int, running: int) -> int:
    """Return the number of an entry from that of its series and its running number."""
    return series << _RUNNING_BITS | running


def series_of(number: int) -> int:
    """Return the number of the series an entry belongs to."""
    return number >> _RUNNING_BITS


def record_number(extraction: int, place: int) -> int:
    """Return the number of a machine record from that of its extraction and its place in it."""
    return extraction << _PLACE_BITS | place


def extraction_of(record: int) -> int:
    """Return the number of the extraction a machine record belongs to."""
    return record >> _PLACE_BITS


def short_id(code: str, number: int) -> str:
    """Return the id of an entry as people type it, from the code of its series.

    >>> short_id("CC5-2022", entry_number(3, 7))
    'CC5-2022-07'
    """
    return f"{code}-{number & _RUNNING:02}"


def parsed_id(text: str) -> tuple[str, int] | None:
    """Return the code of the series and the running number of an id, or None if it is none.

    >>> parsed_id("cc5-2022-7"), parsed_id("CC5-2022-07")
    (('CC5-2022', 7), ('CC5-2022', 7))
    """
    head, dash, running = text.strip().upper().rpartition("-")
    if not dash or not running.isascii() or not running.isdecimal():
        return None
    match = _ID.match(f"{head}-{int(running):02}")
    if match is None or int(match[2]) > _RUNNING:
        return None
    return match[1], int(match[2])


def series_code(series: str, date: str | None) -> str:
    """Return the code of a series of ids: the dialogue's letters and the year, if one is known."""
    return f"{series}-{date[:4] if date else UNDATED}"
