"""From acts to records: each field read from the words of the act, or marked as inferred."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from summitry.extraction.circumstances import find_conditions, find_reporter
from summitry.extraction.judging import judge_force
from summitry.extraction.pages import Pages
from summitry.extraction.recipients import find_recipients
from summitry.extraction.repetition import mark_repeats
from summitry.extraction.themes import lend_themes, theme_finder
from summitry.extraction.verbs import base_form
from summitry.extraction.verifiability import judge_verifiable
from summitry.lexicon.grammar import load_grammar
from summitry.model import (
    Basis,
    Commitment,
    Period,
    PeriodRole,
    Quantity,
    QuantityRole,
    Reason,
    Span,
    content_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.extraction.clauses import Act
    from summitry.extraction.context import Context
    from summitry.extraction.lead_ins import LeadIn
    from summitry.extraction.words import Words
    from summitry.lexicon.grammar import Grammar
    from summitry.model import Document, Force, PartyMention


@dataclass(frozen=True, slots=True)
class Rules:
    """The rule that found an act, and the words it went by."""

    rule: str
    span: Span
    basis: Basis = Basis.TEXT


@dataclass(frozen=True, slots=True)
class Draft:
    """An act undertaken, with all that is needed to make its record."""

    words: Words
    act: Act
    actors: tuple[PartyMention, ...]
    force: Force
    rules: Rules
    headings: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    lead_in: LeadIn | None = None
    deadline: Period | None = None
    passive: bool = False
    nominal: bool = False

    @property
    def span(self) -> Span:
        """The quote: from the first word of the act to its last."""
        first, last = self.act.first, max(self.act.after - 1, self.act.first)
        return Span(self.words.starts[first], self.words.ends[last])


class _Naming(NamedTuple):
    """By what a record is named, found and cited."""

    number: int
    key: str
    quote: str
    page: int | None


def assemble(
    blocks: Iterable[Sequence[Draft]], document: Document, context: Context
) -> tuple[Commitment, ...]:
    """Return the records of the drafts, numbered in reading order; overlapping ones once.

    ``blocks`` holds the drafts of one block of the document after the other.
    """
    grammar = load_grammar(document.language)
    pages = Pages(document)
    identity = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    told: Counter[str] = Counter()
    records: list[Commitment] = []
    last_end = -1
    for draft in chain.from_iterable(map(_in_order, blocks)):
        if draft.span.start < last_end:
            continue
        span = draft.span
        last_end = span.end
        quote = span.of(document.text)
        told[quote] += 1
        key = content_key("commitment", identity, quote, str(told[quote]))
        naming = _Naming(len(records) + 1, key, quote, pages.at(span.start))
        records.append(_record(draft, naming, document, context, grammar))
    return mark_repeats(lend_themes(records))


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda one: (one.span.start, -one.span.end))


def _record(
    draft: Draft, naming: _Naming, document: Document, context: Context, grammar: Grammar
) -> Commitment:
    span, words, act = draft.span, draft.words, draft.act
    quantities = tuple(
        one
        for one in draft.quantities
        if span.contains(one.span) and not _counts_actors(one, draft)
    )
    deadline, lent = _deadline(draft, span)
    # "decided on the launch of a fund": the verb is that of the decision, and says no more.
    force = draft.force if draft.nominal else judge_force(words, act, draft.force, grammar)
    verifiable, verifiable_rule = judge_verifiable(words, act, grammar, quantities, deadline)
    verb_start = words.starts[act.verb]
    theme, theme_reason = theme_finder(document.language).find(
        document.text,
        Span(verb_start, max(span.end, verb_start)),
        draft.headings,
        Span(span.start, max(span.start, verb_start)),
    )
    why = _reasons(draft, force, verifiable_rule)
    if theme_reason is not None:
        why.append(theme_reason)
    if deadline is not None:
        rule, basis = ("deadline.lent", Basis.LEAD_IN) if lent else ("deadline", Basis.TEXT)
        why.append(Reason("deadline", rule, deadline.span, basis))
    return Commitment(
        number=naming.number,
        key=naming.key,
        span=span,
        quote=naming.quote,
        page=naming.page,
        actors=draft.actors,
        recipients=_recipients(draft, context, grammar),
        action=base_form(words, act.verb, grammar),
        force=force,
        verifiable=verifiable,
        theme=theme.value,
        quantities=quantities,
        deadline=deadline,
        conditions=_conditions(draft, span, grammar),
        reporter=find_reporter(words, span.start, draft.actors, grammar),
        why=tuple(why),
    )


def _recipients(draft: Draft, context: Context, grammar: Grammar) -> tuple[PartyMention, ...]:
    words, act = draft.words, draft.act
    gives = base_form(words, act.verb, grammar) in grammar.traits["giving"]
    first = min(act.verb, act.introducer)
    return find_recipients(words, first, act.after, draft.actors, context, gives=gives)


def _conditions(draft: Draft, span: Span, grammar: Grammar) -> tuple[Span, ...]:
    """Return the conditions inside the quote, and one that opens the sentence for all its acts."""
    return tuple(
        condition
        for condition in find_conditions(draft.words, grammar)
        if span.contains(condition) or condition.start == draft.words.starts[0]
    )


def _reasons(draft: Draft, force: Force, verifiable_rule: str) -> list[Reason]:
    rules, words, verb = draft.rules, draft.words, draft.act.verb
    return [
        Reason("detection", rules.rule, rules.span, rules.basis),
        Reason("force", f"force.{force.value}", rules.span, rules.basis),
        Reason("verifiable", verifiable_rule, Span(words.starts[verb], words.ends[verb])),
    ]


def _counts_actors(quantity: Quantity, draft: Draft) -> bool:
    """Tell the count of those who act ("the two ministries will") from what is undertaken."""
    return (
        quantity.role is QuantityRole.COUNT
        and quantity.span.end <= draft.rules.span.start
        and draft.rules.basis is Basis.TEXT
        and not draft.passive
    )


def _deadline(draft: Draft, span: Span) -> tuple[Period | None, bool]:
    """Return when the act is to be done, and whether the lead-in lends it."""
    if draft.deadline is not None:
        return draft.deadline, False
    own = [
        period
        for period in draft.periods
        if period.role is PeriodRole.DEADLINE and span.contains(period.span)
    ]
    if own:
        return max(own, key=_determinacy), False
    if draft.lead_in is not None and draft.lead_in.deadline is not None:
        return draft.lead_in.deadline, True
    return None, False


def _determinacy(period: Period) -> tuple[bool, bool, int]:
    return period.resolved, period.start is None, -period.span.start
