"""A construction with all that belongs to it, and what an act read from it is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from summitry.extraction.verbs import base_form

if TYPE_CHECKING:
    from summitry.extraction.clauses import Act
    from summitry.extraction.complements import Complement
    from summitry.extraction.context import Context
    from summitry.extraction.cues import Cue
    from summitry.extraction.figures import Figures
    from summitry.extraction.subjects import Subject
    from summitry.extraction.words import Words
    from summitry.lexicon.grammar import Grammar


@final
class Predicate:
    """A construction with who is its subject and what it governs; acts are read from it."""

    __slots__ = ("complement", "cue", "subject")

    def __init__(self, cue: Cue, subject: Subject, complement: Complement) -> None:
        self.cue = cue
        self.subject = subject
        self.complement = complement


@final
class Clause:
    """What an act is judged by.

    ``verb`` is the base form of its verb, ``verb_class`` the class of that, empty for a verb
    the lexicon does not list.
    """

    __slots__ = (
        "act",
        "complement",
        "context",
        "cue",
        "figures",
        "grammar",
        "subject",
        "verb",
        "verb_class",
        "words",
    )

    def __init__(
        self,
        words: Words,
        act: Act,
        predicate: Predicate,
        grammar: Grammar,
        figures: Figures,
        context: Context,
    ) -> None:
        self.words = words
        self.act = act
        self.cue = predicate.cue
        self.complement = predicate.complement
        self.subject = predicate.subject
        self.grammar = grammar
        self.figures = figures
        self.context = context
        self.verb = base_form(words, act.verb, grammar)
        nominal = predicate.complement.nominal
        self.verb_class = "" if nominal else grammar.verb_class.get(self.verb, "")
