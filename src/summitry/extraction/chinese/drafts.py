"""An act undertaken, with all that is needed to make its record; and what a walk keeps in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from summitry.model import Basis, Force, Span

if TYPE_CHECKING:
    from summitry.extraction.chinese.clauses import Clause, Sentence
    from summitry.extraction.chinese.predicates import Predicate
    from summitry.model import PartyMention


@final
class Rule:
    """The rule that found an act, and the words it went by."""

    __slots__ = ("basis", "name", "span")

    def __init__(self, name: str, span: Span, basis: Basis = Basis.TEXT) -> None:
        self.name = name
        self.span = span
        self.basis = basis


@final
class Draft:
    """An act: its quote, what is done, who acts, how firmly, and what stands around it."""

    __slots__ = (
        "actors",
        "clause",
        "conditions",
        "end",
        "force",
        "fronted",
        "headings",
        "predicate",
        "reporter",
        "rule",
        "sentence",
        "start",
        "unfinished",
    )

    def __init__(
        self,
        clause: Clause,
        predicate: Predicate | None,
        actors: tuple[PartyMention, ...],
        force: Force,
        rule: Rule,
    ) -> None:
        self.clause = clause
        self.start = clause.start
        self.end = clause.end
        self.predicate = predicate
        self.actors = actors
        self.force = force
        self.rule = rule
        self.sentence: Sentence | None = None
        self.headings: list[Span] = []
        self.fronted: Span | None = None
        self.conditions: tuple[Span, ...] = ()
        self.reporter: PartyMention | None = None
        self.unfinished = False  # its verb is still to come

    def finish(self, clause: Clause, predicate: Predicate | None) -> None:
        """Take the clause that holds the verb at last."""
        self.unfinished = False
        self.clause, self.end, self.predicate = clause, clause.end, predicate


@final
class LeadIn:
    """A line that lends a list its actors and force: "中方将采取以下举措："."""

    __slots__ = ("actors", "force", "span")

    def __init__(self, actors: tuple[PartyMention, ...], force: Force, span: Span) -> None:
        self.actors = actors
        self.force = force
        self.span = span


@final
class Chain:
    """What one clause lends the next: who acts, how firmly, and by which rule.

    ``force`` is None where nothing is being undertaken. ``pending`` tells a trigger whose act is
    still to come ("双方商定，"), ``purposed`` that clauses now tell what for, ``past`` what was
    (``past_now`` in this clause), ``urged`` what should be, ``listing`` that acts follow a colon,
    and ``noun`` that a subject which is no party stands before.
    """

    __slots__ = (
        "actors",
        "conditions",
        "force",
        "fronted",
        "listed",
        "listing",
        "noun",
        "open",
        "past",
        "past_now",
        "past_phrase",
        "pending",
        "purposed",
        "reporter",
        "rule",
        "urged",
    )

    def __init__(self) -> None:
        self.actors: tuple[PartyMention, ...] = ()
        self.force: Force | None = None
        self.rule: Span | None = None
        self.listed = False
        self.reporter: PartyMention | None = None
        self.open: Draft | None = None
        self.begin_sentence()

    def begin_sentence(self) -> None:
        """Forget what holds for one sentence only."""
        self.pending = False
        self.purposed = False
        self.past = False
        self.past_now = False
        self.past_phrase = False
        self.urged = False
        self.noun = False
        self.listing = False
        self.fronted: Span | None = None
        self.conditions: tuple[Span, ...] = ()
        self.open = None

    def stop(self) -> None:
        """Undertake nothing more until a trigger does."""
        self.force = None
        self.pending = False
        self.open = None
