"""Where an act begins and ends, and where one wording holds several."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.russian.complements import is_deed, is_finite, is_infinitive
from summitry.extraction.russian.morphology import OBLIQUE, Is

if TYPE_CHECKING:
    from summitry.extraction.russian.cues import Cue
    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar
    from summitry.model import Quantity

_COORDINATORS: Final = frozenset({",", "и", "или", "либо", ";"})
_REACH: Final = 9  # words from a coordinator to the infinitive it joins
_EXPLAINING: Final = frozenset({"поскольку", "хотя", "так", "что", "причем", "если", "где", "куда"})
_MARKS: Final = frozenset({",", ";", ".", ":", "—", "–", "-", "и", "а", "но", "…", "!"})
_NOMINAL: Final = {
    "about": Is.LOCATIVE,
    "kdat": Is.DATIVE,
    "po": Is.DATIVE | Is.LOCATIVE,
    "nacc": Is.ACCUSATIVE,
    "gen": Is.GENITIVE,
    "deed": Is.DATIVE,
    "noun": Is.ACCUSATIVE,
    "agreement": Is.LOCATIVE,
}


@final
class Act:
    """An act: the words that state it, and the verb or noun that names it."""

    __slots__ = ("after", "first", "verb")

    def __init__(self, first: int, verb: int, after: int) -> None:
        self.first = first
        self.verb = verb
        self.after = after


def opening_of(words: Words, left: int, cue: Cue) -> int:
    """Return where a predicate without a subject of its own begins: behind "," or "и"."""
    index = min(cue.first, cue.verb)
    while index > left and words.lower[index - 1] not in _MARKS and words.lower[index - 1] != "что":
        index -= 1
    return index


def end_of_act(words: Words, cue: Cue, right: int, grammar: RussianGrammar) -> int:
    """Return the index behind the last word of the acts of a cue; ``right`` bounds them."""
    start = max(cue.verb, cue.after - 1, cue.predicate)
    last = right
    for index in range(start + 1, right):
        word = words.lower[index]
        if word == ":" or (word in ("—", "–") and _opens_clause(words, index, right)):
            last = index
            break
        if word == "," and _explains(words, index + 1, grammar):
            last = index
            break
        if is_finite(words, index) and not words.tags(index) & Is.NOUN:
            last = _back(words, index, start)
            break
    return _trimmed(words, start, last)


def _explains(words: Words, index: int, grammar: RussianGrammar) -> bool:
    """Tell a clause that explains or supposes from the rest of an act."""
    if index < len(words) and words.tags(index) & Is.PREPOSITION:
        index += 1
    if index >= len(words):
        return False
    if words.lower[index] == "а" and words.lower[index + 1 : index + 2] != ["также"]:
        return True
    relative = not grammar.words["relative"].isdisjoint(words.form(index).lemmas)
    return relative or words.lower[index] in _EXPLAINING


def _opens_clause(words: Words, index: int, right: int) -> bool:
    return any(is_finite(words, each) for each in range(index + 1, min(right, index + 12))) or (
        words.lower[index + 1 : index + 2] == ["это"]
    )


def _back(words: Words, index: int, start: int) -> int:
    """Return where the clause of another verb begins: at the nearest comma, or "и"."""
    commas = [each for each in range(start + 1, index) if words.lower[each] in (",", "—", "–")]
    if commas:
        return commas[-1]
    joined = [each for each in range(start + 1, index) if words.lower[each] in ("и", "а", "но")]
    return joined[-1] if joined else index


def _trimmed(words: Words, start: int, last: int) -> int:
    while last > start + 1 and words.lower[last - 1] in _MARKS:
        last -= 1
    if last > start + 1 and words.lower[last - 1] in ("»", "“", "”"):
        opened = any(words.lower[each] in ("«", "„", "“") for each in range(start, last - 1))
        return last if opened else last - 1
    return last


def split_acts(
    words: Words, first: int, cue: Cue, after: int, grammar: RussianGrammar
) -> list[Act]:
    """Return the acts of a cue: "создать фонд и провести форум" are two."""
    if cue.takes in _NOMINAL and not is_infinitive(words, cue.verb):
        places = _nouns(words, cue, after, grammar)
    else:
        places = _infinitives(words, cue, after, grammar)
    acts: list[Act] = []
    openings = [first, *(opening for opening, _ in places)]
    verbs = [cue.verb, *(verb for _, verb in places)]
    for number, verb in enumerate(verbs):
        last = openings[number + 1] if number + 1 < len(openings) else after
        start = openings[number]
        while start < verb and words.lower[start] in (",", "и", "или", "либо", "а", "также", ";"):
            start += 1
        acts.append(Act(start, verb, max(_trimmed(words, verb, last), verb + 1)))
    return acts


def _infinitives(
    words: Words, cue: Cue, after: int, grammar: RussianGrammar
) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    verb = cue.verb
    if cue.takes == "act" and cue.rule not in ("future.imperfective", "list.infinitive"):
        return places
    for index in range(verb + 1, after):
        if not is_infinitive(words, index) or index == verb + 1:
            continue
        joint = _joint(words, index, places[-1][1] if places else verb, grammar)
        if joint is not None and index - joint < _REACH:
            places.append((joint, index))
    return places


def _joint(words: Words, index: int, verb: int, grammar: RussianGrammar) -> int | None:
    """Return the coordinator before an infinitive, or None where something else governs it."""
    before = index - 1
    if words.lower[before] == "чтобы" or (
        words.tags(before) & Is.NOUN
        and not grammar.words["governing"].isdisjoint(words.form(before).lemmas)
    ):
        return None
    while before > verb:
        if words.lower[before] in _COORDINATORS:
            return before if before > verb + 1 else None
        if is_infinitive(words, before) or words.lower[before] == "чтобы":
            return None
        before -= 1
    return None


def _nouns(words: Words, cue: Cue, after: int, grammar: RussianGrammar) -> list[tuple[int, int]]:
    """Return further nouns of acts in the same case, each behind "," or "и"."""
    places: list[tuple[int, int]] = []
    wanted = _NOMINAL[cue.takes]
    last = cue.verb
    for index in range(cue.verb + 2, after):
        tags = words.tags(index)
        if not (tags & Is.NOUN and tags & wanted and is_deed(words, index, grammar)):
            continue
        joint = index - 1
        while joint > last and (words.tags(joint) & (Is.ADJECTIVE | Is.PREPOSITION | Is.ADVERB)):
            joint -= 1
        if words.lower[joint] == "также":
            joint -= 1
        joined = words.lower[joint] in ("и", ",", "а") and joint > last + 1
        stands_free = index + 1 < after and words.lower[index + 1] not in ("и", ",")
        clear = (
            wanted & Is.LOCATIVE
            or not tags & (OBLIQUE & ~wanted)
            or words.tags(index + 1) & (Is.GENITIVE)
        )
        if joined and stands_free and clear:
            places.append((joint, index))
            last = index
    return places


def split_amounts(words: Words, act: Act, amounts: list[Quantity]) -> list[Act]:
    """Part an act whose objects have amounts of their own: "три школы и две больницы"."""
    inside = [
        one
        for one in amounts
        if words.starts[act.verb] < one.span.start < words.ends[act.after - 1]
    ]
    if len(inside) < 2:
        return [act]
    parts: list[Act] = []
    first = act.first
    for one, other in pairwise(inside):
        index = words.at(other.span.start)
        joint = index - 1
        joined = joint > act.verb and words.lower[joint] in ("и", ",")
        if joined and one.role is other.role and words.at(one.span.end) <= joint:
            parts.append(Act(first, act.verb, joint))
            first = index
    parts.append(Act(first, act.verb, act.after))
    return parts
