"""Clauses without a trigger: what they inherit from the ones before, and what ends that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.chinese.drafts import Chain, Draft, Rule
from summitry.extraction.chinese.predicates import STANDS, Predicate, Predicates
from summitry.lexicon.chinese import (
    ADVERB,
    CALL,
    CONTINUING,
    PAST,
    PRAISE,
    PREPOSITION,
    REPORTING,
    TRIGGER,
    VERB,
    ChineseWords,
)
from summitry.model import Basis, Force, Span

if TYPE_CHECKING:
    from summitry.extraction.chinese.clauses import Clause
    from summitry.extraction.chinese.marks import ClauseMarks
    from summitry.extraction.chinese.signs import Signs
    from summitry.extraction.chinese.subjects import Subject, SubjectFinder
    from summitry.extraction.context import Context

_TIMES_DONE: Final = re.compile(r"[一两三四五\d]次")
_LISTED_SHORTEST: Final = 6
_TRAILING: Final = ("为主", "为重点", "为主要内容")
_AMONG_THEM: Final = "其中"
_THIS: Final = ("本", "此", "该")
_LEADING_ON: Final = frozenset({"支持", "保持", "发挥"})
_VERBAL: Final = STANDS | VERB | TRIGGER | PREPOSITION | ADVERB


@final
class Inheritance:
    """Reads the clauses of one document that have no trigger."""

    def __init__(
        self, signs: Signs, words: ChineseWords, context: Context, subjects: SubjectFinder
    ) -> None:
        self._signs = signs
        self._traits = words.traits
        self._classes = words.verbs
        self._context = context
        self._subjects = subjects
        self._predicates = Predicates(signs, words)

    def own(
        self, clause: Clause, subject: Subject, chain: Chain, marks: ClauseMarks
    ) -> Draft | None:
        """Read a clause with a subject of its own."""
        signs = self._signs
        index = self._subjects.after_subject(clause)
        chain.noun = not subject.parties
        if subject.parties:
            chain.actors = subject.parties
        flag = signs.flags[index] if index < clause.after else 0
        if flag & REPORTING and len(subject.parties) == 1:
            chain.reporter = subject.parties[0]
            if clause.colon:  # "外长说：“我们准备…”"
                self._subjects.speaker, self._subjects.quoting = subject.parties, True
        if chain.past or not subject.parties or marks.is_done(clause):
            chain.stop()
            return None
        predicate = self._predicates.find(clause, index, signs.ends[index - 1])
        if chain.pending and predicate is not None and chain.force is not None:
            chain.pending = False
            return self.draft(clause, predicate, chain, self._inherited(chain))
        if predicate is None or not self._is_present(clause, index, predicate):
            chain.stop()
            return None
        span = Span(signs.starts[predicate.verb], signs.ends[predicate.verb])
        self._subjects.begin(chain, subject, Force.FIRM, span)
        return self.draft(clause, predicate, chain, Rule("bare.present", span))

    def chained(self, clause: Clause, chain: Chain, marks: ClauseMarks) -> Draft | None:
        """Read a clause that inherits who acts and how firmly."""
        if chain.force is None:
            self._keep_front(clause, chain, marks)
            return None
        counts = marks.counts(clause)
        if self._is_aside(clause, chain, counts=counts):
            return None
        signs = self._signs
        at_start = clause.first < clause.after and signs.starts[clause.first] == clause.start
        flag = signs.flags[clause.first] if at_start else 0
        if marks.is_done(clause) or (flag & STANDS and not flag & VERB):
            chain.stop()
            return None
        predicate = self._predicates.find(clause, clause.first, clause.start)
        if predicate is None and not self._stands_alone(clause, chain, marks):
            self._continue(clause, chain, flag, marks)
            return None
        results = predicate is not None and self._results(clause, predicate, counts=counts)
        chain.purposed = chain.purposed or results
        if results or (predicate is not None and self._is_bare(clause, predicate)):
            return None
        return self._next(clause, predicate, chain)

    def _next(self, clause: Clause, predicate: Predicate | None, chain: Chain) -> Draft | None:
        """Return the next act of a chain, or none where it is that of the trigger before."""
        if chain.open is not None and chain.open.unfinished:
            chain.open.finish(clause, predicate)
            chain.open = None
            return None
        chain.pending = False
        return self.draft(clause, predicate, chain, self._inherited(chain))

    def draft(self, clause: Clause, predicate: Predicate | None, chain: Chain, rule: Rule) -> Draft:
        """Return the act of a clause, with all that the chain lends it."""
        force = chain.force if chain.force is not None else Force.FIRM
        force = self._predicates.force(force, predicate)
        draft = Draft(clause, predicate, chain.actors, force, rule)
        draft.fronted = chain.fronted
        draft.conditions = chain.conditions
        reporter = chain.reporter
        if reporter is not None and reporter.code not in {one.code for one in chain.actors}:
            draft.reporter = reporter
        chain.open = draft
        return draft

    def _is_aside(self, clause: Clause, chain: Chain, *, counts: bool) -> bool:
        """Tell what an act is for, or what it rests on, from one more act."""
        if not counts and self._predicates.is_purpose(clause):
            chain.purposed = True
            return True
        if self._predicates.is_circumstance(clause):
            if chain.open is not None and self._signs.text.endswith(_TRAILING, 0, clause.end):
                chain.open.end = clause.end
            return True
        return chain.purposed and not clause.joined and not clause.mark

    def _results(self, clause: Clause, predicate: Predicate, *, counts: bool) -> bool:
        """Tell a verb that says what comes of an act ("创造条件") and does not count it."""
        if predicate.verb < 0 or clause.mark or clause.joined or counts:
            return False
        return self._signs.word(predicate.verb) in self._traits["resulting"]

    def _is_bare(self, clause: Clause, predicate: Predicate) -> bool:
        """Tell "轮流在各国举办", which says how, from an act with its object."""
        verb = predicate.verb
        if verb < 0:
            return False
        rest = self._signs.text[self._signs.ends[verb] : clause.end]
        if rest and not _TIMES_DONE.fullmatch(rest):
            return False
        return self._classes[self._signs.word(verb)] == "deliver"

    def _is_present(self, clause: Clause, index: int, predicate: Predicate) -> bool:
        """Tell "双方加强海关合作" in what several sign from what they hold or feel."""
        if predicate.verb < 0 or not self._context.joint:
            return False
        signs = self._signs
        if signs.has(index, predicate.verb, STANDS | PAST, ADVERB):
            return False
        flag, verb = signs.flags[predicate.verb], signs.word(predicate.verb)
        now = signs.text.startswith(_THIS, signs.ends[predicate.verb])  # "各方制定本计划"
        if now or flag & (PRAISE | CALL) or verb in self._traits["occasional"]:
            return False
        if verb in self._traits["stance"]:
            return verb in _LEADING_ON and self._leads_on(clause, predicate.verb)
        return True

    def _leads_on(self, clause: Clause, verb: int) -> bool:
        """Tell "支持两国企业开展合作", which another verb follows, from "支持…立场"."""
        signs = self._signs
        last = clause.after
        while last > verb + 1 and signs.ends[last - 1] >= clause.end:
            last -= 1
        return signs.has(verb + 1, last, VERB)

    def _stands_alone(self, clause: Clause, chain: Chain, marks: ClauseMarks) -> bool:
        """Tell a part of a sum ("其中贷款20亿元") and an item behind a colon from more words."""
        if marks.is_time(clause):
            return False
        if chain.pending or chain.listing:
            return clause.end - clause.start >= _LISTED_SHORTEST
        return not clause.parted and marks.tells_money(clause)

    def _keep_front(self, clause: Clause, chain: Chain, marks: ClauseMarks) -> None:
        if marks.is_time(clause):
            chain.fronted = Span(clause.start, clause.end)
            return
        index = clause.first
        opens = index < clause.after and self._signs.starts[index] == clause.start
        if not opens or not self._signs.flags[index] & _VERBAL:
            chain.noun = True

    def _continue(self, clause: Clause, chain: Chain, flag: int, marks: ClauseMarks) -> None:
        """Keep a phrase of time for what follows; add "其中…", "以及…" to the act before."""
        if marks.is_time(clause):
            chain.fronted = Span(clause.start, clause.end)
            return
        among = self._signs.text.endswith(_AMONG_THEM, 0, clause.start)
        if chain.open is not None and (flag & CONTINUING or among):
            chain.open.end = clause.end

    def _inherited(self, chain: Chain) -> Rule:
        span = chain.rule if chain.rule is not None else Span(0, 0)
        if chain.listed:
            return Rule("list.item", span, Basis.LEAD_IN)
        return Rule("chain", span, Basis.TEXT)
