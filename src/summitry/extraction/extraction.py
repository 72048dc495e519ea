"""The stage's one entry: a Document in, a Reading out."""

from __future__ import annotations

from dataclasses import replace

from summitry.extraction.languages import find
from summitry.lexicon.loader import digest
from summitry.model import Commitment, Document, Notice, Origin, Provenance, Reading, Severity
from summitry.version import __version__

ENGINE = f"grammar {__version__}"


def extract(document: Document, *, all_statements: bool = False) -> Reading:
    """Return the commitments of a document, and with ``all_statements`` its other statements.

    Parties that nobody named are found in the text. Pure: the same document gives the same
    reading on every machine.
    """
    found = find(document, closely=all_statements)
    notices = tuple(_undated(found.commitments))
    return Reading(
        document=_with_parties(document, found.parties),
        commitments=found.commitments,
        statements=found.statements,
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


def _undated(commitments: tuple[Commitment, ...]) -> list[Notice]:
    unresolved = [
        one for one in commitments if one.deadline is not None and not one.deadline.resolved
    ]
    if not unresolved:
        return []
    return [
        Notice(
            Severity.WARNING,
            "deadline-unresolved",
            f"{_deadlines(len(unresolved))} counted from the date of the document, "
            "which is not known, and not resolved",
            remedy="Give the date with --date.",
        )
    ]


def _deadlines(count: int) -> str:
    return "1 deadline is" if count == 1 else f"{count} deadlines are"
