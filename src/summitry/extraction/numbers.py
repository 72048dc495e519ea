"""Numbers as texts write them: digits, words, and both mixed with "million" and the like."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from summitry.extraction.folding import lower
from summitry.lexicon.measures import number_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GAP = r"\s{1,24}"
"""Space between two words: a hard line break with its indentation is one, too. Bounded, so that
no text can make a search run long."""

_Trie = dict[str, "_Trie"]


@dataclass(frozen=True)
class Number:
    """A number and where it stands.

    ``mantissa`` is the value before "million" and the like, ``magnitude`` what they multiply
    it by; ``words`` tells a number written out; ``shorthand`` is the "m" or "bn" after it.
    """

    start: int
    end: int
    mantissa: float
    magnitude: float
    words: bool
    shorthand: str = ""

    @property
    def value(self) -> float:
        """The plain number, free of the noise of binary fractions."""
        product = self.mantissa * self.magnitude
        if not math.isfinite(product):
            return product
        return float(round(product)) if abs(product - round(product)) < 1e-6 else round(product, 9)


def fold(text: str) -> str:
    """Return the text in lower case and with plain quotes, every offset kept.

    >>> fold("İ’m") == "İ'm"
    True
    """
    return lower(text).replace("’", "'").replace("‘", "'").replace("ʻ", "'")


def any_of(words: Iterable[str]) -> str:
    """Return one factored pattern for many words, the longest first; a space is any gap.

    >>> any_of(["one", "only"])
    'on(?:e|ly)'
    """
    trie: _Trie = {}
    for word in words:
        branch = trie
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _written(trie)


def _written(trie: _Trie) -> str:
    parts = [
        (GAP if letter == " " else re.escape(letter)) + _written(branch)
        for letter, branch in sorted(trie.items())
        if letter
    ]
    optional = "" in trie
    if not parts:
        return ""
    if len(parts) == 1 and not optional:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if optional else ''}"


_SHORT_DIGITS = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+)"
# A comma with one or two digits is a decimal one, unless more of them make it a list.
_DIGITS = rf"(?:\d+,\d{{1,2}}(?![\d,])|{_SHORT_DIGITS}(?:\.\d+)?|\.\d+)"
_PLAIN_DIGITS = re.compile(_DIGITS)
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_LETTERS = re.compile(r"[a-z]+")
_FIGURES = re.compile(r"\d+")
_WORDS_OR_FIGURES = re.compile(r"[a-z]+|\d+")
_TAIL = re.compile(r"([a-z]+)\.?\Z")


@cache
def number_pattern() -> re.Pattern[str]:
    """Return the compiled pattern of one number in folded text, with its magnitude."""
    known = number_words()
    one = any_of(known.ones)
    small = rf"(?:{any_of(known.tens)}(?:(?:\s?-\s?|{GAP}){one})?|{any_of(known.teens)}|{one})\b"
    part = any_of(known.fractions)
    whole = rf"(?!{small}(?:{GAP}|\s?-\s?){part}\b)"
    hundred = rf"(?:(?:{small}|an?){GAP}hundreds?\b(?:{GAP}(?:and{GAP})?{whole}{small})?|{small})"
    scale_words = [name for name in known.scales if len(name) > 3 or name == "lac"]
    scale = rf"(?:{any_of(scale_words)})s?\b"
    written = (
        rf"(?:{hundred}|an?(?={GAP}{scale})|(?={scale}{GAP}{scale}){scale})"
        rf"(?:[\s-]{{1,24}}{scale}){{1,3}}(?:,?{GAP}{hundred}(?:{GAP}{scale}){{1,3}}){{0,6}}"
        rf"(?:{GAP}(?:and{GAP})?{whole}{hundred})?|{hundred}"
    )
    single = any_of(name for name in known.fractions if not name.endswith("s"))
    several = any_of(name for name in known.fractions if name.endswith("s"))
    share = (
        rf"(?:half|(?:(?:an?|one|three){GAP})?quarters?(?:{GAP}of)?)(?:{GAP}an?)?{GAP}{scale}"
        rf"|one(?:{GAP}|\s?-\s?){single}\b|an?{GAP}{single}\b(?=\s{{0,24}}(?:[.,;:)?!]|\Z|of\b))"
        rf"|(?:{small}|\d{{1,2}})(?:{GAP}|\s?-\s?){several}\b"
    )
    shorts = any_of([name for name in known.scales if name not in scale_words])
    glued = any_of(known.short_scales)
    digits = (
        rf"{_DIGITS}(?:\s?-?\s{{0,24}}(?:{scale}|(?:{shorts})s?\b\.?)){{0,3}}"
        rf"(?:(?<=\d)\s?(?P<short>{glued})(?![\w'-]))?"
    )
    and_half = rf"{GAP}and{GAP}(?:an?|{one}){GAP}{part}\b(?:{GAP}{scale})?"
    signs = "".join(known.signs)
    point = rf"{GAP}point(?:{GAP}{one}\b){{1,6}}"
    return re.compile(
        rf"(?:(?<!\w)|(?<=\b[a-z]{{3}})(?=\d))(?<!\d[.,])(?:(?P<share>{share})|(?P<sign>\d*\s?[{signs}])(?:\s?{scale})?"
        rf"|(?P<slash>(?:\d+{GAP})?[1-9]/(?:[234568]|10)(?![\w/]))"
        rf"|(?P<digits>{digits})(?:{and_half})?"
        rf"|(?P<decimal>{hundred}{point})(?:{GAP}{scale}){{0,3}}"
        rf"|(?P<words>{written})(?:{and_half})?)"
    )


@cache
def _head() -> re.Pattern[str]:
    """Return the pattern of the first characters of a number, the only places worth trying."""
    known = number_words()
    words = [*known.ones, *known.teens, *known.tens, "half", "quarter", "quarters"]
    scales = [name for name in known.scales if len(name) > 3]
    return re.compile(
        rf"\.?\d|[{''.join(known.signs)}]|\b(?:{any_of(words)}\b"
        rf"|an?{GAP}(?:{any_of([*scales, *known.fractions])})"
        rf"|{any_of(scales)}{GAP}{any_of(scales)})"
    )


@cache
def counting() -> re.Pattern[str]:
    """Return a cheap pattern: a piece of text between blanks that every number has one of."""
    known = number_words()
    words = [*known.ones, *known.teens, *known.tens, *known.scales, *known.fractions]
    return re.compile(rf"\d|[{''.join(known.signs)}]|(?<!\w){any_of(words)}s?(?!\w)")


def number_matches(folded: str) -> Iterator[re.Match[str]]:
    """Yield the matches of :func:`number_pattern` in folded text, from left to right."""
    pattern = number_pattern()
    passed = 0
    for place in _head().finditer(folded):
        if place.start() >= passed:
            match = pattern.match(folded, place.start())
            if match is not None:
                passed = match.end()
                yield match


def read_number(match: re.Match[str]) -> Number:
    """Return the number of a match of :func:`number_pattern`."""
    known = number_words()
    whole = match.group()
    if match["digits"] is not None:
        mantissa, magnitude = _read_digits(match["digits"])
        rest = whole[len(match["digits"]) :]
        if rest:
            mantissa, magnitude = _add_part(mantissa, magnitude, rest)
        return Number(
            match.start(),
            match.end(),
            mantissa,
            magnitude,
            words=False,
            shorthand=_shorthand(match["digits"]),
        )
    if match["share"] is not None:
        mantissa, magnitude = _read_share(whole)
        return Number(match.start(), match.end(), mantissa, magnitude, words=True)
    if match["sign"] is not None:
        digits = _FIGURES.match(whole)
        extra = next(known.signs[letter] for letter in whole if letter in known.signs)
        scale = _product(_LETTERS.findall(whole))
        value = extra + (float(digits.group()) if digits else 0)
        return Number(match.start(), match.end(), value, scale, words=False)
    if match["slash"] is not None:
        *ones, upper, lower = _FIGURES.findall(whole)
        value = (int(ones[0]) if ones else 0) + int(upper) / int(lower)
        return Number(match.start(), match.end(), value, 1, words=False)
    mantissa, magnitude = _read_words(whole, match["decimal"])
    return Number(match.start(), match.end(), mantissa, magnitude, words=True)


def find_numbers(text: str, start: int, end: int) -> list[Number]:
    """Return every number in ``text[start:end]``, whether or not it is an amount of anything.

    >>> [(n.value, n.magnitude) for n in find_numbers("a hundred and 1.5 million", 0, 25)]
    [(100.0, 1), (1500000.0, 1000000.0)]
    """
    folded = fold(text[start:end])
    matches = number_matches(folded)
    found = [read_number(match) for match in matches if not follows_letter(folded, match.start())]
    return [Number(n.start + start, n.end + start, n.mantissa, n.magnitude, n.words) for n in found]


def follows_letter(folded: str, start: int) -> bool:
    """Tell whether digits are glued to letters before them ("COP27", but also "USD5")."""
    return start > 0 and folded[start - 1].isalpha()


def _shorthand(digits: str) -> str:
    """Return the abbreviated magnitude at the end that could be a unit of measure instead."""
    if digits[-1:].isdecimal():
        return ""
    known = number_words()
    tail = _TAIL.search(digits)
    word = tail.group(1) if tail else ""
    return word if word in known.short_scales or word in known.money_scales else ""


def _read_digits(text: str) -> tuple[float, float]:
    if text.isdecimal():
        return float(text), 1.0
    digits = _PLAIN_DIGITS.match(text)
    assert digits is not None  # the pattern of a number begins with it
    plain = "".join(digits.group().split())
    if _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    value = float(plain.replace(",", ""))
    return value, _product(_LETTERS.findall(text[digits.end() :]))


def _product(scales: list[str]) -> float:
    known = number_words()
    total = 1.0
    for word in scales:
        total *= _scale(word) or known.short_scales.get(word, 1)
    return total


def _scale(word: str) -> float:
    scales = number_words().scales
    return scales.get(word) or scales.get(word.removesuffix("s"), 0)


def _read_share(text: str) -> tuple[float, float]:
    known = number_words()
    words = _WORDS_OR_FIGURES.findall(text)
    scale = _scale(words[-1])
    if scale:
        upper = 3 if words[0] == "three" else 1
        return upper / (2 if words[0] == "half" else 4), scale
    upper_value = float(words[0]) if words[0].isdigit() else _cardinal(words[:-1])[0]
    return upper_value / known.fractions[words[-1]], 1


def _read_words(text: str, decimal: str | None) -> tuple[float, float]:
    if decimal is not None:
        head, _, tail = decimal.partition("point")
        ones = number_words().ones
        digits = "".join(str(ones[word]) for word in tail.split())
        whole = _cardinal(_LETTERS.findall(head))[0]
        return float(f"{int(whole)}.{digits}"), _product(text[len(decimal) :].split())
    part = _and_part().search(text)
    if part is not None:
        mantissa, magnitude = _cardinal(_LETTERS.findall(text[: part.start()]))
        return _add_part(mantissa, magnitude, text[part.start() :])
    return _cardinal(_LETTERS.findall(text))


@cache
def _and_part() -> re.Pattern[str]:
    known = number_words()
    upper = any_of(["a", "an", *known.ones])
    return re.compile(rf"{GAP}and{GAP}{upper}{GAP}(?:{any_of(known.fractions)})\b")


def _add_part(mantissa: float, magnitude: float, part: str) -> tuple[float, float]:
    """Add "and a half", which counts in the magnitude before it or in the one after it."""
    words = _LETTERS.findall(part)
    known = number_words()
    place = next(number for number, word in enumerate(words) if word in known.fractions)
    share = known.ones.get(words[place - 1], 1) / known.fractions[words[place]]
    scale = _product(words[place + 1 :])
    if scale > 1 and magnitude > 1:
        return (mantissa * magnitude + share * scale) / magnitude, magnitude
    return mantissa + share, magnitude * scale


def _cardinal(words: list[str]) -> tuple[float, float]:
    """Return mantissa and magnitude of a cardinal in words; the last scale is the magnitude."""
    known = number_words()
    total = current = 0.0
    last = 1.0
    for word in words:
        small = known.ones.get(word, known.teens.get(word, known.tens.get(word)))
        scale = _scale(word)
        if small is not None:
            current += small
            last = 1.0
        elif word in ("a", "an"):
            current += 1.0
        elif scale == 100:
            current = (current or 1.0) * 100
            last = 1.0
        elif scale:
            if current == 0 and total:
                total *= scale
            else:
                total += (current or 1.0) * scale
            current = 0.0
            last = scale
    total += current
    return total / last, last
