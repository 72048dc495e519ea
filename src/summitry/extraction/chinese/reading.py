"""One sentence → its acts: which clauses undertake something, by a trigger or by inheritance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.chinese.amounts import amount_reader
from summitry.extraction.chinese.drafts import Chain, Draft, LeadIn, Rule
from summitry.extraction.chinese.periods import period_reader
from summitry.extraction.chinese.predicates import (
    STANDS,
    Predicate,
    Predicates,
    force_of,
    weakest,
)
from summitry.extraction.chinese.subjects import LENT, NAMED, OTHER, Subject, SubjectFinder
from summitry.lexicon.chinese import (
    ADVERB,
    CALL,
    CONTINUING,
    COULD,
    DONE,
    DUTY,
    EVENT,
    LISTING,
    NEGATION,
    PARTY,
    PAST,
    POSITION,
    PRAISE,
    PREPOSITION,
    QUOTED,
    REPORTING,
    TRIGGER,
    VERB,
    ChineseWords,
    TriggerRow,
)
from summitry.model import ALL_PARTIES, Basis, Force, PartyMention, QuantityRole, Span

if TYPE_CHECKING:
    from summitry.extraction.chinese.clauses import Clause, Sentence
    from summitry.extraction.chinese.signs import Signs
    from summitry.extraction.context import Context

_SHORTEST: Final = 2
_TREATY = ("缔约", "协定", "协议", "签署方", "成员国", "双方", "各方")
_ALWAYS = frozenset({"modal.jiang", "willing", "modal.hui"})
_AGREEING = frozenset({"agree", "decide", "announce"})
_DECIDED = frozenset({"agree", "decide", "pledge"})
_VERBAL: Final = STANDS | VERB | TRIGGER | PREPOSITION | ADVERB
_HELD = re.compile(r"举行|举办|召开|主办|承办|启动|开幕")
_NO_ACT = re.compile(
    r"(?:成为|是|有(?![关效序力利益针组])|(?:继续)?(?:不懈|共同)?努力\Z|带来|意味着|取决于|面临|产生|进入|迎来|达到|占|见证)"
)
_TRAILING = ("为主", "为重点", "为主要内容")
_CONDITION = ("如果", "假如", "倘若", "一旦", "只要", "若", "如")
_TIME_LONGEST: Final = 16
_PAST_LONGEST: Final = 8
_TIME_REST: Final = 3
_LISTED_SHORTEST: Final = 6
_YEAR = re.compile(r"(?:自|早在|在|于)?([12]\d{3})年")
_JOINTLY = frozenset({"双方", "各方"})


@final
class ClauseReader:
    """Reads the clauses of one document; ``lead_in`` is left open by a colon that ends a block."""

    def __init__(
        self, signs: Signs, words: ChineseWords, context: Context, subjects: SubjectFinder
    ) -> None:
        self._signs = signs
        self._words = words
        self._context = context
        self._subjects = subjects
        self._predicates = Predicates(signs, words)
        self._periods = period_reader()
        self._amounts = amount_reader()
        self.lead_in: LeadIn | None = None

    def read(self, sentence: Sentence, chain: Chain, after: int) -> list[Draft]:
        """Return the acts of a sentence; ``after`` is where the next block begins, -1 if no matter."""
        chain.begin_sentence()
        if sentence.asks:
            chain.stop()
            return []
        drafts: list[Draft] = []
        if chain.force is not None and not chain.listed:
            first = self._predicates.find(
                sentence.clauses[0], sentence.clauses[0].first, sentence.clauses[0].start
            )
            if first is None and not self._goes_on(sentence.clauses[0]):
                chain.force = None
        last = sentence.clauses[-1]
        for number, clause in enumerate(sentence.clauses):
            follows = sentence.clauses[number + 1].start if clause is not last else after
            draft = self._clause(clause, chain, follows)
            if draft is not None:
                draft.sentence = sentence
                drafts.append(draft)
        if last.colon and chain.force is not None:
            self.lead_in = LeadIn(chain.actors, chain.force, Span(last.start, last.end))
        return drafts

    def _goes_on(self, clause: Clause) -> bool:
        return clause.joined or self._leads(clause)

    def _leads(self, clause: Clause) -> bool:
        """Tell a clause that only prepares the next: a phrase of time or occasion."""
        return self._predicates.is_circumstance(clause) or self._is_short(clause)

    def _is_short(self, clause: Clause) -> bool:
        """Tell a clause that is a phrase of time and nothing else."""
        length = clause.end - clause.start
        if length > _TIME_LONGEST:
            return False
        times = self._periods.find(self._signs.text, clause.start, clause.end, self._context.date)
        told = sum(len(one.span) for one in times)
        return told > 0 and length - told <= _TIME_REST

    def _clause(self, clause: Clause, chain: Chain, follows: int) -> Draft | None:
        text = self._signs.text
        if text.startswith(_CONDITION, clause.start) and not clause.parted:
            chain.conditions = (*chain.conditions, Span(clause.start, clause.end))
            return None
        chain.past_now = chain.past_phrase
        chain.past_phrase = False
        if self._is_past(clause):
            chain.past = chain.past_now = True
            chain.past_phrase = clause.end - clause.start <= _PAST_LONGEST
        if self._is_urged(clause):
            chain.urged = True
        triggered, draft = self._triggered(clause, chain, follows)
        if triggered:
            return draft
        subject = self._subjects.opening(clause)
        if subject is not None:
            return self._own(clause, subject, chain)
        return self._chained(clause, chain)

    # -- by a trigger ------------------------------------------------------------------------

    def _triggered(self, clause: Clause, chain: Chain, follows: int) -> tuple[bool, Draft | None]:
        """Tell whether a trigger decides on a clause, and return the act it undertakes there."""
        signs = self._signs
        for index in range(clause.first, clause.after):
            flag = signs.flags[index]
            if not flag & TRIGGER or flag & QUOTED:
                continue
            row = self._words.triggers[signs.word(index)]
            subject = self._accepted(clause, index, row, chain)
            if subject is None:
                continue
            later = self._embedded(clause, index)
            if later >= 0:
                row_later = self._words.triggers[signs.word(later)]
                own = self._accepted(clause, later, row_later, chain)
                if own is not None and own.kind == NAMED:
                    index, row, subject = later, row_later, own
            return self._undertaken(clause, index, subject, chain, follows)
        return False, None

    def _accepted(
        self, clause: Clause, index: int, row: TriggerRow, chain: Chain
    ) -> Subject | None:
        """Return who undertakes by a trigger, or None where it undertakes nothing."""
        signs = self._signs
        if self._is_governed(clause, index):
            return None
        subject = self._subjects.before(clause, index)
        if row.subject == "joint" and not self._is_treaty(subject):
            return None
        if subject.past and row.rule not in _DECIDED:
            return None
        if chain.past_now and not (subject.past and row.rule in _DECIDED):
            return None
        if self._is_once(clause, index):
            return None
        if signs.flags[index] & VERB and subject.kind == LENT and chain.force is None:
            return None
        if subject.kind == OTHER:
            return self._otherwise(clause, index, row, chain)
        if subject.kind == LENT:
            if chain.force is None and (chain.noun or (chain.urged and row.rule not in _ALWAYS)):
                return None
            if chain.actors:
                lent = tuple(
                    PartyMention(one.code, _lent(one.basis), one.span) for one in chain.actors
                )
                told = Subject(LENT, subject.start, lent)
                return told
            if row.rule not in _ALWAYS and not chain.pending:
                return None
            if not self._context.joint and clause.joined and chain.force is None:
                return None
            return Subject(LENT, subject.start, self._context.voice)
        return subject

    def _otherwise(
        self, clause: Clause, index: int, row: TriggerRow, chain: Chain
    ) -> Subject | None:
        """Accept an event that will be held, and what a party is named to do: "由中方承办"."""
        signs = self._signs
        rest = signs.text[signs.ends[index] : clause.end]
        for place in range(index + 1, clause.after - 1):
            if signs.word(place) == "由" and signs.flags[place + 1] & PARTY:
                own = self._subjects.named(clause, place + 1)
                return Subject(NAMED, clause.start, own.parties)
        if row.rule != "modal.jiang" and row.rule != "plan":
            return None
        if chain.pending and chain.actors:
            return Subject(LENT, clause.start, chain.actors)
        before = index - 1
        event = before >= clause.first and signs.flags[before] & EVENT
        named = event or any(signs.flags[place] & EVENT for place in range(clause.first, index))
        if named and _HELD.search(rest):
            everyone = (PartyMention(ALL_PARTIES, Basis.DOCUMENT),)
            actors = everyone if self._context.joint or not chain.actors else chain.actors
            return Subject(LENT, clause.start, actors)
        return None

    def _is_governed(self, clause: Clause, index: int) -> bool:
        """Tell what others are called on to do, or what is only held, hoped or possible."""
        signs = self._signs
        for place in range(clause.first, index):
            flag = signs.flags[place]
            if flag & QUOTED or flag & (REPORTING | PRAISE | TRIGGER):
                continue
            if flag & VERB and not flag & (CALL | POSITION):
                continue
            if flag & (CALL | DUTY | COULD | POSITION):
                return True
        if self._is_bound(clause, index):
            return True
        following = index + 1
        if following < clause.after and signs.starts[following] == signs.ends[index]:
            flag = signs.flags[following]
            if flag & (POSITION | PRAISE | COULD) and not flag & (VERB | TRIGGER | REPORTING):
                return True
        return _NO_ACT.match(signs.text, signs.ends[index], clause.end) is not None

    def _is_once(self, clause: Clause, index: int) -> bool:
        """Tell "曾承诺": what was undertaken once, and no more."""
        signs = self._signs
        return any(signs.word(place).startswith("曾") for place in range(clause.first, index))

    def _is_bound(self, clause: Clause, index: int) -> bool:
        """Tell "致力于和平的努力必须得到支持": what is told of is only what must be."""
        signs = self._signs
        if self._words.triggers[signs.word(index)].rule in _AGREEING:
            return False
        return any(
            signs.flags[place] & DUTY
            and not signs.flags[place] & (QUOTED | TRIGGER)
            and len(signs.word(place)) > 1
            for place in range(index + 1, clause.after)
        )

    def _is_treaty(self, subject: Subject) -> bool:
        text = self._signs.text
        return subject.kind == NAMED and subject.joint and text.startswith(_TREATY, subject.start)

    def _embedded(self, clause: Clause, index: int) -> int:
        """Return a later trigger of the clause whose own subject stands before it, else -1."""
        signs = self._signs
        for place in range(index + 1, clause.after):
            flag = signs.flags[place]
            if flag & TRIGGER and not flag & QUOTED and not flag & VERB:
                subject = self._subjects.before(clause, place)
                if subject.kind == NAMED and subject.start >= signs.ends[index]:
                    return place
        return -1

    def _undertaken(
        self, clause: Clause, index: int, subject: Subject, chain: Chain, follows: int
    ) -> tuple[bool, Draft | None]:
        signs = self._signs
        row = self._words.triggers[signs.word(index)]
        force = force_of(row.force)
        span = Span(signs.starts[index], signs.ends[index])
        last = index
        while last + 1 < clause.after and signs.starts[last + 1] == signs.ends[last]:
            flag = signs.flags[last + 1]
            if flag & TRIGGER and not flag & VERB:
                force = weakest(force, force_of(self._words.triggers[signs.word(last + 1)].force))
            elif not flag & (ADVERB | NEGATION) or flag & VERB:
                break
            last += 1
        rest = signs.text[signs.ends[last] : clause.end].strip(" 　“”")
        predicate = self._predicates.find(clause, last + 1, signs.ends[last])
        if row.rule == "explore":
            predicate = self._itself(index)
        if (
            signs.word(index) == "将"
            and predicate is None
            and not self._disposes(clause, index, chain)
        ):
            return False, None
        self._begin(chain, clause, subject, force, span)
        if len(rest) < _SHORTEST or self._lists(clause, predicate, follows):
            chain.pending = True
            chain.listing = clause.colon
            return True, None
        if _only_phrase(self._predicates, clause, last + 1, signs):
            draft = self._draft(clause, None, chain, Rule(row.rule, span))
            draft.start = max(clause.start, min(subject.start, clause.end))
            draft.unfinished = True
            return True, draft
        draft = self._draft(clause, predicate, chain, Rule(row.rule, span, _basis(subject)))
        draft.start = subject.start
        self._take_front(draft, chain)
        return True, draft

    def _itself(self, index: int) -> Predicate | None:
        signs = self._signs
        if signs.flags[index] & VERB:
            return Predicate(index, signs.starts[index])
        return None

    def _disposes(self, clause: Clause, index: int, chain: Chain) -> bool:
        """Tell "将两国关系提升为…" and "将" before a verb that no list has from "将" of the past."""
        found = self._predicates.find(clause, index, self._signs.starts[index])
        if found is not None and found.disposing:
            return not chain.past
        return True

    def _lists(self, clause: Clause, predicate: Predicate | None, follows: int) -> bool:
        """Tell a lead-in, whose acts follow behind its colon, from an act with a list of things."""
        if not clause.colon:
            return False
        signs = self._signs
        if follows >= 0:
            index = signs.first_from(follows)
            opens = index < len(signs.starts) and signs.starts[index] == follows
            if opens and signs.flags[index] & (VERB | TRIGGER | PARTY | ADVERB | PREPOSITION):
                return True
        listing = any(signs.flags[place] & LISTING for place in range(clause.first, clause.after))
        return predicate is None or (listing and follows < 0)

    def _begin(
        self, chain: Chain, clause: Clause, subject: Subject, force: Force, span: Span
    ) -> None:
        chain.force = force
        chain.rule = span
        chain.pending = False
        chain.purposed = False
        chain.open = None
        chain.noun = False
        if subject.parties:
            chain.actors = subject.parties
            alone = len(subject.parties) == 1 and subject.parties[0].code != ALL_PARTIES
            if subject.kind == NAMED and alone:
                self._subjects.speaker = subject.parties

    def _take_front(self, draft: Draft, chain: Chain) -> None:
        """Begin the quote with a phrase of time right before it: "未来三年，中方将"."""
        if chain.fronted is not None and draft.start - chain.fronted.end <= _SHORTEST:
            draft.start = chain.fronted.start

    # -- without one -------------------------------------------------------------------------

    def _own(self, clause: Clause, subject: Subject, chain: Chain) -> Draft | None:
        """Read a clause with a subject of its own and no trigger."""
        signs = self._signs
        index = self._subjects.after_subject(clause)
        pending = chain.pending
        chain.noun = not subject.parties
        if subject.parties:
            chain.actors = subject.parties
        flag = signs.flags[index] if index < clause.after else 0
        if flag & REPORTING and subject.parties and len(subject.parties) == 1:
            chain.reporter = subject.parties[0]
        if chain.past or self._is_done(clause) or not subject.parties:
            chain.stop()
            return None
        predicate = self._predicates.find(clause, index, signs.ends[index - 1])
        if pending and predicate is not None and chain.force is not None:
            chain.pending = False
            return self._draft(clause, predicate, chain, self._inherited(chain))
        if not self._is_present(clause, index, subject, predicate):
            chain.stop()
            if flag & STANDS and clause.colon:
                chain.pending = False
            return None
        span = Span(signs.starts[predicate.verb], signs.ends[predicate.verb])
        self._begin(chain, clause, subject, Force.FIRM, span)
        return self._draft(clause, predicate, chain, Rule("bare.present", span))

    def _is_present(
        self, clause: Clause, index: int, subject: Subject, predicate: Predicate | None
    ) -> bool:
        """Tell "双方加强海关合作" in what several sign from what they hold or feel."""
        if predicate is None or predicate.verb < 0 or not self._context.joint:
            return False
        signs = self._signs
        for place in range(index, predicate.verb):
            if signs.flags[place] & (STANDS | PAST) and not signs.flags[place] & ADVERB:
                return False
        flag, verb = signs.flags[predicate.verb], signs.word(predicate.verb)
        if signs.text.startswith(("本", "此", "该"), signs.ends[predicate.verb]):
            return False  # "各方制定本计划": what they are doing now
        if flag & (PRAISE | CALL):
            return False
        if verb in self._words.traits["occasional"]:
            return False
        if verb in self._words.traits["stance"]:
            return verb in ("支持", "保持", "发挥") and self._leads_on(clause, predicate.verb)
        return True

    def _leads_on(self, clause: Clause, verb: int) -> bool:
        """Tell "支持两国企业开展合作", which another verb follows, from "支持…立场"."""
        signs = self._signs
        return any(
            signs.flags[place] & VERB and not signs.flags[place] & QUOTED
            for place in range(verb + 1, clause.after)
            if signs.ends[place] < clause.end
        )

    def _chained(self, clause: Clause, chain: Chain) -> Draft | None:
        """Read a clause that inherits who acts and how firmly."""
        signs, predicates = self._signs, self._predicates
        if chain.force is None:
            self._keep_front(clause, chain)
            return None
        counts = self._counts(clause)
        if predicates.is_purpose(clause) and not counts:
            chain.purposed = True
            return None
        if predicates.is_circumstance(clause):
            if chain.open is not None and self._signs.text.endswith(_TRAILING, 0, clause.end):
                chain.open.end = clause.end
            return None
        if chain.purposed and not clause.joined and not clause.mark:
            return None
        flag = signs.flags[clause.first] if clause.first < clause.after else 0
        at_start = clause.first < clause.after and signs.starts[clause.first] == clause.start
        if self._is_done(clause) or (at_start and flag & STANDS and not flag & VERB):
            chain.stop()
            return None
        predicate = predicates.find(clause, clause.first, clause.start)
        if predicate is None and self._is_short(clause):
            chain.fronted = Span(clause.start, clause.end)
            return None
        if predicate is None and not self._stands_alone(clause, chain):
            self._continue(clause, chain, flag if at_start else 0)
            return None
        if predicate is not None and predicate.verb >= 0 and not clause.mark:
            verb = signs.word(predicate.verb)
            if verb in self._words.traits["resulting"] and not (clause.joined or counts):
                chain.purposed = True
                return None
        if chain.open is not None and chain.open.unfinished:
            draft = chain.open  # the phrase before was not yet an act
            draft.unfinished = False
            draft.clause, draft.end, draft.predicate = clause, clause.end, predicate
            chain.open = None
            return None
        chain.pending = False
        draft = self._draft(clause, predicate, chain, self._inherited(chain))
        return draft

    def _counts(self, clause: Clause) -> bool:
        """Tell a clause with an amount of its own."""
        text = self._signs.text
        if not any(one.isdigit() or one in "百千万亿两" for one in text[clause.start : clause.end]):
            return False
        return bool(self._amounts.find(text, clause.start, clause.end))

    def _stands_alone(self, clause: Clause, chain: Chain) -> bool:
        """Tell a part of a sum ("其中贷款20亿元") and an item behind a colon from more words."""
        text = self._signs.text
        if chain.pending or chain.listing:
            return clause.end - clause.start >= _LISTED_SHORTEST
        amounts = self._amounts.find(text, clause.start, clause.end)
        return any(one.role is QuantityRole.MONEY for one in amounts) and not clause.parted

    def _keep_front(self, clause: Clause, chain: Chain) -> None:
        if self._is_short(clause):
            chain.fronted = Span(clause.start, clause.end)
            return
        index = clause.first
        opens = index < clause.after and self._signs.starts[index] == clause.start
        if not opens or not self._signs.flags[index] & _VERBAL:
            chain.noun = True

    def _continue(self, clause: Clause, chain: Chain, flag: int) -> None:
        """Add "其中…", "以及…" to the act before."""
        if (
            flag & CONTINUING or self._signs.text.endswith("其中", 0, clause.start)
        ) and chain.open is not None:
            chain.open.end = clause.end

    def _inherited(self, chain: Chain) -> Rule:
        span = chain.rule if chain.rule is not None else Span(0, 0)
        basis = Basis.LEAD_IN if chain.listed else Basis.TEXT
        return Rule("list.item" if chain.listed else "chain", span, basis)

    def _draft(
        self, clause: Clause, predicate: Predicate | None, chain: Chain, rule: Rule
    ) -> Draft:
        force = chain.force if chain.force is not None else Force.FIRM
        draft = Draft(
            clause, predicate, chain.actors, self._predicates.force(force, predicate), rule
        )
        draft.fronted = chain.fronted
        draft.conditions = chain.conditions
        draft.companions = chain.companions
        codes = {one.code for one in chain.actors}
        if chain.reporter is not None and chain.reporter.code not in codes:
            draft.reporter = chain.reporter
        chain.open = draft
        return draft

    def _is_past(self, clause: Clause) -> bool:
        signs = self._signs
        if any(
            signs.flags[place] & PAST and not signs.flags[place] & QUOTED
            for place in range(clause.first, clause.after)
        ):
            return True
        date = self._context.date
        year = _YEAR.match(signs.text, clause.start, clause.end)
        return year is not None and date is not None and year[1] < date[:4]

    def _is_urged(self, clause: Clause) -> bool:
        signs = self._signs
        return any(
            signs.flags[place] & (DUTY | CALL | COULD)
            and not signs.flags[place] & (QUOTED | VERB | TRIGGER)
            for place in range(clause.first, clause.after)
        )

    def _is_done(self, clause: Clause) -> bool:
        """Tell what has been done: 已 before its verb, or 了 behind it."""
        signs = self._signs
        for place in range(clause.first, clause.after):
            flag = signs.flags[place]
            if flag & QUOTED:
                continue
            if flag & PAST and not flag & ADVERB:
                return True
            if flag & DONE and place > clause.first and signs.flags[place - 1] & VERB:
                return True
        return False


def _only_phrase(predicates: Predicates, clause: Clause, index: int, signs: Signs) -> bool:
    """Tell a trigger before a phrase whose act stands in the next clause: "愿以此为契机，"."""
    if index >= clause.after or not signs.flags[index] & PREPOSITION:
        return False
    last = clause.after - 1
    found = predicates.find(clause, index, signs.starts[index])
    closes = signs.ends[last] == clause.end and signs.word(last).startswith("为")
    return closes or (found is None and signs.ends[last] == clause.end)


def _basis(subject: Subject) -> Basis:
    return Basis.TEXT if subject.kind == NAMED else Basis.PREVIOUS_SENTENCE


def _lent(basis: Basis) -> Basis:
    return Basis.PREVIOUS_SENTENCE if basis is Basis.TEXT else basis
