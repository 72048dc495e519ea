"""What a Russian document as a whole tells about its sentences."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from summitry.extraction.context import Context
from summitry.extraction.russian.morphology import plainly
from summitry.extraction.russian.names import name_finder
from summitry.extraction.russian.sentences import Words
from summitry.lexicon.parties import load_parties
from summitry.lexicon.party_terms import NameKind
from summitry.model import ALL_PARTIES, Basis, PartyKind, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.russian.names import PartyHit
    from summitry.model import Document

_TITLE: Final = 300
_OPENING: Final = 1_500
_REACH: Final = 60_000  # characters that tell whom a document is about
_REGION_MIN: Final = 2
_PAIR_MIN: Final = 4
_JOINT: Final = re.compile(
    r"\bсовместн\w+ (?:\w+ ){0,2}?(?:заявлени|деклараци|коммюнике)|\bдекларац|\bкоммюнике"
    r"|\bзаявление глав|\bмеморандум|\bсоглашени|\bдоговор\b|\bпротокол|\bдорожн\w+ карт|\bплан\b"
    r"|\bзаявление(?! (?:представител|пресс|мид|министерств|официальн))"
)
# Sentences that several speak: who says them stands first.
_JOINTLY: Final = re.compile(
    r"(?:^|[.!?]\s+)(?:мы|стороны|главы государств|президенты|участники|государства-члены)\b"
)
_SEVERAL: Final = re.compile(
    r"\bмы,? (?:главы|президенты|лидеры|министры|участники|руководители)\b"
)
_JOINTLY_MIN: Final = 3
_SPOKEN: Final = re.compile(
    r"\b(?:выступлени|речь|обращени|послани|интервью|слово|тезисы|доклад|ответы|приветстви)\w*"
)
_TREATY: Final = re.compile(
    r"\b(?:соглашени\w+|договор|протокол|меморандум\w*|конвенци\w+|устав)\b"
)
_DIRECTING: Final = re.compile(
    r"\b(?:план\w*|программ\w+|дорожн\w+ карт\w+|решени\w+|постановлени\w+|указ|распоряжени\w+"
    r"|приказ|перечень|комплекс\w* мер|протокол|поручени\w+)\b"
)
_ACTING: Final = (NameKind.NAME, NameKind.LEADER, NameKind.BODY, NameKind.DEMONYM)


class Setting:
    """The context of a document, and what its title tells of its kind.

    ``treaty``: its verbs in the present lay down duties; ``directing``: its items are acts.
    """

    def __init__(self, context: Context, *, treaty: bool, directing: bool) -> None:
        self.context = context
        self.treaty = treaty
        self.directing = directing


def read_setting(document: Document) -> Setting:
    """Return the context of a document from its title, its opening and the names in it."""
    start = document.blocks[0].span.start if document.blocks else 0
    text = document.text
    title = plainly(text[start : start + _TITLE].split("\n\n")[0][:_TITLE])
    words = Words(text, start, min(len(text), start + _REACH))
    hits = name_finder().find(words)
    counts = Counter(hit.code for hit in hits if hit.kind is not NameKind.CAPITAL)
    spoken = _SPOKEN.search(title) is not None
    joint = not spoken and (_JOINT.search(title) is not None or _is_joint(text, start))
    speaker = _speaker(hits, start)
    if spoken and speaker is not None:
        voice: tuple[PartyMention, ...] = (speaker,)
    else:
        voice = (PartyMention(ALL_PARTIES, Basis.DOCUMENT),)
    parties = document.parties or _parties(hits, counts, start)
    context = Context(
        voice, parties, joint, _region(hits), document.date, _pair(counts), retrospective=False
    )
    return Setting(
        context,
        treaty=_TREATY.search(title) is not None,
        directing=_DIRECTING.search(title) is not None,
    )


def _is_joint(text: str, start: int) -> bool:
    lowered = plainly(text[start : start + _REACH])
    if _SEVERAL.search(lowered, 0, _OPENING):
        return True
    return sum(1 for _ in _JOINTLY.finditer(lowered)) >= _JOINTLY_MIN


def _speaker(hits: list[PartyHit], start: int) -> PartyMention | None:
    """Return the party that speaks: the state named first in the title, or else most often."""
    named = [hit for hit in hits if hit.kind in _ACTING and _is_state(hit.code)]
    titled = [hit for hit in named if hit.start < start + _TITLE]
    if not titled:
        return None
    leaders = [hit for hit in titled if hit.kind is NameKind.LEADER]
    hit = (leaders or titled)[0]
    return PartyMention(hit.code, Basis.SPEAKER, Span(hit.start, hit.end))


def _is_state(code: str) -> bool:
    return load_parties().party(code).kind is PartyKind.STATE


def _region(hits: list[PartyHit]) -> str | None:
    groups = Counter(
        hit.code for hit in hits if load_parties().party(hit.code).kind is PartyKind.GROUP
    )
    if not groups:
        return None
    code, count = min(groups.items(), key=lambda item: (-item[1], item[0]))
    return code if count >= _REGION_MIN else None


def _pair(counts: Counter[str]) -> tuple[str, ...]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    if len(ranked) < 2 or ranked[1][1] < _PAIR_MIN:
        return ()
    third = ranked[2][1] if len(ranked) > 2 else 0
    return tuple(code for code, _ in ranked[:2]) if ranked[1][1] >= 2 * third else ()


def _parties(hits: list[PartyHit], counts: Counter[str], start: int) -> tuple[str, ...]:
    opening = {
        hit.code
        for hit in hits
        if hit.start < start + _OPENING and hit.kind is not NameKind.CAPITAL
    }
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return tuple(code for code, _ in ranked if code in opening)[:12]
