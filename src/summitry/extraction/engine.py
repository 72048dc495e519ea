"""The document walk: blocks → sentences → acts, with what headings and lead-ins lend them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, final

from summitry.extraction.assembly import Draft, Rules, Setting, assemble
from summitry.extraction.attribution import Attribution
from summitry.extraction.context import read_context
from summitry.extraction.cues import find_cues
from summitry.extraction.figures import Figures
from summitry.extraction.folding import lower
from summitry.extraction.governed import opens_with_act, read_item
from summitry.extraction.lead_ins import LeadIn, LeadInWords, find_lead_in
from summitry.extraction.minutes import Facts, MinutesReader
from summitry.extraction.scan import scanner
from summitry.extraction.sentence_reader import Found, read_sentence
from summitry.extraction.sentences import split_sentences
from summitry.extraction.subject_kinds import SubjectKind
from summitry.extraction.subjects import find_subject
from summitry.extraction.themes import end_of
from summitry.extraction.words import Words, tagger
from summitry.lexicon.constructions import INHERITED
from summitry.lexicon.grammar import load_grammar
from summitry.model import (
    ALL_PARTIES,
    Basis,
    Block,
    BlockKind,
    Force,
    PartyMention,
    PeriodRole,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import Commitment, Document

# Marks of emphasis may stand around a title, and around the mark behind it.
_TITLE = re.compile(
    r"(?=[*_]{0,3}[A-Z“\"(0-9])[^:;.!?]{3,160}?(?:U\.S\.[^:;.!?]{0,120}?)?"
    r"(?::|\s?[–—-])[*_]{0,3}\s+(?=[A-Z“\"])"
)
# One of them, and a blank behind it, closes a title, which is never as long.
_TITLE_MARKS = ":–—-"
_TITLE_LONGEST = 300
# "Pathways: facilitate the issue of licences", under "We intend to:".
_LABEL = re.compile(r"[*_]{0,3}(?P<label>[A-Z][^:;.!?]{2,60}):[*_]{0,3}\s+(?=[A-Za-z])")
_TITLE_WORDS = 18
_MINOR_MAX = 3
_FORCES = {str(force): force for force in Force}
_INCLUDES = "attached.includes"
_INLINE_LIST = re.compile(r":\s+\(?(?:a|i|1)\)\s+")
_INLINE_MARK = re.compile(r"[;,.]?\s+(?:and\s+)?\(?(?:[b-z]|[ivx]{1,5}|\d{1,2})\)\s+")
_TITLE_BLOCKS = 2
_OPENING = 120  # characters of a paragraph that tell how it opens
_BEHIND_TITLE = ":–—-*_"
_EMPHASIS = '*_ ”"'
_WITHOUT_EMPHASIS = str.maketrans("", "", "*_")


@final
class Sentence:
    """A sentence that was read closely: its words, amounts and time phrases, and its acts."""

    __slots__ = ("figures", "found", "recorded", "words")

    def __init__(
        self, words: Words, figures: Figures, found: list[Found], *, recorded: bool
    ) -> None:
        self.words = words
        self.figures = figures
        self.found = found
        self.recorded = recorded


@final
class Walk:
    """One reading of one document.

    ``closely`` looks at every sentence, not only where cues stand, and keeps them all in
    ``sentences``, which are filled as the drafts are taken.
    """

    def __init__(self, document: Document, *, closely: bool = False) -> None:
        self.document = document
        lowered = lower(document.text)
        self.scan = scanner(document.language).scan(document.text, lowered)
        self.context = read_context(document, self.scan.parties, lowered)
        self.closely = closely
        self.sentences: list[Sentence] = []

    def drafts(self) -> Iterator[list[Draft]]:
        """Read block by block; yield the acts undertaken in each block that holds any.

        Nothing of a block is kept, so that memory does not grow with the words of a text.
        """
        return _Walker(self).run()

    def commitments(self) -> tuple[Commitment, ...]:
        """Return the records of the acts undertaken, in reading order."""
        return assemble(self.drafts(), self.document, self.context)


class _Walker:
    def __init__(self, walk: Walk) -> None:
        document = walk.document
        self._walk = walk
        self._closely = walk.closely
        self._found: list[Draft] = []
        self._last_act: int | None = None  # where the sentence of the last act begins
        self._text = document.text
        self._grammar = load_grammar(document.language)
        self._scanner = scanner(document.language)
        self._tagger = tagger(document.language)
        self._party_starts = [hit.start for hit in walk.scan.parties]
        self._attribution = Attribution(walk.context, walk.scan.parties)
        self._minutes = MinutesReader(Facts(document, walk.context, walk.scan.parties))
        self._heading: Block | None = None
        self._lead_in: LeadIn | None = None
        self._under_colon = False
        self._listed = False  # the lead-in has governed list items
        self._force = Force.FIRM
        self._previous: tuple[int, int] | None = None

    def run(self) -> Iterator[list[Draft]]:
        for number, block in enumerate(self._walk.document.blocks):
            listed = self._minutes.read(block, self._heading, self._lead_in)
            if listed is not None:
                self._found += listed
            elif block.kind is BlockKind.HEADING:
                # The title of a document says what all of it is about, and so nothing of a part.
                self._heading = block if number >= _TITLE_BLOCKS else None
                if not self._reaches_over_headings():
                    self._lead_in = None
                self._under_colon = False
            else:
                self._block(block)
            if self._found:
                yield self._found
                self._found = []

    def _block(self, block: Block) -> None:
        text = self._text
        start, end = block.span.start, block.span.end
        opens = _opens_list(text, start, end)
        if block.kind is BlockKind.PARAGRAPH:
            self._under_colon = opens
        governing = self._governing(block, opens=opens)
        # A list under a line that governs nothing ("We call on all:") is no list of acts.
        bare = governing is None and block.kind is BlockKind.LIST_ITEM and not self._under_colon
        if governing is None and not (opens or bare or self._closely or self._has_cue(start, end)):
            self._previous = (start, end)
            return
        title = _title_span(text, start, end)
        if title is None and (bare or governing is not None):
            title = self._label(start, end)
        heading = self._heading.span if self._heading is not None else None
        headings = [span for span in (title, heading) if span is not None]
        position = title.end if title is not None else start
        while position < end and (text[position].isspace() or text[position] in _BEHIND_TITLE):
            position += 1
        for number, (left, right) in enumerate(
            split_sentences(text, position, end, self._walk.document.language)
        ):
            listed = bare or governing is not None
            item_of_list = listed and (number == 0 or self._opens_with_act(left, right))
            item = governing if item_of_list else None
            read = item_of_list or self._closely or (opens and right == end)
            if read or self._may_undertake(left, right):
                for part, (first, last) in enumerate(_inline_items(text, left, right)):
                    self._sentence(
                        first,
                        last,
                        headings,
                        item if part == 0 else self._lead_in,
                        unled=bare and item_of_list,
                    )
            self._previous = (left, right)

    def _label(self, start: int, end: int) -> Span | None:
        """Return the label before an act: "Food security: increase access to markets"."""
        label = _LABEL.match(self._text, start, end)
        if label is None:
            return None
        acts = self._text[label.end()].islower() or self._opens_with_act(label.end(), end)
        return Span(start, label.end("label")) if acts else None

    def _reaches_over_headings(self) -> bool:
        """Tell "We commit to:" above headed parts whose paragraphs each open with an act."""
        lead_in = self._lead_in
        return lead_in is not None and lead_in.verbal and not (lead_in.nominal or self._listed)

    def _governing(self, block: Block, *, opens: bool) -> LeadIn | None:
        """Return the lead-in that governs a block, and end its reach where the list ends."""
        if block.kind is not BlockKind.PARAGRAPH:
            self._listed = True
            return self._lead_in
        if not opens and self._lead_in is not None:
            if self._lead_in.verbal and self._opens_with_act(block.span.start, block.span.end):
                return self._lead_in  # a list whose items are set as paragraphs
            lends = self._lead_in.deadline is not None
            if not (lends and self._has_cue(block.span.start, block.span.end)):
                self._lead_in = None
        return None

    def _opens_with_act(self, start: int, end: int) -> bool:
        last = min(end, start + _OPENING)
        words = self._tagger.read(self._text, start, last)
        return opens_with_act(words, self._grammar, whole=last == end)

    def _has_cue(self, start: int, end: int) -> bool:
        scan = self._walk.scan
        return _any_within(scan.cues, start, end) or _any_within(scan.joints, start, end)

    def _may_undertake(self, start: int, end: int) -> bool:
        """Tell whether a sentence may hold a construction, told by its rarest words."""
        scan = self._walk.scan
        if _any_within(scan.cues, start, end):
            return True
        # "And" and "as" alone speak only for what cue words may hide in.
        return _any_within(scan.joints, start, end) and (
            _any_within(scan.hidden, start, end) or self._scanner.may_miss(self._text, start, end)
        )

    def _sentence(
        self,
        left: int,
        right: int,
        headings: list[Span],
        lead_in: LeadIn | None,
        *,
        unled: bool = False,
    ) -> None:
        text, walk = self._text, self._walk
        words = self._tagger.read(text, left, right)
        if not words.lower or words.lower[-1] == "?":
            return
        first = bisect_left(self._party_starts, left)
        last = bisect_left(self._party_starts, right)
        words.name(walk.scan.parties[first:last])
        opens = _opens_list(text, left, right)
        cues = find_cues(words, self._grammar)
        if not (cues or opens or lead_in or unled or self._closely):
            return
        figures = Figures(words, walk.document.date)
        if opens:
            self._open_lead_in(words, figures)
        found = read_sentence(words, cues, self._grammar, walk.context, figures)
        if opens and self._lead_in is not None:
            found = [one for one in found if _counts_something(words, one, figures)]
        drafts = self._drafts(words, found, headings, figures)
        if lead_in is not None and not drafts:
            drafts = read_item(words, lead_in, headings, figures, self._grammar)
        elif unled and not drafts:
            drafts = self._bare_item(words, headings, figures)
        if drafts:
            self._keep(drafts, words)
        if self._closely:
            walk.sentences.append(Sentence(words, figures, found, recorded=bool(drafts)))

    def _keep(self, drafts: list[Draft], words: Words) -> None:
        if self._previous is not None:
            before = end_of(self._text, *self._previous)
            for draft in drafts:
                draft.setting.before = before
        self._found += drafts
        self._last_act = words.start

    def _follows_act(self) -> bool:
        """Tell whether the sentence before undertook something "this includes" can point at."""
        last = self._last_act
        return last is not None and self._previous is not None and last >= self._previous[0]

    def _lending(self, actors: tuple[PartyMention, ...]) -> LeadIn | None:
        """Return the lead-in whose deadline an act with words of its own takes over."""
        lead_in = self._lead_in
        return lead_in if lead_in is not None and _shares(lead_in, actors) else None

    def _bare_item(self, words: Words, headings: list[Span], figures: Figures) -> list[Draft]:
        """Read "- Provide $6 million for X" under a heading: the document itself undertakes it."""
        span = Span(words.start, words.end)
        voice = tuple(
            PartyMention(mention.code, Basis.DOCUMENT, mention.span)
            for mention in self._walk.context.voice
        )
        lead_in = LeadIn(span, "item.bare_verb", Force.FIRM, voice)
        if not opens_with_act(words, self._grammar):
            return []
        return read_item(words, lead_in, headings, figures, self._grammar)

    def _open_lead_in(self, words: Words, figures: Figures) -> None:
        self._listed = False
        governing = find_lead_in(words, self._grammar)
        if governing is None:
            self._lead_in = None
            return
        parties = self._lead_in_parties(words, governing)
        lent = tuple(PartyMention(mention.code, Basis.LEAD_IN, mention.span) for mention in parties)
        deadlines = [
            period
            for period in figures.periods
            if period.role is PeriodRole.DEADLINE and period.resolved
        ]
        self._lead_in = LeadIn(
            span=Span(words.start, words.end),
            rule="lead_in.verbal" if governing.verbal else "lead_in.nominal",
            force=governing.force,
            parties=lent,
            deadline=deadlines[-1] if deadlines else None,
            verbal=governing.verbal,
            nominal=governing.nominal,
        )
        if lent:
            self._attribution.last = lent

    def _lead_in_parties(self, words: Words, governing: LeadInWords) -> tuple[PartyMention, ...]:
        subject = find_subject(words, 0, governing.first, self._grammar, self._walk.context)
        if subject.parties:
            return subject.parties
        for index, word in enumerate(words.lower):
            if word == "by" and index >= governing.first:
                agents = [hit for hit in words.parties if hit.start > words.starts[index]]
                if agents and agents[0].code:
                    span = Span(agents[0].start, agents[0].end)
                    return (PartyMention(agents[0].code, Basis.TEXT, span),)
        if subject.kind in (SubjectKind.BACK, SubjectKind.PROGRAMME) and self._attribution.last:
            return self._attribution.last
        return self._walk.context.voice

    def _drafts(
        self, words: Words, found: list[Found], headings: list[Span], figures: Figures
    ) -> list[Draft]:
        drafts: list[Draft] = []
        for one in found:
            self._attribution.remember(one)
            if one.refused:
                continue
            inherits = one.cue.construction.force == INHERITED
            rule = one.cue.construction.rule
            points_back = rule == _INCLUDES and self._follows_act()
            if inherits and not drafts and not points_back:
                continue
            actors = self._attribution.actors(one, words, self._previous)
            if not actors:
                continue
            force = self._force if inherits else _FORCES[one.cue.construction.force]
            cue = Span(words.starts[one.cue.first], words.ends[one.cue.after - 1])
            setting = Setting(headings, figures.quantities, figures.periods, self._lending(actors))
            draft = Draft(words, one.act, actors, force, Rules(rule, cue), setting)
            draft.passive = one.complement.passive
            draft.nominal = one.complement.nominal and not one.cue.construction.act
            drafts.append(draft)
            self._force = force
            self._attribution.last = actors
        return drafts


def _any_within(places: list[int], start: int, end: int) -> bool:
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end


def _opens_list(text: str, start: int, end: int) -> bool:
    """Tell a line that ends in a colon, marks of emphasis behind it or not."""
    while end > start and text[end - 1] in _EMPHASIS:
        end -= 1
    return end > start and text[end - 1] == ":"


def _shares(lead_in: LeadIn, actors: tuple[PartyMention, ...]) -> bool:
    """Tell whether the parties that act are those of the lead-in, or each for itself of all."""
    lent = {mention.code for mention in lead_in.parties}
    return ALL_PARTIES in lent or bool(lent & {mention.code for mention in actors})


def _inline_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split "decided: a) to build X; b) to close Y" into its lead-in and its items."""
    colon = text.find(":", start, end)
    opening = _INLINE_LIST.search(text, colon, end) if colon >= 0 else None
    if opening is None:
        return [(start, end)]
    parts = [(start, opening.start() + 1)]
    position = opening.end()
    for mark in _INLINE_MARK.finditer(text, position, end):
        parts.append((position, mark.start()))
        position = mark.end()
    parts.append((position, end))
    return parts


def _counts_something(words: Words, one: Found, figures: Figures) -> bool:
    """A lead-in is an act of its own only where it says how many things follow."""
    left, right = words.starts[one.act.first], words.ends[one.act.after - 1]
    return any(left <= quantity.span.start < right for quantity in figures.quantities)


def _has_title_mark(text: str, start: int, end: int) -> bool:
    """Tell whether a mark that can close a title stands near; looked for first, as it is quick."""
    for mark in _TITLE_MARKS:
        place = text.find(mark, start, end)
        while place >= 0:
            after = place + 1
            while after < end and text[after] in "*_":
                after += 1
            if after < end and text[after].isspace():
                return True
            place = text.find(mark, place + 1, end)
    return False


def _title_span(text: str, start: int, end: int) -> Span | None:
    """Return the title that opens an item of a fact sheet ("Support for Health: The …")."""
    if not _has_title_mark(text, start, min(end, start + _TITLE_LONGEST)):
        return None
    found = _TITLE.match(text, start, end)
    if found is None:
        return None
    wording = found.group()
    if len(wording.split()) > _TITLE_WORDS:
        return None
    plain = wording.translate(_WITHOUT_EMPHASIS)
    words = [word for word in plain.split() if word[0].isalpha() and len(word) > _MINOR_MAX]
    capitals = sum(1 for word in words if word[0].isupper())
    if not words or capitals / len(words) < 0.6:
        return None
    return Span(found.start(), found.start() + len(wording.rstrip()) - 1)
