"""Small faults of text layers inside lines: odd characters, footnote marks, lost spaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.reading.flow import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UNSEEN = re.compile("\u00ad[ \t]*(?:\r?\n[ \t]*)?|[\u200b\u2060\ufeff]")
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
# "km²" is a unit: a mark follows a word of some length, or a stop.
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:”\")]))[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_BRACKETED = re.compile(r"(?<=[^\s(\[])\[(?:\d{1,3}|note \d{1,2})\]")
_PLAIN = re.compile(r"\d{1,2}(?![\w.,%’'-]*\d|\w|%)")
_BEFORE_PLAIN = re.compile(r"(?:[a-z]{4}|[a-z]{4}[.,;:]|[.,;:]?[”\")])\Z")
# The stop is found first, being the rarer; a name follows initials, not a word in small letters.
_LOST_AFTER_STOP = re.compile(
    r"[.!?](?<=[a-z]{3}[a-z¹²³].)(?=[A-Z](?:[a-z]|\.[A-Z]))(?![A-Z][a-z]+\.[a-z])"
)
_GLUED = re.compile(r"(?<![^\W\d_])(?:of|the|and|with|between|from|by)(?=[A-Z][a-z]{2})")


def mend(text: str, start: int = 0) -> Iterator[Edit]:
    """Yield the edits that mend a text from an offset on; time is linear in its length."""
    if not text.isascii():
        for found in _UNSEEN.finditer(text, start):
            yield Edit(*found.span())
        for found in _LIGATURE.finditer(text, start):
            yield Edit(*found.span(), _LIGATURES[found.group()])
        for found in _RAISED.finditer(text, start):
            yield Edit(*found.span())
    for found in _BRACKETED.finditer(text, start):
        yield Edit(*found.span())
    yield from _plain_marks(text, start)
    for found in _LOST_AFTER_STOP.finditer(text, start):
        yield Edit(found.end(), found.end(), " ")
    for found in _GLUED.finditer(text, start):
        yield Edit(found.end(), found.end(), " ")


def _plain_marks(text: str, start: int) -> Iterator[Edit]:
    """Yield the marks of footnotes that lost their height: "railway1", "ports.2", counting on."""
    found: list[Edit] = []
    expected = 1
    for mark in _PLAIN.finditer(text, start):
        at = mark.start()
        if text[at - 1 : at].isspace() or int(mark.group()) != expected:
            continue
        if _BEFORE_PLAIN.search(text, max(at - 6, start), at):
            found.append(Edit(at, mark.end()))
            expected += 1
    if len(found) > 1:
        yield from found
