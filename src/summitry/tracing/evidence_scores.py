"""What each passage of a report scores for one promise, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summitry.lexicon.tracing_reasons import reason
from summitry.model import BlockKind
from summitry.tracing.terms import NAME_MARK, terms_of

if TYPE_CHECKING:
    from summitry.lexicon.tracing_rules import EvidenceRules
    from summitry.tracing.profiles import Profile
    from summitry.tracing.report_terms import ReadPassage, ReadReport

_REASON = "evidence"
_SHOWN_TERMS = 5
_LONG_HEADING = 6
_LONG_HEADING_SHARE = 0.7


@dataclass(slots=True)
class PassageScore:
    """The score of a passage: by its own terms, lent by what stands around it, and in all."""

    own: float = 0.0
    lent: float = 0.0
    total: float = 0.0
    reasons: list[str] = field(default_factory=list)


class EvidenceScorer:
    """Scores every passage of one report for one promise."""

    def __init__(
        self, rules: EvidenceRules, report: ReadReport, profile: Profile, others: frozenset[str]
    ) -> None:
        self._rules = rules
        self._report = report
        self._profile = profile
        # Acronyms of organisations, which many a promise and passage name in passing.
        self._others = others
        self._words = terms_of(report.document.language).words_for(profile.wording)
        self._norm = math.sqrt(profile.total + rules.damping)
        self._learned: frozenset[str] = frozenset()

    def scores(self) -> list[PassageScore]:
        """Return one score for each passage, in their order."""
        scores = self._run()
        learned = self._learn(scores)
        if learned:
            self._learned = learned
            scores = self._run()
        return scores

    def _run(self) -> list[PassageScore]:
        scores: list[PassageScore] = []
        opened = 0
        for position, passage in enumerate(self._report.passages):
            if passage.part.first:
                opened = position
            score = PassageScore()
            self._by_terms(passage, score)
            self._by_place(position, opened, scores, score)
            least, most = sorted((score.own, score.lent))
            score.total = most + self._rules.both * least
            self._by_what_it_tells(passage, score)
            scores.append(score)
        return scores

    def _by_terms(self, passage: ReadPassage, score: PassageScore) -> None:
        rules, profile = self._rules, self._profile
        shared = profile.weights.keys() & passage.terms
        own = sum(profile.weights[stem] for stem in sorted(shared)) / self._norm
        of_act = sum(profile.weights[stem] for stem in sorted(shared & profile.own))
        if of_act >= max(rules.covered_weight, rules.covered_from * profile.total):
            own = max(own, rules.covered * of_act / profile.total)
        telling = [stem for stem in shared if profile.weights[stem] >= rules.telling]
        if len(telling) == 1 and not telling[0].startswith(NAME_MARK):
            little = profile.weights[telling[0]] < rules.one_term_share * profile.total
            own *= rules.one_term if little else 1.0
        if telling and profile.served.issuperset(telling):
            # That a recipient is named does not tell what was done there.
            own *= rules.one_term
        own += rules.learned * len(self._learned & passage.terms)
        if self._same_amount(passage):
            own += rules.amount * min(1.0, own / rules.amount_topic)
            score.reasons.append(reason(_REASON, "amount", amount=self._amount_words(passage)))
        elsewhere = self._elsewhere(passage)
        if elsewhere:
            own *= rules.other_states
            states = ", ".join(sorted(elsewhere))
            score.reasons.append(reason(_REASON, "other_states", states=states))
        score.own = own
        weighty = sorted(telling, key=lambda stem: (-profile.weights[stem], stem))
        if weighty:
            words = ", ".join(self._words.get(stem, stem) for stem in weighty[:_SHOWN_TERMS])
            score.reasons.insert(0, reason(_REASON, "terms", terms=words))
        if self._learned & passage.terms:
            score.reasons.append(reason(_REASON, "learned", names=self._names(self._learned)))

    def _by_place(
        self, position: int, opened: int, before: list[PassageScore], score: PassageScore
    ) -> None:
        rules, passage = self._rules, self._report.passages[position]
        lent: list[tuple[float, str]] = []
        section = passage.part.passage.section
        if section is not None and self._names_it(self._report.headings[section]):
            long = len(self._report.headings[section]) > _LONG_HEADING
            heading = reason(_REASON, "section", heading=self._report.heading(section))
            lent.append((rules.section * (_LONG_HEADING_SHARE if long else 1.0), heading))
        if passage.label and self._names_it(passage.label):
            lent.append((rules.lead_in, reason(_REASON, "label")))
        above = passage.part.lead_in
        if above is not None and before[above].total >= rules.propose:
            lead_in = self._report.passages[above]
            if self._names_it(lead_in.terms):
                words = " ".join(lead_in.wording.split()[:8])
                lent.append((rules.lead_in, reason(_REASON, "lead_in", lead_in=words)))
        lent += self._from_neighbours(position, opened, before)
        if lent:
            score.lent, why = max(lent)
            if passage.opening_names and not passage.goes_on and not passage.part.first:
                score.lent = min(score.lent, self._lent_to_new(passage, score.lent))
            if self._elsewhere(passage):
                score.lent *= rules.other_states
            if score.lent > score.own:
                score.reasons.append(why)

    def _elsewhere(self, passage: ReadPassage) -> frozenset[str]:
        """Return the states a passage names, where none of them is one of the recipients."""
        if not self._profile.states or passage.states & self._profile.states:
            return frozenset()
        return passage.states - self._profile.actors

    def _lent_to_new(self, passage: ReadPassage, lent: float) -> float:
        new = passage.opening_names - self._others - self._profile.weights.keys() - self._learned
        return self._rules.new_name if new else lent

    def _from_neighbours(
        self, position: int, opened: int, before: list[PassageScore]
    ) -> list[tuple[float, str]]:
        rules, passages = self._rules, self._report.passages
        passage = passages[position]
        if not passage.part.first:
            share = rules.previous if passage.goes_on else rules.neighbour
            lent = [
                (share * self._lendable(before[position - 1].total), reason(_REASON, "previous"))
            ]
            # A list item is of one matter; a paragraph may pass from one to another.
            if passage.part.passage.kind is BlockKind.LIST_ITEM:
                lent.append(
                    (rules.opening * self._lendable(before[opened].own), reason(_REASON, "block"))
                )
            return lent
        same_section = (
            position > 0
            and passages[position - 1].part.passage.section == passage.part.passage.section
        )
        if passage.points_back and same_section:
            lent_here = rules.previous * self._lendable(before[position - 1].total)
            return [(lent_here, reason(_REASON, "previous"))]
        return []

    def _lendable(self, score: float) -> float:
        return min(score, self._rules.best_at_most)

    def _by_what_it_tells(self, passage: ReadPassage, score: PassageScore) -> None:
        rules, profile = self._rules, self._profile

        def scale(share: float, why: str, **facts: object) -> None:
            score.total *= share
            score.reasons.append(reason(_REASON, why, **facts))

        if passage.outlook and not passage.deed:
            scale(rules.outlook, "outlook")
        if profile.inherits and profile.of_money:
            paid = passage.paying_words or passage.pays
            told = bool(profile.objects & passage.terms) if profile.objects else paid
            if not told:
                scale(rules.unpaid, "unpaid")
            elif not passage.pays:
                score.total *= rules.paid_in_words
        if profile.bodies and passage.bodies and not profile.bodies & passage.terms:
            scale(rules.other_body, "other_body")
        if profile.of_money and passage.pays and score.total > rules.paid_from:
            score.total += rules.paid
            score.reasons.append(reason(_REASON, "paid"))
        if profile.unheard:
            scale(rules.unheard, "unheard", name=profile.unheard)

    def _names_it(self, terms: frozenset[str]) -> bool:
        """Tell whether terms name the promised thing: its acronym or all words of its name."""
        if (self._profile.names | self._learned) & terms:
            return True
        return any(name <= terms for name in self._profile.propers)

    def _same_amount(self, passage: ReadPassage) -> bool:
        return any(
            (one.value, one.unit) in self._profile.amounts and one.value >= self._rules.amount_from
            for one in passage.part.passage.quantities
        )

    def _amount_words(self, passage: ReadPassage) -> str:
        return next(
            one.text
            for one in passage.part.passage.quantities
            if (one.value, one.unit) in self._profile.amounts
        )

    def _names(self, stems: frozenset[str]) -> str:
        return ", ".join(sorted(stem.removeprefix(NAME_MARK).upper() for stem in stems))

    def _learn(self, scores: list[PassageScore]) -> frozenset[str]:
        """Return the names that the passage which best fits a promise gives to what it promises."""
        if not scores or self._profile.unheard:
            return frozenset()
        best = max(range(len(scores)), key=lambda at: (scores[at].own, -at))
        passage, rules = self._report.passages[best], self._rules
        amount = self._same_amount(passage)
        if scores[best].own < (rules.learned_from if amount else rules.learned_from_terms):
            return frozenset()
        known = self._others | self._profile.weights.keys()
        return frozenset(
            name
            for name in passage.naming - known
            if self._report.rarity.count(name) <= rules.learned_most
        )
