"""What became of proposals: taken up, declined, or left without an answer."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from summitry.lexicon.tracing import purpose_words
from summitry.lexicon.tracing_reasons import reason
from summitry.lexicon.tracing_rules import method_name, tracing_rules
from summitry.model import Aliases, Outcome, OutcomeKind, StatementKind
from summitry.tracing.candidates import CandidateIndex
from summitry.tracing.comparison import shared_words
from summitry.tracing.facts import FactReader, Facts
from summitry.tracing.likeness import Likenesses
from summitry.tracing.occasions import Chronology, Order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Promise, Remark

_STAGE = "proposals"
_WORD = re.compile(r"[\w’'-]+")


def proposal_outcomes(
    proposals: Iterable[Remark],
    promises: Iterable[Promise],
    remarks: Iterable[Remark] = (),
    aliases: Aliases | None = None,
) -> tuple[Outcome, ...]:
    """Return what became of each proposal by later records of the same dialogue or parties.

    Only remarks of kind proposal are answered. A later commitment for the same purpose takes a
    proposal up; a later remark that names it with words of refusal declines it; the best answer
    counts, and a refusal only where nothing takes it up. A proposal in an undated document is
    silent, as nothing can be told to be later.
    """
    return _Answers(aliases or Aliases()).outcomes(proposals, promises, remarks)


class _Answers:
    def __init__(self, aliases: Aliases) -> None:
        self._rules = tracing_rules()
        self._reader = FactReader(aliases)
        self._time = Chronology(aliases, self._rules.lineage.reports_within_days)

    def outcomes(
        self, proposals: Iterable[Remark], promises: Iterable[Promise], remarks: Iterable[Remark]
    ) -> tuple[Outcome, ...]:
        asked = sorted(
            (one for one in proposals if one.statement.kind is StatementKind.PROPOSAL),
            key=lambda one: (one.occasion.document, one.statement.number, one.id),
        )
        questions = [self._reader.of_remark(one) for one in asked]
        refusals = [one for one in remarks if refuses(one)]
        answers = [self._reader.of_promise(one) for one in promises]
        answers += [self._reader.of_remark(one) for one in refusals]
        answers.sort(key=lambda one: (one.occasion.date or "~", one.occasion.document, one.id))
        refused = {one.id for one in refusals}
        self._likenesses = Likenesses(self._rules.lineage, [*questions, *answers])
        index = CandidateIndex(self._rules.lineage, self._likenesses.rarity)
        later: dict[str, set[str]] = defaultdict(set)
        for position, one in enumerate(answers):
            index.add(position, one, self._time.series(one.occasion))
            later[self._time.series(one.occasion)].add(one.occasion.date or "")
        return tuple(self._outcome(one, answers, refused, index) for one in questions)

    def _outcome(
        self, question: Facts, answers: list[Facts], refused: set[str], index: CandidateIndex
    ) -> Outcome:
        best: dict[bool, tuple[float, Facts]] = {}
        for position in index.candidates(question, self._time.series(question.occasion)):
            answer = answers[position]
            if self._time.order(question.occasion, answer.occasion) is not Order.BEFORE:
                continue
            score = self._score(question, answer)
            declines = answer.id in refused
            if score and (declines not in best or score > best[declines][0]):
                best[declines] = (score, answer)
        if not best:
            return self._made(question, OutcomeKind.SILENT, None, (reason(_STAGE, "silent"),))
        declines = False not in best
        score, answer = best[declines]
        terms = shared_words(question, answer, self._likenesses)
        why = (
            reason(_STAGE, "declined", words=refuses(answer.source))
            if declines
            else reason(_STAGE, "taken")
        )
        kind = OutcomeKind.DECLINED if declines else OutcomeKind.TAKEN_UP
        told = (why, reason(_STAGE, "terms", terms=terms))
        return self._made(question, kind, (score, answer), told)

    def _score(self, question: Facts, answer: Facts) -> float:
        found = self._likenesses.purpose(question, answer)
        if found is None or found < self._rules.proposals.object_from:
            return 0.0
        series = self._time.series(question.occasion)
        same_dialogue = bool(series) and series == self._time.series(answer.occasion)
        acting = question.actors & (answer.actors | answer.recipients)
        return found if same_dialogue or acting else 0.0

    def _made(
        self,
        question: Facts,
        kind: OutcomeKind,
        answer: tuple[float, Facts] | None,
        reasons: tuple[str, ...],
    ) -> Outcome:
        return Outcome(
            proposal=question.id,
            kind=kind,
            later=answer[1].id if answer else "",
            score=round(answer[0], 4) if answer else 0.0,
            reasons=reasons,
            method=method_name(self._rules.proposals),
        )


def refuses(source: Promise | Remark) -> str:
    """Return the words by which a remark refuses something, "" where it does not."""
    low = [word.lower() for word in _WORD.findall(source.quote)]
    for cue in sorted(purpose_words(source.occasion.language).refusal):
        for at in range(len(low)):
            if tuple(low[at : at + len(cue)]) == cue:
                return " ".join(cue)
    return ""
