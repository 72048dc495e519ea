"""What a clause says is done: its verb, how firmly, and whether one could see it done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, final

from summitry.extraction.chinese.gaps import is_time
from summitry.lexicon.chinese import (
    ADVERB,
    CALL,
    CLOSER,
    COULD,
    DUTY,
    NEGATION,
    OFFICE,
    PARTY,
    PAUSE,
    POSITION,
    PRAISE,
    PREPOSITION,
    PURPOSE,
    QUOTED,
    REPORTING,
    TRIGGER,
    VERB,
    ChineseWords,
)
from summitry.model import Force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.extraction.chinese.clauses import Clause
    from summitry.extraction.chinese.drafts import Draft
    from summitry.extraction.chinese.signs import Signs
    from summitry.model import Period, Quantity

_DISPOSING = re.compile(
    r"办成|做成|当作|带入|纳入|列入|写入|作为|打造成|打造为|建设成|建成|提升为|提升至|提升到|提高至|提高到|升级为|升级至"
    r"|转化为|变为|变成|推向|推进到|引向|用于|结合|对接|落到|转变为|确定为|定为|视为|扩大到|扩大至|增至|降至"
    r"|延长至|延长到|置于|置入|搞好|做好|办好|[划设展作理护]好|好\Z|起来|下去|落实"
)
_AIMS = re.compile(
    r"(?:机遇|机会|平台|条件|基础|贡献|动力|活力|支撑|保障|环境|氛围|便利|空间|助力|力量|典范|榜样|智慧|福祉"
    r"|未来|篇章|支持|活力源|稳定性|确定性|正能量|注脚)\Z"
)
_VAGUE = re.compile(r"更多[^，。]{0,12}(?:举措|措施|便利|机会|支持)")
_INSTRUMENT = re.compile(
    r"[“《「][^”》」]+[”》」]|[A-Z]线|[一二三四五六七八九十0-9]号线|[一二三四五六七八九十0-9]期工程"
)
_WORKS = re.compile(
    r"(?:铁路|公路|高速|大桥|隧道|机场|水电站|电站|炼油厂|产业园|园区|口岸|学校|医院|中心|实验室|管道)(?:的)?(?:建设|能力)\Z"
)
_FORCES = {"firm": Force.FIRM, "planned": Force.PLANNED, "exploratory": Force.EXPLORATORY}
_ORDER = (Force.EXPLORATORY, Force.PLANNED, Force.FIRM)
_SHORTEST: Final = 2


class Verdict(NamedTuple):
    """Whether it can be verified, and the rule that says so."""

    verifiable: bool
    rule: str


@final
class Predicate:
    """What a clause does: the sign of its verb, -1 where the lexicon has none."""

    __slots__ = ("disposing", "offset", "verb")

    def __init__(self, verb: int, offset: int, *, disposing: bool = False) -> None:
        self.verb = verb
        self.offset = offset
        self.disposing = disposing


class Predicates:
    """Reads the predicates of one document's clauses."""

    def __init__(self, signs: Signs, words: ChineseWords) -> None:
        self._signs = signs
        self._words = words
        self._classes = words.verbs
        self._traits = words.traits

    def find(self, clause: Clause, index: int, offset: int) -> Predicate | None:
        """Return what is done from a sign on; ``offset`` is where its words begin.

        None where no act opens there: a noun, a feeling, what others are called to do.
        """
        signs = self._signs
        flags, starts, ends = signs.flags, signs.starts, signs.ends
        while index < clause.after:
            flag = flags[index]
            if starts[index] > offset and not is_time(signs.text[offset : starts[index]]):
                return None
            if flag & VERB and not flag & QUOTED:
                return Predicate(index, starts[index])
            if flag & PREPOSITION and not flag & QUOTED:
                return self._past_phrase(clause, index)
            if not flag & (ADVERB | TRIGGER | NEGATION):
                return None
            offset = ends[index]
            index += 1
        return None

    def _past_phrase(self, clause: Clause, index: int) -> Predicate | None:
        """Look behind a phrase for the verb: "同中亚国家在…领域开展合作"."""
        signs = self._signs
        flags, starts, ends = signs.flags, signs.starts, signs.ends
        word = signs.word(index)
        if word in ("将", "把"):
            found = _DISPOSING.search(signs.text, ends[index], clause.end)
            return Predicate(-1, found.start(), disposing=True) if found else None
        best = -1
        closed = ends[index]
        for place in range(index + 1, clause.after):
            flag = flags[place]
            if flag & QUOTED:
                continue
            adjacent = starts[place] == closed
            if flag & VERB and (adjacent or best < 0):
                best = place
                if adjacent:
                    break
            if flag & (CLOSER | PARTY | OFFICE) or (flag & ADVERB and adjacent):
                closed = ends[place]
        return Predicate(best, starts[best]) if best >= 0 else None

    def is_purpose(self, clause: Clause) -> bool:
        """Tell a clause that says what an act is for: "为合作创造更多机遇", "以推动发展"."""
        signs = self._signs
        index = clause.first
        while index < clause.after and signs.flags[index] & ADVERB:
            index += 1
        if index >= clause.after or not signs.flags[index] & PURPOSE:
            return False
        if signs.text[clause.start : signs.starts[index]].strip() and index == clause.first:
            return False
        word = signs.word(index)
        if word == "为":
            return _AIMS.search(signs.text[clause.start : clause.end]) is not None
        if word == "以":
            follows = index + 1 < clause.after and signs.starts[index + 1] == signs.ends[index]
            return follows and bool(signs.flags[index + 1] & VERB)
        return True

    def is_circumstance(self, clause: Clause) -> bool:
        """Tell a clause that is only a phrase: "以此为契机", "在此基础上", "根据协议"."""
        signs = self._signs
        index = clause.first
        if index >= clause.after or signs.starts[index] != clause.start:
            return False
        if not signs.flags[index] & PREPOSITION:
            return False
        last = clause.after - 1
        return bool(signs.flags[last] & CLOSER) and signs.ends[last] == clause.end

    def force(self, force: Force, predicate: Predicate | None) -> Force:
        """Return how firmly an act is undertaken, by its trigger and its verb."""
        if predicate is None or predicate.verb < 0:
            return force
        verb = self._signs.word(predicate.verb)
        if self._classes[verb] == "explore":
            return Force.EXPLORATORY
        if verb in self._traits["leading"] and self._explores(predicate.verb):
            return Force.EXPLORATORY
        return force

    def _explores(self, verb: int) -> bool:
        """Tell "推进项目磋商": what is advanced is a talk."""
        signs = self._signs
        index = verb + 1
        last = verb
        while index < len(signs.starts) and signs.flags[index] & (
            VERB | PARTY | ADVERB | PREPOSITION | CLOSER | PAUSE
        ):
            last = index
            index += 1
        word = signs.word(last)
        ends = (
            index >= len(signs.starts)
            or not signs.text[signs.ends[last] : signs.starts[index]].strip()
        )
        return last > verb and ends and self._classes.get(word) == "explore"

    def verdict(self, draft: Draft, told: tuple[Sequence[Quantity], Period | None]) -> Verdict:
        """Return whether an outsider could later say it was done, and why."""
        signs, predicate, clause = self._signs, draft.predicate, draft.clause
        quantities, deadline = told
        offset = predicate.offset if predicate is not None else clause.start
        rest = signs.text[offset : clause.end]
        index = predicate.verb if predicate is not None else -1
        verb = signs.word(index) if index >= 0 else ""
        kind = self._classes.get(verb, "")
        exploring = kind == "explore" or (index >= 0 and kind == "direct" and self._explores(index))
        named = bool(_INSTRUMENT.search(rest) or _WORKS.search(rest))
        leads = verb in self._traits["leading"] and self._leads_to_delivery(index, clause)
        rules = (
            (exploring and not quantities, False, "verifiable.exploring"),
            (bool(quantities), True, "verifiable.amount"),
            (deadline is not None, True, "verifiable.deadline"),
            (_VAGUE.search(rest) is not None, False, "verifiable.vague"),
            (kind == "deliver", True, "verifiable.deliverable"),
            (verb in self._traits["supporting"], False, "verifiable.direction"),
            (named, True, "verifiable.named"),
            (leads, True, "verifiable.deliverable"),
        )
        for applies, answer, rule in rules:
            if applies:
                return Verdict(answer, rule)
        return Verdict(False, "verifiable.direction")

    def _leads_to_delivery(self, verb: int, clause: Clause) -> bool:
        signs = self._signs
        index = verb + 1
        while index < clause.after and signs.starts[index] == signs.ends[index - 1]:
            flag = signs.flags[index]
            word = signs.word(index)
            if flag & VERB and self._classes[word] == "deliver":
                return True
            if (flag & VERB and word in self._traits["leading"]) or flag & ADVERB:
                index += 1
                continue
            # "推动开展“…”评选活动": an event that has a name.
            return False
        return False


def weakest(first: Force, second: Force) -> Force:
    """Return the weaker of two forces."""
    return _ORDER[min(_ORDER.index(first), _ORDER.index(second))]


def force_of(name: str) -> Force:
    """Return the force of a name in the lexicon."""
    return _FORCES[name]


STANDS: Final = POSITION | PRAISE | CALL | DUTY | COULD
SPEAKS: Final = REPORTING
