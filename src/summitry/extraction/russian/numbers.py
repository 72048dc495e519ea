"""Numbers in digits and words, in every case: "26 млрд", "полутора миллионов", "ста"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from summitry.extraction.russian.morphology import morphology, plainly
from summitry.lexicon.russian_measures import russian_measures

if TYPE_CHECKING:
    from summitry.extraction.russian.sentences import Words

_BLANKS: Final = str.maketrans("", "", " \u00a0\u202f")


class Number(NamedTuple):
    """A number: the words it takes, its value without its scale, and the scale."""

    first: int
    after: int
    mantissa: float
    scale: float
    words: bool

    @property
    def value(self) -> float:
        """The plain number."""
        return round(self.mantissa * self.scale, 6)


def read_number(words: Words, index: int) -> Number | None:
    """Return the number that begins at a word, or None."""
    lower = words.lower
    if lower[index][0].isdigit():
        mantissa = to_number(lower[index])
        if mantissa is None:
            return None
        scale, after = _scale(words, index + 1)
        return Number(index, after, mantissa, scale, words=False)
    values, scales = _forms()
    after, total, last = index, 0.0, float("inf")
    while after < len(lower):
        value = values.get(lower[after])
        if value is None or value >= last or (last < 20 and total):
            break
        total, last = total + value, value
        after += 1
    scale, end = _scale(words, after)
    if after == index:
        # "миллион долларов"; "миллионы людей" counts nothing.
        single = lower[index] in scales and not lower[index].endswith(("ы", "и", "ов", "ам", "ах"))
        return Number(index, end, 1.0, scale, words=True) if single and end > index else None
    return Number(index, end, total, scale, words=True)


def to_number(written: str) -> float | None:
    """Return the value of digits with a comma or a point and blanks between thousands."""
    digits = written.translate(_BLANKS).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def _scale(words: Words, index: int) -> tuple[float, int]:
    """Return the scale at a word, and the index behind it and its full stop."""
    _, scales = _forms()
    scale = 1.0
    while index < len(words) and words.lower[index] in scales:
        scale *= scales[words.lower[index]]
        index += 1
        shortened = words.lower[index - 1] in ("тыс", "млн", "млрд", "трлн")
        if shortened and words.lower[index : index + 1] == ["."] and index + 1 < len(words):
            index += 1
    return scale, index


@cache
def _forms() -> tuple[dict[str, float], dict[str, float]]:
    measures = russian_measures()
    return _declined(measures.values), _declined(measures.scales)


def _declined(listed: dict[str, float]) -> dict[str, float]:
    table = morphology()
    found: dict[str, float] = {}
    for word, value in listed.items():
        for form in table.forms_of(word, "NUMR") | table.forms_of(word):
            found.setdefault(form, value)
        found[plainly(word)] = value
    return found


def is_number_word(written: str) -> bool:
    """Tell a form of a number word, or of a scale such as "млн"."""
    values, scales = _forms()
    return written in values or written in scales


def small_number(written: str) -> float | None:
    """Return the value of digits or of one number word in any case, or None."""
    if written[:1].isdigit():
        return to_number(written)
    return _forms()[0].get(written)
