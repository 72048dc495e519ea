"""The joint action plan: what is done, by which bodies, until when, and how it went.

Dates are ISO 8601 of reduced precision (``2027``, ``2027-06``, ``2027-06-30``); None stands for
"to be agreed". Nothing here says whether an action is late: that is derived from its dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summitry.model.register import Level


class Deliverable(StrEnum):
    """What an action brings about."""

    EVENT = "event"
    INSTITUTION = "institution"
    MONEY = "money"
    INFRASTRUCTURE = "infrastructure"
    PEOPLE = "people"
    REGULATION = "regulation"
    OTHER = "other"


class ActionState(StrEnum):
    """Where an action stands, as people have said; lateness is no state."""

    PLANNED = "planned"
    UNDER_WAY = "under way"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DONE = "done"


class MilestoneState(StrEnum):
    """What became of a milestone."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Role(StrEnum):
    """What a body does for an action."""

    LEAD = "lead"
    SUPPORT = "support"


class MoneyKind(StrEnum):
    """How firm money is: announced, bound by a signed document, or paid."""

    PLEDGE = "pledge"
    COMMITMENT = "commitment"
    DISBURSEMENT = "disbursement"


class RoundKind(StrEnum):
    """The two kinds of reporting rounds."""

    INTERIM = "interim"
    FINAL = "final"


class Completion(StrEnum):
    """Completion by the scale of the Open Government Partnership's reviews."""

    NO_EVIDENCE = "no evidence available"
    NOT_STARTED = "not started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"


class Mark(StrEnum):
    """What a rubric says of a member; the last three are no marks and are never counted as one."""

    FULL = "+1"
    PARTIAL = "0"
    FAILURE = "-1"
    NOT_APPLICABLE = "not applicable"
    UNKNOWN = "unknown"
    CONTESTED = "contested"


class PlanState(StrEnum):
    """Whether a plan may be rewritten: a draft, adopted (frozen), or being amended."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    AMENDING = "being amended"


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a party; ``to_be_named`` where only its field is known."""

    code: str
    name: str
    party: str
    to_be_named: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """A body and what it does for an action, on the side of its party."""

    party: str
    body: str
    role: Role = Role.LEAD


@dataclass(frozen=True, slots=True)
class Money:
    """A line of a budget; ``amount`` is plain, ``currency`` ISO 4217.

    ``document`` names the signed document of a commitment or the source of a disbursement.
    """

    kind: MoneyKind
    amount: float
    currency: str
    bound: str = "exact"
    provider: str = ""
    receiver: str = ""
    date: str | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """What can go wrong and what is done about it; ``rule`` names the rule that proposed it."""

    text: str
    response: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """The commitment an action comes from: its id in the register and its words."""

    entry: str
    quote: str
    document: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of an action; ``number`` is never reused within it."""

    number: int
    title: str
    due: str | None = None
    state: MilestoneState = MilestoneState.OPEN
    on: str | None = None
    party: str = ""
    reason: str = ""
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One change in the life of an action: what changed, from what, to what, and why.

    ``what`` names the field: ``start``, ``end``, ``state``, ``lead KAZ``, ``milestone 2 due`` …
    """

    at: str
    who: str
    what: str
    before: str | None
    after: str | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """A report on an action for a reporting round; ``percent`` lies between 0 and 100.

    ``party`` is whose report it is, empty where it is that of all together.
    """

    at: str
    who: str
    round: str
    text: str = ""
    percent: float | None = None
    completion: Completion | None = None
    party: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The mark a person gave a member, beside which a rubric's own is shown."""

    at: str
    who: str
    party: str
    mark: Mark
    rubric: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number an action is to reach: what is counted, the target, where it began, where it is."""

    name: str
    unit: str
    target: float
    baseline: float | None = None
    baseline_year: int | None = None
    actual: float | None = None
    actual_date: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One action of a plan.

    ``proposed`` names the fields that are still as rules proposed them; ``why`` the rules.
    ``parent`` is the umbrella it belongs to, ``depends`` the actions that must be done before.
    ``other_ids`` are identifiers of the same activity in files of others.
    """

    id: str
    title: str
    level: Level = Level.EXPERTS
    deliverable: Deliverable = Deliverable.OTHER
    theme: str = "other"
    force: str = ""
    promised: tuple[Promised, ...] = ()
    duties: tuple[Duty, ...] = ()
    recipients: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    milestones: tuple[Milestone, ...] = ()
    money: tuple[Money, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    risks: tuple[Risk, ...] = ()
    depends: tuple[str, ...] = ()
    parent: str = ""
    state: ActionState = ActionState.PLANNED
    history: tuple[Happening, ...] = ()
    reports: tuple[Progress, ...] = ()
    scores: tuple[Score, ...] = ()
    other_ids: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    def milestone(self, number: int) -> Milestone | None:
        """Return the milestone of a number, or None."""
        return next((one for one in self.milestones if one.number == number), None)

    @property
    def parties(self) -> tuple[str, ...]:
        """The codes of all who have a part in it, in order."""
        return tuple(dict.fromkeys(one.party for one in self.duties))

    @property
    def leads(self) -> tuple[Duty, ...]:
        """The bodies that lead, one a side at most."""
        return tuple(one for one in self.duties if one.role is Role.LEAD)


@dataclass(frozen=True, slots=True)
class Round:
    """A reporting round: its name, its kind, and the day by which reports are due."""

    name: str
    kind: RoundKind
    due: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the plan as IATI: its identifier, its kind by the code list, its name.

    ``party`` is the code of the party on whose behalf it reports.
    """

    ref: str
    kind: str
    name: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """All that belongs to a plan beside its actions."""

    name: str
    dialogue: str = ""
    meeting: int | None = None
    state: PlanState = PlanState.DRAFT
    bodies: tuple[Body, ...] = ()
    rounds: tuple[Round, ...] = ()
    publisher: Publisher | None = None
    notes: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """A plan: its id in the register, its facts and its actions in order."""

    id: str
    facts: PlanFacts
    actions: tuple[Action, ...] = ()

    def action(self, action_id: str) -> Action | None:
        """Return the action of an id, in capitals or not; None when there is none."""
        wanted = action_id.strip().casefold()
        return next((one for one in self.actions if one.id.casefold() == wanted), None)

    def body(self, code: str) -> Body | None:
        """Return the body of a code, or None."""
        return next((one for one in self.facts.bodies if one.code == code), None)


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A plan as it was adopted: frozen, with the SHA-256 of its canonical JSON."""

    plan: str
    number: int
    at: str
    who: str
    note: str
    digest: str


@dataclass(frozen=True, slots=True)
class PlanFault:
    """Something wrong in a plan: the action, its field, what is wrong, what to do."""

    where: str
    field: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.where}, {self.field}" if self.field else self.where
        return f"{place}: {self.what}. {self.remedy}"
