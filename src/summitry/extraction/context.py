"""What a document as a whole tells about its sentences: whose voice it is, who its parties are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.lexicon.parties import load_parties
from summitry.lexicon.party_terms import NameKind
from summitry.lexicon.voices import load_voices
from summitry.model import ALL_PARTIES, Basis, Document, PartyKind, PartyMention, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.extraction.scan import PartyHit

_OPENING = 1_500
_VOICE_REACH = 500_000  # a longer text speaks in its first half million characters as after
_LOOKS_BACK = 3
_PAIR_MIN = 4
_REGION_MIN = 3
_TITLE = 300
_SPEAKING = frozenset(
    {NameKind.NAME, NameKind.DEMONYM, NameKind.LEADER, NameKind.BODY, NameKind.CAPITAL}
)
_SPOKEN = re.compile(r"\b(?:speech|statement|address|remarks|keynote)\b", re.IGNORECASE)
_TITLE_LINE = 200
# What several issue together, by its title, and what one tells or says of it.
_ISSUED = re.compile(
    r"\bjoint (?:\w+ ){0,2}?(?:statement|declaration|communiqu|readout|vision|action plan)"
    r"|\b(?:summit|leaders[’']?|ministers[’']?) (?:statement|declaration|communiqu)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:remarks|fact sheet|press conference|speech)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """Whose undertakings the document's "we" stands for, and who its parties are.

    ``voice`` is one party where one speaks, and otherwise all the parties together. ``date`` is
    the document's own, against which what is told is past. ``pair`` holds the two parties it is
    between, where there are two. ``retrospective`` tells a text that looks back on what was done.
    """

    voice: tuple[PartyMention, ...]
    parties: tuple[str, ...]
    joint: bool
    region: str | None = None
    date: str | None = None
    pair: tuple[str, ...] = ()
    retrospective: bool = False

    def is_everyone(self, codes: Iterable[str]) -> bool:
        """Tell whether parties named one by one are all the parties speaking together."""
        named = set(codes)
        return self.joint and (len(named) >= 3 or (len(named) > 1 and named >= set(self.parties)))


def read_context(document: Document, hits: list[PartyHit]) -> Context:
    """Return the context of a document from its opening, its wording and its party names."""
    # What stands before the first block, such as front matter, speaks with nobody's voice.
    start = document.blocks[0].span.start if document.blocks else 0
    text = document.text[start:] if start else document.text
    hits = [hit for hit in hits if hit.start >= start] if start else hits
    parties = document.parties or _parties_found(hits, start)
    lowered = text[:_VOICE_REACH].lower().replace("\n", " ")
    voices = load_voices(document.language).count(lowered)
    joint_marks, single_marks = voices["joint"], voices["single"]
    looks_back = voices["retrospective"] >= _LOOKS_BACK
    speaker = _speaker(start, hits)
    issued = _ISSUED.search(text, 0, _TITLE_LINE) is not None
    told = _TOLD.search(text, 0, _TITLE_LINE) is not None
    jointly = issued and not told
    spoken = not jointly and _SPOKEN.search(text, 0, 300) is not None and speaker is not None
    joint = joint_marks > 2 * single_marks if not spoken else joint_marks > 6 * (single_marks + 1)
    joint = joint or jointly or (voices["declared"] > 0 and not spoken)
    if joint:
        voice: tuple[PartyMention, ...] = (PartyMention(ALL_PARTIES, Basis.DOCUMENT),)
    elif speaker is not None and (spoken or single_marks):
        voice = (speaker,)
    else:
        voice = (PartyMention(ALL_PARTIES, Basis.DOCUMENT),)
    return Context(voice, parties, joint, _region(hits), document.date, _pair(hits), looks_back)


def _region(hits: list[PartyHit]) -> str | None:
    """Return the group of states the document is about: the one it names most, if often."""
    counts = Counter(
        hit.terms[0].code
        for hit in hits
        if hit.terms[0].kind in (NameKind.GROUP, NameKind.GROUP_ADJECTIVE) and hit.terms[0].code
    )
    if not counts:
        return None
    code, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return code if count >= _REGION_MIN else None


def _pair(hits: list[PartyHit]) -> tuple[str, ...]:
    """Return the two parties a document is between: each named far more often than any third."""
    counts = Counter(
        hit.terms[0].code
        for hit in hits
        if hit.terms[0].code and hit.terms[0].kind is not NameKind.CAPITAL
    )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    if len(ranked) < 2 or ranked[1][1] < _PAIR_MIN:
        return ()
    third = ranked[2][1] if len(ranked) > 2 else 0
    return tuple(code for code, _ in ranked[:2]) if ranked[1][1] >= 2 * third else ()


def _speaker(start: int, hits: list[PartyHit]) -> PartyMention | None:
    """Return the party that speaks: named first as an actor, and named often."""
    counts: Counter[str] = Counter()
    first: dict[str, PartyHit] = {}
    for hit in hits:
        term = hit.terms[0]
        if term.kind not in _SPEAKING or not term.code:
            continue
        # Everybody names organisations; one that speaks names itself in the opening.
        state = load_parties().party(term.code).kind is PartyKind.STATE
        if not state and hit.start - start > _TITLE:
            continue
        weight = 8 if hit.start - start < 200 else 2 if hit.start - start < _OPENING else 1
        if term.kind in (NameKind.LEADER, NameKind.BODY):
            weight *= 2
        counts[term.code] += weight
        first.setdefault(term.code, hit)
    if not counts:
        return None
    code = max(counts, key=lambda known: (counts[known], -first[known].start))
    return PartyMention(code, Basis.SPEAKER, Span(first[code].start, first[code].end))


def _parties_found(hits: list[PartyHit], start: int) -> tuple[str, ...]:
    """Return the parties the opening names, most often named first."""
    counts: Counter[str] = Counter()
    opening: set[str] = set()
    for hit in hits:
        code = hit.terms[0].code
        if not code or hit.terms[0].kind is NameKind.CAPITAL:
            continue
        counts[code] += 1
        if hit.start - start < _OPENING:
            opening.add(code)
    named = [code for code, _ in counts.most_common() if code in opening]
    return tuple(named[:12])
