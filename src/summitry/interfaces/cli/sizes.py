"""Sizes as people write them."""

from __future__ import annotations

import re

from summitry.errors import UsageError

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)(I?)B?\Z", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}


def bytes_of(text: str) -> int:
    """Return a size in bytes; MB is a million, MiB 1,048,576.

    Raises UsageError for what is no size above zero.

    >>> bytes_of("100MB"), bytes_of("1.5 GB"), bytes_of("2048"), bytes_of("1MiB")
    (100000000, 1500000000, 2048, 1048576)
    """
    match = _SIZE.match(text.strip())
    if match is None or (match[3] and not match[2]):
        raise _wrong(text)
    size = int(float(match[1]) * (1024 if match[3] else 1000) ** _POWERS[match[2].upper()])
    if size < 1:
        raise _wrong(text)
    return size


def _wrong(text: str) -> UsageError:
    return UsageError(
        f"{text!r} is no size", where="--max-size", remedy="Write it as 100MB, 1.5GB or 2048."
    )
