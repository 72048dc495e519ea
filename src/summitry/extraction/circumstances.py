"""What an act depends on, and who reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.words import Tag
from summitry.lexicon.party_terms import NameKind
from summitry.model import Basis, PartyMention, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summitry.extraction.words import Words
    from summitry.lexicon.grammar import Grammar

_ENDS = frozenset({",", ";", ")", ".", "–", "—"})
_SOURCES = frozenset({NameKind.NAME, NameKind.LEADER, NameKind.BODY, NameKind.DEMONYM})


def find_conditions(words: Words, grammar: Grammar) -> tuple[Span, ...]:
    """Return the phrases of a sentence that make what it undertakes depend on something.

    "subject to the approval of Congress", "if necessary", "provided that funds allow": each
    runs to the next comma or the end.
    """
    if grammar.words["openers"].isdisjoint(words.lower):
        return ()
    found: list[Span] = []
    index = 0
    while index < len(words):
        if not _opens_condition(words, index, grammar):
            index += 1
            continue
        last = index + 1
        while last < len(words) and words.lower[last] not in _ENDS:
            last += 1
        found.append(Span(words.starts[index], words.ends[last - 1]))
        index = last
    return tuple(found)


def _opens_condition(words: Words, index: int, grammar: Grammar) -> bool:
    word = words.lower[index]
    if word not in grammar.words["openers"] or index + 1 >= len(words):
        return False
    following = words.lower[index + 1]
    if word in ("subject", "conditional", "contingent", "depending"):
        return following in ("to", "on", "upon")
    if word == "provided":
        # "provided that funds allow" is a condition; "has provided" and "provided by" are not.
        return following == "that"
    return word != "pending" or not words.tags[index - 1] & Tag.DETERMINER


def find_reporter(
    words: Words, before: int, actors: Iterable[PartyMention], grammar: Grammar
) -> PartyMention | None:
    """Return who says that the actors undertake it, where that is somebody else.

    ``before`` is the offset where the quote begins: "The Minister of Japan said that ⟦Peru
    will …⟧", "According to the Bank, ⟦Iran plans …⟧".
    """
    limit = words.at(before)
    reporting = grammar.words["reporting"]
    told = not reporting.isdisjoint(words.lower[:limit])
    source = words.lower[:2] == ["according", "to"]
    if not told and not source:
        return None
    acting = {mention.code for mention in actors}
    for hit in words.parties:
        if hit.start >= before:
            return None
        if hit.code and hit.kind in _SOURCES:
            if hit.code in acting:
                return None
            return PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
    return None
