"""Parties in a sentence: their names in every case, adjectives and people included."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, final

from summitry.extraction.russian.morphology import NOMINATIVE, OBLIQUE, Is, morphology, plainly
from summitry.lexicon.party_names import load_party_names
from summitry.lexicon.party_terms import NameKind

if TYPE_CHECKING:
    from summitry.extraction.russian.sentences import Words

_ANY_CASE: Final = NOMINATIVE | OBLIQUE | Is.ACCUSATIVE | Is.NOUN
_SMALL: Final = frozenset({NameKind.DEMONYM, NameKind.GROUP_ADJECTIVE})
_CASES: Final = NOMINATIVE | OBLIQUE | Is.ACCUSATIVE


@final
class PartyHit:
    """A party's name: its words, its place in the text, and the cases it can stand in."""

    __slots__ = ("after", "code", "end", "first", "kind", "start", "tags")

    def __init__(self, place: tuple[int, int, int, int], name: _Node, tags: int) -> None:
        self.first, self.after, self.start, self.end = place
        self.code = name.code
        self.kind = name.kind
        self.tags = tags


@final
class _Node:
    """A state of the recogniser: where each next form leads, and the name that ends here."""

    __slots__ = ("code", "exact", "kind", "next", "number")

    def __init__(self) -> None:
        self.next: dict[str, tuple[_Node, int]] = {}
        self.code = ""
        self.kind = NameKind.IGNORED
        self.exact = ""  # an acronym, which counts only as written
        self.number = 0


@final
class NameFinder:
    """One tree over all forms of all names."""

    def __init__(self) -> None:
        self._root = _Node()
        self._forms: dict[str, dict[str, int]] = {}
        for name in load_party_names("ru"):
            # A nominative serves for what declines and what does not: "Республики Казахстан".
            node = self._root
            for word in name.surface.split():
                node = self._step(node, word)
            if not node.code:
                node.code, node.kind = name.code, name.kind
                node.number = 1
                node.exact = name.surface if _is_acronym(name.surface) else ""

    def _step(self, node: _Node, word: str) -> _Node:
        plain = plainly(word)
        if plain in node.next:
            return node.next[plain][0]
        following = _Node()
        for form, tags in self._forms_of(word).items():
            node.next.setdefault(form, (following, tags))
        node.next[plain] = (following, node.next[plain][1])
        return following

    def _forms_of(self, word: str) -> dict[str, int]:
        plain = plainly(word)
        known = self._forms.get(plain)
        if known is None:
            known = {plain: _ANY_CASE} if _is_acronym(word) else declined(word)
            self._forms[plain] = known
        return known

    def find(self, words: Words) -> list[PartyHit]:
        """Return the parties named in a sentence, in reading order; the longest name counts."""
        found: list[PartyHit] = []
        lower, first, count = words.lower, 0, len(words)
        opening = self._root.next
        while first < count:
            if lower[first] not in opening:
                first += 1
                continue
            hit = self._match(words, first)
            if hit is None:
                first += 1
                continue
            if hit.code:
                found.append(hit)
            first = hit.after
        return found

    def _match(self, words: Words, first: int) -> PartyHit | None:
        node, index, lower = self._root, first, words.lower
        best: PartyHit | None = None
        tags = 0
        while index < len(lower):
            step = node.next.get(lower[index])
            if step is None:
                break
            node, form = step
            index += 1
            # An adjective agrees with its noun; what else follows does not decline with it.
            if not tags:
                tags = form
            elif tags & Is.ADJECTIVE and form & Is.NOUN:
                tags = (tags & form & _CASES or form & _CASES) | Is.NOUN
            if node.number and _is_written(words, first, index, node):
                place = (first, index, words.starts[first], words.ends[index - 1])
                best = PartyHit(place, node, tags)
        return best


def _is_written(words: Words, first: int, after: int, node: _Node) -> bool:
    """Tell a name from another word that sounds the same: names have capitals."""
    if node.kind in _SMALL or node.kind is NameKind.IGNORED:
        return True
    written = words.text[words.starts[first] : words.ends[after - 1]]
    if node.exact:
        return written == node.exact
    return any(words.text[words.starts[each]].isupper() for each in range(first, after)) or (
        node.kind is NameKind.NAME and after - first > 1
    )


def _is_acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) >= 2 and " " not in word and "-" not in word


_ONE: Final = Is.NOUN | Is.NOMINATIVE_ONE
_GEN, _DAT, _ACC = Is.GENITIVE, Is.DATIVE, Is.ACCUSATIVE
_INS, _LOC, _MANY = Is.INSTRUMENTAL, Is.LOCATIVE, Is.NOMINATIVE_MANY
# How names decline, by how they end: the endings of each case, the first that fits counts.
_DECLENSIONS: Final[tuple[tuple[str, dict[str, int]], ...]] = (
    ("ия", {"ия": _ONE, "ии": _GEN | _DAT | _LOC, "ию": _ACC, "ией": _INS}),
    ("ка", {"ка": _ONE, "ки": _GEN, "ке": _DAT | _LOC, "ку": _ACC, "кой": _INS}),
    ("а", {"а": _ONE, "ы": _GEN, "е": _DAT | _LOC, "у": _ACC, "ой": _INS}),
    ("ай", {"ай": _ONE | _ACC, "ая": _GEN, "аю": _DAT, "аем": _INS, "ае": _LOC}),
    ("ей", {"ей": _ONE | _ACC, "ея": _GEN, "ею": _DAT, "еем": _INS, "ее": _LOC}),
)
_CONSONANT: Final = {"": _ONE | _ACC, "а": _GEN, "у": _DAT, "ом": _INS, "е": _LOC}
_FAMILY: Final = {"": _ONE, "а": _GEN | _ACC, "у": _DAT, "ым": _INS, "ом": _INS, "е": _LOC}
_ADJECTIVE: Final = {
    "ий": _ONE | _ACC, "ого": _GEN | _ACC, "ому": _DAT, "им": _INS | _DAT, "ом": _LOC,
    "ая": _ONE, "ой": _GEN | _DAT | _INS | _LOC, "ую": _ACC, "ое": _ONE | _ACC,
    "ие": _MANY | _ACC, "их": _GEN | _ACC | _LOC, "ими": _INS,
}  # fmt: skip


def declined(word: str) -> dict[str, int]:
    """Return the forms of a name with their cases; family names as well as other words."""
    plain = plainly(word)
    if plain.endswith(("ский", "цкий")):
        stem = plain[:-2]
        return {stem + end: (bits & ~Is.NOUN) | Is.ADJECTIVE for end, bits in
                _ADJECTIVE.items()}  # fmt: skip
    if word[0].isupper():
        found = _proper(plain)
        if found:
            return found
    forms = morphology().forms_of(word)
    return {form: tags for form, tags in forms.items() if tags & _CASES} | {
        plain: forms.get(plain, 0) or _ANY_CASE
    }


def _proper(plain: str) -> dict[str, int]:
    if plain.endswith(("ов", "ев", "ин")):
        endings, stem = _FAMILY, plain
    elif plain.endswith(tuple("бвгджзклмнпрстфхцчшщ")):
        endings, stem = _CONSONANT, plain
    else:
        endings, stem = {}, plain
        for ending, declension in _DECLENSIONS:
            if plain.endswith(ending):
                endings, stem = declension, plain[: -len(ending)]
                break
    return {stem + end: bits | Is.NOUN for end, bits in endings.items()}


@cache
def name_finder() -> NameFinder:
    """Return the finder of parties, built once."""
    return NameFinder()
