"""Where a plan stands on a day: derived from its dates, never typed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.plan import Action, Completion, Milestone  # noqa: TC001 - schema


class Timeliness(StrEnum):
    """How an action stands; a rescheduled one is only late by its new date."""

    ON_TIME = "on time"
    LATE = "late"
    TO_BE_AGREED = "no date agreed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DONE = "done"
    DONE_LATE = "done late"


class AlertLevel(StrEnum):
    """How urgent something overdue is."""

    NOTICE = "notice"
    WARNING = "warning"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that fired for an action: its level, its words, and by how many days."""

    action: str
    rule: str
    level: AlertLevel
    text: str
    days: int
    milestone: int | None = None


@dataclass(frozen=True, slots=True)
class DueStep:
    """A milestone that is due, the last day it is due on, and how many days are left.

    ``days`` is negative where the day is over.
    """

    action: Action
    milestone: Milestone
    last_day: str
    days: int


@dataclass(frozen=True, slots=True)
class ActionStanding:
    """An action on a day: standing, days late, how often rescheduled, what has been done.

    ``assigned`` is the completion last reported, ``calculated`` the one its milestones give.
    """

    action: Action
    timeliness: Timeliness
    days_late: int
    rescheduled: int
    done: int
    counted: int
    percent: float | None
    assigned: Completion | None
    calculated: Completion
    silent_days: int | None
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many actions of a body, party or theme stand how."""

    name: str
    actions: int
    late: int
    silent: int
    done: int
    to_be_agreed: int
    due: int


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A whole plan on a day."""

    plan: str
    on: str
    actions: tuple[ActionStanding, ...]
    due: tuple[DueStep, ...]
    by_body: tuple[GroupCount, ...]
    by_party: tuple[GroupCount, ...]
    by_theme: tuple[GroupCount, ...]
    rules: str
