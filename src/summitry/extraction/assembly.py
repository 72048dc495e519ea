"""From acts to records: each field read from the words of the act, or marked as inferred."""

from __future__ import annotations

from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, final

from summitry.extraction.circumstances import find_conditions, find_reporter
from summitry.extraction.judging import judge_force
from summitry.extraction.pages import Pages
from summitry.extraction.recipients import RecipientFinder
from summitry.extraction.repetition import mark_repeats
from summitry.extraction.themes import ThemePlace, Themes, lend_themes
from summitry.extraction.verbs import base_form
from summitry.extraction.verifiability import judge_verifiable
from summitry.lexicon.grammar import load_grammar
from summitry.model import (
    Basis,
    Commitment,
    KeySeries,
    Period,
    PeriodRole,
    Quantity,
    QuantityRole,
    Reason,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summitry.extraction.clauses import Act
    from summitry.extraction.context import Context
    from summitry.extraction.lead_ins import LeadIn
    from summitry.extraction.words import Words
    from summitry.lexicon.grammar import Grammar
    from summitry.model import Document, Force, PartyMention


@final
class Rules:
    """The rule that found an act, and the words it went by."""

    __slots__ = ("basis", "rule", "span")

    def __init__(self, rule: str, span: Span, basis: Basis = Basis.TEXT) -> None:
        self.rule = rule
        self.span = span
        self.basis = basis


@final
class Setting:
    """What stands around an act: headings, amounts and time phrases, the lead-in that lends.

    ``before`` is the end of what stands before its sentence, where that is known.
    """

    __slots__ = ("before", "headings", "lead_in", "periods", "quantities")

    def __init__(
        self,
        headings: list[Span],
        quantities: list[Quantity],
        periods: list[Period],
        lead_in: LeadIn | None = None,
    ) -> None:
        self.headings = headings
        self.quantities = quantities
        self.periods = periods
        self.lead_in = lead_in
        self.before: Span | None = None


@final
class Draft:
    """An act undertaken, with all that is needed to make its record.

    ``span`` is that of the quote, from the first word of the act to its last.
    ``deadline`` is set where it is known apart from the words of the act; ``passive`` tells
    that its result is the subject, ``nominal`` that a noun names it.
    """

    __slots__ = (
        "act",
        "actors",
        "deadline",
        "force",
        "nominal",
        "passive",
        "rules",
        "setting",
        "span",
        "words",
    )

    def __init__(
        self,
        words: Words,
        act: Act,
        actors: tuple[PartyMention, ...],
        force: Force,
        rules: Rules,
        setting: Setting,
    ) -> None:
        self.words = words
        self.act = act
        self.actors = actors
        self.force = force
        self.rules = rules
        self.setting = setting
        self.deadline: Period | None = None
        self.passive = False
        self.nominal = False
        last = max(act.after - 1, act.first)
        self.span = Span(words.starts[act.first], words.ends[last])


class _Means(NamedTuple):
    """What the fields of all records of one document are found with."""

    grammar: Grammar
    themes: Themes
    recipients: RecipientFinder


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
    means = _Means(
        grammar, Themes(document.text, document.language), RecipientFinder(grammar, context)
    )
    pages = Pages(document)
    identity = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    keys = KeySeries("commitment", identity)
    told: dict[str, int] = {}
    records: list[Commitment] = []
    last_end = -1
    for draft in chain.from_iterable(map(_in_order, blocks)):
        if draft.span.start < last_end:
            continue
        span = draft.span
        last_end = span.end
        quote = span.of(document.text)
        told[quote] = told.get(quote, 0) + 1
        key = keys.key(quote, str(told[quote]))
        naming = _Naming(len(records) + 1, key, quote, pages.at(span.start))
        records.append(_record(draft, naming, means))
    return mark_repeats(lend_themes(records))


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    if len(drafts) == 1:
        return list(drafts)
    return sorted(drafts, key=lambda one: (one.span.start, -one.span.end))


def _record(draft: Draft, naming: _Naming, means: _Means) -> Commitment:
    span, words, act = draft.span, draft.words, draft.act
    grammar = means.grammar
    quantities = tuple(
        one
        for one in draft.setting.quantities
        if span.contains(one.span) and not _counts_actors(one, draft)
    )
    deadline, lent = _deadline(draft, span)
    # "decided on the launch of a fund": the verb is that of the decision, and says no more.
    force = draft.force if draft.nominal else judge_force(words, act, draft.force, grammar)
    verifiable, verifiable_rule = judge_verifiable(words, act, grammar, quantities, deadline)
    sentence = Span(words.start, words.end)
    place = ThemePlace(span, words.starts[act.verb], draft.setting.headings, sentence)
    place.before = draft.setting.before
    theme, theme_reason = means.themes.find(place)
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
        recipients=_recipients(draft, means),
        action=base_form(words, act.verb, grammar),
        force=force,
        verifiable=verifiable,
        theme=str(theme),
        quantities=quantities,
        deadline=deadline,
        conditions=_conditions(draft, span, grammar),
        reporter=find_reporter(words, span.start, draft.actors, grammar),
        why=tuple(why),
    )


def _recipients(draft: Draft, means: _Means) -> tuple[PartyMention, ...]:
    words, act = draft.words, draft.act
    gives = base_form(words, act.verb, means.grammar) in means.grammar.traits["giving"]
    return means.recipients.find(words, act, draft.actors, passive=draft.passive, gives=gives)


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
        Reason("force", f"force.{force}", rules.span, rules.basis),
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
        for period in draft.setting.periods
        if period.role is PeriodRole.DEADLINE and span.contains(period.span)
    ]
    if own:
        return max(own, key=_determinacy), False
    if draft.setting.lead_in is not None and draft.setting.lead_in.deadline is not None:
        return draft.setting.lead_in.deadline, True
    return None, False


def _determinacy(period: Period) -> tuple[bool, bool, int]:
    return period.resolved, period.start is None, -period.span.start
