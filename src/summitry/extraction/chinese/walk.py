"""The document walk: blocks → sentences → clauses, and what each lends the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from summitry.extraction.chinese.clauses import split_block
from summitry.extraction.chinese.drafts import Chain, Draft, LeadIn
from summitry.extraction.chinese.parties import PartyNames
from summitry.extraction.chinese.predicates import Predicates
from summitry.extraction.chinese.reading import ClauseReader
from summitry.extraction.chinese.signs import BREAKS, signer
from summitry.extraction.chinese.subjects import SubjectFinder
from summitry.extraction.chinese.voice import read_context
from summitry.lexicon.chinese import (
    ADVERB,
    COLON,
    JOINT,
    PREPOSITION,
    QUOTED,
    TRIGGER,
    VERB,
    load_chinese,
)
from summitry.model import BlockKind, Force, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.extraction.chinese.clauses import Sentence
    from summitry.model import Block, Document

_TITLE_BLOCKS: Final = 2
_HEADING_LONGEST: Final = 24


@final
class Walk:
    """One reading of one document; ``sentences`` keeps those without acts where ``closely``."""

    def __init__(self, document: Document, *, closely: bool) -> None:
        self.document = document
        self.words = load_chinese()
        self.signs = signer().read(document.text)
        self.names = PartyNames(self.words, document.text, document.date)
        self.context = read_context(document, self.signs, self.names)
        self.subjects = SubjectFinder(self.signs, self.names, self.context)
        self.predicates = Predicates(self.signs, self.words)
        self.unrecorded: list[Sentence] = []
        self._closely = closely
        self._parting = self.words.traits["parting"]
        self._reader = ClauseReader(self.signs, self.words, self.context, self.subjects)
        self._heading: Span | None = None
        self._section: Span | None = None
        self._lead_in: LeadIn | None = None

    def drafts(self) -> Iterator[list[Draft]]:
        """Read block by block; yield the acts undertaken in each that holds any.

        Nothing of a block is kept, so that memory does not grow with the acts of a text.
        """
        blocks = self.document.blocks
        for number, block in enumerate(blocks):
            if block.kind is BlockKind.HEADING:
                self._heading = block.span if number >= _TITLE_BLOCKS else None
                self._section = None
                self._lead_in = None
                continue
            after = blocks[number + 1].span.start if number + 1 < len(blocks) else -1
            drafts = self._block(block, after)
            if drafts:
                yield drafts

    def _block(self, block: Block, after: int) -> list[Draft]:
        start, end = block.span.start, block.span.end
        lead_in = self._governing(block)
        listed = block.kind is BlockKind.LIST_ITEM and self._opens_with_act(start)
        if not (lead_in or listed or self._closely or self._may_undertake(start, end)):
            return []
        chain = Chain()
        if lead_in is not None:
            chain.actors, chain.force, chain.rule = lead_in.actors, lead_in.force, lead_in.span
            chain.listed = True
        elif listed:
            chain.actors = self.context.voice
            chain.force, chain.rule, chain.listed = Force.FIRM, Span(start, end), True
        self.subjects.quoting = False
        sentences = split_block(self.signs, start, end, self._parting)
        self._section = None
        drafts: list[Draft] = []
        for number, sentence in enumerate(sentences):
            follows = sentences[number + 1] if number + 1 < len(sentences) else None
            if self._heads(sentence, follows, chain):
                self._section = Span(sentence.start, sentence.end)
                chain.stop()
                continue
            found = self._reader.read(sentence, chain, after if follows is None else -1)
            for draft in found:
                draft.headings = [one for one in (self._section, self._heading) if one is not None]
            drafts += found
            if not found and self._closely:
                self.unrecorded.append(sentence)
        if block.kind is not BlockKind.LIST_ITEM or self._reader.lead_in is not None:
            self._lead_in = self._reader.lead_in
        self._reader.lead_in = None
        return drafts

    def _governing(self, block: Block) -> LeadIn | None:
        """Return the lead-in that governs a block: a list item, or a paragraph like one."""
        if self._lead_in is None:
            return None
        if block.kind is BlockKind.LIST_ITEM or self._opens_with_act(block.span.start):
            return self._lead_in
        self._lead_in = None
        return None

    def _opens_with_act(self, start: int) -> bool:
        signs = self.signs
        index = signs.first_from(start)
        while index < len(signs.starts) and signs.starts[index] == start:
            flag = signs.flags[index]
            if flag & VERB:
                return True
            if flag & PREPOSITION:
                return self._has_verb(index)
            if not flag & ADVERB:
                return False
            start = signs.ends[index]
            index += 1
        return False

    def _has_verb(self, index: int) -> bool:
        """Tell whether a verb follows before the clause ends."""
        flags = self.signs.flags
        while index < len(flags) and not flags[index] & (BREAKS | COLON | TRIGGER):
            if flags[index] & VERB and not flags[index] & QUOTED:
                return True
            index += 1
        return False

    def _may_undertake(self, start: int, end: int) -> bool:
        signs = self.signs
        wanted = TRIGGER | (JOINT if self.context.joint else 0)
        for index in range(signs.first_from(start), signs.first_from(end)):
            if signs.flags[index] & wanted:
                return True
        return False

    def _heads(self, sentence: Sentence, follows: Sentence | None, chain: Chain) -> bool:
        """Tell "二是拓展经贸关系。", which heads the sentences that follow, from an act."""
        clauses = sentence.clauses
        if follows is None or len(clauses) > 1 or not clauses[0].mark:
            return False
        if clauses[0].end - clauses[0].start > _HEADING_LONGEST or chain.listed:
            return False
        if follows.clauses[0].mark:
            return chain.force is None
        return True
