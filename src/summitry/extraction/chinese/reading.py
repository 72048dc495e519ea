"""One sentence → its acts: which clauses undertake something, by a trigger or by inheritance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from summitry.extraction.chinese.drafts import Chain, Draft, LeadIn, Rule
from summitry.extraction.chinese.inheriting import Inheritance
from summitry.extraction.chinese.marks import ClauseMarks
from summitry.extraction.chinese.predicates import Predicate, Predicates, force_of, weakest
from summitry.extraction.chinese.subjects import NAMED, Subject, SubjectFinder
from summitry.extraction.chinese.triggers import TriggerJudge
from summitry.lexicon.chinese import (
    ADVERB,
    LISTING,
    NEGATION,
    PARTY,
    PREPOSITION,
    QUOTED,
    TRIGGER,
    VERB,
    ChineseWords,
)
from summitry.model import Force, Span

if TYPE_CHECKING:
    from summitry.extraction.chinese.clauses import Clause, Sentence
    from summitry.extraction.chinese.signs import Signs
    from summitry.extraction.context import Context

_SHORTEST: Final = 2
_EXPLORE: Final = "explore"
_BA: Final = "将"
_CONDITION: Final = ("如果", "假如", "倘若", "一旦", "只要", "若", "如")
_BLANKS: Final = " \u3000“”"
_OPENING_AN_ACT: Final = VERB | TRIGGER | PARTY | ADVERB | PREPOSITION


@final
class ClauseReader:
    """Reads the clauses of one document; ``lead_in`` is left open by a colon that ends a block."""

    def __init__(
        self, signs: Signs, words: ChineseWords, context: Context, subjects: SubjectFinder
    ) -> None:
        self._signs = signs
        self._subjects = subjects
        self._predicates = Predicates(signs, words)
        self._judge = TriggerJudge(signs, words, context, subjects)
        self._inheritance = Inheritance(signs, words, context, subjects)
        self._marks = ClauseMarks(signs, context.date)
        self.lead_in: LeadIn | None = None

    def read(self, sentence: Sentence, chain: Chain, after: int) -> list[Draft]:
        """Return the acts of a sentence; ``after`` is where the next block begins, else -1."""
        chain.begin_sentence()
        if sentence.asks:
            chain.stop()
            return []
        drafts: list[Draft] = []
        clauses = sentence.clauses
        if chain.force is not None and not chain.listed and not self._goes_on(clauses[0]):
            chain.force = None
        last = len(clauses) - 1
        for number, clause in enumerate(clauses):
            follows = clauses[number + 1].start if number < last else after
            draft = self._clause(clause, chain, follows)
            if draft is not None:
                draft.sentence = sentence
                drafts.append(draft)
        if clauses[last].colon and chain.force is not None:
            span = Span(clauses[last].start, clauses[last].end)
            self.lead_in = LeadIn(chain.actors, chain.force, span)
        return drafts

    def _goes_on(self, clause: Clause) -> bool:
        """Tell a sentence that opens with an act, and so inherits from the one before."""
        predicates = self._predicates
        return (
            predicates.find(clause, clause.first, clause.start) is not None
            or clause.joined
            or predicates.is_circumstance(clause)
            or self._marks.is_time(clause)
        )

    def _clause(self, clause: Clause, chain: Chain, follows: int) -> Draft | None:
        marks = self._marks
        if not clause.parted and self._signs.text.startswith(_CONDITION, clause.start):
            chain.conditions = (*chain.conditions, Span(clause.start, clause.end))
            return None
        chain.past_now = chain.past_phrase
        chain.past_phrase = False
        if marks.is_past(clause):
            chain.past = chain.past_now = True
            chain.past_phrase = marks.is_short(clause)
        chain.urged = chain.urged or marks.is_urged(clause)
        triggered, draft = self._triggered(clause, chain, follows)
        if triggered:
            return draft
        subject = self._subjects.opening(clause)
        if subject is not None:
            return self._inheritance.own(clause, subject, chain, marks)
        return self._inheritance.chained(clause, chain, marks)

    def _triggered(self, clause: Clause, chain: Chain, follows: int) -> tuple[bool, Draft | None]:
        """Tell whether a trigger decides on a clause, and return the act it undertakes there."""
        flags = self._signs.flags
        for index in range(clause.first, clause.after):
            if not flags[index] & TRIGGER or flags[index] & QUOTED:
                continue
            subject = self._judge.accepted(clause, index, chain)
            if subject is None:
                continue
            chosen = index
            later = self._judge.embedded(clause, index)
            if later >= 0:
                own = self._judge.accepted(clause, later, chain)
                if own is not None and own.kind == NAMED:
                    chosen, subject = later, own
            return self._undertaken(clause, chosen, subject, chain, follows)
        return False, None

    def _undertaken(
        self, clause: Clause, index: int, subject: Subject, chain: Chain, follows: int
    ) -> tuple[bool, Draft | None]:
        signs = self._signs
        rule = self._judge.row(index).rule
        last, force = self._triggers_together(clause, index)
        predicate = self._predicates.find(clause, last + 1, signs.ends[last])
        if rule == _EXPLORE:
            predicate = Predicate(index, signs.starts[index]) if signs.flags[index] & VERB else None
        if signs.word(index) == _BA and predicate is None and self._is_told(clause, index, chain):
            return False, None
        span = Span(signs.starts[index], signs.ends[index])
        self._subjects.begin(chain, subject, force, span)
        rest = signs.text[signs.ends[last] : clause.end].strip(_BLANKS)
        if len(rest) < _SHORTEST or self._lists(clause, predicate, follows):
            chain.pending = True
            chain.listing = clause.colon
            return True, None
        unfinished = self._is_only_phrase(clause, last + 1)
        draft = self._inheritance.draft(
            clause, None if unfinished else predicate, chain, Rule(rule, span)
        )
        draft.unfinished = unfinished
        draft.start = max(clause.start, subject.start)
        if chain.fronted is not None and draft.start - chain.fronted.end <= _SHORTEST:
            draft.start = chain.fronted.start  # "未来三年，中方将"
        return True, draft

    def _triggers_together(self, clause: Clause, index: int) -> tuple[int, Force]:
        """Return the last of the triggers that follow one another, and the weakest of them."""
        signs = self._signs
        force = force_of(self._judge.row(index).force)
        last = index
        while last + 1 < clause.after and signs.starts[last + 1] == signs.ends[last]:
            flag = signs.flags[last + 1]
            if flag & TRIGGER and not flag & VERB:
                force = weakest(force, force_of(self._judge.row(last + 1).force))
            elif flag & VERB or not flag & (ADVERB | NEGATION):
                break
            last += 1
        return last, force

    def _is_told(self, clause: Clause, index: int, chain: Chain) -> bool:
        """Tell "将…带入新时代" of what was from the same words of what will be."""
        found = self._predicates.find(clause, index, self._signs.starts[index])
        return found is not None and found.disposing and chain.past

    def _lists(self, clause: Clause, predicate: Predicate | None, follows: int) -> bool:
        """Tell a lead-in, whose acts follow behind its colon, from an act with a list of things."""
        if not clause.colon:
            return False
        signs = self._signs
        if follows >= 0:
            index = signs.first_from(follows)
            opens = index < len(signs.starts) and signs.starts[index] == follows
            if opens and signs.flags[index] & _OPENING_AN_ACT:
                return True
        listing = signs.has(clause.first, clause.after, LISTING)
        return predicate is None or (listing and follows < 0)

    def _is_only_phrase(self, clause: Clause, index: int) -> bool:
        """Tell a trigger before a phrase whose act stands in the next clause: "愿以此为契机，"."""
        signs = self._signs
        if index >= clause.after or not signs.flags[index] & PREPOSITION:
            return False
        last = clause.after - 1
        if signs.ends[last] != clause.end:
            return False
        if signs.word(last).startswith("为"):
            return True
        return self._predicates.find(clause, index, signs.starts[index]) is None
