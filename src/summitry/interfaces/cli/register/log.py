"""``summitry log``: who did what and when."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, as_json, opened
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.model import JournalEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRequest(RegisterRequest):
    """What was typed after ``summitry log``."""

    entry: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only what was done to this entry.")
    ] = None
    limit: Annotated[
        int, typer.Option("--limit", metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50


@takes(LogRequest)
def log(request: LogRequest) -> None:
    """Show the journal, the newest first."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import stream_json, table
        from summitry.workflow.consulting import log as entries

        program = as_json(request)
        with opened(request) as register:
            found = islice(entries(register, request.entry), request.limit or None)
            if program:
                stream_json("journal", (journal_record(one) for one in found))
                return
            rows = ((str(one.number), one.at[:19], one.who, *_told(one)) for one in found)
            table(("no.", ("when", {"no_wrap": True}), "who", "did", "to", "what"), rows)


def journal_record(entry: JournalEntry) -> dict[str, Any]:
    """Return an entry of the journal with all it tells."""
    return {
        "number": entry.number,
        "at": entry.at,
        "who": entry.who,
        "act": entry.act,
        "subject": entry.subject,
        **entry.body,
        "hash": entry.hash,
    }


def _told(entry: JournalEntry) -> tuple[str, str, str]:
    subject = entry.subject
    long = len(subject) == 32 and subject.isalnum()
    return entry.act, subject[:12] if long else subject, "; ".join(_changes(entry))[:200]


def _changes(entry: JournalEntry) -> list[str]:
    """Return what an entry of the journal changed, field by field."""
    if "undoes" in entry.body:
        return [f"entry {entry.body['undoes']}"]
    if entry.body.get("source"):
        return [str(entry.body["title"] or entry.body["source"])]
    changes = []
    for before, after in entry.states.values():
        for name in after or {}:
            old = (before or {}).get(name)
            if before is not None and after is not None and old != after[name]:
                if name != "version":
                    changes.append(f"{name}: {old or '-'} to {after[name] or '-'}")
            elif before is None and name in ("text", "name"):
                changes.append(str(after[name]))
    return changes
