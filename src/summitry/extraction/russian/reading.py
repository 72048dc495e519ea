"""One sentence → the acts undertaken in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.russian.acting import force_of, owners_of
from summitry.extraction.russian.clauses import (
    Act,
    end_of_act,
    opening_of,
    split_acts,
    split_amounts,
)
from summitry.extraction.russian.complements import is_finite
from summitry.extraction.russian.cues import Cue, find_cues
from summitry.extraction.russian.judging import Clause, refuse
from summitry.extraction.russian.morphology import Is
from summitry.extraction.russian.records import Draft, Figures
from summitry.extraction.russian.subjects import Kind, Subject, find_subject
from summitry.lexicon.party_terms import NameKind
from summitry.model import Basis, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.russian.acting import Acting
    from summitry.extraction.russian.context import Setting
    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar


_OPENERS = (",", "и", "а", "но", ";", *"«„“")
_OPENS = 3  # words before a verb without a subject
_QUOTES = ("«", "„", '"', "“", "—", "–", "-")


def read_sentence(
    words: Words, setting: Setting, grammar: RussianGrammar, acting: Acting
) -> list[Draft]:
    """Return the acts undertaken in a sentence, in reading order."""
    cues = find_cues(words, grammar, treaty=setting.treaty)
    if not cues:
        acting.pass_by(words)
        return []
    figures = acting.figures(words)
    drafts: list[Draft] = []
    left = 0
    shared: Subject | None = None
    for number, cue in enumerate(cues):
        bound = _bound(words, left, cues, number)
        subject = _subject(words, left, cue, bound, grammar, shared)
        shared = subject or shared
        found = _clause(words, cue, subject, (left, bound), grammar, figures)
        if found is not None:
            clause, acts = found
            actors = acting.of_subject(words, subject, cue)
            acting.remember(actors)
            reporter = _reporter(words, clause, actors, grammar)
            drafts += _drafts(clause, acts, actors, figures, reporter)
        left = max(left, cue.predicate + 1, min(cue.verb, bound))
    if not drafts:
        acting.pass_by(words)
    return drafts


def _bound(words: Words, left: int, cues: list[Cue], number: int) -> int:
    """Return the index before which the acts of a cue end: where the next clause begins."""
    if number + 1 >= len(cues):
        return len(words)
    following = cues[number + 1]
    return max(opening_of(words, cues[number].verb + 1, following), cues[number].verb + 1)


def _subject(
    words: Words,
    left: int,
    cue: Cue,
    bound: int,
    grammar: RussianGrammar,
    shared: Subject | None,
) -> Subject | None:
    first = left
    if shared is not None:
        # The objects of the verb before are no subjects: what opens this clause may be.
        first = opening_of(words, left, cue)
        first = _with_list(words, left, first)
    found = find_subject(words, first, cue, bound, grammar)
    if shared is None:
        return found or _unsaid(words, cue)
    if found is None or (found.kind is Kind.THING and not cue.passive and found.head > cue.first):
        return found or Subject(shared.kind, (cue.first, shared.head, cue.first), shared.parties)
    return found


def _unsaid(words: Words, cue: Cue) -> Subject | None:
    """ "Договорились открыть рейс": the plural without a subject speaks for the document."""
    triggered = not cue.rule.startswith(("future", "treaty")) and cue.subject == "own"
    if not (triggered and cue.tags & Is.PLURAL and cue.predicate <= _OPENS):
        return None
    return Subject(Kind.WE, (cue.first, cue.first, cue.first))


def _with_list(words: Words, left: int, first: int) -> int:
    """Take the names before an "и" into a subject: ", а Китай и Иран построят"."""
    while first - 1 > left and words.lower[first - 1] in ("и", ","):
        before = next((hit for hit in words.parties if hit.after == first - 1), None)
        if before is None or not before.tags & Is.NOMINATIVE_ONE or before.first <= left:
            break
        first = before.first
    return first


def _clause(
    words: Words,
    cue: Cue,
    subject: Subject | None,
    place: tuple[int, int],
    grammar: RussianGrammar,
    figures: Figures,
) -> tuple[Clause, list[Act]] | None:
    left, bound = place
    shared = Subject(Kind.SHARED, (cue.first, cue.first, cue.first))
    known = subject or shared
    if subject is None and not cue.passive and cue.owned is None and not _is_impersonal(cue):
        return None
    after = end_of_act(words, cue, bound, grammar)
    first = _first(words, left, cue, known, figures)
    if after <= first:
        return None
    acts = split_acts(words, first, cue, after, grammar)
    clause = Clause(words, cue, known, acts[0], grammar)
    clause.left, clause.periods = left, figures.periods
    clause.owners = owners_of(words, cue)
    if refuse(clause):
        return None
    parted = [part for act in acts for part in split_amounts(words, act, figures.quantities)]
    return clause, parted


def _is_impersonal(cue: Cue) -> bool:
    """ "В городе построят школу": the plural without a subject."""
    return cue.rule.startswith("future") and bool(cue.tags & Is.PLURAL)


def _first(words: Words, left: int, cue: Cue, subject: Subject, figures: Figures) -> int:
    """Return where the quote begins: with the subject, or with a date before it."""
    first = min(cue.first, cue.verb)
    if _is_parted(words, subject, cue):
        return opening_of(words, left, cue)
    owned = cue.subject == "owner" or cue.first > cue.predicate
    owned = owned or "что" in words.lower[subject.after : cue.first]
    if not owned and subject.first < first and subject.after > subject.first:
        first = subject.first
    first = _with_party(words, left, first)
    for period in figures.periods:
        index, after = words.at(period.span.start), words.at(period.span.end)
        if left <= index and after <= first <= after + 1:
            opening = index == 0 or words.lower[index - 1] in _OPENERS
            if opening:
                return index
    if subject.after <= subject.first and cue.tags & Is.FIRST and subject.head == cue.first:
        first = opening_of(words, left, cue)  # "их число доведём до ста": no subject, an object
    behind = subject.first > cue.predicate
    unsaid = subject.kind is Kind.SHARED or subject.after > first
    if behind or (unsaid and cue.passive and cue.takes != "before"):
        first = opening_of(words, left, cue)
    return _without_quote(words, first)


def _with_party(words: Words, left: int, first: int) -> int:
    """Take in a party before the subject: "С Монголией стороны …"."""
    hit = next((one for one in words.parties if one.after == first), None)
    if hit is None or hit.first - 1 != left or not words.tags(left) & Is.PREPOSITION:
        return first
    return left


def _without_quote(words: Words, first: int) -> int:
    while first < len(words) - 1 and words.lower[first] in _QUOTES:
        first += 1
    return first


def _is_parted(words: Words, subject: Subject, cue: Cue) -> bool:
    """ "Стороны ценят дружбу и намерены …": another verb stands between subject and cue."""
    return any(is_finite(words, each) for each in range(subject.after, cue.predicate))


def _drafts(
    clause: Clause,
    acts: list[Act],
    actors: tuple[PartyMention, ...],
    figures: Figures,
    reporter: PartyMention | None,
) -> list[Draft]:
    words, cue, grammar = clause.words, clause.cue, clause.grammar
    drafts: list[Draft] = []
    for act in acts:
        force = force_of(words, act, cue, grammar)
        draft = Draft(words, act, actors, force, cue.rule)
        last = max(cue.after, cue.predicate + 1)
        draft.rule_span = Span(words.starts[min(cue.first, cue.predicate)], words.ends[last - 1])
        draft.figures = figures
        draft.reporter = reporter
        drafts.append(draft)
    return drafts


def _reporter(
    words: Words, clause: Clause, actors: tuple[PartyMention, ...], grammar: RussianGrammar
) -> PartyMention | None:
    """Return who says that the actors undertake it, where that is somebody else."""
    before = min(clause.cue.first, clause.act.first)
    reporting = grammar.words["reporting"]
    if next(words.matching(0, before, reporting), None) is None:
        return None
    acting = {mention.code for mention in actors}
    for hit in words.parties:
        if hit.first >= before:
            return None
        if hit.kind is NameKind.CAPITAL:
            continue
        if hit.code in acting:
            return None
        return PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
    return None
