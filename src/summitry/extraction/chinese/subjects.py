"""Who acts: the parties before a trigger, or the one lent by what stands before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from summitry.extraction.chinese.gaps import is_time
from summitry.lexicon.chinese import (
    ADVERB,
    CLOSER,
    JOINT,
    MEETING,
    NEGATION,
    OFFICE,
    OPENING,
    PARTY,
    PAST,
    POSITION,
    PREPOSITION,
    QUOTED,
    REPORTING,
    TRIGGER,
    WE,
)
from summitry.model import ALL_PARTIES, Basis, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.chinese.clauses import Clause
    from summitry.extraction.chinese.drafts import Chain
    from summitry.extraction.chinese.parties import PartyNames
    from summitry.extraction.chinese.signs import Signs
    from summitry.extraction.context import Context
    from summitry.model import Force

NAMED: Final = 0  # parties stand before the trigger
LENT: Final = 1  # nobody does
OTHER: Final = 2  # something that is no party does

_ACTS: Final = PARTY | JOINT | WE | MEETING | OFFICE
_SKIPPED: Final = ADVERB | OPENING
_JOINING: Final = frozenset(
    {"和", "与", "同", "及", "其", "以及", "、", "－", "-", "·", "—", "–", ""}
)


_BOTH: Final = ("双方", "两国", "各方")


@final
class Subject:
    """Who acts, and where the words that say so begin; ``joint`` tells parties of a treaty."""

    __slots__ = ("joint", "kind", "parties", "past", "start")

    def __init__(self, kind: int, start: int, parties: tuple[PartyMention, ...] = ()) -> None:
        self.kind = kind
        self.start = start
        self.parties = parties
        self.joint = False
        self.past = False


class SubjectFinder:
    """Finds who acts in the clauses of one document."""

    def __init__(self, signs: Signs, names: PartyNames, context: Context) -> None:
        self._signs = signs
        self._names = names
        self._context = context
        # Who said "we" stands for whoever acted last alone, where one speaks.
        self.speaker: tuple[PartyMention, ...] = ()
        self.quoting = False  # what follows is said by the speaker

    def before(self, clause: Clause, index: int) -> Subject:
        """Return who stands before the sign at an index as its subject."""
        signs = self._signs
        flags, starts, ends = signs.flags, signs.starts, signs.ends
        cursor = starts[index]
        place = index - 1
        past = False
        while True:
            floor = ends[place] if place >= clause.first else clause.start
            gap = signs.text[floor:cursor]
            if gap and not is_time(gap):
                return self._around_phrase(clause, index)
            if place < clause.first:
                subject = Subject(LENT, clause.start)
                subject.past = past
                return subject
            flag = flags[place]
            if flag & _ACTS and not flag & QUOTED:
                subject = self.named(clause, place)
                subject.past = past
                return subject
            if flag & (REPORTING | POSITION | TRIGGER):
                reported = self._reported(clause, place)
                reported.past = past
                return reported
            if flag & (PAST | NEGATION):
                past = past or bool(flag & PAST)
            elif not flag & _SKIPPED:
                return self._around_phrase(clause, index)
            cursor = starts[place]
            place -= 1

    def opening(self, clause: Clause) -> Subject | None:
        """Return the parties that open a clause as its subject, or None."""
        signs = self._signs
        index = clause.first
        if index >= clause.after or signs.starts[index] != clause.start:
            return None
        if not signs.flags[index] & _ACTS or signs.flags[index] & QUOTED:
            return None
        last = index
        while last + 1 < clause.after and self._joins(last):
            last += 1
        while last > index and not signs.flags[last] & _ACTS:
            last -= 1
        return self.named(clause, last)

    def begin(self, chain: Chain, subject: Subject, force: Force, span: Span) -> None:
        """Let a chain undertake from here on; who acts alone is meant by "we" from here on."""
        chain.force = force
        chain.rule = span
        chain.pending = chain.purposed = chain.noun = False
        chain.open = None
        if not subject.parties:
            return
        chain.actors = subject.parties
        alone = len(subject.parties) == 1 and subject.parties[0].code != ALL_PARTIES
        if subject.kind == NAMED and alone:
            self.speaker = subject.parties

    def after_subject(self, clause: Clause) -> int:
        """Return the sign behind the parties that open a clause, and behind adverbs."""
        signs = self._signs
        index = clause.first
        while index < clause.after and (
            signs.flags[index] & (_ACTS | ADVERB) or signs.word(index) in _JOINING
        ):
            if index > clause.first and signs.starts[index] != signs.ends[index - 1]:
                break
            index += 1
        return index

    def _joins(self, index: int) -> bool:
        signs = self._signs
        if signs.starts[index + 1] != signs.ends[index]:
            return False
        flag = signs.flags[index + 1]
        return bool(flag & _ACTS) or signs.word(index + 1) in _JOINING

    def named(self, clause: Clause, place: int) -> Subject:
        """Return the parties whose names end at a sign, joined to one another."""
        signs = self._signs
        first = place
        while first > clause.first:
            before = first - 1
            between = signs.text[signs.ends[before] : signs.starts[first]]
            if between not in _JOINING:
                break
            flag = signs.flags[before]
            if not (flag & _ACTS) and signs.word(before) not in _JOINING:
                break
            first = before
        while first < place and not signs.flags[first] & _ACTS:
            first += 1
        return self._subject(clause, first, place)

    def _subject(self, clause: Clause, first: int, last: int) -> Subject:
        signs, context = self._signs, self._context
        mentions: dict[str, PartyMention] = {}
        joint = we = meeting = False
        for index in range(first, last + 1):
            flag = signs.flags[index]
            if flag & PARTY:
                span = Span(signs.starts[index], signs.ends[index])
                for code in self._names.codes(signs.word(index)):
                    mentions.setdefault(code, PartyMention(code, Basis.TEXT, span))
            joint = joint or bool(flag & JOINT)
            we = we or bool(flag & WE)
            meeting = meeting or bool(flag & MEETING)
        span = Span(signs.starts[first], signs.ends[last])
        start = signs.starts[first]
        both = signs.text.startswith(_BOTH, signs.starts[last])
        if mentions and not (both and len(mentions) == 1):
            named = tuple(mentions.values())
            if len(named) > 1 and context.is_everyone(mentions):
                named = (PartyMention(ALL_PARTIES, Basis.TEXT, span),)
            return self._told(NAMED, start, named, joint=joint)
        if joint:
            return self._told(
                NAMED, start, (PartyMention(ALL_PARTIES, Basis.TEXT, span),), joint=True
            )
        if we and self.speaker and (self.quoting or not context.joint):
            return self._told(NAMED, start, self.speaker, joint=False)
        if we:
            voice = tuple(PartyMention(one.code, one.basis, span) for one in context.voice)
            return self._told(NAMED, start, voice, joint=False)
        if meeting:
            everyone = (PartyMention(ALL_PARTIES, Basis.TEXT, span),)
            return self._told(NAMED, clause.start, everyone, joint=True)
        return Subject(LENT, start)

    def _told(
        self, kind: int, start: int, parties: tuple[PartyMention, ...], *, joint: bool
    ) -> Subject:
        subject = Subject(kind, start, parties)
        subject.joint = joint
        return subject

    def _reported(self, clause: Clause, place: int) -> Subject:
        """Return who says what follows: "哈方表示愿", or nobody within the clause."""
        return self.before(clause, place)

    def _around_phrase(self, clause: Clause, index: int) -> Subject:
        """Look over a phrase between subject and trigger: "双方在上合组织框架内将"."""
        signs = self._signs
        flags, starts, ends = signs.flags, signs.starts, signs.ends
        closes = flags[index - 1] & (CLOSER | PARTY | JOINT | ADVERB) if index > clause.first else 0
        gap = signs.text[ends[index - 1] : starts[index]] if index > clause.first else "?"
        if not closes or gap:
            return Subject(OTHER, clause.start)
        for place in range(index - 1, clause.first - 1, -1):
            if not flags[place] & PREPOSITION or flags[place] & QUOTED:
                continue
            if starts[place] == clause.start:
                return Subject(LENT, clause.start)
            if place > clause.first and ends[place - 1] == starts[place]:
                before = self.before(clause, place)
                if before.kind != OTHER:
                    return before
        return Subject(OTHER, clause.start)
