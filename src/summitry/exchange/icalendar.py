"""Steps of a plan as an iCalendar file (RFC 5545), and such a file read back.

Every step keeps its UID for ever; a step that was changed has a higher sequence, so that the
calendar of who has subscribed replaces it. Steps are days: a time of day, and with it a time zone,
would say more than the plan does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from summitry.errors import ExtraMissing, UsageError
from summitry.exchange.tables.faults import Fault, shown
from summitry.model import ActionState, MilestoneState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from summitry.model import Action, ActionPlan, Milestone

_UID = re.compile(r"([Pp]\d+-\d+)-(\d+)@([\w.-]+)\Z")
_REST = (ActionState.CANCELLED, ActionState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A step in a calendar that came back: its action, its number, the last day it is due on."""

    action: str
    milestone: int
    day: str


def calendar_of(
    plan: ActionPlan,
    register: str,
    at: str,
    last_day: Callable[[str], date],
    wanted: Callable[[Action], bool] | None = None,
) -> bytes:
    """Return the dated steps of a plan as a calendar; ``register`` is the id of the register.

    A step is on the last day it is due on. ``at`` is this moment in UTC, ISO 8601; ``wanted``
    tells which actions are in it.
    """
    icalendar = _library()
    made = icalendar.Calendar()
    made.add("prodid", "-//summitry//action plan//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", plan.facts.name)
    made.add("x-published-ttl", "PT12H")
    stamp = datetime.fromisoformat(at)
    for action in plan.actions:
        if wanted is not None and not wanted(action):
            continue
        for one in action.milestones:
            if one.due is not None:
                event = _event(icalendar, action, one, (register, stamp))
                day = last_day(one.due)
                event.add("dtstart", day)
                event.add("dtend", day + timedelta(days=1))
                made.add_component(event)
    written: bytes = made.to_ical()
    return written


def _event(icalendar: Any, action: Action, one: Milestone, context: tuple[str, datetime]) -> Any:
    register, stamp = context
    event = icalendar.Event()
    event.add("uid", uid_of(action, one, register))
    event.add("sequence", sum(_concerns(x.what, one.number) for x in action.history))
    changes = [x.at for x in action.history if _concerns(x.what, one.number)]
    event.add("dtstamp", stamp)
    if changes:
        event.add("last-modified", datetime.fromisoformat(changes[-1][:19].rstrip("Z") + "+00:00"))
    done = {MilestoneState.DONE: "Done: ", MilestoneState.DROPPED: "Dropped: "}.get(one.state, "")
    event.add("summary", f"{done}{action.id} {one.title}")
    bodies = ", ".join(f"{x.body} ({x.party})" for x in action.duties)
    told = [action.title, f"Due: {one.due}", f"Bodies: {bodies}" if bodies else ""]
    told += [f"{x.entry}: “{' '.join(x.quote.split())}”" for x in action.promised]
    event.add("description", "\n".join(x for x in told if x))
    gone = one.state is MilestoneState.DROPPED or action.state in _REST
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [action.theme])
    return event


def _concerns(what: str, number: int) -> bool:
    return what == "state" or what.split(" due", maxsplit=1)[0] == f"milestone {number}"


def uid_of(action: Action, one: Milestone, register: str) -> str:
    """Return the UID of a step, which never changes and is no other's anywhere."""
    return f"{action.id}-{one.number}@{register}.summitry"


def read_calendar(
    content: bytes, where: str, register: str
) -> tuple[list[CalendarDay], list[Fault]]:
    """Return the steps of a calendar that came back, and all that is wrong in it.

    Events of others are passed over. A fault is an event with a time of day or a time zone, one
    that repeats, a step that is there twice. Raises UsageError for what is no calendar.
    """
    icalendar = _library()
    try:
        calendars = icalendar.Calendar.from_ical(content, multiple=True)
        if not calendars:
            raise ValueError("nothing is in it")
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise UsageError(
            f"is no calendar that can be read ({error})",
            where=where,
            remedy="Export it again from the calendar program, as .ics.",
        ) from None
    faults: list[Fault] = []
    found: dict[tuple[str, int], CalendarDay] = {}
    events = [event for one in calendars for event in one.walk("VEVENT")]
    for number, event in enumerate(events, start=1):
        told = _UID.match(str(event.get("uid", "")))
        if told is None or told[3] != f"{register}.summitry":
            continue
        day = _day(event, (where, number, str(event.get("summary", ""))), faults)
        key = (told[1].upper(), int(told[2]))
        if day is None:
            continue
        if key in found and found[key].day != day:
            what = f"{key[0]} step {key[1]} is there twice, on {found[key].day} and {day}"
            faults.append(Fault(where, what, "Delete one of the two events.", number))
            continue
        found[key] = CalendarDay(*key, day)
    return list(found.values()), faults


def _day(event: Any, place: tuple[str, int, str], faults: list[Fault]) -> str | None:
    where, number, summary = place

    def fault(what: str, remedy: str, value: object = "") -> None:
        told = f"event “{shown(summary)}” {what}"
        faults.append(Fault(where, told, remedy, number, "DTSTART", shown(value)))

    if event.get("rrule") is not None:
        fault("repeats, and a step happens once", "Take the repetition out.")
        return None
    start = event.get("dtstart")
    value = getattr(start, "dt", None)
    if isinstance(value, datetime):
        zone = start.params.get("TZID") or (value.tzname() if value.tzinfo else "")
        what = f"has a time of day in the time zone {zone}" if zone else "has a time of day"
        fault(f"{what}; a step is a day", "Make it an event of the whole day.", value)
        return None
    if not isinstance(value, date):
        fault("has no day", "Give it one, or delete it.")
        return None
    return value.isoformat()


def merged(events: Iterable[CalendarDay]) -> dict[str, list[CalendarDay]]:
    """Return the days of a calendar by action."""
    found: dict[str, list[CalendarDay]] = {}
    for one in events:
        found.setdefault(one.action, []).append(one)
    return found


def _library() -> Any:
    try:
        import icalendar
    except ImportError as error:
        raise ExtraMissing(
            "calendars need the package icalendar, which is not installed",
            remedy='Install it with: python -m pip install "summitry[planning]"',
        ) from error
    return icalendar
