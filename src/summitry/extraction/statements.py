"""Sentences that undertake nothing → what they do instead: achieve, call, propose, foresee, tell.

A sentence is walked once, left to right; the first construction whose subject fits decides.
What fits none gives no statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summitry.extraction.pages import Pages
from summitry.extraction.subject_kinds import SubjectKind
from summitry.extraction.subjects import Subject, find_subject
from summitry.extraction.words import Tag, Words
from summitry.lexicon.grammar import load_grammar
from summitry.lexicon.statements import StatementNode, StatementRule, load_statements
from summitry.model import (
    Basis,
    KeySeries,
    PartyMention,
    QuantityRole,
    Reason,
    Span,
    Statement,
    StatementKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summitry.extraction.context import Context
    from summitry.extraction.engine import Sentence
    from summitry.extraction.sentence_reader import Found
    from summitry.model import Document, Period

_ADVERBS_MAX = 3
_CLOSING = frozenset({".", ";", ",", ":", "!", "…"})
_INTRODUCING = frozenset({",", ";", ":", "–", "—", "and", "but", "then", "“", '"', "(", ")"})
_ENDING = frozenset({";", ":", "for", "in", "on", "at", "about", "regarding"})
_SOURCE_ENDING = _ENDING | {","}
_ACTING = frozenset({SubjectKind.PARTY, SubjectKind.JOINT, SubjectKind.BACK})
# What an act that was refused as an undertaking is instead.
_REFUSED = {
    "refused.forecast": StatementKind.FORECAST,
    "refused.passive": StatementKind.FORECAST,
    "refused.state": StatementKind.FORECAST,
    "refused.description": StatementKind.FORECAST,
    "refused.negated": StatementKind.POSITION,
    "refused.speech": StatementKind.POSITION,
}


class _Told(NamedTuple):
    """What a sentence does, the rule that says so, its words, and whom it is about."""

    kind: StatementKind
    rule: str
    span: Span
    parties: tuple[PartyMention, ...]


def find_statements(
    sentences: Sequence[Sentence], document: Document, context: Context
) -> tuple[Statement, ...]:
    """Return the statements among closely read sentences, numbered in reading order.

    Sentences that hold a recorded commitment, questions and the lead-ins of lists give none.
    """
    teller = _Teller(document.language, context)
    pages = Pages(document)
    keys = KeySeries("statement", document.text)
    statements: list[Statement] = []
    for sentence in sentences:
        told = None if sentence.recorded else teller.tell(sentence)
        teller.remember(sentence, told)
        if told is None:
            continue
        span = _quoted(sentence.words)
        quote = span.of(document.text)
        statements.append(
            Statement(
                number=len(statements) + 1,
                key=keys.key(quote, str(span.start)),
                span=span,
                quote=quote,
                kind=told.kind,
                parties=told.parties,
                quantities=tuple(
                    one for one in sentence.figures.quantities if span.contains(one.span)
                ),
                period=_period(sentence, span),
                page=pages.at(span.start),
                why=(Reason("kind", told.rule, told.span),),
            )
        )
    return tuple(statements)


class _Teller:
    """Tells what one sentence after another does."""

    def __init__(self, language: str, context: Context) -> None:
        self._root = load_statements(language)
        self._grammar = load_grammar(language)
        self._context = context
        self._last: tuple[PartyMention, ...] = ()

    def remember(self, sentence: Sentence, told: _Told | None) -> None:
        """Keep who acted last, for the pronouns of the next sentence."""
        if sentence.words.parties:
            self._last = ()  # whoever is named now, a pronoun may mean them
        for one in sentence.found:
            if one.subject.kind is SubjectKind.PARTY and one.subject.parties:
                self._last = one.subject.parties
        if told is not None and told.parties:
            self._last = told.parties

    def tell(self, sentence: Sentence) -> _Told | None:
        """Return what a sentence does, or None."""
        words = sentence.words
        if words.lower[-1] == ":":
            return None
        refused = {one.cue.first: one for one in sentence.found if one.refused in _REFUSED}
        for index in range(len(words)):
            act = refused.get(index)
            if act is not None:
                return _refused(words, act)
            found = self._longest(words, index, self._root, 0)
            if found is None:
                continue
            told = self._fitting(words, index, *found)
            if told is not None:
                return told
        return self._claim(sentence)

    def _claim(self, sentence: Sentence) -> _Told | None:
        """A sentence with a verb and a figure tells a fact."""
        words = sentence.words
        counted = [
            one for one in sentence.figures.quantities if one.role is not QuantityRole.DURATION
        ]
        verb = _finite_verb(words)
        if not counted or verb is None:
            return None
        subject = find_subject(words, 0, verb, self._grammar, self._context)
        return _Told(StatementKind.CLAIM, "claim.figure", counted[0].span, subject.parties)

    def _meant(self, words: Words, subject: Subject) -> tuple[PartyMention, ...]:
        """Return whom a pronoun means: the one party before it, else who acted last."""
        before = _named(words, words.start, words.starts[subject.first])
        if before:
            return before if len(before) == 1 else ()
        return tuple(
            PartyMention(mention.code, Basis.PREVIOUS_SENTENCE, mention.span)
            for mention in self._last
        )

    def _longest(
        self, words: Words, index: int, node: StatementNode, skipped: int
    ) -> tuple[StatementRule, int] | None:
        best = (node.rule, index) if node.rule is not None else None
        if index >= len(words):
            return best
        for step in self._steps(words, index, node):
            found = self._longest(words, index + 1, step, 0)
            if found is not None:
                return found
        inside = node is not self._root and skipped < _ADVERBS_MAX
        if best is None and inside and words.tags[index] & Tag.ADVERB:
            return self._longest(words, index + 1, node, skipped + 1)
        return best

    def _steps(self, words: Words, index: int, node: StatementNode) -> Iterator[StatementNode]:
        word = words.lower[index]
        if word in node.words:
            yield node.words[word]
        tag = words.tags[index]
        if not node.verbs or not tag & (Tag.PAST | Tag.PARTICIPLE):
            return
        verb = self._grammar.verbs.get(word)
        verb_class = self._grammar.verb_class.get(verb.base, "") if verb is not None else ""
        if "DEED" in node.verbs and tag & Tag.PAST and verb_class == "deliver":
            yield node.verbs["DEED"]
        if "DONE" in node.verbs and tag & Tag.PARTICIPLE and verb_class == "deliver":
            yield node.verbs["DONE"]
        if "ACTED" in node.verbs and tag & Tag.PARTICIPLE and verb_class in ("deliver", "direct"):
            yield node.verbs["ACTED"]

    def _fitting(self, words: Words, index: int, rule: StatementRule, after: int) -> _Told | None:
        if rule.subject != "any" and not _is_predicate(words, index):
            return None
        subject = find_subject(words, 0, index, self._grammar, self._context)
        parties = subject.parties
        if subject.kind is SubjectKind.SHARED and index == subject.first:
            opens = _opens(words, index)
            parties = self._context.voice if opens and rule.subject != "any" else ()
        else:
            opens = False
        if not _fits(rule.subject, subject, words, index, named=bool(parties), opens=opens):
            return None
        if rule.kind is StatementKind.ACHIEVEMENT and _is_undone(words, index, subject, after):
            return None
        if subject.kind is SubjectKind.BACK and not parties:
            parties = self._meant(words, subject)
        if rule.parties == "object":
            source = rule.kind is StatementKind.CLAIM
            parties = _addressed(words, after, _SOURCE_ENDING if source else _ENDING) or parties
        if not parties and after < len(words) and words.lower[after] == "by":
            parties = _addressed(words, after + 1, _ENDING)
        span = Span(words.starts[index], words.ends[max(after, index + 1) - 1])
        return _Told(rule.kind, rule.rule, span, parties)


def _named(words: Words, left: int, right: int) -> tuple[PartyMention, ...]:
    """Return the parties named between two offsets."""
    found: dict[str, PartyMention] = {}
    for hit in words.parties:
        code = hit.code
        if code and left <= hit.start and hit.end <= right:
            found.setdefault(code, PartyMention(code, Basis.TEXT, Span(hit.start, hit.end)))
    return tuple(found.values())


def _fits(
    wanted: str, subject: Subject, words: Words, index: int, *, named: bool, opens: bool
) -> bool:
    if wanted == "any":
        return True
    if wanted == "other":
        return subject.kind not in (SubjectKind.PARTY, SubjectKind.JOINT)
    if wanted == "named":
        return named and (subject.kind in _ACTING or opens)
    if subject.kind in _ACTING or opens:
        return True
    # "The statement stressed": a finite verb that can be no noun has some subject that acts.
    tag = words.tags[index]
    return bool(tag & (Tag.PAST | Tag.THIRD)) and not tag & Tag.NOUN_LIKE


def _is_undone(words: Words, index: int, subject: Subject, after: int) -> bool:
    """Tell what was not done, or only offered ("have not yet held", "offered to open")."""
    if subject.negated or words.lower[subject.first] == "no":
        return True
    before = words.lower[max(0, index - _ADVERBS_MAX) : index]
    if {"not", "never", "has", "have", "had", "to"} & set(before):
        return True
    return after < len(words) and bool(words.tags[after] & Tag.TO)


def _is_predicate(words: Words, index: int) -> bool:
    """Tell a verb from the same word as a noun ("their support", "in support") or a name."""
    if index == 0:
        return True
    if words.is_capitalised(index) and words.lower[index - 1] != '"':
        return words.text[words.starts[index] : words.ends[index]].isupper()
    tag = words.tags[index - 1]
    return not tag & (Tag.DETERMINER | Tag.PREPOSITION | Tag.TO | Tag.NUMBER)


def _opens(words: Words, index: int) -> bool:
    """Tell a predicate without a subject of its own that opens a sentence ("Welcoming …")."""
    return all(
        words.tags[before] & Tag.ADVERB or words.lower[before] in _INTRODUCING
        for before in range(index)
    )


def _addressed(words: Words, after: int, ending: frozenset[str]) -> tuple[PartyMention, ...]:
    """Return the parties a call is made on, or a fact told by: those named up to an ending."""
    last = after
    while last < len(words) and not (
        words.tags[last] & (Tag.TO | Tag.RELATIVE) or words.lower[last] in ending
    ):
        last += 1
    if last <= after:
        return ()
    left, right = words.starts[after], words.ends[last - 1]
    return _named(words, left, right)


def _refused(words: Words, act: Found) -> _Told:
    cue = act.cue
    span = Span(words.starts[cue.first], words.ends[max(cue.after, cue.first + 1) - 1])
    return _Told(_REFUSED[act.refused], act.refused, span, act.subject.parties)


def _finite_verb(words: Words) -> int | None:
    finite = Tag.AUXILIARY | Tag.PAST | Tag.THIRD
    for index, tag in enumerate(words.tags):
        if tag & finite and not tag & Tag.NOUN_LIKE and not words.is_capitalised(index):
            return index
    return None


def _quoted(words: Words) -> Span:
    """Return the sentence without its final punctuation."""
    last = len(words) - 1
    while last > 0 and words.lower[last] in _CLOSING:
        last -= 1
    return Span(words.starts[0], words.ends[last])


def _period(sentence: Sentence, span: Span) -> Period | None:
    """Return the first time phrase that stands for dates."""
    for period in sentence.figures.periods:
        if (period.start or period.end) and span.contains(period.span):
            return period
    return None
