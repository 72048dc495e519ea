"""Recycled pledges: the same money for the same purpose, announced again."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from summitry.lexicon.tracing_reasons import reason
from summitry.lexicon.tracing_rules import method_name, tracing_rules
from summitry.model import Aliases, PledgeRelation, RecycledPledge
from summitry.tracing.comparison import shared_words
from summitry.tracing.facts import FactReader, Facts, refuse_doubles
from summitry.tracing.likeness import Likenesses
from summitry.tracing.money import Amount, AmountRole, amounts_in
from summitry.tracing.occasions import Chronology, Order, years_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import Occasion, Promise

_STAGE = "recycled"
# How many earlier announcements of one amount by one party are looked at: the cost stays linear.
_COMPARED = 16
_COUNTED = (AmountRole.PLEDGED, AmountRole.CONVERSION, AmountRole.EARLIER_TOTAL, AmountRole.PART)


class _Entry(NamedTuple):
    position: int
    amount: Amount


class _Repeat(NamedTuple):
    earlier: _Entry
    later: _Entry
    score: float


def find_recycled(
    promises: Iterable[Promise], aliases: Aliases | None = None, *, window: float | None = None
) -> tuple[RecycledPledge, ...]:
    """Return the amounts announced again for one purpose by one party, largest first.

    Amounts are in the major unit of their currency (ISO 4217). Members of a group come from
    different meetings within ``window`` years (None: that of the method), earliest first.
    Undated promises are left out: without a date nothing can be told to be said again. Raises
    UsageError when two records have one id.
    """
    made = list(promises)
    refuse_doubles(made)
    return _Finder(aliases or Aliases(), window).find(made)


class _Finder:
    def __init__(self, aliases: Aliases, window: float | None) -> None:
        self._rules = tracing_rules().recycled
        self._window = self._rules.within_years if window is None else window
        self._reader = FactReader(aliases)
        self._time = Chronology(aliases, tracing_rules().lineage.reports_within_days)
        self._promises: list[Promise] = []
        self._facts: list[Facts] = []

    def find(self, promises: Iterable[Promise]) -> tuple[RecycledPledge, ...]:
        dated = [one for one in promises if one.occasion.date and amounts_in(one)]
        self._promises = sorted(
            dated, key=lambda one: (one.occasion.date or "", one.occasion.document, one.id)
        )
        self._facts = [self._reader.of_promise(one) for one in self._promises]
        self._likenesses = Likenesses(tracing_rules().lineage, self._facts)
        repeats = self._repeats()
        groups = self._groups(repeats)
        return tuple(sorted(groups, key=_rank))

    def _repeats(self) -> list[_Repeat]:
        by_amount: dict[tuple[str, str, int], list[_Entry]] = defaultdict(list)
        found: list[_Repeat] = []
        for position, promise in enumerate(self._promises):
            for amount in amounts_in(promise):
                if amount.role not in _COUNTED or amount.value < self._rules.smallest:
                    continue
                entry = _Entry(position, amount)
                found += self._earlier(entry, by_amount)
                for key in self._keys(entry, near=False):
                    by_amount[key].append(entry)
        return found

    def _earlier(
        self, entry: _Entry, by_amount: dict[tuple[str, str, int], list[_Entry]]
    ) -> list[_Repeat]:
        best: dict[int, _Repeat] = {}
        for key in self._keys(entry, near=True):
            for other in by_amount.get(key, [])[-_COMPARED:]:
                score = self._score(other, entry)
                if score and other.position not in best:
                    best[other.position] = _Repeat(other, entry, score)
        return [best[position] for position in sorted(best)]

    def _score(self, earlier: _Entry, later: _Entry) -> float:
        first, second = self._facts[earlier.position], self._facts[later.position]
        in_time = self._in_time(first.occasion, second.occasion)
        if not in_time or not self._equal(earlier.amount, later.amount):
            return 0.0
        purpose = self._likenesses.purpose(first, second)
        alike = self._likenesses.of(first, second)
        if purpose is not None and purpose < self._rules.purpose_from:
            return 0.0
        if purpose is None and first.theme != second.theme:
            return 0.0
        return alike.total

    def _in_time(self, first: Occasion, second: Occasion) -> bool:
        """Tell whether the second is another meeting after the first and within the window."""
        if self._time.order(first, second) is not Order.BEFORE:
            return False
        years = years_between(first.date, second.date)
        within = years is not None and years <= self._window
        return within and not self._time.same_meeting(first, second)

    def _equal(self, first: Amount, second: Amount) -> bool:
        if first.value == second.value:
            return True
        converted = AmountRole.CONVERSION in (first.role, second.role)
        apart = abs(first.value - second.value) / max(first.value, second.value)
        return converted and apart <= self._rules.converted_within

    def _keys(self, entry: _Entry, *, near: bool) -> list[tuple[str, str, int]]:
        # Logarithmic steps, so that what a conversion rounds falls in the same or the next one.
        step = math.floor(math.log(entry.amount.value) / math.log1p(self._rules.converted_within))
        steps = (step - 1, step, step + 1) if near else (step,)
        actors = self._facts[entry.position].actors
        return [(actor, entry.amount.unit, one) for actor in sorted(actors) for one in steps]

    def _groups(self, repeats: list[_Repeat]) -> list[RecycledPledge]:
        leader: dict[tuple[int, str], tuple[int, str]] = {}

        def root(node: tuple[int, str]) -> tuple[int, str]:
            while leader.setdefault(node, node) != node:
                node = leader[node]
            return node

        for one in repeats:
            unit = one.later.amount.unit
            first, second = root((one.earlier.position, unit)), root((one.later.position, unit))
            if first != second:
                leader[max(first, second)] = min(first, second)
        by_root: dict[tuple[int, str], list[_Repeat]] = defaultdict(list)
        for one in repeats:
            by_root[root((one.later.position, one.later.amount.unit))].append(one)
        return [self._pledge(members) for _, members in sorted(by_root.items())]

    def _pledge(self, repeats: list[_Repeat]) -> RecycledPledge:
        first = min(one.earlier for one in repeats)
        positions = sorted(
            {one.earlier.position for one in repeats} | {one.later.position for one in repeats}
        )
        into = {one.later.position: one for one in sorted(repeats, key=lambda one: one.score)}
        relations: list[PledgeRelation] = []
        told: list[str] = []
        for position in positions[1:]:
            relation = _relation(into[position]) if position in into else PledgeRelation.AGAIN
            relations.append(relation)
            told.append(self._told(positions[0], position, relation, first.amount))
        start, end = self._facts[positions[0]], self._facts[positions[-1]]
        told.append(reason(_STAGE, "actors", parties=", ".join(sorted(start.actors & end.actors))))
        terms = shared_words(start, end, self._likenesses)
        if terms:
            told.append(reason(_STAGE, "terms", terms=terms))
        return RecycledPledge(
            amount=first.amount.value,
            currency=first.amount.unit,
            members=tuple(self._promises[position] for position in positions),
            relations=tuple(relations),
            score=round(min(one.score for one in repeats), 4),
            reasons=tuple(told),
            method=method_name(self._rules),
        )

    def _told(self, first: int, later: int, relation: PledgeRelation, amount: Amount) -> str:
        name = {PledgeRelation.AGAIN: "again", PledgeRelation.CONVERTED: "converted"}
        return reason(
            _STAGE,
            name.get(relation, "part"),
            amount=f"{amount.value:,.15g} {amount.unit}",
            earlier=self._promises[first].occasion.date,
            later=self._promises[later].occasion.date,
        )


def _relation(repeat: _Repeat) -> PledgeRelation:
    if repeat.later.amount.role is AmountRole.EARLIER_TOTAL:
        return PledgeRelation.PART
    if AmountRole.CONVERSION in (repeat.earlier.amount.role, repeat.later.amount.role):
        return PledgeRelation.CONVERTED
    return PledgeRelation.AGAIN


def _rank(pledge: RecycledPledge) -> tuple[float, str, str]:
    return -pledge.amount, pledge.currency, pledge.members[0].id
