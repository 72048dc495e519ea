"""Who undertakes it: the noun in the nominative that agrees with the verb, and what it names."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.russian.complements import is_finite
from summitry.extraction.russian.morphology import NOMINATIVE, Is, morphology
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
_BEFORE: Final = frozenset({"«", "»", '"', "“", "”", "„", "из", "ни"})


class Kind(StrEnum):
    """What stands as the subject."""

    PARTY = "party"
    EVERYONE = "everyone"
    WE = "we"
    SPEAKER = "i"
    BACK = "back"  # a pronoun, or an office whose party was named before
    THING = "thing"
    SHARED = "shared"  # none of its own: that of the verb before


_PRONOUNS: Final = {"мы": Kind.WE, "я": Kind.SPEAKER}


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
        found = _of_main_clause(words, left, cue, grammar)
    return None if found is None else _read(words, left, found, cue, grammar)


def _of_main_clause(words: Words, left: int, cue: Cue, grammar: RussianGrammar) -> int | None:
    """ "Сторона сообщила, что поставит …": who says so is who does it, if nobody else is named."""
    for index in range(cue.predicate - 1, left, -1):
        if words.lower[index] == "что" and words.lower[index - 1] == ",":
            found = _candidates(words, left, index - 1, cue.tags, grammar)
            return next((one for one in found if _is_agent(words, one, grammar)), None)
        if words.lower[index] in _CLOSING:
            break
    return None


def _behind(words: Words, cue: Cue, right: int, grammar: RussianGrammar) -> int | None:
    """Return a subject behind its verb: "Будет создан фонд", "намерен Китай принять"."""
    event = words.form(cue.verb).verb in grammar.traits["events"]
    passive = cue.rule == "future.passive" or event
    first = cue.after if passive else cue.predicate + 1
    last = min(right, first + _BEHIND)
    found = _candidates(words, first, last, cue.tags, grammar, behind=True)
    if passive and found and not event:
        return found[0]
    if event and found and not _is_governed(words, found[0]):
        return found[0]
    return next((one for one in found if _is_agent(words, one, grammar)), None)


def _is_governed(words: Words, index: int) -> bool:
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
    search = _Search(words, first, agreeing, grammar)
    for index in range(first, last):
        if behind and (words.lower[index] in _CLOSING or is_finite(words, index)):
            break
        search.take(index)
    return search.likely or [one for one in search.unlikely if _is_agent(words, one, grammar)]


@final
class _Search:
    """A walk over the words of a clause that tells which nouns are free to be its subject.

    A noun behind a preposition is governed, one in the genitive behind another depends on it.
    """

    def __init__(self, words: Words, first: int, agreeing: int, grammar: RussianGrammar) -> None:
        self.likely: list[int] = []
        self.unlikely: list[int] = []
        self._words = words
        self._agreeing = agreeing
        self._known = grammar.words
        self._grammar = grammar
        self._hits = {each: hit for hit in words.parties for each in range(hit.first, hit.after)}
        self._opened = first
        self._governed = self._dependent = False
        self._role = ""

    def take(self, index: int) -> None:
        """Look at one word."""
        words, word = self._words, self._words.lower[index]
        hit = self._hits.get(index)
        named = hit is not None and hit.kind not in _ADJECTIVES
        tags = hit.tags if hit is not None and named else words.tags(index)
        if hit is not None and named and index != hit.first:
            return
        if self._is_mark(index, word):
            return
        if tags & Is.PREPOSITION and not tags & Is.NOUN:
            self._governed, self._dependent = True, False
        elif self._is_free(index, tags):
            self.likely.append(index)
        elif word in _SCALES:
            self._governed, self._dependent = False, True
        elif tags & Is.NOUN and (named or not tags & Is.ADJECTIVE or not _describes(words, index)):
            self._noun(index, tags)

    def _is_mark(self, index: int, word: str) -> bool:
        """Take in a mark or a conjunction; tell whether it was one."""
        words = self._words
        if word in _DASHES and _goes_on(words, index):
            return True
        behind_comma = index > 0 and words.lower[index - 1] == ","
        if word == ",":
            if words.lower[self._opened] == "как":
                self._forget()  # "Как отметил министр, дорога …"
            self._opened = index + 1
        if word in _CLOSING:
            self.likely, self.unlikely = [], []
        if word == "что" and behind_comma:
            self._forget()
            return True
        if word not in _JOINING and word not in ("а", "но", "или"):
            return False
        # What "и" joins stands in the case of what is before it; so do names in a list.
        list_of_names = word == "," and index - 1 in self._hits and index + 1 in self._hits
        listed = word == "и" or list_of_names
        self._governed = listed and self._role == "governed"
        self._dependent = listed and self._role == "dependent"
        return True

    def _forget(self) -> None:
        self.likely, self.unlikely = [], []
        self._governed = self._dependent = False
        self._role = ""

    def _is_free(self, index: int, tags: int) -> bool:
        if tags & Is.PRONOUN and self._words.lower[index] in self._known["pronouns"]:
            return True
        nominative = tags & NOMINATIVE and not self._governed
        return bool(nominative) and _is_any_of(self._words, index, self._grammar)

    def _noun(self, index: int, tags: int) -> None:
        fits = _agrees(self._words, index, tags, self._agreeing) and not self._governed
        if fits and not (self._dependent and tags & Is.GENITIVE):
            self.likely.append(index)
        elif fits:
            self.unlikely.append(index)
        self._role = "governed" if self._governed else "dependent" if self._dependent else ""
        self._governed, self._dependent = False, True


def _goes_on(words: Words, index: int) -> bool:
    """ "государства – члены Союза": a dash inside a name."""
    return index + 1 < len(words) and not _MEMBERS.isdisjoint(words.form(index + 1).lemmas)


def _is_any_of(words: Words, index: int, grammar: RussianGrammar) -> bool:
    """ "ни одна из Сторон", "каждая из стран"."""
    behind = words.lower[index + 1 : index + 2] == ["из"]
    return behind and not grammar.words["any_of"].isdisjoint(words.form(index).lemmas)


def _is_unknown_name(words: Words, index: int) -> bool:
    """ "Самгау построит": a name that no dictionary has is that of a company or an organ."""
    written = words.text[words.starts[index] : words.ends[index]]
    named = written[:1].isupper() and len(written) > 2
    return named and not morphology().is_known(words.lower[index])


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
    if not known["everyone"].isdisjoint(lemmas) or not known["bodies"].isdisjoint(lemmas):
        return True
    return _is_any_of(words, index, grammar) or _is_unknown_name(words, index)


def _hit_at(words: Words, index: int) -> PartyHit | None:
    for hit in words.parties:
        if hit.first <= index < hit.after and hit.kind not in _ADJECTIVES:
            return hit
    return None


def _read(words: Words, left: int, head: int, cue: Cue, grammar: RussianGrammar) -> Subject:
    place = (_opening(words, left, head), head, _closing(words, head, cue))
    pronoun = _PRONOUNS.get(words.lower[head])
    if pronoun is None and words.lower[head] in grammar.words["back"]:
        pronoun = Kind.BACK
    if pronoun is not None:
        return Subject(pronoun, place)
    hits = _named(words, place[0], head, place[2], grammar)
    if hits:
        named = {
            hit.code: PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end)) for hit in hits
        }
        return Subject(Kind.PARTY, place, tuple(named.values()))
    return Subject(_unnamed(words, left, head, cue, grammar), place)


def _unnamed(words: Words, left: int, head: int, cue: Cue, grammar: RussianGrammar) -> Kind:
    """Return what a noun is that names no party: all of them, an office or organ, or a thing."""
    lemmas, known = words.form(head).lemmas, grammar.words
    many = words.tags(head) & Is.NOMINATIVE_MANY and cue.tags & Is.PLURAL
    several = many or _is_counted(words, head, words.tags(head))
    everyone = not known["everyone"].isdisjoint(lemmas)
    if everyone and (several or _is_any(words, left, head, grammar)):
        return Kind.EVERYONE
    if not known["bodies"].isdisjoint(lemmas) or _is_unknown_name(words, head):
        return Kind.BACK
    return Kind.THING if known["any_of"].isdisjoint(lemmas) else Kind.EVERYONE


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
        describes = tags & (Is.ADJECTIVE | Is.NUMBER) or word[0].isdigit() or word in _BEFORE
        if hit is not None and hit.tags & NOMINATIVE:
            first = max(hit.first, left)
        elif not (describes or (word in ("и", ",") and index > left and _lists(words, index))):
            break
        else:
            first = index
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
    ruling = not known["everyone"].isdisjoint(lemmas) or not known["bodies"].isdisjoint(lemmas)
    if not ruling and not _is_unknown_name(words, head):
        return []
    return [hit for hit in inside if hit.kind is not NameKind.CAPITAL] or inside


def _with(words: Words, index: int) -> bool:
    return index > 0 and words.lower[index - 1] in ("с", "со")
