"""All that comparing the promises of a register finds, laid down once and read page by page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

import msgspec

from summitry.model import (
    LeftOut,
    LineageLink,
    Occasion,
    Outcome,
    PledgeRelation,
    Promise,
    RecycledPledge,
    Total,
    TotalLine,
)
from summitry.storage.findings import Finding, FindingsFile, state_of, write_findings
from summitry.tracing import find_recycled, total_pledges, trace_lineage
from summitry.workflow.proposals import answered
from summitry.workflow.register import open_at
from summitry.workflow.tracing import Traced, by_document
from summitry.workflow.tracing_decisions import decided_links, overlaid
from summitry.workflow.tracing_records import of_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from summitry.model import Lineage, Remark
    from summitry.storage import Register
    from summitry.workflow.tracing_records import Records

_encode = msgspec.json.Encoder().encode
Body = TypeVar("Body")
LINK, RECYCLED, TOTAL, SUMMED, LEFT_OUT, OUTCOME, DOCUMENT = (
    "link", "recycled", "total", "summed", "left out", "outcome", "document"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said, when and where; ``key`` is that of the document in the register."""

    id: str
    kind: str
    quote: str
    occasion: Occasion
    key: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """An amount announced more than once: its sayings by their ids, and how each repeats it."""

    amount: float
    currency: str
    members: tuple[str, ...]
    relations: tuple[PledgeRelation, ...]
    score: float
    reasons: tuple[str, ...]
    method: str


@dataclass(frozen=True, slots=True)
class Summed:
    """A total without its lines; ``repeated`` is what was left out as announced before."""

    currency: str
    amount: float
    repeated: float
    summed: int
    left_out: dict[str, int]
    method: str


@dataclass(frozen=True, slots=True)
class Brought:
    """How many commitments of a document are new, renewed and so on; ``new`` are without links."""

    occasion: Occasion
    key: str
    commitments: int
    kinds: dict[str, int] = field(default_factory=dict)


class Findings:
    """What was found in one state of a register."""

    def __init__(self, path: Path) -> None:
        self._file = FindingsFile(path)
        self.state = self._file.state["state"]
        self.undated = int(self._file.state["undated"])

    def links(self, entries: Iterable[str]) -> list[LineageLink]:
        """Return the proposed links that end at any of some entries, with keys of documents."""
        return [_read(one, LineageLink) for one in self._file.ending_at(LINK, entries)]

    def recycled(self, start: int, size: int) -> list[Repeated]:
        """Return amounts that were announced more than once, the largest first."""
        return [_read(one, Repeated) for one in self._file.page(RECYCLED, None, start, size)]

    def repeated(self, entry: str) -> list[Repeated]:
        """Return the amounts announced more than once of which an entry is a saying."""
        return [_read(one, Repeated) for one in self._file.ending_at(RECYCLED, [entry])]

    def totals(self) -> list[Summed]:
        """Return the totals, one a currency."""
        return [_read(one, Summed) for one in self._file.page(TOTAL, None, 0, 1000)]

    def lines(self, part: str, currency: str, start: int, size: int) -> list[TotalLine]:
        """Return amounts of a currency that were summed or left out."""
        return [_read(one, TotalLine) for one in self._file.page(part, currency, start, size)]

    def outcomes(self, dialogue: str | None, start: int, size: int) -> list[Outcome]:
        """Return what became of proposals, of one dialogue or of all."""
        return [_read(one, Outcome) for one in self._file.page(OUTCOME, dialogue, start, size)]

    def documents(self, start: int, size: int) -> list[Brought]:
        """Return what each document brings, the latest first, those without a date last."""
        return [_read(one, Brought) for one in self._file.page(DOCUMENT, None, start, size)]

    def count(self, part: str, shelf: str | None = None) -> int:
        """Return how many there are of a part, or of one shelf of it."""
        return self._file.count(part, shelf)

    def shelves(self, part: str) -> list[tuple[str, int]]:
        """Return the shelves of a part with how many stand on each."""
        return self._file.shelves(part)

    def said(self, ids: Iterable[str]) -> dict[str, Saying]:
        """Return what was said, by ids."""
        return {name: _read(one, Saying) for name, one in self._file.said(ids).items()}


def make_findings(register: Register, path: Path) -> Findings:
    """Compare all that counts in a register, and lay down at a path what is found."""
    with register.looking() as view:
        state, _live = state_of(view)
        records, decided = of_view(view), list(decided_links(view))
    lineage = trace_lineage(records.promises, records.remarks)
    links = overlaid(records.places(), records.keys, lineage.links, decided)
    undated = sum(not one.date for one in records.occasions.values())
    told = {"state": state, "undated": str(undated)}
    found = _Found(records, lineage, Traced(records, links, lineage.notices))
    write_findings(path, told, found.findings(), found.said())
    return Findings(path)


def make_findings_at(address: str, path: Path) -> None:
    """Do the same for the register at an address, as a process of its own does."""
    with open_at(address) as register:
        make_findings(register, path)


class _Found:
    def __init__(self, records: Records, lineage: Lineage, traced: Traced) -> None:
        self._records = records
        self._lineage = lineage
        self._traced = traced
        self._wanted: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        keys = self._records.keys
        for link in self._lineage.links:
            keyed = replace(link, document=keys[link.document])
            yield Finding(LINK, "", _encode(keyed), (link.earlier, link.later))
        for pledge in find_recycled(self._records.promises):
            members = tuple(one.id for one in pledge.members)
            self._wanted |= set(members)
            yield Finding(RECYCLED, pledge.currency, _encode(_repeated(pledge)), members)
        for total in total_pledges(self._records.promises, self._records.remarks):
            yield from self._total(total)
        for one in answered(self._records):
            self._wanted |= {one.outcome.proposal, one.outcome.later}
            shelf = one.proposal.occasion.dialogue or ""
            ends = (one.outcome.proposal, one.outcome.later)
            yield Finding(OUTCOME, shelf, _encode(one.outcome), ends)
        for told in self._brought():
            yield Finding(DOCUMENT, "", _encode(told))

    def said(self) -> Iterator[tuple[str, bytes]]:
        """Yield the records that findings name; what links end at stands in the register."""
        every: list[Promise | Remark] = [*self._records.promises, *self._records.remarks]
        for one in every:
            if one.id in self._wanted:
                kind = "commitment" if isinstance(one, Promise) else one.statement.kind.value
                key = self._records.keys[one.occasion.document]
                yield one.id, _encode(Saying(one.id, kind, one.quote, one.occasion, key))

    def _total(self, total: Total) -> Iterator[Finding]:
        reasons = Counter(str(one.left_out) for one in total.left_out if one.left_out)
        told = Summed(
            total.currency,
            total.amount,
            repeated_in(total),
            len(total.summed),
            dict(reasons.most_common()),
            total.method,
        )
        yield Finding(TOTAL, total.currency, _encode(told))
        for part, lines in ((SUMMED, total.summed), (LEFT_OUT, total.left_out)):
            for one in sorted(lines, key=lambda line: (-line.value, line.id)):
                self._wanted |= {one.id, one.because_of}
                yield Finding(part, total.currency, _encode(one), (one.id,))

    def _brought(self) -> list[Brought]:
        found = []
        for told in by_document(self._traced):
            kinds: Counter[str] = Counter()
            for _, links in told.promises:
                kinds["new"] += not links
                kinds.update({one.link.kind.value for one in links})
            kinds["silent"] += len(told.silent)
            counted = {name: count for name, count in kinds.most_common() if count}
            found.append(Brought(told.occasion, told.key, len(told.promises), counted))
        dated = [one for one in found if one.occasion.date]
        dated.sort(key=lambda one: (str(one.occasion.date), one.occasion.document), reverse=True)
        return dated + [one for one in found if not one.occasion.date]


def repeated_in(total: Total) -> float:
    """Return what was left out because it was announced before, in the currency of the total."""
    again = [one for one in total.left_out if one.left_out is LeftOut.REPEATED]
    return sum(one.value for one in again if one.currency == total.currency)


def _repeated(pledge: RecycledPledge) -> Repeated:
    return Repeated(
        pledge.amount,
        pledge.currency,
        tuple(one.id for one in pledge.members),
        pledge.relations,
        pledge.score,
        pledge.reasons,
        pledge.method,
    )


def _read(body: bytes, kind: type[Body]) -> Body:
    return msgspec.json.decode(body, type=kind)
