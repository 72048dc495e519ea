"""Lines and tables of an action list: "action – body – date" → acts the body undertakes.

A line is taken only where its parts show what they are: the first opens with a verb of acting,
the middle names nobody but bodies, the last is a date or says that there is none. A table is
taken by the heads of its columns. Ordinary prose with dashes is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, final

from summitry.extraction.assembly import Draft, Rules, Setting
from summitry.extraction.clauses import Act
from summitry.extraction.figures import Figures
from summitry.extraction.periods import find_periods
from summitry.extraction.verbs import skip_enumerator
from summitry.extraction.words import VERB, Tag, Words, tagger
from summitry.lexicon.grammar import load_grammar
from summitry.lexicon.party_terms import NameKind
from summitry.lexicon.statements import load_minutes_words
from summitry.model import (
    ALL_PARTIES,
    Basis,
    Block,
    BlockKind,
    Force,
    PartyMention,
    Period,
    PeriodRole,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.extraction.context import Context
    from summitry.extraction.lead_ins import LeadIn
    from summitry.extraction.scan import PartyHit
    from summitry.model import Document

_MARKS = (" – ", " — ", " - ", " | ", ";", "\t")
_MARKING = "–—|;\t-"  # one of them stands in every separator
_SEPARATOR = re.compile(r"\s[–—|-]\s|;\s|\t")
_LINE_MAX = 600
_BODY_WORDS = 16
_OPENING = 120
_OPENING_WORDS = 4  # behind the verb, so that none of what matters is cut
_LOOSE_WORDS = 6
_HEAD_WORDS = 5
_EDGES = " \t\r\n.;,|*_"


@final
class Facts:
    """What a line is read with: the document, its context, its names of parties."""

    __slots__ = ("context", "document", "hits")

    def __init__(self, document: Document, context: Context, hits: list[PartyHit]) -> None:
        self.document = document
        self.context = context
        self.hits = hits


class _Bodies(NamedTuple):
    """Who is to act: ``named`` where parties are named, else taken from the document."""

    mentions: tuple[PartyMention, ...]
    named: bool


class _Parts(NamedTuple):
    """The parts of a line or row, as spans without the marks between them."""

    action: Span
    body: Span
    date: Span | None


class MinutesReader:
    """Reads the lines and table rows of one document, block by block."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._text = facts.document.text
        self._tagger = tagger(facts.document.language)
        self._grammar = load_grammar(facts.document.language)
        self._words = load_minutes_words(facts.document.language)
        self._hit_starts = [hit.start for hit in facts.hits]
        self._rows = self._table_rows(facts.document.blocks)

    def read(
        self, block: Block, heading: Block | None, lead_in: LeadIn | None
    ) -> list[Draft] | None:
        """Return the acts of a line or row, or None where the block is neither.

        A cell of a row that was read with another cell gives an empty list.
        """
        if block.kind is BlockKind.TABLE_CELL and block.span.start in self._rows:
            parts = self._rows[block.span.start]
            drafts = [self._draft(parts, heading, lead_in, "minutes.row")] if parts else []
            return [draft for draft in drafts if draft is not None]
        draft = self.read_minutes_line(block, heading, lead_in)
        return None if draft is None else [draft]

    def read_minutes_line(
        self, block: Block, heading: Block | None, lead_in: LeadIn | None
    ) -> Draft | None:
        """Return the act of a line "action – body – date", or None."""
        start, end = block.span.start, block.span.end
        if end - start > _LINE_MAX:
            return None
        for mark in _MARKS:
            if self._text.find(mark, start, end) >= 0:
                break
        else:
            return None
        if sum(self._text.count(mark, start, end) for mark in _MARKING) < 2:
            return None
        split = self._split(start, end)
        if len(split) < 3:
            return None
        parts = _Parts(Span(split[0][0], split[-3][1]), Span(*split[-2]), Span(*split[-1]))
        if not self._is_line(parts, block.kind):
            return None
        return self._draft(parts, heading, lead_in, "minutes.line")

    def _split(self, start: int, end: int) -> list[tuple[int, int]]:
        parts: list[tuple[int, int]] = []
        position = start
        for found in _SEPARATOR.finditer(self._text, start, end):
            parts.append(self._trimmed(position, found.start()))
            position = found.end()
        parts.append(self._trimmed(position, end))
        return [part for part in parts if part[0] < part[1]]

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self._text
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        return start, end

    def _is_line(self, parts: _Parts, kind: BlockKind) -> bool:
        action = self._read_opening(parts.action)
        listed = kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_CELL)
        opens = self._opens_with_act(action, strictly=kind is BlockKind.HEADING)
        if parts.date is None or not (opens or (listed and self._is_untold(action))):
            return False
        bodies = self._bodies(parts.body)
        if bodies is None or not (opens or bodies.named):
            return False
        if self._is_date(parts.date):
            return bodies.named or listed
        return bodies.named and listed and len(self._read(parts.date)) <= _LOOSE_WORDS

    def _read(self, span: Span) -> Words:
        words = self._tagger.read(self._text, span.start, span.end)
        words.name(self._within(span))
        return words

    def _read_opening(self, span: Span) -> Words:
        """Return the first words of a part, enough to tell by how it opens."""
        words = self._read(Span(span.start, min(span.end, span.start + _OPENING)))
        verb = self._verb(words)
        cut = verb is None or verb + _OPENING_WORDS > len(words)
        return self._read(span) if cut else words

    def _within(self, span: Span) -> list[PartyHit]:
        first = bisect_left(self._hit_starts, span.start)
        last = bisect_left(self._hit_starts, span.end)
        return [hit for hit in self._facts.hits[first:last] if hit.end <= span.end]

    def _opens_with_act(self, words: Words, *, strictly: bool) -> bool:
        """Tell an act ("Open a school", "Establishment of …") from what was done or is so."""
        first = self._verb(words)
        if first is None or first + 1 >= len(words):
            return False
        tag, word = words.tags[first], words.lower[first]
        if tag & Tag.BASE:
            return True
        if strictly:
            return False
        nouns = self._grammar.words["announced"] | self._grammar.words["acts"]
        return bool(tag & Tag.ING) or word in nouns

    def _is_untold(self, words: Words) -> bool:
        """Tell an opening word of no known class: a verb or a noun nobody listed."""
        first = self._verb(words)
        return first is not None and not words.tags[first] and first + 1 < len(words)

    def _verb(self, words: Words) -> int | None:
        index = skip_enumerator(words, 0)
        while index < len(words) and words.tags[index] & (Tag.TO | Tag.ADVERB | Tag.MARK):
            index += 1
        return index if index < len(words) else None

    def _is_date(self, span: Span) -> bool:
        wording = " ".join(self._text[span.start : span.end].lower().split())
        return wording in self._words.undated or self._date(span) is not None

    def _date(self, span: Span) -> Period | None:
        """Return the time phrase that a part consists of."""
        periods = find_periods(self._text, span.start, span.end, self._facts.document.date)
        if not periods:
            return None
        if periods[0].span.start != span.start or periods[-1].span.end != span.end:
            return None
        last = periods[-1]
        if last.role is PeriodRole.REFERENCE:
            return replace(last, role=PeriodRole.DEADLINE)
        return last

    def _bodies(self, span: Span) -> _Bodies | None:
        """Return who is to act, or None where the part is no list of bodies."""
        words = self._read(span)
        if not words.lower or len(words) > _BODY_WORDS or _has_finite_verb(words):
            return None
        found: dict[str, PartyMention] = {}
        for hit in words.parties:
            code = hit.code
            if code and hit.kind is not NameKind.CAPITAL:
                found.setdefault(code, PartyMention(code, Basis.TEXT, Span(hit.start, hit.end)))
        if found:
            return _Bodies(tuple(found.values()), named=True)
        speaking = self._grammar.words["collective"] | self._grammar.words["programme"]
        if not any(word in speaking for word in words.lower):
            return _Bodies(self._facts.context.voice, named=False)
        everyone = set(words.lower) & self._words.everyone or words.lower[-1] in (
            "parties",
            "sides",
            "countries",
            "states",
        )
        if everyone:
            return _Bodies((PartyMention(ALL_PARTIES, Basis.TEXT, span),), named=True)
        return _Bodies(self._facts.context.voice, named=bool(self._facts.context.voice))

    def _draft(
        self, parts: _Parts, heading: Block | None, lead_in: LeadIn | None, rule: str
    ) -> Draft | None:
        bodies = self._bodies(parts.body)
        actors = bodies.mentions if bodies is not None else ()
        if not actors and lead_in is not None:
            actors = lead_in.parties
        period = self._date(parts.date) if parts.date is not None else None
        deadline = period if period is not None and period.role is PeriodRole.DEADLINE else None
        # The quote of a line has all three parts, as a clause has subject and time phrase; the
        # cells of a row may stand far apart, so there it is the action alone.
        whole = rule == "minutes.line"
        last = parts.date if whole and parts.date is not None else parts.action
        words = self._read(Span(parts.action.start, last.end))
        verb = self._verb(words)
        if not actors or verb is None:
            return None
        act = Act(0, verb, len(words), verb, "base")
        force = lead_in.force if lead_in is not None else Force.FIRM
        amounts = Figures(self._read(parts.action), self._facts.document.date).quantities
        headings = [heading.span] if heading is not None else []
        setting = Setting(headings, amounts, [])
        draft = Draft(words, act, actors, force, Rules(rule, parts.action), setting)
        draft.deadline = deadline
        return draft

    def _table_rows(self, blocks: Sequence[Block]) -> dict[int, _Parts | None]:
        """Return the rows of action tables by the start of their action; None for other cells."""
        rows: dict[int, _Parts | None] = {}
        cells: list[Span] = []
        for block in blocks:
            if block.kind is BlockKind.TABLE_CELL:
                cells.append(block.span)
            elif cells:
                self._read_table(cells, rows)
                cells = []
        self._read_table(cells, rows)
        return rows

    def _read_table(self, cells: list[Span], rows: dict[int, _Parts | None]) -> None:
        columns: list[str] = []
        index = 0
        while index < len(cells):
            heads = self._heads(cells, index)
            if heads:
                columns = heads
                rows.update((cell.start, None) for cell in cells[index : index + len(heads)])
                index += len(heads)
                continue
            if not columns:
                index += 1
                continue
            row = self._row(cells[index : index + len(columns)], columns)
            by_column = dict(zip(self._present(row, columns), row, strict=False))
            rows.update((cell.start, None) for cell in row)
            action, body = by_column.get("action"), by_column.get("body")
            if action is not None and body is not None and self._is_action(action):
                rows[action.start] = _Parts(action, body, by_column.get("date"))
            index += len(row)

    def _heads(self, cells: list[Span], index: int) -> list[str]:
        """Return what the columns hold where a row of heads begins, or nothing."""
        columns: list[str] = []
        while index < len(cells):
            column = self._column(cells[index])
            if column is None or (column != "other" and column in columns):
                break
            columns.append(column)
            index += 1
        return columns if {"action", "body"} <= set(columns) else []

    def _column(self, cell: Span) -> str | None:
        wording = self._text[cell.start : cell.end].lower().replace("/", " ")
        words = [word.strip(_EDGES + "():") for word in wording.split()]
        if len(words) > _HEAD_WORDS:
            return None
        for name, heads in (
            ("date", self._words.dates),
            ("body", self._words.bodies),
            ("action", self._words.actions),
        ):
            if any(word in heads for word in words):
                return name
        return "other" if all(word in self._words.others for word in words) else None

    def _row(self, cells: list[Span], columns: list[str]) -> list[Span]:
        """Return the cells of one row: a full one, or one cell short where its date is empty.

        Readers leave empty cells out, so the cells of a short row are told by the line they
        stand on, else by what stands where the date should.
        """
        ends = [
            number
            for number in range(1, len(cells))
            if "\n" in self._text[cells[number - 1].end : cells[number].start]
        ]
        if len(ends) < len(cells) - 1:  # rows on lines of their own
            return cells[: ends[0]] if ends else cells
        date = columns.index("date") if "date" in columns else len(columns)
        if date < len(cells) and not self._is_date(cells[date]):
            wording = self._read(cells[date])
            if wording.lower and self._opens_with_act(wording, strictly=True):
                return cells[: len(columns) - 1]
        return cells

    def _present(self, row: list[Span], columns: list[str]) -> list[str]:
        """Return the columns of the cells of a row, of which a short one lacks the date."""
        if len(row) == len(columns) or "date" not in columns:
            return columns
        return [column for column in columns if column != "date"]

    def _is_action(self, span: Span) -> bool:
        words = self._read(span)
        verb = self._verb(words)
        done = Tag.PAST | Tag.PARTICIPLE
        return verb is not None and not (
            words.tags[verb] & done and not words.tags[verb] & Tag.BASE
        )


def _has_finite_verb(words: Words) -> bool:
    """Tell a clause from the name of a body, in which verbs stand only as names or nouns."""
    for index, tag in enumerate(words.tags):
        finite = tag & (VERB | Tag.AUXILIARY) and not tag & (Tag.NOUN_LIKE | Tag.ING)
        if not finite or words.is_capitalised(index):
            continue
        if not any(hit.start <= words.starts[index] < hit.end for hit in words.parties):
            return True
    return False
