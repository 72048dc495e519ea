"""For whom, or with whom: the parties a Russian act is directed at, told by their cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summitry.extraction.russian.complements import is_finite
from summitry.extraction.russian.morphology import Is
from summitry.lexicon.party_terms import NameKind
from summitry.model import ALL_PARTIES, Basis, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.context import Context
    from summitry.extraction.russian.names import PartyHit
    from summitry.extraction.russian.records import Draft
    from summitry.extraction.russian.sentences import Words
    from summitry.lexicon.russian import RussianGrammar

_REACH: Final = 8
_GOVERNING: Final = frozenset({"для", "с", "со", "в", "во", "на", "перед"})
_BESIDE: Final = frozenset({"граница", "территория", "участие", "связь", "соответствие", "рамка",
                            "помощь", "счет"})  # fmt: skip
_ADJECTIVES: Final = frozenset({NameKind.DEMONYM, NameKind.GROUP_ADJECTIVE})
_BACK: Final = frozenset({"ему", "ей"})
_POINTING: Final = (["этой", "стране"], ["этому", "государству"], ["данной", "стране"])
_JOINING: Final = frozenset({",", "и", "(", ")", "также", "а"})


def find_recipients(
    draft: Draft, context: Context, grammar: RussianGrammar
) -> tuple[PartyMention, ...]:
    """Return the parties an act is for or with, as its words name them.

    They stand in the dative, behind "для", "с" or "в" with the accusative, or as the adjective
    of those who receive. "Регион" stands for the group of states the document is about.
    """
    words, act = draft.words, draft.act
    acting = {mention.code for mention in draft.actors}
    joint = ALL_PARTIES in acting
    found: dict[str, PartyMention] = {}
    for hit in words.parties:
        if not act.first <= hit.first < act.after or hit.first < act.verb - _REACH:
            continue
        if hit.code in acting or hit.kind is NameKind.CAPITAL or _stands_before(hit, draft):
            continue
        if _receives(words, hit, act.first, grammar, joint=joint):
            mention = PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
            found.setdefault(hit.code, mention)
    if not found and draft.told is not None and draft.told.code not in acting:
        for index in range(act.verb, act.after):
            pointing = words.lower[index : index + 2] in _POINTING
            if pointing or words.lower[index] in _BACK:
                return (draft.told,)
    if not found and not joint and context.region and context.region not in acting:
        place = _region(words, act.verb, act.after, grammar)
        if place is not None:
            return (PartyMention(context.region, Basis.DOCUMENT, place),)
    return tuple(found.values())


def _stands_before(hit: PartyHit, draft: Draft) -> bool:
    """A name that is part of the subject receives nothing."""
    return any(one.span is not None and one.span.start == hit.start for one in draft.actors)


def _receives(
    words: Words, hit: PartyHit, first: int, grammar: RussianGrammar, *, joint: bool
) -> bool:
    if hit.kind in _ADJECTIVES:
        return _belongs(words, hit, grammar)
    index = _governing(words, hit, first)
    word = words.lower[index] if index >= first else ""
    if word == "из" and index > first:
        return _dependent(words, index - 1, first, grammar)
    if word in _GOVERNING:
        return _is_toward(words, index, hit, joint=joint)
    dative = bool(hit.tags & Is.DATIVE) and not hit.tags & (Is.ACCUSATIVE | Is.NOMINATIVE_ONE)
    if hit.tags & Is.GENITIVE and index >= first:
        free = not (dative and words.tags(index) & Is.PREPOSITION)
        return free and _dependent(words, index, first, grammar)
    return dative and not words.tags(index) & Is.PREPOSITION


def _governing(words: Words, hit: PartyHit, first: int) -> int:
    """Return the index of the word that a name, or the list it stands in, depends on."""
    index = hit.first - 1
    while index >= first:
        word, tags = words.lower[index], words.tags(index)
        listed = word in _JOINING and index > first
        named = any(one.first <= index < one.after for one in words.parties)
        described = tags & Is.NUMBER or (tags & Is.ADJECTIVE and not tags & Is.NOUN)
        if not (listed or named or described):
            break
        index -= 1
    return index


def _is_toward(words: Words, index: int, hit: PartyHit, *, joint: bool) -> bool:
    """Tell "для Кении", "с Ираном", "в Казахстан" from "в Казахстане", "на границе с Китаем"."""
    word = words.lower[index]
    before = words.form(index - 1).lemmas if index else ()
    if not _BESIDE.isdisjoint(before):
        return False
    if word in ("в", "во", "на"):
        return bool(hit.tags & Is.ACCUSATIVE and not hit.tags & Is.LOCATIVE) and not joint
    return not joint or word in ("для", "с", "со")


def _dependent(words: Words, index: int, first: int, grammar: RussianGrammar) -> bool:
    """ "студентам Кении", "гражданам Казахстана": those who receive stand in the dative."""
    form = words.form(index)
    if is_finite(words, index):
        return bool(form.tags)
    if not form.tags & Is.NOUN:
        return False
    receiving = form.tags & Is.DATIVE and not form.tags & (Is.ACCUSATIVE | Is.NOMINATIVE_ONE)
    nationals = not grammar.words["nationals"].isdisjoint(form.lemmas)
    governed = index > first and words.lower[index - 1] in ("для", "с", "со")
    return bool((receiving and not words.tags(index - 1) & Is.PREPOSITION) or (
        nationals and governed))  # fmt: skip


def _belongs(words: Words, hit: PartyHit, grammar: RussianGrammar) -> bool:
    """ "кыргызским студентам", "с узбекской стороной": the party; "китайский язык" not."""
    last = min(len(words), hit.after + 3)
    for index in range(hit.after, last):
        tags = words.tags(index)
        given = tags & Is.DATIVE and not tags & (Is.ACCUSATIVE | Is.PREPOSITION)
        bound = words.lower[hit.first - 1 : hit.first] == ["для"]
        if tags & Is.NOUN and tags & Is.ANIMATE and (given or bound):
            return True
    for index in words.matching(hit.after, last, grammar.words["nationals"]):
        tags = words.tags(index)
        before = words.lower[hit.first - 1] if hit.first else ""
        return bool(tags & Is.DATIVE and not tags & Is.ACCUSATIVE) or before in _GOVERNING
    return False


def _region(words: Words, first: int, after: int, grammar: RussianGrammar) -> Span | None:
    """ "студентам региона", "в каждой из пяти стран": the group the document is about."""
    for index in words.matching(first + 1, after, grammar.words["regions"]):
        return Span(words.starts[index], words.ends[index])
    for index in words.matching(first + 1, after, grammar.words["group_nouns"]):
        counted = words.tags(index - 1) & Is.NUMBER or words.lower[index - 1] in ("этих", "наших")
        if counted and words.lower[index - 2] != "между":
            return Span(words.starts[index], words.ends[index])
    return None
