"""Who undertakes: the subject before a construction, and the parties it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from summitry.extraction.subject_kinds import SubjectKind, classify_subject
from summitry.extraction.words import Tag, Words

if TYPE_CHECKING:
    from summitry.extraction.context import Context
    from summitry.lexicon.grammar import Grammar
    from summitry.model import PartyMention

_BREAKS = frozenset({";", ":", "“", "—"})
_COORDINATORS = frozenset({"and", "or", "but", "as", "while", "then", "nor"})
_DASHES = frozenset({"–", "-", "—"})
_ARTICLES = frozenset({"a", "an", "the"})


@final
class Subject:
    """The subject of a construction: its words ``first`` to ``after``, and whom it names."""

    __slots__ = ("after", "first", "kind", "negated", "parties", "past")

    def __init__(
        self,
        kind: SubjectKind,
        first: int,
        after: int,
        parties: tuple[PartyMention, ...] = (),
        negated: bool = False,
        past: bool = False,
    ) -> None:
        self.kind = kind
        self.first = first
        self.after = after
        self.parties = parties
        self.negated = negated
        self.past = past

    def opening_at(self, first: int) -> Subject:
        """Return the same subject with another first word."""
        return Subject(self.kind, first, self.after, self.parties, self.negated, self.past)

    def taken_for(self, kind: SubjectKind, parties: tuple[PartyMention, ...]) -> Subject:
        """Return the same words as a subject of another kind that stands for these parties."""
        return Subject(kind, self.first, self.after, parties, self.negated, self.past)


def find_subject(
    words: Words, clause_first: int, cue_first: int, grammar: Grammar, context: Context
) -> Subject:
    """Return the subject of the construction at ``cue_first``.

    ``clause_first`` is where the words not yet used by an earlier construction begin.
    """
    after, negated, past = _trim_right(words, clause_first, cue_first, grammar)
    if after == cue_first and words.tags[cue_first] & Tag.ING and words.lower[after - 1] == ",":
        # "set out its plans, pledging to": the subject is that of the verb before.
        return Subject(SubjectKind.SHARED, after, after, negated=negated, past=past)
    after = _before_insertion(words, clause_first, after)
    inside = clause_first > 0
    relative = _last_relative(words, clause_first, after)
    if after - 1 > clause_first and words.lower[after - 2 : after] == [",", "and"]:
        relative = None  # "…, which chairs the council, and expressed …"
    if relative is not None and _is_inserted(words, clause_first, relative, after):
        after, relative = relative - 1, None
    if relative is not None:
        opening = _after_relative(words, relative, after, grammar)
        if opening is not None:
            clause_first, inside, relative = opening, False, None
    passive = words.lower[cue_first + 1 : cue_first + 2] == ["be"]
    if relative is not None and _opens_under(words, relative, after, grammar, passive=passive):
        clause_first, inside, relative = relative + 1, False, None
    if relative is not None and _acts_on_which(words, relative, after, cue_first):
        named = classify_subject(words, relative + 1, after, grammar, context)
        if named[0] is SubjectKind.PARTY and named[1]:
            return Subject(SubjectKind.PARTY, relative, after, named[1], negated, past)
    if relative is not None:
        object_of_which = words.lower[relative] in ("which", "whom", "whose")
        if object_of_which or all(
            words.tags[i] & (Tag.ADVERB | Tag.AUXILIARY) for i in range(relative + 1, after)
        ):
            return Subject(SubjectKind.RELATIVE, relative, after, negated=negated, past=past)
        clause_first, inside = relative + 1, False
    if after > clause_first and _is_continued(words, clause_first, after):
        return Subject(SubjectKind.SHARED, after, after, negated=negated, past=past)
    clause_first = _after_report(words, clause_first, after, grammar)
    first = _subject_start(words, clause_first, after, inside=inside)
    first = _after_fronted(words, first, after, grammar)
    if first >= after or _tells_time(words, first, after, grammar):
        return Subject(SubjectKind.SHARED, after, after, negated=negated, past=past)
    kind, parties = classify_subject(words, first, after, grammar, context)
    return Subject(kind, first, after, parties, negated, past)


def _acts_on_which(words: Words, relative: int, after: int, cue_first: int) -> bool:
    """Tell "a loan, which Ghana agreed to consider": an undertaking that a noun is told by."""
    named = words.lower[relative] == "which" and after > relative + 1
    return named and not words.tags[cue_first] & Tag.AUXILIARY


def _trim_right(words: Words, first: int, after: int, grammar: Grammar) -> tuple[int, bool, bool]:
    negated = past = False
    while after > first:
        tag, word = words.tags[after - 1], words.lower[after - 1]
        if tag & Tag.NEGATION:
            negated = True
        elif not (tag & (Tag.ADVERB | Tag.AUXILIARY)) or tag & Tag.MARK:
            break
        # "because the sides had agreed to": what came before the story.
        past = past or word == "had"
        after -= 1
    if after - first > 3 and _points_back(words, after, grammar):
        after -= 3
    return after, negated, past


def _points_back(words: Words, after: int, grammar: Grammar) -> bool:
    """Tell "to this end" and "in this regard" between a subject or an "and" and its verb."""
    return (
        words.lower[after - 1] in grammar.words["ends"]
        and words.lower[after - 2] in grammar.words["demonstratives"]
        and bool(words.tags[after - 3] & (Tag.PREPOSITION | Tag.TO))
        and bool(words.tags[after - 4] & Tag.CONJUNCTION)
    )


def _last_relative(words: Words, first: int, after: int) -> int | None:
    for index in range(after - 1, first - 1, -1):
        if words.tags[index] & Tag.RELATIVE:
            return index
        if words.lower[index] in _BREAKS:
            return None
    return None


def _is_inserted(words: Words, first: int, relative: int, after: int) -> bool:
    """Tell "Canada, which holds the chair, will …": the subject stands before the insertion."""
    closed = words.lower[after - 1] == "," and after - 1 > relative
    return closed and relative - 1 > first and words.lower[relative - 1] == ","


def _before_insertion(words: Words, first: int, after: int) -> int:
    """Return where the subject ends in "The Fund, a body of two states, will": before the comma.

    What is inserted opens like no subject: with a participle, a preposition, an article, "which".
    """
    if after - 1 <= first or words.lower[after - 1] != ",":
        return after
    for index in range(after - 2, first, -1):
        if words.lower[index] in _BREAKS:
            break
        if words.lower[index] == "," and _opens_insertion(words, index + 1):
            return index
    return after


def _opens_insertion(words: Words, index: int) -> bool:
    tag = words.tags[index]
    named = words.lower[index] in _ARTICLES or words.lower[index] == "worth"
    participle = tag & (Tag.PARTICIPLE | Tag.ING) and not tag & (Tag.NOUN_LIKE | Tag.NOT_GERUND)
    return bool(tag & (Tag.FRONTING | Tag.RELATIVE) or named or participle)


def _after_relative(words: Words, relative: int, after: int, grammar: Grammar) -> int | None:
    """Return where "the Sides" begins in "Within the plan, which …, the Sides agreed"."""
    for index in range(after - 1, relative, -1):
        if words.lower[index] == ",":
            last = words.lower[after - 1]
            ours = last in grammar.words["pronouns_joint"] or last in grammar.words["collective"]
            named = any(hit.end == words.ends[after - 1] for hit in words.parties)
            own = words.lower[index + 1] not in _COORDINATORS
            if named and own and _opens_with_name(words, index + 1, after):
                # "the text says that Bahrain, Kuwait and Qatar will"
                return _names_start(words, _segments(words, relative + 1, after))
            return index + 1 if (ours or named) and own else None
    return None


def _opens_under(
    words: Words, relative: int, after: int, grammar: Grammar, *, passive: bool
) -> bool:
    """Tell "a roadmap under which the parties will …": those named there undertake it."""
    if relative == 0 or not words.tags[relative - 1] & Tag.PREPOSITION or relative + 1 >= after:
        return False
    last = words.lower[after - 1]
    if passive or last in grammar.words["pronouns_joint"] or last in grammar.words["collective"]:
        return True
    return any(hit.end == words.ends[after - 1] for hit in words.parties)


def _after_report(words: Words, first: int, after: int, grammar: Grammar) -> int:
    """Return where the report begins in "The Bank said China" will …, which needs no "that"."""
    for index in range(after - 1, first, -1):
        if words.lower[index] in grammar.words["reporting"]:
            return index + 1
        coordinated = words.lower[index] == "," and words.lower[index + 1] in _COORDINATORS
        if words.lower[index] in _BREAKS or coordinated:
            break
    return first


def _after_fronted(words: Words, first: int, after: int, grammar: Grammar) -> int:
    """Return where "Japan" begins in "In 2027 Japan" will …, fronted without a comma."""
    if first >= after or not words.tags[first] & Tag.PREPOSITION:
        return first
    last = after - 1
    definite = words.tags[last - 1] & (Tag.DETERMINER | Tag.NUMBER)
    start = last if definite and words.lower[last] in grammar.words["collective"] else -1
    for hit in words.parties:
        if hit.start < words.ends[last] <= hit.end and hit.start >= words.starts[first]:
            start = words.at(hit.start)
    if start < 0:
        return first
    while start > first + 1:
        before = words.lower[start - 1]
        if before == "of" and words.lower[start - 2] in grammar.words["collective"]:
            start -= 2
        elif before in grammar.words["organs"] or words.tags[start - 1] & Tag.DETERMINER:
            start -= 1
        elif words.tags[start - 1] & Tag.NUMBER and words.tags[start - 2] & Tag.DETERMINER:
            start -= 2  # "the two countries"
        else:
            break
    return start


def _tells_time(words: Words, first: int, after: int, grammar: Grammar) -> bool:
    """Tell "for the next five years" of "launched it and for the next five years will"."""
    last = words.lower[after - 1]
    dated = last in grammar.words["units"] or bool(words.tags[after - 1] & Tag.NUMBER)
    return dated and bool(words.tags[first] & Tag.PREPOSITION)


def _is_continued(words: Words, first: int, after: int) -> bool:
    """Tell a further predicate ("provides X and will …") from a subject."""
    last = words.lower[after - 1]
    if last in _COORDINATORS:
        return True
    return last == "," and _has_finite_verb(words, first, after)


def _subject_start(words: Words, first: int, after: int, *, inside: bool) -> int:
    """Return where the subject begins, leaving fronted phrases and earlier clauses out."""
    start = _after_break(words, _after_open_bracket(words, first, after), after)
    if after > start and words.tags[after - 1] & Tag.PRONOUN:
        return after - 1
    segments = _without_insertion(words, _segments(words, start, after))
    left, right = segments[-1]
    if left < right and words.lower[left] in _COORDINATORS:
        if not (inside or _has_finite_verb(words, start, left) or len(segments) == 1):
            return _list_start(words, segments)
    elif inside and len(segments) == 1:
        left = _after_last_coordinator(words, left, after)
    elif _opens_with_name(words, left, right):
        return _names_start(words, segments)
    return _skip_coordinators(words, left, after)


def _opens_with_name(words: Words, first: int, after: int) -> bool:
    """Tell "Kuwait and Qatar" of "Bahrain, Kuwait and Qatar": a name, and "and" behind it."""
    coordinated = "and" in words.lower[first:after]
    return coordinated and any(hit.start == words.starts[first] for hit in words.parties)


def _names_start(words: Words, segments: list[tuple[int, int]]) -> int:
    """Return where "Bahrain, Kuwait and Qatar" begins: each piece before is a name and no more."""
    left = segments[-1][0]
    for first, after in reversed(segments[:-1]):
        opening = first + bool(words.tags[first] & Tag.DETERMINER)
        named = opening < after and any(
            hit.start == words.starts[opening] and hit.end == words.ends[after - 1]
            for hit in words.parties
        )
        if not named:
            break
        left = first
    return left


def _after_open_bracket(words: Words, first: int, after: int) -> int:
    closed = 0
    for index in range(after - 1, first - 1, -1):
        word = words.lower[index]
        if word == ")":
            closed += 1
        elif word == "(" and closed:
            closed -= 1
        elif word == "(":
            return index + 1
    return first


def _after_break(words: Words, first: int, after: int) -> int:
    start = before = first
    opened: tuple[int, int] | None = None
    for index in range(first, after):
        word = words.lower[index]
        spaced = words.text[words.starts[index] - 1 : words.starts[index]].isspace()
        if word in _BREAKS or (word in _DASHES and spaced):
            # "Several allies – among them Norway – will": what is between dashes is inserted.
            closes = opened is not None and word in _DASHES and after - index <= 2
            start = opened[1] if closes and opened else index + 1
            opened = None if closes else (index, before)
            before = index + 1
    return start


def _without_insertion(words: Words, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave "with its partners" out of "The United States, with its partners, will"."""
    inserted = Tag.FRONTING | Tag.ING
    while len(segments) > 1 and not _is_wording(words, *segments[-1]):
        segments.pop()
        if len(segments) > 1 and words.tags[segments[-1][0]] & inserted:
            segments.pop()
    closed = segments[-1][1]
    if closed < len(words) and words.lower[closed] == ",":
        while len(segments) > 1 and words.tags[segments[-1][0]] & inserted:
            segments.pop()
    return segments


def _list_start(words: Words, segments: list[tuple[int, int]]) -> int:
    """Return where "Mexico, the United States, and Canada" begins."""
    left = segments[-1][0]
    for segment in reversed(segments[:-1]):
        if words.tags[segment[0]] & (Tag.FRONTING | Tag.TO | Tag.ING):
            break
        left = segment[0]
    return left


def _segments(words: Words, first: int, after: int) -> list[tuple[int, int]]:
    segments: list[tuple[int, int]] = []
    left = first
    for index in range(first, after):
        if words.lower[index] == ",":
            segments.append((left, index))
            left = index + 1
    segments.append((left, after))
    return [segment for segment in segments if segment[0] < segment[1]] or [(after, after)]


def _is_wording(words: Words, first: int, after: int) -> bool:
    return any(
        not words.tags[index] & (Tag.ADVERB | Tag.AUXILIARY) for index in range(first, after)
    )


def _has_finite_verb(words: Words, first: int, after: int) -> bool:
    """Tell whether a clause stands there already: a verb that is no noun and no participle."""
    for index in range(first, after):
        tag = words.tags[index]
        finite = tag & (Tag.PAST | Tag.THIRD | Tag.BASE) and not tag & Tag.NOUN_LIKE
        unlisted = not tag and words.lower[index].endswith("ed")
        if (finite or unlisted or tag & Tag.AUXILIARY) and not words.is_capitalised(index):
            return True
    return False


def _after_last_coordinator(words: Words, first: int, after: int) -> int:
    for index in range(after - 1, first - 1, -1):
        if words.lower[index] in ("and", "but", "while", "as"):
            return index + 1
    return first


def _skip_coordinators(words: Words, first: int, after: int) -> int:
    while first < after and (
        words.lower[first] in _COORDINATORS or words.tags[first] & (Tag.ADVERB | Tag.MARK)
    ):
        first += 1
    return first
