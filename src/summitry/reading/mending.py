"""Small faults of text layers inside lines: odd characters, footnote marks, lost spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.reading.flow import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_AS_RAISED = str.maketrans("1234567890", _RAISED)
# What is seldom there is looked for by a class at the very start of a pattern, or not at all
# where none of its characters occurs, so that most texts pay next to nothing.
_SEEN_BY = {
    "\u00ad\u200b\u2060\ufeff": re.compile("\u00ad[ \t]*(?:\r?\n[ \t]*)?|[\u200b\u2060\ufeff]"),
    "".join(_LIGATURES): re.compile(f"[{''.join(_LIGATURES)}]"),
    # "km²" is a unit: a mark follows a word of some length, or a stop.
    _RAISED: re.compile(f'[{_RAISED}](?:(?<=[^\\W\\d_]{{3}}.)|(?<=[.,;:”")].))[{_RAISED}]*'),
    "[": re.compile(r"\[(?<=[^\s(\[].)(?:\d{1,3}|note \d{1,2})\]"),
}
_PLAIN = re.compile(r"[0-9](?<=[^\s0-9].)[0-9]?(?![\w.,%’'-]*[0-9]|\w|%)")
_BEFORE_PLAIN = re.compile(r"(?:[a-z]{4}|[a-z]{4}[.,;:]|[.,;:]?[”\")])\Z")
# A name follows initials, not a word in small letters.
_LOST_AFTER_STOP = re.compile(
    r"[.!?](?<=[a-z]{3}[a-z¹²³].)(?=[A-Z](?:[a-z]|\.[A-Z]))(?![A-Z][a-z]+\.[a-z])"
)
_GLUED = re.compile(r"[A-Z](?<=[a-z].)[a-z]{2}")
_BEFORE_GLUED = re.compile(r"(?<![^\W\d_])(?:of|the|and|with|between|from|by)\Z")


def raised(digits: str) -> str:
    """Return digits as the small raised ones that mark notes and powers.

    >>> raised("12")
    '¹²'
    """
    return digits.translate(_AS_RAISED)


def mend(text: str, start: int = 0) -> Iterator[Edit]:
    """Yield the edits that mend a text from an offset on; time is linear in its length."""
    for characters, pattern in _SEEN_BY.items():
        if any(character in text for character in characters):
            for found in pattern.finditer(text, start):
                yield Edit(*found.span(), _LIGATURES.get(found.group(), ""))
    yield from _plain_marks(text, start)
    for found in _LOST_AFTER_STOP.finditer(text, start):
        yield Edit(found.end(), found.end(), " ")
    for found in _GLUED.finditer(text, start):
        if _BEFORE_GLUED.search(text, max(found.start() - 8, start), found.start()):
            yield Edit(found.start(), found.start(), " ")


def _plain_marks(text: str, start: int) -> Iterator[Edit]:
    """Yield the marks of footnotes that lost their height: "railway1", "ports.2", counting on."""
    found: list[Edit] = []
    for mark in _PLAIN.finditer(text, start):
        at = mark.start()
        if int(mark.group()) == len(found) + 1 and _BEFORE_PLAIN.search(
            text, max(at - 6, start), at
        ):
            found.append(Edit(at, mark.end()))
    if len(found) > 1:
        yield from found
