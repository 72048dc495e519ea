"""The document walk: blocks → sentences → acts, with what headings and lead-ins lend them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summitry.extraction.amounts import find_amounts
from summitry.extraction.assembly import Draft, Rules, assemble
from summitry.extraction.clauses import find_verb, split_acts
from summitry.extraction.context import Context, read_context
from summitry.extraction.lead_ins import LeadIn, find_lead_in
from summitry.extraction.minutes import Facts, MinutesReader
from summitry.extraction.periods import find_periods
from summitry.extraction.scan import Scan, scanner
from summitry.extraction.sentence_reader import Found, read_sentence
from summitry.extraction.sentences import split_sentences
from summitry.extraction.subjects import SubjectKind, find_subject
from summitry.extraction.words import Tag, Words, tagger
from summitry.lexicon.grammar import INHERITED, load_grammar
from summitry.model import Basis, Block, BlockKind, Force, PartyMention, Period, Quantity, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.model import Commitment, Document

_TITLE = re.compile(
    r"(?=[A-Z“\"(0-9])[^:;.!?]{3,160}(?:U\.S\.[^:;.!?]{0,120})?[:.–]\s+(?=[A-Z“\"])"
)
_TITLE_WORDS = 18
_MINOR_MAX = 3
_TITLE_BLOCKS = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that was read closely: its words, amounts and time phrases, and its acts."""

    words: Words
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    found: tuple[Found, ...]
    recorded: bool


@dataclass(slots=True)
class _State:
    """What carries over from one sentence to the next."""

    heading: Block | None = None
    lead_in: LeadIn | None = None
    actors: tuple[PartyMention, ...] = ()
    force: Force = Force.FIRM


@dataclass(slots=True)
class Walk:
    """One reading of one document."""

    document: Document
    context: Context
    scan: Scan
    drafts: list[Draft] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    @classmethod
    def over(cls, document: Document, *, closely: bool = False) -> Walk:
        """Read a document; ``closely`` looks at every sentence, not only where cues stand."""
        scan = scanner(document.language).scan(document.text)
        walk = cls(document, read_context(document, scan.parties), scan)
        _Walker(walk, closely=closely).run()
        return walk

    def commitments(self) -> tuple[Commitment, ...]:
        """Return the records of the acts undertaken, in reading order."""
        return assemble(self.drafts, self.document, self.context)


class _Walker:
    def __init__(self, walk: Walk, *, closely: bool) -> None:
        self._walk = walk
        self._closely = closely
        self._text = walk.document.text
        self._grammar = load_grammar(walk.document.language)
        self._tagger = tagger(walk.document.language)
        self._party_starts = [hit.start for hit in walk.scan.parties]
        self._state = _State()
        self._minutes = MinutesReader(Facts(walk.document, walk.context, walk.scan.parties))

    def run(self) -> None:
        for number, block in enumerate(self._walk.document.blocks):
            listed = self._minutes.read(block, self._state.heading, self._state.lead_in)
            if listed is not None:
                self._walk.drafts += listed
                continue
            if block.kind is BlockKind.HEADING:
                # The title of a document says what all of it is about, and so nothing of a part.
                self._state.heading = block if number >= _TITLE_BLOCKS else None
                self._state.lead_in = None
                continue
            self._block(block)

    def _block(self, block: Block) -> None:
        state, text = self._state, self._text
        start, end = block.span.start, block.span.end
        ends_in_colon = text[end - 1] == ":"
        governed = state.lead_in if block.kind is not BlockKind.PARAGRAPH else None
        if block.kind is BlockKind.PARAGRAPH and not ends_in_colon and state.lead_in is not None:
            if state.lead_in.deadline is None or not self._has_cue(start, end):
                state.lead_in = None
        if (
            governed is None
            and not ends_in_colon
            and not self._closely
            and not self._has_cue(start, end)
        ):
            return
        title = _title_span(text, start, end)
        headings = [span for span in (title, state.heading.span if state.heading else None) if span]
        position = title.end if title else start
        while position < end and text[position].isspace():
            position += 1
        for number, (left, right) in enumerate(split_sentences(text, position, end)):
            item = governed if number == 0 and title is None else None
            cued = self._has_cue(left, right)
            if (
                item is None
                and not cued
                and not self._closely
                and not (ends_in_colon and right == end)
            ):
                continue
            self._sentence(left, right, headings, item, block)
        if ends_in_colon:
            return
        if governed is None and block.kind is BlockKind.PARAGRAPH and state.lead_in is None:
            return

    def _has_cue(self, start: int, end: int) -> bool:
        cues = self._walk.scan.cues
        index = bisect_left(cues, start)
        return index < len(cues) and cues[index] < end

    def _sentence(
        self, left: int, right: int, headings: list[Span], lead_in: LeadIn | None, block: Block
    ) -> None:
        text, walk = self._text, self._walk
        words = self._tagger.read(text, left, right)
        if not words.lower:
            return
        first = bisect_left(self._party_starts, left)
        last = bisect_left(self._party_starts, right)
        words.name(walk.scan.parties[first:last])
        periods = find_periods(text, left, right, walk.document.date)
        taken = [(period.span.start, period.span.end) for period in periods]
        quantities = find_amounts(text, left, right, taken)
        if words.lower[-1] == "?":
            return
        if words.lower[-1] == ":":
            self._open_lead_in(words, periods, block)
        found = read_sentence(words, self._grammar, walk.context, quantities, periods)
        if words.lower[-1] == ":" and self._state.lead_in is not None:
            found = [one for one in found if _counts_something(words, one, quantities)]
        drafts = self._drafts(words, found, headings, quantities, periods)
        if lead_in is not None and not drafts:
            drafts = self._governed(words, lead_in, headings, quantities, periods)
        walk.drafts += drafts
        if self._closely:
            walk.sentences.append(
                Sentence(words, tuple(quantities), tuple(periods), tuple(found), bool(drafts))
            )

    def _open_lead_in(self, words: Words, periods: Sequence[Period], block: Block) -> None:
        governing = find_lead_in(words, self._grammar)
        if governing is None:
            self._state.lead_in = None
            return
        subject = find_subject(words, 0, governing.first, self._grammar, self._walk.context)
        parties = subject.parties
        if not parties and subject.kind in (SubjectKind.BACK, SubjectKind.PROGRAMME):
            parties = self._state.actors
        if not parties:
            parties = self._walk.context.voice
        lent = tuple(PartyMention(mention.code, Basis.LEAD_IN, mention.span) for mention in parties)
        deadlines = [period for period in periods if period.role == "deadline" and period.resolved]
        self._state.lead_in = LeadIn(
            span=Span(words.start, words.end),
            rule="lead_in.verbal" if governing.verbal else "lead_in.nominal",
            force=governing.force,
            parties=lent,
            deadline=deadlines[-1] if deadlines else None,
            verbal=governing.verbal,
            nominal=governing.nominal,
            level=block.level,
        )
        if lent:
            self._state.actors = lent

    def _drafts(
        self,
        words: Words,
        found: list[Found],
        headings: list[Span],
        quantities: Sequence[Quantity],
        periods: Sequence[Period],
    ) -> list[Draft]:
        drafts: list[Draft] = []
        for one in found:
            self._remember(one)
            if one.refused:
                continue
            actors = self._actors(one, bool(drafts))
            if not actors:
                continue
            stated = one.cue.construction.force
            if stated == INHERITED:
                if not drafts and not (words.lower[0] in ("this", "these") and self._walk.drafts):
                    continue
                force = drafts[-1].force if drafts else self._state.force
            else:
                force = Force(stated)
            self._state.force = force
            rules = Rules(
                one.cue.construction.rule,
                Span(words.starts[one.cue.first], words.ends[one.cue.after - 1]),
            )
            drafts.append(
                Draft(
                    words,
                    one.act,
                    actors,
                    force,
                    rules,
                    tuple(headings),
                    tuple(quantities),
                    tuple(periods),
                    self._state.lead_in,
                )
            )
            self._state.actors = actors
        return drafts

    def _remember(self, one: Found) -> None:
        """Keep the last party named as a subject, even of what is no undertaking."""
        if one.subject.kind is SubjectKind.PARTY and one.subject.parties:
            self._state.actors = one.subject.parties

    def _actors(self, one: Found, continued: bool) -> tuple[PartyMention, ...]:
        subject = one.subject
        if subject.kind is SubjectKind.SHARED and not subject.parties:
            if one.act.first == 0 and self._walk.context.voice:
                return self._walk.context.voice  # a preamble: "REAFFIRMING our commitment to …"
            return _inferred(self._state.actors)
        if subject.parties and not (
            one.complement.passive and subject.kind is SubjectKind.ABSTRACT
        ):
            return subject.parties
        if subject.kind is SubjectKind.JOINT:
            return ()  # "we" of an author who undertakes nothing
        if subject.kind in (SubjectKind.BACK, SubjectKind.PROGRAMME):
            return _inferred(self._state.actors) or self._walk.context.voice
        if one.complement.passive:
            return (
                _agents(one, self._walk)
                or self._walk.context.voice
                or _inferred(self._state.actors)
            )
        return ()

    def _governed(
        self,
        words: Words,
        lead_in: LeadIn,
        headings: list[Span],
        quantities: Sequence[Quantity],
        periods: Sequence[Period],
    ) -> list[Draft]:
        """Read a list item by the lead-in above it."""
        if not lead_in.parties:
            return []
        first = 0
        after = len(words)
        while after > 1 and words.lower[after - 1] in (".", ";", ",", "and", "or"):
            after -= 1
        start = first + 1 if words.tags[first] & Tag.TO else first
        form = "ing" if words.tags[start] & Tag.ING and not words.tags[start] & Tag.BASE else "base"
        verb: int | None = None
        if start < after and (start > first or _opens_with_verb(words, start)):
            verb = find_verb(words, start, form)
        rules = Rules(lead_in.rule, lead_in.span, Basis.LEAD_IN)
        common = (tuple(headings), tuple(quantities), tuple(periods), lead_in)
        if verb is not None and lead_in.verbal:
            acts = split_acts(words, first, verb, after, form, self._grammar)
            return [
                Draft(words, act, lead_in.parties, lead_in.force, rules, *common)
                for act in acts
                if self._grammar.verb_class.get(words.lower[act.verb]) not in ("speak", "state")
            ]
        if lead_in.nominal and (
            quantities or words.lower[first] in self._grammar.words["announced"]
        ):
            acts = split_acts(words, first, first, after, "ing", self._grammar)[:1]
            return [
                Draft(words, act, lead_in.parties, lead_in.force, rules, *common) for act in acts
            ]
        return []


def _opens_with_verb(words: Words, index: int) -> bool:
    tag = words.tags[index]
    if not tag & (Tag.BASE | Tag.ING | Tag.ADVERB):
        return False
    following = words.tags[index + 1] if index + 1 < len(words) else Tag.MARK
    if tag & Tag.ADJECTIVE_LIKE:
        return bool(following & Tag.DETERMINER)
    return not following & Tag.CONJUNCTION or bool(tag & Tag.ING) or not tag & Tag.NOUN_LIKE


def _counts_something(words: Words, one: Found, quantities: Sequence[Quantity]) -> bool:
    """A lead-in is an act of its own only where it says how many things follow."""
    left, right = words.starts[one.act.first], words.ends[one.act.after - 1]
    return any(left <= quantity.span.start < right for quantity in quantities)


def _agents(one: Found, walk: Walk) -> tuple[PartyMention, ...]:
    """Return the parties after "by" of a passive: "to be hosted by Canada"."""
    del walk
    return ()


def _inferred(actors: tuple[PartyMention, ...]) -> tuple[PartyMention, ...]:
    return tuple(
        PartyMention(mention.code, Basis.PREVIOUS_SENTENCE, mention.span) for mention in actors
    )


def _title_span(text: str, start: int, end: int) -> Span | None:
    """Return the title that opens an item of a fact sheet ("Support for Health: The …")."""
    found = _TITLE.match(text, start, end)
    if found is None:
        return None
    wording = found.group()
    if len(wording.split()) > _TITLE_WORDS or wording.rstrip()[-1] != ":":
        return None
    words = [word for word in wording.split() if word[0].isalpha() and len(word) > _MINOR_MAX]
    capitals = sum(1 for word in words if word[0].isupper())
    if not words or capitals / len(words) < 0.6:
        return None
    return Span(found.start(), found.start() + len(wording.rstrip()) - 1)
