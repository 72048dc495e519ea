"""The walk over a Russian document: blocks → sentences → acts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from summitry.extraction.languages import Found
from summitry.extraction.russian.acting import Acting
from summitry.extraction.russian.context import read_setting
from summitry.extraction.russian.lists import LeadIn, find_opening, names_tasks, read_item
from summitry.extraction.russian.morphology import Is, morphology, plainly
from summitry.extraction.russian.names import name_finder
from summitry.extraction.russian.periods import next_meeting
from summitry.extraction.russian.reading import read_sentence
from summitry.extraction.russian.records import Draft, make_records
from summitry.extraction.russian.sentences import Words, split_sentences
from summitry.extraction.russian.statements import find_statements
from summitry.extraction.themes import end_of
from summitry.lexicon.russian import load_russian
from summitry.model import BlockKind, Force, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summitry.model import Block, Document

_VERBAL: Final = (
    "ит", "ят", "ет", "ут", "ют", "ат", "ст", "тся", "им", "ем", "мся", "у", "ю", "усь", "юсь",
)  # fmt: skip
_OPENS: Final = ":"


def read(document: Document, closely: bool) -> Found:
    """Return what is undertaken in a Russian document, and ``closely`` what else it states."""
    walk = _Walk(document, closely=closely)
    records = make_records(walk.drafts(), document, walk.setting.context, walk.grammar)
    statements = find_statements(walk.unrecorded, document, walk.acting) if closely else ()
    return Found(records, statements, walk.setting.context.parties)


class _Walk:
    def __init__(self, document: Document, *, closely: bool) -> None:
        self.document = document
        self.unrecorded: list[Words] = []  # what is read closely and holds no act
        self._closely = closely
        self.grammar = load_russian()
        self.setting = read_setting(document)
        self._names = name_finder()
        self.acting = Acting(self.setting, next_meeting(plainly(document.text)))
        self._cued = _cued_forms()
        self._heading: Span | None = None
        self._lead_in: LeadIn | None = None
        self._before: tuple[int, int] | None = None

    def drafts(self) -> Iterator[Draft]:
        """Yield the acts undertaken, in reading order."""
        for number, block in enumerate(self.document.blocks):
            if block.kind is BlockKind.HEADING:
                self._heading = block.span if number else None
                self._lead_in = None
                text = block.span.of(self.document.text)
                if text.rstrip().endswith(_OPENS):
                    self._open(Words(self.document.text, block.span.start, block.span.end))
                continue
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Draft]:
        text = self.document.text
        start, end = block.span.start, block.span.end
        opens = text[start:end].rstrip().endswith(_OPENS)
        item = block.kind is BlockKind.LIST_ITEM
        governing = self._lead_in
        if not item and not opens and governing is not None and not text[start].islower():
            governing = self._lead_in = None
        for number, (left, right) in enumerate(split_sentences(text, start, end)):
            words = Words(text, left, right)
            if not words.lower:
                continue
            words.parties = self._names.find(words)
            found = self._sentence(words, opens=opens and right == end)
            listed = governing if item or governing is not None else None
            if not found and number == 0 and (listed is not None or self._directs(block)):
                found = self._item(words, listed)
            elif not found and self.setting.directing and not opens:
                found = [one for one in self._item(words, None) if one.rule == "item.infinitive"]
            elif not found and number and self._carried is not None:
                found = self._item(words, self._carried)
            self._carry(words, found)
            if self._closely and not found:
                self.unrecorded.append(words)
            yield from sorted(found, key=lambda one: one.span.start)
            self.acting.end_sentence(words)
            self._before = (left, right)

    _carried: LeadIn | None = None

    def _carry(self, words: Words, found: list[Draft]) -> None:
        """Let a part before a semicolon govern those behind it."""
        if words.lower[-1] != ";":
            self._carried = None
        elif found:
            last = found[-1]
            self._carried = LeadIn(last.actors, last.force, last.rule_span, None, last.basis)

    def _directs(self, block: Block) -> bool:
        return self.setting.directing and block.kind is BlockKind.LIST_ITEM

    def _sentence(self, words: Words, *, opens: bool) -> list[Draft]:
        if not (opens or self._may_undertake(words)):
            self.acting.pass_by(words)
            return []
        found = read_sentence(words, self.setting, self.grammar, self.acting)
        if opens:
            self._open(words)
            found = [one for one in found if one.words.lower[one.act.after - 1] != "следующие"]
            if self._lead_in is not None:
                found = []
        for draft in found:
            self._place(draft)
        return found

    def _place(self, draft: Draft) -> None:
        draft.told = self.acting.told
        draft.headings = [self._heading] if self._heading is not None else []
        if self._before is not None:
            draft.before = end_of(self.document.text, *self._before)

    def _may_undertake(self, words: Words) -> bool:
        table = morphology()
        biaspectual = self.grammar.traits["biaspectual"]
        for word in words.lower:
            if word in self._cued:
                return True
            if word.endswith(_VERBAL):
                form = table.form(word)
                if form.tags & Is.FUTURE or form.verb in biaspectual:
                    return True
                if self.setting.treaty and form.tags & Is.PRESENT:
                    return True
        return False

    def _open(self, words: Words) -> None:
        """Let a line that ends in a colon govern what is listed under it."""
        self._lead_in = None
        words.parties = words.parties or self._names.find(words)
        cue = find_opening(words, self.grammar)
        if cue is not None:
            found = self.acting.of_opening(words, cue, self.grammar)
            self._lead_in = found
        elif names_tasks(words, self.grammar):
            voice = self.setting.context.voice
            self._lead_in = LeadIn(voice, Force.FIRM, Span(words.start, words.end), None)

    def _item(self, words: Words, lead_in: LeadIn | None) -> list[Draft]:
        force = lead_in.force if lead_in is not None else Force.FIRM
        cue = read_item(words, self.grammar, force)
        if cue is None:
            return []
        found = self.acting.item(words, cue, lead_in, self.grammar)
        for draft in found:
            self._place(draft)
        return found


@cache
def _cued_forms() -> frozenset[str]:
    """Return every form of the words that open a wording of the lexicon."""
    grammar = load_russian()
    table = morphology()
    lemmas = {*grammar.triggers, *grammar.telling, "быть"}
    return frozenset(form for lemma in lemmas for form in table.forms_of(lemma)) - {
        "был", "была", "было", "были", "быть",
    }  # fmt: skip
