"""What pages repeat and a text does not mean: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from summitry.reading.segment import is_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_EDGE_LINES = 3
_LONGEST = 120
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|]*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\s\-–—|]*\Z", re.I
)
_SAYS_PAGE = re.compile(r"\W*page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*\Z", re.I)
_BARE = re.compile(r"[\s\-–—]*\d{1,4}[\s\-–—]*\Z")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
# A line's wording with a number left open, and that number less what counts the pages.
_Key = tuple[str, int | None]
_FEWEST_REPEATS = 3
_FEW_PAGES = 3
# Of the widest line: what is as good as full, and what is more than a heading.
_FULL = 0.8
_LONG_ENOUGH = 0.55
_NARROWEST = 20
_LIKE = 1.5
_DIGIT = re.compile("[0-9]")
_SHORTEST_PAGE = 10
_STOPS = ".!?:;"


def is_page_number(line: str) -> bool:
    """Tell a line that holds nothing but the number of a page."""
    return _PAGE_NUMBER.match(line) is not None


def furniture_of_pages(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return for each page the indices of its lines that are furniture.

    A line at an edge of its page is furniture while all lines between it and the edge are, and
    only if it is the same on most pages, or on most pages on its side of a sheet, or the same
    but for a number that counts the pages.
    """
    keys = [
        {index: _keys(lines[index], number) for edge in _edges(lines) for index in edge}
        for number, lines in enumerate(pages)
    ]
    repeats = Counter(
        key for number, page in enumerate(keys) for key in _once(page.values(), number)
    )
    count = len(pages)
    needed = count // 2 + 1
    needed_on_side = max(2, (count + 1) // 4 + 1) if count >= 4 else needed
    found: list[set[int]] = []
    for number, lines in enumerate(pages):
        dropped: set[int] = set()
        for edge in _edges(lines):
            for index in edge:
                is_number = count > 1 and is_page_number(lines[index])
                # Of two or three pages two may well have a line in common that means something.
                repeated = (count > _FEW_PAGES or _can_be_head(lines[index])) and any(
                    repeats[(key, None)] >= needed or repeats[(key, number % 2)] >= needed_on_side
                    for key in keys[number][index]
                )
                if not is_number and not repeated:
                    break
                # What heads every page heads the first as its title.
                if number or is_number or index > len(lines) // 2:
                    dropped.add(index)
        found.append(dropped)
    return found


def _can_be_head(line: str) -> bool:
    wording = line.strip()
    return len(wording) <= _LONGEST and wording[-1:] not in ".!?:;,"


def _once(lines: Iterable[list[_Key]], number: int) -> set[tuple[_Key, int | None]]:
    """Return the keys of a page, each once for all pages and once for its side of the sheet."""
    keys = {key for line in lines for key in line}
    return {(key, side) for key in keys for side in (None, number % 2)}


def _edges(lines: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the first and the last lines that hold anything, from the edge inwards."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    top = filled[:_EDGE_LINES]
    return top, [index for index in reversed(filled[-_EDGE_LINES:]) if index not in top]


def _keys(line: str, number: int) -> list[_Key]:
    wording = " ".join(line.split()).lower()
    keys: list[_Key] = [(wording, None)]
    for found in _NUMBER.finditer(wording):
        without = f"{wording[: found.start()]}#{wording[found.end() :]}"
        keys.append((without, int(found.group()) - number))
    return keys


def page_numbers(lines: Sequence[str]) -> set[int]:
    """Return the indices of the lines that hold nothing but a number or name a page."""
    return {
        index
        for index, line in enumerate(lines)
        if _SAYS_PAGE.match(line) or (_BARE.match(line) and not is_year(line))
    }


def furniture_of_lines(lines: Sequence[str]) -> set[int]:
    """Return the indices of furniture among lines of which nobody says where pages end.

    Page numbers are; so are lines that come again at like distances, the same or with a number
    that counts on, and that stand beside page numbers or cut through sentences.
    """
    found = page_numbers(lines)
    candidates: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    seen = Counter(lines)
    for index, line in enumerate(lines):
        if index in found or len(line) > _LONGEST:
            continue
        # Most lines neither come again nor hold a number that could count the pages.
        if seen[line] < 2 and not _DIGIT.search(line):
            continue
        for key, number in _keys(line, 0):
            candidates[key].append((index, number))
    groups = [run for places in candidates.values() for run in _runs(places)]
    if not groups:
        return found
    numbers = frozenset(found)
    likely = found | {index for run in groups for index in run}
    for run in groups:
        beside = sum(index == 0 or index - 1 in numbers or index + 1 in numbers for index in run)
        through = sum(_cuts_through(lines, index, likely) for index in run)
        if beside * 2 > len(run) or (_is_regular(run) and through * 2 >= len(run)):
            # What heads every page heads the first as its title.
            found.update(index for index in run if index)
    return found


def _runs(places: list[tuple[int, int | None]]) -> Iterator[list[int]]:
    """Yield the longest stretch of places a page apart, their numbers counting on."""
    if len(places) < 2:
        return
    run: list[int] = []
    best: list[int] = []
    for place, (index, number) in enumerate(places):
        before, counted = places[place - 1] if place else (index, number)
        goes_on = place and index - before >= _SHORTEST_PAGE
        if number is not None and counted is not None:
            goes_on = goes_on and number == counted + 1
        run = [*run, index] if goes_on else [index]
        best = max(best, run, key=len)
    if len(best) > 1:
        yield best


def _is_regular(run: list[int]) -> bool:
    distances = [after - before for before, after in pairwise(run)]
    return len(run) >= _FEWEST_REPEATS and max(distances) <= _LIKE * min(distances)


def _cuts_through(lines: Sequence[str], index: int, likely: set[int]) -> bool:
    before, after = index - 1, index + 1
    while before in likely:
        before -= 1
    while after in likely:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    return runs_over(lines[max(0, before - 6) : before + 1], lines[after])


def runs_over(before: Sequence[str], after: str) -> bool:
    """Tell whether a sentence runs on from the last of some lines to the line after a break."""
    last, first = before[-1].strip() if before else "", after.strip()
    if not last or not first or last[-1] in _STOPS:
        return False
    if first[0].islower():
        return True
    # A name may open the next page within a sentence; a heading is short or in capitals.
    widest = max(len(line.strip()) for line in before)
    full = len(last) >= widest * _FULL > _NARROWEST
    unfinished = last[-1] in ",-" or full or last[0].islower()
    return (
        unfinished
        and first[0].isalnum()
        and not first.isupper()
        and len(first) >= widest * _LONG_ENOUGH
    )
