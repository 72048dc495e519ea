"""The shape of what goes out, in one place: JSON, its schema and every table come from here.

Codes stand alone where a reader wants them plain (``actors``); what they were read from stands
beside them (``grounds``). Offsets are half-open and count Unicode code points of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


@dataclass(frozen=True, slots=True)
class SpanRecord:
    """Where words stand."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuotedSpanRecord:
    """Where words stand, and the words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TextRecord:
    """How to tell that offsets belong to a text: its length and its SHA-256 as UTF-8."""

    characters: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ProvenanceRecord:
    """Where a detail of the document comes from: given, found (and where), or unknown."""

    origin: str
    place: str


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """Something to know although the reading went on."""

    severity: str
    code: str
    what: str
    where: str
    remedy: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class QuantityRecord:
    """An amount; ``unit`` is an ISO 4217 code, ``percent`` or the counted noun."""

    text: str
    value: int | float
    unit: str
    bound: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DeadlineRecord:
    """When it is to be done: inclusive ISO 8601 dates of reduced precision, and the wording.

    ``basis`` is ``text``, or ``lead-in`` where the words stand before the list, not in the quote.
    """

    text: str
    start: str | None
    end: str | None
    earliest_end: str | None
    anchor: str | None
    resolved: bool
    span: SpanRecord
    basis: str


@dataclass(frozen=True, slots=True)
class GroundRecord:
    """What a party's code was read from; without offsets, ``basis`` says what it was taken from."""

    code: str
    basis: str
    start: int | None
    end: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class GroundsRecord:
    """What each party of a commitment was read from."""

    actors: tuple[GroundRecord, ...]
    recipients: tuple[GroundRecord, ...]
    reporter: GroundRecord | None


@dataclass(frozen=True, slots=True)
class ReasonRecord:
    """A rule that decided a field, and the words it decided on."""

    decides: str
    rule: str
    start: int | None
    end: int | None
    text: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class CommitmentRecord:
    """One commitment; ``text[start:end]`` is the quote."""

    id: int
    key: str
    start: int
    end: int
    quote: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    force: str
    verifiable: bool
    quantities: tuple[QuantityRecord, ...]
    deadline: DeadlineRecord | None
    theme: str
    action: str
    conditions: tuple[QuotedSpanRecord, ...]
    reporter: str | None
    repeats: int | None
    page: int | None
    grounds: GroundsRecord
    why: tuple[ReasonRecord, ...]


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One statement that is not a commitment: an achievement, a position, a call …"""

    id: int
    key: str
    start: int
    end: int
    quote: str
    kind: str
    parties: tuple[str, ...]
    quantities: tuple[QuantityRecord, ...]
    period: DeadlineRecord | None
    page: int | None
    grounds: tuple[GroundRecord, ...]
    why: tuple[ReasonRecord, ...]


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """What is known about a document; ``document`` is its name without its folder."""

    document: str
    date: str | None
    language: str
    title: str | None
    dialogue: str | None
    parties: tuple[str, ...]
    kind: str | None
    source: str


@dataclass(frozen=True, slots=True)
class DocumentRecord(DocumentDetails):
    """One document and its commitments; ``statements`` only where they were asked for."""

    media_type: str
    encoding: str | None
    text: TextRecord
    provenance: dict[str, ProvenanceRecord]
    engine: str
    lexicon: str
    notices: tuple[NoticeRecord, ...]
    commitments: tuple[CommitmentRecord, ...]
    statements: tuple[StatementRecord, ...] | msgspec.UnsetType = msgspec.UNSET


@dataclass(frozen=True, slots=True)
class FailureRecord:
    """A source that could not be read."""

    source: str
    code: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CollectionRecord:
    """Several documents, and the sources that could not be read."""

    documents: tuple[DocumentRecord, ...]
    failures: tuple[FailureRecord, ...]
