"""Wording made alike, every offset kept: what is searched for is listed in lower case."""

from __future__ import annotations


def lower(text: str) -> str:
    """Return a text in lower case, one character for each.

    A letter whose small form is written with two characters stays as it is.

    >>> lower("İSTANBUL") == "İstanbul"
    True
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join([low if len(low := letter.lower()) == 1 else letter for letter in text])
