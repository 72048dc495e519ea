"""What a register holds: dialogues, meetings, documents, the machine's records, people's decisions.

The machine's record of a statement is never changed. What people decide is layered over it, so
that a newer engine can read a document again and no decision is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summitry.model.commitment import Commitment, Statement

COMMITMENT = "commitment"
"""The kind of an entry that is a commitment; other kinds are those of StatementKind."""


class Level(StrEnum):
    """Who meets."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    EXPERTS = "experts"


class Status(StrEnum):
    """What became of an entry; ``split`` and ``merged`` ones live on in others.

    ``withdrawn`` says that it no longer counts: a newer engine does not find it, the document or
    the change that made it was taken back. Nothing is ever deleted.
    """

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SPLIT = "split"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


LIVE = (Status.PROPOSED, Status.ACCEPTED)
"""The entries that count unless others are asked for."""


class Fate(StrEnum):
    """What became of a proposal that one party made to another."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Act(StrEnum):
    """What a journal entry tells of."""

    BEGIN = "begin"
    ADD = "add"
    ADD_AGAIN = "add again"
    READ_AGAIN = "read again"
    ACCEPT_DIFFERENCES = "accept differences"
    DECLINE_DIFFERENCES = "decline differences"
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    SPLIT = "split"
    MERGE = "merge"
    ADD_BY_HAND = "add by hand"
    FATE = "fate"
    NOTE = "note"
    TAG = "tag"
    UNTAG = "untag"
    LINK = "link"
    UNLINK = "unlink"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    ACCEPT_EVIDENCE = "accept evidence"
    REFUSE_EVIDENCE = "refuse evidence"
    ADD_EVIDENCE = "add evidence"
    IMPORT_DATA = "import data"
    FETCH_DATA = "fetch data"
    BIND = "bind figures"
    UNBIND = "refuse figures"
    LINK_OUTCOME = "link outcome"
    ASSESS = "assess"
    BUILD_PLAN = "build plan"
    CHANGE_PLAN = "change plan"
    REPORT_PLAN = "report on plan"
    ADOPT_PLAN = "adopt plan"
    AMEND_PLAN = "amend plan"
    NAME = "name"
    UNDO = "undo"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A series of meetings between the same parties; ``series`` begins the ids of its entries."""

    name: str
    series: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a dialogue: ISO 8601 date of reduced precision, place, level, parties."""

    number: int
    dialogue: str
    date: str | None = None
    place: str | None = None
    level: Level | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the register, without its text.

    ``key`` is the hash of the text's content; ``details`` are those of Document by name;
    ``withdrawn`` tells that its adding was undone.
    """

    key: str
    number: int
    details: Mapping[str, Any]
    dialogue: str | None = None
    meeting: int | None = None
    engine: str = ""
    lexicon: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A commitment or other statement in the register: the machine's record, people's changes.

    ``id`` is short and never reused; ``version`` counts its changes from 1; ``machine`` is None
    where a person added it; ``changes`` holds a value for each field a person has set.
    """

    id: str
    document: str
    kind: str
    status: Status
    version: int
    machine: Commitment | Statement | None
    changes: Mapping[str, Any] = field(default_factory=dict)
    fate: Fate | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about an entry; ``at`` is a moment in UTC, ISO 8601."""

    number: int
    entry: str
    text: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """What a source says of a commitment, accepted or refused by a person.

    ``says`` is one of :class:`Says`; ``document`` the key of a document of the register whose
    text has the quote at ``start`` to ``end``, None where a person has named another source.
    ``date`` is ISO 8601 of reduced precision; ``at`` a moment in UTC.
    """

    number: int
    entry: str
    accepted: bool
    says: str
    source: str
    quote: str
    date: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two entries, such as ``repeats`` or ``split from``."""

    source: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """A theme that a user of the register has added."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnParty:
    """A party that a user of the register has added."""

    code: str
    name: str
    kind: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Who did what and when; ``states`` gives for each thing changed its state before and after.

    ``hash`` is the SHA-256 of the previous entry's hash and of all that this one says.
    """

    number: int
    at: str
    who: str
    act: str
    subject: str
    body: Mapping[str, Any]
    hash: str

    @property
    def states(self) -> Mapping[str, list[Any]]:
        """Return the state before and after of everything changed, by its name."""
        states: Mapping[str, list[Any]] = self.body.get("states", {})
        return states


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a check of the register found wrong."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How a newer reading of a document differs for one statement: new, gone or different.

    ``fields`` names what differs; ``entry`` is the id it has in the register, None if new.
    """

    document: str
    change: str
    entry: str | None
    before: Commitment | Statement | None
    after: Commitment | Statement | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one document did.

    ``outcome`` is ``new``; ``unchanged`` (it was there and reads the same); ``differs`` (it now
    reads differently, and the differences wait for a person); ``restored`` (it had been withdrawn).
    """

    source: str
    document: str
    outcome: str
    entries: int = 0
    first: str | None = None
    last: str | None = None
    differences: int = 0
