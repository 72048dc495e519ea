"""One sentence → the acts undertaken in it.

Constructions are found left to right; each gets its subject, what it governs, and the words
its clause runs over. What is refused is kept with the rule that refused it, so that other
statements can be told from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from summitry.extraction.clauses import Act, split_acts
from summitry.extraction.complements import Complement, find_complement
from summitry.extraction.judging import refuse
from summitry.extraction.predicates import Clause, Predicate
from summitry.extraction.subject_kinds import SubjectKind
from summitry.extraction.subjects import Subject, find_subject
from summitry.extraction.sums import split_sums
from summitry.extraction.verbs import base_form
from summitry.extraction.words import VERB, Tag, Words
from summitry.lexicon.constructions import ABSOLUTE, INHERITED, POSSESSOR, TOLD, WELCOMED
from summitry.model import Basis, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.context import Context
    from summitry.extraction.cues import Cue
    from summitry.extraction.figures import Figures
    from summitry.lexicon.grammar import Grammar

_ABSOLUTE_REACH = 12
# Words; beyond that a subject only lists who signed, and a quote goes without it.
_SUBJECT_LONGEST = 30
# What a party holds to, and may as well have reached or furthered: "achieved its goal of".
_HELD = frozenset({"possessor.commitment", "possessor.goal"})


@final
class Found:
    """An act with the construction and the subject it was undertaken with.

    ``refused`` names the rule that keeps it from being an undertaking, empty where none does.
    """

    __slots__ = ("act", "complement", "cue", "refused", "subject")

    def __init__(self, act: Act, predicate: Predicate, refused: str = "") -> None:
        self.act = act
        self.cue = predicate.cue
        self.subject = predicate.subject
        self.complement = predicate.complement
        self.refused = refused


def read_sentence(
    words: Words,
    cues: list[Cue],
    grammar: Grammar,
    context: Context,
    figures: Figures,
) -> list[Found]:
    """Return the acts of a sentence in reading order, those refused among them."""
    clauses = _clauses(words, cues, grammar, context, figures)
    found: list[Found] = []
    for number, clause in enumerate(clauses):
        bound = len(words)
        if number + 1 < len(clauses):
            following = clauses[number + 1]
            bound = _with_fronted_period(words, _bound(words, following), figures)
        for one in _acts(words, clause, bound, grammar, figures, context):
            if one.refused:
                found.append(one)
            else:
                found += [Found(part, clause) for part in split_sums(words, one.act, figures)]
    return found


def _bound(words: Words, following: Predicate) -> int:
    """Return where a clause must end: before the next one, and before the "with" of that."""
    bound = _opening(following)
    if following.cue.construction.subject == ABSOLUTE:
        while words.tags[bound - 1] & Tag.PREPOSITION or words.lower[bound - 1] == ",":
            bound -= 1
    return bound


def _clauses(
    words: Words,
    cues: list[Cue],
    grammar: Grammar,
    context: Context,
    figures: Figures,
) -> list[Predicate]:
    clauses: list[Predicate] = []
    clause_first = 0
    for cue in cues:
        if cue.first < clause_first:
            continue  # inside a construction already read: "will continue to"
        if _is_infinitive(words, cue):
            continue  # "urge them to commit": no one undertakes it here
        complement = find_complement(words, cue, grammar, figures)
        if complement is None or _explains(words, cue, complement, grammar):
            continue
        subject = _subject(words, clause_first, cue, grammar, context)
        if subject is None:
            continue  # "the paper to be read": part of a noun phrase
        owned = cue.construction.subject == POSSESSOR
        if owned and subject.first and _is_part(words, subject, cue, grammar, bool(clauses)):
            continue  # "will support Peru's plans to": part of it as well
        if subject.kind is SubjectKind.RELATIVE and clauses:
            continue  # "that will help": part of what is undertaken
        if (clauses or words.tags[subject.first] & Tag.TO) and _is_embedded(words, subject, cue):
            continue  # "to ensure the fund continues to": part of it as well
        clauses.append(Predicate(cue, subject, complement))
        clause_first = max(cue.after, complement.verb + 1)
        clause_first = _after_chain(words, clause_first)
    return _share_subjects(words, clauses, grammar, context)


def _after_chain(words: Words, index: int) -> int:
    """Skip "to seek to" after a verb: those words belong to the same undertaking."""
    while (
        index + 1 < len(words) and words.tags[index] & Tag.TO and words.tags[index + 1] & Tag.BASE
    ):
        index += 2
    return index


def _explains(words: Words, cue: Cue, complement: Complement, grammar: Grammar) -> bool:
    """ "while recognizing X" only explains; "while retaining X" is an act of its own."""
    if words.lower[cue.first] != "while":
        return False
    return words.lower[complement.verb] in grammar.words["participles"]


def _is_embedded(words: Words, subject: Subject, cue: Cue) -> bool:
    """Tell a clause that an infinitive of the act before governs from one of its own."""
    last = cue.first - 1
    return any(
        words.tags[index] & Tag.TO and words.tags[index + 1] & Tag.BASE
        for index in range(subject.first, last)
    )


def _is_part(words: Words, subject: Subject, cue: Cue, grammar: Grammar, within: bool) -> bool:
    """Tell a plan told as part of something else: "furthering its commitment to"."""
    if cue.construction.rule in _HELD:
        within = words.lower[subject.first - 1] not in grammar.vocabulary["telling"]
    return _is_governed(words, subject, within=within)


def _is_governed(words: Words, subject: Subject, *, within: bool) -> bool:
    """Tell a noun that a verb or a preposition before it governs from one told by itself."""
    before = words.tags[subject.first - 1]
    if words.lower[subject.first - 1] == "including" or before & Tag.CONJUNCTION:
        return False
    verbal = Tag.BASE | Tag.ING | Tag.PARTICIPLE
    governing = Tag.PREPOSITION | verbal if within else Tag.PREPOSITION
    return bool(before & governing)


def _is_infinitive(words: Words, cue: Cue) -> bool:
    """Tell a construction that itself follows "to", but for the "to" that opens a list item."""
    before = cue.first - 1
    while before > 0 and words.tags[before] & Tag.ADVERB:
        before -= 1
    if before > 0 and words.tags[before] & Tag.TO:
        return True
    if before > 2 and words.lower[before] == "and" and words.tags[before - 1] & Tag.BASE:
        return bool(words.tags[before - 2] & Tag.TO)  # "invited to attend and make a pledge"
    # "To strengthen ties and reaffirm our commitment to peace, the leaders met"
    fronted = before > 0 and words.tags[0] & Tag.TO and words.tags[1] & Tag.BASE
    joined = fronted and words.lower[before] == "and" and words.tags[cue.first] & Tag.BASE
    return bool(joined) and "," not in words.lower[:before]


def _subject(
    words: Words, clause_first: int, cue: Cue, grammar: Grammar, context: Context
) -> Subject | None:
    stated = cue.construction.subject
    if stated == WELCOMED:
        # The party stands between: no party named, nobody to undertake it.
        return _welcomed(words, cue)
    if stated == TOLD:
        untold = grammar.vocabulary["telling"].isdisjoint(words.lower[: cue.first])
        return None if untold else Subject(SubjectKind.SHARED, cue.first, cue.first)
    if stated == ABSOLUTE:
        opening = _absolute(words, clause_first, cue.first, grammar)
        return None if opening is None else Subject(SubjectKind.SHARED, opening, cue.first)
    if stated == INHERITED:
        return Subject(SubjectKind.SHARED, cue.first, cue.first)
    if stated == POSSESSOR:
        return _possessor(words, clause_first, cue, grammar, context)
    subject = find_subject(words, clause_first, cue.first, grammar, context)
    # "The text notes the readiness of Mali to": the party that is ready stands within.
    owner = _owner(words, cue) if "of" in words.lower[cue.first : cue.after] else None
    return subject if owner is None else owner.opening_at(min(subject.first, cue.first))


def _possessor(
    words: Words, clause_first: int, cue: Cue, grammar: Grammar, context: Context
) -> Subject:
    """Return whose plan it is in "Japan's plan to" and "the intent of Japan to"."""
    first = cue.first
    while (
        first > clause_first
        and (words.is_capitalised(first - 1) or words.tags[first - 1] & Tag.DETERMINER)
        and not words.tags[first - 1] & (Tag.FRONTING | Tag.PREPOSITION | Tag.ING | Tag.PARTICIPLE)
    ):
        first -= 1
    last = cue.first + 1 if words.lower[cue.first] != "the" else cue.after
    inner = find_subject(words, first, last, grammar, context)
    if not inner.parties:
        named = _owner(words, cue) or inner.taken_for(SubjectKind.BACK, inner.parties)
        return named.opening_at(first)
    return inner.taken_for(SubjectKind.PARTY, inner.parties).opening_at(first)


def _absolute(words: Words, clause_first: int, index: int, grammar: Grammar) -> int | None:
    """Return where "the next session" begins in "…, the next session to be held in May"."""
    behind = index > 0 and words.lower[index - 1] == ","
    last = index - 2 if behind else index - 1
    for position in range(last, max(clause_first, last - _ABSOLUTE_REACH), -1):
        tag, word = words.tags[position], words.lower[position]
        if word in grammar.words["occasions"] if behind else word == "with":
            return position + 1
        if word == "," and not behind:
            return position + 1 if position + 1 < index else None
        plain = tag & VERB and not tag & (Tag.NOUN_LIKE | Tag.PARTICIPLE)
        if plain or tag & (Tag.RELATIVE | Tag.TO) or (tag & Tag.MARK and word not in ("(", ")")):
            return None
    return None


def _welcomed(words: Words, cue: Cue) -> Subject | None:
    """Return the party named in "welcomed Peru's decision to host"; no verb, no act."""
    verbal = cue.construction.takes == "base"
    if cue.after >= len(words) or (verbal and not words.tags[cue.after] & (Tag.BASE | Tag.ADVERB)):
        return None
    owner = _owner(words, cue)
    if owner is None and any(word.endswith("'s") for word in words.lower[cue.first : cue.after]):
        # "the Sultanate's pledge to": somebody else's, whom the words alone do not name.
        owner = Subject(SubjectKind.BACK, cue.first, cue.after)
    return None if owner is None else owner.opening_at(_behind_thanks(words, cue))


def _behind_thanks(words: Words, cue: Cue) -> int:
    """Return where the undertaking is named: behind "welcomed", or "thanked Fiji for"."""
    named = words.lower[cue.first : cue.after]
    thanked = cue.construction.rule == "welcomed.thanks"
    return cue.first + 1 + (named.index("for") if thanked else 0)


def _owner(words: Words, cue: Cue) -> Subject | None:
    """Return the parties named within the words of a construction, or None."""
    left, right = words.starts[cue.first], words.starts[cue.after - 1]
    named = tuple(
        PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
        for hit in words.parties
        if left <= hit.start < right and hit.code
    )
    return Subject(SubjectKind.PARTY, cue.first, cue.after, named) if named else None


def _share_subjects(
    words: Words, clauses: list[Predicate], grammar: Grammar, context: Context
) -> list[Predicate]:
    """Give a predicate without a subject of its own that of the predicate before it."""
    shared: list[Predicate] = []
    for clause in clauses:
        subject = clause.subject
        if subject.kind is SubjectKind.SHARED:
            owner = shared[-1].subject if shared else None
            first = clause.cue.first
            if owner is not None and owner.kind is SubjectKind.RELATIVE:
                # "welcomed the fund, which will lend more, and agreed to join it"
                resumed = words.lower[max(0, first - 2) : first] == [",", "and"]
                owner = _sentence_subject(words, first, grammar, context) if resumed else owner
            if owner is None and clause.cue.construction.subject != INHERITED:
                owner = _sentence_subject(words, clause.cue.first, grammar, context)
            if owner is not None:
                subject = subject.taken_for(owner.kind, owner.parties)
        shared.append(Predicate(clause.cue, subject, clause.complement))
    return shared


def _sentence_subject(
    words: Words, before: int, grammar: Grammar, context: Context
) -> Subject | None:
    """Return the subject of the first verb of a sentence: of "has provided X and will …"."""
    for index in range(1, before):
        tag = words.tags[index]
        if words.tags[index - 1] & Tag.PRONOUN and tag & Tag.BASE:
            return find_subject(words, 0, index, grammar, context)
        if words.tags[index - 1] & Tag.DETERMINER:
            continue  # "a strengthened architecture"
        finite = tag & (Tag.AUXILIARY | Tag.PAST | Tag.THIRD) and not tag & Tag.NOUN_LIKE
        if finite and not words.is_capitalised(index):
            return find_subject(words, 0, index, grammar, context)
    return None


def _opening(clause: Predicate) -> int:
    """Return the word index where a clause begins."""
    return min(clause.subject.first, clause.cue.first)


def _acts(
    words: Words,
    clause: Predicate,
    bound: int,
    grammar: Grammar,
    figures: Figures,
    context: Context,
) -> list[Found]:
    cue, complement, subject = clause.cue, clause.complement, clause.subject
    listed = subject.after - subject.first > _SUBJECT_LONGEST
    opening = cue.first if listed else _opening(clause)
    first = opening if cue.construction.keep else complement.verb
    if cue.construction.subject == WELCOMED:
        first = subject.first
    while first < complement.verb and words.lower[first] in ("and", "as", "well", ","):
        first += 1
    if cue.construction.keep and subject.kind is not SubjectKind.SHARED:
        first = _with_fronted_period(words, first, figures)
    start = complement.verb
    if complement.nominal:
        acts = _nominal_acts(words, first, cue, bound, complement, grammar)
    else:
        acts = split_acts(words, first, start, bound, complement.form, grammar)
    found: list[Found] = []
    for act in acts:
        told = Clause(words, act, clause, grammar, figures, context)
        refused = refuse(told)
        if not refused and not _names_object(told) and _is_empty(words, act, grammar):
            refused = "refused.no_object"
        found.append(Found(act, clause, refused))
    return found


def _nominal_acts(
    words: Words, first: int, cue: Cue, bound: int, complement: Complement, grammar: Grammar
) -> list[Act]:
    acts = split_acts(words, first, complement.verb, bound, complement.form, grammar)
    head = acts[0]
    return [head.until(max(head.after, min(cue.after + 1, bound))), *acts[1:]]


def _names_object(clause: Clause) -> bool:
    """ "Forty schools will be rebuilt": what a passive acts on stands before it."""
    tags, cue = clause.words.tags, clause.cue
    # "decided that a clinic will be built" holds it within the construction.
    subject = [*tags[clause.subject.first : clause.subject.after], *tags[cue.first : cue.after]]
    definite = any(tag & (Tag.NUMBER | Tag.DETERMINER) for tag in subject)
    performed = clause.cue.construction.rule == "perform.passive"
    return performed or (clause.complement.passive and definite)


def _is_empty(words: Words, act: Act, grammar: Grammar) -> bool:
    """A verb with nothing after it names no act that could be asked after; nor does "do so"."""
    if words.lower[act.verb : act.after] == ["do", "so"]:
        return True
    return act.after <= act.verb + 1 and base_form(words, act.verb, grammar) not in ("meet",)


def _with_fronted_period(words: Words, first: int, figures: Figures) -> int:
    """Take a time phrase that opens a clause into the quote: "By 2030(,) Japan will …"."""
    if first == 0 or not words.may_date:
        return first
    last = first - 1 if words.lower[first - 1] == "," else first
    for period in figures.periods:
        if words.start <= period.span.start < period.span.end <= words.starts[first]:
            opening = words.at(period.span.start)
            follows = opening == 0 or words.lower[opening - 1] in (",", "and", "but", ";")
            if follows and words.at(period.span.end) == last:
                return opening
    return first
