"""What a Chinese document as a whole tells of its sentences: whose voice it is, who its parties."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from summitry.extraction.context import Context
from summitry.lexicon.chinese import ADVERB, OFFICE, PARTY, QUOTED, TRIGGER, ChineseWords
from summitry.lexicon.loader import load_table
from summitry.lexicon.parties import load_parties
from summitry.model import ALL_PARTIES, Basis, PartyKind, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.chinese.parties import PartyNames
    from summitry.extraction.chinese.signs import Signs
    from summitry.model import Document

_TITLE: Final = 120
_OPENING: Final = 500
_REACH: Final = 200_000  # a longer text speaks at its beginning as after
_REGION_MIN: Final = 3
_PAIR_MIN: Final = 4
_PARTIES_MAX: Final = 12
_NEAR: Final = 6  # characters between a name and its trigger, for offices and adverbs
_ACTING: Final = 8  # a name before a trigger weighs as much as so many others


def read_context(document: Document, signs: Signs, names: PartyNames) -> Context:
    """Return the context of a document from its opening, its wording and its party names."""
    start = document.blocks[0].span.start if document.blocks else 0
    named, acting, first = _count(signs, names, start)
    parties = document.parties or _found(named, first, start)
    text = document.text[start : start + _REACH]
    lists = _voices()
    joint = _times(text, lists["joint"])
    single = _times(text, lists["single"])
    title = text[:_TITLE]
    issued = any(one in title for one in lists["issued"])
    spoken = any(one in title for one in lists["spoken"])
    speaker = _speaker(named, acting, first)
    told = any(one in title for one in lists["told"])
    together = not spoken and (issued or (joint > 2 * single and not told))
    everyone = PartyMention(ALL_PARTIES, Basis.DOCUMENT)
    voice = (everyone,) if together or speaker is None else (speaker,)
    return Context(
        voice=voice,
        parties=parties,
        joint=together,
        region=_region(named),
        date=document.date,
        pair=_pair(named),
        retrospective=any(one in title for one in lists["retrospective"]),
    )


def _count(
    signs: Signs, names: PartyNames, start: int
) -> tuple[dict[str, int], dict[str, int], dict[str, Span]]:
    """Return how often each party is named, and stands before a trigger, and where it is first."""
    named: dict[str, int] = {}
    acting: dict[str, int] = {}
    first: dict[str, Span] = {}
    count = len(signs.starts)
    for index in range(signs.first_from(start), count):
        flag = signs.flags[index]
        if not flag & PARTY or flag & QUOTED:
            continue
        after = index + 1
        while after < count and signs.flags[after] & (OFFICE | ADVERB):
            after += 1
        acts = (
            after < count
            and signs.starts[after] - signs.ends[index] <= _NEAR
            and signs.flags[after] & TRIGGER
        )
        for code in names.codes(signs.word(index)):
            named[code] = named.get(code, 0) + 1
            first.setdefault(code, Span(signs.starts[index], signs.ends[index]))
            if acts:
                acting[code] = acting.get(code, 0) + 1
    return named, acting, first


def _speaker(
    named: dict[str, int], acting: dict[str, int], first: dict[str, Span]
) -> PartyMention | None:
    """Return the party that undertakes most, else that is named most."""
    if not named:
        return None
    code = max(
        named,
        key=lambda one: (named[one] + _ACTING * acting.get(one, 0), -first[one].start),
    )
    return PartyMention(code, Basis.SPEAKER, first[code])


def _found(named: dict[str, int], first: dict[str, Span], start: int) -> tuple[str, ...]:
    """Return the parties the opening names, most often named first."""
    opening = [code for code in named if first[code].start - start < _OPENING]
    opening.sort(key=lambda code: (-named[code], first[code].start))
    return tuple(opening[:_PARTIES_MAX])


def _region(named: dict[str, int]) -> str | None:
    """Return the group of states the document is about: the one it names most, if often."""
    lexicon = load_parties()
    groups = {
        code: count
        for code, count in named.items()
        if lexicon.party(code).kind is PartyKind.GROUP and count >= _REGION_MIN
    }
    return min(groups, key=lambda code: (-groups[code], code), default=None)


def _pair(named: dict[str, int]) -> tuple[str, ...]:
    """Return the two parties a document is between: each named far more often than any third."""
    ranked = sorted(named.items(), key=lambda one: (-one[1], one[0]))[:3]
    if len(ranked) < 2 or ranked[1][1] < _PAIR_MIN:
        return ()
    third = ranked[2][1] if len(ranked) > 2 else 0
    return tuple(code for code, _ in ranked[:2]) if ranked[1][1] >= 2 * third else ()


def _times(text: str, wordings: tuple[str, ...]) -> int:
    return sum(text.count(one) for one in wordings)


@cache
def _voices() -> dict[str, tuple[str, ...]]:
    table = load_table("zh/voices.toml")
    return {name: tuple(words.split("|")) for name, words in table.items()}


def counterpart(context: Context, words: ChineseWords) -> str | None:
    """Return the group or state a text of one speaker is addressed to, where that is plain."""
    speaker = context.voice[0].code
    if speaker == ALL_PARTIES:
        return None
    if context.region is not None and context.region != speaker:
        return context.region
    others = [code for code in context.pair if code != speaker]
    return others[0] if len(others) == 1 else None
