"""What the page shows, worked out before the template lays it out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from summitry.exchange.html_page.layout import document_body
from summitry.exchange.html_page.passages import Highlight
from summitry.exchange.reasons import (
    explain_commitment,
    explain_statement,
    is_near_miss,
    statements_shown,
)
from summitry.exchange.rows import is_page, short_name, shown_source
from summitry.exchange.wording import (
    amount_words,
    briefly_from,
    deadline_words,
    party_name,
    remarks,
    shown,
)
from summitry.model import Force, Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from summitry.exchange.formats import Results
    from summitry.exchange.reasons import Explained
    from summitry.model import Commitment, Document, PartyMention, Reading, Statement

_DETAILS = ("date", "dialogue", "parties", "kind", "language")
_FORCES = tuple(Force)


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party; ``inferred`` says what it was taken from where the text does not name it."""

    code: str
    name: str
    inferred: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A commitment; ``place`` is its rank in the text, ``amount`` and ``by`` are for sorting."""

    name: str
    number: int
    actors: tuple[PartyView, ...]
    recipients: tuple[PartyView, ...]
    quote: str
    remarks: tuple[str, ...]
    amounts: tuple[str, ...]
    amount: float
    deadline: str
    by: str
    force: str
    strength: int
    verifiable: bool
    theme: str
    explained: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement that is no commitment."""

    name: str
    label: str
    kind: str
    refused: bool
    parties: tuple[PartyView, ...]
    quote: str
    explained: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a document, and where it comes from; ``link`` for the address of a page."""

    name: str
    value: str
    origin: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document: ``body`` is its text as HTML."""

    name: str
    title: str
    language: str
    facts: tuple[Fact, ...]
    counts: tuple[tuple[int, str], ...]
    rows: tuple[RowView, ...]
    statements: tuple[StatementView, ...]
    body: Markup
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by, and how many commitments have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page."""

    title: str
    documents: tuple[DocumentView, ...]
    counts: tuple[tuple[int, str], ...]
    actors: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    forces: tuple[Choice, ...]
    failures: tuple[str, ...]
    generator: str


def page_view(results: Results) -> PageView:
    """Return what the page shows of all readings."""
    readings = results.readings
    found = [one for reading in readings for one in reading.commitments]
    documents = tuple(
        _document(str(number), reading, results) for number, reading in enumerate(readings, start=1)
    )
    return PageView(
        title=documents[0].title if len(documents) == 1 else f"{len(documents)} documents",
        documents=documents,
        counts=_counts(found),
        actors=_choices(
            (code for one in found for code in {mention.code for mention in one.actors}),
            party_name,
        ),
        themes=_choices((str(one.theme) for one in found), str),
        forces=tuple(
            Choice(force.value, force.value, sum(one.force is force for one in found))
            for force in _FORCES
        ),
        failures=tuple(
            shown(f"{shown_source(failure.source)}: {failure.what}. {failure.remedy}")
            for failure in results.failures
        ),
        generator=" · ".join(
            dict.fromkeys(
                f"{reading.engine}, lexicon {reading.lexicon}"
                for reading in readings
                if reading.engine
            )
        ),
    )


def _choices(values: Iterable[str], words: Callable[[str], str]) -> tuple[Choice, ...]:
    counted = Counter(values)
    choices = (Choice(shown(value), shown(words(value)), n) for value, n in counted.items())
    return tuple(sorted(choices, key=lambda choice: (choice.words.casefold(), choice.value)))


def _counts(found: Iterable[Commitment]) -> tuple[tuple[int, str], ...]:
    every = list(found)
    forces = Counter(one.force for one in every)
    return (
        (len(every), "commitment" if len(every) == 1 else "commitments"),
        (sum(one.verifiable for one in every), "verifiable"),
        (sum(bool(one.quantities) for one in every), "with an amount"),
        (sum(one.deadline is not None for one in every), "with a deadline"),
        *((forces[force], force.value) for force in _FORCES),
    )


def _document(name: str, reading: Reading, results: Results) -> DocumentView:
    document = reading.document
    statements = statements_shown(results, reading)
    highlights = [
        *(_commitment_highlight(name, one) for one in reading.commitments),
        *(_statement_highlight(name, one) for one in statements),
    ]
    return DocumentView(
        name=name,
        title=shown(document.title or short_name(document.source)),
        language=shown(document.language),
        facts=_facts(document),
        counts=_counts(reading.commitments),
        rows=tuple(_row(name, one, document) for one in reading.commitments),
        statements=tuple(_statement(name, one, document) for one in statements),
        body=Markup(document_body(document, highlights)),
        notices=tuple(
            shown(f"{one.what}{f' ({one.where})' if one.where else ''}. {one.remedy}".rstrip())
            for one in reading.notices
        ),
    )


def _facts(document: Document) -> tuple[Fact, ...]:
    source = shown_source(document.source)
    facts = []
    for detail in _DETAILS:
        value = getattr(document, detail)
        words = ", ".join(map(party_name, value)) if isinstance(value, tuple) else value
        known = document.origin(detail)
        verb = "in" if known.origin is Origin.FOUND else "by"
        place = f" {verb} {known.place}" if known.place else ""
        origin = "" if known.origin is Origin.UNKNOWN else f"{known.origin.value}{place}"
        if words or detail != "kind":
            facts.append(Fact(detail, shown(words or "not known"), shown(origin)))
    known_facts = [fact for fact in facts if fact.name != "kind" and getattr(document, fact.name)]
    origins = {fact.origin for fact in known_facts}
    if len(origins) == 1 and "" not in origins:
        # Said once where everything comes from the same place.
        facts = [replace(fact, origin="") for fact in facts]
        facts.append(Fact("details", *origins))
    return (Fact("source", shown(source), link=source if is_page(source) else ""), *facts)


def _commitment_highlight(name: str, found: Commitment) -> Highlight:
    return Highlight(
        found.span,
        f"{name}-{found.number}",
        str(found.number),
        found.force.value,
        f"Commitment, {found.force.value}, no.",
    )


def _statement_highlight(name: str, found: Statement) -> Highlight:
    kind = _kind(found)
    return Highlight(
        found.span, f"{name}-s{found.number}", f"{kind} s{found.number}", "other", "No commitment:"
    )


def _kind(found: Statement) -> str:
    return "not taken" if is_near_miss(found) else found.kind.value


def _row(name: str, found: Commitment, document: Document) -> RowView:
    deadline = found.deadline
    return RowView(
        name=f"{name}-{found.number}",
        number=found.number,
        actors=_parties(found.actors),
        recipients=_parties(found.recipients),
        quote=shown(found.quote),
        remarks=(
            *(shown(remark) for remark in remarks(found, document)),
            *((f"page {found.page}",) if found.page else ()),
        ),
        amounts=tuple(amount_words(quantity) for quantity in found.quantities),
        amount=max((quantity.value for quantity in found.quantities), default=-1.0),
        deadline=deadline_words(deadline),
        by=(deadline.end or deadline.start or "9998") if deadline else "9999",
        force=found.force.value,
        strength=_FORCES.index(found.force),
        verifiable=found.verifiable,
        theme=shown(str(found.theme)),
        explained=explain_commitment(found, document),
    )


def _statement(name: str, found: Statement, document: Document) -> StatementView:
    return StatementView(
        name=f"{name}-s{found.number}",
        label=f"s{found.number}",
        kind=_kind(found),
        refused=is_near_miss(found),
        parties=_parties(found.parties),
        quote=shown(found.quote),
        explained=explain_statement(found, document),
    )


def _parties(mentions: Iterable[PartyMention]) -> tuple[PartyView, ...]:
    return tuple(
        PartyView(
            shown(mention.code),
            shown(party_name(mention.code)),
            briefly_from(mention.basis),
        )
        for mention in mentions
    )
