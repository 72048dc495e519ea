"""The date a Chinese document gives itself: in a line of its own, its first or last sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summitry.model import is_partial_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import Block

_HEAD = 1000
_TAIL = 600
_LINE_MAX = 60
_WHOLE = 10  # characters of a date with its day
_OPENING_PARAGRAPHS = 2
_FIRST_YEAR = 1900
_LAST_YEAR = 2100
_FIGURES = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}
_FULL_WIDTH = {0xFF10 + figure: str(figure) for figure in range(10)}
_DATE = re.compile(
    r"(?P<year>[12]\d{3}|[一二][〇零○一二三四五六七八九]{3})\s?年\s?"
    r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月\s?"
    r"(?:(?P<first>\d{1,2}|[一二三四五六七八九十]{1,3})\s?日?\s?(?:至|到|—|－|-|~)\s?)?"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s?日)?"
)
# What a line may hold beside its date: a place, brackets, the name of an agency.
_ALONE = re.compile(r"[（(\s]*[^\d。；]{0,24}[）)\s电讯]*\Z")
_EVENT = re.compile(r"举行|召开|举办|签署|会晤|会见|访问|发表|出席|通过|在.{1,12}讲话|电")
_BACKWARD = re.compile(r"自|以来|早在|曾|建交|上次|上届|将")
_CLOSING = re.compile(r"于|签署|签订|[一-龥]{1,8}\Z")


def find_chinese_date(text: str, blocks: tuple[Block, ...]) -> tuple[str, str] | None:
    """Return the date in ISO 8601 and where it stands, or None; nothing is invented."""
    start = blocks[0].span.start if blocks else 0
    if "年" not in text[start : start + _HEAD] and "年" not in text[-_TAIL:]:
        return None
    running = 0
    for block in blocks:
        if block.span.start >= start + _HEAD:
            break
        wording = block.span.of(text)[:_HEAD]
        short = len(wording) <= _LINE_MAX
        running += "。" in wording
        for found, date in _dates(wording):
            before, after = wording[: found.start()], wording[found.end() :]
            alone = short and _ALONE.match(before) and _ALONE.match(after)
            if alone and not _BACKWARD.search(wording):
                return date, "first lines"
            if len(date) < _WHOLE or running > _OPENING_PARAGRAPHS:
                break
            sentence = before.rpartition("。")[2] + after.partition("。")[0]
            if _EVENT.search(sentence) and not _BACKWARD.search(sentence):
                return date, "first paragraph"
            break
    return _in_closing(text, blocks)


def _in_closing(text: str, blocks: tuple[Block, ...]) -> tuple[str, str] | None:
    for block in reversed(blocks):
        if block.span.end < len(text) - _TAIL:
            break
        wording = block.span.of(text)
        if len(wording) > 2 * _LINE_MAX or _BACKWARD.search(wording):
            continue
        for _, date in _dates(wording):
            if len(date) == _WHOLE and (_CLOSING.search(wording) or len(wording) <= _LINE_MAX):
                return date, "closing line"
    return None


def _dates(wording: str) -> Iterator[tuple[re.Match[str], str]]:
    for found in _DATE.finditer(wording.translate(_FULL_WIDTH)):
        year = "".join(_FIGURES.get(sign, sign) for sign in found["year"])
        if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
            continue
        date = f"{year}-{_small(found['month']):02}"
        if found["day"]:
            date += f"-{_small(found['day']):02}"
        if is_partial_date(date):
            yield found, date


def _small(wording: str) -> int:
    """Return a number below a hundred, in figures or signs."""
    if wording.isdigit() and wording.isascii():
        return int(wording)
    tens, ten, ones = wording.partition("十")
    if not ten:
        return int(_FIGURES.get(wording, "0"))
    return 10 * int(_FIGURES.get(tens, "1")) + int(_FIGURES.get(ones, "0"))
