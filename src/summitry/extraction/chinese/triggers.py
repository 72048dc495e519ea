"""Whether a trigger undertakes anything in its clause, and who does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.chinese.subjects import LENT, NAMED, OTHER, Subject, SubjectFinder
from summitry.lexicon.chinese import (
    CALL,
    COULD,
    DUTY,
    EVENT,
    PARTY,
    POSITION,
    PRAISE,
    QUOTED,
    REPORTING,
    TRIGGER,
    VERB,
    ChineseWords,
    TriggerRow,
)
from summitry.model import ALL_PARTIES, Basis, PartyMention

if TYPE_CHECKING:
    from summitry.extraction.chinese.clauses import Clause
    from summitry.extraction.chinese.drafts import Chain
    from summitry.extraction.chinese.signs import Signs
    from summitry.extraction.context import Context

_WILL: Final = "modal.jiang"
_TREATY = ("缔约", "协定", "协议", "签署方", "成员国", "双方", "各方")
_ALWAYS = frozenset({_WILL, "willing", "modal.hui"})
_AIMING = frozenset({"strive", "agree", "decide", "announce", "pledge", "plan"})
_FIGURE = re.compile("[0-9０-９]")
_EVENTFUL = frozenset({_WILL, "plan"})
_DECIDED = frozenset({"agree", "decide", "pledge"})
_AGREEING = frozenset({"agree", "decide", "announce"})
_HELD = re.compile(r"举行|举办|召开|主办|承办|启动|开幕")
_NO_ACT = re.compile(
    r"(?:的|成为|是|有(?![关效序力利益针组])|(?:继续)?(?:不懈|共同)?努力\Z|带来|意味着|取决于|面临|产生"
    r"|进入|迎来|达到|占|见证)"
)


@final
class TriggerJudge:
    """Judges the triggers of one document."""

    def __init__(
        self, signs: Signs, words: ChineseWords, context: Context, subjects: SubjectFinder
    ) -> None:
        self._signs = signs
        self._triggers = words.triggers
        self._context = context
        self._subjects = subjects

    def row(self, index: int) -> TriggerRow:
        """Return the entry of the lexicon for a sign."""
        return self._triggers[self._signs.word(index)]

    def accepted(self, clause: Clause, index: int, chain: Chain) -> Subject | None:
        """Return who undertakes by a trigger, or None where it undertakes nothing."""
        row = self.row(index)
        if self._is_governed(clause, index, row) or self._is_once(clause, index):
            return None
        subject = self._subjects.before(clause, index)
        decided = row.rule in _DECIDED
        past = (subject.past and not decided) or (chain.past_now and not (subject.past and decided))
        if past or (row.subject == "joint" and not self._is_treaty(subject)):
            return None
        if subject.kind == OTHER:
            return self._otherwise(clause, index, row, chain)
        if subject.kind == LENT:
            return self._lent(clause, index, subject, chain)
        return subject

    def embedded(self, clause: Clause, index: int) -> int:
        """Return a later trigger of the clause whose own subject stands before it, else -1."""
        signs = self._signs
        for place in range(index + 1, clause.after):
            flag = signs.flags[place]
            if flag & TRIGGER and not flag & (QUOTED | VERB):
                subject = self._subjects.before(clause, place)
                if subject.kind == NAMED and subject.start >= signs.ends[index]:
                    return place
        return -1

    def _lent(self, clause: Clause, index: int, subject: Subject, chain: Chain) -> Subject | None:
        """Return who acts where nobody stands before the trigger."""
        always = self.row(index).rule in _ALWAYS
        if chain.force is None:
            noun = bool(self._signs.flags[index] & VERB)
            if noun or chain.noun or ((chain.urged or chain.past) and not always):
                return None
        if chain.actors:
            lent = [PartyMention(one.code, _basis(one.basis), one.span) for one in chain.actors]
            return Subject(LENT, subject.start, tuple(lent))
        aims = self.row(index).rule in _AIMING and not chain.urged
        counted = _FIGURE.search(self._signs.text, self._signs.ends[index], clause.end)
        if not (always or chain.pending or (aims and counted)):
            return None
        if clause.joined and chain.force is None and not self._context.joint:
            return None
        return Subject(LENT, subject.start, self._context.voice)

    def _otherwise(
        self, clause: Clause, index: int, row: TriggerRow, chain: Chain
    ) -> Subject | None:
        """Accept an event that will be held, and what a party is named to do: "由中方承办"."""
        signs = self._signs
        for place in range(index + 1, clause.after - 1):
            if signs.word(place) == "由" and signs.flags[place + 1] & PARTY:
                own = self._subjects.named(clause, place + 1)
                return Subject(NAMED, clause.start, own.parties)
        if row.rule not in _EVENTFUL:
            return None
        if chain.pending and chain.actors:
            return Subject(LENT, clause.start, chain.actors)
        held = _HELD.search(signs.text, signs.ends[index], clause.end)
        if held is None or not signs.has(clause.first, index, EVENT):
            return None
        everyone = (PartyMention(ALL_PARTIES, Basis.DOCUMENT),)
        alone = chain.actors and not self._context.joint
        return Subject(LENT, clause.start, chain.actors if alone else everyone)

    def _is_governed(self, clause: Clause, index: int, row: TriggerRow) -> bool:
        """Tell what others are called on to do, or what is only held, hoped or possible."""
        signs = self._signs
        for place in range(clause.first, index):
            flag = signs.flags[place]
            if flag & (QUOTED | REPORTING | PRAISE | TRIGGER):
                continue
            if flag & (CALL | DUTY | COULD | POSITION) and (
                flag & (CALL | POSITION) or not flag & VERB
            ):
                return True
        following = index + 1
        if following < clause.after and signs.starts[following] == signs.ends[index]:
            flag = signs.flags[following]
            if flag & (POSITION | PRAISE | COULD) and not flag & (VERB | TRIGGER | REPORTING):
                return True
        if _NO_ACT.match(signs.text, signs.ends[index], clause.end) is not None:
            return True
        return self._is_bound(clause, index, row)

    def _is_once(self, clause: Clause, index: int) -> bool:
        """Tell "曾承诺": what was undertaken once, and no more."""
        words = [self._signs.word(place) for place in range(clause.first, index)]
        return "曾" in words or "曾经" in words

    def _is_bound(self, clause: Clause, index: int, row: TriggerRow) -> bool:
        """Tell "致力于和平的努力必须得到支持": what is told of is only what must be."""
        if row.rule in _AGREEING:
            return False
        signs = self._signs
        for place in range(index + 1, clause.after):
            flag = signs.flags[place]
            if flag & DUTY and not flag & (QUOTED | TRIGGER) and len(signs.word(place)) > 1:
                return True
        return False

    def _is_treaty(self, subject: Subject) -> bool:
        text = self._signs.text
        return subject.kind == NAMED and subject.joint and text.startswith(_TREATY, subject.start)


def _basis(basis: Basis) -> Basis:
    return Basis.PREVIOUS_SENTENCE if basis is Basis.TEXT else basis
