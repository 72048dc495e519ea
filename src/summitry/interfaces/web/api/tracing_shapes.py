"""What comes in as JSON about links and evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal[
    "same", "renewed", "raised", "lowered", "extended", "narrowed", "split", "merged",
    "fulfilled-by-report", "silent", "related",
]  # fmt: skip
Says = Literal["delivered", "partly", "progress", "reaffirmed", "amended"]


class LinkDecision(BaseModel):
    """What is decided on a link; ``later`` is an id, or the key of a silent document."""

    model_config = ConfigDict(extra="forbid")
    later: Annotated[str, Field(min_length=1, max_length=64)]
    kind: Kind
    decision: Literal["confirmed", "refused"]


class Passage(BaseModel):
    """What is decided on a passage, named as the list of passages names it."""

    model_config = ConfigDict(extra="forbid")
    passage: Annotated[str, Field(max_length=100)]
    decision: Literal["accepted", "refused"]
    says: Says | None = None


class Evidence(BaseModel):
    """What a source says of a commitment, added by hand."""

    model_config = ConfigDict(extra="forbid")
    source: Annotated[str, Field(min_length=1, max_length=1000)]
    quote: Annotated[str, Field(min_length=1, max_length=20000)]
    says: Says
    date: Annotated[str | None, Field(max_length=10)] = None
