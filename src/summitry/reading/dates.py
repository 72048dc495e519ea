"""The date a document gives itself: in a line of its own, a dateline, or its first sentence.

Nothing is invented: a date without a year is none, and a date that the text only mentions
("the order of April 2, 2025", "since 1992") is not that of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.lexicon.loader import load_table
from summitry.model import Block, BlockKind, is_partial_date
from summitry.reading.chinese_dates import find_chinese_date

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 1500
_TAIL = 1500
_LINE_MAX = 120
_LONG = 200
_FIRST_YEAR = 1900
_LAST_YEAR = 2100
_ABBREVIATED_END = re.compile(
    r"(?<![A-Z.])(?<!\bSt)(?<!\bSte)(?<!\bMt)(?<!\bFt)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bNo)"
    r"[.!?]\s+(?=[A-Z“\"])"
)
_AFTER_DATELINE = re.compile(r"\)?\s*(?:\([A-Za-z ]+\)\s*)?[-–—:|]")
_ENTRIES = (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in ISO 8601 and the part of the document it stands in, in plain words."""

    date: str
    place: str


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    date: str


@dataclass(frozen=True, slots=True)
class _Grammar:
    months: dict[str, int]
    full: re.Pattern[str]
    month_only: re.Pattern[str]
    dateline: re.Pattern[str]
    event: re.Pattern[str]
    backward: re.Pattern[str]
    governing: re.Pattern[str]
    own_statement: re.Pattern[str]
    verb: re.Pattern[str]
    label: re.Pattern[str]
    closing: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    table = load_table("document_dates.toml")
    months: dict[str, int] = table["months"]
    words = {name: _either(entries) for name, entries in table["words"].items()}
    month = rf"(?:{_either(list(months))})\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    many = rf"(?:{day}\s*(?:[-–—]|to|and|&)\s*)?"
    full = (
        rf"(?<![\w-])(?:{many}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{month}),?\s+(?P<y1>\d{{4}})"
        r"(?:\s*(?:года|г\.?)(?!\w))?"
        rf"|(?P<m2>{month})\s+{many}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
        r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
        r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))(?![\w-])"
    )
    ignore = re.IGNORECASE
    return _Grammar(
        months,
        re.compile(full, ignore),
        re.compile(rf"\W*(?P<m>{month}),?\s+(?P<y>\d{{4}})\W*\Z", ignore),
        re.compile(
            r"[A-ZА-ЯЁ][\w.’' -]{1,40}(?:,\s*[A-ZА-ЯЁ][\w.’' -]{1,30}){0,2},?\s*[(,–—-]?\s*\Z"
        ),
        re.compile(rf"\b(?:{words['events']})\b", ignore),
        re.compile(rf"\b(?:{words['backward']})\b", ignore),
        re.compile(rf"\b(?:{words['governing']})\W*(?:the\s+)?\Z", ignore),
        re.compile(rf"\b(?:{words['documents']})\s+of\W*\Z", ignore),
        re.compile(rf"\b(?:{words['verbs']})\b", ignore),
        re.compile(rf"\W*(?:{words['labels']})\b[^\d]{{0,20}}\Z", ignore),
        re.compile(rf"\W*(?:{words['closings']})\s+(?:at|in|on|в)\b[^.;]{{0,80}}\Z", ignore),
    )


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def exists(date: str) -> bool:
    """Tell whether the year of an ISO 8601 date is one: the calendar has no year 0."""
    return date[:4] != "0000"


def is_likely(date: str) -> bool:
    """Tell whether an ISO 8601 date lies where summits do."""
    return _FIRST_YEAR <= int(date[:4]) <= _LAST_YEAR


def parse_date(wording: str) -> str | None:
    """Return a date given as a field's value in ISO 8601, or None where it is none.

    >>> parse_date("2024-09-25T10:00:00Z"), parse_date("25 September 2024"), parse_date("soon")
    ('2024-09-25', '2024-09-25', None)
    """
    wording = wording.strip()[:100]
    if is_partial_date(wording):
        return wording if exists(wording) else None
    if is_partial_date(wording[:10]) and not wording[10:11].isdigit():
        return wording[:10] if exists(wording) else None
    hits = list(_hits(wording))
    if hits:
        return hits[0].date
    return _month_alone(wording)


def find_date(text: str, blocks: tuple[Block, ...]) -> DateFound | None:
    """Return the date the document gives itself in its first lines or its closing line."""
    if not blocks:
        return None
    grammar = _grammar()
    until = blocks[0].span.start + _HEAD
    running_seen = False
    for block in blocks:
        if block.span.start >= until:
            break
        wording = block.span.of(text)[:_HEAD]
        is_running = len(wording) > _LONG or (
            block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and wording.endswith(".")
        )
        # A line of wrapped prose is no line of its own, whatever it happens to hold.
        lines = wording.split("\n", 1)[:1] if is_running else wording.split("\n")
        found = _labelled(lines, grammar)
        if found is None and not running_seen and block.kind not in _ENTRIES:
            dateline = _dateline(lines[0], grammar)
            short = len(lines) > 1 or len(wording) <= _LINE_MAX
            found = dateline or (_own_line(lines, grammar) if short else None)
        if found is not None:
            return DateFound(found, "first lines")
        if is_running and not running_seen:
            running_seen = True
            found = _governed(wording, grammar)
            if found is not None:
                return DateFound(found, "first paragraph")
    found_last = _in_closing(text, blocks, grammar)
    if found_last is not None:
        return found_last
    chinese = find_chinese_date(text, blocks)
    return DateFound(*chinese) if chinese is not None else None


def _labelled(lines: list[str], grammar: _Grammar) -> str | None:
    """Return the date of a line such as "Published: 25 January 2022"."""
    for line in lines:
        hits = list(_hits(line)) if len(line) <= _LINE_MAX else []
        if hits and grammar.label.match(line[: hits[0].start]):
            return hits[-1].date
    return None


def _own_line(lines: list[str], grammar: _Grammar) -> str | None:
    """Return the date of a line that holds nothing else but a place or the name of an event."""
    for line in lines:
        if len(line.strip()) > _LINE_MAX:
            continue
        hits = list(_hits(line))
        found = hits[-1].date if hits and _alone(line, hits, grammar) else _month_alone(line)
        if found is not None:
            return found
    return None


def _dateline(line: str, grammar: _Grammar) -> str | None:
    """Return the date of "ASTANA, 25 January 2022 – The leaders …" at a paragraph's start."""
    for hit in _hits(line):
        before, after = line[: hit.start], line[hit.end : hit.end + 25]
        opens = not before.strip() or grammar.dateline.match(before) is not None
        closes = _AFTER_DATELINE.match(after) is not None
        known = opens and closes and len(before) <= 80 and not grammar.verb.search(before)
        return hit.date if known else None
    return None


def _alone(line: str, hits: list[_Hit], grammar: _Grammar) -> bool:
    before, after = line[: hits[0].start], line[hits[-1].end :]
    if grammar.verb.search(before) or grammar.verb.search(after):
        return False
    if grammar.governing.search(before) and not grammar.own_statement.search(before):
        return False
    words_before = len(_WORD.findall(before))
    if after.strip() == "." and words_before > 3:
        return False  # a short sentence
    words_after = len(_WORD.findall(after))
    return words_after == 0 or (words_before == 0 and words_after <= 6)


def _governed(wording: str, grammar: _Grammar) -> str | None:
    """Return the date on which the first sentence that has one says the event was held."""
    for hit in _hits(wording):
        before = wording[: hit.start]
        breaks = list(_ABBREVIATED_END.finditer(before))
        sentence = before[breaks[-1].end() :] if breaks else before
        if grammar.backward.search(sentence):
            continue
        events = list(grammar.event.finditer(sentence))
        if not events:
            continue
        between = sentence[events[-1].end() :]
        if len(between) > _LONG or ";" in between:
            continue
        if re.search(
            r"(?:\bon|\bfrom|\bbetween|,|^)\W*(?:\w+day\W+)?(?:the\s+)?\Z", between.strip()
        ):
            return hit.date
        if re.search(r"\b(?:from|between|on)\W+[\w ]{1,15}(?:to|and|[-–—])\W*\Z", between):
            return hit.date
    return None


def _in_closing(text: str, blocks: tuple[Block, ...], grammar: _Grammar) -> DateFound | None:
    for block in reversed(blocks):
        if block.span.end < len(text) - _TAIL:
            break
        wording = block.span.of(text)
        if len(wording) > 400:
            continue
        for hit in _hits(wording):
            if grammar.closing.match(wording[: hit.start]):
                return DateFound(hit.date, "closing line")
    return None


def _month_alone(line: str) -> str | None:
    found = _grammar().month_only.match(line)
    if found is None:
        return None
    month = _grammar().months[found["m"].rstrip(".").lower()]
    return _iso(found["y"], month, None)


def _hits(wording: str) -> Iterator[_Hit]:
    grammar = _grammar()
    for found in grammar.full.finditer(wording):
        groups = found.groupdict()
        for form in "1234":
            if groups[f"y{form}"] is None:
                continue
            month_text = groups[f"m{form}"].rstrip(".").lower()
            month = int(month_text) if month_text.isdecimal() else grammar.months[month_text]
            date = _iso(groups[f"y{form}"], month, int(groups[f"d{form}"]))
            if date is not None:
                yield _Hit(found.start(), found.end(), date)


def _iso(year: str, month: int, day: int | None) -> str | None:
    """Return the date in ISO 8601 if it can exist and lies where summits do."""
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    date = f"{int(year):04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")
    return date if is_partial_date(date) else None
