"""The life of one promise, looked up among what comparing has found, with people's decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.errors import EntryMissing
from summitry.storage import evidence as stored
from summitry.storage.documents import documents_of
from summitry.storage.entries import number_of, numbers_for
from summitry.workflow.tracing import Life, Traced, life_of
from summitry.workflow.tracing_decisions import decided_links, overlaid
from summitry.workflow.tracing_records import of_entries

if TYPE_CHECKING:
    from summitry.model import KeptEvidence, LineageLink, StoredDocument
    from summitry.storage import Register, View
    from summitry.workflow.findings import Findings
    from summitry.workflow.tracing_decisions import Decided

MOST = 200
"""So many records of one life are looked up; no promise was ever said that often."""


@dataclass(frozen=True, slots=True)
class Told:
    """A life with what people have kept as evidence; documents by key, as links name them.

    ``refused`` are the links that people have refused, which may be opened again.
    """

    life: Life
    evidence: tuple[KeptEvidence, ...]
    documents: dict[str, StoredDocument]
    refused: tuple[Decided, ...]


def life(register: Register, findings: Findings | None, entry_id: str) -> Told:
    """Return the life of a commitment; EntryMissing when there is none that counts."""
    with register.looking() as view:
        number_of(view, entry_id)  # which says that there is none
        known = of_entries(view, [entry_id])
        if not known.promises:
            raise EntryMissing(
                f"{entry_id} is no commitment that counts",
                remedy="What was rejected, split or merged is not traced.",
            )
        name = known.promises[0].id
        links, decided, ids = _reached(view, findings, name)
        records = of_entries(view, ids)
        places = {one: records.keys[where] for one, where in records.places().items()}
        here = [
            one for one in links if one.earlier in places and (not one.later or one.later in places)
        ]
        keys = {one.document for one in (*here, *(d.link for d in decided)) if one.document}
        documents = documents_of(view, keys | set(places.values()))
        shown = overlaid(places, {key: key for key in documents}, here, decided)
        refused = tuple(one for one in decided if one.standing.value == "refused")
        return Told(
            life_of(Traced(records, shown, ()), name),
            tuple(stored.kept_evidence(view, name)),
            documents,
            refused,
        )


def _reached(
    view: View, findings: Findings | None, start: str
) -> tuple[list[LineageLink], list[Decided], set[str]]:
    """Return all links that can be reached from a record, and the records at their ends."""
    reached, waiting = {start}, {start}
    links: dict[tuple[str, str, str, str], LineageLink] = {}
    decided: dict[tuple[str, str, str, str, str], Decided] = {}
    while waiting and len(reached) <= MOST:
        found = findings.links(waiting) if findings else []
        numbers = set(numbers_for(view, waiting).values())
        chosen = list(decided_links(view, numbers))
        links |= {(one.kind, one.earlier, one.later, one.document): one for one in found}
        for one in chosen:
            link = one.link
            named = (one.standing, link.kind, link.earlier, link.later, link.document)
            decided[named] = one
        every = [*found, *(one.link for one in chosen)]
        ends = {end for link in every for end in (link.earlier, link.later) if end}
        waiting = ends - reached
        reached |= ends
    return list(links.values()), list(decided.values()), reached
