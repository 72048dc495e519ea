"""What a document as a whole tells about its sentences: whose voice it is, who its parties are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
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
_HEADS = frozenset({NameKind.LEADER, NameKind.BODY})
_GROUPS = frozenset({NameKind.GROUP, NameKind.GROUP_ADJECTIVE})
_SPOKEN = re.compile(r"\b(?:speech|statement|address|remarks|keynote)\b", re.IGNORECASE)
_TITLE_LINE = 200
# What several issue together, by its title, and what one tells or says of it.
_ISSUED = re.compile(
    r"\bjoint (?:\w+ ){0,2}?(?:statement|declaration|communiqu|readout|vision|action plan)"
    r"|\b(?:summit|leaders[’']?|ministers[’']?) (?:statement|declaration|communiqu)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:remarks|fact sheet|press conference|speech)\b", re.IGNORECASE)


@dataclass(frozen=True)
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


def read_context(document: Document, hits: list[PartyHit], lowered: str) -> Context:
    """Return the context of a document from its opening, its wording and its party names.

    ``lowered`` is its text in lower case.
    """
    # What stands before the first block, such as front matter, speaks with nobody's voice.
    start = document.blocks[0].span.start if document.blocks else 0
    title = document.text[start : start + _TITLE]
    hits = [hit for hit in hits if hit.start >= start] if start else hits
    named = _named(hits)
    parties = document.parties or _parties_found(named, hits, start)
    wording = lowered[start : start + _VOICE_REACH].replace("\n", " ")
    voices = load_voices(document.language).count(wording)
    joint_marks, single_marks = voices["joint"], voices["single"]
    looks_back = voices["retrospective"] >= _LOOKS_BACK
    speaker = _speaker(start, hits)
    issued = _ISSUED.search(title, 0, _TITLE_LINE) is not None
    told = _TOLD.search(title, 0, _TITLE_LINE) is not None
    jointly = issued and not told
    spoken = not jointly and _SPOKEN.search(title) is not None and speaker is not None
    joint = joint_marks > 2 * single_marks if not spoken else joint_marks > 6 * (single_marks + 1)
    joint = joint or jointly or (voices["declared"] > 0 and not spoken)
    if joint:
        voice: tuple[PartyMention, ...] = (PartyMention(ALL_PARTIES, Basis.DOCUMENT),)
    elif speaker is not None and (spoken or single_marks):
        voice = (speaker,)
    else:
        voice = (PartyMention(ALL_PARTIES, Basis.DOCUMENT),)
    return Context(voice, parties, joint, _region(hits), document.date, _pair(named), looks_back)


def _region(hits: list[PartyHit]) -> str | None:
    """Return the group of states the document is about: the one it names most, if often."""
    counts: dict[str, int] = {}
    for hit in hits:
        if hit.code and hit.kind in _GROUPS:
            counts[hit.code] = counts.get(hit.code, 0) + 1
    if not counts:
        return None
    code, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return code if count >= _REGION_MIN else None


def _named(hits: list[PartyHit]) -> dict[str, int]:
    """Return how often each party is named, but for the names of capitals."""
    capital = NameKind.CAPITAL
    counts: dict[str, int] = {}
    for hit in hits:
        if hit.code and hit.kind is not capital:
            counts[hit.code] = counts.get(hit.code, 0) + 1
    return counts


def _pair(named: dict[str, int]) -> tuple[str, ...]:
    """Return the two parties a document is between: each named far more often than any third."""
    ranked = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:3]
    if len(ranked) < 2 or ranked[1][1] < _PAIR_MIN:
        return ()
    third = ranked[2][1] if len(ranked) > 2 else 0
    return tuple(code for code, _ in ranked[:2]) if ranked[1][1] >= 2 * third else ()


def _speaker(start: int, hits: list[PartyHit]) -> PartyMention | None:
    """Return the party that speaks: named first as an actor, and named often."""
    counts: dict[str, int] = {}
    first: dict[str, PartyHit] = {}
    states: dict[str, bool] = {}
    for hit in hits:
        code = hit.code
        if not code or hit.kind not in _SPEAKING:
            continue
        place = hit.start - start
        # Everybody names organisations; one that speaks names itself in the opening.
        if place > _TITLE:
            if code not in states:
                states[code] = _is_state(code)
            if not states[code]:
                continue
        weight = 8 if place < 200 else 2 if place < _OPENING else 1
        if hit.kind in _HEADS:
            weight *= 2
        counts[code] = counts.get(code, 0) + weight
        first.setdefault(code, hit)
    if not counts:
        return None
    code = max(counts, key=lambda known: (counts[known], -first[known].start))
    return PartyMention(code, Basis.SPEAKER, Span(first[code].start, first[code].end))


def _is_state(code: str) -> bool:
    return load_parties().party(code).kind is PartyKind.STATE


def _parties_found(named: dict[str, int], hits: list[PartyHit], start: int) -> tuple[str, ...]:
    """Return the parties the opening names, most often named first."""
    opening: set[str] = set()
    for hit in hits:
        if hit.start - start >= _OPENING:
            break
        if hit.kind is not NameKind.CAPITAL:
            opening.add(hit.code)
    ranked = sorted(named.items(), key=itemgetter(1), reverse=True)
    return tuple([code for code, _ in ranked if code in opening][:12])
