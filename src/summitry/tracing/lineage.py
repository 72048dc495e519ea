"""Lineage: what became of each promise in the documents of other meetings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summitry.lexicon.tracing_rules import method_name, tracing_rules
from summitry.model import (
    Aliases,
    Lineage,
    LinkKind,
    Notice,
    Promise,
    Severity,
    StatementKind,
)
from summitry.tracing.candidates import CandidateIndex
from summitry.tracing.facts import FactReader, Facts, refuse_doubles
from summitry.tracing.kinds import is_another_edition
from summitry.tracing.likeness import Likeness, Likenesses
from summitry.tracing.links import LinkMaker
from summitry.tracing.occasions import Chronology, Order
from summitry.tracing.pairing import Division, Pair, divisions, one_to_one
from summitry.tracing.silence import Silence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.model import LineageLink, Remark

_WITHOUT_ACTORS = 0.6
_ACROSS_LANGUAGES = 0.75
_WEAK_OBJECT = 0.2
_CERTAIN = 0.999


def trace_lineage(
    promises: Iterable[Promise],
    remarks: Iterable[Remark] = (),
    aliases: Aliases | None = None,
) -> Lineage:
    """Return every link between promises of different documents, and silences.

    ``remarks`` of kind achievement are taken as reports that a promise was kept. ``aliases``
    give other names of parties and dialogues. The order of the input does not matter; links
    are sorted. Documents without a date are compared, put in no order, and named in a notice.
    Raises UsageError when two records have one id.
    """
    made, told = list(promises), list(remarks)
    refuse_doubles([*made, *told])
    return _Tracer(aliases or Aliases()).trace(made, told)


class _Tracer:
    def __init__(self, aliases: Aliases) -> None:
        self._rules = tracing_rules().lineage
        self._reader = FactReader(aliases)
        self._time = Chronology(aliases, self._rules.reports_within_days)
        self._facts: list[Facts] = []
        self._links: list[LineageLink] = []
        self._before: dict[int, set[int]] = defaultdict(set)

    def trace(self, promises: list[Promise], remarks: list[Remark]) -> Lineage:
        self._facts = sorted((self._reader.of_promise(one) for one in promises), key=_place)
        reports = sorted(
            (
                self._reader.of_remark(one)
                for one in remarks
                if one.statement.kind is StatementKind.ACHIEVEMENT
            ),
            key=_place,
        )
        self._likenesses = Likenesses(self._rules, [*self._facts, *reports])
        self._maker = LinkMaker(self._likenesses, self._time, method_name(self._rules))
        self._silence = Silence(self._time)
        index = CandidateIndex(self._rules, self._likenesses.rarity)
        for document in _documents(self._facts):
            self._trace_document(document, index)
            for position in document:
                series = self._time.series(self._facts[position].occasion)
                index.add(position, self._facts[position], series)
        for report in reports:
            self._fulfilled(report, index)
        silent = self._silence.links(self._facts, self._maker)
        links = sorted([*self._links, *silent], key=_link_place)
        return Lineage(tuple(links), self._notices(), method_name(self._rules))

    def _trace_document(self, document: Sequence[int], index: CandidateIndex) -> None:
        by_document: dict[str, list[Pair]] = defaultdict(list)
        for position in document:
            facts = self._facts[position]
            for earlier in index.candidates(facts, self._time.series(facts.occasion)):
                pair = self._pair(earlier, position)
                if pair:
                    by_document[self._facts[earlier].occasion.document].append(pair)
        linked: dict[int, list[tuple[Pair, Division | None, LinkKind | None]]] = defaultdict(list)
        for name in sorted(by_document):
            for pair, division, kind in self._chosen(by_document[name]):
                linked[pair.later].append((pair, division, kind))
        for position in document:
            self._keep(position, linked.get(position, []))

    def _pair(self, earlier: int, later: int) -> Pair | None:
        first, second = self._facts[earlier], self._facts[later]
        if first.occasion.document == second.occasion.document or _of_others(first, second):
            return None
        found = self._likenesses.of(first, second)
        if self._apart(first, second, found):
            return None
        self._silence.closest(first, second, found.total)
        return Pair(earlier, later, found, self._links_them(first, second, found))

    def _apart(self, first: Facts, second: Facts, found: Likeness) -> bool:
        """Tell whether two promises cannot be one, whatever else they share."""
        if found.actors is not None and found.actors < self._rules.actors_from:
            return True
        if found.recipients == 0.0 or is_another_edition(first, second):
            return True
        return found.object is not None and found.object < _WEAK_OBJECT

    def _links_them(self, first: Facts, second: Facts, found: Likeness) -> bool:
        rules = self._rules
        if found.object is None:
            return found.total >= _ACROSS_LANGUAGES and (found.amounts or 0) >= _CERTAIN
        if found.actors is None and found.object < _WITHOUT_ACTORS:
            return False
        same_money = bool({*first.money} & {*second.money})
        least = rules.amount_object if same_money else rules.object_from
        return found.object >= least and found.total >= rules.same_from

    def _chosen(self, pairs: list[Pair]) -> list[tuple[Pair, Division | None, LinkKind | None]]:
        """Return the links between two documents; those of a split or merger come together."""
        chosen: list[tuple[Pair, Division | None, LinkKind | None]] = []
        used: set[int] = set()
        first = self._facts[pairs[0].earlier].occasion
        second = self._facts[pairs[0].later].occasion
        ordered = self._time.order(first, second) is not Order.UNKNOWN
        if ordered and not self._time.same_meeting(first, second):
            for split, kind in ((True, LinkKind.SPLIT), (False, LinkKind.MERGED)):
                for one in divisions(pairs, self._facts, self._likenesses, split=split):
                    if not used & {one.whole, *one.parts}:
                        used |= {one.whole, *one.parts}
                        chosen += [(pair, one, kind) for pair in one.pairs]
        rest = [pair for pair in pairs if pair.earlier not in used and pair.later not in used]
        return chosen + [(pair, None, None) for pair in one_to_one(rest)]

    def _keep(
        self, position: int, linked: list[tuple[Pair, Division | None, LinkKind | None]]
    ) -> None:
        """Keep the links to the nearest versions of a promise: what they continue is known."""
        origins = {pair.earlier for pair, _, _ in linked}
        older = {one for origin in origins for one in self._before[origin]} & origins
        self._before[position] = {one for origin in origins for one in self._before[origin]}
        self._before[position] |= origins
        for pair, division, kind in linked:
            first, second = self._facts[pair.earlier], self._facts[pair.later]
            self._silence.mentioned(first, second)
            if pair.earlier not in older or kind:
                self._links.append(
                    self._maker.link(first, second, pair.likeness, self._group(division), kind)
                )

    def _group(self, division: Division | None) -> tuple[Facts, tuple[Facts, ...], bool] | None:
        if division is None:
            return None
        parts = tuple(self._facts[part] for part in division.parts)
        return self._facts[division.whole], parts, division.by_amount

    def _fulfilled(self, report: Facts, index: CandidateIndex) -> None:
        series = self._time.series(report.occasion)
        best: dict[str, tuple[float, int, Likeness]] = {}
        for earlier in index.candidates(report, series):
            first = self._facts[earlier]
            if first.occasion.document == report.occasion.document:
                continue
            if self._time.order(first.occasion, report.occasion) is not Order.BEFORE:
                continue
            found = self._likenesses.of(first, report)
            if not self._apart(first, report, found) and self._links_them(first, report, found):
                known = best.get(first.occasion.document)
                if known is None or (found.total, -earlier) > (known[0], -known[1]):
                    best[first.occasion.document] = (found.total, earlier, found)
        for document in sorted(best):
            _, earlier, found = best[document]
            self._silence.mentioned(self._facts[earlier], report)
            self._links.append(
                self._maker.link(self._facts[earlier], report, found, None, LinkKind.FULFILLED)
            )

    def _notices(self) -> tuple[Notice, ...]:
        undated = sorted({one.occasion.document for one in self._facts if not one.occasion.date})
        return tuple(
            Notice(
                Severity.WARNING,
                "undated",
                "the document has no date: its promises are compared but put in no order",
                where=document,
                remedy="Give the document a date.",
            )
            for document in undated
        )


def _place(facts: Facts) -> tuple[str, str, int, str]:
    source = facts.source
    record = source.commitment if isinstance(source, Promise) else source.statement
    return (
        facts.occasion.date or "~",
        facts.occasion.document,
        record.number,
        facts.id,
    )


def _of_others(first: Facts, second: Facts) -> bool:
    """Tell at once that other parties act, or for other parties; most candidates end here."""
    if first.actors and second.actors and first.actors.isdisjoint(second.actors):
        return True
    served, others = first.recipients, second.recipients
    return bool(served and others) and served.isdisjoint(others)


def _documents(facts: Sequence[Facts]) -> list[list[int]]:
    groups: list[list[int]] = []
    last = None
    for position, one in enumerate(facts):
        key = (one.occasion.date, one.occasion.document)
        if key != last:
            groups.append([])
            last = key
        groups[-1].append(position)
    return groups


def _link_place(link: LineageLink) -> tuple[str, str, str, str]:
    return link.earlier, link.later, link.document, link.kind
