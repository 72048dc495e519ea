"""The wordings that tell whose voice a document speaks with; see ``data/en/voices.toml``."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from operator import itemgetter

import ahocorasick_rs

from summitry.errors import LexiconError
from summitry.lexicon.loader import load_table

_ALTERNATIVES = re.compile(r"\[([^\]]+)\](\??)( ?)")
_GAP = r"(?:\w+ ){0,6}?"
_LISTS = ("declared", "joint", "single", "retrospective")


class Voices:
    """Wordings in lower case: of several who issue a text (``declared``), of several together
    (``joint``), of one alone (``single``), and of looking back on what was done
    (``retrospective``).

    A text is searched once for how all of them can open, and looked at closely only there.
    """

    def __init__(self, wordings: dict[str, list[str]]) -> None:
        openings: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for name, listed in wordings.items():
            for wording in listed:
                pattern = _pattern(wording)
                for opening in _openings(wording):
                    openings.setdefault(opening, []).append((name, pattern))
        self._opened = list(openings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(openings))

    def count(self, lowered: str) -> dict[str, int]:
        """Return how often the wordings of each list stand in a text in lower case."""
        counts = dict.fromkeys(_LISTS, 0)
        passed: dict[re.Pattern[str], int] = {}
        hits = self._automaton.find_matches_as_indexes(lowered, overlapping=True)
        for opening, start, _ in sorted(hits, key=itemgetter(1)):
            for name, pattern in self._opened[opening]:
                if start < passed.get(pattern, 0):
                    continue
                found = pattern.match(lowered, start)
                if found is None:
                    continue
                passed[pattern] = found.end()
                # Only at the start of a word.
                counts[name] += not (start and lowered[start - 1].isalnum())
        return counts


@cache
def load_voices(language: str) -> Voices:
    """Return the wordings of a language; LexiconError names a list that is missing."""
    file = f"{language}/voices.toml"
    table = load_table(file)
    missing = [name for name in _LISTS if name not in table]
    if missing:
        raise LexiconError(f"there is no list {', '.join(missing)}", where=file)
    return Voices({name: table[name] for name in _LISTS})


def _pattern(wording: str) -> re.Pattern[str]:
    return re.compile(_ALTERNATIVES.sub(_group, wording).replace("... ", _GAP) + r"\b")


def _group(found: re.Match[str]) -> str:
    alternatives = "|".join(re.escape(one) for one in found[1].split("|"))
    return f"(?:(?:{alternatives}){found[3]})?" if found[2] else f"(?:{alternatives}){found[3]}"


def _openings(wording: str) -> list[str]:
    """Return every way a wording can be written, up to its first gap."""
    written = wording.partition("... ")[0]
    pieces: list[list[str]] = []
    position = 0
    for found in _ALTERNATIVES.finditer(written):
        pieces.append([written[position : found.start()]])
        choices = [one + found[3] for one in found[1].split("|")]
        pieces.append([*choices, ""] if found[2] else choices)
        position = found.end()
    pieces.append([written[position:]])
    return ["".join(choice) for choice in product(*pieces)]
