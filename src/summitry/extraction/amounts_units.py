"""What stands beside a number and says what it counts: money, a share, a measure, a noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summitry.extraction.numbers import GAP, any_of
from summitry.lexicon.measures import Measure, unit_words
from summitry.model import QuantityRole

_NOUN_REACH = 7
_LONGEST_SYMBOL = 12
# Codes that are no word of any text, so that capitals need not tell them.
_LENIENT = frozenset({"usd", "eur", "gbp", "cny", "rmb"})
_NO_LETTER = re.compile(r"[^A-Za-z]")
_NUMBER_NEXT = re.compile(r"\s?\d")
_BLANKS = re.compile(r"\s+")
_BLANK = re.compile(r"\s{1,24}")
_WORD = re.compile(r"(?:[a-z][\w'./]*(?:[-‐‑][\w']+)*)")


@dataclass(frozen=True)
class Unit:
    """What a number counts; ``end`` is where the words for it end in the folded text."""

    name: str
    role: QuantityRole
    end: int


@cache
def _currency_signs() -> dict[str, str]:
    signs: dict[str, str] = {}
    for currency in unit_words().currencies:
        if currency.code_before:
            signs[currency.code.lower()] = currency.code
        signs |= dict.fromkeys(currency.symbols, currency.code)
    return signs | {"rmb": "CNY"}


@cache
def _sign_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<sign>{any_of(_currency_signs())})\s?\Z")


def money_before(folded: str, original: str, start: int) -> tuple[str, int] | None:
    """Return the ISO 4217 code of the sign before a number, and where that sign begins.

    Letters count only in capitals where they could be a word: "try 5 times" is no money.
    """
    window = max(0, start - _LONGEST_SYMBOL)
    match = _sign_before().search(folded, window, start)
    if match is None:
        return None
    sign = match["sign"]
    written = original[match.start() : match.end("sign")]
    letters = _NO_LETTER.sub("", written)
    needs_capitals = (letters == written) or (len(letters) == 1 and len(written) > 1)
    if needs_capitals and letters and not letters.isupper() and sign not in _LENIENT:
        # "a $5 million grant" is no Australian money, though the dollar sign alone counts.
        bare = sign[-1]
        return (_currency_signs()[bare], match.end("sign") - 1) if bare in "$¥" else None
    return _currency_signs()[_plain(sign)], match.start()


@cache
def _units_after() -> dict[str, tuple[str, QuantityRole]]:
    known = unit_words()
    table: dict[str, tuple[str, QuantityRole]] = {}
    for measure in known.durations:
        table |= _surfaces(measure, QuantityRole.DURATION)
    for measure in known.measures:
        table |= _surfaces(measure, QuantityRole.COUNT)
    for currency in known.currencies:
        words = [*currency.words, *(f"{word}s" for word in currency.words)]
        words += [*currency.symbols, currency.code.lower()]
        for word in words:
            table.setdefault(word, (currency.code, QuantityRole.MONEY))
    for unit, words_of_share in known.shares.items():
        table |= dict.fromkeys(words_of_share, (unit, QuantityRole.SHARE))
    return table


def _surfaces(measure: Measure, role: QuantityRole) -> dict[str, tuple[str, QuantityRole]]:
    words = set(measure.words) | {name.lower() for name in measure.abbreviations}
    for word in measure.words:
        words |= {f"{word}s", f"{word[:-1]}ies"} if word.endswith("y") else {f"{word}s"}
    return dict.fromkeys(words, (measure.unit, role))


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    spellings: dict[str, set[str]] = {}
    for measure in unit_words().measures:
        for name in measure.abbreviations:
            spellings.setdefault(name.lower(), set()).add(name)
        for word in measure.words:
            spellings.pop(word, None)
    return {name: frozenset(forms) for name, forms in spellings.items()}


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<link>\s{{0,24}}|\s?[-‐‑]\s?)(?P<unit>{any_of(_units_after())})(?:(?<!\w)|(?!\w))"
    )


@cache
def _magnitude_words() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {
        f"{word}{ending}": currency.code
        for currency in unit_words().currencies
        for word in currency.magnitude_words
        for ending in ("", "s")
    }
    return re.compile(rf"{GAP}({any_of(table)})\b"), table


def unit_after(folded: str, original: str, end: int, magnitude: float) -> Unit | None:
    """Return the currency, share, measure or stretch of time right after a number."""
    match = _unit_pattern().match(folded, end)
    if match is None:
        return _money_after_magnitude(folded, end) if magnitude >= 1000 else None
    surface = _plain(match["unit"])
    name, role = _units_after()[surface]
    written = original[match.start("unit") : match.end("unit")]
    if surface in _abbreviations() and written not in _abbreviations()[surface]:
        return None
    if role is QuantityRole.MONEY and not _is_written_as_money(folded, match, surface, written):
        return None
    return Unit(name, role, match.end())


@cache
def _codes() -> frozenset[str]:
    return frozenset(currency.code.lower() for currency in unit_words().currencies) - _LENIENT


def _is_written_as_money(folded: str, match: re.Match[str], surface: str, written: str) -> bool:
    if surface in _codes() and not written.isupper():
        return False
    if surface in _currency_signs() and surface not in _LENIENT:
        # A sign between two numbers belongs to the one it precedes.
        return _NUMBER_NEXT.match(folded[match.end() : match.end() + 2]) is None
    return True


def _money_after_magnitude(folded: str, end: int) -> Unit | None:
    pattern, words = _magnitude_words()
    match = pattern.match(folded, end)
    return Unit(words[match.group(1)], QuantityRole.MONEY, match.end()) if match else None


def noun_after(folded: str, end: int, *, many: bool) -> Unit | None:
    """Return the counted noun of the phrase after a number, in the singular.

    ``many`` asks for a plural: "six new lines of effort" counts lines. Adjectives before the
    noun are passed over; a preposition, a verb form of "be" or a mark ends the phrase.
    """
    nouns = unit_words().nouns
    last: Unit | None = None
    place = end
    for _ in range(_NOUN_REACH):
        gap = _BLANK.match(folded, place)
        word = _WORD.match(folded, gap.end()) if gap else None
        if word is None:
            break
        token = word.group().rstrip("./'")
        joined = token in ("and", "or")
        if token in nouns.stops or (joined and not many):
            break
        stop = word.start() + len(token)
        if many and is_plural(token) and not _qualifies_a_plural(folded, token, stop):
            return Unit(singular(token), QuantityRole.COUNT, stop)
        if not joined:
            last = Unit(singular(token), QuantityRole.COUNT, stop)
        place = word.end()
        if word.end() != stop:
            break
    return None if many else last


def _qualifies_a_plural(folded: str, token: str, stop: int) -> bool:
    """Tell whether a noun without a plural of its own says of what kind the next noun is."""
    if unit_words().nouns.plurals.get(token) != token:
        return False
    gap = _BLANK.match(folded, stop)
    word = _WORD.match(folded, gap.end()) if gap else None
    if word is None:
        return False
    following = word.group().rstrip("./'")
    return following not in unit_words().nouns.stops and is_plural(following)


def is_plural(word: str) -> bool:
    """Tell whether a word looks like a plural noun."""
    nouns = unit_words().nouns
    tail = word.rsplit("-", 1)[-1]
    if word in nouns.plurals or tail in nouns.plurals:
        return True
    if word in nouns.never or word.endswith(("'s", "ss", "us", "is", "ous")):
        return False
    return len(word) > 2 and word.endswith("s")


def singular(word: str) -> str:
    """Return the singular of a noun.

    >>> [singular(word) for word in ("countries", "doses", "boxes", "children", "customs")]
    ['country', 'dose', 'box', 'child', 'customs']
    """
    known = unit_words().nouns.plurals
    head, hyphen, tail = word.rpartition("-")
    if word in known or tail in known:
        return known[word] if word in known else f"{head}{hyphen}{known[tail]}"
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


def _plain(words: str) -> str:
    return _BLANKS.sub(" ", words)
