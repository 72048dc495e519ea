"""The words that say what a sentence or the title of a series counts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from summitry.lexicon.loader import convert_entries
from summitry.lexicon.parties import NameKind, load_parties
from summitry.monitoring.rules import rule_table

_WORD = re.compile(r"[a-z]+")
_TEXT_WORD = re.compile(r"[\w'’-]+(?:\.\w\.)?")
_LONGEST_NAME = 6
_BETWEEN_NAMES = re.compile(r"[()+/,;&]| and ")
_FILE = "binding.toml"
_REMEMBERED = 20_000
"""Texts whose words are remembered: every target is held against every series."""


@dataclass(frozen=True, slots=True)
class BindingWords:
    """Words by what they do when a series is looked for."""

    empty: tuple[str, ...]
    narrowing: tuple[str, ...]
    falling: tuple[str, ...]
    yearly: tuple[str, ...]


@cache
def binding_words() -> BindingWords:
    """Return the words of the rule file; LexiconError when the data are invalid."""
    return convert_entries([rule_table(_FILE)["words"]], BindingWords, where=_FILE)[0]


@lru_cache(maxsize=_REMEMBERED)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that say what is counted; words of one meaning share a stem.

    >>> sorted(content_words("to raise the number of sister cities"))
    ['city', 'sister']
    """
    same = _same("same")
    empty = binding_words().empty
    stems = (stem(word) for word in _WORD.findall(text.casefold()) if word not in empty)
    return frozenset(same.get(one, one) for one in stems if len(one) > 2 and one not in empty)


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units count the same thing."""
    same = _same("units")
    return same.get(one, one) == same.get(other, other)


def stem(word: str) -> str:
    """Return the singular of a word, by its ending alone.

    >>> stem("cities"), stem("trains"), stem("access")
    ('city', 'train', 'access')
    """
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def narrowing(words: frozenset[str]) -> frozenset[str]:
    """Return the words among these that count only part of a thing."""
    return words & frozenset(binding_words().narrowing)


@lru_cache(maxsize=_REMEMBERED)
def named_parties(text: str) -> frozenset[str]:
    """Return the codes of the parties a reporter's or partner's name tells of.

    >>> sorted(named_parties("EDB (CA5 statistics)")), sorted(named_parties("China+UZB"))
    (['CA5', 'EDB'], ['CHN', 'UZB'])
    """
    resolve = load_parties().resolve
    whole = resolve(text) if text else None
    if whole is not None:
        return frozenset({whole})
    pieces = [piece.strip() for piece in _BETWEEN_NAMES.split(text)]
    words = [word for piece in pieces if resolve(piece) is None for word in piece.split()]
    found = (resolve(piece) for piece in (*pieces, *words) if len(piece) > 2 or piece == "EU")
    return frozenset(code for code in found if code is not None)


@lru_cache(maxsize=_REMEMBERED)
def parties_in(text: str) -> frozenset[str]:
    """Return the codes of the parties that running text names, a group instead of its members.

    >>> sorted(parties_in("trade between China and Kazakhstan"))
    ['CHN', 'KAZ']
    """
    resolve = load_parties().resolve
    words = _TEXT_WORD.findall(text)
    found: set[str] = set()
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
            name = " ".join(words[place : place + length])
            code = resolve(name) if name[:1].isupper() else None
            if code is not None:
                found.add(code)
                place += length - 1
                break
        place += 1
    inside = {
        member for code in found for member in members_of(frozenset({code})) if member != code
    }
    return frozenset(found - inside)


@lru_cache(maxsize=_REMEMBERED)
def name_words(codes: frozenset[str]) -> frozenset[str]:
    """Return the stems of the words that parties and their members are called by."""
    return frozenset(word for code in codes | members_of(codes) for word in _name_words()[code])


@lru_cache(maxsize=_REMEMBERED)
def members_of(codes: frozenset[str]) -> frozenset[str]:
    """Return parties with every group replaced by its members."""
    parties = load_parties()
    found: set[str] = set()
    for code in codes:
        members = parties.members(code) if parties.is_known(code) else frozenset({code})
        found |= members or {code}
    return frozenset(found)


@cache
def _name_words() -> dict[str, frozenset[str]]:
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for term in load_parties().terms:
        if term.kind not in (NameKind.NAME, NameKind.GROUP):
            continue
        found[term.code] |= content_words(term.surface)
    return found


@cache
def _same(table: str) -> dict[str, str]:
    return {word: row["words"][0] for row in rule_table(_FILE)[table] for word in row["words"]}
