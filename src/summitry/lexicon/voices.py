"""The wordings that tell whose voice a document speaks with; see ``data/en/voices.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_table

_ALTERNATIVES = re.compile(r"\[([^\]]+)\](\??)( ?)")
_GAP = r"(?:\w+ ){0,6}?"
_LISTS = ("declared", "joint", "single", "retrospective")


@dataclass(frozen=True, slots=True)
class Voices:
    """Wordings in lower case: of several who issue a text, of several together, of one alone,
    and of looking back on what was done."""

    declared: tuple[re.Pattern[str], ...]
    joint: tuple[re.Pattern[str], ...]
    single: tuple[re.Pattern[str], ...]
    retrospective: tuple[re.Pattern[str], ...]


@cache
def load_voices(language: str) -> Voices:
    """Return the wordings of a language; LexiconError names a list that is missing."""
    file = f"{language}/voices.toml"
    table = load_table(file)
    missing = [name for name in _LISTS if name not in table]
    if missing:
        raise LexiconError(f"there is no list {', '.join(missing)}", where=file)
    return Voices(*(_patterns(table[name]) for name in _LISTS))


def _patterns(wordings: list[str]) -> tuple[re.Pattern[str], ...]:
    # Each begins with letters that stand as they are: a text is searched for those at the
    # speed of memory, and the word before is looked at only where they were found.
    return tuple(
        re.compile(_ALTERNATIVES.sub(_group, one).replace("... ", _GAP) + r"\b") for one in wordings
    )


def _group(found: re.Match[str]) -> str:
    alternatives = "|".join(re.escape(one) for one in found[1].split("|"))
    return f"(?:(?:{alternatives}){found[3]})?" if found[2] else f"(?:{alternatives}){found[3]}"


def count_wordings(patterns: tuple[re.Pattern[str], ...], lowered: str) -> int:
    """Return how often the wordings stand in a text in lower case, at the start of words."""
    return sum(
        not (found.start() and lowered[found.start() - 1].isalnum())
        for pattern in patterns
        for found in pattern.finditer(lowered)
    )
