"""What a subject is, a party, a body, a thing, and whom it names."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from summitry.extraction.words import VERB, Tag, Words
from summitry.lexicon.party_terms import NameKind
from summitry.model import ALL_PARTIES, Basis, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.context import Context
    from summitry.extraction.scan import PartyHit
    from summitry.lexicon.grammar import Grammar

_ACTING_PREPOSITIONS = frozenset({"of", "with", "from"})
_CARDINALS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})


class SubjectKind(Enum):
    """What stands before the construction."""

    PARTY = "party"
    JOINT = "joint"
    BACK = "pronoun"
    PROGRAMME = "programme"
    SHARED = "shared"
    RELATIVE = "relative"
    ABSTRACT = "abstract"
    UNLISTED = "unlisted"


# Subjects that have no will of their own: what follows is told of them, or done by somebody.
NOBODY = (SubjectKind.ABSTRACT, SubjectKind.UNLISTED)


def classify_subject(
    words: Words, first: int, after: int, grammar: Grammar, context: Context
) -> tuple[SubjectKind, tuple[PartyMention, ...]]:
    """Return what kind of subject the words ``first`` to ``after`` are, and the parties named."""
    spoken = _by_pronoun(words, first, after, grammar, context)
    if spoken is not None:
        return spoken
    named = [hit for hit in words.parties if _within(hit, words, first, after)]
    parties = _acting(words, first, named)
    kinds = [
        _head_kind(words, left, right, named, grammar)
        for left, right in _pieces(words, first, after)
    ]
    if SubjectKind.PARTY not in kinds:
        order = (SubjectKind.PROGRAMME, SubjectKind.UNLISTED, SubjectKind.ABSTRACT)
        return next(kind for kind in order if kind in kinds), parties
    if parties:
        everyone = context.is_everyone(mention.code for mention in parties)
        return SubjectKind.PARTY, (_everyone(words, first, after),) if everyone else parties
    if not context.joint and set(words.lower[first:after]) & grammar.words["organs"]:
        return SubjectKind.BACK, ()
    return SubjectKind.JOINT, (_everyone(words, first, after),)


def _by_pronoun(
    words: Words, first: int, after: int, grammar: Grammar, context: Context
) -> tuple[SubjectKind, tuple[PartyMention, ...]] | None:
    """Read "we", "my country", "the six", "it"; None where the subject is a noun."""
    last = words.lower[after - 1]
    oneself = words.lower[first] in ("my", "our") and last in grammar.words["selves"]
    if oneself or last in grammar.words["pronouns_joint"]:
        return SubjectKind.JOINT, _voiced(words, first if oneself else after - 1, after, context)
    counted = after - first == 2 and words.lower[first] == "the" and last in _CARDINALS
    if counted:
        return SubjectKind.JOINT, (_everyone(words, first, after),)
    pointing = after - first == 1 and last in grammar.words["demonstratives"]
    if pointing or last in grammar.words["pronouns_back"]:
        return SubjectKind.BACK, ()
    return None


def _everyone(words: Words, first: int, after: int) -> PartyMention:
    return PartyMention(ALL_PARTIES, Basis.TEXT, Span(words.starts[first], words.ends[after - 1]))


def _voiced(words: Words, first: int, after: int, context: Context) -> tuple[PartyMention, ...]:
    span = Span(words.starts[first], words.ends[after - 1])
    return tuple(PartyMention(mention.code, Basis.TEXT, span) for mention in context.voice)


def _within(hit: PartyHit, words: Words, first: int, after: int) -> bool:
    return words.starts[first] <= hit.start and hit.end <= words.ends[after - 1]


def _pieces(words: Words, first: int, after: int) -> list[tuple[int, int]]:
    """Split a subject at commas and "and" into what is coordinated."""
    pieces: list[tuple[int, int]] = []
    left = first
    for index in range(first, after):
        if words.lower[index] in (",", "and", "or"):
            if left < index:
                pieces.append((left, index))
            left = index + 1
    if left < after:
        pieces.append((left, after))
    return pieces


def _head_kind(
    words: Words, first: int, after: int, named: list[PartyHit], grammar: Grammar
) -> SubjectKind:
    head = after - 1
    for index in range(first + 1, after):
        inside = any(hit.start < words.starts[index] < hit.end for hit in named)
        outer = words.tags[index] & (Tag.PREPOSITION | Tag.TO) or words.lower[index] == "as"
        if outer and not inside:
            head = index - 1
            if head > first and _is_attribute(words, head):
                head -= 1
            break
    head = _before_brackets(words, first, head)
    word = words.lower[head]
    if word in grammar.words["collective"]:
        return SubjectKind.PARTY
    if word in grammar.words["programme"]:
        return SubjectKind.PROGRAMME
    if (
        head > first
        and words.is_capitalised(head)
        and _is_person(words, first, head, named, grammar)
    ):
        return SubjectKind.PARTY
    for hit in named:
        covers = hit.start <= words.starts[head] < hit.end
        if covers and hit.kind not in (NameKind.DEMONYM, NameKind.GROUP_ADJECTIVE):
            possessive = words.lower[head].endswith("'s") and words.ends[head] > hit.end
            return SubjectKind.ABSTRACT if possessive else SubjectKind.PARTY
    if _is_acronym(words, head):
        return SubjectKind.PROGRAMME
    return SubjectKind.ABSTRACT if word in grammar.words["abstract"] else SubjectKind.UNLISTED


def _is_attribute(words: Words, index: int) -> bool:
    """Tell "launched" of "a project launched in May" from the noun it tells of."""
    tag = words.tags[index]
    return bool(tag & (Tag.PARTICIPLE | Tag.PAST)) and not tag & Tag.NOUN_LIKE


def _is_person(
    words: Words, first: int, head: int, named: list[PartyHit], grammar: Grammar
) -> bool:
    """Tell the rest of a person's name after an office or a name the lexicon knows."""
    for index in range(head - 1, first - 1, -1):
        if words.lower[index] in grammar.words["organs"]:
            return True
        for hit in named:
            if hit.start <= words.starts[index] < hit.end:
                return hit.kind is NameKind.LEADER
        if not words.is_capitalised(index):
            return False
    return False


def _before_brackets(words: Words, first: int, head: int) -> int:
    """Step back over "(USAID)", quotation marks and possessive endings to the noun."""
    while head > first and words.lower[head] in ("'", "'s", ")", "”", '"'):
        if words.lower[head] == ")":
            while head > first and words.lower[head] != "(":
                head -= 1
        head -= 1
    return head


def _is_acronym(words: Words, index: int) -> bool:
    """A body or programme that no list names, by its initials ("the AFRC will …")."""
    wording = words.text[words.starts[index] : words.ends[index]]
    return len(wording) > 1 and wording.replace("-", "").isalpha() and wording.isupper()


def _acting(words: Words, first: int, named: list[PartyHit]) -> tuple[PartyMention, ...]:
    """Return the parties of a subject that act: not those it acts toward, in or from."""
    found: dict[str, PartyMention] = {}
    for hit in named:
        index = words.at(hit.start) - 1
        governed = ""
        while index >= first:
            if words.tags[index] & Tag.PREPOSITION:
                governed = words.lower[index]
                break
            if words.tags[index] & VERB and not words.tags[index] & Tag.NOUN_LIKE:
                break
            index -= 1
        if governed and governed not in _ACTING_PREPOSITIONS:
            continue
        code = hit.code
        if code:
            found.setdefault(code, PartyMention(code, Basis.TEXT, Span(hit.start, hit.end)))
    return tuple(found.values())
