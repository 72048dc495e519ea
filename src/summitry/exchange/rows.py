"""From the nouns of the model to the records that go out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from summitry.exchange.records import (
    CollectionRecord,
    CommitmentRecord,
    DeadlineRecord,
    DocumentDetails,
    DocumentRecord,
    FailureRecord,
    GroundRecord,
    GroundsRecord,
    NoticeRecord,
    ProvenanceRecord,
    QuantityRecord,
    QuotedSpanRecord,
    ReasonRecord,
    SpanRecord,
    StatementRecord,
    TextRecord,
)
from summitry.model import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.model import (
        Commitment,
        Document,
        Failure,
        Notice,
        PartyMention,
        Period,
        Quantity,
        Reading,
        Reason,
        Statement,
    )

# Beyond this a float no longer tells neighbouring whole numbers apart.
_WHOLE = 2**53


def short_name(source: str) -> str:
    """Return the name of a source without its folder, so that output is the same everywhere.

    >>> short_name("papers/astana.txt"), short_name("https://example.org/news/summit/")
    ('astana.txt', 'summit')
    """
    if is_page(source):
        parts = urlsplit(source)
        return parts.path.rstrip("/").rpartition("/")[2] or parts.netloc
    return source.replace("\\", "/").rstrip("/").rpartition("/")[2] or source


def is_page(source: str) -> bool:
    """Tell whether a source is the address of a page."""
    return source.lower().startswith(("http://", "https://"))


def shown_source(source: str) -> str:
    """Return the address of a page whole, and any other source without its folder."""
    return source if is_page(source) else short_name(source)


def plain_number(value: float) -> int | float:
    """Return a whole number as an integer, so that it prints as one.

    >>> plain_number(5e7), plain_number(7.5)
    (50000000, 7.5)
    """
    whole = abs(value) <= _WHOLE and float(value).is_integer()
    return int(value) if whole else value


def collection_record(
    readings: Iterable[Reading], failures: Iterable[Failure], *, with_statements: bool
) -> CollectionRecord:
    """Return the record of several documents."""
    return CollectionRecord(
        documents=tuple(
            document_record(reading, with_statements=with_statements) for reading in readings
        ),
        failures=tuple(failure_record(failure) for failure in failures),
    )


def failure_record(failure: Failure) -> FailureRecord:
    """Return the record of a source that could not be read."""
    return FailureRecord(shown_source(failure.source), failure.code, failure.what, failure.remedy)


def document_record(reading: Reading, *, with_statements: bool) -> DocumentRecord:
    """Return the record of one document."""
    document = reading.document
    details = document_details(document)
    return DocumentRecord(
        **{name: getattr(details, name) for name in DocumentDetails.__dataclass_fields__},
        media_type=document.media_type,
        encoding=document.encoding,
        text=text_record(document.text),
        provenance={
            known.detail: ProvenanceRecord(known.origin.value, known.place)
            for known in document.provenance
        },
        engine=reading.engine,
        lexicon=reading.lexicon,
        notices=tuple(_notice(notice) for notice in reading.notices),
        commitments=tuple(commitment_record(found, document) for found in reading.commitments),
        statements=(
            tuple(statement_record(found, document) for found in reading.statements)
            if with_statements
            else msgspec.UNSET
        ),
    )


def text_record(text: str) -> TextRecord:
    """Return how to tell that offsets belong to a text."""
    encoded = text.encode("utf-8", "surrogatepass")
    return TextRecord(len(text), hashlib.sha256(encoded).hexdigest())


def document_details(document: Document) -> DocumentDetails:
    """Return what is known about a document."""
    return DocumentDetails(
        document=short_name(document.source),
        date=document.date,
        language=document.language,
        title=document.title,
        dialogue=document.dialogue,
        parties=document.parties,
        kind=document.kind,
        source=shown_source(document.source),
    )


def commitment_record(found: Commitment, document: Document) -> CommitmentRecord:
    """Return the record of one commitment."""
    text = document.text
    return CommitmentRecord(
        id=found.number,
        key=found.key,
        start=found.span.start,
        end=found.span.end,
        quote=found.quote,
        actors=tuple(mention.code for mention in found.actors),
        recipients=tuple(mention.code for mention in found.recipients),
        force=found.force.value,
        verifiable=found.verifiable,
        quantities=tuple(_quantity(quantity) for quantity in found.quantities),
        deadline=_deadline(found.deadline, found.why),
        theme=str(found.theme),
        action=found.action,
        conditions=tuple(
            QuotedSpanRecord(span.start, span.end, span.of(text)) for span in found.conditions
        ),
        reporter=found.reporter.code if found.reporter else None,
        repeats=found.repeats,
        page=found.page,
        grounds=GroundsRecord(
            actors=tuple(_ground(mention, text) for mention in found.actors),
            recipients=tuple(_ground(mention, text) for mention in found.recipients),
            reporter=_ground(found.reporter, text) if found.reporter else None,
        ),
        why=tuple(_reason(reason, text) for reason in found.why),
    )


def statement_record(found: Statement, document: Document) -> StatementRecord:
    """Return the record of one other statement."""
    text = document.text
    return StatementRecord(
        id=found.number,
        key=found.key,
        start=found.span.start,
        end=found.span.end,
        quote=found.quote,
        kind=found.kind.value,
        parties=tuple(mention.code for mention in found.parties),
        quantities=tuple(_quantity(quantity) for quantity in found.quantities),
        period=_deadline(found.period, found.why),
        page=found.page,
        grounds=tuple(_ground(mention, text) for mention in found.parties),
        why=tuple(_reason(reason, text) for reason in found.why),
    )


def _quantity(found: Quantity) -> QuantityRecord:
    return QuantityRecord(
        text=found.text,
        value=plain_number(found.value),
        unit=found.unit,
        bound=found.bound.value,
        role=found.role.value,
        start=found.span.start,
        end=found.span.end,
    )


def _deadline(period: Period | None, why: Iterable[Reason]) -> DeadlineRecord | None:
    if period is None:
        return None
    return DeadlineRecord(
        text=period.text,
        start=period.start,
        end=period.end,
        earliest_end=period.earliest_end,
        anchor=period.anchor,
        resolved=period.resolved,
        span=SpanRecord(period.span.start, period.span.end),
        basis=deadline_basis(why).value,
    )


def deadline_basis(why: Iterable[Reason]) -> Basis:
    """Return what a deadline was read from, as the reasons of its record tell."""
    return next((reason.basis for reason in why if reason.decides == "deadline"), Basis.TEXT)


def _ground(mention: PartyMention, text: str) -> GroundRecord:
    span = mention.span
    if span is None:
        return GroundRecord(mention.code, mention.basis.value, None, None, None)
    return GroundRecord(mention.code, mention.basis.value, span.start, span.end, span.of(text))


def _reason(reason: Reason, text: str) -> ReasonRecord:
    span = reason.span
    return ReasonRecord(
        decides=reason.decides,
        rule=reason.rule,
        start=span.start if span else None,
        end=span.end if span else None,
        text=span.of(text) if span else None,
        basis=reason.basis.value,
    )


def _notice(notice: Notice) -> NoticeRecord:
    return NoticeRecord(
        severity=notice.severity.value,
        code=notice.code,
        what=notice.what,
        where=notice.where,
        remedy=notice.remedy,
        start=notice.span.start if notice.span else None,
        end=notice.span.end if notice.span else None,
    )
