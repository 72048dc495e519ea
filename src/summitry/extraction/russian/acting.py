"""Who acts, where the words of a sentence leave it to the document or to what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summitry.extraction.russian.amounts import find_amounts
from summitry.extraction.russian.clauses import Act, end_of_act, split_acts, split_amounts
from summitry.extraction.russian.complements import is_infinitive
from summitry.extraction.russian.lists import LeadIn
from summitry.extraction.russian.morphology import NOMINATIVE, Is, plainly
from summitry.extraction.russian.periods import find_periods
from summitry.extraction.russian.records import Draft, Figures
from summitry.extraction.russian.subjects import Kind, Subject, find_subject
from summitry.lexicon.party_terms import NameKind
from summitry.lexicon.russian import load_russian
from summitry.model import ALL_PARTIES, Basis, Force, PartyMention, PeriodRole, Span

if TYPE_CHECKING:
    from summitry.extraction.russian.context import Setting
    from summitry.extraction.russian.cues import Cue
    from summitry.extraction.russian.names import PartyHit
    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar

_QUOTE_REACH: Final = 600  # characters
_NAMES: Final = frozenset({NameKind.NAME, NameKind.LEADER, NameKind.BODY, NameKind.DEMONYM})


class Acting:
    """The parties of one document, and those that the last sentences named."""

    def __init__(self, setting: Setting, meeting: str | None = None) -> None:
        self._setting = setting
        self._meeting = meeting
        self._named: tuple[PartyMention, ...] = ()
        self._told: PartyMention | None = None

    @property
    def told(self) -> PartyMention | None:
        """The one party that the sentence before names, for "ему" and "ей"."""
        return self._told

    def end_sentence(self, words: Words) -> None:
        """Remember whom a sentence tells of, where that is one party."""
        codes = {hit.code for hit in words.parties}
        if len(codes) != 1:
            self._told = None
            return
        hit = words.parties[-1]
        self._told = PartyMention(hit.code, Basis.PREVIOUS_SENTENCE, Span(hit.start, hit.end))

    def pass_by(self, words: Words) -> None:
        """Remember whom a sentence names first, for the pronouns that follow."""
        for hit in words.parties:
            if hit.kind in _NAMES and (hit.tags & NOMINATIVE or _of_organ(words, hit)):
                span = Span(hit.start, hit.end)
                self._named = (PartyMention(hit.code, Basis.PREVIOUS_SENTENCE, span),)
                return

    def remember(self, actors: tuple[PartyMention, ...]) -> None:
        """Remember who acts in a sentence."""
        named = [one for one in actors if one.code != ALL_PARTIES and one.span is not None]
        if named:
            self._named = tuple(
                PartyMention(one.code, Basis.PREVIOUS_SENTENCE, one.span) for one in named
            )

    def of_subject(self, words: Words, subject: Subject | None, cue: Cue) -> tuple[
        PartyMention, ...
    ]:  # fmt: skip
        """Return who acts in a clause."""
        context = self._setting.context
        owners = owners_of(words, cue)
        if owners:
            return owners
        if subject is None or (subject.kind is Kind.THING and (cue.passive or not subject.parties)):
            return _agent(words, cue) or self._unnamed(words, subject)
        if subject.kind is Kind.PARTY:
            return subject.parties
        if subject.kind is Kind.EVERYONE:
            return self._everyone(words, subject)
        if subject.kind is Kind.BACK:
            office = words.lower[subject.head] not in grammar_pronouns()
            return context.voice if office and context.joint else self._named or context.voice
        # "«Мы не повысим тарифы», – сказал он": those who were named last say so.
        told = context.voice[0].code == ALL_PARTIES and _is_quoted(words, cue.predicate)
        return self._named if told and self._named else context.voice

    def _everyone(self, words: Words, subject: Subject) -> tuple[PartyMention, ...]:
        context = self._setting.context
        if not context.joint and context.pair:
            return tuple(PartyMention(code, Basis.DOCUMENT) for code in context.pair)
        span = Span(words.starts[subject.head], words.ends[subject.head])
        return (PartyMention(ALL_PARTIES, Basis.TEXT, span),)

    def _unnamed(self, words: Words, subject: Subject | None) -> tuple[PartyMention, ...]:
        """ "В Казахстане построят завод": where nobody is named, the place tells whose it is."""
        context = self._setting.context
        if context.joint:
            return context.voice
        for hit in words.parties:
            inside = words.lower[hit.first - 1 : hit.first] in (["в"], ["во"])
            place = hit.kind is NameKind.CAPITAL and inside  # "В Ташкенте построят завод"
            if place or (hit.kind in _NAMES and hit.kind is not NameKind.DEMONYM):
                return (PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end)),)
        return self._named or context.voice

    def figures(self, words: Words) -> Figures:
        """Return the amounts and time phrases of a sentence."""
        lowered = plainly(words.text[words.start : words.end])
        date = self._setting.context.date
        periods = find_periods(words, lowered, date, self._meeting) if may_date(words) else []
        return Figures(find_amounts(words, periods), periods)

    def of_opening(self, words: Words, cue: Cue, grammar: RussianGrammar) -> LeadIn:
        """Return what a line that opens a list lends to its items."""
        subject = find_subject(words, 0, cue, len(words), grammar)
        actors = self.of_subject(words, subject, cue)
        self.remember(actors)
        span = Span(words.starts[cue.first], words.ends[cue.after - 1])
        periods = self.figures(words).periods
        due = [one for one in periods if one.role is PeriodRole.DEADLINE]
        return LeadIn(_lent(actors), cue.force, span, due[0] if due else None)

    def item(
        self, words: Words, cue: Cue, lead_in: LeadIn | None, grammar: RussianGrammar
    ) -> list[Draft]:
        """Return the acts of an item that is an act by itself."""
        figures = self.figures(words)
        after = end_of_act(words, cue, len(words), grammar)
        first = 0
        named = [
            hit for hit in words.parties if hit.first < cue.verb and is_infinitive(words, cue.verb)
        ]
        actors = lead_in.actors if lead_in is not None else self._setting.context.voice
        if lead_in is None and named:
            hit = named[0]
            actors = (PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end)),)
        addressed = [hit for hit in named if _is_side(words, hit, grammar)]
        if lead_in is not None and addressed:
            hit = addressed[0]
            actors = (PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end)),)
        drafts: list[Draft] = []
        for act in split_acts(words, first, cue, after, grammar):
            for part in split_amounts(words, act, figures.quantities):
                force = force_of(words, part, cue, grammar)
                draft = Draft(words, part, actors, force, cue.rule)
                draft.figures = figures
                if lead_in is not None:
                    draft.rule, draft.rule_span = "lead_in", lead_in.span
                    draft.basis, draft.lent = lead_in.basis, lead_in.deadline
                drafts.append(draft)
        return drafts


def _of_organ(words: Words, hit: PartyHit) -> bool:
    """ "Власти Кыргызстана", "министр Ирана": the party stands behind its office or organ."""
    bodies = load_russian().words["bodies"]
    return hit.first > 0 and not bodies.isdisjoint(words.form(hit.first - 1).lemmas)


def _is_side(words: Words, hit: PartyHit, grammar: RussianGrammar) -> bool:
    """ "Казахстанской Стороне рассмотреть": the party itself is told what to do."""
    behind = words.form(hit.after).lemmas if hit.after < len(words) else ()
    return hit.first == 0 and bool(hit.tags & Is.DATIVE) and "сторона" in behind


def _is_quoted(words: Words, index: int) -> bool:
    """Tell words inside quotation marks; several sentences may stand in one pair of them."""
    before = words.text[max(0, words.starts[index] - _QUOTE_REACH) : words.starts[index]]
    return before.rfind("«") > before.rfind("»")


def force_of(words: Words, act: Act, cue: Cue, grammar: RussianGrammar) -> Force:
    """Return how firmly an act is undertaken: looking into something promises no result."""
    if act.verb == cue.verb:
        return cue.force
    explored = grammar.verb_class.get(words.form(act.verb).verb) == "explore"
    return Force.EXPLORATORY if explored else cue.base


def grammar_pronouns() -> frozenset[str]:
    """Return the pronouns that point back at somebody named before."""
    return load_russian().words["back"]


def may_date(words: Words) -> bool:
    """Tell a sentence that may hold a time phrase, by its words."""
    return any(
        word[0].isdigit() or word.startswith(_TIME) for word in words.lower
    )  # fmt: skip


_TIME: Final = (
    "год", "лет", "месяц", "недел", "квартал", "полуг", "кажд", "раз", "еже", "дн", "срок",
    "основ", "десятил", "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август",
    "сентябр", "октябр", "ноябр", "декабр", "дважды", "трижды", "суток", "встреч", "саммит",
    "заседани", "форум",
)  # fmt: skip


def _lent(actors: tuple[PartyMention, ...]) -> tuple[PartyMention, ...]:
    return tuple(
        PartyMention(one.code, Basis.LEAD_IN if one.span else one.basis, one.span) for one in actors
    )


def owners_of(words: Words, cue: Cue) -> tuple[PartyMention, ...]:
    """Return the parties named beside a noun: "решение Казахстана открыть"."""
    if cue.owned is None:
        return ()
    first, last = cue.owned
    found = {
        hit.code: PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
        for hit in words.parties
        if first <= hit.first < last
        and hit.kind is not NameKind.CAPITAL
        and hit.tags & (Is.GENITIVE | Is.ADJECTIVE)
        and not words.tags(hit.first - 1) & Is.PREPOSITION
    }
    return tuple(found.values())


def _agent(words: Words, cue: Cue) -> tuple[PartyMention, ...]:
    """ "будет построен Китаем": who does it stands in the instrumental."""
    for hit in words.parties:
        behind = hit.first > cue.predicate
        only = hit.tags & Is.INSTRUMENTAL and not words.tags(hit.first - 1) & Is.PREPOSITION
        if behind and only and not hit.tags & NOMINATIVE:
            return (PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end)),)
    return ()


__all__ = ["Act", "Acting", "may_date"]
