"""What a register holds as plain values for JSON, beyond entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summitry.exchange.rows import short_name
from summitry.workflow.telling import told

if TYPE_CHECKING:
    from summitry.model import JournalEntry
    from summitry.workflow.browsing import DocumentItem, Standing


def journal_record(entry: JournalEntry) -> dict[str, Any]:
    """Return an entry of the journal, with what it changed in words."""
    return {
        "number": entry.number,
        "at": entry.at,
        "who": entry.who,
        "act": entry.act,
        "subject": entry.subject,
        "changes": [
            {"field": one.field, "before": one.before, "after": one.after} for one in told(entry)
        ],
        "hash": entry.hash,
    }


def document_record(item: DocumentItem) -> dict[str, Any]:
    """Return a document without its text, and how many of its commitments have each status."""
    document = item.document
    details = {name: value for name, value in document.details.items() if name != "provenance"}
    return {
        "key": document.key,
        "number": document.number,
        **details,
        "document": short_name(details["source"]),
        "dialogue": document.dialogue,
        "meeting": document.meeting,
        "engine": document.engine,
        "lexicon": document.lexicon,
        "commitments": {status: count for status, count in sorted(item.counts.items()) if count},
    }


def party_record(standing: Standing) -> dict[str, Any]:
    """Return what a party owes and is owed, by status."""
    return {
        "code": standing.code,
        "name": standing.name,
        "kind": standing.kind,
        "owes": dict(standing.owes),
        "owed": dict(standing.owed),
    }
