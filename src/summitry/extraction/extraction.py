"""The stage's one entry: a Document in, a Reading out."""

from __future__ import annotations

from dataclasses import replace

from summitry.extraction.engine import Walk
from summitry.extraction.statements import find_statements
from summitry.lexicon.loader import digest
from summitry.model import Document, Notice, Origin, Provenance, Reading, Severity
from summitry.version import __version__

ENGINE = f"grammar {__version__}"


def extract(document: Document, *, all_statements: bool = False) -> Reading:
    """Return the commitments of a document, and with ``all_statements`` its other statements.

    Parties that nobody named are found in the text. Pure: the same document gives the same
    reading on every machine.
    """
    walk = Walk.over(document, closely=all_statements)
    commitments = walk.commitments()
    notices = tuple(_undated(commitments))
    return Reading(
        document=_with_parties(document, walk.context.parties),
        commitments=commitments,
        statements=find_statements(walk.sentences, document, walk.context),
        notices=notices,
        engine=ENGINE,
        lexicon=digest(),
    )


def _with_parties(document: Document, parties: tuple[str, ...]) -> Document:
    if document.parties or not parties:
        return document
    kept = tuple(known for known in document.provenance if known.detail != "parties")
    found = Provenance("parties", Origin.FOUND, "the names in the opening")
    return replace(document, parties=parties, provenance=(*kept, found))


def _undated(commitments: tuple[object, ...]) -> list[Notice]:
    unresolved = [
        one
        for one in commitments
        if getattr(one, "deadline", None) and not one.deadline.resolved  # type: ignore[attr-defined]
    ]
    if not unresolved:
        return []
    return [
        Notice(
            Severity.WARNING,
            "deadline-unresolved",
            f"{len(unresolved)} deadlines are counted from the date of the document, "
            "which is not known; they stay unresolved",
            remedy="Give the date with --date.",
        )
    ]
