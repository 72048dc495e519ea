"""What stands between two coordinated verbs: commas, "and", "as well as", "to", "(ii)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from summitry.extraction.verbs import skip_enumerator
from summitry.extraction.words import VERB, Tag

if TYPE_CHECKING:
    from summitry.extraction.words import Words

OPENING = frozenset({",", ";", "and", "or", "as", "but", "in"})
_ADDING = (["as", "well", "as"], ["in", "addition", "to"])


@final
class Connector:
    """A connector read to its end.

    ``verb`` is the word after it, where a verb may stand; ``start`` where the words of a
    further act begin. ``semicolon``, ``enumerated`` ("(ii)"), ``added`` ("as well as"),
    ``comma``, ``joined`` ("and", "or") and ``to`` tell what it is made of.
    """

    __slots__ = (
        "added",
        "comma",
        "enumerated",
        "joined",
        "semicolon",
        "start",
        "to",
        "verb",
    )

    def __init__(self, verb: int) -> None:
        self.verb = verb
        self.start = -1
        self.comma = self.semicolon = self.joined = False
        self.added = self.enumerated = self.to = False


def read_connector(
    words: Words, index: int, bound: int, form: int, provisos: frozenset[str] = frozenset()
) -> Connector | None:
    """Return the connector that begins at a word, or None; ``form`` tags the verbs it may join."""
    position = index
    connector = Connector(index)
    while position < bound:
        word, tag = words.lower[position], words.tags[position]
        if word in (",", ";"):
            connector.comma = connector.comma or word == ","
        elif words.lower[position : position + 3] in _ADDING:
            connector.joined = connector.added = True
            position += 2
        elif position + 1 < bound and words.lower[position + 1] in provisos:
            position += 1  # "and, where appropriate, provide"
        elif word in ("and", "or", "then", "but"):
            connector.joined = True
        elif word == "(" and skip_enumerator(words, position) > position:
            position = skip_enumerator(words, position) - 1
            connector.enumerated = True
        elif word == "to" and not connector.to:
            connector.to = True
            connector.start = position
        elif not _is_adverb(words, position, bound, tag, form):
            break
        elif connector.start < 0:
            connector.start = position
        position += 1
    if position >= bound or position == index:
        return None
    connector.verb = position
    connector.semicolon = words.lower[index] == ";"
    if connector.start < 0:
        connector.start = position
    return connector


def _is_adverb(words: Words, index: int, bound: int, tag: int, form: int) -> bool:
    """Tell the adverb of "and further advance X" from the verb of "and further X"."""
    if not tag & Tag.ADVERB:
        return False
    return not tag & VERB or (index + 1 < bound and bool(words.tags[index + 1] & form))
