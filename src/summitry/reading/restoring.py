"""From offsets into a running text back to those into the text as it was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summitry.model import (
        Commitment,
        Document,
        PartyMention,
        Period,
        Quantity,
        Reading,
        Reason,
        Span,
        Statement,
    )
    from summitry.reading.flow import Flow


def restore(reading: Reading, document: Document, flow: Flow) -> Reading:
    """Return what was found in a running text as found in the document it was made of.

    Every quote and every wording is then that of the document, to the character.
    """
    back = _Way(document.text, flow)
    found = reading.document
    return replace(
        reading,
        document=replace(found, text=document.text, blocks=document.blocks),
        commitments=tuple(back.commitment(one) for one in reading.commitments),
        statements=tuple(back.statement(one) for one in reading.statements),
        notices=tuple(
            replace(one, span=back.span(one.span)) if one.span is not None else one
            for one in reading.notices
        ),
    )


class _Way:
    """The way back for each kind of record."""

    def __init__(self, text: str, flow: Flow) -> None:
        self._text = text
        self._flow = flow

    def span(self, span: Span) -> Span:
        return self._flow.source(span)

    def commitment(self, found: Commitment) -> Commitment:
        span = self.span(found.span)
        return replace(
            found,
            span=span,
            quote=span.of(self._text),
            actors=self._mentions(found.actors),
            recipients=self._mentions(found.recipients),
            quantities=self._quantities(found.quantities),
            deadline=self._period(found.deadline),
            conditions=tuple(self.span(condition) for condition in found.conditions),
            reporter=self._mention(found.reporter) if found.reporter else None,
            why=self._reasons(found.why),
        )

    def statement(self, found: Statement) -> Statement:
        span = self.span(found.span)
        return replace(
            found,
            span=span,
            quote=span.of(self._text),
            parties=self._mentions(found.parties),
            quantities=self._quantities(found.quantities),
            period=self._period(found.period),
            why=self._reasons(found.why),
        )

    def _mention(self, mention: PartyMention) -> PartyMention:
        return (
            replace(mention, span=self.span(mention.span)) if mention.span is not None else mention
        )

    def _mentions(self, mentions: tuple[PartyMention, ...]) -> tuple[PartyMention, ...]:
        return tuple(self._mention(mention) for mention in mentions)

    def _quantities(self, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
        return tuple(
            replace(one, span=(span := self.span(one.span)), text=span.of(self._text))
            for one in quantities
        )

    def _period(self, period: Period | None) -> Period | None:
        if period is None:
            return None
        span = self.span(period.span)
        return replace(period, span=span, text=span.of(self._text))

    def _reasons(self, why: tuple[Reason, ...]) -> tuple[Reason, ...]:
        return tuple(
            replace(one, span=self.span(one.span)) if one.span is not None else one for one in why
        )
