"""Drafts → records: amounts, deadline, recipients, theme, and the reasons for each field."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Final

from summitry.extraction.chinese.amounts import amount_reader
from summitry.extraction.chinese.periods import period_reader
from summitry.extraction.chinese.voice import counterpart
from summitry.extraction.pages import Pages
from summitry.extraction.repetition import mark_repeats
from summitry.extraction.themes import ThemePlace, Themes, lend_themes
from summitry.lexicon.chinese import PARTY
from summitry.model import (
    ALL_PARTIES,
    Basis,
    Commitment,
    KeySeries,
    PartyMention,
    PeriodRole,
    Reason,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.extraction.chinese.drafts import Draft
    from summitry.extraction.chinese.walk import Walk
    from summitry.model import Period, Quantity

_TRIMMED: Final = ' \u3000\t\r\n，,；;。、：:”"'
_MUTUAL: Final = (
    "双边",
    "双方",
    "互设",
    "互办",
    "互派",
    "互免",
    "互换",
    "各国",
    "彼此",
    "当地",
    "相互",
)
_WITH: Final = frozenset({"同", "与", "和", "跟"})
_FOR: Final = frozenset({"向", "为", "对", "给", "帮助", "支持", "协助", "邀请"})
_JOINTS: Final = re.compile(
    r"(?<=[^0-9０-９%％])(?:、|和|以及|及|与|并)(?=[0-9０-９一二两三四五六七八九十百千万])"
)
_NUMBERS: Final = re.compile("[0-9０-９二两三四五六七八九十百千万亿]")
_SHORTEST: Final = 6
_TIMES: Final = re.compile("[年月日底周天季末]")


def records(walk: Walk) -> tuple[Commitment, ...]:
    """Return the records of a walk's drafts, numbered in reading order."""
    return Recorder(walk).record(walk.drafts())


class Recorder:
    """Makes the records of one document."""

    def __init__(self, walk: Walk) -> None:
        document = walk.document
        self._walk = walk
        self._text = document.text
        self._date = document.date
        self._themes = Themes(document.text, document.language)
        self._pages = Pages(document)
        self._keys = KeySeries(
            "commitment", sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        )
        self._told: dict[str, int] = {}
        self._amounts = amount_reader()
        self._periods = period_reader()
        self._counterpart = counterpart(walk.context, walk.words)
        self._companions: tuple[int, tuple[PartyMention, ...]] = (-1, ())

    def record(self, blocks: Iterable[list[Draft]]) -> tuple[Commitment, ...]:
        """Return the records of the drafts of one block after the other, in reading order."""
        found: list[Commitment] = []
        last_end = -1
        for draft in chain.from_iterable(blocks):
            span = self._span(draft)
            if span.start < last_end or not len(span):
                continue
            last_end = span.end
            amounts = self._amounts_in(span)
            for part in self._portions(span, amounts):
                own = tuple(one for one in amounts if part.contains(one.span))
                found.append(self._record(len(found) + 1, draft, part, own))
        return mark_repeats(lend_themes(found))

    def _span(self, draft: Draft) -> Span:
        text, start, end = self._text, draft.start, draft.end
        while end > start and text[end - 1] in _TRIMMED and not _closes(text, start, end):
            end -= 1
        return Span(start, end)

    def _amounts_in(self, span: Span) -> list[Quantity]:
        """Return the amounts of an act, without those that belong to its time phrases."""
        text = self._text
        if _NUMBERS.search(text, span.start, span.end) is None:
            return []
        found = self._amounts.find(text, span.start, span.end)
        if not found or _TIMES.search(text, span.start, span.end) is None:
            return found
        times = self._periods.find(text, span.start, span.end, self._date)
        return [one for one in found if not any(time.span.overlaps(one.span) for time in times)]

    def _portions(self, span: Span, amounts: list[Quantity]) -> list[Span]:
        """Part an act whose objects each have their own amount: "6000名军人和1000名警察"."""
        parts: list[Span] = []
        start = span.start
        for one in amounts[1:]:
            joint = _JOINTS.search(self._text, start, one.span.start + 1)
            if joint is None or joint.end() != one.span.start or joint.start() - start < _SHORTEST:
                continue
            parts.append(Span(start, joint.start()))
            start = one.span.start
        return [*parts, Span(start, span.end)]

    def _record(
        self, number: int, draft: Draft, span: Span, quantities: tuple[Quantity, ...]
    ) -> Commitment:
        quote = span.of(self._text)
        self._told[quote] = self._told.get(quote, 0) + 1
        deadline = self._deadline(draft, span)
        verdict = self._walk.predicates.verdict(draft, (quantities, deadline))
        theme, theme_reason = self._themes.find(self._place(draft, span))
        rule = draft.rule
        offset = draft.predicate.offset if draft.predicate is not None else span.start
        why = [
            Reason("detection", rule.name, rule.span, rule.basis),
            Reason("force", f"force.{draft.force}", rule.span, rule.basis),
            Reason("verifiable", verdict.rule, Span(offset, max(span.end, offset))),
        ]
        if theme_reason is not None:
            why.append(theme_reason)
        if deadline is not None:
            lent = not span.contains(deadline.span)
            basis = Basis.LEAD_IN if lent else Basis.TEXT
            why.append(
                Reason("deadline", "deadline.lent" if lent else "deadline", deadline.span, basis)
            )
        return Commitment(
            number=number,
            key=self._keys.key(quote, str(self._told[quote])),
            span=span,
            quote=quote,
            page=self._pages.at(span.start),
            actors=draft.actors,
            recipients=self._recipients(draft, span),
            action=self._action(draft),
            force=draft.force,
            verifiable=verdict.verifiable,
            theme=str(theme),
            quantities=quantities,
            deadline=deadline,
            conditions=draft.conditions,
            reporter=draft.reporter,
            why=tuple(why),
        )

    def _action(self, draft: Draft) -> str:
        if draft.predicate is not None and draft.predicate.verb >= 0:
            return self._walk.signs.word(draft.predicate.verb)
        if draft.predicate is not None and draft.predicate.disposing:
            return "将"
        return draft.rule.span.of(self._text)

    def _place(self, draft: Draft, span: Span) -> ThemePlace:
        verb = draft.predicate.offset if draft.predicate is not None else span.start
        return ThemePlace(span, verb, draft.headings, span)

    def _deadline(self, draft: Draft, span: Span) -> Period | None:
        own = self._period_in(span)
        if own is None and draft.fronted is not None:
            return self._period_in(draft.fronted)
        return own

    def _period_in(self, span: Span) -> Period | None:
        text = self._text
        if _TIMES.search(text, span.start, span.end) is None:
            return None
        found = [
            one
            for one in self._periods.find(text, span.start, span.end, self._date)
            if one.role is PeriodRole.DEADLINE and not _is_named(text, one)
        ]
        return max(found, key=_determinacy) if found else None

    def _recipients(self, draft: Draft, span: Span) -> tuple[PartyMention, ...]:
        signs = self._walk.signs
        actors = {one.code for one in draft.actors}
        everyone = ALL_PARTIES in actors
        first, after = signs.first_from(span.start), signs.first_from(span.end)
        found: dict[str, PartyMention] = {}
        companions: dict[str, PartyMention] = {}
        for index in range(first, after):
            if not signs.flags[index] & PARTY:
                continue
            before = signs.word(index - 1) if index > first else ""
            if everyone and before not in _FOR:
                continue
            if index > first and signs.starts[index] != signs.ends[index - 1]:
                before = ""
            place = Span(signs.starts[index], signs.ends[index])
            for code in self._walk.names.codes(signs.word(index)):
                if code in actors:
                    continue
                found.setdefault(code, PartyMention(code, Basis.TEXT, place))
                if before in _WITH:
                    companions.setdefault(code, found[code])
        sentence = draft.sentence.start if draft.sentence is not None else -1
        if companions:
            self._companions = (sentence, tuple(companions.values()))
        if not found:
            return self._lent_recipients(span, sentence, everyone=everyone)
        return tuple(found.values())

    def _lent_recipients(
        self, span: Span, sentence: int, *, everyone: bool
    ) -> tuple[PartyMention, ...]:
        if everyone:
            return ()
        if self._companions[0] == sentence:
            return tuple(
                PartyMention(one.code, Basis.PREVIOUS_SENTENCE, one.span)
                for one in self._companions[1]
            )
        quote = span.of(self._text)
        if self._counterpart is not None and any(word in quote for word in _MUTUAL):
            return (PartyMention(self._counterpart, Basis.DOCUMENT),)
        return ()


def _closes(text: str, start: int, end: int) -> bool:
    """Keep a quotation mark that closes one opened within the quote."""
    return text[end - 1] in '”"' and text.find("“", start, end) >= 0


def _is_named(text: str, period: Period) -> bool:
    """Tell the year in a name in quotation marks."""
    start = period.span.start
    return start > 0 and text[start - 1] in "“《"


def _determinacy(period: Period) -> tuple[bool, bool, int]:
    return period.resolved, period.start is None, -period.span.start
