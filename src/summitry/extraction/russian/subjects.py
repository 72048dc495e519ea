"""Who undertakes it: the noun in the nominative that agrees with the verb, and what it names."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.russian.complements import is_finite
from summitry.extraction.russian.morphology import NOMINATIVE, Is
from summitry.lexicon.party_terms import NameKind
from summitry.model import Basis, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.russian.cues import Cue
    from summitry.extraction.russian.names import PartyHit
    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar

_BEHIND: Final = 6  # words from a verb to a subject behind it
_JOINING: Final = frozenset({",", "и", "(", ")"})
_CLOSING: Final = frozenset({";", ":", "—", "–"})
_DASHES: Final = frozenset({"—", "–", "-"})
_MEMBERS: Final = frozenset({"член", "участник", "участница"})
_ADJECTIVES: Final = frozenset({NameKind.DEMONYM, NameKind.GROUP_ADJECTIVE})
_SCALES: Final = frozenset({"тыс", "млн", "млрд", "трлн"})
_QUOTES: Final = frozenset({"«", "»", '"', "“", "”", "„"})


class Kind(StrEnum):
    """What stands as the subject."""

    PARTY = "party"
    EVERYONE = "everyone"
    WE = "we"
    SPEAKER = "i"
    BACK = "back"  # a pronoun, or an office whose party was named before
    THING = "thing"
    SHARED = "shared"  # none of its own: that of the verb before


@final
class Subject:
    """What stands as the subject: its words, and the parties it names."""

    __slots__ = ("after", "first", "head", "kind", "parties")

    def __init__(
        self,
        kind: Kind,
        place: tuple[int, int, int],
        parties: tuple[PartyMention, ...] = (),
    ) -> None:
        self.kind = kind
        self.first, self.head, self.after = place
        self.parties = parties


def find_subject(
    words: Words, left: int, cue: Cue, right: int, grammar: RussianGrammar
) -> Subject | None:
    """Return the subject of a cue between two word indices, before the verb or behind it."""
    before = _candidates(words, left, cue.predicate, cue.tags, grammar)
    found = _best(words, before, grammar)
    if found is None or not _is_agent(words, found, grammar):
        # "Мост построит Китай": one with a will may stand behind the verb.
        behind = _behind(words, cue, right, grammar)
        better = found is None or not cue.passive
        found = behind if behind is not None and better else found
    if found is None and cue.tags & Is.FIRST:
        kind = Kind.WE if cue.tags & Is.PLURAL else Kind.SPEAKER
        return Subject(kind, (cue.first, cue.first, cue.first))
    if found is None:
        return None
    return _read(words, left, found, cue, grammar)


def _behind(words: Words, cue: Cue, right: int, grammar: RussianGrammar) -> int | None:
    """Return a subject behind its verb: "Будет создан фонд", "намерен Китай принять"."""
    event = words.form(cue.verb).verb in grammar.traits["events"]
    passive = cue.rule == "future.passive" or event
    first = cue.after if passive else cue.predicate + 1
    last = min(right, first + _BEHIND)
    found = _candidates(words, first, last, cue.tags, grammar, behind=True)
    if passive and found and not event:
        return found[0]
    if event and found and not governed_before(words, found[0]):
        return found[0]
    return next((one for one in found if _is_agent(words, one, grammar)), None)


def governed_before(words: Words, index: int) -> bool:
    """Tell a noun behind a preposition."""
    return bool(words.tags(index - 1) & Is.PREPOSITION)


def _candidates(
    words: Words,
    first: int,
    last: int,
    agreeing: int,
    grammar: RussianGrammar,
    *,
    behind: bool = False,
) -> list[int]:
    """Return the nouns and pronouns that can be the subject, the likely ones first."""
    likely: list[int] = []
    unlikely: list[int] = []
    governed = dependent = False
    role = ""
    opened = first
    hits = {each: hit for hit in words.parties for each in range(hit.first, hit.after)}
    for index in range(first, last):
        tags, word = words.tags(index), words.lower[index]
        hit = hits.get(index)
        if hit is not None and hit.kind not in _ADJECTIVES:
            tags = hit.tags if index == hit.first else 0
            if index != hit.first:
                continue
        if word in _DASHES and _goes_on(words, index):
            continue
        if index > first and words.lower[index - 1] == "," and words.lower[opened] == "как":
            likely, unlikely = [], []  # "Как отметил министр, дорога …"
        if word == ",":
            opened = index + 1
        if word in _CLOSING or (behind and is_finite(words, index)):
            likely, unlikely = ([], []) if not behind else (likely, unlikely)
            if behind:
                break
        if word == "что" and index and words.lower[index - 1] == ",":
            likely, unlikely, role, governed, dependent = [], [], "", False, False
            continue
        if word in _JOINING or word in ("а", "но", "или"):
            # What "и" joins stands in the case of what is before it; so do names in a list.
            listed = word == "и" or (word == "," and index - 1 in hits and index + 1 in hits)
            governed = listed and role == "governed"
            dependent = listed and role == "dependent"
            continue
        if tags & Is.PREPOSITION and not tags & Is.NOUN:
            governed, dependent = True, False
            continue
        if tags & Is.PRONOUN and word in grammar.words["pronouns"]:
            likely.append(index)
            continue
        if tags & NOMINATIVE and not governed and _is_any_of(words, index, grammar):
            likely.append(index)
            continue
        if word in _SCALES:
            governed, dependent = False, True
            continue
        if not tags & Is.NOUN or (tags & Is.ADJECTIVE and hit is None and _describes(words, index)):
            continue
        fits = _agrees(words, index, tags, agreeing)
        if fits and not governed and not (dependent and tags & Is.GENITIVE):
            likely.append(index)
        elif fits and not governed:
            unlikely.append(index)
        role = "governed" if governed else "dependent" if dependent else ""
        governed, dependent = False, True
    return likely or [one for one in unlikely if _is_agent(words, one, grammar)]


def _goes_on(words: Words, index: int) -> bool:
    """ "государства – члены Союза": a dash inside a name."""
    return index + 1 < len(words) and not _MEMBERS.isdisjoint(words.form(index + 1).lemmas)


def _is_any_of(words: Words, index: int, grammar: RussianGrammar) -> bool:
    """ "ни одна из Сторон", "каждая из стран"."""
    behind = words.lower[index + 1 : index + 2] == ["из"]
    return behind and not grammar.words["any_of"].isdisjoint(words.form(index).lemmas)


def _describes(words: Words, index: int) -> bool:
    return bool(words.tags(index + 1) & Is.NOUN)


def _agrees(words: Words, index: int, tags: int, agreeing: int) -> bool:
    if not tags & NOMINATIVE:
        return _is_counted(words, index, tags)
    if agreeing & Is.PLURAL and not agreeing & Is.SINGULAR:
        joined = _is_joined(words, index)
        return bool(tags & Is.NOMINATIVE_MANY) or joined
    if agreeing & Is.SINGULAR and not agreeing & Is.PLURAL:
        return bool(tags & Is.NOMINATIVE_ONE)
    return True


def _is_counted(words: Words, index: int, tags: int) -> bool:
    """ "Пять стран создадут": the noun behind a number stands in the genitive."""
    before = words.lower[index - 1] if index else ""
    numbered = before[:1].isdigit() or bool(words.tags(index - 1) & Is.NUMBER)
    return numbered and bool(tags & Is.GENITIVE) and not words.tags(index - 2) & Is.PREPOSITION


def _is_joined(words: Words, index: int) -> bool:
    """Tell whether a name in the singular is one of several: "Китай и Иран", "Китай с Ираном"."""
    last = min(len(words), index + 12)
    for each in range(index + 1, last):
        if words.lower[each] in ("и", ",", "с", "со"):
            return True
        if is_finite(words, each):
            break
    return index > 0 and words.lower[index - 1] in ("и", ",")


def _best(words: Words, found: list[int], grammar: RussianGrammar) -> int | None:
    if not found:
        return None
    return next((one for one in found if _is_agent(words, one, grammar)), found[0])


def _is_agent(words: Words, index: int, grammar: RussianGrammar) -> bool:
    if _hit_at(words, index) is not None or words.lower[index] in grammar.words["pronouns"]:
        return True
    lemmas = words.form(index).lemmas
    known = grammar.words
    if _is_any_of(words, index, grammar):
        return True
    return not known["everyone"].isdisjoint(lemmas) or not known["bodies"].isdisjoint(lemmas)


def _hit_at(words: Words, index: int) -> PartyHit | None:
    for hit in words.parties:
        if hit.first <= index < hit.after and hit.kind not in _ADJECTIVES:
            return hit
    return None


def _read(words: Words, left: int, head: int, cue: Cue, grammar: RussianGrammar) -> Subject:
    first = _opening(words, left, head)
    after = _closing(words, head, cue)
    place = (first, head, after)
    word = words.lower[head]
    if word == "мы":
        return Subject(Kind.WE, place)
    if word == "я":
        return Subject(Kind.SPEAKER, place)
    if word in grammar.words["back"]:
        return Subject(Kind.BACK, place)
    hits = _named(words, first, head, after, grammar)
    lemmas = words.form(head).lemmas
    known = grammar.words
    everyone = not known["everyone"].isdisjoint(lemmas)
    body = not known["bodies"].isdisjoint(lemmas)
    if hits:
        mentions = tuple(
            {
                hit.code: PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
                for hit in hits
            }.values()
        )
        return Subject(Kind.PARTY, place, mentions)
    many = words.tags(head) & Is.NOMINATIVE_MANY and cue.tags & Is.PLURAL
    counted = _is_counted(words, head, words.tags(head))
    if everyone and (many or counted or _is_any(words, left, head, grammar)):
        return Subject(Kind.EVERYONE, place)
    if body:
        return Subject(Kind.BACK, place)
    if word in known["any_of"] or not known["any_of"].isdisjoint(lemmas):
        return Subject(Kind.EVERYONE, place)
    return Subject(Kind.THING, place)


def _is_any(words: Words, left: int, head: int, grammar: RussianGrammar) -> bool:
    """ "Ни одна из Сторон", "каждая сторона"."""
    return any(True for _ in words.matching(max(left, head - 3), head, grammar.words["any_of"]))


def _opening(words: Words, left: int, head: int) -> int:
    """Return where a subject begins: its adjectives and numbers, "ни одна из", a list before."""
    first = head
    while first > left:
        index = first - 1
        tags, word = words.tags(index), words.lower[index]
        hit = _hit_at(words, index)
        if hit is not None and hit.tags & NOMINATIVE and index >= left:
            first = max(hit.first, left)
        elif word in _QUOTES or word[0].isdigit() or tags & (Is.ADJECTIVE | Is.NUMBER):
            first = index
        elif word in ("из", "ни"):
            first = index
        elif word in ("и", ",") and index > left and _lists(words, index):
            first = index
        else:
            break
    while first < head and words.lower[first] in (",", "и"):
        first += 1
    return first


def _lists(words: Words, index: int) -> bool:
    """Tell whether a comma or "и" joins two names in the nominative."""
    before = _hit_at(words, index - 1)
    return before is not None and bool(before.tags & NOMINATIVE)


def _closing(words: Words, head: int, cue: Cue) -> int:
    """Return the index behind a subject and what belongs to it."""
    index = head + 1
    last = cue.predicate if head < cue.predicate else len(words)
    while index < last:
        tags, word = words.tags(index), words.lower[index]
        if is_finite(words, index) or (tags & Is.PREPOSITION and word not in ("с", "со")):
            break
        if word == "," and _hit_at(words, index + 1) is None:
            break
        if word in _CLOSING and not _goes_on(words, index):
            break
        if tags & (Is.SHORT | Is.INFINITIVE) and not tags & Is.NOUN:
            break
        index += 1
    return index


def _named(
    words: Words, first: int, head: int, after: int, grammar: RussianGrammar
) -> list[PartyHit]:
    """Return the parties a subject names: by itself, or beside an office, a side or an organ."""
    inside = [hit for hit in words.parties if first <= hit.first < after]
    if not inside:
        return []
    own = _hit_at(words, head)
    if own is not None:
        return [
            hit
            for hit in inside
            if hit.kind not in _ADJECTIVES
            and hit.kind is not NameKind.CAPITAL
            and (hit.tags & NOMINATIVE or _with(words, hit.first))
        ] or [own]
    lemmas = words.form(head).lemmas
    known = grammar.words
    if known["everyone"].isdisjoint(lemmas) and known["bodies"].isdisjoint(lemmas):
        return []
    return [hit for hit in inside if hit.kind is not NameKind.CAPITAL] or inside


def _with(words: Words, index: int) -> bool:
    return index > 0 and words.lower[index - 1] in ("с", "со")
