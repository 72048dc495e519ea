"""From acts to records, as those of English texts are made."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.pages import Pages
from summitry.extraction.repetition import mark_repeats
from summitry.extraction.russian.judging import action_of, judge_verifiable
from summitry.extraction.russian.recipients import find_recipients
from summitry.extraction.themes import ThemePlace, Themes, lend_themes
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
    from collections.abc import Iterable

    from summitry.extraction.context import Context
    from summitry.extraction.russian.clauses import Act
    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar
    from summitry.model import Document, Force, PartyMention

_CONDITIONS: Final = ("если", "при условии", "при наличии", "в случае")


@final
class Figures:
    """The amounts and time phrases of a sentence."""

    __slots__ = ("periods", "quantities")

    def __init__(self, quantities: list[Quantity], periods: list[Period]) -> None:
        self.quantities = quantities
        self.periods = periods


@final
class Draft:
    """An act undertaken, with all that is needed to make its record."""

    __slots__ = (
        "act", "actors", "basis", "before", "figures", "force", "headings", "lent", "reporter",
        "rule", "rule_span", "span", "told", "words",
    )  # fmt: skip

    def __init__(
        self, words: Words, act: Act, actors: tuple[PartyMention, ...], force: Force, rule: str
    ) -> None:
        self.words = words
        self.act = act
        self.actors = actors
        self.force = force
        self.rule = rule
        self.span = Span(words.starts[act.first], words.ends[act.after - 1])
        self.rule_span = self.span
        self.basis = Basis.TEXT
        self.figures = Figures([], [])
        self.headings: list[Span] = []
        self.before: Span | None = None
        self.lent: Period | None = None
        self.reporter: PartyMention | None = None
        self.told: PartyMention | None = None  # whom "ему" in the act stands for


def make_records(
    drafts: Iterable[Draft], document: Document, context: Context, grammar: RussianGrammar
) -> tuple[Commitment, ...]:
    """Return the records of the drafts, numbered in reading order; overlapping ones once."""
    maker = _Maker(document, context, grammar)
    records: list[Commitment] = []
    last_end = -1
    for draft in drafts:
        if draft.span.start < last_end:
            continue
        last_end = draft.span.end
        records.append(maker.record(draft, len(records) + 1))
    return mark_repeats(lend_themes(records))


class _Maker:
    def __init__(self, document: Document, context: Context, grammar: RussianGrammar) -> None:
        self._document = document
        self._context = context
        self._grammar = grammar
        self._pages = Pages(document)
        self._themes = Themes(document.text, document.language)
        identity = sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        self._keys = KeySeries("commitment", identity)
        self._told: dict[str, int] = {}

    def record(self, draft: Draft, number: int) -> Commitment:
        span, words, act = draft.span, draft.words, draft.act
        quote = span.of(self._document.text)
        self._told[quote] = self._told.get(quote, 0) + 1
        quantities = tuple(one for one in draft.figures.quantities if span.contains(one.span))
        periods = [one for one in draft.figures.periods if span.contains(one.span)]
        deadline, lent = _deadline(draft, periods)
        judged = [*periods, deadline] if deadline is not None and not lent else periods
        verifiable, rule = judge_verifiable(words, act, self._grammar, quantities, judged)
        verb = words.starts[act.verb]
        place = ThemePlace(span, max(verb, span.start), draft.headings,
                           Span(words.start, words.end))  # fmt: skip
        place.before = draft.before
        theme, theme_reason = self._themes.find(place)
        why = [
            Reason("detection", draft.rule, draft.rule_span, draft.basis),
            Reason("force", f"force.{draft.force}", draft.rule_span, draft.basis),
            Reason("verifiable", rule, Span(verb, words.ends[act.verb])),
        ]
        why += [theme_reason] if theme_reason is not None else []
        if deadline is not None:
            named, basis = ("deadline.lent", Basis.LEAD_IN) if lent else ("deadline", Basis.TEXT)
            why.append(Reason("deadline", named, deadline.span, basis))
        return Commitment(
            number=number,
            key=self._keys.key(quote, str(self._told[quote])),
            span=span,
            quote=quote,
            page=self._pages.at(span.start),
            actors=draft.actors,
            recipients=find_recipients(draft, self._context, self._grammar),
            action=action_of(words, act),
            force=draft.force,
            verifiable=verifiable,
            theme=str(theme),
            quantities=quantities,
            deadline=deadline,
            conditions=_conditions(draft),
            reporter=draft.reporter,
            why=tuple(why),
        )


def _deadline(draft: Draft, periods: list[Period]) -> tuple[Period | None, bool]:
    own = [one for one in periods if one.role is PeriodRole.DEADLINE]
    if own:
        return max(own, key=lambda one: (one.resolved, one.start is None, -one.span.start)), False
    return draft.lent, draft.lent is not None


def _conditions(draft: Draft) -> tuple[Span, ...]:
    """Return the phrases inside a sentence that make what it undertakes depend on something."""
    words = draft.words
    written = " ".join(words.lower)
    if not any(one in written for one in _CONDITIONS):
        return ()
    found: list[Span] = []
    for index, word in enumerate(words.lower):
        pair = f"{word} {words.lower[index + 1]}" if index + 1 < len(words) else word
        if word not in _CONDITIONS and pair not in _CONDITIONS:
            continue
        last = index + 1
        while last < len(words) and words.lower[last] not in (",", ";", "."):
            last += 1
        span = Span(words.starts[index], words.ends[last - 1])
        if draft.span.contains(span) or index == 0:
            found.append(span)
    return tuple(found)


def counts_actors(quantity: Quantity, before: int) -> bool:
    """Tell the count of those who act from what is undertaken."""
    return quantity.role is QuantityRole.COUNT and quantity.span.end <= before
