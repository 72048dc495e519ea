"""Plans as files: every format in which one goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from summitry.errors import UsageError
from summitry.exchange.json_document import indented
from summitry.model import Timeliness
from summitry.planning import stand
from summitry.planning.bodies import party_name
from summitry.planning.days import first_day, last_day
from summitry.storage import plans
from summitry.storage.journal import moment_now
from summitry.workflow.plans.adopting import version_of
from summitry.workflow.plans.looking import day_of
from summitry.workflow.plans.pausing import collector_paused
from summitry.workflow.plans.words import (
    count_words,
    facts_of,
    standing_record,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from summitry.exchange.iati import IatiFinding
    from summitry.exchange.plans.brief import Brief
    from summitry.exchange.plans.charts import Bar
    from summitry.exchange.plans.document import PlanPaper
    from summitry.model import ActionPlan, ActionStanding, PlanStanding
    from summitry.storage import Register

_MOST_BARS = 400


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as it goes out: the plan, how it stands on a day, the moment, the register's id."""

    plan: ActionPlan
    standing: PlanStanding
    at: str
    register: str

    @property
    def day(self) -> date:
        """The day of the standing."""
        return date.fromisoformat(self.standing.on)


def plan_file(
    register: Register, plan: str | None = None, on: str | None = None, version: str = "now"
) -> PlanFile:
    """Return a plan, or a version of it, ready to go out."""
    day = day_of(on)
    with collector_paused(), register.looking() as view:
        whole = version_of(view, plans.plan_number(view, plan), version)
        own = view.setting("register") or ""
        return PlanFile(whole, stand(whole, day), moment_now(), own)


def file_bytes(told: PlanFile, name: str, ending: str = "") -> bytes:
    """Return a plan in a format as bytes; ``ending`` chooses among those of a brief or picture."""
    makers = _makers()
    if name not in makers:
        raise UsageError(
            f"there is no format {name!r} for plans",
            where="--format",
            remedy=f"Use one of {', '.join(FORMATS)}.",
        )
    return makers[name](told, ending)


def write_workbook(told: PlanFile, path: Path, round_name: str = "") -> None:
    """Write the workbook of a plan, which people fill in and send back."""
    from summitry.exchange.plans.workbook import sheets_of
    from summitry.exchange.tables import write_tables

    write_tables("xlsx", path, sheets_of(told.plan, round_name))


def _makers() -> Mapping[str, Callable[[PlanFile, str], bytes]]:
    return {
        "json": lambda told, _: _json(told),
        "iati": lambda told, _: iati(told),
        "ics": lambda told, _: calendar(told),
        "md": lambda told, _: _document(told, "markdown"),
        "html": lambda told, _: _document(told, "html"),
        "docx": lambda told, _: _document(told, "word"),
        "brief": _brief_file,
        "gantt": _gantt,
        "matrix": _matrix,
    }


FORMATS: dict[str, tuple[str, ...]] = {
    "xlsx": (".xlsx",),
    "ics": (".ics",),
    "iati": (".xml",),
    "json": (".json",),
    "md": (".md",),
    "html": (".html",),
    "docx": (".docx",),
    "brief": (".html", ".docx"),
    "gantt": (".svg", ".png", ".html"),
    "matrix": (".svg", ".png", ".html"),
}
"""Every format of plans, with the endings of its files, the usual one first."""


def _json(told: PlanFile) -> bytes:
    import msgspec

    record = {
        "plan": msgspec.to_builtins(told.plan),
        "standing": standing_record(told.standing),
    }
    return indented(record) + b"\n"


def iati(told: PlanFile) -> bytes:
    """Return a plan as IATI activities."""
    from summitry.exchange.iati import activities

    return activities(told.plan, told.at, party_name)


def iati_findings(told: PlanFile, content: bytes) -> tuple[IatiFinding, ...]:
    """Return all that is to mend in the activities of a plan, what was left out among it."""
    from summitry.exchange.iati import IatiFinding, activity_id, check_activities
    from summitry.exchange.iati.codes import codes
    from summitry.exchange.iati.writing import left_out
    from summitry.model import Publisher

    publisher = told.plan.facts.publisher or Publisher("", "", "")
    found = []
    if told.plan.facts.publisher is None:
        remedy = codes().remedy["publisher"]
        what = "nobody is named who publishes"
        found.append(IatiFinding(told.plan.id, "publisher", what, remedy, "plan", "error"))
    for action in told.plan.actions:
        name = activity_id(publisher, action.id)
        for line in action.money:
            why = left_out(line, told.at[:10])
            if why:
                what = f"{line.kind.value} of {line.amount:,.0f} {line.currency} {why}; left out"
                remedy = codes().remedy["money"]
                found.append(IatiFinding(name, "money", what, remedy, "plan", "warning"))
        if action.indicators and (action.start is None or action.end is None):
            what = "the target has no period, because start or end are to be agreed; left out"
            remedy = codes().remedy["target"]
            found.append(IatiFinding(name, "target", what, remedy, "plan", "warning"))
    # Where nobody publishes, each activity would say so once more.
    unnamed = told.plan.facts.publisher is None
    checked = check_activities(content, told.at[:10])
    return (*found, *(one for one in checked if not (unnamed and one.field == "publisher")))


def calendar(told: PlanFile, who: str | None = None) -> bytes:
    """Return the dated steps of a plan as a calendar, all or those of a body or party."""
    from summitry.exchange.icalendar import calendar_of

    wanted = (who or "").casefold()

    def fits(action: object) -> bool:
        duties = getattr(action, "duties", ())
        return any(wanted in (one.body.casefold(), one.party.casefold()) for one in duties)

    return calendar_of(told.plan, told.register, told.at, last_day, fits if wanted else None)


def _document(told: PlanFile, kind: str) -> bytes:
    from summitry.exchange.plans import document

    made: bytes = getattr(document, kind)(paper_of(told))
    return made


def paper_of(told: PlanFile) -> PlanPaper:
    """Return what a paper on a plan says."""
    from summitry.exchange.plans.document import PlanPaper

    names = {one.code: one.name for one in told.plan.facts.bodies}
    lines = {}
    for one in told.standing.actions:
        facts = [("standing", standing_words(one))]
        for name, words in facts_of(one.action):
            code = words.partition(" (")[0]
            facts.append((name, names.get(code, words) if name in ("lead", "support") else words))
        lines[one.action.id] = tuple(facts)
    return PlanPaper(
        told.plan.facts.name,
        f"{told.plan.facts.state.value} · {told.standing.on} · {count_words(told.standing)}",
        told.standing.actions,
        lines,
        names,
    )


def standing_words(one: ActionStanding) -> str:
    """Return how an action stands in words: lateness, moves, steps, completion by both ways."""
    told = [one.timeliness.value]
    if one.days_late:
        told.append(f"{one.days_late} days late")
    if one.rescheduled:
        told.append("rescheduled" + (f" {one.rescheduled} times" if one.rescheduled > 1 else ""))
    told.append(f"{one.done} of {one.counted} steps done")
    told.append(f"completion {one.calculated.value} by its steps")
    if one.assigned is not None:
        told.append(f"{one.assigned.value} as reported")
    return " · ".join(told)


def brief_of(told: PlanFile) -> Brief:
    """Return what a minister has to know of a plan."""
    from summitry.exchange.plans.brief import Brief

    standing = told.standing
    late = sorted(
        (one for one in standing.actions if one.timeliness is Timeliness.LATE),
        key=lambda one: -one.days_late,
    )
    counts = [(str(len(standing.actions)), "actions")]
    for wanted in Timeliness:
        count = sum(one.timeliness is wanted for one in standing.actions)
        if count:
            counts.append((str(count), wanted.value))
    coming = [one for one in standing.due if one.days >= 0]
    names = {one.code: one.name for one in told.plan.facts.bodies}
    return Brief(
        told.plan.facts.name,
        f"Where it stands on {standing.on}",
        tuple(counts),
        tuple(
            (x.action.id, x.action.title, f"{x.days_late} days", _named(x.action.leads, names))
            for x in late
        ),
        tuple(
            (x.last_day, x.action.id, x.milestone.title, _named(x.action.leads, names))
            for x in coming
        ),
        tuple(
            (party_name(x.name), str(x.actions), str(x.late), str(x.done))
            for x in standing.by_party
        ),
        "Late is derived from the dates that hold now; a date that was moved counts as moved. "
        f"Rules: {standing.rules}.",
    )


def _named(duties: tuple[object, ...], names: dict[str, str]) -> str:
    codes = [str(getattr(one, "body", "")) for one in duties]
    if len(codes) > 2:
        return f"{names.get(codes[0], codes[0])} and {len(codes) - 1} more"
    return ", ".join(names.get(one, one) for one in codes)


def _brief_file(told: PlanFile, ending: str) -> bytes:
    from summitry.exchange.plans import brief

    return brief.word(brief_of(told)) if ending == ".docx" else brief.html(brief_of(told))


def bars_of(told: PlanFile) -> list[Bar]:
    """Return the actions of a plan that have a start, as bars, in the order of their starts."""
    from summitry.exchange.plans.charts import Bar

    ends = [last_day(one.action.end) for one in told.standing.actions if one.action.end]
    edge = max([*ends, told.day + timedelta(days=365)])
    bars = []
    for one in told.standing.actions:
        action = one.action
        if action.start is None:
            continue
        end = last_day(action.end) if action.end else edge
        steps = tuple(
            (last_day(x.on or x.due).isoformat(), x.title, x.state.value)
            for x in action.milestones
            if x.on or x.due
        )
        bars.append(
            Bar(
                action.id,
                action.title,
                first_day(action.start).isoformat(),
                end.isoformat(),
                one.timeliness.value,
                action.end is None,
                steps,
            )
        )
    return sorted(bars, key=lambda one: (one.start, one.id))


def _gantt(told: PlanFile, ending: str) -> bytes:
    from summitry.exchange.plans.charts import drawn, gantt

    bars = bars_of(told)
    title = f"{told.plan.facts.name}, on {told.standing.on}"
    if len(bars) > _MOST_BARS:
        title += f" (the first {_MOST_BARS} of {len(bars)} actions)"
    return drawn(gantt(bars[:_MOST_BARS], told.standing.on, title), ending or ".svg")


def _matrix(told: PlanFile, ending: str) -> bytes:
    from summitry.exchange.plans.charts import drawn, matrix

    parties = {x for one in told.plan.actions for x in (*one.parties, *one.recipients)}
    names = {one: party_name(one) for one in parties}
    title = f"Who owes how many actions to whom, on {told.standing.on}"
    return drawn(matrix(told.standing.actions, names, title), ending or ".svg")


def reminders(
    register: Register, plan: str | None, on: str | None, within: int, only: str | None = None
) -> dict[str, bytes]:
    """Return for every body that leads something due a reminder and a calendar, by file name."""
    from summitry.exchange.plans.reminder import file_name, reminder
    from summitry.planning import due_steps

    told = plan_file(register, plan, on)
    steps = due_steps(told.plan.actions, told.standing.on, within)
    wanted = (only or "").casefold()
    files = {}
    for body in told.plan.facts.bodies:
        if wanted and wanted not in (body.code.casefold(), body.party.casefold()):
            continue
        own = [one for one in steps if any(x.body == body.code for x in one.action.leads)]
        if own:
            name = file_name(body.code)
            files[f"{name}.md"] = reminder(body, own, told.plan.facts.name, told.standing.on)
            files[f"{name}.ics"] = calendar(told, body.code)
    return files
