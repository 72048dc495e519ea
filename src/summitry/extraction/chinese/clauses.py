"""Signs → sentences → clauses: at commas and semicolons, and before the next of joined acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from summitry.extraction.chinese.signs import BREAKS
from summitry.lexicon.chinese import (
    CLOSER,
    COLON,
    MARK,
    OPENING,
    PAUSE,
    QUOTED,
    STOP,
    VERB,
)

if TYPE_CHECKING:
    from summitry.extraction.chinese.signs import Signs

_BLANKS: Final = " \u3000\t\r\n"
_TRIMMED: Final = _BLANKS + "，,；;。、：:“”\"'！!？?…*_"
_SHORTEST_OBJECT: Final = 2
_ENUMERATING: Final = ("等", "在内")


@final
class Clause:
    """A clause: its signs from ``first`` up to ``after``, its offsets, and what leads and ends it.

    ``mark`` tells one that opens with the number of a list, ``joined`` one with a connective;
    ``colon`` one that ends in a colon, ``parted`` one cut from an act before it.
    """

    __slots__ = ("after", "colon", "end", "first", "joined", "mark", "parted", "start")

    def __init__(self, first: int, after: int, start: int, end: int) -> None:
        self.first = first
        self.after = after
        self.start = start
        self.end = end
        self.mark = False
        self.joined = False
        self.colon = False
        self.parted = False


@final
class Sentence:
    """A sentence: its clauses and its offsets, with its final mark."""

    __slots__ = ("asks", "clauses", "end", "start")

    def __init__(self, start: int, end: int, *, asks: bool) -> None:
        self.start = start
        self.end = end
        self.asks = asks
        self.clauses: list[Clause] = []


def split_block(signs: Signs, start: int, end: int, parting: frozenset[str]) -> list[Sentence]:
    """Return the sentences of a block, each with its clauses."""
    sentences: list[Sentence] = []
    flags, starts, ends = signs.flags, signs.starts, signs.ends
    index = signs.first_from(start)
    count = len(starts)
    clauses: list[Clause] = []
    opened, begun, first = start, start, index
    while index <= count:
        over = index == count or starts[index] >= end
        flag = STOP if over else flags[index]
        if not flag & (BREAKS | COLON):
            index += 1
            continue
        stop = end if over else starts[index]
        if stop > begun:
            clause = _clause(signs, first, index, begun, stop)
            if clause is not None:
                clause.colon = bool(flag & COLON)
                clauses += _parts(signs, clause, parting)
        if flag & STOP:
            if clauses:
                asks = not over and signs.text[starts[index]] in "？?"
                sentence = Sentence(opened, stop, asks=asks)
                sentence.clauses = clauses
                sentences.append(sentence)
                clauses = []
            opened = stop if over else ends[index]
        if over:
            break
        begun = ends[index]
        index += 1
        first = index
    return sentences


def _clause(signs: Signs, first: int, after: int, start: int, end: int) -> Clause | None:
    """Return a clause without blanks, its number in a list and its connective."""
    text = signs.text
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    while first < after and signs.starts[first] < start:
        first += 1
    if start >= end:
        return None
    clause = Clause(first, after, start, end)
    while first < after and signs.starts[first] == clause.start:
        flag = signs.flags[first]
        if flag & MARK:
            clause.mark = True
        elif flag & OPENING:
            clause.joined = True
        else:
            break
        if flag & VERB:
            break
        clause.start = signs.ends[first]
        first += 1
    clause.first = first
    return clause if clause.start < clause.end else None


def _parts(signs: Signs, clause: Clause, parting: frozenset[str]) -> list[Clause]:
    """Part a clause before each further verb that 、 or 并 joins to an act with its object."""
    flags, starts, ends = signs.flags, signs.starts, signs.ends
    parts: list[Clause] = []
    verb = -1
    rest = clause
    index = clause.first
    while index < clause.after:
        flag = flags[index]
        if flag & VERB and not flag & QUOTED:
            verb = index
        follows = index + 1 < clause.after and starts[index + 1] == ends[index]
        joins = flag & PAUSE or (
            flag & OPENING and signs.word(index).startswith(("并", "且", "而且"))
        )
        if (
            joins
            and verb >= 0
            and follows
            and flags[index + 1] & VERB
            and (not flag & PAUSE or signs.word(index + 1) in parting)
            and _has_object(signs, rest, index, verb)
            and _stands_alone(signs, index + 1, clause)
        ):
            cut = Clause(rest.first, index, rest.start, starts[index])
            cut.mark, cut.joined, cut.parted = rest.mark, rest.joined, rest.parted
            parts.append(cut)
            rest = Clause(index + 1, clause.after, ends[index], clause.end)
            rest.joined = True
            rest.parted = True
        index += 1
    rest.colon = clause.colon
    parts.append(rest)
    return parts


def _has_object(signs: Signs, rest: Clause, index: int, verb: int) -> bool:
    """Tell "签署协议、建立机制" from "加强、扩大合作": the verb before has its object."""
    first_verb = verb
    for place in range(rest.first, index):
        if signs.flags[place] & VERB and not signs.flags[place] & QUOTED:
            first_verb = place
            break
    return signs.starts[index] - signs.ends[first_verb] >= _SHORTEST_OBJECT


def _stands_alone(signs: Signs, verb: int, clause: Clause) -> bool:
    """Tell an act from the last of things that 等 or 领域 closes, and from what 的 makes one."""
    text = signs.text[signs.ends[verb] : clause.end]
    if len(text) < _SHORTEST_OBJECT:
        return False
    if "等" in text:
        place = text.index("等")
        if not any(text.startswith(one, place) for one in ("等级", "等待", "等同")):
            return (
                not any(signs.flags[index] & CLOSER for index in range(verb + 1, clause.after))
                and text[place - 1 : place] not in ("、",)
                and "等方面" not in text
                and "等工作" not in text
            )
    return True
