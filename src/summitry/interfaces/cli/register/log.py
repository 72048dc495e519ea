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

_MOST = 20


_FIGURES = ("import data", "fetch data")
_VERDICTS = ("assessment:", "binding:", "outcome:")
"""What is told in few words, because there is much of it or because it means little by itself."""


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
    if entry.act in _FIGURES or any(name.startswith(_VERDICTS) for name in entry.states):
        from summitry.workflow.telling import told

        return [one.after or f"no longer {one.before}" for one in told(entry)]
    from summitry.workflow.plans.telling import KINDS, plan_changes

    changes: list[str] = []
    for name, (before, after) in list(entry.states.items())[:_MOST]:
        if name.partition(":")[0] in KINDS:
            rows = plan_changes(name, before, after)
            changes += [f"{field}: {old} to {new}" if old else f"{new}" for field, old, new in rows]
        elif before is None or after is None:
            changes += _made(name, before, after)
        else:
            changes += [
                f"{field}: {_value(before.get(field))} to {_value(value)}"
                for field, value in after.items()
                if field != "version" and before.get(field) != value
            ]
    return changes


def _made(name: str, before: Any, after: Any) -> list[str]:
    """Return in a word or two what was made, or taken away."""
    kind, _, key = name.partition(":")
    if kind == "tag":
        return [("" if before is None else "no longer ") + key.partition(":")[2]]
    if kind == "link":
        return [("" if before is None else "no longer ") + key.split(":")[1]]
    told = after or before
    if kind == "evidence":
        return [" ".join((told["says"], told["source"], told["quote"]))]
    return [str(told[field]) for field in ("name", "text") if field in told]


def _value(value: Any) -> str:
    if isinstance(value, str) and value.startswith("{"):
        import msgspec

        set_by_person = msgspec.json.decode(value)
        return ", ".join(f"{field} {_plain(set_by_person[field])}" for field in set_by_person)
    return "-" if value is None else str(value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "+".join(map(_plain, value)) or "none"
    if isinstance(value, dict):
        if "unit" in value:
            from summitry.workflow.amounts import shown_amount

            return shown_amount(value)
        return "..".join(str(value[end] or "") for end in ("start", "end"))
    return "none" if value is None else str(value)
