"""``summitry show``: one entry with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import RegisterRequest, as_json, opened
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import JournalEntry
    from summitry.workflow.consulting import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRequest(RegisterRequest):
    """What was typed after ``summitry show``."""

    entry: Annotated[str, typer.Argument(metavar="ID", help="Such as CC5-2022-07.")]


@takes(ShowRequest)
def show(request: ShowRequest) -> None:
    """Show an entry with its reasons, notes, links and history."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.workflow.consulting import show as look_up

        program = as_json(request)
        with opened(request) as register:
            found = look_up(register, request.entry)
        if program:
            answer_json(_record(found))
            return
        for text in _lines(found):
            line(text, indented=text.startswith(" "))


def _record(found: Shown) -> dict[str, Any]:
    import msgspec

    from summitry.interfaces.cli.register.log import journal_record
    from summitry.workflow.consulting import record_of

    return {
        **record_of(found.entry, found.record, found.document),
        "machine": msgspec.to_builtins(found.entry.machine),
        "notes": msgspec.to_builtins(found.remarks.notes),
        "links": msgspec.to_builtins(found.remarks.links),
        "evidence": msgspec.to_builtins(found.remarks.evidence),
        "history": [journal_record(one) for one in found.remarks.history],
    }


def _lines(found: Shown) -> Iterator[str]:
    from summitry.exchange.rows import short_name
    from summitry.exchange.wording import deadline_words
    from summitry.interfaces.cli.register.entries_shown import (
        amount_shown,
        period_of,
        who_for_whom,
    )
    from summitry.model import Statement

    entry, record = found.entry, found.record
    page = f", page {record.page}" if record.page else ""
    tags = f" · tags {', '.join(entry.tags)}" if entry.tags else ""
    fate = f" · {entry.fate.value}" if entry.fate else ""
    yield f"{entry.id} · {entry.kind} · {entry.status.value}{fate} · version {entry.version}{tags}"
    yield f"“{record.quote}”"
    yield f"in {short_name(found.document.source)}{page} ({entry.document[:12]})"
    facts = {
        "who": who_for_whom(record),
        "amount": ", ".join(amount_shown(record, one) for one in record.quantities),
        "deadline": deadline_words(period_of(record)),
    }
    if not isinstance(record, Statement):
        facts |= {
            "action": record.action,
            "force": record.force.value,
            "verifiable": "yes" if record.verifiable else "no",
            "theme": str(record.theme),
            "reporter": record.reporter.code if record.reporter else "",
        }
    for name, value in facts.items():
        if value:
            yield f"  {name}: {value}" + (" (set by a person)" if _set(found, name) else "")
    yield from _remarks(found)


_FIELDS = {"who": ("actors", "recipients", "parties"), "amount": ("quantities",)}


def _set(found: Shown, name: str) -> bool:
    return any(field in found.entry.changes for field in _FIELDS.get(name, (name,)))


def _remarks(found: Shown) -> Iterator[str]:
    for reason in found.record.why:
        words = f" “{reason.span.of(found.document.text)}”" if reason.span else ""
        yield f"  why {reason.decides}: {reason.rule}{words}"
    for note in found.remarks.notes:
        yield f"  note of {note.who}, {note.at[:16]}: {note.text}"
    for one in found.remarks.evidence:
        decided = "" if one.accepted else "refused: "
        date = f", {one.date}" if one.date else ""
        yield f"  evidence {one.number}: {decided}{one.says} in {one.source}{date}"
    for link in found.remarks.links:
        yield f"  {link.source} {link.kind} {link.target}"
    for entry in found.remarks.history:
        yield "  " + told(entry)


def told(entry: JournalEntry) -> str:
    """Return a journal entry on one line."""
    return f"{entry.number} {entry.at[:19]} {entry.who}: {entry.act} {entry.subject}"
