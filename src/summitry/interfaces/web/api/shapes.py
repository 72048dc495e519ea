"""What goes out and comes in as JSON, beyond the fields of an entry that the reference tells."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Fault(BaseModel):
    """One thing that is wrong; ``path`` names the field."""

    code: str
    what: str
    path: str = ""
    remedy: str = ""


class Told(Fault):
    """The first thing that is wrong, with all of them in ``faults``."""

    model_config = ConfigDict(extra="allow")
    faults: list[Fault]


class Refusal(BaseModel):
    """The one shape in which all errors are told."""

    error: Told


class Entry(BaseModel):
    """An entry of the register, with the fields that ``summitry show --format json`` gives."""

    model_config = ConfigDict(extra="allow")
    id: str
    status: str
    kind: str
    version: int
    quote: str
    document_key: str


class EntryPage(BaseModel):
    """Part of a list: ``next`` and ``previous`` are addresses to go on at.

    ``count`` is how many there are in all, and no less than told where ``exact`` is false.
    """

    commitments: list[Entry]
    count: int
    exact: bool
    next: str | None
    previous: str | None


Short = Annotated[str | None, Field(max_length=300)]


class EntryFilters(BaseModel):
    """What entries have to meet; ``status`` and ``kind`` take ``all``, ``size`` is that of a page.

    ``after`` and ``before`` are ids of entries to go on from.
    """

    model_config = ConfigDict(extra="forbid")
    q: Short = None
    dialogue: Short = None
    document: Short = None
    party: Short = None
    actor: Short = None
    recipient: Short = None
    theme: Short = None
    force: Short = None
    verifiable: Literal["yes", "no", "true", "false"] | None = None
    unit: Short = None
    amount_from: float | None = None
    amount_to: float | None = None
    due_from: Short = None
    due_to: Short = None
    tag: Short = None
    fate: Short = None
    kind: Short = None
    status: Short = None
    after: Short = None
    before: Short = None
    size: int = Field(50, ge=1, le=200)


class Decision(BaseModel):
    """What becomes of an entry."""

    model_config = ConfigDict(extra="forbid")
    status: Literal["accepted", "rejected", "proposed"]


class Amount(BaseModel):
    """An amount that a person sets."""

    model_config = ConfigDict(extra="forbid")
    value: float = Field(allow_inf_nan=False)
    unit: str = Field(max_length=100)
    bound: str = "exact"
    role: str = "count"


class Deadline(BaseModel):
    """A deadline that a person sets, in ISO 8601 dates of reduced precision."""

    model_config = ConfigDict(extra="forbid")
    start: str | None = Field(None, max_length=10)
    end: str | None = Field(None, max_length=10)


class Edit(BaseModel):
    """Fields that a person sets; those left out stay as they are."""

    model_config = ConfigDict(extra="forbid")
    actors: list[str] | None = Field(None, max_length=100)
    recipients: list[str] | None = Field(None, max_length=100)
    parties: list[str] | None = Field(None, max_length=100)
    action: str | None = Field(None, max_length=200)
    force: str | None = None
    verifiable: bool | None = None
    theme: str | None = Field(None, max_length=100)
    quantities: list[Amount] | None = Field(None, max_length=100)
    deadline: Deadline | None = None
    reporter: str | None = Field(None, max_length=100)
    start: int | None = Field(None, ge=0, le=2**31)
    end: int | None = Field(None, ge=0, le=2**31)

    def values(self) -> dict[str, Any]:
        """Return the fields that were set; null sets no deadline and no reporter."""
        told = self.model_dump(exclude_unset=True)
        emptied = ("deadline", "reporter")
        return {k: v for k, v in told.items() if v is not None or k in emptied}


class Parts(BaseModel):
    """The words of the parts that an entry is divided into."""

    model_config = ConfigDict(extra="forbid")
    quotes: list[str] = Field(min_length=2, max_length=20)


class Merge(BaseModel):
    """The entries that become one, with the versions that were seen."""

    model_config = ConfigDict(extra="forbid")
    entries: dict[str, int] = Field(min_length=2, max_length=50)


class NoteText(BaseModel):
    """The text of a note."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=20000)


class Made(BaseModel):
    """What came to be."""

    entries: list[str]


class Settling(BaseModel):
    """Whether differences are taken over or left."""

    model_config = ConfigDict(extra="forbid")
    take: bool


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal} for status in (400, 401, 403, 404, 412, 415, 422, 428, 503)
}
