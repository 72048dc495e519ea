"""Who an act is attributed to when its own words do not say: pronouns, programmes, passives."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from summitry.extraction.subject_kinds import NOBODY, SubjectKind
from summitry.lexicon.party_terms import NameKind
from summitry.model import Basis, PartyMention, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summitry.extraction.context import Context
    from summitry.extraction.scan import PartyHit
    from summitry.extraction.sentence_reader import Found
    from summitry.extraction.words import Words

_NAMING = frozenset({NameKind.NAME, NameKind.LEADER, NameKind.BODY, NameKind.GROUP})
_SUBJECT_REACH = 80  # characters into the previous sentence where its subject is looked for
_AGENT_REACH = 40


class Attribution:
    """Remembers the last party that acted, and answers for subjects that point back at it."""

    def __init__(self, context: Context, hits: Sequence[PartyHit]) -> None:
        self.last: tuple[PartyMention, ...] = ()
        self._context = context
        self._hits = hits
        self._starts = [hit.start for hit in hits]

    def remember(self, found: Found) -> None:
        """Keep the last party named as a subject, even of what is no undertaking."""
        if found.subject.kind is SubjectKind.PARTY and found.subject.parties:
            self.last = found.subject.parties

    def actors(
        self, found: Found, words: Words, previous: tuple[int, int] | None
    ) -> tuple[PartyMention, ...]:
        """Return who undertakes an act; empty when nobody can be named."""
        subject, voice = found.subject, self._context.voice
        agents = self._agents(found, words) if found.complement.passive else ()
        told = subject.kind in NOBODY or subject.kind is SubjectKind.RELATIVE
        if agents or (found.complement.passive and told):
            return agents or voice
        if subject.parties:
            return subject.parties
        if subject.kind is SubjectKind.SHARED:
            # A preamble opens with its verb: "REAFFIRMING our commitment to …".
            return voice if found.act.first == 0 else _inferred(self.last) or voice
        if subject.kind is SubjectKind.BACK:
            return self._meant(found, words, previous) or _inferred(self.last) or voice
        relative = subject.kind is SubjectKind.RELATIVE  # "disbursement of which will begin"
        if relative or subject.kind is SubjectKind.PROGRAMME or subject.kind in NOBODY:
            return _inferred(self.last) or voice
        return ()

    def _meant(
        self, found: Found, words: Words, previous: tuple[int, int] | None
    ) -> tuple[PartyMention, ...]:
        """Return whom a pronoun or an organ stands for: "they" for all, "it" for the nearest."""
        if words.lower[found.subject.first] == "they":
            return self._context.voice if self._context.joint else ()
        return self._pointed_at(found, words, previous)

    def _pointed_at(
        self, found: Found, words: Words, previous: tuple[int, int] | None
    ) -> tuple[PartyMention, ...]:
        """Return the party "it", "he" or "the Ministry" points at, nearest first."""
        cue = words.starts[found.cue.first]
        reach = [(words.start, min(cue, words.start + _SUBJECT_REACH))]
        if previous is not None:
            reach.append((previous[0], min(previous[1], previous[0] + _SUBJECT_REACH)))
        for start, end in reach:
            for number in range(bisect_left(self._starts, start), len(self._hits)):
                hit = self._hits[number]
                if hit.start >= end:
                    break
                kinds = _NAMING | {NameKind.DEMONYM}
                # "Tokyo said it would": a capital that opens a sentence speaks for its state.
                named = hit.kind in kinds or (
                    hit.kind is NameKind.CAPITAL and hit.start == words.start
                )
                if hit.code and named and hit.end <= cue:
                    span = Span(hit.start, hit.end)
                    return (PartyMention(hit.code, Basis.PREVIOUS_SENTENCE, span),)
        return ()

    def _agents(self, found: Found, words: Words) -> tuple[PartyMention, ...]:
        """Return the parties after "by" in a passive: "will be hosted by Canada"."""
        for index in range(found.act.verb, found.act.after):
            if words.lower[index] != "by":
                continue
            start = words.starts[index]
            agents = [
                PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
                for hit in words.parties
                if start < hit.start < start + _AGENT_REACH and hit.code
            ]
            return tuple(agents[:1])
        return ()


def _inferred(actors: tuple[PartyMention, ...]) -> tuple[PartyMention, ...]:
    return tuple(
        PartyMention(mention.code, Basis.PREVIOUS_SENTENCE, mention.span) for mention in actors
    )
