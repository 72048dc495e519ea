"""For whom, or with whom: the parties an act is directed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summitry.extraction.words import Tag, Words
from summitry.lexicon.party_terms import NameKind
from summitry.model import ALL_PARTIES, Basis, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.context import Context
    from summitry.extraction.scan import PartyHit

_REGION_WORDS = frozenset({"region", "continent", "subregion", "sub-region", "region-wide"})
_JOINT_DIRECTING = frozenset({"to", "for", "with"})
# Capitalised words behind a party's name that leave it the party: "UN Member States".
_BEARERS = frozenset({"member", "members", "states", "side", "government", "people", "partners"})
# What goes through a party or is done at one is not for it.
_ASIDE = frozenset({"through", "at", "under", "via"})
_JOINT_VERBS = frozenset({"support", "assist", "help", "aid", "join", "invite"})


def find_recipients(
    words: Words,
    first: int,
    after: int,
    actors: tuple[PartyMention, ...],
    context: Context,
    *,
    gives: bool,
) -> tuple[PartyMention, ...]:
    """Return the parties named in the words ``first`` to ``after`` that the act is for or with.

    Where all parties act together, a party inside the act is usually a topic; it is a
    recipient only after "to", "for", "with" or a verb of helping. "The region" stands for the
    group of states the document is about. What one of two parties gives (``gives``) without
    saying to whom is for the other.
    """
    acting = {mention.code for mention in actors}
    joint = ALL_PARTIES in acting
    found: dict[str, PartyMention] = {}
    left, right = words.starts[first], words.ends[after - 1]
    for hit in words.parties:
        if hit.start < left or hit.end > right:
            continue
        if not hit.code or hit.code in acting or hit.kind is NameKind.CAPITAL:
            continue
        if hit.kind is NameKind.DEMONYM and not _is_people(words, hit):
            continue
        if joint and not _is_directed(words, hit, first):
            continue
        if _is_part_of_name(words, hit) or _governing(words, hit, first) in _ASIDE:
            continue
        found.setdefault(hit.code, PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end)))
    if not found and not joint and context.region and context.region not in acting:
        place = _region_words(words, first, after)
        if place is not None:
            return (PartyMention(context.region, Basis.DOCUMENT, place),)
    if not found and gives and len(acting) == 1 and acting < set(context.pair):
        other = next(code for code in context.pair if code not in acting)
        return (PartyMention(other, Basis.DOCUMENT),)
    found.pop(ALL_PARTIES, None)
    return tuple(found.values())


def _region_words(words: Words, first: int, after: int) -> Span | None:
    """Return the words that point back at the group of states a document is about."""
    for index in range(first, after):
        if words.lower[index].removesuffix("'s") in _REGION_WORDS and index > first:
            return Span(words.starts[index], words.ends[index])
    return None


def _is_people(words: Words, hit: PartyHit) -> bool:
    """ "the Kazakh side", "Chinese students" name the party; "Chinese medicine" does not."""
    index = words.at(hit.end)
    return index < len(words) and words.lower[index] in (
        "side",
        "government",
        "people",
        "citizens",
        "students",
        "partners",
        "states",
        "authorities",
    )


def _is_part_of_name(words: Words, hit: PartyHit) -> bool:
    """Tell a party from its name inside a longer proper name, which an acronym often opens.

    "U.S.-Mexico-Canada Agreement", "the WTO Agreement on Fisheries".
    """
    text = words.text
    before = text[hit.start - 1] if hit.start else " "
    after = text[hit.end] if hit.end < len(text) else " "
    if before in "-–+" or after in "-–+":
        return True
    index = words.at(hit.end)
    if not text[hit.start : hit.end].isupper() or after != " " or index >= len(words):
        return False
    return words.is_capitalised(index) and words.lower[index] not in _BEARERS


def _is_directed(words: Words, hit: PartyHit, first: int) -> bool:
    governing = _governing(words, hit, first)
    return governing in _JOINT_DIRECTING or governing in _JOINT_VERBS


def _governing(words: Words, hit: PartyHit, first: int) -> str:
    """Return the word that a name, or the list of names it stands in, depends on."""
    index = words.at(hit.start) - 1
    while index >= first and (
        words.tags[index] & (Tag.DETERMINER | Tag.NUMBER) or words.is_capitalised(index)
    ):
        index -= 1
    return words.lower[index] if index >= first else ""
