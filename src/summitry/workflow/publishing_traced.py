"""What tracing finds of what is published: links between published entries, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from summitry.exchange.static_site.traced import Evidence, Life, Step, Told, TracedSite
from summitry.model import LinkKind, Promise, Query
from summitry.storage import documents as stored
from summitry.storage import finding
from summitry.storage.evidence import kept_evidence
from summitry.tracing import find_recycled, proposal_outcomes, total_pledges
from summitry.workflow.tracing import traced
from summitry.workflow.tracing_decisions import Standing, decided_links
from summitry.workflow.tracing_records import of_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from summitry.model import Remark, Status, StoredDocument
    from summitry.storage import View
    from summitry.workflow.tracing_records import Records

_KEY = 16


def traced_site(
    view: View, statuses: tuple[Status, ...], title_of: Callable[[StoredDocument], str]
) -> TracedSite:
    """Return what goes out of tracing where entries of some statuses do.

    Links are those of the whole register, so that they have the scores that people saw; totals
    and repeats are of what is published, so that every line of them can be looked up.
    """
    every = of_view(view)
    records = _published(view, every, statuses)
    known = stored.documents_of(view, every.keys.values())
    titles = {key: title_of(one) for key, one in known.items()}
    lives = _Lives(view, every, records, titles)
    promises, remarks = records.promises, records.remarks
    return TracedSite(
        lives.life,
        lives.said,
        tuple(find_recycled(promises)),
        total_pledges(promises, remarks),
        proposal_outcomes(remarks, promises, remarks),
    )


def _published(view: View, every: Records, statuses: tuple[Status, ...]) -> Records:
    """Return the entries that go out, which are in documents of which some commitment does."""
    ids = {one.id for one in finding.find(view, Query(kind=None, statuses=statuses))}
    promises = tuple(one for one in every.promises if one.id in ids)
    documents = {one.occasion.document for one in promises}
    remarks = (one for one in every.remarks if one.id in ids)
    here = tuple(one for one in remarks if one.occasion.document in documents)
    return replace(every, promises=promises, remarks=here)


class _Lives:
    def __init__(
        self, view: View, every: Records, records: Records, titles: dict[str, str]
    ) -> None:
        self._keys, self._titles = every.keys, titles
        sayings: list[Promise | Remark] = [*records.promises, *records.remarks]
        self.said = {one.id: self._step(one) for one in sayings}
        self._dates = {one.id: one.occasion.date for one in sayings}
        documents = {one.occasion.document for one in records.promises}
        self._ends: dict[str, list[Told]] = defaultdict(list)
        for one in traced(every, list(decided_links(view))).links:
            link = one.link
            confirmed = one.standing is Standing.CONFIRMED
            if link.earlier not in self.said:
                continue
            if link.kind is LinkKind.SILENT:
                if link.document in documents:
                    where = self._document(every, link.document)
                    self._ends[link.earlier].append(Told(link, confirmed, where))
            elif link.later in self.said:
                for end in (link.earlier, link.later):
                    self._ends[end].append(Told(link, confirmed))
        self._evidence: dict[str, list[Evidence]] = defaultdict(list)
        keys = {every.keys[name] for name in documents}
        for kept in kept_evidence(view):
            if kept.accepted:
                key = kept.document[:_KEY] if kept.document in keys and kept.document else None
                told = Evidence(kept.says, kept.source, kept.date, kept.quote, key)
                self._evidence[kept.entry].append(told)

    def life(self, name: str) -> Life:
        """Return all that is linked with a published promise over any number of links."""
        reached, waiting = {name}, [name]
        links: dict[tuple[str, str, str, str], Told] = {}
        while waiting:
            for one in self._ends.get(waiting.pop(), ()):
                link = one.link
                links[link.kind, link.earlier, link.later, link.document] = one
                ends = {end for end in (link.earlier, link.later) if end}
                waiting += ends - reached
                reached |= ends
        dated = sorted((str(self._dates[one]), one) for one in reached if self._dates[one])
        return Life(
            tuple(self.said[one] for _, one in dated),
            tuple(self.said[one] for one in sorted(reached) if not self._dates[one]),
            tuple(links[named] for named in sorted(links)),
            tuple(self._evidence.get(name, ())),
        )

    def _step(self, one: Promise | Remark) -> Step:
        key = self._keys[one.occasion.document]
        page = isinstance(one, Promise)
        return Step(one.id, one.occasion.date, self._titles[key], key[:_KEY], one.quote, page)

    def _document(self, every: Records, name: str) -> Step:
        key = self._keys[name]
        return Step("", every.occasions[name].date, self._titles[key], key[:_KEY], "", page=False)
