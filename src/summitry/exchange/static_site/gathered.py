"""What the pages of a site tell of all its documents together, gathered one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summitry.exchange.rows import short_name
from summitry.exchange.static_site.rows import row_of
from summitry.exchange.wording import one_line, shown

if TYPE_CHECKING:
    from summitry.exchange.static_site.site import Published
    from summitry.model import Document


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list; ``series`` is what the ids of its dialogue begin with."""

    key: str
    title: str
    date: str
    dialogue: str
    series: str
    forces: Counter[str]

    @property
    def count(self) -> int:
        """Return how many commitments of it are published."""
        return self.forces.total()


@dataclass(slots=True)
class Gathered:
    """Filled document by document; counters are of commitments."""

    documents: list[Listed] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    news: list[tuple[str, str, str]] = field(default_factory=list)
    owes: Counter[str] = field(default_factory=Counter)
    owed: Counter[str] = field(default_factory=Counter)
    themes: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    years: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, key: str, document: Document, found: list[Published]) -> None:
        """Take in a document with what is published of it."""
        title = title_of(document)
        forces: Counter[str] = Counter()
        for one in found:
            record, force = one.record, one.record.force.value
            forces[force] += 1
            self.rows.append(row_of(one, document, title, key))
            self.news.append((one.changed, one.id, one_line(record.quote)))
            self.owes.update(actor.code for actor in record.actors)
            self.owed.update(other.code for other in record.recipients)
            self.themes[str(record.theme)][force] += 1
            if record.deadline is not None and record.deadline.end:
                self.years[record.deadline.end[:4]][force] += 1
        series = found[0].id.rsplit("-", 2)[0] if document.dialogue else ""
        told = (document.date or "", shown(document.dialogue or ""), series)
        self.documents.append(Listed(key, title, *told, forces))

    def newest_first(self) -> list[Listed]:
        """Return the documents, the newest first."""
        return sorted(self.documents, key=lambda one: (one.date, one.title), reverse=True)


def title_of(document: Document) -> str:
    """Return what a document is called."""
    return shown(one_line(document.title or short_name(document.source)))
