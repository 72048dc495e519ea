"""``summitry plan status``, ``due`` and ``remind``: what is due, late and silent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.errors import UsageError
from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.plan.asking import DayRequest
from summitry.interfaces.cli.register.asking import as_json, opened
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.model import GroupCount, PlanStanding

_WITHIN = re.compile(r"(\d{1,5})\s*([dwm]?)\Z")
_DAYS = {"": 1, "d": 1, "w": 7, "m": 30}
_MOST_ALERTS = 40
_FEW = 10
_GROUPS = ("body", "country", "theme")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRequest(DayRequest):
    """What was typed after ``summitry plan status``."""

    by: Annotated[
        str, typer.Option("--by", metavar="WHAT", help=f"Counts by {', '.join(_GROUPS)}.")
    ] = "country"


@takes(StatusRequest)
def status(request: StatusRequest) -> None:
    """Say what is due, late and silent; lateness is derived from the dates that hold now."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json
        from summitry.workflow.plans.looking import lapsed
        from summitry.workflow.plans.looking import status as standing
        from summitry.workflow.plans.words import standing_record

        program = as_json(request)
        if request.by not in _GROUPS:
            remedy = f"Use one of {', '.join(_GROUPS)}."
            raise UsageError(f"{request.by!r} is not possible", where="--by", remedy=remedy)
        with opened(request) as register:
            found = standing(register, request.plan, request.on)
            gone = [one.id for one in lapsed(register, request.plan)]
        if program:
            answer_json({**standing_record(found), "lapsed": gone})
        else:
            _show(found, request.by, gone)


def _show(found: PlanStanding, by: str, gone: list[str]) -> None:
    from summitry.interfaces.cli.register.answering import line, table
    from summitry.workflow.plans.words import alert_rows, count_words

    line(f"{found.plan} on {found.on} · {count_words(found)}")
    alerts = alert_rows(found)
    if alerts:
        heads = ("level", ("action", {"no_wrap": True}), "days", "what", "lead")
        table(heads, alerts[:_MOST_ALERTS])
    if len(alerts) > _MOST_ALERTS:
        line(f"… and {len(alerts) - _MOST_ALERTS} more; --format json has all of them.")
    groups = {"body": found.by_body, "country": found.by_party, "theme": found.by_theme}[by]
    table((by, "actions", "late", "due", "silent", "done", "no date"), map(_group, groups))
    if gone:
        more = f" and {len(gone) - _FEW} more" if len(gone) > _FEW else ""
        line(f"Their commitments no longer count: {', '.join(gone[:_FEW])}{more}.")
    line(f"Rules: {found.rules}")


def _group(one: GroupCount) -> tuple[str, ...]:
    counts = (one.actions, one.late, one.due, one.silent, one.done, one.to_be_agreed)
    return (one.name, *map(str, counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRequest(DayRequest):
    """What was typed after ``summitry plan due``."""

    within: Annotated[
        str,
        typer.Option("--within", metavar="TIME", help="So many days: 90d, 12w or 3m of 30 days."),
    ] = "90d"
    body: Annotated[
        str | None, typer.Option("--body", metavar="CODE", help="Only of this body or party.")
    ] = None


@takes(DueRequest)
def due(request: DueRequest) -> None:
    """List the steps that are due within a time, and those whose day is over."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line, table
        from summitry.workflow.plans.looking import due as due_within
        from summitry.workflow.plans.words import due_record, due_row

        program = as_json(request)
        days = days_of(request.within)
        with opened(request) as register:
            steps = due_within(register, days, request.plan, request.on)
        if request.body:
            wanted = request.body.casefold()
            steps = tuple(
                one
                for one in steps
                if any(wanted in (x.body.casefold(), x.party.casefold()) for x in one.action.duties)
            )
        if program:
            answer_json([due_record(one) for one in steps])
            return
        if steps:
            heads = ("day", "in days", ("action", {"no_wrap": True}), "step", "lead")
            table(heads, map(due_row, steps))
        over = sum(one.days < 0 for one in steps)
        line(f"{len(steps) - over} steps are due within {days} days, {over} are overdue.")


def days_of(told: str) -> int:
    """Return how many days a time such as 90d, 12w or 3m is."""
    match = _WITHIN.match(told.strip().lower())
    if match is None:
        raise UsageError(f"{told!r} is no time", where="--within", remedy="Write 90d, 12w or 3m.")
    return int(match[1]) * _DAYS[match[2]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindRequest(DueRequest):
    """What was typed after ``summitry plan remind``."""

    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.")
    ]


@takes(RemindRequest)
def remind(request: RemindRequest) -> None:
    """Write a reminder for every body that leads something due: Markdown, and a calendar."""
    with clean_ends():
        from summitry.interfaces.cli.register.answering import answer_json, line
        from summitry.interfaces.cli.writing import write_file
        from summitry.workflow.plans.files import reminders

        days = days_of(request.within)
        with opened(request) as register:
            files = reminders(register, request.plan, request.on, days, request.body)
        request.output.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_file(request.output / name, content)
        if as_json(request):
            answer_json({"files": list(files)})
        else:
            line(f"{len(files)} files are in {request.output}.")
