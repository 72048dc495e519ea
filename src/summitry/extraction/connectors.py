"""What stands between two coordinated verbs: commas, "and", "as well as", "to", "(ii)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summitry.extraction.verbs import skip_enumerator
from summitry.extraction.words import VERB, Tag

if TYPE_CHECKING:
    from summitry.extraction.words import Words

OPENING = frozenset({",", ";", "and", "or", "as", "but", "in"})
_ADDING = (["as", "well", "as"], ["in", "addition", "to"])


class Connector(NamedTuple):
    """A connector read to its end.

    ``verb`` is the word after it, where a verb may stand; ``start`` where the words of a
    further act begin. ``semicolon``, ``enumerated`` ("(ii)"), ``added`` ("as well as"),
    ``comma``, ``joined`` ("and", "or") and ``to`` tell what it is made of.
    """

    verb: int
    start: int
    comma: bool = False
    semicolon: bool = False
    joined: bool = False
    added: bool = False
    enumerated: bool = False
    to: bool = False


def read_connector(
    words: Words, index: int, bound: int, form: int, provisos: frozenset[str] = frozenset()
) -> Connector | None:
    """Return the connector that begins at a word, or None; ``form`` tags the verbs it may join."""
    position, start = index, -1
    comma = joined = added = enumerated = to = False
    while position < bound:
        word, tag = words.lower[position], words.tags[position]
        if word in (",", ";"):
            comma = comma or word == ","
        elif words.lower[position : position + 3] in _ADDING:
            joined, added, position = True, True, position + 2
        elif position + 1 < bound and words.lower[position + 1] in provisos:
            position += 1  # "and, where appropriate, provide"
        elif word in ("and", "or", "then", "but"):
            joined = True
        elif word == "(" and skip_enumerator(words, position) > position:
            position, enumerated = skip_enumerator(words, position) - 1, True
        elif word == "to" and not to:
            to, start = True, position
        elif not _is_adverb(words, position, bound, tag, form):
            break
        elif start < 0:
            start = position
        position += 1
    if position >= bound or position == index:
        return None
    return Connector(
        position,
        start if start >= 0 else position,
        comma,
        words.lower[index] == ";",
        joined,
        added,
        enumerated,
        to,
    )


def _is_adverb(words: Words, index: int, bound: int, tag: int, form: int) -> bool:
    """Tell the adverb of "and further advance X" from the verb of "and further X"."""
    if not tag & Tag.ADVERB:
        return False
    return not tag & VERB or (index + 1 < bound and bool(words.tags[index + 1] & form))
