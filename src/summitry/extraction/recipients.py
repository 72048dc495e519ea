"""For whom, or with whom: the parties an act is directed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from summitry.extraction.words import Tag, Words
from summitry.lexicon.party_terms import NameKind
from summitry.model import ALL_PARTIES, Basis, PartyMention, Span

if TYPE_CHECKING:
    from summitry.extraction.clauses import Act
    from summitry.extraction.context import Context
    from summitry.extraction.scan import PartyHit
    from summitry.lexicon.grammar import Grammar

_NOUN_REACH: Final = 3  # words: "Tajik border forces"
_NO_NOUN: Final = (
    Tag.PREPOSITION | Tag.CONJUNCTION | Tag.DETERMINER | Tag.MARK | Tag.AUXILIARY | Tag.TO
)
_COORDINATORS = frozenset({"and", "or", ",", "(", ")"})


@final
class RecipientFinder:
    """Finds the parties that acts of one document are for or with."""

    def __init__(self, grammar: Grammar, context: Context) -> None:
        self._context = context
        known = grammar.words
        self._regions = known["regions"]
        self._directing = known["directing"] | known["helping"]
        self._aside = known["aside"]
        self._standing_for = known["standing_for"]
        self._bearers = known["bearers"]
        self._nationals = known["nationals"]

    def find(
        self,
        words: Words,
        act: Act,
        actors: tuple[PartyMention, ...],
        *,
        passive: bool,
        gives: bool,
    ) -> tuple[PartyMention, ...]:
        """Return the parties that an act is for or with, as its words name them.

        Where all parties act together, a party inside the act is usually a topic; it is a
        recipient only after "to", "for", "with" or a verb of helping. So it is before the verb
        of a passive ("fees for Peru will be cut"). "The region" stands for the group of states
        the document is about. What one of two parties gives (``gives``) without saying to whom is
        for the other.
        """
        context = self._context
        acting = {mention.code for mention in actors}
        joint = ALL_PARTIES in acting
        verb, after = min(act.verb, act.introducer), act.after
        first = act.first if passive else verb
        found: dict[str, PartyMention] = {}
        left, middle, right = words.starts[first], words.starts[verb], words.ends[after - 1]
        for hit in words.parties:
            if hit.start < left or hit.end > right or hit.code in acting:
                continue
            if self._is_named(words, hit, first, directed=joint or hit.start < middle):
                mention = PartyMention(hit.code, Basis.TEXT, Span(hit.start, hit.end))
                found.setdefault(hit.code, mention)
        if not found and not joint and context.region and context.region not in acting:
            place = self._region(words, verb, after)
            if place is not None:
                return (PartyMention(context.region, Basis.DOCUMENT, place),)
        if not found and gives and len(acting) == 1 and acting < set(context.pair):
            other = next(code for code in context.pair if code not in acting)
            return (PartyMention(other, Basis.DOCUMENT),)
        found.pop(ALL_PARTIES, None)
        return tuple(found.values())

    def _is_named(self, words: Words, hit: PartyHit, first: int, *, directed: bool) -> bool:
        if not hit.code or hit.kind is NameKind.CAPITAL or self._is_part_of_name(words, hit):
            return False
        if hit.kind is NameKind.DEMONYM and not self._belongs(words, hit):
            return False
        governing = self._governing(words, hit, first)
        return governing in self._directing if directed else governing not in self._aside

    def _region(self, words: Words, first: int, after: int) -> Span | None:
        """Return the words that point back at the group of states a document is about."""
        for index in range(first, after):
            if words.lower[index].removesuffix("'s") in self._regions and index > first:
                return Span(words.starts[index], words.ends[index])
        return None

    def _belongs(self, words: Words, hit: PartyHit) -> bool:
        """ "Kazakh students", "the Fijian Coast Guard" name the party; "Chinese medicine" not."""
        index = words.at(hit.end)
        last = min(index + _NOUN_REACH, len(words))
        while index < last and not words.tags[index] & _NO_NOUN:
            if words.lower[index] in self._nationals:
                return True
            index += 1
        return False

    def _is_part_of_name(self, words: Words, hit: PartyHit) -> bool:
        """Tell a party from its name inside a longer name, which an acronym often opens.

        "U.S.-Mexico-Canada Agreement", "the WTO Agreement on Fisheries", "US$ 5 million".
        """
        text = words.text
        before = text[hit.start - 1] if hit.start else " "
        after = text[hit.end] if hit.end < len(text) else " "
        if before in "-–+" or after in "-–+$":
            return True
        index = words.at(hit.end)
        if not text[hit.start : hit.end].isupper() or after != " " or index >= len(words):
            return False
        return words.is_capitalised(index) and words.lower[index] not in self._bearers

    def _governing(self, words: Words, hit: PartyHit, first: int) -> str:
        """Return the word that a name, or the list of names it stands in, depends on."""
        index = words.at(hit.start) - 1
        while index >= first:
            word = words.lower[index]
            named = words.tags[index] & (Tag.DETERMINER | Tag.NUMBER)
            listed = word in _COORDINATORS and index > first and _ends_name(words, index - 1)
            if named or listed or words.is_capitalised(index):
                index -= 1
            elif word == "of" and index > first and words.lower[index - 1] in self._standing_for:
                index -= 2
            else:
                return word
        return ""


def _ends_name(words: Words, index: int) -> bool:
    """Tell whether a name, or the comma or bracket behind one, stands before a coordinator."""
    return words.is_capitalised(index) or (
        words.lower[index] in _COORDINATORS and words.is_capitalised(index - 1)
    )
